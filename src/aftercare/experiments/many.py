"""Many trials of whole blocks at once: which of them would be clear, after each block.

Takes trials side by side as arrays (trials by blocks by BLOCK rounds), all recorded, returns what `analyse` would say
of each, had it ended there. For simulations, where one trial after the other would take too long; held to `analyse` by
its tests.
"""

import numpy as np

from aftercare.experiments.analyse import CLEAR, P_CLEAR
from aftercare.experiments.blocks import Array, Flags
from aftercare.experiments.draw import ORDERS
from aftercare.experiments.evidence import SHARES, STRENGTHS
from aftercare.experiments.randomisation import NEAR, weighted
from aftercare.model.experiment import BLOCK, Arm

CHANGED: Flags = np.array([[arm is Arm.CHANGE for arm in order] for order in ORDERS])
"""The six orders of a block: which rounds are of the change."""


def clear_at_end(noted: Array, made: Flags, others: Flags) -> Flags:
    """Whether p is at most P_CLEAR if the trial ended after each block, trials by blocks.

    `made`: the draws that were made; `others`: draws that could have been (any number by blocks by BLOCK), the same for
    all trials. With 999 of them the p of a single trial has a standard error of 0.007 at .05.
    """
    scores = np.apply_along_axis(weighted, 2, noted)
    sums = np.cumsum((scores * made).sum(axis=2), axis=1)
    near = NEAR * (1.0 + np.cumsum(np.abs(scores).sum(axis=2), axis=1))
    redrawn = np.zeros((len(others), len(noted)))
    clear = np.zeros(sums.shape, dtype=np.bool_)
    for block in range(noted.shape[1]):
        redrawn += others[:, block].astype(np.float64) @ scores[:, block].T
        as_large = np.abs(redrawn) >= np.abs(sums[:, block]) - near[:, block]
        clear[:, block] = (1 + as_large.sum(axis=0)) / (len(others) + 1) <= P_CLEAR
    return clear


def clear_on_the_way(noted: Array, made: Flags) -> Flags:
    """Whether the any-time evidence would have reached CLEAR by each block, trials by blocks."""
    deviations = noted - noted.mean(axis=2, keepdims=True)
    squares = (deviations**2).sum(axis=2)
    before = np.cumsum(squares, axis=1) - squares
    pooled = before / np.maximum(1, (BLOCK - 1) * np.arange(noted.shape[1]))
    variance = np.where(pooled > NEAR, pooled, squares / (BLOCK - 1))
    scores = deviations / np.sqrt(np.where(variance > NEAR, variance, 1.0))[:, :, None]
    totals, of_orders = (scores * made).sum(axis=2), scores @ CHANGED.T.astype(np.float64)
    logs = np.stack([each * totals - np.log(np.exp(each * of_orders).mean(axis=2)) for each in STRENGTHS])
    evidence = np.tensordot(SHARES, np.exp(np.minimum(np.cumsum(logs, axis=2), 700.0)), axes=1)
    reached: Flags = np.maximum.accumulate(evidence, axis=1) >= CLEAR
    return reached
