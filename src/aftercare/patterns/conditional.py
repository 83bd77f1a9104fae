"""Evidence of a factor given the outcome's strongest other factors (PATTERNS 4.6).

Factors come together: a late night, wine and little sleep. What one still shows when the others are taken out decides;
what only came along is listed under its lead. Takes residuals at both windows and the unconditional evidence, returns
evidence of the same shape. Least squares on residuals with a small ridge; nothing is searched.
"""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from aftercare.patterns import detrend
from aftercare.patterns.evidence import Residuals
from aftercare.patterns.pairs import Layout, combine

Array = NDArray[np.float64]

MOST_STRONG = 5
STRONG_ENOUGH = log(50.0)
RIDGE = 1e-3
"""Times the number of entries, in units of standardised residuals."""


def strongest(log_evidence: Array, outcome: int) -> list[int]:
    """The up to five factors with the most evidence (50 or more) for `outcome`, strongest first."""
    column = log_evidence[:, outcome]
    order = np.argsort(-column, kind="stable")[:MOST_STRONG]
    return [int(factor) for factor in order if column[factor] >= STRONG_ENOUGH]


def given_others(windows: Sequence[Residuals], layout: Layout, log_evidence: Array) -> Array:
    """Log evidence of every pair given the strongest other factors of the same outcome.

    `log_evidence` is factors by outcomes, unconditional. Where nothing is strong it is returned as it is.
    """
    result = log_evidence.copy()
    for outcome in range(log_evidence.shape[1]):
        strong = strongest(log_evidence, outcome)
        if not strong:
            continue
        others = [factor for factor in range(layout.factors) if factor not in strong]
        result[others, outcome] = _given(windows, layout, outcome, tested=others, given=strong)
        for factor in strong:
            given = [other for other in strong if other != factor]
            if given:
                result[factor, outcome] = _given(windows, layout, outcome, tested=[factor], given=given)[0]
    result[log_evidence == 0.0] = 0.0
    return result


def _given(windows: Sequence[Residuals], layout: Layout, outcome: int, *, tested: list[int], given: list[int]) -> Array:
    if not tested:
        return np.zeros(0)
    chosen = layout.columns_of(given)
    columns = layout.columns_of(tested)
    partial = [_partial(window, columns, chosen, outcome) for window in windows]
    return combine(partial, layout.only(tested))[:, 0]


def _partial(window: Residuals, columns: list[int], chosen: list[int], outcome: int) -> Residuals:
    """Residuals of `columns` and of `outcome` after regression on the `chosen` columns, standardised again."""
    x_observed = window.x_observed[:, columns]
    y_observed = window.y_observed[:, [outcome]]
    both = np.concatenate([window.x[:, columns], window.y[:, [outcome]]], axis=1)
    observed = np.concatenate([x_observed, y_observed], axis=1)
    basis = window.x[:, chosen]
    gram = basis.T @ basis + RIDGE * basis.shape[0] * np.eye(len(chosen))
    left = (both - basis @ np.linalg.solve(gram, basis.T @ both)) * observed
    left = detrend.standardised(left, observed)
    return Residuals(x=left[:, :-1], x_observed=x_observed, y=left[:, -1:], y_observed=y_observed)
