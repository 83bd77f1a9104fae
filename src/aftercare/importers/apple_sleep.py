"""Many overlapping pieces of sleep become one value a night.

Takes asleep intervals as they come from several sources; returns whole minutes asleep by waking day. Where a night has
stages (core, deep, REM), only those count, because a plain "asleep" from another app would cover the gaps. Time in bed
is not sleep and is never counted as such.
"""

from datetime import UTC, date, datetime, timedelta

EVENING = 18
"""Hour from which sleep belongs to the night that ends on the next day."""
STAGES = frozenset({"AsleepCore", "AsleepDeep", "AsleepREM"})
PLAIN = frozenset({"Asleep", "AsleepUnspecified"})
LONGEST = 24 * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Interval = tuple[int, int]
"""Begin and end in seconds since 1970 (UTC)."""


class Nights:
    """Sleep gathered by waking day."""

    def __init__(self) -> None:
        self._stages: dict[date, list[Interval]] = {}
        self._plain: dict[date, list[Interval]] = {}
        self._in_bed: set[date] = set()

    def add(self, value: str, began: datetime, ended: datetime, local_end: datetime) -> bool:
        """Add one piece; False when it says nothing about sleep. `began`, `ended` aware, `local_end` naive."""
        day = waking_day(local_end)
        if value == "InBed":
            self._in_bed.add(day)
            return True
        if value == "Awake":
            return True
        kept = self._stages if value in STAGES else self._plain if value in PLAIN else None
        if kept is None or ended <= began:
            return False
        kept.setdefault(day, []).append((_seconds(began), _seconds(ended)))
        return True

    def minutes(self) -> dict[date, int]:
        """Minutes asleep by waking day, in order; what cannot be (over 24 hours) is left out."""
        nights = {}
        for day in sorted(self._stages.keys() | self._plain.keys()):
            asleep = union_length(self._stages.get(day) or self._plain[day])
            if 0 < asleep <= LONGEST * 60:
                nights[day] = round(asleep / 60)
        return nights

    def nights_only_in_bed(self) -> int:
        """How many nights have time in bed and nothing about sleep."""
        return len(self._in_bed - self._stages.keys() - self._plain.keys())


def waking_day(local_end: datetime) -> date:
    """The day a piece of sleep belongs to: that of waking, so an evening piece belongs to the next day."""
    return local_end.date() + timedelta(days=1) if local_end.hour >= EVENING else local_end.date()


def union_length(intervals: list[Interval]) -> int:
    """Seconds covered by at least one of the intervals."""
    covered, reached = 0, -(2**62)
    for began, ended in sorted(intervals):
        if ended > reached:
            covered += ended - max(began, reached)
            reached = ended
    return covered


def _seconds(moment: datetime) -> int:
    return int((moment - _EPOCH).total_seconds())
