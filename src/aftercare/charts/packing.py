"""How large dots may be so that many of them still fit: one size for a whole picture, so that its parts compare.

Takes how many dots stand together; returns a pitch (from one dot to the next, in picture units).
"""

from collections.abc import Sequence

PITCHES = (12.0, 10.0, 8.5, 7.0, 6.0, 5.0, 4.2)
FILLED, RING = 0.42, 0.37
"""Radius of a dot by its pitch; a ring's line stands outside its radius."""


def pitch_for(counts: Sequence[int], *, width: float, height: float) -> float:
    """The largest pitch with which these groups, each in lines of its own, are no higher together than `height`."""
    for pitch in PITCHES:
        if sum(lines(count, width, pitch) for count in counts) * pitch <= height:
            return pitch
    return PITCHES[-1]


def per_line(width: float, pitch: float) -> int:
    """How many dots stand side by side."""
    return max(1, int(width // pitch))


def lines(count: int, width: float, pitch: float) -> int:
    """How many lines a group takes; an empty one still takes one."""
    return max(1, -(-count // per_line(width, pitch)))
