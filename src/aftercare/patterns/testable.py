"""Which pairs can be tested at all, and what the others need (PATTERNS 4.1).

Takes a table, returns for each factor and outcome what it lacks. A pair that lacks something has evidence 1 and is
never called "no link".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import ColumnKind, Factor, Lack, Need, Outcome, Table
from aftercare.patterns.scores import Array, Raw, raw_columns

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


def tally(values: Array, kind: ColumnKind) -> Tally:
    """Count what a column holds; NaN is not recorded."""
    seen = values[~np.isnan(values)]
    ones = int(np.count_nonzero(seen == 1.0))
    if kind is ColumnKind.BINARY:
        return Tally(values=seen.size, ones=ones, off_mode=min(ones, seen.size - ones))
    most = int(np.unique(seen, return_counts=True)[1].max()) if seen.size else 0
    return Tally(values=seen.size, ones=ones, off_mode=seen.size - most)


def factor_column_needs(values: Array, kind: ColumnKind) -> tuple[Need, ...]:
    """What one column of a factor lacks; empty when testable."""
    seen = tally(values, kind)
    if kind is ColumnKind.BINARY:
        return _short((Lack.WITH, seen.ones, LEAST_EACH), (Lack.WITHOUT, seen.values - seen.ones, LEAST_EACH))
    return _short((Lack.FACTOR_VALUES, seen.values, LEAST_VALUES), (Lack.FACTOR_VARIETY, seen.off_mode, LEAST_EACH))


def factor_needs(factor: Factor) -> tuple[Need, ...]:
    """What a factor lacks at its best-kept lag."""
    return _fewest([factor_column_needs(np.array(column), factor.kind) for column in factor.columns])


def outcome_needs(outcome: Outcome) -> tuple[Need, ...]:
    """What an outcome lacks; empty when testable."""
    return _outcome_needs(np.array(outcome.values), outcome.kind)


def together_needs(together: int) -> tuple[Need, ...]:
    """What a pair lacks in entries with both sides recorded."""
    return _short((Lack.BOTH_RECORDED, together, LEAST_VALUES))


def _outcome_needs(values: Array, kind: ColumnKind) -> tuple[Need, ...]:
    seen = tally(values, kind)
    if kind is ColumnKind.BINARY:
        return _short((Lack.EVENTS, seen.ones, LEAST_EACH), (Lack.NON_EVENTS, seen.values - seen.ones, LEAST_EACH))
    return _short((Lack.OUTCOME_VALUES, seen.values, LEAST_VALUES), (Lack.OUTCOME_VARIETY, seen.off_mode, LEAST_EACH))


def _fewest(needs: Sequence[tuple[Need, ...]]) -> tuple[Need, ...]:
    return min(needs, key=lambda lacking: sum(need.more for need in lacking))


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


def lacking(table: Table, raw: Raw | None = None) -> Lacking:
    """Go through `table` once; `raw` are its columns, if they were read before."""
    raw = raw_columns(table) if raw is None else raw
    needs = [
        [factor_column_needs(raw.x[:, column], factor.kind) for column in range(part.start, part.stop)]
        for factor, part in zip(table.factors, raw.parts, strict=True)
    ]
    factors = tuple(_fewest(of_column) for of_column in needs)
    outcomes = tuple(_outcome_needs(raw.y[:, j], outcome.kind) for j, outcome in enumerate(table.outcomes))
    seen_x, seen_y = ~np.isnan(raw.x), ~np.isnan(raw.y)
    together = _together(seen_x, seen_y, raw)
    catalogue = _in_catalogue(table, seen_x, seen_y, raw)
    complete = np.outer(
        np.array([not lacks for lacks in factors], dtype=bool),
        np.array([not lacks for lacks in outcomes], dtype=bool),
    ).reshape(together.shape)
    return Lacking(
        factors=factors,
        outcomes=outcomes,
        together=together,
        testable_columns=_testable_columns(table, needs),
        testable_pairs=complete & catalogue & (together >= LEAST_VALUES),
        in_catalogue=catalogue,
    )


def _together(seen_x: NDArray[np.bool_], seen_y: NDArray[np.bool_], raw: Raw) -> NDArray[np.int_]:
    by_column = np.rint(seen_x.T.astype(np.float64) @ seen_y.astype(np.float64)).astype(np.int_)
    best = [by_column[part].max(axis=0) for part in raw.parts]
    return np.array(best, dtype=np.int_).reshape(len(raw.parts), seen_y.shape[1])


def _in_catalogue(table: Table, seen_x: NDArray[np.bool_], seen_y: NDArray[np.bool_], raw: Raw) -> NDArray[np.bool_]:
    has_x = np.array([bool(seen_x[:, part].any()) for part in raw.parts], dtype=bool)
    may_pair = np.array(
        [[(factor.id, outcome.id) not in table.never_paired for outcome in table.outcomes] for factor in table.factors],
        dtype=bool,
    ).reshape(len(table.factors), len(table.outcomes))
    paired: NDArray[np.bool_] = may_pair & np.outer(has_x, seen_y.any(axis=0)).reshape(may_pair.shape)
    return paired


def _testable_columns(table: Table, needs: Sequence[Sequence[tuple[Need, ...]]]) -> NDArray[np.bool_]:
    """By scored column: a cycle has two, both of one recorded column."""
    flags: list[bool] = []
    for factor, of_column in zip(table.factors, needs, strict=True):
        testable = [not lacks for lacks in of_column]
        flags.extend(testable[:1] * 2 if factor.kind is ColumnKind.CYCLE_DAY else testable)
    return np.array(flags, dtype=bool)
