"""Which check-in values were already written down at some moment (DESIGN 6).

What is filled in afterwards may be coloured by how it went, so it does not count; an edit counts as written when it was
made, because what stood there before is not kept. Takes check-in entries once, then answers for one moment at a time.
Times compare in UTC.
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
ONE_DAY = timedelta(days=1)


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
            if len(readings) > 1:
                readings.sort(key=lambda reading: reading.known)

    @property
    def days(self) -> tuple[date, ...]:
        """The waking days with a check-in, in order."""
        return tuple(sorted(self._days))

    def readings(self, day: date) -> list[Reading]:
        """What was written down about `day`, in the order of writing."""
        return self._days.get(day, [])

    def before(self, encounter: Entry) -> tuple[dict[str, Value], dict[str, Value]]:
        """What was known of its own day and of the day before when `encounter` began; later readings over earlier."""
        day = waking_day(encounter.at, self._turns_at)
        began = self._began(encounter, day)
        return self.known(day, began), self.known(day - ONE_DAY, began, earlier_day=True)

    def known(self, day: date, moment: datetime, *, earlier_day: bool = False) -> dict[str, Value]:
        """What was known of `day` at `moment`; what nobody knows the time of counts only for a day that was over."""
        merged: dict[str, Value] = {}
        for reading in self._days.get(day, ()):
            if reading.known < moment or (earlier_day and reading.known == NEVER):
                merged.update(reading.values)
        return merged

    def begins(self, day: date) -> datetime:
        """When a waking day begins, in UTC, by the clock the person last used."""
        return day_begins(day, self._turns_at).replace(tzinfo=zone_info(self._zone)).astimezone(UTC)

    def _began(self, encounter: Entry, day: date) -> datetime:
        return self.begins(day) if encounter.at.precision is Precision.DAY else encounter.at.instant(self._zone)

    def _readings(self, entry: Entry, nights: frozenset[str]) -> Iterable[Reading]:
        if entry.source is not None and entry.changed is None:
            yield from self._imported(entry.at, entry.values, nights)
        else:
            yield Reading(entry.changed or entry.recorded, entry.values)
        for addition in entry.added:
            # An edit may have replaced what was added before it: nobody can tell, so all of it is as old as the edit.
            edited = entry.changed is not None and entry.changed > addition.recorded
            yield Reading(entry.changed if edited and entry.changed else addition.recorded, addition.values)

    def _imported(self, at: When, values: Mapping[str, Value], nights: frozenset[str]) -> Iterable[Reading]:
        """An import is written down long after; what counts is the time the other app kept."""
        slept = {name: value for name, value in values.items() if name in nights}
        rest = {name: value for name, value in values.items() if name not in nights}
        if slept:
            yield Reading(ALWAYS, slept)
        if rest:
            known = NEVER if at.precision is Precision.DAY else at.instant(self._zone)
            yield Reading(known, rest)
