"""Asking for the passphrase again before something leaves the journal in plain, or before its keys change."""

from aftercare.vault.keys import open_keys
from aftercare.vault.session import Session


def confirm_passphrase(session: Session, typed: str) -> None:
    """WrongSecret unless this is the passphrase of the open journal. One to two seconds, like unlocking."""
    open_keys(session.folder, typed)
