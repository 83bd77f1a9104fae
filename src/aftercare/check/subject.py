"""What follows from whom a check is about: age, organs, pregnancy. No vault is needed for it.

Takes a subject and knowledge; returns facts. What is not said stays unknown, and is asked where it matters (SAFETY 1).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from aftercare.check.facts import derive_facts
from aftercare.knowledge.schema import Finding
from aftercare.model.check import Pregnant, Subject
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.journal import Journal

SAID_OF_PREGNANCY: Mapping[Pregnant, str] = {
    Pregnant.YES: "pregnancy_stated",
    Pregnant.POSSIBLE: "pregnancy_stated_possible",
    Pregnant.NO: "pregnancy_stated_no",
}


def facts_of_subject(subject: Subject, findings: Mapping[str, Finding], now: datetime) -> Iterator[Fact]:
    """Age, organs and pregnancy as facts. A stated "no" is an answer; a late period still makes it possible."""
    yield from derive_facts(findings, youngest=subject.youngest, oldest=subject.oldest, organs=subject.organs)
    said = SAID_OF_PREGNANCY.get(subject.pregnant)
    if said is not None:
        yield Fact(finding=said, status=Status.PRESENT, origin=Origin.ANSWER, at=now)


def subject_of(journal: Journal, now: datetime) -> Subject:
    """The person of a journal; their pregnancy comes with the journal's own facts."""
    oldest = now.year - journal.person.birth_year
    return Subject(youngest=oldest - 1, oldest=oldest, organs=journal.person.organs)
