"""Effects: the adjusted difference in the outcome's own units, with its intervals (PATTERNS 4.8).

Takes raw residuals at a middle window, returns slopes and standard errors of all pairs at once, and from them the
shrunk estimate that is shown and the interval that holds at every look.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.patterns.evidence import autocorrelations, inflation

Array = NDArray[np.float64]

WIDTH = 6.0
"""Window of the effect, in entries."""
CYCLE_WIDTH = 12.0
"""The wide window: a narrower one would eat the cycle itself."""
FLOOR = 0.9
PRIOR_SPREAD = 0.5
"""Prior standard deviation of a difference, in standard deviations of the outcome."""
NORMAL_95 = 1.96
ALWAYS_SLOPE = 0.25


@dataclass(frozen=True, slots=True)
class Slopes:
    """Columns by outcomes: slope, its standard error (infinite where unknown) and rows with both recorded."""

    slope: Array
    error: Array
    together: Array


def slopes(x: Array, x_observed: Array, y: Array, y_observed: Array) -> Slopes:
    """Slope of each outcome on each column, from unstandardised residuals (0 where missing)."""
    together = x_observed.T @ y_observed
    x_squared, y_squared = x * x, y * y
    squares = x_squared.T @ y_observed
    usable = (together > 2) & (squares > 0)
    safe = np.where(usable, squares, 1.0)
    count = np.where(usable, together, 3.0)
    slope = np.where(usable, (x.T @ y) / safe, 0.0)
    cubes, fourths = x_squared * x, x_squared * x_squared
    empirical = x_squared.T @ y_squared - 2 * slope * (cubes.T @ y) + slope**2 * (fourths.T @ y_observed)
    x_variance, y_variance = safe / count, (x_observed.T @ y_squared) / count
    floor = FLOOR * count * x_variance * (y_variance - slope**2 * x_variance)
    swell = inflation(autocorrelations(x), autocorrelations(y)) * count / (count - 2)
    never_certain = x_variance * y_variance  # a perfect fit still leaves about one entry of doubt
    variance = np.maximum(np.maximum(empirical, floor), never_certain) * swell / safe**2
    return Slopes(
        slope=slope,
        error=np.where(usable & (variance > 0), np.sqrt(variance), np.inf),
        together=together,
    )


def shrunk(slope: Array, error: Array, spread: Array) -> tuple[Array, Array]:
    """The estimate drawn towards nothing and half the width of its 95 % interval; `spread` is the outcome's SD."""
    prior = (PRIOR_SPREAD * spread) ** 2
    finite = np.isfinite(error) & (prior > 0)
    variance = np.where(finite, error, 1.0) ** 2
    weight = np.where(finite, prior / np.where(finite, prior + variance, 1.0), 0.0)
    half = NORMAL_95 * np.sqrt(np.where(finite, weight * variance, prior))
    return slope * weight, half


def always_valid_half_width(error: Array, together: Array, *, miss: float | Array) -> Array:
    """Half the width of the interval that holds at all looks at once but for a share `miss` of diaries.

    Robbins' normal mixture turned into an interval; about 3 standard errors at 100 entries for 95 %.
    """
    information = np.maximum(together, 1.0) * ALWAYS_SLOPE**2
    factor = (1.0 + 1.0 / information) * (2.0 * np.log(1.0 / np.asarray(miss)) + np.log1p(information))
    width: Array = error * np.sqrt(factor)
    return width


def spread_of(values: Array, observed: Array) -> Array:
    """Standard deviation of each column over observed rows."""
    totals = np.maximum(observed.sum(axis=0), 1.0)
    means = (values * observed).sum(axis=0) / totals
    spread: Array = np.sqrt((((values - means) ** 2) * observed).sum(axis=0) / totals)
    return spread
