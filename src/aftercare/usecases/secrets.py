"""Changing what opens the vault: the passphrase, and with it every other secret; the recovery key alone.

Older copies of the files still open with the old secrets, so each change says which copies are known.
"""

from dataclasses import dataclass, field
from datetime import datetime

from aftercare.model.notice import Notice, NoticeKind
from aftercare.vault import Recovery, Session


@dataclass(frozen=True, slots=True)
class Changed:
    """What the person has to be shown after a change."""

    recovery_key: str | None = field(repr=False)
    """A new recovery key, once, if one was made."""
    old_copies: tuple[Notice, ...]
    """Backups that still open with the former secrets."""


def change_passphrase(session: Session, old: str, new: str, *, recovery: Recovery, now: datetime) -> Changed:
    """Make every secret new in one step. The session ends, as do all others.

    WrongSecret or BadValue change and end nothing.
    """
    copies = _backups(session)
    return Changed(session.change_passphrase(old, new, recovery=recovery, now=now).recovery_key, copies)


def replace_recovery(session: Session, passphrase: str, now: datetime) -> Changed:
    """Make a new recovery key; the old paper opens this vault no more. The passphrase stays."""
    return change_passphrase(session, passphrase, passphrase, recovery=Recovery.REPLACE, now=now)


def withdraw_recovery(session: Session, passphrase: str, now: datetime) -> Changed:
    """Have no recovery key any more: then only the passphrase opens the vault."""
    return change_passphrase(session, passphrase, passphrase, recovery=Recovery.WITHDRAW, now=now)


def _backups(session: Session) -> tuple[Notice, ...]:
    return tuple(notice for notice in session.journal.notices if notice.kind is NoticeKind.BACKUP_MADE)
