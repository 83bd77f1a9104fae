"""Scores: recorded values on scales that the arithmetic can compare (PATTERNS 4.2).

Takes a table, returns two arrays of one row per entry: scores (0 where missing) and what was observed (0 or 1).
Must never treat "not recorded" as "no".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Column, ColumnKind, Factor, Table

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


@dataclass(frozen=True, slots=True)
class Raw:
    """Recorded values as arrays of one row per entry, NaN where missing; a daily factor has one column per lag."""

    x: Array
    y: Array
    parts: tuple[slice, ...]
    """For each factor, its columns in `x`."""


def raw_columns(table: Table) -> Raw:
    """The values of `table` as they were recorded."""
    parts: list[slice] = []
    for factor in table.factors:
        start = parts[-1].stop if parts else 0
        parts.append(slice(start, start + len(factor.columns)))
    rows = len(table.rows)
    return Raw(
        x=_stacked([column for factor in table.factors for column in factor.columns], rows),
        y=_stacked([outcome.values for outcome in table.outcomes], rows),
        parts=tuple(parts),
    )


def score(table: Table, raw: Raw | None = None) -> Scores:
    """Score every column of `table`; `raw` are its columns, if they were read before."""
    raw = raw_columns(table) if raw is None else raw
    length = table.cycle_length or USUAL_CYCLE_LENGTH
    columns: list[Array] = []
    parts: list[slice] = []
    for factor, part in zip(table.factors, raw.parts, strict=True):
        scored = _scored_factor(raw.x[:, part], factor.kind, length)
        parts.append(slice(len(columns), len(columns) + len(scored)))
        columns.extend(scored)
    scored_y = [_by_kind(raw.y[:, j], outcome.kind) for j, outcome in enumerate(table.outcomes)]
    x, x_observed = _filled(columns, len(table.rows))
    y, y_observed = _filled(scored_y, len(table.rows))
    return Scores(
        x=x,
        x_observed=x_observed,
        y=y,
        y_observed=y_observed,
        y_raw=np.where(y_observed > 0, raw.y, 0.0),
        parts=tuple(parts),
        is_cycle=tuple(factor.kind is ColumnKind.CYCLE_DAY for factor in table.factors),
        cycle_length=length,
    )


def factor_columns(factor: Factor, cycle_length: float) -> list[Array]:
    """The scored columns of one factor, NaN where missing."""
    return _scored_factor(_stacked(factor.columns, len(factor.columns[0])), factor.kind, cycle_length)


def _scored_factor(raw: Array, kind: ColumnKind, cycle_length: float) -> list[Array]:
    if kind is ColumnKind.CYCLE_DAY:
        angle = 2.0 * np.pi * (raw[:, 0] - 1.0) / cycle_length
        return [np.cos(angle), np.sin(angle)]
    return [_by_kind(raw[:, column], kind) for column in range(raw.shape[1])]


def _stacked(columns: Sequence[Column], rows: int) -> Array:
    return np.array(columns, dtype=np.float64).reshape(len(columns), rows).T


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
