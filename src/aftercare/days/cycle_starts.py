"""Where in a journal the starts of cycles are recorded.

Takes a journal, returns first days of bleeding. Left-out entries and letters not yet kept are not looked at. Must never
take spotting for a period.
"""

from collections.abc import Mapping
from datetime import date

from aftercare.days.cycle import start_of, starts_from_bleeding
from aftercare.days.waking_day import waking_day
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure

STARTED, PERIOD_DAY, BLEEDING = "period_started", "period_today", "menstrual_bleeding"
CYCLE_DAY, LAST_PERIOD = "cycle_day", "last_period"
LEAST_BLEEDING = "light"
"""The first word of the bleeding scale that counts as a period; spotting does not."""


def recorded_starts(journal: Journal, measures: Mapping[str, Measure]) -> tuple[date, ...]:
    """The starts of cycles that the journal tells of, in time order."""
    least = _least_step(measures.get(BLEEDING))
    days: set[date] = set()
    for entry in journal.entries:
        if entry.left_out or entry.id in journal.waiting:
            continue
        day = waking_day(entry.at, journal.settings.day_turns_at)
        if entry.kind is EntryKind.DAY and _bled(entry, least):
            days.add(day)
        elif entry.kind is EntryKind.ENCOUNTER:
            number = entry.value(CYCLE_DAY)
            if isinstance(number, int | float) and number >= 1:
                days.add(start_of(day, int(number)))
    last = journal.person.value(LAST_PERIOD)
    if isinstance(last, str):
        days.add(date.fromisoformat(last))
    return starts_from_bleeding(days)


def _least_step(measure: Measure | None) -> int | None:
    if measure is None or LEAST_BLEEDING not in measure.option_ids:
        return None
    return measure.option_ids.index(LEAST_BLEEDING)


def _bled(entry: Entry, least: int | None) -> bool:
    if entry.value(STARTED) is True or entry.value(PERIOD_DAY) is True:
        return True
    level = entry.value(BLEEDING)
    return least is not None and isinstance(level, int) and level >= least
