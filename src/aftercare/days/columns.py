"""From a journal to the table in which patterns are searched (DESIGN 6).

Takes journal, measures and composites, returns a table of one row per encounter in time order. A factor comes before
its outcome; a check-in counts only if written down before; what shares a concept is never paired; entries left out, not
wanted, and letters not yet kept are not there at all. Columns are picked by how often they were recorded, never by what
came of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aftercare.days.composites import expand_composite
from aftercare.days.cycle import cycle_day, median_length
from aftercare.days.cycle_starts import recorded_starts, tells_of_period
from aftercare.days.expand import NOT_RECORDED, Expanded, Series, concepts_of, expand
from aftercare.days.picking import MOST_FACTORS, MOST_OUTCOMES, Offered, is_named, offered, pick
from aftercare.days.rows import ORDER, Rows, rows_of
from aftercare.knowledge.composite import Composite
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure, Phase, Role
from aftercare.model.pattern import ColumnKind, Factor, Table

LAGS = (0, 1)
"""For daily factors: the latest check-in before the encounter, and the one of the day before it."""
CYCLE_MEASURE = "cycle_day"


@dataclass(frozen=True, slots=True)
class Columns:
    """Every column that could be searched, and which are."""

    rows: Rows
    starts: tuple[date, ...]
    factors: tuple[Expanded, ...]
    outcomes: tuple[Expanded, ...]
    picked_factors: tuple[Expanded, ...]
    picked_outcomes: tuple[Expanded, ...]


def build(journal: Journal, measures: Mapping[str, Measure], composites: Iterable[Composite] = ()) -> Table:
    """The table of `journal`; `measures` is the catalogue, to which the person's own are added."""
    columns = _columns(journal, measures, composites)
    rows, settings = columns.rows, journal.settings
    return Table(
        rows=tuple(entry.id for entry in rows.encounters),
        factors=tuple(_factor(made, rows) for made in columns.picked_factors),
        outcomes=tuple(made.outcome() for made in columns.picked_outcomes),
        cycle_length=median_length(columns.starts),
        main_outcome=settings.main_outcome,
        suspects=_suspects(columns, settings.suspects),
        watched=frozenset(settings.watched),
        never_paired=never_paired(columns.picked_factors, columns.picked_outcomes),
    )


def _suspects(columns: Columns, named: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of what was named. Of what was never noted yet the names stay: else all factors would be asked."""
    return tuple(made.id for made in columns.picked_factors if is_named(made, named)) or named


def offered_columns(
    journal: Journal, measures: Mapping[str, Measure], composites: Iterable[Composite] = ()
) -> tuple[Offered, ...]:
    """All that could be searched, outcomes first: what is, and what could be swapped in."""
    columns = _columns(journal, measures, composites)
    return (
        *offered(columns.outcomes, columns.picked_outcomes, is_outcome=True),
        *offered(columns.factors, columns.picked_factors, is_outcome=False),
    )


def never_paired(factors: Iterable[Expanded], outcomes: Sequence[Expanded]) -> frozenset[tuple[str, str]]:
    """Pairs of one concept, and those whose factor is not of an earlier phase than the outcome."""
    return frozenset(
        (factor.id, outcome.id)
        for factor in factors
        for outcome in outcomes
        if factor.concepts & outcome.concepts
        or factor.measure.id == outcome.measure.id
        or ORDER[factor.measure.phase] >= ORDER[outcome.measure.phase]
    )


def _columns(journal: Journal, measures: Mapping[str, Measure], composites: Iterable[Composite]) -> Columns:
    known = dict(measures) | {measure.id: measure for measure in journal.own_measures}
    rows = rows_of(journal, known)
    starts = recorded_starts(journal, known)
    factors = [made for measure in known.values() for made in _factors(measure, rows)]
    factors += _cycle(known, rows, starts)
    outcomes = [made for measure in known.values() for made in _outcomes(measure, rows)]
    outcomes += [made for one in composites for made in expand_composite(one, rows.values, known, len(rows))]
    settings = journal.settings
    watched_factors, watched_outcomes = (tuple(pair[side] for pair in settings.watched) for side in (0, 1))
    asked = (*((settings.main_outcome,) if settings.main_outcome else ()), *watched_outcomes)
    return Columns(
        rows=rows,
        starts=starts,
        factors=tuple(factors),
        outcomes=tuple(outcomes),
        picked_factors=tuple(pick(factors, (*settings.suspects, *watched_factors), settings, MOST_FACTORS)),
        picked_outcomes=tuple(pick(outcomes, asked, settings, MOST_OUTCOMES)),
    )


def _factor(made: Expanded, rows: Rows) -> Factor:
    spoken = made.measure.spoken
    return made.factor(nights=spoken is not None and spoken.nights and rows.one_a_night(made.measure))


def _factors(measure: Measure, rows: Rows) -> list[Expanded]:
    if measure.role not in (Role.FACTOR, Role.BOTH) or measure.phase not in ORDER or measure.id == CYCLE_MEASURE:
        return []
    if measure.phase is Phase.DAY:
        return expand(measure, (rows.latest, rows.day_before), LAGS, len(rows))
    return expand(measure, (rows.values,), (0,), len(rows))


def _outcomes(measure: Measure, rows: Rows) -> list[Expanded]:
    if measure.role not in (Role.OUTCOME, Role.BOTH) or measure.phase not in ORDER:
        return []
    return [] if measure.phase is Phase.DAY else expand(measure, (rows.values,), (0,), len(rows))


def _cycle(measures: Mapping[str, Measure], rows: Rows, starts: Sequence[date]) -> list[Expanded]:
    """The day of the cycle: as written down with the encounter, else counted from the recorded starts."""
    if CYCLE_MEASURE not in measures:
        return []
    told = rows.values.get(CYCLE_MEASURE) or [None] * len(rows)
    column = [
        float(value) if isinstance(value, int | float) else _counted(row, rows, starts, measures)
        for row, value in enumerate(told)
    ]
    return cycle_column(measures[CYCLE_MEASURE], column)


def cycle_column(measure: Measure, days: Sequence[float]) -> list[Expanded]:
    """The day of the cycle as a factor; none when it is known nowhere."""
    recorded = sum(day == day for day in days)
    if not recorded:
        return []
    return [
        Expanded(
            id=CYCLE_MEASURE,
            label=measure.clear_label,
            kind=ColumnKind.CYCLE_DAY,
            measure=measure,
            series=Series(columns=(tuple(days),), lag_days=(0,)),
            recorded=recorded,
            concepts=concepts_of(measure),
        )
    ]


def _counted(row: int, rows: Rows, starts: Sequence[date], measures: Mapping[str, Measure]) -> float:
    """The day counted from the last start. Bleeding that was noted only after the encounter may have come after it, so
    on the first day itself the start must have been written down before."""
    number = cycle_day(rows.days[row], starts)
    if number is None or (number == 1 and not tells_of_period(rows.own_day[row], measures)):
        return NOT_RECORDED
    return float(number)
