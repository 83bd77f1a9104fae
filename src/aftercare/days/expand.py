"""One measure to the columns it makes: itself, or one yes-or-no column for each of its options.

Takes a measure and its values by row, returns columns of plain numbers. "Not recorded" stays missing; an option not
chosen in an answered question is a "no".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

from aftercare.model.measure import Kind, Measure, Phase, Value
from aftercare.model.pattern import Column, ColumnKind, Factor, Outcome
from aftercare.model.spoken import Spoken

NOT_RECORDED = float("nan")
NONE_OPTION = "none"
"""The option that says none of the others: it has no column, the others tell it."""
_GRADED = {
    Kind.YES_NO: ColumnKind.BINARY,
    Kind.STEPS: ColumnKind.ORDINAL,
    Kind.SCALE: ColumnKind.ORDINAL,
    Kind.NUMBER: ColumnKind.CONTINUOUS,
    Kind.DURATION: ColumnKind.CONTINUOUS,
}

_NUMBERS = (bool, int, float)

Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Series:
    """The columns of one factor or outcome, one per lag."""

    columns: tuple[Column, ...]
    lag_days: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expanded:
    """A measure, or one option of it, as a column."""

    id: str
    label: str
    kind: ColumnKind
    measure: Measure
    series: Series
    option: str | None = None

    @property
    def recorded(self) -> int:
        """In how many rows it was recorded; an option is recorded when it is chosen."""
        column = self.series.columns[0]
        if self.option is not None:
            return sum(1 for value in column if value == 1.0)
        return sum(1 for value in column if not isnan(value))

    @property
    def spoken(self) -> Spoken | None:
        """How it is said in a sentence."""
        whole = self.measure.spoken
        return whole if whole is None or self.option is None else whole.of_option(self.option)

    def factor(self, *, nights: bool = False) -> Factor:
        """This as a factor; `nights` when no two rows share a night, so that rows may be called so."""
        spoken = self.spoken
        return Factor(
            id=self.id,
            kind=self.kind,
            columns=self.series.columns,
            lag_days=self.series.lag_days,
            label=self.label,
            unit=self.measure.unit,
            steps=tuple(o.label for o in self.measure.options) if self.measure.kind is Kind.STEPS else (),
            spoken=None if spoken is None else replace(spoken, nights=spoken.nights and nights),
        )

    def outcome(self) -> Outcome:
        """This as an outcome."""
        measure = self.measure
        is_steps = measure.kind is Kind.STEPS
        return Outcome(
            id=self.id,
            kind=self.kind,
            values=self.series.columns[0],
            label=self.label,
            unit=measure.unit,
            steps=tuple(option.label for option in measure.options) if is_steps else (),
            happened_above=0.0 if is_steps and measure.option_ids[0] == NONE_OPTION else None,
            during=measure.phase is Phase.DURING,
            spoken=None if self.spoken is None else self.spoken.outcome,
        )


def expand(measure: Measure, sources: Sequence[Rows], lag_days: tuple[int, ...]) -> list[Expanded]:
    """The columns of `measure`, one source of values per lag; none when it was never recorded."""
    told = [[row.get(measure.id) for row in rows] for rows in sources]
    if not any(value is not None for column in told for value in column):
        return []
    if measure.kind in _GRADED:
        columns = tuple(tuple(_number(value) for value in column) for column in told)
        return [
            Expanded(
                id=measure.id,
                label=measure.clear_label,
                kind=_GRADED[measure.kind],
                measure=measure,
                series=Series(columns=columns, lag_days=lag_days),
            )
        ]
    return [
        Expanded(
            id=f"{measure.id}:{option}",
            label=f"{measure.clear_label}: {label}",
            kind=ColumnKind.BINARY,
            measure=measure,
            series=Series(
                columns=tuple(tuple(_chosen(value, option) for value in column) for column in told),
                lag_days=lag_days,
            ),
            option=option,
        )
        for option, label in _options(measure, told[0])
    ]


def _options(measure: Measure, told: Sequence[Value | None]) -> list[tuple[str, str]]:
    """Options ever chosen that tell something of their own.

    Of a single choice the most usual one is left out: the others are told against it, and all of them together would
    say everything twice.
    """
    counts: Counter[str] = Counter()
    for value in told:
        if isinstance(value, str):
            counts[value] += 1
        elif isinstance(value, tuple):
            counts.update(value)
    if measure.kind is Kind.CHOICE and counts:
        usual = max(measure.option_ids, key=lambda option: counts[option])
        del counts[usual]
    elif measure.kind is Kind.CHOICES:
        del counts[NONE_OPTION]
    return [(option.id, option.label) for option in measure.options if counts[option.id] > 0]


def _number(value: Value | None) -> float:
    return float(value) if isinstance(value, _NUMBERS) else NOT_RECORDED


def _chosen(value: Value | None, option: str) -> float:
    if isinstance(value, str):
        return float(value == option)
    if isinstance(value, tuple):
        return float(option in value)
    return NOT_RECORDED
