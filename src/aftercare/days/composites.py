"""One outcome of several that tell of the same thing: the mean of their ranks (PATTERNS 9b).

Takes the recorded parts, returns one column from 0 to 10, where 5 is the person's own middle. Ranks are among all
entries so far, so the column is a pure function of them. An entry with too few parts recorded has no value.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aftercare.days.expand import NOT_RECORDED, Expanded, Gathered, Series, concepts_of
from aftercare.knowledge.composite import Composite, CompositePart
from aftercare.model.measure import Form, Kind, Measure, Role
from aftercare.model.pattern import Column, ColumnKind
from aftercare.model.spoken import Spoken

HIGHEST = 10.0
Part = Sequence[float | None]
"""One part, row by row; None where it was not recorded."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A part and which way it counts. Each group of values is ranked among its own, as they are on different scales."""

    groups: tuple[Part, ...]
    sign: int


def expand_composite(
    composite: Composite, values: Gathered, measures: Mapping[str, Measure], rows: int
) -> list[Expanded]:
    """The column of `composite`; none when nowhere enough of its parts were recorded."""
    known = [part for part in composite.parts if part.measure in measures]
    parts = [_signed(part, values, measures[part.measure], rows) for part in known]
    column = mean_of_ranks(parts, composite.least, rows)
    recorded = sum(value == value for value in column)
    if not recorded:
        return []
    return [
        Expanded(
            id=composite.id,
            label=composite.label,
            kind=ColumnKind.CONTINUOUS,
            measure=_as_measure(composite),
            series=Series(columns=(column,), lag_days=(0,)),
            recorded=recorded,
            parts=tuple(part.measure for part in known),
            concepts=frozenset().union(*(concepts_of(measures[part.measure]) for part in known)),
        )
    ]


def mean_of_ranks(parts: Sequence[Signed], least: int, rows: int) -> Column:
    """The mean of the mid-ranks of the parts recorded in a row, 0 to 10; NaN with fewer than `least` of them."""
    ranked = [_ranks(part, rows) for part in parts]
    column: list[float] = []
    for told in zip(*ranked, strict=True):
        there = [rank for rank in told if rank is not None]
        column.append(HIGHEST * sum(there) / len(there) if len(there) >= least else NOT_RECORDED)
    return tuple(column) if ranked else (NOT_RECORDED,) * rows


def mid_ranks(values: Part) -> list[float | None]:
    """(rank - 1/2)/count among the recorded values, ties at their mean rank (PATTERNS 4.2); None stays None."""
    ordered = sorted(value for value in values if value is not None)
    count = len(ordered)
    rank = {value: (bisect_left(ordered, value) + bisect_right(ordered, value)) / (2 * count) for value in set(ordered)}
    return [None if value is None else rank[value] for value in values]


def _ranks(part: Signed, rows: int) -> list[float | None]:
    merged: list[float | None] = [None] * rows
    for group in part.groups:
        for row, rank in enumerate(mid_ranks(group)):
            if rank is not None:
                merged[row] = rank if part.sign > 0 else 1.0 - rank
    return merged


def _signed(part: CompositePart, values: Gathered, measure: Measure, rows: int) -> Signed:
    told = _numbers(values, part.measure, rows)
    if part.lowest_when is not None and part.lowest_when.measure in values:
        condition, least = part.lowest_when.when, measure.minimum or 0.0
        asked = values[part.lowest_when.measure]
        told = [
            least if value is not None and other is not None and condition.holds(other) else value
            for value, other in zip(told, asked, strict=True)
        ]
    if part.since is None:
        return Signed((told,), part.sign)
    before = _numbers(values, part.since, rows)
    pairs = list(zip(told, before, strict=True))
    changed = [None if now is None or then is None else now - then for now, then in pairs]
    plain = [now if then is None else None for now, then in pairs]
    return Signed((changed, plain), part.sign)


def _numbers(values: Gathered, name: str, rows: int) -> list[float | None]:
    told = values.get(name) or [None] * rows
    return [float(value) if isinstance(value, bool | int | float) else None for value in told]


def _as_measure(composite: Composite) -> Measure:
    """What stands in for it where columns are made of measures."""
    return Measure(
        id=composite.id,
        question=composite.label,
        label=composite.label,
        kind=Kind.NUMBER,
        phase=composite.phase,
        form=Form.MORE,
        role=Role.OUTCOME,
        minimum=0.0,
        maximum=HIGHEST,
        spoken=Spoken(outcome=composite.spoken),
    )
