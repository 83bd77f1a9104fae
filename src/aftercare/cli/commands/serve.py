"""`aftercare serve`: open the app in the browser, here or on a phone."""

from pathlib import Path

import click

from aftercare.cli.options import folder_option
from aftercare.cli.program import Program
from aftercare.model.errors import BadValue
from aftercare.model.reach import LOOPBACK, BehindProxy, OnTheNetwork, OnThisMachine, Reach


@click.command()
@click.option("--host", help="This machine's own address: 127.0.0.1 (the default) or localhost.")
@click.option("--port", type=click.IntRange(1, 65535), help="Without it: 8427, or a free one when that is taken.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the default browser, where there is one.")
@click.option("--lan", is_flag=True, help="Also for other devices on your network, encrypted; needs --name.")
@click.option("--name", help="With --lan: the name under which they reach this machine, like notes.local.")
@click.option("--renew", is_flag=True, help="With --lan: make a new certificate; each phone then installs it.")
@click.option("--behind", metavar="ADDRESS", help="The https address under which your own reverse proxy serves it.")
@folder_option
@click.pass_obj
def command(
    program: Program, /, folder: Path, *, port: int | None, open_browser: bool, **where: str | bool | None
) -> None:
    """Open the app: prints its address and serves it until you press Ctrl-C.

    The printed address holds a secret of this start; give it to nobody. It works only on this machine, unless you ask
    for more with --lan or --behind: docs/phone.md says what that means.
    """
    program.serve(reach=_reach(where), port=port, folder=folder, open_browser=open_browser)


def _reach(where: dict[str, str | bool | None]) -> Reach:
    """What was asked for. BadValue when two things were, or half of one."""
    host, name, behind = (str(where[each]) if where[each] else None for each in ("host", "name", "behind"))
    if sum(map(bool, (host, where["lan"], behind))) > 1:
        raise BadValue("Take one of --host, --lan and --behind.", where="serve")
    if where["lan"]:
        if name is None:
            raise BadValue("--lan needs a name for this machine: --name notes.local, for instance.", where="name")
        return OnTheNetwork(name.lower(), renew=bool(where["renew"]))
    if name is not None or where["renew"]:
        raise BadValue("--name and --renew go with --lan.", where="name" if name else "renew")
    return OnThisMachine(host or LOOPBACK[0]) if behind is None else BehindProxy.at(behind)
