"""The shape of what is known and how it is known: claims, figures, home measures, time windows, and the account of
every item of the evidence this library was written from.

A claim is one sourced statement. A figure is a number with the question that was asked, who was asked, and how many:
without these it may not be shown. `EvidenceItem` says for each item of the evidence what became of it, so that nothing
is dropped in silence.
"""

from dataclasses import dataclass
from enum import StrEnum


class Sureness(StrEnum):
    """How well something is known, for what it is said of."""

    GOOD = "good"
    """Several fair studies or a guideline agree."""
    SOME = "some"
    """Few or small studies, or a large one with limits."""
    WEAK = "weak"
    """One poor source, or by analogy with something else."""
    EXPERIENCE = "experience"
    """What clinicians or people who live with it say; not measured."""
    NONE = "none"
    """Nobody has tested it."""


class Verdict(StrEnum):
    """What the studies make of what popular articles say."""

    AGREES = "agrees"
    PARTLY = "partly"
    WRONG = "wrong"
    UNSUPPORTED = "unsupported"
    WEAK = "weak"
    ADDS = "adds"
    """No article says it."""


class Fate(StrEnum):
    """What became of an item of the evidence."""

    SHOWN = "shown"
    CORRECTED = "corrected"
    MERGED = "merged"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How common something is, as one study found it. Intervals are computed, unless the study weighted or pooled."""

    id: str
    group: str
    """Figures of one group answer the same everyday question and are shown as a range between studies."""
    had: str
    """Goes on after "so many of 100 people asked ...": "had cried after sex at least once"."""
    who: str
    """Who was asked: "female students in Australia, online"."""
    asked: str
    """The question or time it covers: "ever", "in the last four weeks"."""
    source: str
    percent: float | None = None
    """As printed by the study."""
    count: int | None = None
    """People, where the study prints it."""
    of: int | None = None
    """How many answered. None only for a range over several studies."""
    low: float | None = None
    high: float | None = None
    """Per cent: the ends as the study printed them, where it weighted or pooled its answers, or a review's range."""
    spread: str = ""
    """What `low` and `high` are: `confidence` (a 95% interval as printed), `studies` (from lowest to highest), or
    `printed` (one study that prints "between 3 and 4%" and no single number)."""
    note: str = ""
    """What must be said beside it."""
    measured: bool = True
    """False where people were picked because they have it: never shown as a share of people in general."""
    sources: tuple[str, ...] = ()
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """What several figures are about."""

    id: str
    question: str
    """The everyday question they answer."""
    compares: bool = False
    """They are about different people or things and stand beside one another; a range over them would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement, what articles make of it, and what it rests on."""

    id: str
    text: str
    """What the studies say, in our words."""
    articles: str = ""
    """What popular articles say, in our words; empty when none does."""
    verdict: Verdict
    sure: Sureness
    sources: tuple[str, ...]
    figures: tuple[str, ...] = ()
    pages: tuple[str, ...]
    """Conditions and topics whose pages show it."""
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One item of the evidence (an article's claim, a check, a discrepancy, a row, a rule): what became of it."""

    id: str
    says: str
    """The item in our own words."""
    fate: Fate
    leads_to: tuple[str, ...] = ()
    """`section/record` of what it became: claims/tears_ever, causes/adenomyosis, sources/..., red_flags/RF11."""
    reason: str = ""
    """Why it was corrected, merged or left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeMeasure:
    """Something a person can do at home, how well it is known, and its limits."""

    id: str
    name: str
    text: str
    sure: Sureness
    limits: tuple[str, ...] = ()
    """When not, and how much."""
    advised: bool = True
    """False: listed only so that the page can say that it is not advised, and why."""
    sources: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWindow:
    """Until when something is usually offered after sex. Worded as SAFETY 5: a time to start, never "too late"."""

    id: str
    need: str
    from_hours: int = 0
    hours: int | None = None
    """Hours after sex until which it is usually offered; None when it differs by place."""
    text: str
    """Begins with what to do now."""
    after: str = ""
    """What is still there once the window has passed."""
    sources: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A line never to say, with why, or a good one."""

    id: str
    never: str = ""
    """The line that hurts, quoted."""
    better: str = ""
    """A line that helps."""
    to: str
    """`crying`, `pain`, `survivor`, or `anyone` (what this program itself must not say)."""
    why: str = ""
    pages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: str | None = None
