"""The shape of each kind of knowledge record. Measures have theirs in `model.measure`, red
flags in `knowledge.red_flag`.

Every record has an id and `reviewed` (a clinician's name and date once one has read it, until then null); what makes a
clinical claim names its sources by id.
"""

from dataclasses import dataclass, field

from aftercare.knowledge.detail import Detail, Tells
from aftercare.knowledge.red_flag import Ages, Derive
from aftercare.knowledge.rule import Duration, Expression
from aftercare.model.fact import FactTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A study or guideline, and how it was read."""

    id: str
    title: str
    year: int | None = None
    authors: str = ""
    where: str = ""
    """Journal, publisher or body."""
    doi: str = ""
    pmid: str = ""
    keys: tuple[str, ...] = ()
    """Its keys in the evidence: R01, S3-124."""
    url: str = ""
    sample: str = ""
    """Who was asked, and how many."""
    read: str = "memory"
    """`full`, `abstract`, `page`, or `memory` (not re-checked)."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A clinical fact that can be present, absent or unknown."""

    id: str
    name: str
    """The field's term."""
    lay: str
    """The same in plain words."""
    question: str = ""
    """How it is asked, answerable by yes, no or not sure; empty when it is only derived."""
    why: str = ""
    """Why it is asked."""
    time: FactTime = FactTime.NOW
    lasts: Duration | None = None
    """For a state of the person, like a pregnancy: how long an answer about it stands."""
    denies: tuple[str, ...] = ()
    """Findings that are absent while this one is present."""
    no_means: str = ""
    """The finding that an answer of "no" to this one makes present."""
    derive: Derive | None = None
    """How it follows from other findings, from counts over entries, from age or organs."""
    common: bool = False
    """So common that its questions wait until an entry calls for *Any of these now?* (SAFETY 2, alarm fatigue)."""
    discreet: bool = False
    """About despair, violence or unwanted sex: an answer is kept only if the person says so (SAFETY 4)."""
    tells: Tells = Tells.CONTEXT
    organs: frozenset[str] = frozenset()
    """Asked only of people with one of these organs; empty for everyone."""
    ages: Ages | None = None
    """Asked only of people who may be that old."""
    detail: Detail = field(default_factory=Detail)
    asked_after: str = ""
    """Asked only where this other finding is so, or was answered with "not sure"."""
    said_by: tuple[str, ...] = ()
    """Not asked where one of these is so: whoever is pregnant is not asked whether they could be."""
    same: str = ""
    """Findings of one such word say the same: the strongest of them counts, once."""
    opposite: tuple[str, ...] = ()
    """Findings that can't hold while this one does; for the order of causes only, never for a red flag."""
    sources: tuple[str, ...] = ()
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One way to reach a help service."""

    number: str
    """Digits as dialled, or a web address, or what to text."""
    how: str = "call"
    """`call`, `text` or `web`."""
    note: str = ""
    confidence: str = "low"
    """`high` gets a call button; anything else is shown as text, "not checked" (SAFETY 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A help service of one country."""

    id: str
    country: str
    """Two letters, EU, or ZZ for everywhere else."""
    kind: str
    """ambulance, police, crisis, sexual_assault, partner_violence, poison, urgent_advice, maternity, directory."""
    name: str
    lines: tuple[Line, ...]
    hours: str = ""
    note: str = ""
    checked: str = ""
    """Date of the last check, year-month-day."""
    sources: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerLine:
    """One line of the danger list: tapping it makes its findings present, now."""

    id: str
    text: str
    gives: tuple[str, ...]
    side: str
    """`body` or `mind`."""
    organs: frozenset[str] = frozenset()
    """Left out for people known to have none of these organs (empty: for everyone)."""
    listed: bool = True
    """Whether it stands in the list shown where nothing is known; the others only after a save that calls for them."""
    when_unsure: bool = False
    """Whether it stands beside those where a person asks for help now and can't say with what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a check can begin with: tapping it makes its findings present, now."""

    id: str
    name: str
    gives: tuple[str, ...]
    side: str
    """`body` or `mind`."""
    organs: frozenset[str] = frozenset()
    """Left out for people known to have none of these organs (empty: for everyone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerTrigger:
    """After which saves *Any of these now?* is asked, and with which lines first (DESIGN 5)."""

    id: str
    when: Expression
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a rule sends a person, in plain words, and the kinds of help lines that lead there."""

    id: str
    name: str
    lines: tuple[str, ...]
    """Kinds of `Service`, in order."""
