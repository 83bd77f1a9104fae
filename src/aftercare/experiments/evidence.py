"""Any-time evidence of a trial: an e-value that may be looked at after every block (PATTERNS 5).

Takes the blocks in the order they were finished, returns the evidence after each. For every strength θ a block
multiplies the evidence by exp(θ T) over its mean over all arrangements of the block's arms, with T = Σ over the rounds
of the change of (y − ȳ)/s. If the arm makes no difference, that factor has mean exactly 1 over the draw, whatever the
values are, however they hang together in time and whatever is missing; so the evidence ever reaches 20 in at most one
trial in twenty (Ville 1939; Ramdas, Grünwald, Vovk & Shafer 2023, 10.1214/23-STS894). Must never use what came later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, log

import numpy as np

from aftercare.experiments.blocks import Array, Block

STRENGTHS = np.array([-1.6, -1.0, -0.6, -0.3, 0.3, 0.6, 1.0, 1.6])
"""θ: what difference each bet is best for, in standard deviations within a block (PATTERNS 5)."""
SHARES = np.array([0.05, 0.2, 0.225, 0.025, 0.025, 0.225, 0.2, 0.05])
"""What is laid on each. Fixed beforehand with sum 1, so the promise stands whatever they are. Most lies where trials of
24 to 96 rounds can find anything; with equal shares, large differences come no sooner and the others later."""


def evidence_after_each(blocks: Sequence[Block]) -> Array:
    """The e-value after each whole block, shape (number of whole blocks,). Starts from 1, never below 0.

    A block that is still going on is left out: its rounds so far, looked at between, would be a second look at the
    same draw, and the promise holds for looks after whole blocks.
    """
    logs = np.zeros(len(STRENGTHS))
    before = Spread()
    after = []
    for block in blocks:
        if not block.is_whole:
            continue
        own = Spread().with_block(block)
        if block.tells:
            logs = logs + log_factors(block, before.deviation or own.deviation)
        before = before.with_block(block)
        # Far from 20 on either side the sum may leave the range of numbers; the order of size is kept.
        after.append(float(SHARES @ np.exp(np.minimum(logs, 700.0))))
    return np.array(after)


@dataclass(frozen=True, slots=True)
class Spread:
    """s: the standard deviation within blocks, pooled over the blocks before the one that is bet on.

    Where there are none before, or nothing varied in them, that of the block itself stands in. Its values are what they
    are whatever the draw was, if the arm makes no difference; so the factor keeps its mean of 1.
    """

    squares: float = 0.0
    freedom: int = 0

    def with_block(self, block: Block) -> "Spread":
        """Of one block more."""
        if not len(block.values):
            return self
        more = float(np.sum(block.deviations**2))
        return Spread(squares=self.squares + more, freedom=self.freedom + len(block.values) - 1)

    @property
    def deviation(self) -> float:
        """0 where nothing varied."""
        return (self.squares / self.freedom) ** 0.5 if self.freedom else 0.0


def log_factors(block: Block, spread: float) -> Array:
    """log of exp(θ T) / mean over arrangements of exp(θ T), for every θ. 0 where the block does not vary."""
    if spread == 0.0:
        return np.zeros(len(STRENGTHS))
    scores = block.deviations / spread
    total = float(scores[block.changed].sum())
    return STRENGTHS * total - log_mean_over_arrangements(np.outer(STRENGTHS, scores), int(block.changed.sum()))


def log_mean_over_arrangements(terms: Array, chosen: int) -> Array:
    """log of the mean, over all ways to choose `chosen` columns, of exp(sum of the chosen), for each row of `terms`.

    An elementary symmetric polynomial over its number of terms, by the usual recursion in logs: exact for blocks of
    any size, where listing the arrangements would not end.
    """
    rows, columns = terms.shape
    logs = np.full((rows, chosen + 1), -np.inf)
    logs[:, 0] = 0.0
    for column in range(columns):
        logs[:, 1:] = np.logaddexp(logs[:, 1:], logs[:, :-1] + terms[:, column : column + 1])
    result: Array = logs[:, chosen] - log(comb(columns, chosen))
    return result
