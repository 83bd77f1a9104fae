"""`aftercare passphrase`: change the passphrase and every other secret with it."""

from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, door_options


@click.command()
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the new passphrase from the first line of this file instead of asking.",
)
@click.option(
    "--paper-is-safe/--new-recovery-key",
    "keep_recovery",
    default=None,
    help="Whether the recovery key stays or is made new. Asked when left out; made new when nobody can answer.",
)
@door_options
def command(door: Door, *, keep_recovery: bool | None, new_passphrase_file: Path | None) -> None:
    """Change the passphrase and every other secret with it.

    All open sessions end, and paired devices must be paired again. Older copies of the files still open with the old
    passphrase: the backups it knows of are listed.
    """
    from aftercare.cli.clock import now
    from aftercare.cli.recovery_keys import show_changed
    from aftercare.cli.unlocking import unlocked_with_secret
    from aftercare.usecases.secrets import change_passphrase
    from aftercare.vault import Recovery

    with unlocked_with_secret(door) as (session, old):
        keep = not session.has_recovery or _paper_is_safe(keep_recovery)
        new = _new_passphrase(new_passphrase_file)
        recovery = Recovery.KEEP if keep else Recovery.REPLACE
        changed = change_passphrase(session, old, new, recovery=recovery, now=now())
    show_changed(changed)
    voice.show("The passphrase is changed.")


def _new_passphrase(file: Path | None) -> str:
    from aftercare.cli.passphrases import ask_new_passphrase, read_secret
    from aftercare.usecases.start import offer_passphrase

    return ask_new_passphrase(offer_passphrase()) if file is None else read_secret(file)


def _paper_is_safe(told: bool | None) -> bool:
    if told is not None or not voice.is_conversation():
        return bool(told)
    return voice.ask_yes_no("Is the paper with the recovery key safe, so that the key can stay?")
