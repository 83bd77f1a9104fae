"""Shows a new recovery key once, and what still opens with the old secrets."""

import click

from aftercare.cli import voice
from aftercare.model.errors import WrongSecret
from aftercare.usecases.secrets import Changed
from aftercare.usecases.start import confirm_recovery


def show_changed(changed: Changed) -> None:
    """After a change of secrets: the new recovery key, if any, and the copies that still open with the old ones."""
    if changed.recovery_key is not None:
        show_recovery_key(changed.recovery_key)
    if changed.old_copies:
        voice.tell("These backups still open with the old secrets. Make new ones, and destroy these:")
        voice.tell(voice.listed(notice.subject for notice in changed.old_copies))


def show_recovery_key(key: str) -> None:
    """Show the key once, and see that it is on paper."""
    voice.tell(f"\n    {key}\n")
    voice.tell(
        voice.wrapped(
            "This is the recovery key, shown this once. Write it on paper, without the name of this program, and keep "
            "the paper where only you go."
        )
    )
    while voice.is_conversation():
        try:
            confirm_recovery(key, voice.ask("Its last six characters, from the paper:"))
        except WrongSecret as error:
            voice.fail(error.sentence)
        except click.Abort:
            voice.tell("If it is not on paper, replace it with: aftercare recovery replace")
            return
        else:
            return
