"""Which pairs can be tested at all, and what the others need (PATTERNS 4.1).

Takes a table, returns for each factor and outcome what it lacks. A pair that lacks something has evidence 1 and is
never called "no link".
"""

from collections import Counter
from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Column, ColumnKind, Factor, Lack, Need, Outcome, Table

LEAST_EACH = 5
"""Entries with and without a yes/no factor; events and non-events of a yes/no outcome; values off the mode."""
LEAST_VALUES = 10
"""Values of a graded factor or outcome, and entries with both sides recorded."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a column holds so far."""

    values: int
    ones: int
    off_mode: int
    """Values that differ from the most frequent one."""


def tally(column: Column) -> Tally:
    """Count what `column` holds."""
    counts = Counter(value for value in column if not isnan(value))
    values = counts.total()
    most = max(counts.values(), default=0)
    return Tally(values=values, ones=counts.get(1.0, 0), off_mode=values - most)


def factor_column_needs(column: Column, kind: ColumnKind) -> tuple[Need, ...]:
    """What one column of a factor lacks; empty when testable."""
    seen = tally(column)
    if kind is ColumnKind.BINARY:
        return _short((Lack.WITH, seen.ones, LEAST_EACH), (Lack.WITHOUT, seen.values - seen.ones, LEAST_EACH))
    return _short((Lack.FACTOR_VALUES, seen.values, LEAST_VALUES), (Lack.FACTOR_VARIETY, seen.off_mode, LEAST_EACH))


def factor_needs(factor: Factor) -> tuple[Need, ...]:
    """What a factor lacks at its best-kept lag."""
    needs = [factor_column_needs(column, factor.kind) for column in factor.columns]
    return min(needs, key=lambda lacking: sum(need.more for need in lacking))


def outcome_needs(outcome: Outcome) -> tuple[Need, ...]:
    """What an outcome lacks; empty when testable."""
    seen = tally(outcome.values)
    if outcome.kind is ColumnKind.BINARY:
        return _short((Lack.EVENTS, seen.ones, LEAST_EACH), (Lack.NON_EVENTS, seen.values - seen.ones, LEAST_EACH))
    return _short((Lack.OUTCOME_VALUES, seen.values, LEAST_VALUES), (Lack.OUTCOME_VARIETY, seen.off_mode, LEAST_EACH))


def together_needs(together: int) -> tuple[Need, ...]:
    """What a pair lacks in entries with both sides recorded."""
    return _short((Lack.BOTH_RECORDED, together, LEAST_VALUES))


def _short(*checks: tuple[Lack, int, int]) -> tuple[Need, ...]:
    return tuple(Need(lack=lack, more=least - have) for lack, have, least in checks if have < least)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What each factor and outcome of a table lacks, and which pairs are left to test."""

    factors: tuple[tuple[Need, ...], ...]
    outcomes: tuple[tuple[Need, ...], ...]
    together: NDArray[np.int_]
    """Entries with both recorded, at the best-kept lag: factors by outcomes."""
    testable_columns: NDArray[np.bool_]
    """One per scored column of the factors (a cycle has two)."""
    testable_pairs: NDArray[np.bool_]
    in_catalogue: NDArray[np.bool_]
    """Pairs whose two sides were ever recorded and that may be paired at all."""

    @property
    def pair_count(self) -> int:
        """m: all pairs of the catalogue, testable or not."""
        return int(np.count_nonzero(self.in_catalogue))

    def needs(self, factor: int, outcome: int) -> tuple[Need, ...]:
        """What this pair lacks; empty when testable."""
        return self.factors[factor] + self.outcomes[outcome] + together_needs(int(self.together[factor, outcome]))


def lacking(table: Table) -> Lacking:
    """Go through `table` once."""
    factors = tuple(factor_needs(factor) for factor in table.factors)
    outcomes = tuple(outcome_needs(outcome) for outcome in table.outcomes)
    together = _together(table)
    catalogue = _in_catalogue(table)
    complete = np.outer(
        np.array([not needs for needs in factors], dtype=bool),
        np.array([not needs for needs in outcomes], dtype=bool),
    ).reshape(together.shape)
    return Lacking(
        factors=factors,
        outcomes=outcomes,
        together=together,
        testable_columns=_testable_columns(table),
        testable_pairs=complete & catalogue & (together >= LEAST_VALUES),
        in_catalogue=catalogue,
    )


def _together(table: Table) -> NDArray[np.int_]:
    seen_y = [_seen(outcome.values) for outcome in table.outcomes]
    best = [
        [max(int(np.count_nonzero(_seen(column) & y)) for column in factor.columns) for y in seen_y]
        for factor in table.factors
    ]
    return np.array(best, dtype=np.int_).reshape(len(table.factors), len(table.outcomes))


def _seen(column: Column) -> NDArray[np.bool_]:
    return ~np.isnan(np.array(column, dtype=np.float64))


def _in_catalogue(table: Table) -> NDArray[np.bool_]:
    paired = [
        [
            (factor.id, outcome.id) not in table.never_paired
            and any(_any_seen(column) for column in factor.columns)
            and _any_seen(outcome.values)
            for outcome in table.outcomes
        ]
        for factor in table.factors
    ]
    return np.array(paired, dtype=bool).reshape(len(table.factors), len(table.outcomes))


def _any_seen(column: Column) -> bool:
    return any(not isnan(value) for value in column)


def _testable_columns(table: Table) -> NDArray[np.bool_]:
    flags: list[bool] = []
    for factor in table.factors:
        testable = [not factor_column_needs(column, factor.kind) for column in factor.columns]
        flags.extend(testable[:1] * 2 if factor.kind is ColumnKind.CYCLE_DAY else testable)
    return np.array(flags, dtype=bool)
