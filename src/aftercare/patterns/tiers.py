"""Tiers: how much evidence is asked of a pair, given how much the other pairs of its family show (PATTERNS 4.7).

An e-value of this kind is a Bayes factor, so with the share of linked pairs it gives posterior odds. The share is not
assumed: it is learnt from the evidence of the *other* factors of the family (the two-groups model of Efron, Statistical
Science 23; as a correction for asking many questions: Scott and Berger 2010, 10.1214/10-AOS792). Where nothing is
linked it falls and the bar rises, which protects the person with no links; where much is linked the bar falls, as in
e-BH. A factor's own evidence never lowers its own bar, and outcomes that go together (tears, low mood) do not count as
so many witnesses. Everything in natural logarithms; decided afresh from the current evidence alone. The lifetime rates
are measured on simulated lives (docs/patterns.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Tier
from aftercare.patterns.evidence import Residuals
from aftercare.patterns.families import Family

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


def bars_for(log_evidence: Array, among: Sequence[Family], *, entries: int, witnesses: float = 1.0) -> Bars:
    """The bars of every pair: the odds its tier asks, over the odds that the rest of its family gives it.

    Of a pair in more than one family the easiest is asked. `witnesses` is the share of the outcomes that speak for
    themselves (`independent_share`).
    """
    logs = {tier: np.full(log_evidence.shape, np.inf) for tier in Tier}
    for family in among:
        factors = np.nonzero(family.members)[0]
        given = log_odds_given_others(log_evidence[family.members], factors, family.prior, witnesses)
        for tier, bar in family.bars.items():
            asked = np.maximum(bar.log_odds(entries) - given, np.log(bar.least))
            logs[tier][family.members] = np.minimum(logs[tier][family.members], asked)
    return Bars(logs)


def log_odds_given_others(
    log_evidence: Array, factors: NDArray[np.intp], prior: tuple[float, float], witnesses: float = 1.0
) -> Array:
    """For each pair, log odds that it is linked, as the evidence of other factors has it: one-dimensional, same length.

    With w the share of linked pairs, beta(a, b) before, each pair speaks for it by (1 - w + w E)^witnesses; the odds
    are m / (1 - m), m the mean of w given the pairs of all other factors. `factors` names the factor of each pair.
    """
    a, b = prior
    evidence = np.exp(np.minimum(log_evidence, LARGEST_LOG))
    spoken = witnesses * np.log1p(SHARES[:, None] * (evidence[None, :] - 1.0))
    of_factor = np.zeros((len(SHARES), int(factors.max(initial=-1)) + 1))
    np.add.at(of_factor.T, factors, spoken.T)
    log_prior = a * np.log(SHARES) + (b - 1.0) * np.log1p(-SHARES)  # a, not a - 1: the grid is even in log w
    without_own = (of_factor.sum(axis=1) + log_prior)[:, None] - of_factor
    weight = np.exp(without_own - without_own.max(axis=0))
    mean = (weight * SHARES[:, None]).sum(axis=0) / weight.sum(axis=0)
    odds: Array = (np.log(mean) - np.log1p(-mean))[factors]
    return odds


def independent_share(residuals: Residuals) -> float:
    """Which share of the outcomes speak for themselves: 1 when they go their own ways, 1/q when all q are one.

    q / sum of r^2 over all pairs of outcomes, r the correlation of their residuals (the participation ratio), less
    what chance alone gives r^2.
    """
    y, seen = residuals.y, residuals.y_observed
    kept = (y**2).sum(axis=0) > 0
    y, seen = y[:, kept], seen[:, kept]
    outcomes = y.shape[1]
    if outcomes < 2:
        return 1.0
    together = np.maximum(seen.T @ seen, 1.0)
    shared = np.clip((y.T @ y / together) ** 2 - 1.0 / together, 0.0, 1.0)
    np.fill_diagonal(shared, 1.0)
    return float(outcomes / shared.sum())
