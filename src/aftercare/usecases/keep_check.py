"""Keep a check inside the journal, as it was shown, and let a check that was begun wait there until it is gone on with.

Takes an interview and what it came to; makes the value that is kept, with its sentences as they stood. Nothing is kept
unless the person says so; what is about despair, violence or unwanted sex is marked, so that it leaves only when asked.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from aftercare.knowledge.load import Knowledge
from aftercare.model.check import Assessment, LevelReason, PossibleCause
from aftercare.model.errors import NotThere
from aftercare.model.fact import Status
from aftercare.model.interview import (
    AnsweredStep,
    Interview,
    KeptAnswer,
    KeptCause,
    KeptCheck,
    KeptReason,
    StepKind,
)
from aftercare.model.journal import Journal
from aftercare.vault.session import Session


def as_kept(knowledge: Knowledge, interview: Interview, assessment: Assessment, now: datetime) -> KeptCheck:
    """A result as it is shown now, for keeping."""
    private = private_findings(knowledge, assessment)
    return KeptCheck(
        id=interview.id,
        at=now.astimezone(UTC),
        words=interview.words,
        level=assessment.level,
        within=assessment.within,
        reasons=tuple(
            KeptReason(rule=one.rule, action=one.action, because=one.because, discreet=one.discreet)
            for one in reasons_to_show(assessment)
        ),
        causes=tuple(_kept_cause(knowledge, one, private) for one in assessment.causes),
        answers=tuple(answer for step in interview.steps for answer in _kept_answers(knowledge, step)),
    )


def keep_check(session: Session, kept: KeptCheck) -> None:
    """Keep a result; one kept before under the same id is replaced. What waited to be gone on with is done."""
    session.put_checks((*(one for one in session.journal.checks if one.id != kept.id), kept))
    let_wait(session, None)


def forget_check(session: Session, check_id: str) -> None:
    """Delete a kept result for good."""
    session.put_checks(one for one in session.journal.checks if one.id != check_id)


def kept_check(journal: Journal, check_id: str) -> KeptCheck:
    """One kept result, or NotThere."""
    for one in journal.checks:
        if one.id == check_id:
            return one
    raise NotThere("That check is not here any more.")


def let_wait(session: Session, interview: Interview | None) -> None:
    """Keep a check as far as it has come, to be gone on with after a lock; None: there is none any more."""
    if session.journal.open_check != interview:
        session.put_open_check(interview)


def reasons_to_show(assessment: Assessment) -> tuple[LevelReason, ...]:
    """Every reason, but nothing open of a rule that fired at least as urgently."""
    fired = {one.rule for one in assessment.reasons if one.fired}
    return tuple(one for one in assessment.reasons if one.fired or one.rule not in fired)


def private_findings(knowledge: Knowledge, assessment: Assessment) -> frozenset[str]:
    """What is told in confidence, and what follows from it: "not good" may only say that it was not wanted."""
    return frozenset(
        line.id
        for line in assessment.findings
        if line.discreet
        or any(knowledge.findings[finding].discreet for finding in {fact.finding for fact in line.facts})
    )


def is_about_private(knowledge: Knowledge, cause: PossibleCause) -> bool:
    """Whether a cause, or a reason for it, tells of despair, violence or unwanted sex."""
    weights = knowledge.weights.get(cause.id)
    named = {reason.finding for reason in (*cause.speaks_for, *cause.speaks_against) if reason.finding}
    named |= set(weights.leads) if weights is not None else set()
    guards = knowledge.causes[cause.id].raised_by if weights is None else weights.dangerous_when
    return any(knowledge.findings[name].discreet for name in named if name in knowledge.findings) or any(
        knowledge.red_flags[rule].discreet for rule in guards
    )


def _kept_cause(knowledge: Knowledge, cause: PossibleCause, private: frozenset[str]) -> KeptCause:
    told = {reason.finding for reason in (*cause.speaks_for, *cause.speaks_against)}
    return KeptCause(
        id=cause.id,
        title=cause.title,
        fit=cause.fit,
        speaks_for=tuple(reason.text for reason in cause.speaks_for),
        speaks_against=tuple(reason.text for reason in cause.speaks_against),
        discreet=is_about_private(knowledge, cause) or not private.isdisjoint(told),
    )


def _kept_answers(knowledge: Knowledge, step: AnsweredStep) -> Iterator[KeptAnswer]:
    if step.kind is StepKind.DANGER:
        yield from _danger_answers(knowledge, step)
        return
    for one in step.answers:
        finding = knowledge.findings.get(one.finding)
        if finding is not None:
            text = finding.question if step.kind is StepKind.QUESTION and finding.question else finding.lay
            yield KeptAnswer(finding=one.finding, text=text, status=one.status, discreet=finding.discreet)


def _danger_answers(knowledge: Knowledge, step: AnsweredStep) -> Iterator[KeptAnswer]:
    """By its lines, as they were read. A line is private only where it was said to be so: everybody sees the list."""
    given = {one.finding: one.status for one in step.answers}
    for line in knowledge.danger_lines.values():
        said = {given.get(name, Status.UNKNOWN) for name in line.gives}
        if len(said) == 1 and said != {Status.UNKNOWN}:
            status = said.pop()
            private = status is Status.PRESENT and any(knowledge.findings[name].discreet for name in line.gives)
            yield KeptAnswer(finding=line.gives[0], text=line.text, status=status, discreet=private)
