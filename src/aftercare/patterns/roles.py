"""Roles among factors that come together: lead, travels with, cannot be told apart (PATTERNS 4.10).

Takes the evidence with and without the other factors, and how the factors' residuals go together; returns what each
shown pair is. Decides nothing about tiers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import PatternRole, Tier
from aftercare.patterns.conditional import strongest
from aftercare.patterns.evidence import Residuals, z_scores
from aftercare.patterns.pairs import Layout
from aftercare.patterns.tiers import Bars, log_floor

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """What one pair is shown as."""

    tier: Tier
    role: PatternRole
    companion: int | None
    """The factor it travels with or is entangled with."""
    threshold: float
    """The e-value that was asked of it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence as it is decided on: arrays of factors by outcomes, natural logarithms."""

    alone: Array
    given_others: Array
    weights: Array


def places(weighed: Weighed, bars: Bars, wide: Residuals, layout: Layout) -> dict[tuple[int, int], Place]:
    """The place of every pair (factor, outcome) that may be shown."""
    leads: dict[tuple[int, int], Tier] = {}
    followers: dict[tuple[int, int], Tier] = {}
    least = log_floor(Tier.HUNCH)
    for factor, outcome in np.argwhere(np.maximum(weighed.alone, weighed.given_others) >= least):
        key = (int(factor), int(outcome))
        tier = bars.tier_of(weighed.given_others[key], weighed.weights[key])
        alone = bars.tier_of(weighed.alone[key], weighed.weights[key])
        if tier is not None:
            leads[key] = tier
        elif alone is not None and alone is not Tier.HUNCH:
            followers[key] = alone
    shared = _shared(wide, layout) if followers else np.zeros((0, 0))
    companions = {key: _companion(key, weighed.alone, shared) for key in followers}

    def place(key: tuple[int, int], tier: Tier) -> Place:
        companion = companions.get(key)
        role = PatternRole.LEAD
        if companion is not None:
            role = PatternRole.TRAVELS_WITH if (companion, key[1]) in leads else PatternRole.ENTANGLED
        asked = float(np.exp(bars.asked(tier, weighed.weights[key])))
        return Place(tier=tier, role=role, companion=companion, threshold=asked)

    return {key: place(key, tier) for key, tier in (leads | followers).items()}


def _companion(key: tuple[int, int], log_evidence: Array, shared: Array) -> int:
    """The factor under which a pair stands whose evidence went with the others: it accounts for most of it."""
    factor, outcome = key
    others = [other for other in strongest(log_evidence, outcome) if other != factor]
    assert others, "evidence can only vanish given another factor"
    return max(others, key=lambda other: float(shared[factor, other] * np.sqrt(log_evidence[other, outcome])))


def _shared(wide: Residuals, layout: Layout) -> Array:
    """Largest absolute correlation between the residual columns of any two factors."""
    among = Residuals(x=wide.x, x_observed=wide.x_observed, y=wide.x, y_observed=wide.x_observed)
    z, together = z_scores(among)
    correlation = np.abs(z) / np.sqrt(np.maximum(together, 1.0))
    return np.array([[correlation[one, other].max() for other in layout.parts] for one in layout.parts]).reshape(
        layout.factors, layout.factors
    )
