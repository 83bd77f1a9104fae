"""The shape of each kind of knowledge record. Measures have theirs in `model.measure`, rules in `knowledge.rule`.

Every record has an id and `reviewed` (a clinician's name and date once one has read it, until then null); what makes a
clinical claim names its sources by id.
"""

from dataclasses import dataclass, field

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
