"""Plain counts: how often with and without, as the person would count them (PATTERNS 4.8, DESIGN 6).

Description only. Graded factors are cut at the person's own lower or upper third, and the cut is named; the evidence
never uses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Column, ColumnKind, Counts, Group, Outcome, Split

Array = NDArray[np.float64]

RUN = 12
"""Entries per run in the Mantel-Haenszel odds ratio."""
THIRD = 1.0 / 3.0


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows with both recorded, parted into with and without the factor."""

    rows_with: tuple[int, ...]
    rows_without: tuple[int, ...]
    split: Split | None


def sides(column: Column, kind: ColumnKind, outcome: Outcome, *, direction: int) -> Sides:
    """Part the rows; a graded factor by its lower third if less of it goes with more of the outcome."""
    x, y = np.array(column), np.array(outcome.values)
    split = None if kind is ColumnKind.BINARY else third(column, lower=direction < 0)
    both = ~np.isnan(x) & ~np.isnan(y)
    having = _has(x, split)
    return Sides(
        rows_with=tuple(np.flatnonzero(both & having).tolist()),
        rows_without=tuple(np.flatnonzero(both & ~having).tolist()),
        split=split,
    )


def third(column: Column, *, lower: bool) -> Split:
    """The cut among the column's own values that leaves closest to a third on the named side."""
    values = np.array(column)
    distinct, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    if not lower:
        distinct, counts = distinct[::-1], counts[::-1]
    inside = np.cumsum(counts) / counts.sum()
    candidates = max(len(distinct) - 1, 1)
    bound = float(distinct[np.argmin(np.abs(inside[:candidates] - THIRD))])
    return Split(at_most=bound) if lower else Split(at_least=bound)


def count(outcome: Outcome, parted: Sides) -> Counts:
    """Events and means on both sides, with the odds ratio for a yes/no outcome."""
    above = 0.0 if outcome.kind is ColumnKind.BINARY else outcome.happened_above
    return Counts(
        with_factor=_group(outcome.values, parted.rows_with, above),
        without_factor=_group(outcome.values, parted.rows_without, above),
        split=parted.split,
        odds_ratio=None if above is None else mantel_haenszel([y > above for y in outcome.values], parted),
    )


def mantel_haenszel(happened: Sequence[bool], parted: Sides) -> float | None:
    """Odds ratio within runs of 12 entries (Mantel and Haenszel 1959), None where it cannot be told."""
    cells: dict[int, list[int]] = {}
    for having, rows in ((True, parted.rows_with), (False, parted.rows_without)):
        for row in rows:
            run = cells.setdefault(row // RUN, [0, 0, 0, 0])
            run[(0 if having else 2) + (0 if happened[row] else 1)] += 1
    above = sum(run[0] * run[3] / sum(run) for run in cells.values())
    below = sum(run[1] * run[2] / sum(run) for run in cells.values())
    return above / below if above > 0 and below > 0 else None


def _group(values: Sequence[float], rows: tuple[int, ...], above: float | None) -> Group:
    return Group(
        entries=len(rows),
        events=None if above is None else sum(1 for row in rows if values[row] > above),
        mean=sum(values[row] for row in rows) / len(rows) if rows else float("nan"),
    )


def _has(values: Array, split: Split | None) -> NDArray[np.bool_]:
    if split is None:
        having: NDArray[np.bool_] = values == 1.0
    elif split.at_most is not None:
        having = values <= split.at_most
    else:
        assert split.at_least is not None
        having = values >= split.at_least
    return having
