"""Tiers: how much evidence is asked for, given how many questions are asked at once (PATTERNS 4.7).

A fixed threshold protects the person with no links; letting it fall with the number that pass protects the share of
false ones for the person with many, as e-BH does (Wang and Ramdas 2022, 10.1111/rssb.12489). The lifetime rates were
calibrated by simulation. Everything in natural logarithms; decided afresh from the current evidence alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Tier

Array = NDArray[np.float64]

LONG_LIFE = 300
"""Entries past which thresholds rise in proportion."""

_ASKED: dict[Tier, tuple[Callable[[int, int], float], float]] = {
    Tier.HUNCH: (lambda pairs, _passing: pairs / 20.0, 10.0),
    Tier.LIKELY: (lambda pairs, passing: pairs / max(2.0, passing / 2.0), 20.0),
    Tier.STRONG: (lambda pairs, passing: 5.0 * pairs / passing, 50.0),
}
"""For each tier: threshold by number of pairs and number passing, and the floor for small catalogues."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The log threshold of each tier, for evidence times weight; evidence itself must reach the floor too."""

    logs: Mapping[Tier, float]

    def tier_of(self, log_evidence: float, log_weight: float = 0.0) -> Tier | None:
        """The highest tier that this evidence reaches, or None."""
        reached = [tier for tier in Tier if log_evidence >= self.asked(tier, log_weight)]
        return reached[-1] if reached else None

    def asked(self, tier: Tier, log_weight: float = 0.0) -> float:
        """The log evidence asked of a pair of this weight."""
        return max(self.logs[tier] - log_weight, log_floor(tier))


def log_floor(tier: Tier) -> float:
    """The least log evidence of a tier, however few pairs there are."""
    return log(_ASKED[tier][1])


def log_threshold(tier: Tier, passing: int, *, pairs: int, entries: int) -> float:
    """Log evidence that `tier` asks for when `passing` of `pairs` pass after `entries` entries."""
    asked, floor = _ASKED[tier]
    growth = max(1.0, entries / LONG_LIFE)
    return log(max(floor, growth * asked(pairs, max(passing, 1))))


def bars_for(log_evidence: Array, log_weights: Array, *, pairs: int, entries: int) -> Bars:
    """The thresholds for this evidence: step-up, from the most pairs that could pass together."""
    logs: dict[Tier, float] = {}
    for tier in Tier:
        weighted = (log_evidence + log_weights)[log_evidence >= log_floor(tier)]
        logs[tier] = _bar(tier, np.sort(weighted.ravel())[::-1], pairs=pairs, entries=entries)
    return Bars(logs)


def _bar(tier: Tier, ranked: Array, *, pairs: int, entries: int) -> float:
    easiest = log_threshold(tier, max(len(ranked), 1), pairs=pairs, entries=entries)
    for passing in range(int(np.count_nonzero(ranked >= easiest)), 0, -1):
        bar = log_threshold(tier, passing, pairs=pairs, entries=entries)
        if ranked[passing - 1] >= bar:
            return bar
    return log_threshold(tier, 1, pairs=pairs, entries=entries)
