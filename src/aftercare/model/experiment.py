"""A self-experiment: a randomised trial of one change on oneself, and what came of it (DESIGN 6, PATTERNS 5).

Values only. The plan says what is changed, what is looked at and how long; the draws, which arm was revealed when and
to which encounter it belongs. Randomised, so that the words "made a difference" may be used, and only here. The order
is never written down: it follows from the seed, which stays in the vault.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aftercare.model.errors import BadValue

BLOCK = 4
"""Encounters to a block: two of each arm, in random order."""
FEWEST_ROUNDS, USUAL_ROUNDS, MOST_ROUNDS = 24, 40, 80
LONGEST_OWN = 200


class Arm(StrEnum):
    """What is to be done."""

    USUAL = "usual"
    """As usual: what one would have done anyway. "A" in files."""
    CHANGE = "change"
    """The one change. "B" in files."""


class Compliance(StrEnum):
    """Whether the revealed arm was what happened. Never part of the main analysis: that goes by what was drawn."""

    AS_DRAWN = "as_drawn"
    PARTLY = "partly"
    OTHERWISE = "otherwise"


class OutcomeKind(StrEnum):
    """How the outcome is measured."""

    SCORE = "score"
    BINARY = "binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One arm as it was revealed. It stands until an encounter that can count is logged."""

    place: int
    """From 0, in the order of the draw: place // 4 is the block."""
    arm: Arm
    revealed: datetime
    entry: str | None = None
    """The encounter it belongs to; None while it stands, or where it was given back."""
    compliance: Compliance | None = None
    void: str = ""
    """Why it does not count, by a fixed word: left_out (whatever for: that sex was not wanted is not written a second
    time), deleted, ineligible (changed since, so that it is none that can count), given_back, unsafe (taken back when
    a danger came up); empty: it counts. Its place is not drawn again, so that what is left out cannot steer the order.
    """


class EndReason(StrEnum):
    """Why an experiment ended."""

    FINISHED = "finished"
    CLEAR_EARLY = "clear_early"
    """The any-time evidence reached 20 and the person chose to stop."""
    STOPPED = "stopped"
    """The person stopped it, whatever for."""
    SAFETY = "safety"
    """A red flag that is not to be waited with, or pain of 7 or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which nothing is drawn."""

    begun: datetime
    why: str
    """"own" or "safety"."""
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One experiment, from plan to end."""

    id: str
    template: str
    """Id of a template; "own" for the person's own."""
    change: str
    """What is done on a round of the change, in one sentence, as it stood when it began."""
    outcome: str
    """Id of a measure of the catalogue or the person's own."""
    better: int
    """+1 where more of the outcome is better, -1 where less is."""
    rounds: int
    seed: str
    """64 hexadecimal digits from the operating system's source of chance; decides the whole order."""
    begun: datetime
    draws: tuple[Draw, ...] = ()
    outside: tuple[str, ...] = ()
    """Encounters of its time that were logged without a reveal: counted, not analysed."""
    pauses: tuple[Pause, ...] = ()
    ended: datetime | None = None
    end_reason: EndReason | None = None
    chance: float | None = None
    """The chance of a clear answer that the person was told before it began."""

    def __post_init__(self) -> None:
        if self.rounds % BLOCK or not FEWEST_ROUNDS <= self.rounds <= MOST_ROUNDS:
            raise BadValue(
                f"An experiment has {FEWEST_ROUNDS} to {MOST_ROUNDS} rounds, in steps of {BLOCK}.", where="rounds"
            )
        if self.better not in (-1, 1):
            raise BadValue("Say whether more or less of the outcome is better.", where="better")
        if len(self.seed) != 64 or any(digit not in "0123456789abcdef" for digit in self.seed):
            raise BadValue("The seed of the draw is not whole.", where="seed")
        if not 0 < len(self.change) <= LONGEST_OWN:
            raise BadValue(f"Say the change in 1 to {LONGEST_OWN} characters.", where="change")

    @property
    def is_running(self) -> bool:
        """Begun and not ended; it may be paused."""
        return self.ended is None

    @property
    def is_paused(self) -> bool:
        """Nothing is drawn at the moment."""
        return any(pause.ended is None for pause in self.pauses)

    @property
    def standing(self) -> Draw | None:
        """The arm that is revealed and waits for an encounter."""
        last = self.draws[-1] if self.draws else None
        return last if last is not None and last.entry is None and not last.void else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One encounter of a trial as the analysis sees it."""

    block: int
    arm: Arm
    value: float | None
    """None where the outcome was not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """All that the analysis sees: rounds in the order they were drawn."""

    kind: OutcomeKind
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What a trial comes to. The effect is change minus usual, in the outcome's units (for yes/no: in probability)."""

    p: float
    """Two-sided p of the randomisation test over the blocks so far; 1 where nothing can be said."""
    evidence: float
    """Any-time evidence now (an e-value): it may be looked at after every block."""
    evidence_max: float
    """The largest at any look so far."""
    effect: float | None
    low: float | None
    """95 % interval, by inverting the test; None where it is open on that side or nothing can be said."""
    high: float | None
    usual: tuple[float, ...]
    change: tuple[float, ...]
    """The recorded values of each arm, in order."""
    missing: int
    """Rounds drawn whose outcome was not recorded."""
