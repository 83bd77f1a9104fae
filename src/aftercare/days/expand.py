"""One measure to the columns it makes: itself, or one yes-or-no column for each of its options.

Takes a measure and its values by row, returns columns of plain numbers. "Not recorded" stays missing; an option not
chosen in an answered question is a "no".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from aftercare.model.measure import SCALE_MAXIMUM, Kind, Measure, Phase, Value
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

Told = Sequence[Value | None]
"""What was recorded of one measure, row by row; None where nothing was."""
Gathered = Mapping[str, Told]
"""That of all measures that were recorded at least once."""


def gather(rows: Sequence[Mapping[str, Value]]) -> Gathered:
    """Values by row to values by measure."""
    columns: dict[str, list[Value | None]] = {}
    for place, row in enumerate(rows):
        for name, value in row.items():
            if name not in columns:
                columns[name] = [None] * len(rows)
            columns[name][place] = value
    return columns


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
    recorded: int
    """In how many rows it was recorded, at its first lag; an option is recorded when it is chosen."""
    concepts: frozenset[str]
    option: str | None = None
    parts: tuple[str, ...] = ()
    """Of a composite: the measures it is made of."""

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
        spoken = None if self.spoken is None else self.spoken.outcome
        is_counted = is_steps and measure.option_ids[0] == NONE_OPTION and (spoken is None or spoken.counted)
        return Outcome(
            id=self.id,
            kind=self.kind,
            values=self.series.columns[0],
            label=self.label,
            unit=measure.unit,
            steps=tuple(option.label for option in measure.options) if is_steps else (),
            most=SCALE_MAXIMUM if measure.kind is Kind.SCALE else measure.maximum if self.parts else None,
            happened_above=0.0 if is_counted else None,
            during=measure.phase in (Phase.DURING, Phase.DAY),
            spoken=spoken,
            parts=self.parts,
        )


def expand(measure: Measure, sources: Sequence[Gathered], lag_days: tuple[int, ...], rows: int) -> list[Expanded]:
    """The columns of `measure`, one source of values per lag; none when it was never recorded.

    Nothing is made coarser: steps and scales stay graded, and only a choice, which has no order, becomes yes or no.
    """
    if not any(measure.id in source for source in sources):
        return []
    told = [source.get(measure.id) or [None] * rows for source in sources]
    if measure.kind in _GRADED:
        return [
            Expanded(
                id=measure.id,
                label=measure.clear_label,
                kind=_GRADED[measure.kind],
                measure=measure,
                series=Series(columns=tuple(_numbers(column) for column in told), lag_days=lag_days),
                recorded=rows - told[0].count(None),
                concepts=concepts_of(measure),
            )
        ]
    made = []
    for option, label in _options(measure, told[0]):
        columns = tuple(_chosen(column, option) for column in told)
        made.append(
            Expanded(
                id=f"{measure.id}:{option}",
                label=f"{measure.clear_label}: {label}",
                kind=ColumnKind.BINARY,
                measure=measure,
                series=Series(columns=columns, lag_days=lag_days),
                recorded=columns[0].count(1.0),
                concepts=concepts_of(measure),
                option=option,
            )
        )
    return made


def concepts_of(measure: Measure) -> frozenset[str]:
    """What must not be paired with it: others of its concept; its own id stands for a concept not named."""
    return frozenset({measure.concept or measure.id})


def _options(measure: Measure, told: Told) -> list[tuple[str, str]]:
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


def _numbers(told: Told) -> Column:
    """Each different value is looked at once: ten years hold thousands of answers, but few different ones."""
    codes = {value: float(value) if isinstance(value, _NUMBERS) else NOT_RECORDED for value in set(told)}
    return tuple(map(codes.__getitem__, told))


def _types(told: Iterable[Value | None]) -> set[type]:
    return set(map(type, told))


def _chosen(told: Told, option: str) -> Column:
    """1 where the option was chosen, 0 where the question was answered without it."""
    if not _types(told) <= {str, tuple, type(None)}:
        told = [value if isinstance(value, str | tuple) else None for value in told]
    codes = {value: _is_chosen(value, option) for value in set(told)}
    return tuple(map(codes.__getitem__, told))


def _is_chosen(value: Value | None, option: str) -> float:
    if value is None:
        return NOT_RECORDED
    if isinstance(value, str):
        return float(value == option)
    return float(isinstance(value, tuple) and option in value)
