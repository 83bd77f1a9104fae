"""Looking at the journal: the review, kept until the journal or the hour changes, and the timeline page by page.

Notes inside the rules' times are read for it, so that a danger in one stands on home until it is answered (SAFETY 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from aftercare.check.screening import screen_journal
from aftercare.days.taken import taken
from aftercare.days.waking_day import waking_day
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Screening
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.pattern import History, Pattern, Shown, Standing, Tier
from aftercare.model.review import Review
from aftercare.review import review_journal, shown_before, subject_of
from aftercare.usecases.notes import facts_of_notes
from aftercare.vault.session import Session

PAGE_DAYS = 30


class Reviews:
    """The last review made, for as long as it holds: same journal version, same hour (DESIGN 3)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._last: Review | None = None
        self._screened: tuple[Journal, datetime, Screening] | None = None

    def of(self, journal: Journal, now: datetime) -> Review:
        """The review of `journal`, made anew only when something changed."""
        last = self._last
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        if last is None or last.version != journal.version or last.at < hour:
            noted = facts_of_notes(self._knowledge, journal, now)
            self._last = last = review_journal(journal, noted, self._knowledge, now)
        return last

    def screening(self, journal: Journal, now: datetime) -> Screening:
        """That of the review where it holds; else made alone, which is many times quicker, and kept as long."""
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        if self._last is not None and self._last.version == journal.version and self._last.at >= hour:
            return self._last.screening
        known = self._screened
        if known is None or known[0] is not journal or known[1] < hour:
            noted = facts_of_notes(self._knowledge, journal, now)
            self._screened = known = (journal, now, screen_journal(self._knowledge, journal, noted, now))
        return known[2]


def remember_shown(session: Session, review: Review, now: datetime) -> None:
    """Keep which patterns were just shown, of encounters or of days, so that one that fades can say so.

    Wording only, never evidence.
    """
    by_day = review.table.by_day
    before = shown_before(session.journal, by_day=by_day)
    fresh = tuple(
        Notice(
            kind=NoticeKind.PATTERN_SHOWN,
            subject=subject_of(pattern.pair.key, by_day=by_day),
            at=now.astimezone(UTC),
            detail=f"{pattern.tier.value} {pattern.threshold:.6g}",
        )
        for pattern in review.patterns.patterns
        if pattern.standing is Standing.CURRENT and _is_new(pattern, before)
    )
    if fresh:
        session.put_notices((*session.journal.notices, *fresh))


def _is_new(pattern: Pattern, before: History) -> bool:
    """Shown for the first time, or at a higher tier than ever: one that goes up and down must not fill the vault."""
    known = before.get((pattern.factor, pattern.outcome))
    return known is None or pattern.tier.rank > known.tier.rank


def first_shown(journal: Journal, pair: tuple[str, str], *, by_day: bool = False) -> tuple[tuple[datetime, Tier], ...]:
    """When a pattern was first shown, of encounters or of days, and at each higher tier, oldest first."""
    subject = subject_of(pair, by_day=by_day)
    shown = [
        (notice.at, Shown.from_detail(notice.detail).tier)
        for notice in journal.notices
        if notice.kind is NoticeKind.PATTERN_SHOWN and notice.subject == subject
    ]
    return tuple(sorted(shown))


def days_noted(journal: Journal) -> int:
    """Days with a check-in that patterns may see: the rows that the table of days has, without making it."""
    turns_at = journal.settings.day_turns_at
    return len({waking_day(entry.at, turns_at) for entry in taken(journal, EntryKind.DAY)})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineDay:
    """One waking day and what was logged in it, latest first."""

    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Some days, latest first."""

    days: tuple[TimelineDay, ...]
    older: date | None
    """Where the next older page begins; None at the end."""
    measures: Mapping[str, Measure]


def timeline(journal: Journal, knowledge: Knowledge, *, before: date | None = None) -> TimelinePage:
    """A page of the timeline: the latest days with entries, or those before a day."""
    turns_at = journal.settings.day_turns_at

    def day_of(entry: Entry) -> date:
        return waking_day(entry.at, turns_at)

    days: list[TimelineDay] = []
    older = None
    # By day first: what is known only to the day stands at midnight, when the evening before still goes on.
    latest_first = tuple(reversed(journal.entries))
    ordered = sorted(latest_first, key=day_of, reverse=True)
    for day, entries in groupby(ordered, key=day_of):
        if before is not None and day >= before:
            continue
        if len(days) == PAGE_DAYS:
            older = days[-1].day
            break
        days.append(TimelineDay(day=day, entries=tuple(entries)))
    return TimelinePage(days=tuple(days), older=older, measures=catalogue(knowledge, journal.own_measures))
