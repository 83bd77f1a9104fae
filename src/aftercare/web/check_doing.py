"""What one posted step does to a check. Pure but for the value it is given, which it moves on.

A step says after how many others its page was shown: one sent again, or from a page further back, takes the place of
what came after it, and nothing is answered twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from aftercare.knowledge.load import Knowledge
from aftercare.model.errors import BadValue
from aftercare.model.fact import Status
from aftercare.model.interview import Interview, StepKind
from aftercare.model.journal import Journal
from aftercare.usecases import interview as asking
from aftercare.usecases.interview import Shown
from aftercare.web.body_maps import asked_where
from aftercare.web.check_person import subject_from
from aftercare.web.check_reasons import reasons_of
from aftercare.web.check_waiting import JOURNAL, WORDS, Held
from aftercare.web.forms import FieldError, Posted, read_answers

ANSWERS: Mapping[str, Status] = {"yes": Status.PRESENT, "no": Status.ABSENT, "unsure": Status.UNKNOWN}
STILL_SO = "still"
"""Fields of the look at the journal begin with this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All that a step goes by."""

    knowledge: Knowledge
    posted: Posted
    now: datetime
    journal: Journal | None
    country: str | None

    def show(self, held: Held) -> Shown:
        """The screen it has come to."""
        return asking.show(self.knowledge, held.interview, self.now, journal=self.journal, reading=held.reading)


def do_step(ground: Ground, held: Held) -> tuple[FieldError, ...]:
    """Do what was posted; returns what to mend. What no page of ours sends does nothing."""
    doing = _DOING.get(ground.posted.text("do"))
    if doing is None:
        return ()
    return doing(ground, held) or ()


def go_back_to(ground: Ground, held: Held) -> None:
    """Take back what was answered after the page that was posted."""
    at = ground.posted.text("at")
    steps = held.interview.steps
    if at.isascii() and at.isdigit() and int(at) < len(steps):
        held.interview = replace(held.interview, steps=steps[: int(at)], enough=False)
        held.changing = ""


def _words(_ground: Ground, held: Held) -> None:
    held.changing = WORDS


def _told(ground: Ground, held: Held) -> tuple[FieldError, ...] | None:
    """Words and person as changed; the answers stay."""
    try:
        subject = subject_from(ground.posted)
    except BadValue as error:
        return (FieldError("age", "", error.sentence),)
    interview = asking.with_subject(asking.with_words(held.interview, ground.posted.text("words")), subject)
    hurting = asking.found_on_map(ground.knowledge, interview)  # that page does not show the body map again
    interview = asking.asked_again(interview, StepKind.COMPLAINT)
    tapped = [one for one in ground.posted.all("complaint") if one in ground.knowledge.complaints]
    if tapped or hurting:
        interview = asking.with_complaints(ground.knowledge, interview, tapped, hurting=hurting)
    held.interview, held.changing = interview, ""
    return None


def _journal(ground: Ground, held: Held) -> None:
    go_back_to(ground, held)
    held.changing = ""
    lines = asking.journal_lines(ground.show(held).assessment)
    kept = [one.id for one in lines if ground.posted.text(f"{STILL_SO}.{one.id}") != "no"]
    use = not ground.posted.text("none")
    held.interview = asking.with_journal(held.interview, lines, kept, use=use)


def _danger(ground: Ground, held: Held) -> None:
    go_back_to(ground, held)
    lines = asking.danger_lines(ground.knowledge, held.interview, ground.show(held).assessment)
    none = bool(ground.posted.text("none"))
    tapped = () if none else [one for one in ground.posted.all("line") if one in {line.id for line in lines}]
    held.interview = asking.with_dangers(held.interview, lines, tapped, none=none)


def _complaint(ground: Ground, held: Held) -> None:
    go_back_to(ground, held)
    held.interview = told_by_taps(ground.knowledge, ground.posted, held.interview)


def told_by_taps(knowledge: Knowledge, posted: Posted, interview: Interview) -> Interview:
    """The complaints that were tapped, and what the places on the body map say; nothing tapped says nothing."""
    tapped = [one for one in posted.all("complaint") if one in knowledge.complaints]
    hurts = read_answers(posted, asked_where(knowledge)).values
    return asking.with_complaints(knowledge, interview, tapped, hurting=asking.found_where(knowledge, hurts))


def _question(ground: Ground, held: Held) -> None:
    finding, status = ground.posted.text("finding"), ANSWERS.get(ground.posted.text("answer"))
    if finding not in ground.knowledge.findings or status is None:
        return
    if held.changing == finding:
        move = asking.with_changed if finding in held.interview.answers else asking.with_answer
        held.interview, held.changing = move(held.interview, finding, status), ""
        return
    go_back_to(ground, held)
    held.interview = asking.with_answer(held.interview, finding, status)


def _open(_ground: Ground, held: Held) -> None:
    held.opened = True


def _read(ground: Ground, held: Held) -> None:
    shown = ground.show(held)
    reasons = reasons_of(ground.knowledge, shown.assessment, ground.country, opened=held.opened)
    held.seen |= {one.key for one in reasons.first_of_all}


def _help_again(_ground: Ground, held: Held) -> None:
    held.seen.clear()


def _back(_ground: Ground, held: Held) -> None:
    """One screen back; from the first one to the words."""
    if held.changing:
        held.changing = ""
    elif held.interview.enough or any(step.kind is not StepKind.COMPLAINT for step in held.interview.steps):
        held.interview = asking.back(held.interview)
    else:
        held.changing = WORDS


def _enough(_ground: Ground, held: Held) -> None:
    held.interview = asking.enough(held.interview)


def _go_on(_ground: Ground, held: Held) -> None:
    held.interview = replace(held.interview, enough=False)


def _danger_again(_ground: Ground, held: Held) -> None:
    held.interview = asking.asked_again(held.interview, StepKind.DANGER)


def _journal_again(_ground: Ground, held: Held) -> None:
    """Also where what it says made an emergency, which ends all other questions."""
    held.interview = asking.asked_again(held.interview, StepKind.JOURNAL)
    held.changing = JOURNAL


def _change(ground: Ground, held: Held) -> None:
    """Change an answer, or give one that would settle a cause."""
    finding = ground.knowledge.findings.get(ground.posted.text("finding"))
    if finding is not None and finding.question and (not finding.discreet or finding.id in held.interview.answers):
        held.changing = finding.id


_Doing = Callable[[Ground, Held], tuple[FieldError, ...] | None]
_DOING: Mapping[str, _Doing] = {
    "words": _words,
    "told": _told,
    "journal": _journal,
    "danger": _danger,
    "complaint": _complaint,
    "question": _question,
    "open": _open,
    "read": _read,
    "help_again": _help_again,
    "back": _back,
    "enough": _enough,
    "on": _go_on,
    "danger_again": _danger_again,
    "journal_again": _journal_again,
    "change": _change,
}
