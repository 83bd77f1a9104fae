"""Roles among factors that come together: lead, travels with, cannot be told apart (PATTERNS 4.10).

Takes the evidence with and without the other factors, and how the factors' residuals go together; returns what each
shown pair is. Decides nothing about tiers.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import PatternRole, Tier
from aftercare.patterns.conditional import strongest
from aftercare.patterns.evidence import Residuals, z_scores
from aftercare.patterns.pairs import Layout
from aftercare.patterns.tiers import Bars

Array = NDArray[np.float64]
Key = tuple[int, int]
"""Factor and outcome, by their place in the table."""


@dataclass(frozen=True, slots=True)
class Place:
    """What one pair is shown as."""

    tier: Tier
    role: PatternRole
    companions: tuple[int, ...]
    """The factor it travels with, or all those it is entangled with."""
    threshold: float
    """The e-value that was asked of it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence as it is decided on: arrays of factors by outcomes, natural logarithms."""

    alone: Array
    given_others: Array


def places(weighed: Weighed, bars: Bars, wide: Residuals, layout: Layout) -> dict[Key, Place]:
    """The place of every pair (factor, outcome) that may be shown."""
    leads: dict[Key, Tier] = {}
    followers: dict[Key, Tier] = {}
    most = np.maximum(weighed.alone, weighed.given_others)
    for factor, outcome in np.argwhere(most >= bars.logs[Tier.HUNCH]):
        key = (int(factor), int(outcome))
        tier = bars.tier_of(key, float(weighed.given_others[key]))
        alone = bars.tier_of(key, float(weighed.alone[key]))
        if tier is not None:
            leads[key] = tier
        elif alone is not None and alone is not Tier.HUNCH:
            followers[key] = alone
    shared = _shared(wide, layout) if followers else np.zeros((0, 0))
    companions = {key: _companion(key, weighed.alone, shared) for key in followers}
    result: dict[Key, Place] = {}
    for key, tier in (leads | followers).items():
        asked = bars.asked(key, tier)
        lead = _lead_behind(key, companions, leads)
        if key in leads:
            result[key] = Place(tier=tier, role=PatternRole.LEAD, companions=(), threshold=asked)
        elif lead is not None:
            result[key] = Place(tier=tier, role=PatternRole.TRAVELS_WITH, companions=(lead,), threshold=asked)
        else:
            group = _entangled_with(key, companions)
            result[key] = Place(tier=tier, role=PatternRole.ENTANGLED, companions=group, threshold=asked)
    return result


def _entangled_with(key: Key, companions: Mapping[Key, int]) -> tuple[int, ...]:
    """All that hangs together with a follower through companions, either way, in the order of the table."""
    factor, outcome = key
    group, grown = {factor}, True
    while grown:
        met = {each for (one, of), other in companions.items() if of == outcome for each in _met(one, other, group)}
        grown = not met <= group
        group |= met
    return tuple(sorted(group - {factor}))


def _met(one: int, other: int, group: set[int]) -> tuple[int, ...]:
    return (one, other) if one in group or other in group else ()


def _lead_behind(key: Key, companions: Mapping[Key, int], leads: Container[Key]) -> int | None:
    """The lead that a follower comes along with, itself or through others that do; None when there is none."""
    outcome = key[1]
    passed: set[Key] = set()
    while key in companions and key not in passed:
        passed.add(key)
        key = (companions[key], outcome)
    return key[0] if key in leads else None


def _companion(key: Key, log_evidence: Array, shared: Array) -> int:
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
