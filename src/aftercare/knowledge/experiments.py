"""The shape of what can be tried out on oneself: one change at a time, as data (DESIGN 6, SAFETY 6).

A template says what is done on a round of the change, what "as usual" means, which encounters count, what to look at,
and when it is not offered. A change may only add protection, time or comfort, or take away a risk; the linter and
`OwnRule` hold what a person's own change may not ask. Values only.
"""

from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.condition import Passage
from aftercare.knowledge.rule import Duration, Expression
from aftercare.model.measure import Condition, Phase

OWN = "own"
"""What stands in place of a template where the change is the person's own."""


class Company(StrEnum):
    """With whom an encounter must be to count."""

    ANYONE = "anyone"
    PARTNERED = "partnered"
    SOLO = "solo"


class Adds(StrEnum):
    """What a change may do; nothing else is allowed (SAFETY 6)."""

    PROTECTION = "protection"
    TIME = "time"
    COMFORT = "comfort"
    LESS_RISK = "less_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsWhen:
    """An encounter counts where this measure is open or meets the condition: what nobody asked excludes nothing."""

    measure: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedOutcome:
    """A measure worth looking at for this change."""

    measure: str
    better: int
    """+1 where more of it is better, -1 where less is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWhile:
    """While these findings hold, the change is not offered, and an experiment with it pauses."""

    when: Expression
    why: str
    """One kind sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentTemplate:
    """One change that can be tried."""

    id: str
    name: str
    change: str
    """What is done on a round of the change, as told when it is revealed; at most 200 characters."""
    usual: str
    """What "as usual" means."""
    adds: Adds
    phase: Phase
    company: Company = Company.ANYONE
    counts_when: tuple[CountsWhen, ...] = ()
    organs: frozenset[str] = frozenset()
    """Only for people with one of these organs; empty for everyone."""
    care: tuple[str, ...] = ()
    """What to mind, told with the change."""
    why: tuple[Passage, ...]
    """Why it may help, each with its sources and how sure that is."""
    outcomes: tuple[SuggestedOutcome, ...]
    not_while: tuple[NotWhile, ...] = ()
    ask: str
    """How it is asked afterwards whether it was done."""
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """What a person's own change may not ask for, and what is said where its words do."""

    id: str
    any_of: tuple[str, ...]
    """Patterns over lower-case words: a word, a beginning*, an *ending, a stem~ that may have a slip of one letter, or
    several in a row; "..." between two stands for up to four words. A number is a word, with letters stuck to it: 17yo.
    """
    unless: tuple[str, ...] = ()
    """Patterns that make it harmless, where they hold too."""
    needs: bool = False
    """The other way round: it is refused where no pattern stands. What words can't be read as adding something is not
    taken on trust, because a list of what is forbidden never knows every way to say it."""
    sentence: str
    """One kind sentence why not."""
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWhen:
    """A finding of an encounter that pauses whatever runs (SAFETY 6: pain of 7 or more)."""

    id: str
    """The finding, as measures give it."""
    stands_for: Duration
    """For so long after the encounter nothing is gone on with."""
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Which way of an outcome is better, for everyone who looks at it."""

    id: str
    """The measure."""
    better: int
    """+1 where more of it is better, -1 where less is."""
    none_where: CountsWhen | None = None
    """Where this holds it counts as none of it: happy tears are no distress (DESIGN 5)."""
