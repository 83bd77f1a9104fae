"""Families of questions: which pairs are judged together, and how likely a link is held before looking (PATTERNS 9b).

Three families: the main question, the watch list, and the whole catalogue. What a person names in advance is asked of
fewer pairs, each with better reason, so it needs less evidence; a pair in two families passes where it passes in one.
Families come from what was named, never from the data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import Table, Tier

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bar:
    """What a tier asks: posterior odds that a pair is linked, the evidence it needs at least, and how odds grow."""

    odds: float
    least: float
    """The e-value below which nothing is shown, however much else is linked."""
    steady_until: int
    """Entries up to which the odds stay; after that they grow, because a longer life gives more chances to err."""
    growth: float
    """Power of entries / `steady_until` with which they grow."""

    def log_odds(self, entries: int) -> float:
        """The natural logarithm of the odds asked after `entries` entries."""
        return float(np.log(self.odds) + self.growth * np.log(max(1.0, entries / self.steady_until)))


@dataclass(frozen=True, slots=True)
class Family:
    """Pairs that are judged together."""

    members: Mask
    """Factors by outcomes."""
    prior: tuple[float, float]
    """A beta distribution of the share of its pairs that are linked, before any entry."""
    bars: Mapping[Tier, Bar]


EXPLORING = {
    Tier.HUNCH: Bar(odds=0.45, least=5.0, steady_until=100, growth=0.25),
    Tier.LIKELY: Bar(odds=3.0, least=20.0, steady_until=100, growth=0.5),
    Tier.STRONG: Bar(odds=12.0, least=60.0, steady_until=100, growth=0.5),
}
NAMED = {
    Tier.HUNCH: Bar(odds=0.33, least=2.5, steady_until=60, growth=1.0),
    Tier.LIKELY: Bar(odds=0.9, least=5.0, steady_until=60, growth=1.5),
    Tier.STRONG: Bar(odds=6.0, least=10.0, steady_until=60, growth=1.5),
}
"""Odds, growth and priors were chosen on simulated lives and confirmed on other seeds (docs/patterns.md)."""
AMONG_ALL = (1.0, 20.0)
AMONG_NAMED = (1.0, 4.0)
AMONG_ONE_OUTCOME = (1.0, 12.0)
"""For a main question without suspects: every factor is asked about it."""


def families(table: Table, in_catalogue: Mask) -> tuple[Family, ...]:
    """The families of `table`, the named ones first; each pair of the catalogue is in the last one, at least."""
    main = _main(table, in_catalogue)
    watched = in_catalogue & ~main & _watched(table)
    among_main = AMONG_NAMED if table.suspects else AMONG_ONE_OUTCOME
    made = (
        Family(main, among_main, NAMED if table.suspects else EXPLORING),
        Family(watched, AMONG_NAMED, NAMED),
        Family(in_catalogue, AMONG_ALL, EXPLORING),
    )
    return tuple(family for family in made if family.members.any())


def named_in(among: Sequence[Family], shape: tuple[int, ...]) -> Mask:
    """The pairs that the person named, so that their bars are those of `NAMED`."""
    named = np.zeros(shape, dtype=bool)
    for family in among:
        if family.bars is NAMED:
            named |= family.members
    return named


def _main(table: Table, in_catalogue: Mask) -> Mask:
    asked: Mask = in_catalogue & np.outer(
        np.array([not table.suspects or factor.id in table.suspects for factor in table.factors], dtype=bool),
        np.array([outcome.id == table.main_outcome for outcome in table.outcomes], dtype=bool),
    ).reshape(in_catalogue.shape)
    return asked


def _watched(table: Table) -> Mask:
    return np.array(
        [[(factor.id, outcome.id) in table.watched for outcome in table.outcomes] for factor in table.factors],
        dtype=bool,
    ).reshape(len(table.factors), len(table.outcomes))
