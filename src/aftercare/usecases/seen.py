"""What the person saw of the patterns when they last looked, kept so that the page can say what changed since.

Takes an open vault and a review; keeps one notice, in place of the one before, so that the vault does not grow with
each look. Wording only: evidence, tiers and standing never see it.
"""

from datetime import UTC, datetime

from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.pattern import Patterns
from aftercare.patterns.changes import Change, Seen, as_detail, changes, from_detail, seen_now
from aftercare.vault.session import Session


def last_seen(journal: Journal) -> Seen | None:
    """What stood there at the last look; None before the first."""
    kept = [notice for notice in journal.notices if notice.kind is NoticeKind.PATTERNS_SEEN]
    return from_detail(max(kept, key=lambda notice: notice.at).detail) if kept else None


def changed_since(before: Seen | None, patterns: Patterns) -> tuple[Change, ...]:
    """What is otherwise now; nothing at the first look, when all of it is new."""
    return () if before is None else changes(before, patterns)


def keep_seen(session: Session, patterns: Patterns, now: datetime) -> None:
    """Keep what stands there now, in place of what stood there before; nothing is written when it is the same."""
    notices = session.journal.notices
    before = [notice for notice in notices if notice.kind is NoticeKind.PATTERNS_SEEN]
    detail = as_detail(seen_now(patterns))
    if [notice.detail for notice in before] == [detail]:
        return
    others = (notice for notice in notices if notice.kind is not NoticeKind.PATTERNS_SEEN)
    seen = Notice(kind=NoticeKind.PATTERNS_SEEN, subject="", at=now.astimezone(UTC), detail=detail)
    session.put_notices((*others, seen))
