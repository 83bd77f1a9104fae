"""How much each factor and each outcome counts as a witness of how much is linked for this person.

A coincidence that is told by tears, by mood and by the mean of both was still one coincidence; a factor kept twice
under two names is one factor. Takes residuals at the wide window, returns weights: each of q columns that are all one
thing counts 1/q, and none counts at all for the bar of its own copy. Nothing here looks at how factors go with
outcomes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.patterns.evidence import Residuals
from aftercare.patterns.pairs import Layout

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Weights between 0 and 1."""

    factors: Array
    """For each factor (row) how much it counts for the bar of each other (column); 0 on the diagonal."""
    outcomes: Array
    """For each outcome."""

    @classmethod
    def apart(cls, factors: int, outcomes: int) -> "Witnesses":
        """Where everything goes its own way."""
        return cls(1.0 - np.eye(factors), np.ones(outcomes))


def witnesses(wide: Residuals, layout: Layout) -> Witnesses:
    """The weights: 1 / sum of r^2 over all of the kind, itself included, r the correlation of residuals.

    For the bar of another, times 1 - r^2 with that other.
    """
    columns = _alike(wide.x, wide.x_observed)
    by_factor = np.array([[columns[one, other].max() for other in layout.parts] for one in layout.parts])
    factors = by_factor.reshape(layout.factors, layout.factors)
    np.fill_diagonal(factors, 1.0)
    outcomes = _alike(wide.y, wide.y_observed)
    return Witnesses(
        factors=(1.0 / factors.sum(axis=1))[:, None] * (1.0 - factors),
        outcomes=1.0 / outcomes.sum(axis=1),
    )


def _alike(columns: Array, observed: Array) -> Array:
    """Squared correlations of standardised residuals, less what chance alone gives; 1 on the diagonal."""
    together = np.maximum(observed.T @ observed, 1.0)
    shared: Array = np.clip((columns.T @ columns / together) ** 2 - 1.0 / together, 0.0, 1.0)
    np.fill_diagonal(shared, 1.0)
    return shared
