"""A fact: a clinical finding that is present or absent, with when it holds and where it came from (DESIGN 2)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Unknown is a status of its own and excuses nothing (SAFETY 2)."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class FactTime(StrEnum):
    """When the finding holds."""

    NOW = "now"
    THIS_TIME = "this_time"
    USUALLY = "usually"
    EVER = "ever"


class Origin(StrEnum):
    """Where a fact came from; they are kept apart and shown."""

    ANSWER = "answer"
    WORDS = "words"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One finding with its status, time and origin."""

    finding: str
    status: Status
    time: FactTime = FactTime.NOW
    origin: Origin = Origin.JOURNAL
    at: datetime | None = None
    """When it was so (UTC), as exactly as known; None for what has no date, like organs."""
    entry: str | None = None
    """The entry it was read from."""
    quote: str | None = None
    """The person's words it was read from."""
    alike: bool = False
    """Not said as such: the words are like those of others who told it. It counts, and is never given as told."""
