"""P-values of the classical tests for many pairs at once: t, Fisher's exact test, and Benjamini and Hochberg's step-up.

Plain numpy, so that the comparison needs nothing the product does not have. Arrays in, arrays out.
"""

import math

import numpy as np
from numpy.typing import NDArray

from benchmarks.patterns.factors import Array

STEPS = 200
"""Most steps of the continued fraction; a few dozen are the rule."""
_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


def student_p(t: Array, freedom: Array) -> Array:
    """Two-sided p of Student's t: the regularised incomplete beta function at freedom / (freedom + t²)."""
    x = freedom / (freedom + t**2)
    return np.clip(_incomplete_beta(freedom / 2.0, np.full_like(freedom, 0.5), x), 0.0, 1.0)


def _incomplete_beta(a: Array, b: Array, x: Array) -> Array:
    """Regularised, by its continued fraction (Abramowitz and Stegun 26.5.8), on the side where that converges fast."""
    turned = x > (a + 1.0) / (a + b + 2.0)
    a, b, x = np.where(turned, b, a), np.where(turned, a, b), np.where(turned, 1.0 - x, x)
    x = np.clip(x, 1e-300, 1.0 - 1e-16)
    log_front = (_log_gamma(a + b) - _log_gamma(a) - _log_gamma(b)).astype(float) + a * np.log(x) + b * np.log1p(-x)
    part = np.exp(log_front) / a * _fraction(a, b, x)
    return np.where(turned, 1.0 - part, part)


def _fraction(a: Array, b: Array, x: Array) -> Array:
    """The continued fraction itself, by Lentz's method."""
    tiny = 1e-300
    c = np.ones_like(x)
    d = 1.0 / _away(1.0 - (a + b) * x / (a + 1.0), tiny)
    value = d.copy()
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / _away(1.0 + even * d, tiny)
        c = _away(1.0 + even / c, tiny)
        value *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1.0 / _away(1.0 + odd * d, tiny)
        c = _away(1.0 + odd / c, tiny)
        step = d * c
        value *= step
        if np.all(np.abs(step - 1.0) < 1e-12):
            break
    return value


def _away(value: Array, tiny: float) -> Array:
    return np.where(np.abs(value) < tiny, tiny, value)


def fisher_p(both: Array, with_factor: Array, events: Array, total: Array) -> Array:
    """Two-sided p of Fisher's exact test: everything as unlikely as what was seen, or more so.

    `both` entries have factor and event, `with_factor` the factor, `events` the event, of `total`.
    """
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(total.max(initial=0)) + 1)))])
    k = np.arange(int(np.minimum(with_factor, events).max(initial=0)) + 1)[:, None]
    a, n1, e, n = (np.asarray(v, dtype=int).ravel()[None, :] for v in (both, with_factor, events, total))
    possible = (k <= n1) & (k <= e) & (e - k <= n - n1)
    k = np.broadcast_to(k, possible.shape)

    def log_choose(top: NDArray[np.int64], of: NDArray[np.int64]) -> Array:
        inside = np.clip(of, 0, top)
        return log_factorial[top] - log_factorial[inside] - log_factorial[top - inside]

    log_p = log_choose(n1, k) + log_choose(n - n1, e - k) - log_choose(n, e)
    seen = np.take_along_axis(log_p, a, axis=0)
    chance = np.where(possible & (log_p <= seen + 1e-7), np.exp(log_p), 0.0)
    return np.minimum(chance.sum(axis=0), 1.0).reshape(both.shape)


def step_up(p: Array, share: float) -> NDArray[np.bool_]:
    """Benjamini and Hochberg 1995 over all p that are not NaN."""
    asked = np.sort(p[~np.isnan(p)])
    under = np.nonzero(asked <= share * np.arange(1, len(asked) + 1) / max(len(asked), 1))[0]
    return p <= asked[under[-1]] if len(under) else np.zeros(p.shape, dtype=bool)
