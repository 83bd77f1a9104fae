"""From a journal to the table in which patterns are searched (DESIGN 6).

Takes journal and measures, returns a table of one row per encounter in time order. A factor comes before its outcome;
a check-in counts only if written down before; measures of one concept are never paired; entries left out and letters
not yet kept are not there at all. Columns are picked by how often they were recorded, never by what came of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aftercare.days.check_ins import CheckIns
from aftercare.days.cycle import cycle_day, median_length
from aftercare.days.cycle_starts import recorded_starts
from aftercare.days.expand import Expanded, Series, expand
from aftercare.days.waking_day import waking_day
from aftercare.model.entry import Entry, Precision
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure, Phase, Role, Value
from aftercare.model.pattern import ColumnKind, Table
from aftercare.model.settings import Settings

MOST_OUTCOMES = 8
MOST_FACTORS = 40
LAGS = (0, 1)
"""For daily factors: the latest check-in before the encounter, and the one of the day before it."""
CYCLE_MEASURE = "cycle_day"
SLEEP_CONCEPT = "sleep"
NOT_RECORDED = float("nan")
_ORDER = {Phase.DAY: 0, Phase.BEFORE: 1, Phase.DURING: 2, Phase.AFTER: 3, Phase.LATER: 4}


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is known of each encounter."""

    encounters: tuple[Entry, ...]
    days: tuple[date, ...]
    values: tuple[Mapping[str, Value], ...]
    latest: tuple[Mapping[str, Value], ...]
    """The latest check-in before each: of its own day, else of the day before."""
    own_day: tuple[Mapping[str, Value], ...]
    day_before: tuple[Mapping[str, Value], ...]


def build(journal: Journal, measures: Mapping[str, Measure]) -> Table:
    """The table of `journal`; `measures` is the catalogue, to which the person's own are added."""
    known = dict(measures) | {measure.id: measure for measure in journal.own_measures}
    rows = _rows(journal, known)
    starts = recorded_starts(journal, known)
    factors = [made for measure in known.values() for made in _factors(measure, rows)]
    factors = [made for made in factors if made.measure.id != CYCLE_MEASURE]
    factors += _cycle(known.get(CYCLE_MEASURE), rows, starts)
    outcomes = [made for measure in known.values() for made in _outcomes(measure, rows)]
    settings = journal.settings
    wanted = (settings.main_outcome,) if settings.main_outcome else ()
    picked_factors = _pick(factors, settings.suspects, settings, MOST_FACTORS)
    picked_outcomes = _pick(outcomes, wanted, settings, MOST_OUTCOMES)
    return Table(
        rows=tuple(entry.id for entry in rows.encounters),
        factors=tuple(made.factor(nights=_one_a_night(made.measure, rows)) for made in picked_factors),
        outcomes=tuple(made.outcome() for made in picked_outcomes),
        cycle_length=median_length(starts),
        main_outcome=settings.main_outcome,
        suspects=_named_ids(picked_factors, settings.suspects),
        never_paired=frozenset(
            (factor.id, outcome.id)
            for factor in picked_factors
            for outcome in picked_outcomes
            if not _may_pair(factor.measure, outcome.measure)
        ),
    )


def _may_pair(factor: Measure, outcome: Measure) -> bool:
    same = factor.id == outcome.id or (factor.concept != "" and factor.concept == outcome.concept)
    return not same and _ORDER[factor.phase] < _ORDER[outcome.phase]


def _rows(journal: Journal, measures: Mapping[str, Measure]) -> _Rows:
    kept = [e for e in journal.encounters() if not e.left_out and e.id not in journal.waiting]
    nights = frozenset(m.id for m in measures.values() if m.concept == SLEEP_CONCEPT)
    check_ins = CheckIns(
        (e for e in journal.check_ins() if not e.left_out and e.id not in journal.waiting),
        nights,
        turns_at=journal.settings.day_turns_at,
        zone=journal.settings.zone,
    )
    day_before = [check_ins.before(encounter, 1) for encounter in kept]
    own_day = [check_ins.before(encounter, 0) for encounter in kept]
    return _Rows(
        encounters=tuple(kept),
        days=tuple(waking_day(encounter.at, journal.settings.day_turns_at) for encounter in kept),
        values=tuple(_values(encounter, measures) for encounter in kept),
        latest=tuple(before | own for before, own in zip(day_before, own_day, strict=True)),
        own_day=tuple(own_day),
        day_before=tuple(day_before),
    )


