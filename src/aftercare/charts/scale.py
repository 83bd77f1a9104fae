"""The scale an outcome is drawn on: its ends and the marks along it, in the outcome's own words or numbers.

Takes words or values; returns plain numbers and texts. Ends are round and hold every value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

MINUS = "\N{MINUS SIGN}"
TYPE_SIZE = 13
"""Of marks, in picture units: no smaller than 12 CSS pixels on a phone 360 wide."""
CHARACTER = 6.6
"""Width of an average character at this size."""
SPACE = 6
MOST_TICKS = 6
MINUTE_STEPS = (15, 30, 60, 120, 180, 240, 360, 480, 720)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From one end to the other, with marks."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def __post_init__(self) -> None:
        assert self.low < self.high, "a scale has two ends"
        assert all(self.low <= value <= self.high for value, _ in self.ticks), "each mark is on the scale"

    def place(self, value: float, start: float, end: float) -> float:
        """Where a value stands between two coordinates."""
        return start + (end - start) * (value - self.low) / (self.high - self.low)

    def holds(self, value: float) -> bool:
        """Whether a value is on the scale."""
        return self.low <= value <= self.high

    def fits(self, width: float) -> bool:
        """Whether all marks can be written side by side, each centred at its place."""
        gap = width / max(1, len(self.ticks) - 1)
        lengths = [len(word) * CHARACTER for _, word in self.ticks]
        return all((one + other) / 2 + SPACE <= gap for one, other in pairwise(lengths))


def of_words(words: Sequence[str]) -> Scale:
    """Ordered words, 0 first."""
    assert words, "a scale of words has words"
    return Scale(low=0, high=max(1, len(words) - 1), ticks=tuple((float(i), word) for i, word in enumerate(words)))


def whole(low: int, high: int) -> Scale:
    """Whole numbers, each marked where there is room."""
    step = 1 if high - low <= 10 else ceil((high - low) / 10)
    return Scale(low=low, high=high, ticks=tuple((float(v), _number(v, 1)) for v in range(low, high + 1, step)))


def of_values(values: Sequence[float], *, minutes: bool = False) -> Scale:
    """A round scale that holds all values; minutes are marked as hours and minutes."""
    least, most = min(values, default=0.0), max(values, default=1.0)
    step = _minute_step(most - least) if minutes else _round_step(most - least)
    first, last = floor(least / step), ceil(most / step)
    last = last if last > first else first + 1
    marks = [round(i * step, 9) for i in range(first, last + 1)]
    return Scale(
        low=marks[0],
        high=marks[-1],
        ticks=tuple((value, _duration(value) if minutes else _number(value, step)) for value in marks),
    )


def _round_step(span: float) -> float:
    """1, 2 or 5 times a power of ten, so that there are at most MOST_TICKS marks."""
    if span <= 0:
        return 1.0
    power = 10.0 ** floor(log10(span / MOST_TICKS))
    return next(factor * power for factor in (1, 2, 5, 10, 20) if span / (factor * power) <= MOST_TICKS - 1)


def _minute_step(span: float) -> float:
    return next((float(step) for step in MINUTE_STEPS if span / step <= MOST_TICKS - 1), 1440.0 * ceil(span / 7200))


def _number(value: float, step: float) -> str:
    decimals = max(0, -floor(log10(step)))
    text = f"{abs(value):.{decimals}f}"
    return f"{MINUS if value < 0 and float(text) else ''}{text}"


def _duration(minutes: float) -> str:
    hours, rest = divmod(round(abs(minutes)), 60)
    sign = MINUS if minutes < 0 else ""
    if not hours:
        return f"{sign}{rest} min"
    return f"{sign}{hours} h {rest}" if rest else f"{sign}{hours} h"
