"""What a person is shown, and what not, for small tables."""

import numpy as np
import pytest
from tests.unit.patterns.made import NAN, binary, coin, graded, noise, score, table, yes_no

from aftercare.model.pattern import ColumnKind, Factor, Lack, PatternRole, Per, Shown, Standing, Tier
from aftercare.patterns.find import find


def linked(size=200, seed=1, strength=2.0):
    x = coin(size, seed)
    return x, np.round(4 + strength * x + noise(size, seed + 100))


def only(found):
    (pattern,) = found.patterns
    return pattern


def test_a_clear_link_is_shown_with_direction_effect_counts_and_its_entries():
    x, y = linked()
    pattern = only(find(table([binary("wine", x)], [score("pain", y)])))
    assert (pattern.factor, pattern.outcome, pattern.tier) == ("wine", "pain", Tier.STRONG)
    assert pattern.role is PatternRole.LEAD
    assert pattern.pair.direction == 1
    effect = pattern.pair.effect
    assert effect.per is Per.PRESENCE
    assert effect.low < 2.0 < effect.high
    assert effect.always_low < effect.low
    assert effect.always_high > effect.high
    with_factor, without = pattern.counts.with_factor, pattern.counts.without_factor
    assert with_factor.entries == int(x.sum()) == len(pattern.rows_with)
    assert without.entries == int((1 - x).sum()) == len(pattern.rows_without)
    assert with_factor.mean == pytest.approx(y[x == 1].mean())
    assert {x[row] for row in pattern.rows_with} == {1.0}


def test_a_protective_factor_has_the_other_sign():
    x, y = linked(strength=-2.0)
    pattern = only(find(table([binary("rest", x)], [score("pain", y)])))
    assert pattern.pair.direction == -1
    assert pattern.pair.effect.high < 0


def test_nothing_is_shown_for_noise():
    factors = [binary(f"f{j}", coin(150, j)) for j in range(12)]
    outcomes = [score(f"o{k}", np.round(5 + 2 * noise(150, 50 + k))) for k in range(4)]
    found = find(table(factors, outcomes))
    assert found.pair_count == 48
    assert not found.of(tier=Tier.LIKELY)


def test_two_things_that_only_share_a_phase_of_life_are_not_a_pattern():
    """Half the diary high, half low, in both: without local detrending this is a correlation of 0.7."""
    step = np.repeat([0.0, 1.0], 150)
    x = (np.random.default_rng(3).random(300) < 0.15 + 0.7 * step).astype(float)
    y = np.round(3 + 4 * step + noise(300, 4))
    assert np.corrcoef(x, y)[0, 1] > 0.6
    assert not find(table([binary("job", x)], [score("mood", y)])).of(tier=Tier.LIKELY)


def test_a_factor_that_only_comes_along_is_listed_under_its_lead():
    x, y = linked(300, strength=2.5)
    along = np.where(np.random.default_rng(9).random(300) < 0.8, x, 1 - x)
    found = find(table([binary("late", x), binary("wine", along)], [score("pain", y)]))
    shown = {pattern.factor: pattern for pattern in found.patterns}
    assert shown["late"].role is PatternRole.LEAD
    assert shown["wine"].role is PatternRole.TRAVELS_WITH
    assert shown["wine"].companions == ("late",)
    assert shown["late"].travelling == ("wine",)
    assert [pattern.factor for pattern in found.of(tier=Tier.LIKELY)] == ["late"]


def test_a_factor_identical_to_another_is_no_claim_but_cannot_be_told_apart():
    x, y = linked()
    found = find(table([binary("a", x), binary("b", x)], [score("pain", y)]))
    assert {p.role for p in found.patterns} == {PatternRole.ENTANGLED}
    assert {(p.factor, p.companions) for p in found.patterns} == {("a", ("b",)), ("b", ("a",))}
    assert not found.of(tier=Tier.HUNCH)


def test_what_comes_along_through_another_follower_is_listed_under_the_lead():
    """Sleep acts; stress comes along with sleep, and mood with stress."""
    rng = np.random.default_rng(4)
    sleep = coin(600, 1, 0.5)
    stress = np.where(rng.random(600) < 0.85, sleep, 1 - sleep)
    mood = np.where(rng.random(600) < 0.9, stress, 1 - stress)
    y = np.round(4 + 3 * sleep + noise(600, 5))
    found = find(table([binary("sleep", sleep), binary("stress", stress), binary("mood", mood)], [score("pain", y)]))
    shown = {pattern.factor: pattern for pattern in found.patterns}
    assert shown["sleep"].role is PatternRole.LEAD
    assert {shown[name].role for name in ("stress", "mood")} == {PatternRole.TRAVELS_WITH}
    assert {shown[name].companions for name in ("stress", "mood")} == {("sleep",)}


