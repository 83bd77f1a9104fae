"""From a journal to a table whose rows are days: what goes before how a day is (PATTERNS 9b).

Takes journal, measures and day factors, returns a table of one row per day with a check-in. Outcomes are what is felt
that day; factors are the day before, what of the same day had been written down earlier, the night that ended that
morning, and the day of the cycle. What is felt is an outcome only: how one felt the day before mostly tells that
feelings last. Must never pair one concept, and never take for "no" what nobody wrote about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aftercare.days.check_ins import NEVER, ONE_DAY, CheckIns
from aftercare.days.columns import CYCLE_MEASURE, cycle_column
from aftercare.days.cycle import cycle_day, median_length
from aftercare.days.cycle_starts import recorded_starts
from aftercare.days.encounter_days import EncounterDays, was
from aftercare.days.expand import NOT_RECORDED, Expanded, Gathered, Series, expand, gather
from aftercare.days.own_past import beyond_own_past
from aftercare.days.picking import MOST_FACTORS, MOST_OUTCOMES, Offered, is_named, offered, pick
from aftercare.days.rows import SLEEP_CONCEPT, check_ins_of
from aftercare.days.taken import taken
from aftercare.days.waking_day import waking_day
from aftercare.knowledge.day_factor import DayFactor
from aftercare.model.entry import EntryKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Form, Kind, Measure, Phase, Role, Value
from aftercare.model.pattern import ColumnKind, Table
from aftercare.model.spoken import Spoken

SAME_DAY, DAY_BEFORE = 0, 1
OFTEN_ENOUGH = 0.5
"""A column of the same day is searched besides that of the day before only where it was recorded at least this share
as often: each column costs evidence (PATTERNS 4.5)."""


@dataclass(frozen=True, slots=True)
class _Days:
    """One row per day with a check-in, in order."""

    days: tuple[date, ...]
    felt: Gathered
    """What was said of each day, whenever."""
    earlier: Gathered
    """What of the same day had been written down before what was felt."""
    before: Gathered
    """What of the day before had been written down by then."""
    said_before: tuple[Mapping[str, Value], ...]
    asked: tuple[datetime, ...]
    """When the first of each day's outcomes was written down: what is later is no factor."""

    def __len__(self) -> int:
        """How many days."""
        return len(self.days)


@dataclass(frozen=True, slots=True)
class _Columns:
    factors: tuple[Expanded, ...]
    outcomes: tuple[Expanded, ...]
    picked_factors: tuple[Expanded, ...]
    picked_outcomes: tuple[Expanded, ...]


@dataclass(frozen=True, slots=True)
class DailyTables:
    """The days as they were, for showing, and less what the day before made likely, for the search."""

    shown: Table
    searched: Table


def build_daily(journal: Journal, measures: Mapping[str, Measure], day_factors: Iterable[DayFactor] = ()) -> Table:
    """The table of days as they were; a row bears the id of the first check-in of its day."""
    table, _ = _built(journal, measures, day_factors)
    return table


def daily_tables(
    journal: Journal, measures: Mapping[str, Measure], day_factors: Iterable[DayFactor] = ()
) -> DailyTables:
    """The table of days, for showing and for the search (`own_past`)."""
    table, days = _built(journal, measures, day_factors)
    return DailyTables(shown=table, searched=beyond_own_past(table, days))


def _built(
    journal: Journal, measures: Mapping[str, Measure], day_factors: Iterable[DayFactor]
) -> tuple[Table, tuple[date, ...]]:
    known = dict(measures) | {measure.id: measure for measure in journal.own_measures}
    days, starts = _days(journal, known), recorded_starts(journal, known)
    columns = _columns(journal, known, day_factors, (days, starts))
    ids: dict[date, str] = {}
    for entry in taken(journal, EntryKind.DAY):
        ids.setdefault(waking_day(entry.at, journal.settings.day_turns_at), entry.id)
    table = Table(
        rows=tuple(ids[day] for day in days.days),
        factors=tuple(made.factor() for made in columns.picked_factors),
        outcomes=tuple(made.outcome() for made in columns.picked_outcomes),
        cycle_length=median_length(starts),
        main_outcome=journal.settings.main_outcome,
        suspects=tuple(made.id for made in columns.picked_factors if is_named(made, journal.settings.suspects)),
        never_paired=frozenset(
            (factor.id, outcome.id)
            for factor in columns.picked_factors
            for outcome in columns.picked_outcomes
            if factor.concepts & outcome.concepts
        ),
        by_day=True,
    )
    return table, days.days


def offered_daily(
    journal: Journal, measures: Mapping[str, Measure], day_factors: Iterable[DayFactor] = ()
) -> tuple[Offered, ...]:
    """All that could be searched over days, outcomes first: what is, and what could be swapped in."""
    known = dict(measures) | {measure.id: measure for measure in journal.own_measures}
    columns = _columns(journal, known, day_factors, (_days(journal, known), recorded_starts(journal, known)))
    return (
        *offered(columns.outcomes, columns.picked_outcomes, is_outcome=True),
        *offered(columns.factors, columns.picked_factors, is_outcome=False),
    )


