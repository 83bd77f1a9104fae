"""What the encounters of a day may mean for the day after: factors of the table whose rows are days (PATTERNS 9b).

Plain records, read from `data/day_factors/`; `aftercare.days.daily` makes columns of them.
"""

from dataclasses import dataclass

from aftercare.model.measure import ShownWhen
from aftercare.model.spoken import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFactor:
    """Whether there was an encounter, or one of some kind, on the day before."""

    id: str
    label: str
    present: Side
    """How it is said that there was one."""
    concept: str
    """Never paired with an outcome of the same concept."""
    when: ShownWhen | None = None
    """Of which kind: what a measure of the encounter must say; None: any."""
    reviewed: str | None = None
