"""Evidence: how far a factor and an outcome move together from entry to entry (PATTERNS 4.4, 4.5).

Takes standardised residuals of all factors and outcomes, returns z-scores and e-values (as natural logarithms, since
they can be astronomically large) of all pairs at once. An e-value may be read after every entry: it is Robbins'
normal mixture (10.1214/aoms/1177696786), valid at all looks at once, asymptotically (Waudby-Smith et al. 2024,
10.1214/24-AOS2408). No randomness, no fitting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

VARIANCE_FLOOR = 0.95
"""Share of N below which the variance of the score is never taken (two rare things seldom meet)."""
INFLATION_LAGS = (1, 2)
INFLATION_MOST = 3.0
SLOPES = (0.15, 0.35)
"""Prior standard deviations of the standardised slope: a modest and a large correlation."""


@dataclass(frozen=True, slots=True)
class Residuals:
    """Standardised residuals at one window: n by p factor columns, n by q outcomes, with what was observed."""

    x: Array
    x_observed: Array
    y: Array
    y_observed: Array


def z_scores(residuals: Residuals) -> tuple[Array, Array]:
    """z and N for each factor column (rows) and outcome (columns)."""
    x, y = residuals.x, residuals.y
    score = x.T @ y
    together = residuals.x_observed.T @ residuals.y_observed
    spread = np.maximum((x**2).T @ (y**2), VARIANCE_FLOOR * together)
    variance = spread * inflation(autocorrelations(x), autocorrelations(y))
    z = np.divide(score, np.sqrt(variance), out=np.zeros_like(score), where=variance > 0)
    return z, together


def autocorrelations(columns: Array) -> Array:
    """Correlations of each column with itself 1 and 2 entries earlier: shape (2, p); missing rows count as 0."""
    total = (columns**2).sum(axis=0)
    result = np.zeros((len(INFLATION_LAGS), columns.shape[1]))
    for row, lag in enumerate(INFLATION_LAGS):
        if columns.shape[0] > lag:
            product = np.einsum("ij,ij->j", columns[lag:], columns[:-lag])
            result[row] = np.divide(product, total, out=np.zeros_like(total), where=total > 0)
    return result


def inflation(rho_x: Array, rho_y: Array) -> Array:
    """How much two autocorrelated series inflate the variance of their score: p by q, between 1 and 3."""
    weights = np.array([1.0 - lag / (len(INFLATION_LAGS) + 1) for lag in INFLATION_LAGS])
    factor = 1.0 + 2.0 * (rho_x * weights[:, None]).T @ rho_y
    clipped: Array = np.clip(factor, 1.0, INFLATION_MOST)
    return clipped


def log_evidence(z: Array, together: Array) -> Array:
    """Log e-value of one standardised score, averaged over a modest and a large slope."""
    return _mixture(z**2, together, degrees=1)


def log_evidence_cycle(z_cosine: Array, z_sine: Array, together: Array) -> Array:
    """The same for the two columns of a cycle."""
    return _mixture(z_cosine**2 + z_sine**2, together, degrees=2)


def _mixture(z_squared: Array, together: Array, *, degrees: int) -> Array:
    parts = []
    for slope in SLOPES:
        information = together * slope**2
        parts.append(-0.5 * degrees * np.log1p(information) + 0.5 * z_squared * information / (1.0 + information))
    return log_mean(parts)


def log_mean(logs: Sequence[Array]) -> Array:
    """Log of the mean of values given by their logs. An average of e-values is an e-value (Vovk and Wang 2021)."""
    stacked = np.stack(list(logs))
    most = stacked.max(axis=0)
    mean: Array = most + np.log(np.exp(stacked - most).mean(axis=0))
    return mean
