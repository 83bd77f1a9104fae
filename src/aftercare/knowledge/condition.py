"""The shape of what the library's pages are made of: causes (one page each), topics, symptoms and body parts.

A cause never carries an emergency or a same-day level; it names the red-flag rules that raise it (SAFETY 2).
"""

from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.evidence import Sureness
from aftercare.model.assessment import Action


class Prior(StrEnum):
    """Coarse share among people who log the matching symptoms: a starting weight, never shown as a percentage."""

    P1 = "P1"
    """One in ten or more."""
    P2 = "P2"
    """Between one in ten and one in a hundred."""
    P3 = "P3"
    """Between one in a hundred and one in a thousand."""
    P4 = "P4"
    """Rarer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few plain sentences that stand or fall together, and what they rest on."""

    text: str
    sources: tuple[str, ...] = ()
    sure: Sureness | None = None
    for_two: bool = False
    """Advice for two people, such as holding each other: off while unwanted sex or fear of a partner stands (SAFETY 4).
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeSomeone:
    """When to see whom, below the red flags. `action` is 2W, RT, TH or SC."""

    action: Action
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCase:
    """A specification case: words a person might type, and whether this page must then come up.

    These words are never part of the index.
    """

    it: str
    words: str
    comes: str
    """`first`, `listed` (among the first three) or `not_first`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A possible cause, emotional or physical."""

    id: str
    key: str
    """Its row in the evidence: E01, F13."""
    name: str
    """The field's term."""
    title: str
    """What its page is called, in plain words."""
    also: tuple[str, ...] = ()
    """Other names: older, lay, slang, spelled as people spell them."""
    asks: tuple[str, ...]
    """Questions people type whose answer is this page."""
    organs: frozenset[str] = frozenset()
    """Only for people with one of these organs; empty for everyone."""
    stages: frozenset[str] = frozenset()
    """Only in one of these: cycling, pregnant, postpartum, perimenopause, postmenopause, on_testosterone."""
    summary: str
    """Two to four sentences: what it is, how it usually goes, what to do."""
    feels: tuple[Passage, ...]
    points_to: tuple[str, ...]
    """What speaks for it."""
    points_away: tuple[str, ...] = ()
    """What speaks for something else."""
    course: str
    """When it comes and how long it stays."""
    helps: tuple[Passage, ...]
    """First steps and treatments, each with how sure that is."""
    see: tuple[SeeSomeone, ...]
    raised_by: tuple[str, ...] = ()
    """Red-flag rules that make it urgent, by id."""
    clinician: tuple[str, ...]
    """What a clinician is likely to ask or do."""
    prior: Prior
    prior_measured: bool
    """Whether a study stands behind the prior; otherwise it is judgement."""
    common: str = ""
    """What can honestly be said on how common it is, where no figure of ours does."""
    figure_groups: tuple[str, ...] = ()
    """Groups of figures shown under "how common"."""
    related: tuple[str, ...] = ()
    """Other causes and topics worth a look."""
    symptoms: tuple[str, ...]
    parts: tuple[str, ...]
    sources: tuple[str, ...]
    in_articles: bool = True
    """False when none of the popular articles names it."""
    safety_first: bool = False
    """Help comes before all else on this page (not wanted, violence, despair)."""
    reviewed: str | None = None
    cases: tuple[PageCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSection:
    """One stretch of a topic page."""

    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A page about something that is not one cause: a symptom, a stage of life, a talk, an appointment."""

    id: str
    title: str
    also: tuple[str, ...] = ()
    asks: tuple[str, ...]
    summary: str
    figure_groups: tuple[str, ...] = ()
    """Groups of figures shown under "how common"."""
    common: str = ""
    sections: tuple[TopicSection, ...]
    see: tuple[SeeSomeone, ...] = ()
    raised_by: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """Causes to look at, in the order shown."""
    related: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    about_another: bool = False
    """It speaks to somebody beside the one concerned: red flags are named, not told as "you"."""
    safety_first: bool = False
    """Help comes before all else on this page (not wanted, violence, despair)."""
    reviewed: str | None = None
    cases: tuple[PageCase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """A leading symptom to browse by."""

    id: str
    name: str
    order: tuple[str, ...]
    """Causes and topics to look at first, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPart:
    """A part of the body, or the mind, to browse by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayWord:
    """One idea and the many ways people write it, for the search."""

    id: str
    say: tuple[str, ...]
    """Words and phrases, misspellings included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreAsks:
    """More questions whose answer is one page, beside those in its own record. `elsewhere` holds what is on no page."""

    id: str
    asks: tuple[str, ...]
