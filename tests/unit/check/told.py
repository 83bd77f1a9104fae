"""Facts and assessments for the tests of the check: what was answered, read or logged, in one line."""

from datetime import timedelta

from tests.unit.check.saves import KNOWLEDGE, NOW

from aftercare.check.assess import Told, assess
from aftercare.check.facts import settle
from aftercare.check.known import KnownFindings, known_findings
from aftercare.check.screening import ready
from aftercare.model.check import Assessment, PossibleCause, Subject
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.measure import Organ

FEMALE = frozenset({Organ.VAGINA, Organ.UTERUS, Organ.OVARIES})
MALE = frozenset({Organ.PENIS, Organ.TESTES, Organ.PROSTATE})


def fact(
    name: str,
    status: Status = Status.PRESENT,
    *,
    origin: Origin = Origin.ANSWER,
    ago: timedelta = timedelta(0),
    quote: str | None = None,
) -> Fact:
    ever = KNOWLEDGE.findings[name].time is FactTime.EVER
    time = FactTime.EVER if ever else FactTime.NOW
    return Fact(finding=name, status=status, time=time, origin=origin, at=NOW - ago, quote=quote)


def yes(*names: str) -> tuple[Fact, ...]:
    return tuple(fact(name) for name in names)


def no(*names: str) -> tuple[Fact, ...]:
    return tuple(fact(name, Status.ABSENT) for name in names)


def assessed(
    *facts: Fact,
    organs: frozenset[Organ] | None = None,
    alike: dict[str, float] | None = None,
    understood: bool = True,
    unread: bool = False,
    questions_asked: int = 0,
) -> Assessment:
    told = Told(
        subject=Subject(organs=organs),
        facts=facts,
        alike=alike or {},
        understood=understood,
        unread=unread,
        questions_asked=questions_asked,
    )
    return assess(KNOWLEDGE, told, NOW)


def known(*facts: Fact) -> KnownFindings:
    settled = settle(facts, KNOWLEDGE.findings, NOW)
    return known_findings(ready(KNOWLEDGE).known(settled), KNOWLEDGE.findings, NOW)


def cause(assessment: Assessment, name: str) -> PossibleCause | None:
    return next((one for one in assessment.causes if one.id == name), None)


def score(assessment: Assessment, name: str) -> float:
    found = cause(assessment, name)
    assert found is not None, name
    return found.score
