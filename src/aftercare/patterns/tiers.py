"""Tiers: how much evidence is asked for, given how many questions are asked at once (PATTERNS 4.7).

A fixed threshold protects the person with no links; letting it fall with the number that pass protects the share of
false ones for the person with many, as e-BH does (Wang and Ramdas 2022, 10.1111/rssb.12489). The lifetime rates were
calibrated by simulation. Everything in natural logarithms; decided afresh from the current evidence alone.
"""

from collections.abc import Callable
from math import log

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Tier

LONG_LIFE = 300
"""Entries past which thresholds rise in proportion."""

_ASKED: dict[Tier, tuple[Callable[[int, int], float], float]] = {
    Tier.HUNCH: (lambda pairs, _passing: pairs / 20.0, 10.0),
    Tier.LIKELY: (lambda pairs, passing: pairs / max(2.0, passing / 2.0), 20.0),
    Tier.STRONG: (lambda pairs, passing: 5.0 * pairs / passing, 50.0),
}
"""For each tier: threshold by number of pairs and number passing, and the floor for small catalogues."""


def log_threshold(tier: Tier, passing: int, *, pairs: int, entries: int) -> float:
    """Log evidence that `tier` asks for when `passing` of `pairs` pass after `entries` entries."""
    asked, floor = _ASKED[tier]
    growth = max(1.0, entries / LONG_LIFE)
    return log(max(floor, growth * asked(pairs, max(passing, 1))))


def log_bars(log_evidence: NDArray[np.float64], *, pairs: int, entries: int) -> dict[Tier, float]:
    """The log threshold of each tier for this evidence: step-up, from the most pairs that could pass together."""
    ranked = np.sort(log_evidence.ravel())[::-1]
    return {tier: _bar(tier, ranked, pairs=pairs, entries=entries) for tier in Tier}


def tier_of(log_evidence: float, bars: dict[Tier, float]) -> Tier | None:
    """The highest tier whose bar is reached, or None."""
    reached = [tier for tier in Tier if log_evidence >= bars[tier]]
    return reached[-1] if reached else None


def _bar(tier: Tier, ranked: NDArray[np.float64], *, pairs: int, entries: int) -> float:
    easiest = log_threshold(tier, max(len(ranked), 1), pairs=pairs, entries=entries)
    candidates = int(np.count_nonzero(ranked >= easiest))
    for passing in range(candidates, 0, -1):
        bar = log_threshold(tier, passing, pairs=pairs, entries=entries)
        if ranked[passing - 1] >= bar:
            return bar
    return log_threshold(tier, 1, pairs=pairs, entries=entries)
