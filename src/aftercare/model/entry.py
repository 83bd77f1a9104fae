"""An entry: what was logged at one time (DESIGN 2). Unknown is absence, never zero."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aftercare.model.errors import BadValue
from aftercare.model.measure import Value

ENTRY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")
NOTE_LIMIT = 10_000
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})\Z")


class EntryKind(StrEnum):
    """What an entry is about."""

    ENCOUNTER = "encounter"
    MOMENT = "moment"
    DAY = "day"
    SCREENER = "screener"


class Precision(StrEnum):
    """How exactly the time is known. Never invented (FORMATS 9)."""

    INSTANT = "instant"
    """Local time with its zone."""
    LOCAL = "local"
    """Local time, zone unknown."""
    DAY = "day"


@lru_cache(maxsize=256)
def zone_info(name: str) -> tzinfo:
    """The zone called `name`, an IANA name or an offset like +02:00; BadValue when there is no such zone."""
    if offset := _OFFSET.match(name):
        sign = -1 if offset[1] == "-" else 1
        minutes = int(offset[2]) * 60 + int(offset[3])
        if minutes < 24 * 60:
            return timezone(sign * timedelta(minutes=minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadValue("There is no such time zone; use a name like Europe/Berlin.", where="zone") from None


@dataclass(frozen=True, slots=True)
class When:
    """A time as the person lived it: local time, zone if known, and how exact it is."""

    local: datetime
    """Naive local time; midnight when only the day is known."""
    zone: str | None
    """IANA name, or a fixed offset like +02:00, or None."""
    precision: Precision

    def __post_init__(self) -> None:
        if self.local.tzinfo is not None:
            raise BadValue("The local time comes without an offset; its zone stands beside it.", where="at")
        if (self.precision is Precision.INSTANT) != (self.zone is not None):
            raise BadValue("An exact time needs its zone, and only an exact time has one.", where="at")

    @property
    def day(self) -> date:
        """The calendar day as lived."""
        return self.local.date()

    def instant(self, fallback: str = "UTC") -> datetime:
        """The moment in UTC; where no zone was kept, read in the `fallback` zone (then good to a day only)."""
        return self.local.replace(tzinfo=zone_info(self.zone or fallback)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Addition:
    """Values added later to the same entry, such as the answer of the day after, with their own time."""

    recorded: datetime
    """When it was written down (UTC)."""
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an imported entry came from, so that an import can be undone as one and never doubled."""

    app: str
    import_id: str
    row: str
    """Stable key of the row or rows it came from."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The other app's own words by measure, as they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One log. See DESIGN 2 for its written form (`model.wire`)."""

    id: str
    kind: EntryKind
    at: When
    recorded: datetime
    """When it was first written down (UTC)."""
    values: Mapping[str, Value]
    added: tuple[Addition, ...] = ()
    note: str | None = None
    source: Source | None = None
    changed: datetime | None = None
    """When it was last edited (UTC); what it said before is not kept."""
    left_out: bool = False
    """The person keeps it out of patterns, experiments, polls and studies whole (SAFETY 4)."""
    letter: str | None = None
    """Name of the paired device, when it was logged while the vault was locked."""

    def __post_init__(self) -> None:
        if not ENTRY_ID.match(self.id):
            raise BadValue("An entry's id is a lower-case UUID.", where="id")
        if self.recorded.tzinfo is None:
            raise BadValue("The time of writing needs its offset.", where="recorded")
        if self.note is not None and not 0 < len(self.note) <= NOTE_LIMIT:
            raise BadValue(f"A note has between 1 and {NOTE_LIMIT} characters.", where="note")

    def value(self, measure_id: str) -> Value | None:
        """The latest value of a measure, additions included; None when unknown."""
        for addition in reversed(self.added):
            if measure_id in addition.values:
                return addition.values[measure_id]
        return self.values.get(measure_id)

    def all_values(self) -> dict[str, Value]:
        """All values, later additions over earlier ones."""
        merged = dict(self.values)
        for addition in self.added:
            merged.update(addition.values)
        return merged

    def with_addition(self, addition: Addition) -> "Entry":
        """This entry with values added later."""
        return replace(self, added=(*self.added, addition))
