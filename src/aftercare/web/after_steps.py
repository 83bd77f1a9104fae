"""What the page after a save shows next. Pure: the outcome of the save and how far the person is, in; one step out.

The order is binding (SAFETY 2, 4): what cannot wait, before anything else; *was it wanted?*; *Any of these now?*; the
questions that open rules leave, one a screen; then plain counts. An emergency ends the questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.schema import DangerLine, Finding
from aftercare.model.assessment import Action, Fired
from aftercare.usecases.after_save import AfterSave
from aftercare.web.desk import AfterSaving

WANTED, DANGER = "wanted", "danger"
"""Names under which these two are remembered as answered or skipped."""


class Kind(StrEnum):
    """Which page it is."""

    FLAGS = "flags"
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


def next_step(saved: AfterSave, progress: AfterSaving, rules: Mapping[str, RedFlag]) -> Step:
    """See the module docstring."""
    urgent = tuple(flag for flag in saved.screening.first_screen if progress.opened or not rules[flag.rule].discreet)
    quiet = not progress.opened and bool(discreet_flags(saved, rules))
    if any(flag_key(flag) not in progress.seen for flag in urgent):
        return Step(kind=Kind.FLAGS, flags=urgent, neutral_line=quiet)
    if not any(flag.action is Action.EMERGENCY for flag in urgent):
        if saved.ask_wanted and WANTED not in progress.passed:
            return Step(kind=Kind.WANTED)
        if saved.danger_lines and DANGER not in progress.passed:
            return Step(kind=Kind.DANGER, lines=saved.danger_lines, neutral_line=quiet)
        for question in saved.questions:
            if question.id not in progress.passed and (progress.opened or not _is_discreet(question, saved, rules)):
                return Step(kind=Kind.QUESTION, question=question, neutral_line=quiet)
    return Step(kind=Kind.END, flags=urgent, neutral_line=quiet)


def flag_key(flag: Fired) -> str:
    """A flag as read: one that has become more urgent is a new one."""
    return f"{flag.rule} {flag.action.value}"


def discreet_flags(saved: AfterSave, rules: Mapping[str, RedFlag]) -> tuple[Fired, ...]:
    """The flags that never make a page of their own accord: about unwanted sex, violence, fear (SAFETY 4)."""
    return tuple(flag for flag in saved.screening.fired if rules[flag.rule].discreet and not flag.quieted)


def _is_discreet(question: Finding, saved: AfterSave, rules: Mapping[str, RedFlag]) -> bool:
    """Whether only discreet rules ask it: then asking it unbidden would give them away."""
    askers = [rule.rule for rule in saved.screening.open if question.id in rule.ask]
    return bool(askers) and all(rules[rule].discreet for rule in askers)
