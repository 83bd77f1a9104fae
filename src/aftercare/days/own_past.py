"""What a day was, less what the day before made likely: how feelings last is taken out before anything is searched.

Takes the table of days, returns it with outcomes to search in. Without this, whatever comes along with a feeling on one
day would go with the same feeling on the next, because both last. By the theorem of Frisch and Waugh (1933) it is
enough to take the own past out of the outcome. The local means leave life phases to the detrending of the search.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from aftercare.model.pattern import Column, ColumnKind, Outcome, Table

SPREAD = 12.0
"""Standard deviation of the window of the local mean, in rows: that of the search's wide window (PATTERNS 4.3)."""
DECAY = math.exp(-math.sqrt(2.0) / SPREAD)
"""From one row to the next. Both ways together they are a Laplace window, which takes one pass each."""
STEADYING = 0.5
"""Weight of the overall mean in the local one (PATTERNS 4.3)."""
LEAST_PAIRS = 10
"""Pairs of a day and the day before with both recorded; with fewer the outcome stays as it is."""
LEAST_OFF_MODE = 5
"""Values that differ from the usual one. What hardly ever varies must not seem to (PATTERNS 4.1)."""
MOST = 0.9
ONE_DAY = timedelta(days=1)


def beyond_own_past(table: Table, days: Sequence[date]) -> Table:
    """`table` with each outcome less what its own value of the day before made likely; one of `days` for each row.

    The values stay in the outcome's units, a yes being 1. They are for the search, not for showing.
    """
    follows = [earlier + ONE_DAY == later for earlier, later in pairwise(days)]
    return replace(table, outcomes=tuple(_less_past(outcome, follows) for outcome in table.outcomes))


def _less_past(outcome: Outcome, follows: Sequence[bool]) -> Outcome:
    values = outcome.values
    recorded = [value for value in values if not math.isnan(value)]
    usual = max(Counter(recorded).values(), default=0)
    if len(recorded) - usual < LEAST_OFF_MODE:
        return outcome
    left = local_residuals(values)
    pairs = [
        (before, now)
        for (before, now), next_day in zip(pairwise(left), follows, strict=True)
        if next_day and not math.isnan(before) and not math.isnan(now)
    ]
    size = sum(before * before for before, _ in pairs)
    if len(pairs) < LEAST_PAIRS or size == 0.0:
        return outcome
    share = min(max(sum(before * now for before, now in pairs) / size, -MOST), MOST)
    past = [math.nan, *(before if next_day else math.nan for before, next_day in zip(left, follows, strict=False))]
    return replace(
        outcome,
        kind=ColumnKind.CONTINUOUS,
        values=tuple(
            value if math.isnan(before) else value - share * before for value, before in zip(values, past, strict=True)
        ),
    )


def local_residuals(values: Column) -> list[float]:
    """Each value less the mean of those around it, itself not among them; NaN where nothing was recorded."""
    recorded = [value for value in values if not math.isnan(value)]
    middle = sum(recorded) / len(recorded) if recorded else 0.0
    ahead = _decayed(values[::-1])[::-1]
    return [
        value - (total + others + STEADYING * middle) / (weight + other_weight + STEADYING)
        for value, (total, weight), (others, other_weight) in zip(values, _decayed(values), ahead, strict=True)
    ]


def _decayed(values: Sequence[float]) -> list[tuple[float, float]]:
    """For each row the decayed sum and weight of the rows before it."""
    sums: list[tuple[float, float]] = []
    total = weight = 0.0
    for value in values:
        sums.append((total, weight))
        if not math.isnan(value):
            total, weight = total + value, weight + 1.0
        total, weight = DECAY * total, DECAY * weight
    return sums
