"""What the library shows and answers: pages made from causes and topics, how common something is, hits of a question.

Values only. Pages are made by `library.pages`, figures by `library.frequency`, answers by `library.ask`.
"""

from dataclasses import dataclass

from aftercare.model.assessment import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedText:
    """A few sentences and what they rest on."""

    text: str
    sources: tuple[str, ...] = ()
    sure: str = ""
    """How well it is known, as one word of `knowledge.evidence.Sureness`; empty where that is no question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """One stretch of a page."""

    id: str
    """`feels`, `points_to`, `points_away`, `course`, `helps`, `see`, `clinician`, or `own` for a topic's own."""
    heading: str
    texts: tuple[CitedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How common something is, as one study found it."""

    figure: str
    of_100: int | None
    """People out of 100, for the picture; None where only a range is known, where it is fewer than one, or where people
    were picked for having it."""
    caption: str
    """Of whom and what, for the picture."""
    sentence: str
    """With study, year, who was asked, how many, and the interval."""
    asked: str
    low: float
    high: float
    """Per cent, from 0 to 100."""
    between_studies: bool
    """Whether low and high are the ends between studies rather than the chance of one."""
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HowCommon:
    """All that studies say on one everyday question: a range first, then each study."""

    group: str
    question: str
    sentence: str
    """The range between studies in one sentence; that of the only study where there is one; empty where the studies are
    about different people and stand beside one another."""
    studies: tuple[Frequency, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """When help must come first: a red-flag rule's own words."""

    rule: str
    action: Action
    because: str
    kinds: tuple[str, ...] = ()
    """Kinds of help services to turn to, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What articles say, and what studies say."""

    claim: str
    articles: str
    studies: str
    verdict: str
    sure: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source as it stands at the foot of a page."""

    id: str
    title: str
    details: str
    """Authors, journal, year, DOI, PMID."""
    sample: str
    read: str
    """How it was read, in words."""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPage:
    """One page, ready to be shown."""

    id: str
    title: str
    name: str
    """The field's term where it differs from the title."""
    also: tuple[str, ...]
    is_cause: bool
    safety_first: bool
    summary: str
    common: tuple[HowCommon, ...]
    common_words: str
    urgent: tuple[Urgent, ...]
    sections: tuple[PageSection, ...]
    comparisons: tuple[Comparison, ...]
    causes: tuple[str, ...]
    related: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    minutes: int
    """Reading time."""
    reviewed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A page that answers a question, and the passage of it that does."""

    page: str
    title: str
    passage: str
    score: float
