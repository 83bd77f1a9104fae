"""The cycle as recorded: its starts, its lengths and the day a date falls on.

Takes dates of recorded starts or bleeding, returns plain numbers. Must never guess a start that was not recorded, and
never call a cycle regular or not: that is not its business.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

SAME_BLEED = 10
"""Days within which bleeding belongs to the same start."""
SHORTEST, LONGEST = 17, 45
"""Days between two starts that are taken as one cycle. Outside, a day was misjudged or a start was not written
down, and the gap is left out of the median. A guard for the arithmetic, no norm of health."""


def starts_from_bleeding(days: Iterable[date]) -> tuple[date, ...]:
    """First days of bleeding: those with no bleeding in the ten days before, and none counted twice."""
    starts: list[date] = []
    last: date | None = None
    for day in sorted(set(days)):
        if last is None or (day - last).days > SAME_BLEED:
            starts.append(day)
        last = day
    return tuple(starts)


def lengths(starts: Iterable[date]) -> tuple[int, ...]:
    """Lengths in days of the cycles that are known whole."""
    ordered = sorted(set(starts))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    return tuple(gap for gap in gaps if SHORTEST <= gap <= LONGEST)


def median_length(starts: Iterable[date]) -> float | None:
    """Median cycle length in days; None until two cycles are known."""
    known = lengths(starts)
    return float(median(known)) if len(known) > 1 else None


def cycle_day(day: date, starts: Sequence[date]) -> int | None:
    """The day of the cycle `day` falls on (1 is the first day of bleeding); None when no start is near enough.

    `starts` must be sorted.
    """
    before = bisect_right(starts, day)
    if before == 0:
        return None
    number = (day - starts[before - 1]).days + 1
    return number if number <= LONGEST else None


def start_of(day: date, number: int) -> date:
    """The first day of the cycle whose day `number` is `day`."""
    return day - timedelta(days=number - 1)
