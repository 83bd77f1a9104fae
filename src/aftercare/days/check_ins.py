"""Which check-in values were already written down when an encounter happened (DESIGN 6).

What is filled in afterwards may be coloured by how it went, so it does not count. Takes check-in entries once, then
answers for one encounter at a time. Times compare in UTC.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from aftercare.days.waking_day import day_begins, waking_day
from aftercare.model.entry import Entry, Precision, When, zone_info
from aftercare.model.measure import Value

ALWAYS = datetime.min.replace(tzinfo=UTC)
"""When an imported night was written down: before anything that happened on its day."""
NEVER = datetime.max.replace(tzinfo=UTC)
"""When an imported day without a time was written down: nobody knows, so after everything on its day."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Some values of a day and when they were written down."""

    known: datetime
    values: Mapping[str, Value]


class CheckIns:
    """The check-ins by waking day; made once for a journal, then only read."""

    def __init__(self, entries: Iterable[Entry], nights: frozenset[str], *, turns_at: int, zone: str) -> None:
        """`nights` are the measures of sleep: the night before the day they are kept under."""
        self._turns_at = turns_at
        self._zone = zone
        self._days: dict[date, list[Reading]] = {}
        for entry in entries:
            readings = self._days.setdefault(waking_day(entry.at, turns_at), [])
            readings.extend(self._readings(entry, nights))
        for readings in self._days.values():
            readings.sort(key=lambda reading: reading.known)

    def before(self, encounter: Entry, lag: int) -> dict[str, Value]:
        """What was known of the day `lag` days before, when `encounter` began; later readings over earlier."""
        day = waking_day(encounter.at, self._turns_at)
        began = self._began(encounter, day)
        merged: dict[str, Value] = {}
        for reading in self._days.get(day - timedelta(days=lag), ()):
            if self._counts(reading, began, lag):
                merged.update(reading.values)
        return merged

    def _counts(self, reading: Reading, began: datetime, lag: int) -> bool:
        return reading.known < began or (lag > 0 and reading.known == NEVER)

    def _began(self, encounter: Entry, day: date) -> datetime:
        if encounter.at.precision is Precision.DAY:
            begins = day_begins(day, self._turns_at)
            return begins.replace(tzinfo=zone_info(self._zone)).astimezone(UTC)
        return encounter.at.instant(self._zone)

    def _readings(self, entry: Entry, nights: frozenset[str]) -> Iterable[Reading]:
        if entry.source is not None:
            yield from self._imported(entry.at, entry.values, nights)
        else:
            yield Reading(entry.changed or entry.recorded, entry.values)
        for addition in entry.added:
            yield Reading(addition.recorded, addition.values)

    def _imported(self, at: When, values: Mapping[str, Value], nights: frozenset[str]) -> Iterable[Reading]:
        """An import is written down long after; what counts is the time the other app kept."""
        slept = {name: value for name, value in values.items() if name in nights}
        rest = {name: value for name, value in values.items() if name not in nights}
        if slept:
            yield Reading(ALWAYS, slept)
        if rest:
            known = NEVER if at.precision is Precision.DAY else at.instant(self._zone)
            yield Reading(known, rest)
