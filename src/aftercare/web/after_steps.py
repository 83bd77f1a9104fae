"""What the page after a save shows next. Pure: the outcome of the save and how far the person is, in; one step out.

The order is binding (SAFETY 2, 4): what cannot wait, before anything else; whether what was read in one's own words is
so now; *was it wanted?*; *Any of these now?*; the questions that open rules leave, one a screen; then plain counts. An
emergency ends the questions, but not the one about own words, which can take it back.
"""

from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import DangerLine, Finding
from aftercare.model.assessment import Action, Fired
from aftercare.usecases.after_save import AfterSave
from aftercare.usecases.discreet import discreet_flags, is_discreet, is_discreet_question, is_of_mind
from aftercare.usecases.quotes import Quote
from aftercare.web.desk import AfterSaving

WANTED, DANGER = "wanted", "danger"
"""Names under which these two are remembered as answered or skipped."""


class Kind(StrEnum):
    """Which page it is."""

    FLAGS = "flags"
    QUOTE = "quote"
    WANTED = "wanted"
    DANGER = "danger"
    QUESTION = "question"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page."""

    kind: Kind
    flags: tuple[Fired, ...] = ()
    """What cannot wait, most urgent first: on its own page, and as a reminder on the last."""
    neutral_line: bool = False
    """One line that says nothing, and opens a page for this person only."""
    lines: tuple[DangerLine, ...] = ()
    question: Finding | None = None
    quotes: tuple[Quote, ...] = ()
    """Own words behind these flags, each with the question whether that is so now."""
    private: bool = False
    """The answer is about despair or violence, and is kept only if asked for."""


def next_step(saved: AfterSave, progress: AfterSaving, knowledge: Knowledge) -> Step:
    """See the module docstring."""
    first = saved.screening.first_screen
    urgent = tuple(flag for flag in first if progress.opened or not is_discreet(knowledge, flag))
    quiet = not progress.opened and bool(discreet_flags(knowledge, saved.screening.fired))
    rules = {flag.rule for flag in urgent}
    quotes = tuple(one for one in saved.quotes if rules.intersection(one.rules) and one.key not in progress.passed)
    if any(flag_key(flag) not in progress.seen for flag in urgent):
        shown = () if any(is_of_mind(knowledge, flag) for flag in urgent) else quotes
        return Step(kind=Kind.FLAGS, flags=urgent, neutral_line=quiet, quotes=shown)
    if quotes:
        private = any(knowledge.findings[name].discreet for name in quotes[0].findings)
        return Step(kind=Kind.QUOTE, quotes=quotes[:1], private=private, neutral_line=quiet)
    if not any(flag.action is Action.EMERGENCY for flag in urgent):
        if saved.ask_wanted and WANTED not in progress.passed:
            return Step(kind=Kind.WANTED)
        if saved.danger_lines and DANGER not in progress.passed:
            return Step(kind=Kind.DANGER, lines=saved.danger_lines, neutral_line=quiet)
        question = _next_question(saved, progress, knowledge)
        if question is not None:
            return Step(kind=Kind.QUESTION, question=question, neutral_line=quiet)
    return Step(kind=Kind.END, flags=urgent, neutral_line=quiet)


def _next_question(saved: AfterSave, progress: AfterSaving, knowledge: Knowledge) -> Finding | None:
    for question in saved.questions:
        held = not progress.opened and is_discreet_question(knowledge, question, saved, progress.told)
        if question.id not in progress.passed and not held:
            return question
    return None


def flag_key(flag: Fired) -> str:
    """A flag as read: one that has become more urgent is a new one."""
    return f"{flag.rule} {flag.action.value}"
