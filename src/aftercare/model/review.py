"""A review: everything the app has to say about a journal at one moment (DESIGN 3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Searched:
    """A table and the patterns found in it: one family, with error rates of its own."""

    table: Table
    patterns: Patterns

    @property
    def labels(self) -> Mapping[str, str]:
        """What the person reads for each factor and outcome."""
        factors = {factor.id: factor.label for factor in self.table.factors}
        return factors | {outcome.id: outcome.label for outcome in self.table.outcomes}


class Later:
    """A search made when it is first asked for, and then kept: few reviews are asked about days."""

    __slots__ = ("_made", "_search")

    def __init__(self, search: Callable[[], Searched]) -> None:
        self._search = search
        self._made: Searched | None = None

    def value(self) -> Searched:
        """What was found."""
        if self._made is None:
            self._made = self._search()
        return self._made


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
    days: Later = field(compare=False, repr=False)
    """The second family of patterns: rows are days with a check-in."""

    @property
    def daily(self) -> Patterns:
        """What goes before how a day is, the day after sex among it; searched when first asked for."""
        return self.days.value().patterns

    @property
    def daily_table(self) -> Table:
        """The table those were found in."""
        return self.days.value().table

    def of_days(self) -> "Review":
        """The same review with the patterns of days in the place of those of encounters: for whoever shows either."""
        searched = self.days.value()
        return replace(
            self,
            patterns=searched.patterns,
            table=searched.table,
            rows=searched.table.rows,
            labels=searched.labels,
        )
