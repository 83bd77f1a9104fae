"""Scores: recorded values on scales that the arithmetic can compare (PATTERNS 4.2).

Takes a table, returns two arrays of one row per entry: scores (0 where missing) and what was observed (0 or 1).
Must never treat "not recorded" as "no".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import ColumnKind, Factor, Table

Array = NDArray[np.float64]

USUAL_CYCLE_LENGTH = 28.5
"""Days; stands in until two cycles are known (PATTERNS 4.2)."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Columns side by side: n entries by p factor columns, n by q outcomes.

    A cycle has two columns (cosine, sine), a daily factor one per lag, any other one.
    """

    x: Array
    x_observed: Array
    y: Array
    y_observed: Array
    y_raw: Array
    """Outcomes in their own units, 0 where missing."""
    parts: tuple[slice, ...]
    """For each factor, its columns in `x`."""
    is_cycle: tuple[bool, ...]
    cycle_length: float


def score(table: Table) -> Scores:
    """Score every column of `table`."""
    length = table.cycle_length or USUAL_CYCLE_LENGTH
    rows = len(table.rows)
    columns: list[Array] = []
    parts: list[slice] = []
    for factor in table.factors:
        scored = factor_columns(factor, length)
        parts.append(slice(len(columns), len(columns) + len(scored)))
        columns.extend(scored)
    raw = [np.array(outcome.values, dtype=np.float64) for outcome in table.outcomes]
    scored_y = [_by_kind(values, o.kind) for values, o in zip(raw, table.outcomes, strict=True)]
    x, x_observed = _filled(columns, rows)
    y, y_observed = _filled(scored_y, rows)
    y_raw, _ = _filled(raw, rows)
    return Scores(
        x=x,
        x_observed=x_observed,
        y=y,
        y_observed=y_observed,
        y_raw=y_raw,
        parts=tuple(parts),
        is_cycle=tuple(factor.kind is ColumnKind.CYCLE_DAY for factor in table.factors),
        cycle_length=length,
    )


def factor_columns(factor: Factor, cycle_length: float) -> list[Array]:
    """The scored columns of one factor, NaN where missing."""
    raw = [np.array(column, dtype=np.float64) for column in factor.columns]
    if factor.kind is ColumnKind.CYCLE_DAY:
        angle = 2.0 * np.pi * (raw[0] - 1.0) / cycle_length
        return [np.cos(angle), np.sin(angle)]
    return [_by_kind(values, factor.kind) for values in raw]


def _by_kind(values: Array, kind: ColumnKind) -> Array:
    return values if kind is ColumnKind.BINARY else mid_ranks(values)


def mid_ranks(values: Array) -> Array:
    """(mid-rank - 1/2) / count among the observed values: shape kept, NaN where missing, in (0, 1)."""
    scored = np.full(values.shape, np.nan)
    seen = ~np.isnan(values)
    observed = values[seen]
    if observed.size == 0:
        return scored
    _, inverse, counts = np.unique(observed, return_inverse=True, return_counts=True)
    below = np.cumsum(counts) - counts
    scored[seen] = ((below + counts / 2.0) / observed.size)[inverse]
    return scored


def _filled(columns: list[Array], rows: int) -> tuple[Array, Array]:
    if not columns:
        return np.zeros((rows, 0)), np.zeros((rows, 0))
    stacked = np.stack(columns, axis=1)
    observed = ~np.isnan(stacked)
    return np.where(observed, stacked, 0.0), observed.astype(np.float64)
