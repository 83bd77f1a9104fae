"""Local detrending: each value minus what its neighbours in time would lead one to expect (PATTERNS 4.3).

Life phases move factors and outcomes together without either acting on the other. Taking the local mean out of
*both* sides leaves a bias that is the product of two small errors (Robinson 1988, 10.2307/1912705; Shah and Peters
2020, 10.1214/19-AOS1857). The own value stays outside its mean: inside, neighbouring residuals would lean towards
cancelling out. Takes and returns n by p arrays; memory is O(n p), time O(n h p).
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

REACH = 5
"""The Gaussian window is cut at this many widths, where its weight is below 0.000004."""
BLOCK = 128
"""Rows per matrix product; a matter of speed only."""
STEADYING = 0.5
"""Weight of the overall mean in each local mean: it only matters for the first few entries."""
TINY = 1e-9


def residuals(scores: Array, observed: Array, width: float) -> Array:
    """Scores minus their leave-one-out local mean, 0 where missing.

    `width` is the standard deviation of the window in entries; `scores` must be 0 where `observed` is 0.
    """
    columns = scores.shape[1]
    totals = observed.sum(axis=0)
    means = np.divide(scores.sum(axis=0), totals, out=np.zeros(columns), where=totals > 0)
    sums = _window_sums(np.concatenate([scores, observed], axis=1), width)
    local = (sums[:, :columns] + STEADYING * means) / (sums[:, columns:] + STEADYING)
    left: Array = (scores - local) * observed
    return left


def standardised(residual: Array, observed: Array) -> Array:
    """Each column over its root mean square on observed rows; a column without variation becomes 0."""
    totals = observed.sum(axis=0)
    square = np.divide((residual**2).sum(axis=0), totals, out=np.zeros(residual.shape[1]), where=totals > 0)
    root = np.sqrt(square)
    scaled: Array = np.divide(residual, root, out=np.zeros_like(residual), where=root > TINY)
    return scaled


def _window_sums(values: Array, width: float) -> Array:
    """Gaussian-weighted sums over the neighbours of each row, itself left out: a banded product by blocks."""
    rows = values.shape[0]
    reach = min(round(REACH * width), max(rows - 1, 0))
    block = min(BLOCK, max(rows, 1))
    distance = np.arange(block + 2 * reach)[None, :] - np.arange(block)[:, None] - reach
    band = np.exp(-0.5 * (distance / width) ** 2)
    band[(distance == 0) | (np.abs(distance) > reach)] = 0.0
    padded = np.zeros((rows + 2 * reach, values.shape[1]))
    padded[reach : reach + rows] = values
    sums = np.empty_like(values)
    for start in range(0, rows, block):
        count = min(block, rows - start)
        sums[start : start + count] = band[:count, : count + 2 * reach] @ padded[start : start + count + 2 * reach]
    return sums
