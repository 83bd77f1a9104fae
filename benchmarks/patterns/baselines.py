"""The simpler rules other journals use or could use, on the same table and at the same looks as ours.

Each takes what is known after n entries and says which of the pairs it would show. A daily factor is the mean of its
two days, the cycle is yes or no (its second half, day 15 on): one test a pair for every rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import ColumnKind, Table
from benchmarks.patterns.factors import Array
from benchmarks.patterns.lasso import chosen_by_lasso
from benchmarks.patterns.significance import fisher_p, step_up, student_p

Shown = NDArray[np.bool_]
"""Factors by outcomes."""

SECOND_HALF = 15
EACH_SIDE = 3
"""Entries with and without that every rule asks for."""
FEWEST = 8
RULES = ("difference .3", "difference .5", "Pearson", "Spearman", "BH .10", "BH .05", "lasso CV", "lasso 1-SE")
LASSO_LOOKS = (60, 120, 200, 300, 400)
"""The only looks of the lasso; every other rule is asked at every look."""


@dataclass(frozen=True)
class Columns:
    """One column a factor and outcome; NaN where nothing was recorded."""

    x: Array
    y: Array
    x_binary: NDArray[np.bool_]
    y_binary: NDArray[np.bool_]

    def first(self, count: int) -> "Columns":
        """What was known after `count` entries."""
        return Columns(self.x[:count], self.y[:count], self.x_binary, self.y_binary)


def columns_of(table: Table) -> Columns:
    """The table as a simple app would see it."""
    x = [_column(factor.kind, np.array(factor.columns, dtype=float)) for factor in table.factors]
    y = [np.array(outcome.values, dtype=float) for outcome in table.outcomes]
    yes_no = (ColumnKind.BINARY, ColumnKind.CYCLE_DAY)
    return Columns(
        x=np.array(x).T,
        y=np.array(y).T,
        x_binary=np.array([factor.kind in yes_no for factor in table.factors]),
        y_binary=np.array([outcome.kind is ColumnKind.BINARY for outcome in table.outcomes]),
    )


def _column(kind: ColumnKind, days: Array) -> Array:
    if kind is ColumnKind.CYCLE_DAY:
        return np.where(np.isnan(days[0]), np.nan, (days[0] >= SECOND_HALF).astype(float))
    kept = np.sum(~np.isnan(days), axis=0)
    return np.where(kept > 0, np.nansum(days, axis=0) / np.maximum(kept, 1), np.nan)


def ask(known: Columns) -> Mapping[str, Shown]:
    """What each rule shows; the lasso only at its looks."""
    with np.errstate(divide="ignore", invalid="ignore"):
        sides = _halves(known)
        size = np.abs(_standardised_difference(sides))
        enough = _enough(known, sides)
        pearson = _correlation_p(known.x, known.y)
        spearman = _correlation_p(_ranks(known.x), _ranks(known.y))
        mixed = _mixed_p(known, spearman)
    mixed = np.where(enough, mixed, np.nan)
    shown = {
        "difference .3": enough & (size >= 0.3),
        "difference .5": enough & (size >= 0.5),
        "Pearson": enough & (pearson < 0.05),
        "Spearman": enough & (spearman < 0.05),
        "BH .10": step_up(mixed, 0.10),
        "BH .05": step_up(mixed, 0.05),
    }
    if len(known.x) in LASSO_LOOKS:
        least, within_one = chosen_by_lasso(known.x, known.y)
        shown |= {"lasso CV": least, "lasso 1-SE": within_one}
    return shown


@dataclass(frozen=True)
class _Sides:
    """Counts, means and variances of columns `y` where a yes/no column is yes (1) and no (0)."""

    n1: Array
    n0: Array
    mean1: Array
    mean0: Array
    variance1: Array
    variance0: Array


def _sides(with_it: Array, without: Array, y: Array) -> _Sides:
    seen = (~np.isnan(y)).astype(float)
    value = np.nan_to_num(y)
    n1, n0 = with_it.T @ seen, without.T @ seen
    mean1, mean0 = with_it.T @ value / n1, without.T @ value / n0
    variance1 = np.maximum(with_it.T @ value**2 - n1 * mean1**2, 0.0) / (n1 - 1)
    variance0 = np.maximum(without.T @ value**2 - n0 * mean0**2, 0.0) / (n0 - 1)
    return _Sides(n1, n0, mean1, mean0, variance1, variance0)


def _halves(known: Columns) -> _Sides:
    """With and without; of a graded factor above and not above its usual (median) value."""
    seen = ~np.isnan(known.x)
    middle = np.array(
        [np.median(column[ok]) if ok.any() else 0.0 for column, ok in zip(known.x.T, seen.T, strict=True)]
    )
    bar = np.where(known.x_binary, 0.5, middle)
    high = seen & (np.nan_to_num(known.x) > bar)
    return _sides(high.astype(float), (seen & ~high).astype(float), known.y)


def _standardised_difference(sides: _Sides) -> Array:
    inside = (sides.n1 - 1) * sides.variance1 + (sides.n0 - 1) * sides.variance0
    return np.nan_to_num((sides.mean1 - sides.mean0) / np.sqrt(inside / (sides.n1 + sides.n0 - 2)), posinf=0, neginf=0)


def _enough(known: Columns, sides: _Sides) -> Shown:
    both = (~np.isnan(known.x)).astype(float).T @ (~np.isnan(known.y)).astype(float)
    return (sides.n1 >= EACH_SIDE) & (sides.n0 >= EACH_SIDE) & (both >= FEWEST)


def _correlation_p(x: Array, y: Array) -> Array:
    """Of each pair over the entries where both were recorded."""
    x_seen, y_seen = (~np.isnan(x)).astype(float), (~np.isnan(y)).astype(float)
    x = np.nan_to_num(x - np.nanmean(x, axis=0, keepdims=True)) if len(x) else x
    y = np.nan_to_num(y - np.nanmean(y, axis=0, keepdims=True)) if len(y) else y
    n = x_seen.T @ y_seen
    sx, sy = x.T @ y_seen, x_seen.T @ y
    xx, yy = (x**2).T @ y_seen - sx**2 / n, x_seen.T @ y**2 - sy**2 / n
    r = np.clip((x.T @ y - sx * sy / n) / np.sqrt(xx * yy), -1 + 1e-12, 1 - 1e-12)
    usable = (n >= 3) & (xx > 1e-9) & (yy > 1e-9)
    freedom = np.where(usable, n - 2, 1.0)
    t = np.where(usable, r * np.sqrt(freedom / (1 - r**2)), 0.0)
    return np.where(usable, student_p(t, freedom), np.nan)


def _ranks(values: Array) -> Array:
    """Mid-ranks of each column among what was recorded."""
    ranked = np.full(values.shape, np.nan)
    for j, column in enumerate(values.T):
        seen = ~np.isnan(column)
        _, place, count = np.unique(column[seen], return_inverse=True, return_counts=True)
        ranked[seen, j] = (np.cumsum(count) - (count - 1) / 2.0)[place]
    return ranked


def _mixed_p(known: Columns, spearman: Array) -> Array:
    """Fisher for two yes/no columns, Welch where one is, Spearman where none is."""
    p = spearman.copy()
    xs, ys = known.x_binary, known.y_binary
    yes = np.nan_to_num(known.x[:, xs])
    no = np.where(np.isnan(known.x[:, xs]), 0.0, 1.0 - yes)
    p[np.ix_(xs, ~ys)] = _welch_p(_sides(yes, no, known.y[:, ~ys]))
    event = np.nan_to_num(known.y[:, ys])
    none = np.where(np.isnan(known.y[:, ys]), 0.0, 1.0 - event)
    p[np.ix_(~xs, ys)] = _welch_p(_sides(event, none, known.x[:, ~xs])).T
    p[np.ix_(xs, ys)] = fisher_p(
        yes.T @ event, yes.T @ (event + none), (yes + no).T @ event, (yes + no).T @ (event + none)
    )
    return p


def _welch_p(sides: _Sides) -> Array:
    one, other = sides.variance1 / sides.n1, sides.variance0 / sides.n0
    usable = (sides.n1 >= 2) & (sides.n0 >= 2) & (one + other > 1e-12)
    freedom = (one + other) ** 2 / (one**2 / (sides.n1 - 1) + other**2 / (sides.n0 - 1))
    t = np.where(usable, (sides.mean1 - sides.mean0) / np.sqrt(one + other), 0.0)
    return np.where(usable, student_p(t, np.where(usable, freedom, 1.0)), np.nan)
