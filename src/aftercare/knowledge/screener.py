"""A screener: a published questionnaire with a score, as data (SAFETY 4, EVIDENCE 5).

Its items are measures, so that answers are stored, exported and read in again like any other value; the record adds the
exact words of the published form, how the answers are counted, and what a score is and is not.
"""

from dataclasses import dataclass, field

from aftercare.model.measure import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenerItem:
    """One question in its published words."""

    measure: str
    """The measure that keeps the answer: 0 for the first of `answers`, 1 for the next."""
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Some of the items counted on their own."""

    id: str
    name: str
    items: tuple[str, ...]
    """Their measures."""
    positive: int
    """From this sum on it is worth looking closer."""
    words: str
    """What that means."""
    opens: str = ""
    """The longer screener that is then offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of the total, up to where the next begins."""

    least: int
    name: str
    words: str
    """What it means, plainly; never that all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivesFrom:
    """The finding that a total makes present from some number on."""

    finding: str
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screener:
    """One questionnaire. See the module docstring."""

    id: str
    name: str
    """Its short name: PHQ-9."""
    title: str
    about: str
    """What it is for, and how long it takes."""
    lead: str
    """The question that stands above all items, with its time frame."""
    answers: tuple[str, ...]
    """The words to pick from; each counts as much as its place, from 0."""
    items: tuple[ScreenerItem, ...]
    bands: tuple[Band, ...]
    """From the lowest up; the first begins at 0."""
    unscored: str
    """What is said where an answer is missing, so that there is no total."""
    halves: tuple[Half, ...] = ()
    positive: int | None = None
    """The usual cut; None where only the halves have one."""
    gives: tuple[GivesFrom, ...] = ()
    interrupts: tuple[str, ...] = ()
    """Measures of which any answer but the first comes before everything else, the score too (SAFETY 4)."""
    asks_beside: tuple[str, ...] = ()
    """Findings whose own questions stand on the same page, never behind a score (SAFETY 4)."""
    panel: Code | None = None
    total: Code | None = None
    credit: str
    """Who made it; shown with it, always."""
    licence: str
    sources: tuple[str, ...] = field(default_factory=tuple)
    reviewed: str | None = None

    @property
    def highest(self) -> int:
        """The highest total there is."""
        return len(self.items) * (len(self.answers) - 1)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of its items, in order."""
        return tuple(item.measure for item in self.items)
