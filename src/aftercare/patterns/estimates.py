"""Estimates for every pair of a table: direction, effect and whether a large link is ruled out (PATTERNS 4.8, 4.9).

Takes scores, windows and layout; returns arrays of factors by outcomes and makes `Effect` values from them. A factor
with several lags is shown at the lag with the most evidence; a large link is ruled out only if it is at every lag.
"""

from dataclasses import dataclass, replace
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
    shown: "Shown"
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
        per = Per.PRESENCE if kind is ColumnKind.BINARY else Per.TWO_SD
        return self.shown.effect(per, (int(self.best[factor, outcome]), outcome))

    def _cycle_effect(self, factor: int, outcome: int) -> Effect | None:
        start = self.parts[factor].start
        found = self.cycle_slopes
        cosine, sine = found.slope[start, outcome], found.slope[start + 1, outcome]
        swing = hypot(cosine, sine)
        if swing == 0.0:
            return None
        errors = found.error[start, outcome], found.error[start + 1, outcome]
        error = hypot(cosine * errors[0], sine * errors[1]) / swing
        together = found.together[start : start + 1, [outcome]]
        alone = Slopes(slope=np.array([[swing]]), error=np.array([[error]]), together=together)
        made = Shown.of(alone, self.spread[[outcome]]).effect(Per.CYCLE_SWING, (0, 0))
        if made is None:
            return None
        turn = atan2(sine, cosine) % (2.0 * pi)
        return replace_peak(made, 1.0 + turn * self.cycle_length / (2.0 * pi))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of every slope: columns by outcomes."""

    slopes: Slopes
    middle: Array
    half: Array
    """Half the width of the shrunk interval."""
    always: Array
    """Half the width of the interval that holds at every look."""

    @classmethod
    def of(cls, slopes: Slopes, spread: Array) -> "Shown":
        """All at once; `spread` is the SD of each outcome."""
        middle, half = effect.shrunk(slopes.slope, slopes.error, spread)
        always = effect.always_valid_half_width(slopes.error, slopes.together, miss=MISS_SHOWN)
        return cls(slopes, middle, half, always)

    def effect(self, per: Per, place: tuple[int, int]) -> Effect | None:
        """The effect of one column and outcome; None where it cannot be estimated."""
        if not np.isfinite(self.slopes.error[place]):
            return None
        slope, middle, half = float(self.slopes.slope[place]), float(self.middle[place]), float(self.half[place])
        return Effect(
            per=per,
            estimate=middle,
            low=middle - half,
            high=middle + half,
            raw=slope,
            standard_error=float(self.slopes.error[place]),
            always_low=slope - float(self.always[place]),
            always_high=slope + float(self.always[place]),
        )


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
        shown=Shown.of(middle, spread),
        spread=spread,
        no_large_link=_ruled_out(middle, LARGE_LINK * spread, layout, miss),
        no_very_large_link=_ruled_out(middle, VERY_LARGE_LINK * spread, layout, miss),
        cycle_slopes=_cycle_slopes(scores, unit, middle),
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


def _cycle_slopes(scores: Scores, unit: Array, other: Slopes) -> Slopes:
    """Slopes at the wide window for the columns of a cycle, `other` everywhere else."""
    of_cycle = [c for part, is_cycle in zip(scores.parts, scores.is_cycle, strict=True) if is_cycle for c in _in(part)]
    if not of_cycle:
        return other
    only = replace(scores, x=scores.x[:, of_cycle], x_observed=scores.x_observed[:, of_cycle])
    found = _slopes(only, effect.CYCLE_WIDTH, unit[of_cycle])
    whole = Slopes(slope=other.slope.copy(), error=other.error.copy(), together=other.together.copy())
    whole.slope[of_cycle], whole.error[of_cycle] = found.slope, found.error
    whole.together[of_cycle] = found.together
    return whole


def _in(part: slice) -> range:
    return range(part.start, part.stop)


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
