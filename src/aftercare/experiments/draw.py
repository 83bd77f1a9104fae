"""The draw: which arm a round gets, from the seed alone (PATTERNS 5).

Takes the seed of an experiment and a place, returns the arm. Two rounds of each arm to a block, in one of six equally
likely orders. Pure: the same seed gives the same order for ever, on every machine, so it need never be written down;
whoever changes anything here changes experiments that are running. Must never look at what was recorded.
"""

import hmac
from hashlib import sha256
from itertools import count, permutations

from aftercare.model.experiment import BLOCK, Arm

ORDERS: tuple[tuple[Arm, Arm, Arm, Arm], ...] = tuple(
    sorted({(a, b, c, d) for a, b, c, d in permutations((Arm.USUAL, Arm.USUAL, Arm.CHANGE, Arm.CHANGE))})
)
"""The six orders of a block, in a fixed order."""
_PURPOSE = b"aftercare experiment order 1"
_FAIR = 256 - 256 % len(ORDERS)
"""Bytes from here on are passed over: the rest of the division by six would favour some orders."""


def order(seed: str, block: int) -> tuple[Arm, Arm, Arm, Arm]:
    """The arms of block number `block` (from 0), in order. `seed`: hexadecimal digits, as an `Experiment` holds them.

    The bytes are HMAC-SHA256 of the block's number under the seed (RFC 2104): knowing the arms of some blocks tells
    nothing of the others.
    """
    assert block >= 0, "blocks are counted from 0"
    key = bytes.fromhex(seed)
    for more in count():
        drawn = hmac.new(key, _PURPOSE + block.to_bytes(8, "big") + more.to_bytes(4, "big"), sha256).digest()
        fair = next((byte for byte in drawn if byte < _FAIR), None)
        if fair is not None:
            return ORDERS[fair % len(ORDERS)]
    raise AssertionError("count() has no end")


def arm(seed: str, place: int) -> Arm:
    """The arm of round number `place` (from 0): `place // 4` is its block."""
    return order(seed, place // BLOCK)[place % BLOCK]
