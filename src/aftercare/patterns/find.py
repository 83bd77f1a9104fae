"""Find patterns: the one entry point from a table to everything that may be said about its pairs.

Takes a table of one person's entries in time order and what was shown before; returns every pair and the patterns,
strongest first. A pure function: no clock, no chance, nothing learnt from anybody else. Read PATTERNS 4 beside it.
It says what goes with what, never what causes it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import (
    ColumnKind,
    History,
    Pair,
    Pattern,
    PatternRole,
    Patterns,
    Table,
    Tier,
)
from aftercare.patterns import counts, detrend, standing
from aftercare.patterns.conditional import given_others
from aftercare.patterns.estimates import LARGE_LINK, VERY_LARGE_LINK, Estimates, estimate
from aftercare.patterns.evidence import Residuals
from aftercare.patterns.families import families, named_in
from aftercare.patterns.pairs import Layout, combine
from aftercare.patterns.roles import Weighed, places
from aftercare.patterns.scores import Scores, raw_columns, score
from aftercare.patterns.standing import Judged
from aftercare.patterns.testable import Lacking, lacking
from aftercare.patterns.tiers import Bars, bars_for
from aftercare.patterns.witnesses import witnesses

Array = NDArray[np.float64]

NARROW, WIDE = 4.0, 12.0
"""Windows of the local mean, in entries."""


def find(table: Table, *, history: History | None = None) -> Patterns:
    """Search every factor and outcome of `table` for patterns.

    `history` says what was shown before; it changes standing (current, staying, faded), never evidence.
    """
    raw = raw_columns(table)
    scores = score(table, raw)
    lacks = lacking(table, raw)
    layout = Layout(parts=scores.parts, is_cycle=scores.is_cycle, testable=lacks.testable_columns)
    windows = [_residuals(scores, width) for width in (NARROW, WIDE)]
    alone = np.where(lacks.testable_pairs, combine(windows, layout), 0.0)
    evidence = Weighed(alone=alone, given_others=given_others(windows, layout, alone))
    among = families(table, lacks.in_catalogue)
    heard = witnesses(windows[-1], layout)
    bars = bars_for(evidence.given_others, among, entries=len(table.rows), witnesses=heard)
    estimates = estimate(table, scores, layout, windows)
    pairs = _pairs(table, lacks, Decided(evidence, bars, named_in(among, alone.shape)), estimates)
    placed = {
        (table.factors[factor].id, table.outcomes[outcome].id): place
        for (factor, outcome), place in places(evidence, bars, windows[-1], layout).items()
    }
    shown = standing.judge(pairs, placed, history or {})
    patterns = [_pattern(table, estimates, judged, shown) for judged in shown]
    return Patterns(
        entries=len(table.rows),
        pair_count=lacks.pair_count,
        pairs=tuple(pairs),
        patterns=tuple(patterns),
    )


def _residuals(scores: Scores, width: float) -> Residuals:
    x = detrend.residuals(scores.x, scores.x_observed, width)
    y = detrend.residuals(scores.y, scores.y_observed, width)
    return Residuals(
        x=detrend.standardised(x, scores.x_observed),
        x_observed=scores.x_observed,
        y=detrend.standardised(y, scores.y_observed),
        y_observed=scores.y_observed,
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """The evidence of every pair and what is asked of it."""

    evidence: Weighed
    bars: Bars
    named: NDArray[np.bool_]


def _pairs(table: Table, lacks: Lacking, decided: Decided, estimates: Estimates) -> list[Pair]:
    evidence, asked = decided.evidence, decided.bars.logs[Tier.LIKELY]
    pairs: list[Pair] = []
    for i, factor in enumerate(table.factors):
        for j, outcome in enumerate(table.outcomes):
            if not lacks.in_catalogue[i, j]:
                continue
            testable = bool(lacks.testable_pairs[i, j])
            pairs.append(
                Pair(
                    factor=factor.id,
                    outcome=outcome.id,
                    needs=() if testable else lacks.needs(i, j),
                    entries=int(lacks.together[i, j]),
                    log_evidence=float(evidence.alone[i, j]),
                    log_evidence_given_others=float(evidence.given_others[i, j]),
                    log_asked=float(asked[i, j]),
                    named=bool(decided.named[i, j]),
                    direction=_direction(estimates, i, j, factor.kind) if testable else 0,
                    effect=estimates.effect(i, j, factor.kind) if testable else None,
                    no_large_link=testable and bool(estimates.no_large_link[i, j]),
                    large=float(LARGE_LINK * estimates.spread[j]),
                    no_very_large_link=testable and bool(estimates.no_very_large_link[i, j]),
                    very_large=float(VERY_LARGE_LINK * estimates.spread[j]),
                )
            )
    return pairs


def _direction(estimates: Estimates, factor: int, outcome: int, kind: ColumnKind) -> int:
    return 0 if kind is ColumnKind.CYCLE_DAY else estimates.direction(factor, outcome)


def _pattern(table: Table, estimates: Estimates, judged: Judged, shown: list[Judged]) -> Pattern:
    pair, place = judged.pair, judged.place
    i = next(i for i, factor in enumerate(table.factors) if factor.id == pair.factor)
    j = next(j for j, outcome in enumerate(table.outcomes) if outcome.id == pair.outcome)
    factor, outcome = table.factors[i], table.outcomes[j]
    lag = estimates.lag(i, j)
    column = factor.columns[0 if factor.kind is ColumnKind.CYCLE_DAY else lag]
    parted = counts.sides(column, factor.kind, outcome, direction=pair.direction)
    is_cycle = factor.kind is ColumnKind.CYCLE_DAY
    return Pattern(
        pair=pair,
        tier=place.tier,
        role=place.role,
        standing=judged.standing,
        companions=tuple(sorted(table.factors[other].id for other in place.companions)),
        travelling=_travelling(i, pair, shown),
        threshold=place.threshold,
        lag_days=factor.lag_days[lag] if len(factor.columns) > 1 else None,
        counts=None if is_cycle else counts.count(outcome, parted),
        rows_with=parted.rows_with,
        rows_without=parted.rows_without,
    )


def _travelling(factor: int, pair: Pair, shown: list[Judged]) -> tuple[str, ...]:
    return tuple(
        other.pair.factor
        for other in shown
        if other.pair.outcome == pair.outcome
        and other.place.role is PatternRole.TRAVELS_WITH
        and factor in other.place.companions
    )
