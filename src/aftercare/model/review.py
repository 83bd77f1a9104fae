"""A review: everything the app has to say about a journal at one moment (DESIGN 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from aftercare.model.assessment import Screening
from aftercare.model.pattern import Patterns, Table


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with named places, ready to be translated: `text.format(**fields)` is what is read.

    A place may hold a phrase that is itself to be translated.
    """

    text: str
    fields: Mapping[str, "str | int | float | Sentence"] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainCount:
    """How often something was so, in the person's own counts. Nothing is claimed by it."""

    measure: str
    label: str
    times: int
    of: int
    """Entries in which it was recorded at all; unknown is not counted as no."""
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """See the module docstring. A pure function of (journal, told, knowledge, now) makes it."""

    version: int
    """The journal's version it was made from."""
    at: datetime
    encounters: int
    check_ins: int
    first_day: date | None
    last_day: date | None
    counts: tuple[PlainCount, ...]
    screening: Screening
    day_after: str | None
    """The encounter whose day-after card is due, if any."""
    patterns: Patterns
    table: Table
    """The table they were found in."""
    rows: tuple[str, ...]
    """Entry ids behind the row numbers of the patterns."""
    labels: Mapping[str, str]
    """What the person reads for each factor and outcome of the patterns."""
