"""What the person saw of the patterns when they last looked, kept so that the page can say what changed since.

Takes an open vault and what was found; keeps one notice of encounters and one of days, each in place of the one before,
so that the vault does not grow with each look. Wording only: evidence, tiers and standing never see it.
"""

from datetime import UTC, datetime

from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.pattern import Patterns
from aftercare.patterns.changes import Change, Seen, as_detail, changes, from_detail, seen_now
from aftercare.review import DAYS
from aftercare.vault.session import Session


def last_seen(journal: Journal, *, by_day: bool = False) -> Seen | None:
    """What stood there at the last look, of encounters or of days; None before the first."""
    kept = [notice for notice in journal.notices if _is_look(notice, by_day=by_day)]
    return from_detail(max(kept, key=lambda notice: notice.at).detail) if kept else None


def changed_since(before: Seen | None, patterns: Patterns) -> tuple[Change, ...]:
    """What is otherwise now; nothing at the first look, when all of it is new."""
    return () if before is None else changes(before, patterns)


def keep_seen(session: Session, patterns: Patterns, now: datetime, *, by_day: bool = False) -> None:
    """Keep what stands there now, in place of what stood there before; nothing is written when it is the same."""
    notices = session.journal.notices
    before = [notice for notice in notices if _is_look(notice, by_day=by_day)]
    detail = as_detail(seen_now(patterns))
    if [notice.detail for notice in before] == [detail]:
        return
    others = (notice for notice in notices if not _is_look(notice, by_day=by_day))
    subject = DAYS if by_day else ""
    seen = Notice(kind=NoticeKind.PATTERNS_SEEN, subject=subject, at=now.astimezone(UTC), detail=detail)
    session.put_notices((*others, seen))


def _is_look(notice: Notice, *, by_day: bool) -> bool:
    return notice.kind is NoticeKind.PATTERNS_SEEN and (notice.subject == DAYS) == by_day