def test_two_causes_that_seldom_meet_are_both_leads():
    a, b = coin(300, 1), coin(300, 2)
    y = np.round(4 + 2 * a - 2 * b + noise(300, 5))
    found = find(table([binary("a", a), binary("b", b)], [score("pain", y)]))
    assert {(p.factor, p.pair.direction, p.role) for p in found.patterns} == {
        ("a", 1, PatternRole.LEAD),
        ("b", -1, PatternRole.LEAD),
    }


def test_a_graded_factor_is_cut_at_the_persons_own_third_on_the_side_that_matters():
    sleep = np.round(7 + noise(240, 1), 1)
    y = np.round(5 - 1.5 * (sleep - 7) + noise(240, 2))
    pattern = only(find(table([graded("sleep", sleep, ColumnKind.CONTINUOUS)], [score("pain", y)])))
    assert pattern.pair.direction == -1
    assert pattern.pair.effect.per is Per.TWO_SD
    split = pattern.counts.split
    assert split.at_least is None
    share = np.mean(sleep <= split.at_most)
    assert 0.28 < share < 0.39
    assert pattern.counts.with_factor.mean > pattern.counts.without_factor.mean


def test_a_daily_factor_is_found_at_the_lag_at_which_it_acts():
    rng = np.random.default_rng(8)
    days = np.clip(np.round(5 + 2 * rng.normal(size=301)), 0, 10)
    same, before = days[1:], days[:-1]
    y = np.round(4 + 0.7 * before + rng.normal(size=300))
    stress = Factor(
        id="stress",
        kind=ColumnKind.ORDINAL,
        columns=(tuple(same.tolist()), tuple(before.tolist())),
        lag_days=(0, 1),
    )
    pattern = only(find(table([stress], [score("pain", y)])))
    assert pattern.lag_days == 1
    assert pattern.pair.direction == 1


def test_a_cycle_is_found_with_the_day_of_its_peak():
    day = np.arange(400) * 3 % 28 + 1
    y = np.round(5 + 2 * np.cos(2 * np.pi * (day - 4) / 28) + noise(400, 3))
    factor = Factor(id="cycle", kind=ColumnKind.CYCLE_DAY, columns=(tuple(day.astype(float).tolist()),))
    pattern = only(find(table([factor], [score("cramps", y)], cycle_length=28.0)))
    assert pattern.tier is Tier.STRONG
    assert pattern.pair.direction == 0
    assert pattern.counts is None
    assert pattern.pair.effect.per is Per.CYCLE_SWING
    assert abs(pattern.pair.effect.peak_day - 4) < 1.5
    assert abs(pattern.pair.effect.estimate - 2) < 0.4


def test_no_large_link_is_said_for_a_null_pair_in_time_and_never_for_a_large_link():
    null = find(table([binary("hat", coin(500, 1, 0.5))], [score("pain", np.round(5 + 2 * noise(500, 2)))]))
    assert [pair.key for pair in null.no_large_link] == [("hat", "pain")]
    x, y = linked(500)
    assert not find(table([binary("wine", x)], [score("pain", y)])).no_large_link


def test_no_large_link_is_never_said_from_a_few_entries():
    few = find(table([binary("hat", coin(19, 1, 0.5))], [score("pain", np.round(5 + 2 * noise(19, 2)))]))
    assert not few.no_large_link


@pytest.mark.parametrize("size", [0, 1, 2, 7])
def test_very_short_diaries_claim_nothing_and_say_what_is_missing(size):
    x, y = linked(size)
    found = find(table([binary("wine", x)], [score("pain", y)]))
    assert not found.patterns
    assert not found.no_large_link
    assert all(pair.needs for pair in found.pairs)


def test_a_factor_needs_five_entries_with_it():
    x = np.zeros(40)
    x[[3, 20]] = 1
    found = find(table([binary("wine", x)], [score("pain", np.round(5 + 2 * noise(40, 1)))]))
    (need,) = found.pairs[0].needs
    assert (need.lack, need.more) == (Lack.WITH, 3)


@pytest.mark.parametrize(
    ("x", "y", "lack"),
    [
        (np.ones(60), noise(60, 1).round(), Lack.WITHOUT),
        (np.full(60, 0.0), noise(60, 1).round(), Lack.WITH),
        ([1.0] + [NAN] * 59, noise(60, 1).round(), Lack.WITHOUT),
        (coin(60, 1), np.full(60, 3.0), Lack.OUTCOME_VARIETY),
        (coin(60, 1), [5.0] + [NAN] * 59, Lack.OUTCOME_VALUES),
    ],
)
def test_columns_without_variation_claim_nothing_and_say_why(x, y, lack):
    found = find(table([binary("x", x)], [score("y", y)]))
    assert not found.patterns
    assert lack in {need.lack for pair in found.pairs for need in pair.needs}


def test_an_outcome_that_never_happens_says_so():
    found = find(table([binary("x", coin(60, 1))], [yes_no("bleeding", np.zeros(60))]))
    assert [need.lack for need in found.pairs[0].needs] == [Lack.EVENTS]


def test_a_constant_graded_factor_claims_nothing_and_says_why():
    found = find(table([graded("hours", np.full(60, 7.0))], [score("y", noise(60, 1).round())]))
    assert [need.lack for need in found.pairs[0].needs] == [Lack.FACTOR_VARIETY]