def _values(encounter: Entry, measures: Mapping[str, Measure]) -> Mapping[str, Value]:
    """All values; an imported day without a time does not tell what came after the encounter."""
    values = encounter.all_values()
    if encounter.source is None or encounter.at.precision is not Precision.DAY:
        return values
    return {
        name: value
        for name, value in values.items()
        if name in measures and _ORDER.get(measures[name].phase, 0) < _ORDER[Phase.AFTER]
    }


def _one_a_night(measure: Measure, rows: _Rows) -> bool:
    """Whether no two encounters are told by one night, so that counted encounters may be called nights."""
    nights = [
        day if measure.phase is not Phase.DAY or measure.id in own else day - timedelta(days=1)
        for day, own, latest in zip(rows.days, rows.own_day, rows.latest, strict=True)
        if measure.phase is not Phase.DAY or measure.id in latest
    ]
    return len(set(nights)) == len(nights)


def _factors(measure: Measure, rows: _Rows) -> list[Expanded]:
    if measure.role not in (Role.FACTOR, Role.BOTH) or measure.phase not in _ORDER:
        return []
    if measure.phase is Phase.DAY:
        return expand(measure, (rows.latest, rows.day_before), LAGS)
    return expand(measure, (rows.values,), (0,))


def _outcomes(measure: Measure, rows: _Rows) -> list[Expanded]:
    if measure.role not in (Role.OUTCOME, Role.BOTH) or measure.phase not in _ORDER:
        return []
    return [] if measure.phase is Phase.DAY else expand(measure, (rows.values,), (0,))


def _cycle(measure: Measure | None, rows: _Rows, starts: Sequence[date]) -> list[Expanded]:
    """The day of the cycle: as written down with the encounter, else counted from the recorded starts."""
    if measure is None:
        return []
    days: list[float] = []
    for day, values in zip(rows.days, rows.values, strict=True):
        told = values.get(CYCLE_MEASURE)
        counted = cycle_day(day, starts)
        number = told if isinstance(told, int | float) else counted
        days.append(NOT_RECORDED if number is None else float(number))
    series = Series(columns=(tuple(days),), lag_days=(0,))
    made = Expanded(
        id=CYCLE_MEASURE, label=measure.clear_label, kind=ColumnKind.CYCLE_DAY, measure=measure, series=series
    )
    return [made] if made.recorded else []


def _pick(made: Sequence[Expanded], asked: Sequence[str], settings: Settings, most: int) -> list[Expanded]:
    """What was asked about, then swapped in, then the most often recorded; kept in catalogue order.

    What is swapped out stays out, unless it is asked about or this very column is swapped in.
    """
    order = {one.id: place for place, one in enumerate(made)}
    kept = [
        one
        for one in made
        if _is_named(one, asked) or one.id in settings.swapped_in or not _is_named(one, settings.swapped_out)
    ]

    def rank(one: Expanded) -> tuple[bool, bool, int, int]:
        swapped_in = _is_named(one, settings.swapped_in)
        return not _is_named(one, asked), not swapped_in, -one.recorded, order[one.id]

    return sorted(sorted(kept, key=rank)[:most], key=lambda one: order[one.id])


def _named_ids(made: Sequence[Expanded], named: Sequence[str]) -> tuple[str, ...]:
    return tuple(one.id for one in made if _is_named(one, named))


def _is_named(one: Expanded, named: Sequence[str]) -> bool:
    return one.id in named or one.measure.id in named
