"""What a check takes and what it comes to: whom it is about, the level with its reasons, possible causes, what to ask.

Values only. `check.assess` makes an `Assessment`. A cause is possible, never a diagnosis; there is no percentage.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from aftercare.model.assessment import Action, Level, Screening
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.measure import Organ


class Pregnant(StrEnum):
    """What is said about a pregnancy."""

    YES = "yes"
    NO = "no"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Writer(StrEnum):
    """Who writes."""

    SELF = "self"
    PARTNER = "partner"
    FRIEND = "friend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The one the check is about: whoever has the complaint, who need not be the one who writes."""

    youngest: int | None = None
    """The least age they can have; None when unknown."""
    oldest: int | None = None
    """The greatest."""
    organs: frozenset[Organ] | None = None
    pregnant: Pregnant = Pregnant.UNKNOWN
    writer: Writer = Writer.SELF


class Fit(StrEnum):
    """How a possible cause fits, in words: never a percentage."""

    DANGEROUS = "dangerous_and_not_excluded"
    """Only while a red flag that guards it fires or is open (SAFETY 2)."""
    WELL = "fits_well"
    PARTLY = "fits_partly"
    LESS = "less_likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for or against a cause."""

    text: str
    finding: str
    """Empty where it is that the words are like what others write about it."""
    origins: tuple[Origin, ...]
    quotes: tuple[str, ...]
    """The person's own words it was read from."""
    entries: tuple[str, ...]
    """The journal's entries it was read from."""
    sources: tuple[str, ...]
    counts: float = field(repr=False)
    """How much it weighed, as the logarithm of a likelihood ratio: for the order of reasons, not to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleCause:
    """A cause that fits, more or less. Its page in the library has the rest: first steps, what a clinician asks."""

    id: str
    name: str
    title: str
    fit: Fit
    speaks_for: tuple[Reason, ...]
    speaks_against: tuple[Reason, ...]
    settles: tuple[str, ...]
    """Findings not known yet that would tell the most about it."""
    score: float = field(repr=False)
    """For the order only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelReason:
    """Why the level is what it is."""

    rule: str
    """A red flag's id, or D1 to D4."""
    action: Action
    within: str
    service: str
    because: str
    sources: tuple[str, ...]
    fired: bool
    """False where it holds only until the next questions are answered."""
    do_now: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    look_again: tuple[str, ...] = ()
    alike: bool = False
    """It rests on words that are only like those of others who told such a danger."""
    discreet: bool = False
    """About despair, violence or unwanted sex: never a screen of its own where another could look (SAFETY 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding as the check sees it, and where that comes from."""

    id: str
    lay: str
    status: Status
    facts: tuple[Fact, ...]
    confirm: bool
    """An absence read in words that a red flag must not rest on: it is offered as "No fever: right?"."""
    discreet: bool

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Answer, words, journal: each once, in this order."""
        told = {fact.origin for fact in self.facts}
        return tuple(origin for origin in Origin if origin in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextQuestion:
    """What to ask next."""

    finding: str
    text: str
    why: str
    rule: str
    """The open red flag it decides; empty where it tells causes apart."""
    confirms: bool = False
    """The words said no to it: "No fever: right?"."""
    lay: str = ""
    discreet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a check comes to."""

    level: Level
    action: Action
    within: str
    service: str
    reasons: tuple[LevelReason, ...]
    """All that fired, and what is open, the most urgent first; the first gives the level."""
    screening: Screening
    causes: tuple[PossibleCause, ...]
    """In the order to be shown."""
    findings: tuple[FindingLine, ...]
    next_question: NextQuestion | None
    """None when nothing more would tell, when twelve were asked, or when an emergency ends the interview."""

    @property
    def is_emergency(self) -> bool:
        """An emergency that fired: it ends the interview."""
        return any(reason.fired and reason.action is Action.EMERGENCY for reason in self.reasons)
