"""The chance of a clear answer, told before an experiment begins."""

import time

import pytest

from aftercare.experiments.chance import (
    HALF,
    HALF_AGAIN,
    LENGTHS,
    THIRD_LESS,
    Basis,
    Size,
    chance_of_clear_answer,
    outlook,
)
from aftercare.model.experiment import OutcomeKind

SCORE, BINARY = OutcomeKind.SCORE, OutcomeKind.BINARY
STEADY = [5.0, 6.0, 5.0, 4.0, 5.0, 6.0, 5.0, 5.0, 4.0, 6.0, 5.0, 5.0]
UP_AND_DOWN = [1.0, 9.0, 5.0, 0.0, 8.0, 2.0, 10.0, 5.0, 3.0, 9.0, 1.0, 7.0]
NOW_AND_THEN = [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0]


def at_end(values: list[float], kind: OutcomeKind, size: Size) -> list[float]:
    return [chance.at_end for chance in outlook(values, kind, size=size, seed=5).chances]


def test_more_rounds_give_a_better_chance() -> None:
    for values, kind in ((UP_AND_DOWN, SCORE), (NOW_AND_THEN, BINARY)):
        chances = at_end(values, kind, HALF)
        assert chances == sorted(chances)
        assert chances[-1] > chances[0]


def test_who_has_few_ups_and_downs_needs_fewer_rounds() -> None:
    assert at_end(STEADY, SCORE, HALF)[0] > 0.95 > 0.6 > at_end(UP_AND_DOWN, SCORE, HALF)[0]


def test_a_smaller_change_is_harder_to_see() -> None:
    assert at_end(UP_AND_DOWN, SCORE, THIRD_LESS)[1] < at_end(UP_AND_DOWN, SCORE, HALF)[1]
    assert at_end(UP_AND_DOWN, SCORE, Size(points=-1))[1] < at_end(UP_AND_DOWN, SCORE, Size(points=-3))[1]


def test_more_can_be_the_hope_as_well_as_less() -> None:
    assert at_end(STEADY, SCORE, HALF_AGAIN)[1] > 0.9
    assert at_end(NOW_AND_THEN, BINARY, HALF_AGAIN)[3] > 0.2


def test_a_score_tells_more_than_yes_or_no() -> None:
    assert at_end([], SCORE, HALF)[2] > at_end([], BINARY, HALF)[2] + 0.2


def test_no_change_at_all_is_called_clear_no_more_than_one_time_in_twenty() -> None:
    """Within what 500 made-up trials can be off by."""
    for values, kind in ((UP_AND_DOWN, SCORE), (STEADY, SCORE), (NOW_AND_THEN, BINARY)):
        for chance in outlook(values, kind, size=Size(times=1.0), seed=3).chances:
            assert chance.at_end <= 0.05 + 0.03
            assert chance.on_the_way <= 0.05


def test_stopping_early_is_possible_less_often_than_a_clear_end() -> None:
    for chance in outlook(UP_AND_DOWN, SCORE, size=HALF, seed=2).chances:
        assert chance.on_the_way <= chance.at_end + 0.02


def test_with_fewer_than_eight_values_it_says_that_a_typical_spread_stands_in() -> None:
    assert outlook(UP_AND_DOWN[:7], SCORE, size=HALF, seed=1).basis is Basis.TYPICAL
    assert outlook(UP_AND_DOWN[:8], SCORE, size=HALF, seed=1).basis is Basis.OWN
    assert at_end([], SCORE, HALF) == at_end([3.0], SCORE, HALF)


@pytest.mark.parametrize("ends", [(0.0, 3.0), (0.0, 10.0), (-5.0, 5.0)])
def test_the_typical_spread_goes_with_the_scale(ends: tuple[float, float]) -> None:
    chances = outlook([], SCORE, size=Size(times=0.5, ends=ends), seed=1).chances
    assert 0.4 < chances[1].at_end < 1.0


def test_an_outcome_that_is_always_the_same_cannot_be_tested_and_it_says_so() -> None:
    for values, kind in (([0.0] * 9, BINARY), ([4.0] * 20, SCORE)):
        told = outlook(values, kind, size=HALF, seed=1)
        assert told.basis is Basis.NEVER_VARIES
        assert {chance.at_end for chance in told.chances} == {0.0}


def test_the_same_question_gets_the_same_answer() -> None:
    assert outlook(UP_AND_DOWN, SCORE, size=HALF, seed=9) == outlook(UP_AND_DOWN, SCORE, size=HALF, seed=9)
    one = chance_of_clear_answer(UP_AND_DOWN, SCORE, 40, size=HALF, seed=9)
    assert one == outlook(UP_AND_DOWN, SCORE, size=HALF, seed=9).chances[LENGTHS.index(40)].at_end


def test_all_four_lengths_come_within_a_second() -> None:
    started = time.process_time()
    outlook(UP_AND_DOWN, SCORE, size=HALF, seed=1)
    assert time.process_time() - started < 1.0
