"""`aftercare forget`: forget everything."""

from typing import TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, door_options

if TYPE_CHECKING:
    from aftercare.vault import OutOfReach

WORD = "forget"


@click.command()
@click.option("--yes", is_flag=True, help="At once, without a question and without the passphrase.")
@door_options
def command(door: Door, *, yes: bool) -> None:
    """Forget everything: keys first, then files. Nothing brings it back, and nobody asks why.

    It can't reach backups, exports, other devices and paper. With --passphrase-file, or when you give the passphrase,
    those it knows of are listed.
    """
    from aftercare.model.errors import NotThere
    from aftercare.usecases import keep_safe
    from aftercare.usecases.device import has_vault

    if not has_vault(door.folder):
        raise NotThere("There is no journal here. Name its folder with --vault.")
    _be_sure(yes=yes)
    if _wants_list(door, yes=yes):
        with door.opened() as opened:
            _tell_out_of_reach(keep_safe.forget(opened.session))
    else:
        keep_safe.forget_while_locked(door.folder)
        voice.tell("Backups, exports, other devices and a paper with the recovery key are out of reach: see to them.")
    voice.show("Forgotten.")


def _be_sure(*, yes: bool) -> None:
    if yes:
        return
    if not voice.is_conversation():
        raise click.UsageError("Nobody can be asked here. Add --yes to forget everything at once.")
    typed = voice.ask(f"This can't be undone. Type {WORD} to go on:")
    if typed.casefold() != WORD:
        raise click.Abort


def _wants_list(door: Door, *, yes: bool) -> bool:
    if door.passphrase_file is not None:
        return True
    return not yes and voice.ask_yes_no("List the copies it can't reach? That needs the passphrase.")


def _tell_out_of_reach(rest: "OutOfReach") -> None:
    copies = [f"backup: {notice.subject}" for notice in rest.backups]
    copies += [f"export: {notice.subject}" for notice in rest.exports]
    copies += [f"paired device: {device.name}" for device in rest.devices]
    copies += ["the paper with the recovery key: it still opens the backups"] if rest.paper else []
    if copies:
        voice.show("Out of reach, for you to see to:")
        voice.show(voice.listed(copies))
