"""Tiers: how much evidence is asked of a pair, given how much the other pairs of its family show (PATTERNS 4.7).

An e-value of this kind is a Bayes factor, so with the share of linked pairs it gives posterior odds. The share is not
assumed: it is learnt from the evidence of the *other* factors of the family (the two-groups model of Efron, Statistical
Science 23; as a correction for asking many questions: Scott and Berger 2010, 10.1214/10-AOS792). Where nothing is
linked it falls and the bar rises, which protects the person with no links; where much is linked the bar falls, as in
e-BH. A factor's own evidence never lowers its own bar, nor does that of its near copies, and what goes together counts
as one witness (`patterns.witnesses`). Everything in natural logarithms; decided afresh from the current evidence alone.
The lifetime rates are measured on simulated lives (docs/patterns.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Tier
from aftercare.patterns.families import Family
from aftercare.patterns.witnesses import Witnesses

Array = NDArray[np.float64]
Key = tuple[int, int]

LEAST_SHARE, LARGEST_SHARE, STEPS = 0.001, 0.8, 80
SHARES = LEAST_SHARE * (LARGEST_SHARE / LEAST_SHARE) ** ((np.arange(STEPS) + 0.5) / STEPS)
"""The grid of shares over which the beta prior is integrated; evenly spaced in the logarithm."""
LARGEST_LOG = 60.0
"""Evidence above e^60 says no more about the share."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The log evidence that each tier asks of each pair: factors by outcomes; infinite outside the catalogue."""

    logs: Mapping[Tier, Array]

    def tier_of(self, key: Key, log_evidence: float) -> Tier | None:
        """The highest tier that this evidence reaches, or None."""
        reached = [tier for tier in Tier if log_evidence >= self.logs[tier][key]]
        return reached[-1] if reached else None

    def asked(self, key: Key, tier: Tier) -> float:
        """The e-value asked of a pair."""
        return float(np.exp(self.logs[tier][key]))


def bars_for(log_evidence: Array, among: Sequence[Family], *, entries: int, witnesses: Witnesses) -> Bars:
    """The bars of every pair: the odds its tier asks, over the odds that the rest of its family gives it.

    Of a pair in more than one family the easiest is asked.
    """
    logs = {tier: np.full(log_evidence.shape, np.inf) for tier in Tier}
    for family in among:
        given = log_odds_given_others(np.where(family.members, log_evidence, 0.0), family.prior, witnesses)
        for tier, bar in family.bars.items():
            asked = np.maximum(bar.log_odds(entries) - given[:, None], np.log(bar.least))
            logs[tier] = np.where(family.members, np.minimum(logs[tier], asked), logs[tier])
    return Bars(logs)


def log_odds_given_others(log_evidence: Array, prior: tuple[float, float], witnesses: Witnesses) -> Array:
    """For each factor, the log odds that a pair of it is linked, as the evidence of the other factors has it.

    `log_evidence` is factors by outcomes, 0 for pairs outside the family, which say nothing. With w the share of linked
    pairs, beta(a, b) before, a pair speaks for w by 1 - w + w E, to the power of its weight as a witness; the odds are
    m / (1 - m), m the mean of w given all that is said.
    """
    a, b = prior
    evidence = np.exp(np.minimum(log_evidence, LARGEST_LOG))
    spoken = np.log1p(SHARES[:, None, None] * (evidence[None, :, :] - 1.0)) @ witnesses.outcomes
    log_prior = a * np.log(SHARES) + (b - 1.0) * np.log1p(-SHARES)  # a, not a - 1: the grid is even in log w
    told = spoken @ witnesses.factors + log_prior[:, None]
    weight = np.exp(told - told.max(axis=0))
    mean = (weight * SHARES[:, None]).sum(axis=0) / weight.sum(axis=0)
    odds: Array = np.log(mean) - np.log1p(-mean)
    return odds
