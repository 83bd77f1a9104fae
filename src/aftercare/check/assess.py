"""A check, as one pure function (entry point): is it dangerous, what could it be, what to ask next.

`assess` runs left to right: facts, red flags, level, causes, next question, explanation. It takes facts from answers,
words and journal, kept apart by their origin, and returns an `Assessment`. It touches no file, clock or chance. Must
never lower a level by a cause, a score, tone or pattern (SAFETY 2, 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aftercare.check.explain import finding_lines, possible_cause
from aftercare.check.facts import settle
from aftercare.check.known import known_findings
from aftercare.check.levels import level_asks, level_reasons
from aftercare.check.questions import next_question
from aftercare.check.rank import rank
from aftercare.check.screening import MOST_QUESTIONS, ready
from aftercare.check.subject import facts_of_subject
from aftercare.check.triage import screen
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import LEVEL_OF, Action
from aftercare.model.check import Assessment, Subject
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that a check goes by."""

    subject: Subject = field(default_factory=Subject)
    facts: tuple[Fact, ...] = ()
    """From answers, words and journal, each with its origin."""
    understood: bool = True
    """False when nothing was told, or there were words that could not be read."""
    unread: bool = False
    """There were words that could not be read: whatever else was told, it is never self care."""
    alike: Mapping[str, float] = field(default_factory=dict)
    """By cause: how like what others write about it the words are, from 0 to 1."""
    notices: tuple[Notice, ...] = ()
    questions_asked: int = 0
    """How many questions were asked; after twelve no more is."""


def assess(knowledge: Knowledge, told: Told, now: datetime) -> Assessment:
    """Assess what was told. `now` is aware."""
    at = ready(knowledge)
    facts = settle((*told.facts, *facts_of_subject(told.subject, knowledge.findings, now)), knowledge.findings, now)
    known_facts = at.known(facts)
    screening = screen(at.rules, known_facts, now, notices=told.notices, matters=at.matters)
    known = known_findings(known_facts, knowledge.findings, now)
    reasons = level_reasons(knowledge, screening, known, told_something=_told_something(told), unread=told.unread)
    ranked = rank(knowledge, known, told.subject, screening, told.alike)
    ended = any(reason.fired and reason.action is Action.EMERGENCY for reason in reasons)
    enough = ended or told.questions_asked >= MOST_QUESTIONS
    answered = frozenset(fact.finding for fact in told.facts if fact.origin is Origin.ANSWER)
    asks = level_asks(knowledge, known, reasons)
    question = (
        None if enough else next_question(knowledge, screening, known, ranked, told.subject, answered, level_asks=asks)
    )
    first = reasons[0]
    return Assessment(
        level=LEVEL_OF[first.action],
        action=first.action,
        within=first.within,
        service=first.service,
        reasons=reasons,
        screening=screening,
        causes=tuple(possible_cause(knowledge, one, known, told.subject) for one in ranked),
        findings=finding_lines(knowledge, known, told.facts, at.urgent),
        next_question=question,
    )


def _told_something(told: Told) -> bool:
    """What was understood tells something, and so does a "yes", but neither beside words that nobody could read."""
    if told.unread:
        return False
    return told.understood or any(fact.origin is Origin.ANSWER and fact.status is Status.PRESENT for fact in told.facts)
