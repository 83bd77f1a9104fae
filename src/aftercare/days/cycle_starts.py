"""Where in a journal the starts of cycles are recorded.

Takes a journal, returns first days of bleeding. Entries that patterns may not see are not looked at. Must never take
spotting for a period.
"""

from collections.abc import Mapping
from datetime import date

from aftercare.days.cycle import start_of, starts_from_bleeding
from aftercare.days.taken import taken
from aftercare.days.waking_day import waking_day
from aftercare.model.entry import EntryKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure, Value

STARTED, PERIOD_DAY, BLEEDING = "period_started", "period_today", "menstrual_bleeding"
CYCLE_DAY, LAST_PERIOD = "cycle_day", "last_period"
LEAST_BLEEDING = "light"
"""The first word of the bleeding scale that counts as a period; spotting does not."""


def recorded_starts(journal: Journal, measures: Mapping[str, Measure]) -> tuple[date, ...]:
    """The starts of cycles that the journal tells of, in time order."""
    turns_at = journal.settings.day_turns_at
    least = _least_step(measures)
    days: set[date] = set()
    for entry in taken(journal, EntryKind.DAY):
        if _bled(entry.all_values() if entry.added else entry.values, least):
            days.add(waking_day(entry.at, turns_at))
    for entry in taken(journal, EntryKind.ENCOUNTER):
        number = entry.value(CYCLE_DAY)
        if isinstance(number, int | float) and number >= 1:
            days.add(start_of(waking_day(entry.at, turns_at), int(number)))
    last = journal.person.value(LAST_PERIOD)
    if isinstance(last, str):
        days.add(date.fromisoformat(last))
    return starts_from_bleeding(days)


def tells_of_period(values: Mapping[str, Value], measures: Mapping[str, Measure]) -> bool:
    """Whether these values of a check-in say that there was a period that day."""
    return _bled(values, _least_step(measures))


def _least_step(measures: Mapping[str, Measure]) -> int | None:
    measure = measures.get(BLEEDING)
    if measure is None or LEAST_BLEEDING not in measure.option_ids:
        return None
    return measure.option_ids.index(LEAST_BLEEDING)


def _bled(values: Mapping[str, Value], least: int | None) -> bool:
    if values.get(STARTED) is True or values.get(PERIOD_DAY) is True:
        return True
    level = values.get(BLEEDING)
    return least is not None and isinstance(level, int) and level >= least
