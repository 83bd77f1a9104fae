"""The shape of what speaks for and against each cause, and of the levels that hold where no red flag does.

A weight is a natural logarithm of a likelihood ratio, written as a step: judgement is no finer than that, and a reader
can argue with a step. Weights only order causes; no level ever comes from them (SAFETY 2).
"""

from dataclasses import dataclass
from math import log

from aftercare.knowledge.rule import Expression
from aftercare.model.assessment import Action
from aftercare.model.errors import BadValue

LIKELIHOOD_RATIO_OF_STEP = (1.0, 1.5, 3.0, 8.0, 20.0)
"""Slight, fair, strong, very strong: how many times as often among people with the cause as among others."""
MOST_STEPS = len(LIKELIHOOD_RATIO_OF_STEP) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighs:
    """What one finding says about one cause."""

    finding: str
    present: int = 0
    """From -4 to 4: below 0 it speaks against."""
    absent: int = 0
    """The same for a clear "no"; 0 where a "no" says nothing."""
    because: str = ""
    """Said when the finding is present and counts."""
    if_not: str = ""
    """Said when it is absent and that counts."""
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        if max(abs(self.present), abs(self.absent)) > MOST_STEPS:
            raise BadValue(f"A weight goes from -{MOST_STEPS} to {MOST_STEPS}.", where=self.finding)

    @property
    def when_present(self) -> float:
        """The logarithm of the likelihood ratio of a "yes"."""
        return log_ratio(self.present)

    @property
    def when_absent(self) -> float:
        """The logarithm of the likelihood ratio of a "no"."""
        return log_ratio(self.absent)


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseWeights:
    """All that speaks for and against one cause. The id is the cause's."""

    id: str
    dangerous_when: tuple[str, ...] = ()
    """Rules: while one of them fires or is open, the cause is "dangerous and not excluded" (SAFETY 2)."""
    only_if: tuple[str, ...] = ()
    """The cause is left out when all of these are known absent."""
    leads: tuple[str, ...]
    """The complaints it can be behind: it is looked at only when one of them is present."""
    weighs: tuple[Weighs, ...]
    reviewed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackLevel:
    """A level that holds where words or answers bring up no red flag: D1 to D4 (SAFETY 2), the first that fits."""

    id: str
    told: str
    """`body`, `feeling` or `anything` that was told; `nothing` where nothing could be read."""
    and_also: Expression | None = None
    """And this holds."""
    action: Action
    within: str
    service: str
    because: str
    ask: tuple[str, ...] = ()
    """Findings to ask about, in order, where what was told fits and it is not known whether the rest does."""
    look_again: tuple[str, ...] = ()
    """Look again if one of these comes."""
    sources: tuple[str, ...]
    reviewed: str | None = None


def log_ratio(step: int) -> float:
    """The logarithm of the likelihood ratio that a step stands for."""
    ratio = log(LIKELIHOOD_RATIO_OF_STEP[abs(step)])
    return ratio if step >= 0 else -ratio
