"""`aftercare serve`: open the app in the browser."""

from pathlib import Path

import click

from aftercare.cli.options import folder_option
from aftercare.cli.program import Program


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Only this machine's own address can be served.")
@click.option("--port", type=click.IntRange(1, 65535), help="Without it: 8427, or a free one when that is taken.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the default browser, where there is one.")
@folder_option
@click.pass_obj
def command(program: Program, folder: Path, *, host: str, port: int | None, open_browser: bool) -> None:
    """Open the app: prints its address and serves it on this machine until you press Ctrl-C.

    The printed address holds a secret of this start; give it to nobody. It works only on this machine.
    """
    program.serve(host=host, port=port, folder=folder, open_browser=open_browser)
