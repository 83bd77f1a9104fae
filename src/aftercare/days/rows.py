"""What is known of each encounter: the rows of the table before it has columns (DESIGN 6).

Takes a journal, returns for each encounter its own values and those of the check-ins that had been written down when it
began. Must never let a later writing into an earlier row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aftercare.days.check_ins import CheckIns
from aftercare.days.expand import Gathered, gather
from aftercare.days.taken import taken
from aftercare.days.waking_day import waking_day
from aftercare.model.entry import Entry, EntryKind, Precision
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure, Phase, Value

SLEEP_CONCEPT = "sleep"
ORDER = {Phase.DAY: 0, Phase.BEFORE: 1, Phase.DURING: 2, Phase.AFTER: 3, Phase.LATER: 4}
"""Phases in the order of time. What belongs to the person and to no time is in none."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One row per encounter, in time order."""

    encounters: tuple[Entry, ...]
    days: tuple[date, ...]
    values: Gathered
    """What the encounters say themselves."""
    own_day: tuple[Mapping[str, Value], ...]
    """What a check-in of its own day had said before each."""
    latest: Gathered
    """The latest check-in before each: of its own day, else of the day before."""
    day_before: Gathered

    def __len__(self) -> int:
        """How many encounters."""
        return len(self.encounters)

    def one_a_night(self, measure: Measure) -> bool:
        """Whether no two encounters are told by one night, so that counted encounters may be called nights."""
        told = self.latest.get(measure.id)
        daily = measure.phase is Phase.DAY
        nights = [
            day if not daily or measure.id in self.own_day[row] else day - timedelta(days=1)
            for row, day in enumerate(self.days)
            if not daily or (told is not None and told[row] is not None)
        ]
        return len(set(nights)) == len(nights)


def rows_of(journal: Journal, measures: Mapping[str, Measure]) -> Rows:
    """The rows of `journal`."""
    kept = tuple(taken(journal, EntryKind.ENCOUNTER))
    check_ins = check_ins_of(journal, measures)
    before = [check_ins.before(encounter) for encounter in kept]
    return Rows(
        encounters=kept,
        days=tuple(waking_day(encounter.at, journal.settings.day_turns_at) for encounter in kept),
        values=gather([_values(encounter, measures) for encounter in kept]),
        own_day=tuple(own for own, _ in before),
        latest=gather([day_before | own for own, day_before in before]),
        day_before=gather([day_before for _, day_before in before]),
    )


def check_ins_of(journal: Journal, measures: Mapping[str, Measure]) -> CheckIns:
    """The check-ins of `journal` that patterns may see."""
    return CheckIns(
        taken(journal, EntryKind.DAY),
        frozenset(measure.id for measure in measures.values() if measure.concept == SLEEP_CONCEPT),
        turns_at=journal.settings.day_turns_at,
        zone=journal.settings.zone,
    )


def _values(encounter: Entry, measures: Mapping[str, Measure]) -> Mapping[str, Value]:
    """All values; an imported day without a time does not tell what came after the encounter."""
    values = encounter.all_values() if encounter.added else encounter.values
    if encounter.source is None or encounter.at.precision is not Precision.DAY:
        return values
    return {
        name: value
        for name, value in values.items()
        if name in measures and ORDER.get(measures[name].phase, 0) < ORDER[Phase.AFTER]
    }
