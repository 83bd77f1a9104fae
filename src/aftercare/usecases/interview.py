"""The interview: one screen after another, from the first words to the result. It can go back, stop and resume.

Takes an interview as far as it has come; returns what to show next, or a new interview with one more answer. The order
is that of SAFETY 2: what the journal says is looked through, the danger list comes first, an emergency ends it. Nothing
is kept here; whoever calls decides where an interview waits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from aftercare.check.screening import MOST_QUESTIONS, danger_list_for_words
from aftercare.knowledge.detail import Tells
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Complaint, DangerLine
from aftercare.model.check import Assessment, FindingLine, Subject, Writer
from aftercare.model.errors import BadValue, NotThere
from aftercare.model.fact import Origin, Status
from aftercare.model.interview import Answered, AnsweredStep, Interview, StepKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.usecases.check import Asked, LastReading, check

MIND = "mind"
ANSWERS_HOLD = timedelta(hours=12)
"""A check that waited longer is asked anew: a "no fever" of Tuesday is none of Friday."""


class Screen(StrEnum):
    """What comes next."""

    JOURNAL = "journal"
    """What the journal says: editable before it is used."""
    DANGER = "danger"
    COMPLAINT = "complaint"
    """What it is about: nothing that was told so far leads to a cause."""
    QUESTION = "question"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One screen."""

    screen: Screen
    assessment: Assessment
    """As it stands now; on the way to the result only its level and what cannot wait are shown."""
    lines: tuple[DangerLine, ...] = ()
    """Of the danger list, what goes with the complaint first."""
    complaints: tuple[Complaint, ...] = ()
    from_journal: tuple[FindingLine, ...] = ()
    number: int = 0
    """Which question it is, from 1."""
    most: int = MOST_QUESTIONS


def begin(interview_id: str, now: datetime, *, words: str = "", subject: Subject | None = None) -> Interview:
    """A new interview."""
    return Interview(id=interview_id, begun=now, words=words, subject=subject or Subject())


def show(
    knowledge: Knowledge,
    interview: Interview,
    now: datetime,
    *,
    journal: Journal | None = None,
    reading: LastReading | None = None,
) -> Shown:
    """What comes next. `reading` is kept with the interview by whoever shows one screen after another."""
    assessment = check(knowledge, as_asked(interview), now, journal=journal, reading=reading)
    if assessment.is_emergency:
        return Shown(screen=Screen.RESULT, assessment=assessment)
    from_journal = journal_lines(assessment)
    if _uses_journal(interview, journal) and not interview.has_seen(StepKind.JOURNAL) and from_journal:
        return Shown(screen=Screen.JOURNAL, assessment=assessment, from_journal=from_journal)
    if not interview.has_seen(StepKind.DANGER):
        return Shown(screen=Screen.DANGER, assessment=assessment, lines=danger_lines(knowledge, interview, assessment))
    if not assessment.causes and not interview.enough and not interview.has_seen(StepKind.COMPLAINT):
        complaints = tuple(one for one in knowledge.complaints.values() if _fits(one.organs, interview.subject))
        return Shown(screen=Screen.COMPLAINT, assessment=assessment, complaints=complaints)
    if assessment.next_question is None or interview.enough:
        return Shown(screen=Screen.RESULT, assessment=assessment)
    return Shown(screen=Screen.QUESTION, assessment=assessment, number=interview.questions_asked + 1)


def taken_up(interview: Interview, now: datetime) -> Interview:
    """As it can be gone on with: the words stay, but what was answered hours ago says nothing of now."""
    if now - interview.begun <= ANSWERS_HOLD:
        return interview
    return replace(interview, begun=now, steps=(), enough=False)


def as_asked(interview: Interview) -> Asked:
    """What a check makes of it."""
    return Asked(
        words=interview.words,
        subject=interview.subject,
        answers=interview.answers,
        use_journal=interview.use_journal,
        questions_asked=interview.questions_asked,
    )


def danger_lines(knowledge: Knowledge, interview: Interview, assessment: Assessment) -> tuple[DangerLine, ...]:
    """The list for this body, without what is told already; the side of the complaint comes first (SAFETY 2)."""
    present = {line.id for line in assessment.findings if line.status is Status.PRESENT}
    lines = [
        line
        for line in danger_list_for_words(knowledge)
        if present.isdisjoint(line.gives) and _fits(line.organs, interview.subject)
    ]
    kinds = {knowledge.findings[name].tells for name in present}
    of_mind = Tells.FEELING in kinds and Tells.BODY not in kinds
    return tuple(sorted(lines, key=lambda line: (line.side == MIND) is not of_mind))


def with_words(interview: Interview, words: str) -> Interview:
    """Told in other words: what follows from the old ones is forgotten, the answers stay."""
    return replace(interview, words=words)


