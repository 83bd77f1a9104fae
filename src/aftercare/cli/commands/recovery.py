"""`aftercare recovery`: use, replace or withdraw the recovery key."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, door_options, folder_option

if TYPE_CHECKING:
    from aftercare.vault import Recovery


@click.group()
def command() -> None:
    """Use, replace or withdraw the recovery key: the paper that opens the journal when the passphrase is lost."""


@command.command()
@click.option(
    "--key-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the recovery key from the first line of this file instead of asking.",
)
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the new passphrase from the first line of this file instead of asking.",
)
@click.option(
    "--keep-key", is_flag=True, help="The paper is safe: leave the key as it is. Otherwise a new one is made."
)
@folder_option
def use(folder: Path, *, keep_key: bool, new_passphrase_file: Path | None, key_file: Path | None) -> None:
    """Open the journal with the recovery key and set a new passphrase. Everything that waited is kept."""
    from aftercare.cli.clock import now
    from aftercare.cli.passphrases import ask_new_passphrase, passphrase, read_secret
    from aftercare.cli.recovery_keys import show_recovery_key
    from aftercare.usecases.start import offer_passphrase
    from aftercare.usecases.unlock import unlock_with_recovery

    _require_journal(folder)
    key = passphrase(key_file, "Recovery key")
    new = ask_new_passphrase(offer_passphrase()) if new_passphrase_file is None else read_secret(new_passphrase_file)
    recovered = unlock_with_recovery(folder, key, new_passphrase=new, recovery=_fate(keep_key), now=now())
    recovered.session.lock()
    if recovered.recovery_key is not None:
        show_recovery_key(recovered.recovery_key)
    voice.show("The new passphrase is set.")


@command.command()
@door_options
def replace(door: Door) -> None:
    """Make a new recovery key; the old paper opens this journal no more. The passphrase stays.

    Also the way to have one at all, if there was none.
    """
    from aftercare.cli.clock import now
    from aftercare.cli.recovery_keys import show_changed
    from aftercare.cli.unlocking import unlocked_with_secret
    from aftercare.usecases.secrets import replace_recovery

    with unlocked_with_secret(door) as (session, secret):
        changed = replace_recovery(session, secret, now())
    show_changed(changed)
    voice.show("The recovery key is new.")


@command.command()
@door_options
def withdraw(door: Door) -> None:
    """Have no recovery key any more: from then on only the passphrase opens the journal."""
    from aftercare.cli.clock import now
    from aftercare.cli.recovery_keys import show_changed
    from aftercare.cli.unlocking import unlocked_with_secret
    from aftercare.usecases.secrets import withdraw_recovery

    with unlocked_with_secret(door) as (session, secret):
        changed = withdraw_recovery(session, secret, now())
    show_changed(changed)
    voice.show("There is no recovery key any more. Lose the passphrase, and everything is lost.")


def _require_journal(folder: Path) -> None:
    from aftercare.model.errors import NotThere
    from aftercare.usecases.device import has_vault

    if not has_vault(folder):
        raise NotThere("There is no journal here. Name its folder with --vault.")


def _fate(keep: bool) -> "Recovery":
    from aftercare.vault import Recovery

    return Recovery.KEEP if keep else Recovery.REPLACE
