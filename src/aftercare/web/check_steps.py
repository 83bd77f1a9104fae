"""Which page of a check comes next. Pure: how far the check is and what was looked at, in; one page out.

Help for despair or violence that the person told of comes before anything else. The danger list comes again as long
as a line was tapped and no emergency came of it: several may be so. What is for the person alone is asked after a tap.
"""

from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import DangerLine
from aftercare.model.check import NextQuestion
from aftercare.model.fact import Status
from aftercare.model.interview import Interview, StepKind
from aftercare.usecases.interview import Screen, Shown, danger_lines
from aftercare.web.check_reasons import Reasons, told_of_something_private
from aftercare.web.check_waiting import JOURNAL, WORDS, Held


class Kind(StrEnum):
    """Which page."""

    WORDS = "words"
    HELP = "help"
    JOURNAL = "journal"
    DANGER = "danger"
    COMPLAINT = "complaint"
    PRIVATE = "private"
    """There is a question for the person only: open it, or skip it."""
    QUESTION = "question"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page."""

    kind: Kind
    lines: tuple[DangerLine, ...] = ()
    again: bool = False
    """The danger list, after a line of it was tapped."""
    question: NextQuestion | None = None
    changing: bool = False


def next_step(knowledge: Knowledge, held: Held, shown: Shown, reasons: Reasons) -> Step:
    """See the module docstring."""
    if held.changing == WORDS:
        return Step(kind=Kind.WORDS)
    if any(one.key not in held.seen for one in reasons.first_of_all):
        return Step(kind=Kind.HELP)
    if held.changing == JOURNAL:
        return Step(kind=Kind.JOURNAL, changing=True)
    if held.changing:
        return Step(kind=Kind.QUESTION, question=_asked_before(knowledge, held.changing), changing=True)
    lines = _lines_left(knowledge, held.interview, shown)
    if lines:
        return Step(kind=Kind.DANGER, lines=lines, again=True)
    question = shown.assessment.next_question
    if shown.screen is Screen.QUESTION and question is not None:
        hidden = question.discreet and not held.opened and not told_of_something_private(shown.assessment)
        return Step(kind=Kind.PRIVATE if hidden else Kind.QUESTION, question=question)
    return Step(kind=Kind(shown.screen.value), lines=shown.lines)


def _lines_left(knowledge: Knowledge, interview: Interview, shown: Shown) -> tuple[DangerLine, ...]:
    """The rest of the danger list, right after one of its lines was tapped."""
    if shown.assessment.is_emergency or not interview.steps or interview.enough:
        return ()
    last = interview.steps[-1]
    tapped = bool(last.answers) and all(one.status is Status.PRESENT for one in last.answers)
    if last.kind is not StepKind.DANGER or not tapped:
        return ()
    return danger_lines(knowledge, interview, shown.assessment)


def _asked_before(knowledge: Knowledge, finding_id: str) -> NextQuestion:
    finding = knowledge.findings[finding_id]
    return NextQuestion(
        finding=finding.id, text=finding.question, why=finding.why, rule="", lay=finding.lay, discreet=finding.discreet
    )
