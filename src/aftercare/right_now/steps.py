"""The guides of Right now: for whom, for what, one instruction a screen. Data in `knowledge/data/right_now`.

Takes the knowledge folder, returns guides whose every way leads somewhere. Must never store or count anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aftercare.knowledge.load import DATA, read_section
from aftercare.model.errors import BadFile

DANGER = "danger:"
"""A choice that leads into the danger list; what follows names the kind of danger."""
GUIDE = "guide:"
"""A choice that leads to the start of another guide."""


class Who(StrEnum):
    """Whom it is about: the one who reads, or the one beside them."""

    ME = "me"
    PARTNER = "partner"


class What(StrEnum):
    """What is happening, in the order offered."""

    TEARS = "tears"
    PAIN = "pain"
    PANIC = "panic"
    NUMB = "numb"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that decides which step comes next."""

    label: str
    to: str
    """A step of this guide, or DANGER or GUIDE and a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A breath to follow, in whole seconds."""

    inhale: int
    exhale: int

    def __post_init__(self) -> None:
        if min(self.inhale, self.exhale) < 1:
            raise BadFile("A breath takes whole seconds, in and out.", where=f"{self.inhale}, {self.exhale}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One screen."""

    id: str
    say: str
    more: str = ""
    pacer: Pace | None = None
    choices: tuple[Choice, ...] = ()
    services: tuple[str, ...] = ()
    """Kinds of help lines to show here."""
    sources: tuple[str, ...] = ()
    last: bool = False
    """Nothing follows, though other steps come later in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The way through one situation."""

    id: str
    who: Who
    what: What
    title: str
    side: str
    """`body` or `mind`: which half of the danger list comes first (SAFETY 2)."""
    steps: tuple[Step, ...]
    also: tuple[str, ...] = ()
    """Lines that its danger list has beside those that stand in every one."""
    never: tuple[str, ...] = ()
    """Sentences not to say."""
    why_not: str = ""
    """What is wrong with them."""
    rather: tuple[str, ...] = ()
    """Sentences that may be said instead."""
    discreet: bool = False
    """Shown small, with the way to leave at its start, and without an offer to write anything down."""
    reviewed: str | None = None

    def __post_init__(self) -> None:
        names = {step.id for step in self.steps}
        if len(names) != len(self.steps):
            raise BadFile("Two steps share one id.", where=self.id)
        for step in self.steps:
            for choice in step.choices:
                if not choice.to.startswith((DANGER, GUIDE)) and choice.to not in names:
                    raise BadFile("A choice leads to a step that isn't there.", where=f"{self.id}.{step.id}")

    def dangers_chosen(self) -> tuple[str, ...]:
        """The danger lines that its choices lead to."""
        ways = [choice.to for step in self.steps for choice in step.choices if choice.to.startswith(DANGER)]
        return tuple(dict.fromkeys(way.removeprefix(DANGER) for way in ways))

    def after(self, step: Step) -> Step | None:
        """The step that Next leads to; None where the person chooses or the guide ends."""
        if step.last or step.choices:
            return None
        index = self.steps.index(step) + 1
        return self.steps[index] if index < len(self.steps) else None


def read_guides(folder: Path = DATA / "right_now") -> Mapping[str, Guide]:
    """Every guide by id; BadFile where a choice leads to a guide that isn't there."""
    guides = read_section(folder, Guide)
    for guide in guides.values():
        for step in guide.steps:
            for choice in step.choices:
                if choice.to.startswith(GUIDE) and choice.to.removeprefix(GUIDE) not in guides:
                    raise BadFile("A choice leads to a guide that isn't there.", where=f"{guide.id}.{step.id}")
    return guides
