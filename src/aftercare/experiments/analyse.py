"""What a trial comes to: p, any-time evidence, effect and interval (PATTERNS 5).

Takes the rounds of a trial by the arm that was drawn (intention to treat), returns a `TrialResult`. Pure and
deterministic. How each part is worked out stands in `evidence`, `randomisation` and `interval`. A trial is a family of
its own: no other question counts against it. Must never look at whether the arm was kept to.
"""

from enum import StrEnum

from aftercare.experiments.blocks import Block, blocks_of
from aftercare.experiments.evidence import evidence_after_each
from aftercare.experiments.interval import MISSED, interval, two_sided
from aftercare.experiments.randomisation import crossings
from aftercare.model.experiment import Arm, OutcomeKind, Trial, TrialResult

CLEAR = 20.0
"""Any-time evidence from which one may stop: without a difference it is ever reached in at most one trial in 20."""
P_CLEAR = 0.04
"""p at the end, at or below which the answer is clear. Less than .05, because the any-time evidence may answer too:
either was there in 5.0 % of 3,000 simulated trials of 60 rounds without a difference, with .05 in 6.1 %."""


class Silent(StrEnum):
    """Why a trial says nothing."""

    NO_ROUNDS = "no_rounds"
    NOTHING_RECORDED = "nothing_recorded"
    ONE_ARM = "one_arm"
    """All recorded rounds were of the same arm."""
    NO_BLOCK_WITH_BOTH = "no_block_with_both"
    """Both arms were recorded, but never in the same block: only rounds of one block can be compared."""
    ALWAYS_THE_SAME = "always_the_same"
    """The outcome was the same in every round that can be compared."""


def analyse(trial: Trial, *, missed: float = MISSED) -> TrialResult:
    """Analyse the rounds so far. Where nothing can be said p is 1 and the evidence as far as it came; see `silent`.

    `missed` is the share of intervals that may miss the truth.
    """
    blocks = blocks_of(trial.rounds)
    evidence = evidence_after_each(blocks)
    usual, change = _recorded(trial, Arm.USUAL), _recorded(trial, Arm.CHANGE)
    telling = [block for block in blocks if block.tells]
    p, low, high = 1.0, None, None
    if any(block.deviations.any() for block in telling):
        found = crossings(telling)
        p, (low, high) = two_sided(found), interval(found, missed)
    if trial.kind is OutcomeKind.BINARY:
        # A share cannot change by more than all.
        low, high = (None if end is None else min(1.0, max(-1.0, end)) for end in (low, high))
    return TrialResult(
        p=p,
        evidence=float(evidence[-1]) if len(evidence) else 1.0,
        evidence_max=max(1.0, float(evidence.max())) if len(evidence) else 1.0,
        effect=_effect(telling),
        low=low,
        high=high,
        usual=usual,
        change=change,
        missing=len(trial.rounds) - len(usual) - len(change),
    )


def silent(trial: Trial) -> Silent | None:
    """Why nothing can be said of a trial; None where something can."""
    usual, change = _recorded(trial, Arm.USUAL), _recorded(trial, Arm.CHANGE)
    telling = [block for block in blocks_of(trial.rounds) if block.tells]
    if not trial.rounds:
        return Silent.NO_ROUNDS
    if not usual and not change:
        return Silent.NOTHING_RECORDED
    if not usual or not change:
        return Silent.ONE_ARM
    if not telling:
        return Silent.NO_BLOCK_WITH_BOTH
    if not any(block.deviations.any() for block in telling):
        return Silent.ALWAYS_THE_SAME
    return None


def _recorded(trial: Trial, arm: Arm) -> tuple[float, ...]:
    return tuple(each.value for each in trial.rounds if each.arm is arm and each.value is not None)


def _effect(blocks: list[Block]) -> float | None:
    """Change minus usual, in the outcome's units: differences within blocks, each block by how much it tells.

    For whole blocks of two and two the plain mean of their differences; else Σ (y − ȳ)(a − ā) / Σ (a − ā)², which is
    the shift at which the randomisation test sees nothing left.
    """
    if not blocks:
        return None
    differences = sum(float(block.deviations[block.changed].sum()) for block in blocks)
    told = sum(float((block.changed - block.changed.mean())[block.changed].sum()) for block in blocks)
    return differences / told
