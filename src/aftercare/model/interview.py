"""An interview as far as it has come, and a check that the person chose to keep. Both live in the vault only.

A kept check holds what was said then: what is known may change later, and a kept page must not change with it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from aftercare.model.assessment import Action, Level
from aftercare.model.check import Fit, Subject
from aftercare.model.fact import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer. Unknown is "not sure" or skipped, and is never taken as no."""

    finding: str
    status: Status


class StepKind(StrEnum):
    """What a screen of the interview asks."""

    JOURNAL = "journal"
    """What the journal says was looked through."""
    DANGER = "danger"
    """The danger list."""
    COMPLAINT = "complaint"
    """What it is about, for those who would rather tap than write."""
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredStep:
    """What one screen was answered with."""

    kind: StepKind
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One check from its first words to its result. Each change makes a new one; nothing is kept unless asked to."""

    id: str
    begun: datetime
    words: str = ""
    subject: Subject = field(default_factory=Subject)
    use_journal: bool = True
    steps: tuple[AnsweredStep, ...] = ()
    enough: bool = False
    """The person asked for the result before all questions were asked."""

    def has_seen(self, kind: StepKind) -> bool:
        """Whether a screen of this kind was answered."""
        return any(step.kind is kind for step in self.steps)

    @property
    def questions_asked(self) -> int:
        """How many of the twelve questions were asked; the danger list and the look at the journal do not count."""
        return sum(step.kind is StepKind.QUESTION for step in self.steps)

    @property
    def answers(self) -> dict[str, Status]:
        """By finding, the last answer given."""
        return {one.finding: one.status for step in self.steps for one in step.answers}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReason:
    """Why the level was what it was."""

    rule: str
    action: Action
    because: str
    discreet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCause:
    """A cause that was shown."""

    id: str
    title: str
    fit: Fit
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    discreet: bool = False
    """It is about despair, violence or unwanted sex, or a reason for it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """A question that was asked and what was said."""

    finding: str
    text: str
    status: Status
    discreet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheck:
    """A result, as it stood when the person chose to keep it."""

    id: str
    at: datetime
    words: str
    level: Level
    within: str
    reasons: tuple[KeptReason, ...]
    causes: tuple[KeptCause, ...]
    answers: tuple[KeptAnswer, ...]

    @property
    def is_private(self) -> bool:
        """Whether it tells of despair, violence or unwanted sex: such a check leaves only where asked for."""
        return any(one.discreet for one in self.reasons) or any(one.discreet for one in self.answers)