def _columns(
    journal: Journal,
    measures: Mapping[str, Measure],
    day_factors: Iterable[DayFactor],
    gathered: tuple[_Days, tuple[date, ...]],
) -> _Columns:
    days, starts = gathered
    factors = [made for measure in measures.values() for made in _factors(measure, days)]
    factors += _encounters(EncounterDays(journal), day_factors, days)
    if CYCLE_MEASURE in measures:
        counted = [cycle_day(day, starts) for day in days.days]
        column = [NOT_RECORDED if number is None else float(number) for number in counted]
        factors += cycle_column(measures[CYCLE_MEASURE], column)
    outcomes = [
        made
        for measure in measures.values()
        if is_felt(measure)
        for made in expand(measure, (days.felt,), (SAME_DAY,), len(days))
    ]
    settings = journal.settings
    main = (settings.main_outcome,) if settings.main_outcome else ()
    return _Columns(
        factors=tuple(factors),
        outcomes=tuple(outcomes),
        picked_factors=tuple(pick(factors, settings.suspects, settings, MOST_FACTORS)),
        picked_outcomes=tuple(pick(outcomes, main, settings, MOST_OUTCOMES)),
    )


def is_felt(measure: Measure) -> bool:
    """Whether a measure of the check-in is an outcome of days."""
    return measure.phase is Phase.DAY and measure.role in (Role.OUTCOME, Role.BOTH)


def _days(journal: Journal, measures: Mapping[str, Measure]) -> _Days:
    check_ins = check_ins_of(journal, measures)
    felt = frozenset(measure.id for measure in measures.values() if is_felt(measure))
    lengths = frozenset(
        measure.id
        for measure in measures.values()
        if measure.concept == SLEEP_CONCEPT and measure.kind in (Kind.DURATION, Kind.NUMBER)
    )
    whole, earlier, before, asked = [], [], [], []
    for day in check_ins.days:
        same, told, moment = _of_day(check_ins, day, felt, lengths)
        whole.append(told)
        earlier.append(same)
        before.append(check_ins.known(day - ONE_DAY, moment, earlier_day=True))
        asked.append(moment)
    return _Days(
        days=check_ins.days,
        felt=gather(whole),
        earlier=gather(earlier),
        before=gather(before),
        said_before=tuple(before),
        asked=tuple(asked),
    )


def _of_day(
    check_ins: CheckIns, day: date, felt: frozenset[str], lengths: frozenset[str]
) -> tuple[dict[str, Value], dict[str, Value], datetime]:
    """What was written earlier that day, all that was said of it, and when the first of its outcomes was written.

    How long the night was counts although it is written down together with how one feels: it was over by then.
    """
    readings = check_ins.readings(day)
    told: dict[str, Value] = {}
    written: dict[str, datetime] = {}
    for reading in readings:
        told.update(reading.values)
        written.update(dict.fromkeys(felt & reading.values.keys(), reading.known))
    first = min(written.values(), default=NEVER)
    begins = check_ins.begins(day) if first == NEVER else first
    earlier = check_ins.known(day, begins)
    for reading in readings:
        if reading.known <= first:
            earlier |= {name: value for name, value in reading.values.items() if name in lengths}
    return earlier, told, check_ins.begins(day + ONE_DAY) if first == NEVER else first


def _factors(measure: Measure, days: _Days) -> list[Expanded]:
    if measure.phase is not Phase.DAY or measure.role is not Role.FACTOR:
        return []
    same, before = _count(days.earlier, measure), _count(days.before, measure)
    if same < OFTEN_ENOUGH * before or not same:
        return expand(measure, (days.before,), (DAY_BEFORE,), len(days))
    return expand(measure, (days.earlier, days.before), (SAME_DAY, DAY_BEFORE), len(days))


def _count(values: Gathered, measure: Measure) -> int:
    told = values.get(measure.id)
    return 0 if told is None else len(told) - told.count(None)


def _encounters(held: EncounterDays, day_factors: Iterable[DayFactor], days: _Days) -> list[Expanded]:
    told = [
        (*held.known(day - ONE_DAY, moment), written)
        for day, moment, written in zip(days.days, days.asked, days.said_before, strict=True)
    ]
    made = []
    for factor in day_factors:
        answers = [was(seen, whole, written, factor.when) for seen, whole, written in told]
        if True in answers:
            made.append(_expanded(factor, answers))
    return made


def _expanded(factor: DayFactor, answers: Sequence[bool | None]) -> Expanded:
    column = tuple([NOT_RECORDED if answer is None else float(answer) for answer in answers])
    return Expanded(
        id=factor.id,
        label=factor.label,
        kind=ColumnKind.BINARY,
        measure=Measure(
            id=factor.id,
            question=factor.label,
            label=factor.label,
            kind=Kind.YES_NO,
            phase=Phase.DAY,
            form=Form.CHECK_IN,
            role=Role.FACTOR,
            spoken=Spoken(present=factor.present),
        ),
        series=Series(columns=(column,), lag_days=(DAY_BEFORE,)),
        recorded=len(answers) - answers.count(None),
        concepts=frozenset({factor.concept}),
    )
