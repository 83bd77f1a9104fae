"""The interval of a trial: all constant shifts that its randomisation test does not contradict (PATTERNS 5).

Takes the crossings of all draws, returns the two-sided p and the ends of the interval. Each side takes half of what may
be missed, so p <= .05 exactly where 0 lies outside the 95 % interval; and likewise at any other share.
"""

import numpy as np

from aftercare.experiments.blocks import Array
from aftercare.experiments.randomisation import Crossings

MISSED = 0.05
"""The share of intervals that may miss the truth, both sides together."""
ROUNDING = 1e-11
"""What sums of probabilities may be off by."""


def two_sided(found: Crossings) -> float:
    """Twice the smaller of both one-sided p-values, at most 1."""
    return min(1.0, round(2.0 * min(found.p_above(), found.p_below()), 12))


def interval(found: Crossings, missed: float = MISSED) -> tuple[float | None, float | None]:
    """Lower and upper end; None on a side that so few draws leave open."""
    side = missed / 2 + ROUNDING
    below = _first(found.at, found.weight, found.same, side)
    return below, _first(found.at[::-1], found.weight[::-1], found.same, side)


def _first(at: Array, weight: Array, same: float, side: float) -> float | None:
    """Coming from outside, the first shift at which enough draws are as large as the one made."""
    if same > side:
        return None
    reached = same + np.cumsum(weight)
    return float(at[int(np.argmax(reached > side))])
