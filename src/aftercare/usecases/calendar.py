"""A month of the journal, day by day: what was logged on which waking day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aftercare.days.waking_day import waking_day
from aftercare.days.weeks import first_of, month_after
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure

BLEEDING_TODAY = "bleeding_today"
"""The finding that every measure of a day with bleeding gives."""
MARGIN = timedelta(days=1)
"""A night belongs to the day before."""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One waking day with what was logged in it, earliest first."""

    day: date
    entries: tuple[Entry, ...]
    bleeding: bool
    """Bleeding was recorded for that day; without a record it is unknown, and False too."""

    @property
    def encounters(self) -> tuple[Entry, ...]:
        """What is drawn as arc or dot."""
        return tuple(entry for entry in self.entries if entry.kind is EntryKind.ENCOUNTER)

    @property
    def checked_in(self) -> bool:
        """Whether there is a check-in of that day."""
        return any(entry.kind is EntryKind.DAY for entry in self.entries)


def days_of_month(journal: Journal, measures: Mapping[str, Measure], month: date) -> Mapping[date, MonthDay]:
    """The days of a month that hold anything."""
    return _days_between(journal, measures, first_of(month), month_after(month))


def entries_of_day(journal: Journal, measures: Mapping[str, Measure], day: date) -> tuple[Entry, ...]:
    """What was logged on one waking day, latest first as in the timeline."""
    found = _days_between(journal, measures, day, day + timedelta(days=1)).get(day)
    return () if found is None else tuple(reversed(found.entries))


def first_month(journal: Journal, today: date) -> date:
    """The month of the first entry; this month when there is none."""
    days = (waking_day(entry.at, journal.settings.day_turns_at) for entry in journal.entries[:1])
    return first_of(min(next(days, today), today))


def _days_between(journal: Journal, measures: Mapping[str, Measure], begin: date, end: date) -> Mapping[date, MonthDay]:
    turns_at = journal.settings.day_turns_at
    by_day: dict[date, list[Entry]] = {}
    for entry in journal.entries:
        if begin <= entry.at.local.date() <= end + MARGIN:
            day = waking_day(entry.at, turns_at)
            if begin <= day < end:
                by_day.setdefault(day, []).append(entry)
    telling = _tell_bleeding(measures)
    return {day: MonthDay(day, tuple(held), any(_bled(e, telling) for e in held)) for day, held in by_day.items()}


def _tell_bleeding(measures: Mapping[str, Measure]) -> Mapping[str, Measure]:
    """Measures whose answers say that there was bleeding that day."""
    return {
        name: measure
        for name, measure in measures.items()
        if any(given.finding == BLEEDING_TODAY for given in measure.gives)
    }


def _bled(entry: Entry, telling: Mapping[str, Measure]) -> bool:
    if entry.kind is not EntryKind.DAY:
        return False
    values = entry.all_values()
    return any(
        given.finding == BLEEDING_TODAY and given.present is not None and given.present.holds(values[name])
        for name, measure in telling.items()
        if name in values
        for given in measure.gives
    )
