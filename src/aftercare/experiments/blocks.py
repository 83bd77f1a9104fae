"""Blocks: a trial as the statistics see it (PATTERNS 5).

Takes the rounds of a trial, returns its blocks with what was recorded in them. Under the hypothesis that the arm makes
no difference in any round, all values, and which of them are missing, are as they would have been with any other draw.
Given how many recorded rounds of a block fell to each arm, every arrangement of these arms over these rounds is then
equally likely, whatever the size of the block, whatever is missing, and wherever the last block was broken off. So a
round without a value takes no part, and a block whose recorded rounds are all of one arm says nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from aftercare.model.experiment import BLOCK, Arm, Round

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """The recorded rounds of one block, in order."""

    values: Array
    changed: Flags
    """Which of them were of the arm *change*."""
    is_whole: bool
    """False for a last block that is still going on."""

    @property
    def tells(self) -> bool:
        """Both arms have a value here."""
        return bool(self.changed.any() and not self.changed.all())

    @property
    def deviations(self) -> Array:
        """Values minus their mean over the block; 0 where they are all the same, without the mean's rounding."""
        if len(self.values) == 0 or self.values.min() == self.values.max():
            return np.zeros(len(self.values))
        deviations: Array = self.values - self.values.mean()
        return deviations

    @property
    def arrangements(self) -> int:
        """In how many ways its arms could have fallen."""
        return comb(len(self.values), int(self.changed.sum()))


def blocks_of(rounds: Iterable[Round]) -> tuple[Block, ...]:
    """The blocks of a trial in the order in which they were finished. Numbers need not be consecutive.

    The block of the last round counts as still going on while it has fewer rounds than blocks of this trial usually
    have (of several sizes equally common, the larger; 4 where there is no other).
    """
    told = list(rounds)
    grouped: dict[int, list[Round]] = {}
    for each in told:
        # A block that is met again is put at the end: it is finished by its last round.
        grouped[each.block] = [*grouped.pop(each.block, []), each]
    if not grouped:
        return ()
    sizes = [len(members) for members in grouped.values()]
    others = sizes[:-1]
    usual = max(others, key=lambda size: (others.count(size), size)) if others else BLOCK
    wholes = [True] * len(others) + [sizes[-1] >= usual]
    return tuple(_block(members, is_whole=whole) for members, whole in zip(grouped.values(), wholes, strict=True))


def _block(members: Iterable[Round], *, is_whole: bool) -> Block:
    recorded = [each for each in members if each.value is not None]
    return Block(
        values=np.array([each.value for each in recorded], dtype=np.float64),
        changed=np.array([each.arm is Arm.CHANGE for each in recorded], dtype=np.bool_),
        is_whole=is_whole,
    )
