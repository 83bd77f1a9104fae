"""Keeping safe: a backup, putting one back, and forgetting everything."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from aftercare.model.notice import Notice, NoticeKind
from aftercare.vault import OutOfReach, Session, backup_locked, forget_everything
from aftercare.vault import restore as put_back
from aftercare.vault.forget import out_of_reach as forget_list


def backup(session: Session, target: Path, now: datetime) -> None:
    """Copy the open vault into one file, every secret in it encrypted, and remember that it was made."""
    session.backup(target, now)


def backup_to_carry(session: Session, name: str, now: datetime) -> bytes:
    """The same as bytes, for a browser to save under `name`. On its way it is on disk for a moment, every secret in it
    encrypted, in a place only this user can read.
    """
    with TemporaryDirectory() as place:
        path = Path(place) / name
        session.backup(path, now)
        copied = path.read_bytes()
    *before, made = session.journal.notices
    session.put_notices((*before, replace(made, subject=name)))
    return copied


def backup_while_locked(folder: Path, target: Path) -> None:
    """The same without the passphrase. The journal does not learn of this copy. Conflict while it is open."""
    backup_locked(folder, target)


def restore(
    archive: Path | BinaryIO, folder: Path, *, passphrase: str | None = None, recovery_key: str | None = None
) -> None:
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


def known_backups(session: Session) -> tuple[Notice, ...]:
    """The backups this journal remembers, oldest first."""
    return tuple(notice for notice in session.journal.notices if notice.kind is NoticeKind.BACKUP_MADE)


def out_of_reach(session: Session) -> OutOfReach:
    """What forgetting everything could not reach, to be seen before."""
    return forget_list(session.journal, session.devices(), paper=session.has_recovery)
