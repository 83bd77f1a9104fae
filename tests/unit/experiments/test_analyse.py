"""What a trial comes to, in the person's terms."""

from collections.abc import Sequence

import pytest

from aftercare.experiments.analyse import CLEAR, Silent, analyse, silent
from aftercare.experiments.blocks import blocks_of
from aftercare.model.experiment import Arm, OutcomeKind, Round, Trial

USUAL, CHANGE = Arm.USUAL, Arm.CHANGE
BOTH_WAYS = (USUAL, CHANGE, CHANGE, USUAL, CHANGE, USUAL, CHANGE, USUAL)


def trial(values: Sequence[float | None], arms: Sequence[Arm] | None = None, size: int = 4) -> Trial:
    drawn = arms or [BOTH_WAYS[place % 8] for place in range(len(values))]
    return Trial(
        kind=OutcomeKind.SCORE,
        rounds=tuple(
            Round(block=place // size, arm=arm, value=value)
            for place, (arm, value) in enumerate(zip(drawn, values, strict=True))
        ),
    )


def better_by(points: float, rounds: int = 40) -> Trial:
    """An outcome that goes up and down by itself and is lower with the change."""
    return trial([6.0 + (3 * place) % 4 - points * (BOTH_WAYS[place % 8] is CHANGE) for place in range(rounds)])


def test_a_large_difference_is_seen_with_its_direction_and_size() -> None:
    result = analyse(better_by(3))
    assert result.p <= 0.001
    assert result.evidence_max >= CLEAR
    assert result.effect == pytest.approx(-3, abs=0.8)
    assert result.low is not None and result.high is not None
    assert result.low <= -3 <= result.high < 0
    assert (len(result.usual), len(result.change), result.missing) == (20, 20, 0)


def test_the_effect_of_whole_blocks_is_the_plain_difference_of_means() -> None:
    result = analyse(better_by(2, 24))
    assert result.effect == pytest.approx(sum(result.change) / 12 - sum(result.usual) / 12)


def test_no_difference_leaves_zero_inside_the_interval() -> None:
    result = analyse(better_by(0))
    assert result.p > 0.05
    assert result.evidence_max < CLEAR
    assert result.low is not None and result.high is not None
    assert result.low < 0 < result.high


def test_a_life_that_gets_worse_all_along_is_not_taken_for_the_change() -> None:
    """Only rounds of one block are compared, so what drifts over the months stays out."""
    drifting = [(place // 4) * 2.0 + (3 * place) % 4 for place in range(40)]
    level = [(3 * place) % 4 + 0.0 for place in range(40)]
    assert analyse(trial(drifting)).p == analyse(trial(level)).p
    assert analyse(trial(drifting)).effect == analyse(trial(level)).effect


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (trial([]), Silent.NO_ROUNDS),
        (trial([None] * 8), Silent.NOTHING_RECORDED),
        (trial([1.0, 2.0, 3.0], [CHANGE] * 3), Silent.ONE_ARM),
        (trial([1.0, None, None, 4.0, 5.0, None, 7.0, None]), Silent.NO_BLOCK_WITH_BOTH),
        (trial([1.0, None, 3.0, 4.0]), None),
        (trial([1.0, 2.0, 3.0, 4.0], [USUAL, USUAL, CHANGE, CHANGE], size=2), Silent.NO_BLOCK_WITH_BOTH),
        (trial([5.0] * 16), Silent.ALWAYS_THE_SAME),
    ],
)
def test_where_nothing_can_be_said_it_says_why(given: Trial, why: Silent | None) -> None:
    result = analyse(given)
    assert silent(given) is why
    if why is not None:
        assert (result.p, result.evidence_max, result.low, result.high) == (1.0, 1.0, None, None)
        assert (result.effect is None) == (why is not Silent.ALWAYS_THE_SAME)


def test_a_round_without_a_value_is_counted_and_compared_with_nothing() -> None:
    whole = better_by(2, 24)
    gap = Trial(kind=whole.kind, rounds=(*whole.rounds, Round(block=9, arm=CHANGE, value=None)))
    assert analyse(gap).missing == 1
    assert analyse(gap).p == analyse(whole).p


def test_a_look_inside_a_block_adds_no_evidence_until_the_block_is_whole() -> None:
    """Else looking after every round would be more looks than the promise holds for."""
    ten_blocks = better_by(3)
    looks = [analyse(Trial(kind=ten_blocks.kind, rounds=ten_blocks.rounds[:count])) for count in (32, 33, 34, 35, 36)]
    assert looks[0].evidence == looks[1].evidence == looks[2].evidence == looks[3].evidence
    assert looks[4].evidence > looks[0].evidence


def test_the_most_evidence_so_far_is_kept_when_it_falls() -> None:
    """What was once clear is told, whatever came after."""
    turned = trial(
        [round_.value for round_ in better_by(4, 24).rounds] + [round_.value for round_ in better_by(-6, 24).rounds]
    )
    assert analyse(turned).evidence < CLEAR <= analyse(turned).evidence_max


def test_blocks_may_be_mixed_numbered_from_anywhere_and_of_any_size() -> None:
    rounds = [
        Round(block=7, arm=USUAL, value=3.0),
        Round(block=-2, arm=CHANGE, value=1.0),
        Round(block=7, arm=CHANGE, value=1.0),
        Round(block=-2, arm=USUAL, value=4.0),
        Round(block=7, arm=USUAL, value=5.0),
    ]
    result = analyse(Trial(kind=OutcomeKind.SCORE, rounds=tuple(rounds)))
    assert [len(block.values) for block in blocks_of(rounds)] == [2, 3]
    assert result.effect is not None and result.effect < 0
    assert 0 < result.p <= 1


def test_one_block_alone_can_never_be_clear() -> None:
    result = analyse(trial([9.0, 0.0, 0.0, 9.0]))
    assert result.p == pytest.approx(2 / 6)
    assert (result.low, result.high) == (None, None)


def test_one_long_block_is_analysed_too() -> None:
    """A stranger's file may hold forty rounds drawn as one block: too many arrangements to list."""
    arms = [BOTH_WAYS[place % 8] for place in range(40)]
    result = analyse(trial([round_.value for round_ in better_by(3).rounds], arms, size=40))
    assert result.p <= 0.001
    assert result.evidence_max > 1


def test_a_share_cannot_change_by_more_than_all() -> None:
    always = Trial(
        kind=OutcomeKind.BINARY,
        rounds=tuple(
            Round(block=place // 4, arm=arm, value=float(arm is CHANGE)) for place, arm in enumerate(BOTH_WAYS * 3)
        ),
    )
    result = analyse(always)
    assert result.effect == 1.0
    assert result.high == 1.0
    assert result.low is not None and -1.0 <= result.low <= 1.0


def test_values_that_lie_on_no_grid_give_the_same_answer_every_time() -> None:
    """Then the draws are drawn, from a fixed seed."""
    values = [6.0 + (place * 0.7320508) % 3.1 - 2.2360679 * (BOTH_WAYS[place % 8] is CHANGE) for place in range(40)]
    assert analyse(trial(values)) == analyse(trial(values))
    assert analyse(trial(values)).p <= 0.001
