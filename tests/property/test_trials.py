"""A trial on oneself promises: wrong in at most one of twenty, whatever the values, the gaps and the looks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product
from math import exp, isclose, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.experiments import randomisation
from aftercare.experiments.analyse import CLEAR, analyse
from aftercare.experiments.draw import ORDERS
from aftercare.model.experiment import Arm, OutcomeKind, Round, Trial, TrialResult

CLOSE = 1e-9
SCORES = st.integers(0, 10).map(float)
ANSWERS = st.sampled_from((0.0, 1.0))
SOMETIMES_MISSING = st.one_of(SCORES, SCORES, SCORES, SCORES, st.none())


def trial_of(arms: Sequence[Arm], values: Sequence[float | None], kind: OutcomeKind = OutcomeKind.SCORE) -> Trial:
    return Trial(
        kind=kind,
        rounds=tuple(
            Round(block=place // 4, arm=arm, value=value)
            for place, (arm, value) in enumerate(zip(arms, values, strict=True))
        ),
    )


def every_draw(blocks: int) -> Iterator[tuple[Arm, ...]]:
    for orders in product(ORDERS, repeat=blocks):
        yield tuple(arm for order in orders for arm in order)


def whole_trials(smallest: int, largest: int) -> st.SearchStrategy[Trial]:
    blocks = st.lists(
        st.tuples(st.sampled_from(ORDERS), st.lists(SCORES, min_size=4, max_size=4)),
        min_size=smallest,
        max_size=largest,
    )
    return blocks.map(
        lambda drawn: trial_of(
            [arm for order, _ in drawn for arm in order], [value for _, values in drawn for value in values]
        )
    )


ANY_ROUND = st.builds(
    Round,
    block=st.integers(-2, 4),
    arm=st.sampled_from(list(Arm)),
    value=st.one_of(st.none(), st.floats(-1e6, 1e6), SCORES),
)
ANY_TRIAL = st.builds(Trial, kind=st.just(OutcomeKind.SCORE), rounds=st.lists(ANY_ROUND, max_size=40).map(tuple))


def uneven_trials(smallest: int, largest: int) -> st.SearchStrategy[Trial]:
    """Blocks of sizes between about 2 and 12."""
    each = st.builds(Round, block=st.integers(0, 5), arm=st.sampled_from(list(Arm)), value=SOMETIMES_MISSING)
    rounds = st.lists(each, min_size=smallest, max_size=largest).map(tuple)
    return st.builds(Trial, kind=st.just(OutcomeKind.SCORE), rounds=rounds)


def assert_wrong_at_most_as_often_as_said(results: Sequence[TrialResult]) -> None:
    for level in {result.p for result in results}:
        assert sum(result.p <= level + CLOSE for result in results) <= level * len(results) + CLOSE


@settings(max_examples=6, deadline=None)
@given(st.lists(SOMETIMES_MISSING, min_size=9, max_size=12))
def test_without_any_difference_p_is_small_exactly_as_rarely_as_it_says(values: list[float | None]) -> None:
    """All 216 draws of three blocks, some values missing and the last block perhaps broken off."""
    results = [analyse(trial_of(arms[: len(values)], values)) for arms in every_draw(3)]
    assert_wrong_at_most_as_often_as_said(results)


@settings(max_examples=6, deadline=None)
@given(st.lists(ANSWERS, min_size=12, max_size=12))
def test_the_same_holds_for_yes_or_no(values: list[float]) -> None:
    results = [analyse(trial_of(arms, values, OutcomeKind.BINARY)) for arms in every_draw(3)]
    assert_wrong_at_most_as_often_as_said(results)


@settings(max_examples=6, deadline=None)
@given(st.lists(SOMETIMES_MISSING, min_size=9, max_size=12))
def test_without_any_difference_the_evidence_is_1_on_average_at_every_look(values: list[float | None]) -> None:
    """Over all draws exactly, whatever the values and the gaps: what makes looking after every block safe."""
    for blocks in (1, 2, 3):
        count = min(4 * blocks, len(values))
        results = [analyse(trial_of(arms[:count], values[:count])) for arms in every_draw(blocks)]
        assert isclose(sum(result.evidence for result in results) / len(results), 1.0, rel_tol=1e-9)
        assert sum(result.evidence_max >= CLEAR for result in results) <= len(results) / CLEAR


def test_a_sure_difference_would_break_both_promises() -> None:
    """The control: values that follow the draw are not what the promises speak of."""
    results = [
        analyse(trial_of(arms, [9.0 * (arm is Arm.CHANGE) + place % 2 for place, arm in enumerate(arms)]))
        for arms in islice(every_draw(4), 0, None, 29)
    ]
    assert sum(result.p <= 0.05 for result in results) > 0.9 * len(results)
    assert sum(result.evidence for result in results) / len(results) > 2.0


@settings(max_examples=30, deadline=None)
@given(whole_trials(1, 8), st.randoms(use_true_random=False))
def test_the_order_of_the_blocks_changes_neither_p_nor_effect_nor_interval(trial: Trial, luck: object) -> None:
    blocks = [trial.rounds[start : start + 4] for start in range(0, len(trial.rounds), 4)]
    luck.shuffle(blocks)
    shuffled = tuple(replace(one, block=number) for number, members in enumerate(blocks) for one in members)
    first, second = analyse(trial), analyse(replace(trial, rounds=shuffled))
    assert (first.p, first.low, first.high) == (second.p, second.low, second.high)
    assert first.effect == pytest.approx(second.effect)


@settings(max_examples=30, deadline=None)
@given(whole_trials(1, 8), st.integers(-50, 50), st.sampled_from((0.1, 0.5, 3.0, 60.0)))
def test_shifting_and_stretching_all_values_changes_only_the_units(trial: Trial, shift: int, times: float) -> None:
    moved = replace(trial, rounds=tuple(replace(one, value=shift + times * (one.value or 0.0)) for one in trial.rounds))
    first, second = analyse(trial), analyse(moved)
    assert second.p == pytest.approx(first.p)
    assert second.evidence_max == pytest.approx(first.evidence_max)
    for before, after in ((first.effect, second.effect), (first.low, second.low), (first.high, second.high)):
        assert (before is None) == (after is None)
        assert before is None or after == pytest.approx(times * before, abs=1e-7)


@settings(max_examples=60, deadline=None)
@given(ANY_TRIAL)
def test_calling_each_arm_by_the_others_name_turns_the_effect_round_and_no_more(trial: Trial) -> None:
    other = {Arm.USUAL: Arm.CHANGE, Arm.CHANGE: Arm.USUAL}
    first = analyse(trial)
    second = analyse(replace(trial, rounds=tuple(replace(one, arm=other[one.arm]) for one in trial.rounds)))
    assert second.p == pytest.approx(first.p, abs=0.005)
    assert second.evidence_max == pytest.approx(first.evidence_max, rel=1e-6)
    assert (second.usual, second.change) == (first.change, first.usual)
    if first.effect is not None:
        assert second.effect == pytest.approx(-first.effect, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.one_of(ANY_TRIAL, whole_trials(3, 8)))
def test_p_and_interval_never_contradict_each_other(trial: Trial) -> None:
    result = analyse(trial)
    above = result.low is not None and result.low > 0.0
    below = result.high is not None and result.high < 0.0
    assert (result.p <= 0.05) == (above or below)
    if result.low is not None and result.high is not None:
        assert result.low <= result.high


@settings(max_examples=150, deadline=None)
@given(ANY_TRIAL)
def test_any_file_gives_a_result_that_can_be_read(trial: Trial) -> None:
    """Blocks of any size, mixed, with one arm only, nothing recorded, wild values."""
    result = analyse(trial)
    assert 0.0 < result.p <= 1.0
    assert 0.0 <= result.evidence <= result.evidence_max
    assert result.evidence_max >= 1.0
    assert len(result.usual) + len(result.change) + result.missing == len(trial.rounds)
    assert analyse(trial) == result


def by_hand(trial: Trial) -> float:
    """p by listing every draw there could have been, each arrangement of the recorded rounds of each block."""
    rows = []
    for number in {one.block for one in trial.rounds}:
        members = [one for one in trial.rounds if one.block == number and one.value is not None]
        values = [one.value or 0.0 for one in members]
        changed = [place for place, one in enumerate(members) if one.arm is Arm.CHANGE]
        mean = sum(values) / max(1, len(values))

        def counts(place: int, values: list[float] = values, mean: float = mean) -> float:
            beside = [values[other] for other in (place - 1, place + 1) if 0 <= other < len(values)]
            return 6 * (values[place] - mean) + sum(values[place] - each for each in beside)

        made = sum(counts(place) for place in changed)
        rows.append((made, [sum(map(counts, chosen)) for chosen in combinations(range(len(values)), len(changed))]))
    made = sum(own for own, _ in rows)
    sums = [sum(each) for each in product(*(others for _, others in rows))]
    above = sum(each >= made - CLOSE for each in sums) / len(sums)
    below = sum(each <= made + CLOSE for each in sums) / len(sums)
    return min(1.0, 2 * min(above, below))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(Round, block=st.integers(0, 2), arm=st.sampled_from(list(Arm)), value=SOMETIMES_MISSING), max_size=12
    )
)
def test_p_is_what_listing_every_draw_by_hand_gives(rounds: list[Round]) -> None:
    trial = Trial(kind=OutcomeKind.SCORE, rounds=tuple(rounds))
    assert analyse(trial).p == pytest.approx(by_hand(trial))


def drawn_not_listed(trial: Trial) -> TrialResult:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(randomisation, "MOST_WORK", 0)
        return analyse(trial)


@settings(max_examples=8, deadline=None)
@given(uneven_trials(20, 40))
def test_drawing_instead_of_listing_gives_nearly_the_same_p(trial: Trial) -> None:
    """Four standard errors of 9,999 draws at p = .5, both sides."""
    assert drawn_not_listed(trial).p == pytest.approx(analyse(trial).p, abs=0.04)


def test_drawing_instead_of_listing_gives_nearly_the_same_interval() -> None:
    arms = [arm for order in (ORDERS * 2) for arm in order]
    values = [float((7 * place) % 11) + 2 * (arm is Arm.CHANGE) for place, arm in enumerate(arms)]
    exact, drawn = analyse(trial_of(arms, values)), drawn_not_listed(trial_of(arms, values))
    assert exact.low is not None and exact.high is not None
    assert drawn != exact
    assert drawn.low == pytest.approx(exact.low, abs=0.05 * (exact.high - exact.low))
    assert drawn.high == pytest.approx(exact.high, abs=0.05 * (exact.high - exact.low))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=7), st.data())
def test_the_mean_over_arrangements_is_that_of_the_list(terms: list[float], data: st.DataObject) -> None:
    import numpy as np

    from aftercare.experiments.evidence import log_mean_over_arrangements

    chosen = data.draw(st.integers(0, len(terms)))
    listed = [prod(map(exp, some)) for some in combinations(terms, chosen)]
    mean = exp(float(log_mean_over_arrangements(np.array([terms]), chosen)[0]))
    assert mean == pytest.approx(sum(listed) / len(listed))
