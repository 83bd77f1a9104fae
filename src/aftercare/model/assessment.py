"""The outcome of red-flag screening: which rules fired, which are open, and the level (SAFETY 1, 2)."""

from dataclasses import dataclass
from enum import StrEnum

from aftercare.model.fact import Fact


class Action(StrEnum):
    """What a rule asks for, most urgent first."""

    EMERGENCY = "EN"
    SAME_DAY = "SD"
    TWO_WEEKS = "2W"
    ROUTINE = "RT"
    THERAPIST = "TH"
    SELF_CARE = "SC"


class Level(StrEnum):
    """The interface's five levels, derived from an action."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    CLINICIAN = "clinician"
    THERAPIST = "therapist"
    SELF_CARE = "self_care"


ACTION_ORDER: tuple[Action, ...] = tuple(Action)
LEVEL_ORDER: tuple[Level, ...] = tuple(Level)
LEVEL_OF: dict[Action, Level] = {
    Action.EMERGENCY: Level.EMERGENCY,
    Action.SAME_DAY: Level.SAME_DAY,
    Action.TWO_WEEKS: Level.CLINICIAN,
    Action.ROUTINE: Level.CLINICIAN,
    Action.THERAPIST: Level.THERAPIST,
    Action.SELF_CARE: Level.SELF_CARE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """A rule that fired: its most urgent branch that holds."""

    rule: str
    action: Action
    within: str
    service: str
    because: str
    """Begins with the time: "Within two weeks: ..."."""
    do_now: tuple[str, ...]
    do_not: tuple[str, ...]
    sources: tuple[str, ...]
    deciding: tuple[Fact, ...]
    quieted: bool = False
    """The person saw someone about it, or said it is all right; never for an emergency."""

    @property
    def level(self) -> Level:
        """The level of the interface."""
        return LEVEL_OF[self.action]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRule:
    """A rule that may hold: a core finding is present and something that decides it is unknown."""

    rule: str
    floor: Action
    ask: tuple[str, ...]
    """Findings to ask about next, in order."""
    could_be: Action
    """The most urgent action the rule could still come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """All rules that fired (most urgent first), all that are open, and the level they make together."""

    fired: tuple[Fired, ...]
    open: tuple[OpenRule, ...]

    @property
    def action(self) -> Action | None:
        """The most urgent action of fired rules and of open rules' floors; None when there is neither."""
        actions = [rule.action for rule in self.fired] + [rule.floor for rule in self.open]
        return min(actions, key=ACTION_ORDER.index, default=None)

    @property
    def level(self) -> Level | None:
        """The level of `action`."""
        return None if self.action is None else LEVEL_OF[self.action]

    @property
    def first_screen(self) -> tuple[Fired, ...]:
        """What comes before anything else: emergency and same-day only (SAFETY 2, alarm fatigue)."""
        return tuple(
            rule for rule in self.fired if rule.action in (Action.EMERGENCY, Action.SAME_DAY) and not rule.quieted
        )
