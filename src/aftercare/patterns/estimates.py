"""Estimates for every pair of a table: direction, effect and whether a large link is ruled out (PATTERNS 4.8, 4.9).

Takes scores, windows and layout; returns arrays of factors by outcomes and makes `Effect` values from them. A factor
with several lags is shown at the lag with the most evidence; a large link is ruled out only if it is at every lag.
"""

from dataclasses import dataclass
from math import atan2, hypot, pi

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import ColumnKind, Effect, Per, Table
from aftercare.patterns import detrend, effect
from aftercare.patterns.effect import Slopes
from aftercare.patterns.evidence import Residuals
from aftercare.patterns.pairs import Layout, best_columns
from aftercare.patterns.scores import Scores

Array = NDArray[np.float64]

LARGE_LINK = 0.5
"""In standard deviations of the outcome."""
VERY_LARGE_LINK = 0.8
"""The same, for what can be said early on (PATTERNS 4.9)."""
FEWEST_FOR_NO_LINK = 20
MISS_SHOWN = 0.05
MISS_NO_LINK, MISS_NO_LINK_GRADED = 0.10, 0.05
"""Share of diaries in which the interval behind "no large link" may miss. Graded factors get the wider one: with the
narrow one 5.6 % of large links of daily factors (odds ratio 4 and more) were called absent at some time, with this one
2.8 %."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """Slopes in shown units: per presence, or per two standard deviations of a graded factor."""

    best: NDArray[np.intp]
    """For each pair, the column that is shown."""
    slopes: Slopes
    spread: Array
    """Standard deviation of each outcome."""
    no_large_link: NDArray[np.bool_]
    no_very_large_link: NDArray[np.bool_]
    cycle_slopes: Slopes
    cycle_length: float
    parts: tuple[slice, ...]

    def direction(self, factor: int, outcome: int) -> int:
        """Sign of the slope that is shown."""
        slope = float(self.slopes.slope[self.best[factor, outcome], outcome])
        return 0 if slope == 0 else 1 if slope > 0 else -1

    def lag(self, factor: int, outcome: int) -> int:
        """Which of the factor's columns is shown."""
        return int(self.best[factor, outcome] - self.parts[factor].start)

    def effect(self, factor: int, outcome: int, kind: ColumnKind) -> Effect | None:
        """The effect of one pair; None where it cannot be estimated."""
        if kind is ColumnKind.CYCLE_DAY:
            return self._cycle_effect(factor, outcome)
        column = self.best[factor, outcome]
        slope, error = self.slopes.slope[column, outcome], self.slopes.error[column, outcome]
        together = self.slopes.together[column, outcome]
        per = Per.PRESENCE if kind is ColumnKind.BINARY else Per.TWO_SD
        return self._effect(per, (slope, error, together), outcome)

    def _effect(self, per: Per, found: tuple[float, float, float], outcome: int) -> Effect | None:
        slope, error, together = found
        if not np.isfinite(error):
            return None
        middle, half = effect.shrunk(np.array(slope), np.array(error), self.spread[outcome])
        always = effect.always_valid_half_width(np.array(error), np.array(together), miss=MISS_SHOWN)
        return Effect(
            per=per,
            estimate=float(middle),
            low=float(middle - half),
            high=float(middle + half),
            raw=float(slope),
            standard_error=float(error),
            always_low=float(slope - always),
            always_high=float(slope + always),
        )

    def _cycle_effect(self, factor: int, outcome: int) -> Effect | None:
        start = self.parts[factor].start
        found = self.cycle_slopes
        cosine, sine = found.slope[start, outcome], found.slope[start + 1, outcome]
        swing = hypot(cosine, sine)
        if swing == 0.0:
            return None
        errors = found.error[start, outcome], found.error[start + 1, outcome]
        error = hypot(cosine * errors[0], sine * errors[1]) / swing
        made = self._effect(Per.CYCLE_SWING, (swing, error, found.together[start, outcome]), outcome)
        if made is None:
            return None
        turn = atan2(sine, cosine) % (2.0 * pi)
        return replace_peak(made, 1.0 + turn * self.cycle_length / (2.0 * pi))


def replace_peak(made: Effect, peak_day: float) -> Effect:
    """The same effect with the day of the highest outcome; a swing is never below nothing."""
    return Effect(
        per=made.per,
        estimate=made.estimate,
        low=max(made.low, 0.0),
        high=made.high,
        raw=made.raw,
        standard_error=made.standard_error,
        always_low=max(made.always_low, 0.0),
        always_high=made.always_high,
        peak_day=peak_day,
    )


def estimate(table: Table, scores: Scores, layout: Layout, windows: list[Residuals]) -> Estimates:
    """Estimate every pair of `table` at once."""
    spread = effect.spread_of(scores.y_raw, scores.y_observed)
    unit = np.ones(scores.x.shape[1])
    for part, factor in zip(scores.parts, table.factors, strict=True):
        if factor.kind in (ColumnKind.ORDINAL, ColumnKind.CONTINUOUS):
            unit[part] = 2.0 * effect.spread_of(scores.x[:, part], scores.x_observed[:, part])
    unit = np.where(unit > 0, unit, 1.0)  # a column without variation has no slope anyhow
    middle = _slopes(scores, effect.WIDTH, unit)
    miss = _miss_by_column(table, scores)
    return Estimates(
        best=best_columns(windows, layout),
        slopes=middle,
        spread=spread,
        no_large_link=_ruled_out(middle, LARGE_LINK * spread, layout, miss),
        no_very_large_link=_ruled_out(middle, VERY_LARGE_LINK * spread, layout, miss),
        cycle_slopes=_slopes(scores, effect.CYCLE_WIDTH, unit) if any(scores.is_cycle) else middle,
        cycle_length=scores.cycle_length,
        parts=scores.parts,
    )


def _slopes(scores: Scores, width: float, unit: Array) -> Slopes:
    x = detrend.residuals(scores.x, scores.x_observed, width)
    y = detrend.residuals(scores.y_raw, scores.y_observed, width)
    found = effect.slopes(x, scores.x_observed, y, scores.y_observed)
    return Slopes(
        slope=found.slope * unit[:, None],
        error=found.error * unit[:, None],
        together=found.together,
    )


def _miss_by_column(table: Table, scores: Scores) -> Array:
    miss = np.full(scores.x.shape[1], MISS_NO_LINK_GRADED)
    for part, factor in zip(scores.parts, table.factors, strict=True):
        if factor.kind is ColumnKind.BINARY:
            miss[part] = MISS_NO_LINK
    return miss


def _ruled_out(found: Slopes, limit: Array, layout: Layout, miss: Array) -> NDArray[np.bool_]:
    """Where the interval that holds at every look lies inside the limit of its outcome, at every lag."""
    half = effect.always_valid_half_width(found.error, found.together, miss=miss[:, None])
    inside = (np.abs(found.slope) + half < limit) & (found.together >= FEWEST_FOR_NO_LINK) & layout.testable[:, None]
    result = np.zeros((layout.factors, limit.shape[0]), dtype=bool)
    for factor, part in enumerate(layout.parts):
        if not layout.is_cycle[factor]:
            result[factor] = inside[part].all(axis=0)
    return result