def test_two_sides_never_recorded_together_are_not_tested():
    x, y = coin(60, 1), noise(60, 2).round()
    x[30:] = NAN
    y[:30] = NAN
    found = find(table([binary("x", x)], [score("y", y)]))
    assert [(need.lack, need.more) for need in found.pairs[0].needs] == [(Lack.BOTH_RECORDED, 10)]
    assert not found.patterns


def test_columns_never_recorded_are_not_counted_among_the_pairs():
    x, y = linked(60)
    found = find(table([binary("x", x), binary("empty", [NAN] * 60)], [score("y", y), score("none", [NAN] * 60)]))
    assert found.pair_count == 1
    assert [pair.key for pair in found.pairs] == [("x", "y")]


def test_pairs_that_may_not_be_paired_are_left_out_of_search_and_count():
    x, y = linked()
    barred = frozenset({("x", "y")})
    found = find(table([binary("x", x), binary("z", coin(200, 7))], [score("y", y)], never_paired=barred))
    assert found.pair_count == 1
    assert not found.patterns


def test_no_factors_or_no_outcomes_give_an_empty_answer():
    assert find(table([], [])).pairs == ()
    assert find(table([], [score("y", noise(30, 1).round())])).pairs == ()


def test_more_pairs_ask_for_more_evidence():
    x, y = linked(70, strength=1.2)
    alone = find(table([binary("x", x)], [score("y", y)]))
    others = [binary(f"f{j}", coin(70, 30 + j)) for j in range(39)]
    more = [score(f"o{k}", np.round(5 + noise(70, 90 + k))) for k in range(7)]
    crowd = find(table([binary("x", x), *others], [score("y", y), *more]))
    mine = next(pair for pair in crowd.pairs if pair.key == ("x", "y"))
    assert mine.log_evidence == pytest.approx(alone.pairs[0].log_evidence)
    assert crowd.pair_count == 320
    assert mine.log_asked > alone.pairs[0].log_asked + 1.0


def test_the_same_table_twice_gives_the_same_answer():
    factors = [binary(f"f{j}", coin(150, j)) for j in range(6)]
    outcomes = [score(f"o{k}", np.round(5 + 2 * noise(150, 50 + k))) for k in range(3)]
    assert find(table(factors, outcomes)) == find(table(factors, outcomes))


def faded_table(size):
    """A link in the first 150 entries, gone afterwards."""
    x = coin(size, 5, 0.5)
    strength = np.where(np.arange(size) < 150, 1.6, -1.6)
    return table([binary("wine", x)], [score("pain", np.round(5 + strength * x + noise(size, 6)))])


def test_a_pattern_shown_before_is_told_as_faded_when_newer_entries_do_not_bear_it_out():
    early = only(find(faded_table(150)))
    history = {early.pair.key: Shown(tier=early.tier, threshold=early.threshold)}
    late = find(faded_table(300), history=history)
    (pattern,) = late.patterns
    assert pattern.standing is Standing.FADED
    assert not late.of(tier=Tier.HUNCH)
    assert not find(faded_table(300)).patterns


def test_a_pattern_shown_before_stays_until_a_quarter_of_its_threshold():
    x, y = linked(60, strength=0.8, seed=4)
    one = table([binary("wine", x)], [score("pain", y)])
    found = find(one)
    evidence = np.exp(found.pairs[0].log_evidence_given_others)
    assert not found.patterns
    for threshold, standing in ((evidence * 3.9, Standing.STAYING), (evidence * 4.1, Standing.FADED)):
        history = {("wine", "pain"): Shown(tier=Tier.LIKELY, threshold=float(threshold))}
        assert only(find(one, history=history)).standing is standing


def test_what_was_shown_before_never_changes_evidence_or_current_patterns():
    x, y = linked()
    one = table([binary("wine", x), binary("hat", coin(200, 77))], [score("pain", y)])
    history = {("hat", "pain"): Shown(tier=Tier.STRONG, threshold=1600.0)}
    fresh, told = find(one), find(one, history=history)
    assert fresh.pairs == told.pairs
    assert fresh.of(tier=Tier.HUNCH) == told.of(tier=Tier.HUNCH)


def test_what_was_shown_is_written_and_read_back():
    shown = Shown(tier=Tier.LIKELY, threshold=160.0)
    assert shown.detail == "likely 160"
    assert Shown.from_detail(shown.detail) == shown


def test_three_things_that_always_come_together_are_named_together_in_any_order():
    x, y = linked(90, strength=1.5)
    copies = [binary(name, x) for name in ("wine", "music", "candles")]
    said = []
    for factors in (copies, copies[::-1]):
        found = find(table(factors, [score("y", y)]))
        said.append({p.factor: p.companions for p in found.patterns if p.role is PatternRole.ENTANGLED})
    assert said[0] == said[1]
    assert said[0]["wine"] == ("candles", "music")
