"""Keeping safe: a backup, putting one back, and forgetting everything."""

from datetime import datetime
from pathlib import Path

from aftercare.vault import OutOfReach, Session, backup_locked, forget_everything
from aftercare.vault import restore as put_back


def backup(session: Session, target: Path, now: datetime) -> None:
    """Copy the open vault into one file, every secret in it encrypted, and remember that it was made."""
    session.backup(target, now)


def backup_while_locked(folder: Path, target: Path) -> None:
    """The same without the passphrase. The journal does not learn of this copy. Conflict while it is open."""
    backup_locked(folder, target)


def restore(archive: Path, folder: Path, *, passphrase: str | None = None, recovery_key: str | None = None) -> None:
    """Put a backup into an empty place, after proving that it opens with the passphrase or recovery key of its day.

    BadFile, WrongSecret, DamagedVault or Conflict leave nothing behind.
    """
    put_back(archive, folder, passphrase=passphrase, recovery_key=recovery_key)


def forget(session: Session) -> OutOfReach:
    """Forget everything: keys first, then files. Asks nothing. Returns what it can't reach, for the person."""
    return session.forget()


def forget_while_locked(folder: Path) -> None:
    """The same without the passphrase; what is out of reach is then not known."""
    forget_everything(folder)
