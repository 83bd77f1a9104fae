"""The lasso with five-fold cross-validation for all outcomes at once (Tibshirani 1996), by coordinate descent.

Outcomes are fitted as numbers, yes/no ones too; what a factor misses is its mean; entries without the outcome are left
out. A pair is chosen when its coefficient is not zero.
"""

import numpy as np
from numpy.typing import NDArray

from benchmarks.patterns.factors import Array

FOLDS = 5
PENALTIES = 40
SMALLEST = 0.02
"""Smallest penalty, as a share of the one at which nothing is chosen."""
SWEEPS = 100
ENOUGH = 1e-4


def chosen_by_lasso(x: Array, y: Array) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Pairs with a coefficient at the penalty of least error, and at the largest within one standard error of it."""
    x = _standardised(x)
    seen = ~np.isnan(y)
    y = np.where(seen, y, 0.0)
    count = np.maximum(seen.sum(axis=0), 1)
    y = np.where(seen, y - y.sum(axis=0) / count, 0.0)
    y /= np.maximum(np.sqrt((y**2).sum(axis=0) / count), 1e-9)
    fold = np.arange(len(x)) % FOLDS
    kept = np.stack([seen, *(seen & (fold != f)[:, None] for f in range(FOLDS))]).astype(float)
    size = np.maximum(kept.sum(axis=1), 1.0)
    gram = np.einsum("na,fnk,nb->fkab", x, kept, x, optimize=True) / size[:, :, None, None]
    cross = np.einsum("na,fnk->fka", x, kept * y, optimize=True) / size[:, :, None]
    strongest = np.abs(cross[0]).max(axis=1)
    path = strongest[None, :] * np.geomspace(1.0, SMALLEST, PENALTIES)[:, None]
    coefficients = _descend(gram, cross, path)
    error = np.stack([_left_out(x, y, seen & (fold == f)[:, None], coefficients[:, f + 1]) for f in range(FOLDS)])
    mean, spread = error.mean(axis=0), error.std(axis=0, ddof=1) / np.sqrt(FOLDS)
    least = mean.argmin(axis=0)
    outcomes = np.arange(y.shape[1])
    within = mean <= (mean + spread)[least, outcomes]
    one_se = within.argmax(axis=0)
    full = coefficients[:, 0]
    return full[least, outcomes].T != 0.0, full[one_se, outcomes].T != 0.0


def _standardised(x: Array) -> Array:
    seen = ~np.isnan(x)
    count = np.maximum(seen.sum(axis=0), 1)
    value = np.where(seen, x, 0.0)
    value = np.where(seen, value - value.sum(axis=0) / count, 0.0)
    spread = np.sqrt((value**2).sum(axis=0) / len(x))
    return value / np.where(spread > 1e-9, spread, np.inf)


def _descend(gram: Array, cross: Array, path: Array) -> Array:
    """Coefficients: penalties by fits by outcomes by factors; each penalty starts where the one before ended."""
    fits, outcomes, factors = cross.shape
    beta, fitted = np.zeros((fits, outcomes, factors)), np.zeros((fits, outcomes, factors))
    own = np.maximum(np.einsum("fkaa->fka", gram), 1e-9)
    made = np.empty((len(path), fits, outcomes, factors))
    for step, penalty in enumerate(path):
        for _ in range(SWEEPS):
            moved = 0.0
            for a in range(factors):
                rest = cross[:, :, a] - fitted[:, :, a] + own[:, :, a] * beta[:, :, a]
                new = np.sign(rest) * np.maximum(np.abs(rest) - penalty, 0.0) / own[:, :, a]
                change = new - beta[:, :, a]
                largest = float(np.abs(change).max())
                if largest:
                    fitted += gram[:, :, :, a] * change[:, :, None]
                    beta[:, :, a] = new
                    moved = max(moved, largest)
            if moved < ENOUGH:
                break
        made[step] = beta
    return made


def _left_out(x: Array, y: Array, left: NDArray[np.bool_], coefficients: Array) -> Array:
    """Mean squared error on the fold left out: penalties by outcomes."""
    missed = (y[None] - np.einsum("na,pka->pnk", x, coefficients, optimize=True)) ** 2
    return (missed * left).sum(axis=1) / np.maximum(left.sum(axis=0), 1)
