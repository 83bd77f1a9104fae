"""Writes what was recorded of a simulated life as lines of the diary file (PATTERNS 10): check-ins and encounters.

Up to 16 % of the values are missing, each column at its own rate, half as many again on bad days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from benchmarks.patterns.factors import Array, Factor

FIRST_DAY = date(2024, 1, 1)
MISSING = 0.16
SKIPPED = 0.08
"""Up to this share of days has no check-in at all; the rest of what is missing of daily values is single ones."""
WORSE = 1.5
"""How many times as often values are missing on bad days."""


@dataclass(frozen=True)
class RecordedLife:
    """Everything that could be recorded."""

    days: NDArray[np.int64]
    """Day of each encounter, 0 first."""
    factors: Sequence[Factor]
    outcomes: Mapping[str, Array]
    is_bad: NDArray[np.bool_]
    """One per encounter."""


def diary_lines(rng: np.random.Generator, life: RecordedLife) -> Iterator[dict[str, object]]:
    """One object a line, in time order; what is missing is left out."""
    at_entry = [factor for factor in life.factors if factor.source == "entry"]
    daily = [factor for factor in life.factors if factor.source == "daily"]
    usual = 1.0 / (1.0 + (WORSE - 1.0) * life.is_bad.mean())
    often = np.where(life.is_bad, WORSE * usual, usual)
    missing = {name: rng.uniform(0, MISSING) for name in [*(f.name for f in at_entry), *life.outcomes]}
    unsaid = {factor.name: rng.uniform(0, MISSING - SKIPPED) for factor in daily}
    skipped = rng.uniform(0, SKIPPED)
    at: dict[int, list[int]] = {}
    for i, day in enumerate(life.days):
        at.setdefault(int(day), []).append(i)
    for day in range(int(life.days[-1]) + 1):
        when = (FIRST_DAY + timedelta(days=day)).isoformat()
        values = {f.name: int(f.recorded[day]) for f in daily if rng.random() > unsaid[f.name]}
        if values and rng.random() > skipped:
            yield {"type": "checkin", "date": when, "values": values}
        for order, i in enumerate(at.get(day, [])):
            kept = {f.name: _plain(f, i) for f in at_entry if rng.random() > missing[f.name] * often[i]}
            felt = {name: int(v[i]) for name, v in life.outcomes.items() if rng.random() > missing[name] * often[i]}
            time = f"{21 + order % 3}:{int(rng.integers(60)):02d}"
            yield {"type": "encounter", "i": i + 1, "date": when, "time": time, "factors": kept, "outcomes": felt}


def _plain(factor: Factor, i: int) -> float | int:
    value = float(factor.recorded[i])
    return value if factor.kind == "continuous" else int(value)