def with_journal(
    interview: Interview, shown: Iterable[FindingLine], kept: Iterable[str], *, use: bool = True
) -> Interview:
    """The person looked through what the journal says; what they did not keep is answered no: it is not so now."""
    keep = frozenset(kept)
    denied = tuple(Answered(finding=one.id, status=Status.ABSENT) for one in shown if one.id not in keep) if use else ()
    step = AnsweredStep(kind=StepKind.JOURNAL, answers=denied)
    return replace(interview, steps=(*interview.steps, step), use_journal=use)


def with_dangers(interview: Interview, lines: Iterable[DangerLine], tapped: Iterable[str], *, none: bool) -> Interview:
    """The danger list was answered. Only *None of these* is a "no"; a line that was not tapped stays unknown."""
    chosen = frozenset(tapped)
    if none and chosen:
        raise BadValue("Choose lines, or none of these; not both.", where="danger list")
    answers = tuple(
        Answered(finding=name, status=Status.ABSENT if none else Status.PRESENT)
        for line in lines
        if none or line.id in chosen
        for name in line.gives
    )
    return replace(interview, steps=(*interview.steps, AnsweredStep(kind=StepKind.DANGER, answers=answers)))


def with_complaints(
    knowledge: Knowledge, interview: Interview, tapped: Iterable[str], *, hurting: Iterable[str] = ()
) -> Interview:
    """What it is about was tapped; nothing tapped says nothing. NotThere for one that is not in the list.

    `hurting`: findings that places on the body map gave (`found_where`).
    """
    given = (*(name for one in tapped for name in _complaint(knowledge, one).gives), *hurting)
    answers = tuple(Answered(finding=name, status=Status.PRESENT) for name in dict.fromkeys(given))
    return replace(interview, steps=(*interview.steps, AnsweredStep(kind=StepKind.COMPLAINT, answers=answers)))


def found_where(knowledge: Knowledge, hurts: Mapping[str, Value]) -> tuple[str, ...]:
    """What scores of places make present, by measure: the same as an entry with them would say."""
    found = (
        given.finding
        for name, value in hurts.items()
        for given in knowledge.measures[name].gives
        if given.present is not None and given.present.holds(value)
    )
    return tuple(dict.fromkeys(found))


def found_on_map(knowledge: Knowledge, interview: Interview) -> tuple[str, ...]:
    """What places on the body map gave in this interview, without what a complaint of the list says as well."""
    listed = {name for one in knowledge.complaints.values() for name in one.gives}
    steps = (step for step in interview.steps if step.kind is StepKind.COMPLAINT)
    return tuple(one.finding for step in steps for one in step.answers if one.finding not in listed)


def with_answer(interview: Interview, finding: str, status: Status) -> Interview:
    """One more answer; skipping is unknown."""
    step = AnsweredStep(kind=StepKind.QUESTION, answers=(Answered(finding=finding, status=status),))
    return replace(interview, steps=(*interview.steps, step))


def with_subject(interview: Interview, subject: Subject) -> Interview:
    """Whom it is about, told anew."""
    return replace(interview, subject=subject)


def with_changed(interview: Interview, finding: str, status: Status) -> Interview:
    """An answer that was given before, changed; NotThere when there is none to this finding."""
    if finding not in interview.answers:
        raise NotThere("That answer is not there any more.")
    steps = tuple(
        replace(
            step,
            answers=tuple(replace(one, status=status) if one.finding == finding else one for one in step.answers),
        )
        for step in interview.steps
    )
    return replace(interview, steps=steps)


def asked_again(interview: Interview, kind: StepKind) -> Interview:
    """As if no screen of this kind was answered yet: it comes again."""
    steps = tuple(step for step in interview.steps if step.kind is not kind)
    return replace(interview, steps=steps, use_journal=interview.use_journal or kind is StepKind.JOURNAL)


def back(interview: Interview) -> Interview:
    """One screen back: what it was answered with is taken back."""
    if interview.enough:
        return replace(interview, enough=False)
    if not interview.steps:
        return interview
    use = interview.use_journal or interview.steps[-1].kind is StepKind.JOURNAL
    return replace(interview, steps=interview.steps[:-1], use_journal=use)


def enough(interview: Interview) -> Interview:
    """The result now, without the questions that are left."""
    return replace(interview, enough=True)


def _complaint(knowledge: Knowledge, complaint_id: str) -> Complaint:
    if complaint_id not in knowledge.complaints:
        raise NotThere("There is no such complaint in the list.")
    return knowledge.complaints[complaint_id]


def _fits(organs: frozenset[str], subject: Subject) -> bool:
    return not organs or subject.organs is None or bool(organs & subject.organs)


def _uses_journal(interview: Interview, journal: Journal | None) -> bool:
    return journal is not None and interview.use_journal and interview.subject.writer is Writer.SELF


def journal_lines(assessment: Assessment) -> tuple[FindingLine, ...]:
    """What only the journal says is so. What is for the person alone waits for their own question (SAFETY 4)."""
    return tuple(
        line
        for line in assessment.findings
        if line.status is Status.PRESENT
        and line.origins == (Origin.JOURNAL,)
        and any(fact.entry is not None for fact in line.facts)
        and not line.discreet
    )
