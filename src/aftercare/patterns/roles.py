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
from aftercare.patterns.tiers import tier_of

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """What one pair is shown as."""

    tier: Tier
    role: PatternRole
    companion: int | None
    """The factor it travels with or is entangled with."""


def places(
    log_evidence: Array, given_others: Array, bars: dict[Tier, float], wide: Residuals, layout: Layout
) -> dict[tuple[int, int], Place]:
    """The place of every pair (factor, outcome) that may be shown; both evidences are factors by outcomes."""
    result: dict[tuple[int, int], Place] = {}
    shared: Array | None = None
    for factor, outcome in np.argwhere(np.maximum(log_evidence, given_others) >= bars[Tier.HUNCH]):
        key = (int(factor), int(outcome))
        tier = tier_of(given_others[key], bars)
        if tier is not None:
            result[key] = Place(tier=tier, role=PatternRole.LEAD, companion=None)
            continue
        alone = tier_of(log_evidence[key], bars)
        if alone is None or alone is Tier.HUNCH:
            continue
        shared = _shared(wide, layout) if shared is None else shared
        result[key] = _follower(key, alone, log_evidence, given_others[:, key[1]] >= bars[Tier.HUNCH], shared)
    return result


def _follower(key: tuple[int, int], tier: Tier, log_evidence: Array, leads: NDArray[np.bool_], shared: Array) -> Place:
    """A pair whose evidence went with the others: under the one that accounts for most of it."""
    factor, outcome = key
    others = [other for other in strongest(log_evidence, outcome) if other != factor]
    assert others, "evidence can only vanish given another factor"
    companion = max(others, key=lambda other: shared[factor, other] * np.sqrt(log_evidence[other, outcome]))
    role = PatternRole.TRAVELS_WITH if leads[companion] else PatternRole.ENTANGLED
    return Place(tier=tier, role=role, companion=companion)


def _shared(wide: Residuals, layout: Layout) -> Array:
    """Largest absolute correlation between the residual columns of any two factors."""
    among = Residuals(x=wide.x, x_observed=wide.x_observed, y=wide.x, y_observed=wide.x_observed)
    z, together = z_scores(among)
    correlation = np.abs(z) / np.sqrt(np.maximum(together, 1.0))
    return np.array([[correlation[one, other].max() for other in layout.parts] for one in layout.parts]).reshape(
        layout.factors, layout.factors
    )
