"""`aftercare backup`: copy the whole journal, locked, into one file."""

from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, door_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--locked", is_flag=True, help="Without the passphrase. The journal then does not remember this copy.")
@click.option("--replace", is_flag=True, help="Overwrite the file when it is there.")
@door_options
def command(door: Door, *, file: Path, replace: bool, locked: bool) -> None:
    """Copy the whole journal into FILE. Every secret in it stays encrypted.

    It opens with the passphrase or recovery key of today, also after you change them. Give the file a name that says
    nothing, and keep it somewhere else than this machine.
    """
    from aftercare.cli.clock import now
    from aftercare.model.errors import Conflict
    from aftercare.usecases import keep_safe

    if file.exists() and not replace:
        raise Conflict("There is such a file already. Name another, or add --replace.")
    if locked:
        keep_safe.backup_while_locked(door.folder, file)
    else:
        with door.opened() as opened:
            keep_safe.backup(opened.session, file, now())
    voice.show(f"Backed up to {file}")
    voice.tell(
        "It opens with the passphrase or recovery key of today. Try it once: aftercare restore --vault EMPTY-FOLDER"
    )
