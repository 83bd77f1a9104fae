"""The randomisation test of a trial, for every constant shift at once (PATTERNS 5).

Takes blocks, returns how the test would come out over all draws that could have been. For a shift δ ("the change adds
δ to every value") the test compares S(δ) = Σ_b Σ_{i changed} (y_i − ȳ_b) − δ Σ_b Σ_{i changed} (a_i − ā_b) with the
same sum under every other draw, y and a both weighted as in `weighted`. Both parts are linear, and no draw has a larger
second part than the one made. So another draw is at least as large from one shift on (for the upper tail) or up to it
(for the lower): where the two sums are equal, its *crossing*. The crossings of all draws are all that p-value and
interval need, and so the two cannot contradict each other (Garthwaite 1996, 10.2307/2532852; Ernst 2004,
10.1214/088342304000000396).

The distribution is exact where values lie on a grid (scores, yes or no, minutes), by convolution over the blocks; else,
or where that would take too long, it is drawn DRAWS times from a fixed seed, the draw made included (Phipson & Smyth
2010, 10.2202/1544-6115.1585). It does not depend on the order of the blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, gcd, lcm

import numpy as np
from numpy.typing import NDArray

from aftercare.experiments.blocks import Array, Block, Flags

Whole = NDArray[np.int64]
MEAN_COUNTS = 6
"""How often a deviation from the block's mean counts for each difference between neighbours (see `weighted`)."""
DRAWS = 9999
SEED = 20261122
"""Any fixed number: the same trial always gives the same p."""
FINEST = 4000
"""Most steps of a grid from the smallest value to the largest."""
MOST_LISTED = 1000
"""Most arrangements of one block that are listed one by one."""
MOST_WORK = 60_000_000
"""Most additions for an exact distribution (about a fifth of a second); above, it is drawn."""
NEAR = 1e-9
"""Sums that differ by less, relative to their size, are equal: decimal fractions are not exact in binary."""


@dataclass(frozen=True, slots=True)
class Crossings:
    """All other draws: at which shift each is as large as the one that was made."""

    at: Array
    """Ascending."""
    weight: Array
    """Probability of each; with `same` they sum to 1."""
    same: float
    """Probability of the draws that cannot be told from the one made: as large at any shift."""

    def p_above(self) -> float:
        """One-sided p against *no difference*, for the change raising the outcome."""
        return self.same + float(self.weight[self.at <= 0.0].sum())

    def p_below(self) -> float:
        """The same for the change lowering it."""
        return self.same + float(self.weight[self.at >= 0.0].sum())


def crossings(blocks: Sequence[Block]) -> Crossings:
    """The crossings of the blocks that tell something; there must be one."""
    telling = [block for block in blocks if block.tells]
    assert telling, "no block has values of both arms"
    grid = _grid_of(telling)
    if grid is not None:
        exact = _exact(telling, *grid)
        if exact is not None:
            return exact
    return _drawn(telling)


def _grid_of(blocks: Sequence[Block]) -> tuple[float, list[Whole]] | None:
    """The step of the grid all values lie on and, block by block, how many steps each is above the smallest."""
    every = np.unique(np.concatenate([block.values for block in blocks]))
    above = every - every[0]
    if above[-1] == 0.0:
        return 1.0, [np.zeros(len(block.values), dtype=np.int64) for block in blocks]
    smallest = float(np.diff(every).min())
    for parts in range(1, 13):
        step = smallest / parts
        if above[-1] > FINEST * step:
            return None
        counts = above / step
        if np.allclose(counts, np.round(counts), rtol=0.0, atol=1e-6):
            return step, [np.round((block.values - every[0]) / step).astype(np.int64) for block in blocks]
    return None


def weighted(values: Array) -> Array:
    """What each round of a block adds to the sum where it is of the change, MEAN_COUNTS times as large.

    Its deviation from the block's mean, and a little of its differences from the recorded rounds just before and after:
    the weighting for a correlation of about 1/8 from one round to the next, and valid whatever that is. It mostly
    decides between draws whose plain differences are equal. With yes or no these are so many that a test which counts
    them all against the change loses up to a quarter of its power. All together sum to 0, so a shift of all values
    changes nothing.
    """
    steps = np.diff(values)
    beside = np.zeros_like(values)
    beside[1:] += steps
    beside[:-1] -= steps
    result: Array = MEAN_COUNTS * (values - values.mean()) + beside
    return result


@dataclass(frozen=True, slots=True)
class _Sums:
    """The two sums of one block for each of its arrangements, in whole numbers; the one made comes first."""

    of_values: Whole
    of_arms: Whole


def _sums(block: Block, values: Whole, times: int) -> _Sums:
    """`times` the sums over the changed rounds of deviations of values and of arms, for each arrangement.

    `times`: a multiple of the block's size, so that its mean is a whole number too.
    """
    made = np.flatnonzero(block.changed)
    listed = np.array([made, *combinations(range(len(values)), len(made))], dtype=np.int64)
    by_value, by_arm = _whole(values, times), _whole(block.changed.astype(np.int64), times)
    return _Sums(of_values=by_value[listed].sum(axis=1), of_arms=by_arm[listed].sum(axis=1))


