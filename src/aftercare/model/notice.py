"""A notice: what was shown, seen, or quieted until when. It changes wording, never evidence (DESIGN 3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened."""

    PATTERN_SHOWN = "pattern_shown"
    """subject: factor and outcome, after "days: " for a pattern of days; detail: the tier it had."""
    PATTERNS_SEEN = "patterns_seen"
    """One at most, and one of days: what stood on the page of patterns when it was last opened; subject: empty, or
    "days"; detail: one line a pattern."""
    FLAG_SHOWN = "flag_shown"
    """subject: rule id; detail: a digest of the facts that decided it."""
    FLAG_QUIETED = "flag_quieted"
    """subject: rule id; detail: seen_someone or all_right."""
    CARD_DISMISSED = "card_dismissed"
    """subject: what card (for instance the day-after card of an entry)."""
    PAGE_RATED = "page_rated"
    """subject: a page of the library; detail: yes or no, whether it helped."""
    BACKUP_MADE = "backup_made"
    EXPORT_MADE = "export_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One such event."""

    kind: NoticeKind
    subject: str
    at: datetime
    until: datetime | None = None
    detail: str = ""