def _whole(values: Whole, times: int) -> Whole:
    """`times` the weighted values, which are whole numbers: `times` is a multiple of the block's size."""
    return np.rint(weighted(values.astype(np.float64) * times)).astype(np.int64)


def _exact(blocks: Sequence[Block], step: float, values: Sequence[Whole]) -> Crossings | None:
    """The distribution of both sums over all draws, by convolution; None where it would take too long."""
    if any(block.arrangements > MOST_LISTED for block in blocks):
        return None
    times = lcm(*(len(block.values) for block in blocks))
    sums = [_sums(block, given, times) for block, given in zip(blocks, values, strict=True)]
    coarse = gcd(*(int(each) for one in sums for each in one.of_values)) or 1
    coarse_arms = gcd(*(int(each) for one in sums for each in one.of_arms))
    tables = [_Sums(one.of_values // coarse, one.of_arms // coarse_arms) for one in sums]
    chance = _convolved(tables)
    if chance is None:
        return None
    made_value = sum(int(one.of_values[0] - one.of_values.min()) for one in tables)
    made_arm = sum(int(one.of_arms[0] - one.of_arms.min()) for one in tables)
    arms, sums_of_values = np.nonzero(chance)
    weight = chance[arms, sums_of_values]
    behind = made_arm - arms
    same = behind == 0
    at = (made_value - sums_of_values[~same]) / behind[~same] * (step * coarse / coarse_arms)
    in_order = np.argsort(at, kind="stable")
    return Crossings(at=at[in_order], weight=weight[~same][in_order], same=float(weight[same].sum()))


def _convolved(tables: Sequence[_Sums]) -> Array | None:
    """Probability of each pair of sums (arms by values), both counted from their smallest."""
    wide = [int(np.ptp(one.of_values)) for one in tables]
    high = [int(np.ptp(one.of_arms)) for one in tables]
    work = sum(
        (sum(high[:place]) + 1) * (sum(wide[:place]) + 1) * (len(one.of_values) - 1) for place, one in enumerate(tables)
    )
    if work > MOST_WORK:
        return None
    chance = np.ones((1, 1))
    for one, more_wide, more_high in zip(tables, wide, high, strict=True):
        rows, columns = chance.shape
        grown = np.zeros((rows + more_high, columns + more_wide))
        # The first is the arrangement made, which stands in the list once more.
        pairs = np.stack([one.of_arms[1:] - one.of_arms.min(), one.of_values[1:] - one.of_values.min()])
        places, counts = np.unique(pairs, axis=1, return_counts=True)
        shares = {count: chance * (count / pairs.shape[1]) for count in set(counts.tolist())}
        for (down, right), count in zip(places.T, counts.tolist(), strict=True):
            grown[down : down + rows, right : right + columns] += shares[count]
        chance = grown
    return chance


def _drawn(blocks: Sequence[Block]) -> Crossings:
    """DRAWS other draws from a fixed seed, blocks in an order of their own so that theirs does not matter."""
    source = np.random.default_rng(SEED)
    behind = np.zeros(DRAWS)
    less = np.zeros(DRAWS)
    size = 0.0
    for block in sorted(blocks, key=_by_content):
        # Goes by the arm of the first round, so that the same is drawn whichever arm is called which.
        alike = block.changed == block.changed[0]
        sign = 1.0 if block.changed[0] else -1.0
        values, arms = weighted(block.deviations), weighted(alike.astype(np.float64))
        drawn = _drawn_sums(source, np.stack([values, arms]), alike)
        behind += arms[alike].sum() - drawn[1]
        less += sign * (values[alike].sum() - drawn[0])
        size += float(np.abs(values).sum())
    less[np.abs(less) <= NEAR * size] = 0.0
    same = behind <= NEAR * len(blocks)
    at = np.sort(less[~same] / behind[~same])
    each = 1.0 / (DRAWS + 1)
    return Crossings(at=at, weight=np.full(len(at), each), same=(1 + int(same.sum())) * each)


def _drawn_sums(source: np.random.Generator, rows: Array, alike: Flags) -> Array:
    """Each row's sum over as many of its places as are `alike`, drawn DRAWS times, shape (rows, DRAWS)."""
    count, chosen = len(alike), int(alike.sum())
    if comb(count, chosen) <= MOST_LISTED:
        listed = np.array(list(combinations(range(count), chosen)), dtype=np.int64)
        each: Array = rows[:, listed].sum(axis=2)
        return each[:, source.integers(len(listed), size=DRAWS)]
    places = source.permuted(np.tile(np.arange(count), (DRAWS, 1)), axis=1)
    sums: Array = rows @ alike[places].T.astype(np.float64)
    return sums


def _by_content(block: Block) -> tuple[object, ...]:
    """Sorts blocks alike whichever arm is called which."""
    return (len(block.values), tuple(block.deviations), tuple(block.changed != block.changed[0]))
