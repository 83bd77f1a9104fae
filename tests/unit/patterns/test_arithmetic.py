"""The single ideas of the search, each against numbers worked out by hand or by plain loops."""

import math

import numpy as np
import pytest
from tests.unit.patterns import slow_reference as slow
from tests.unit.patterns.made import NAN, binary, coin, noise, table, yes_no

from aftercare.model.pattern import ColumnKind, Factor, Lack, Tier
from aftercare.patterns import counts, detrend, effect, evidence, families, tiers
from aftercare.patterns.conditional import given_others
from aftercare.patterns.evidence import Residuals
from aftercare.patterns.pairs import Layout, combine
from aftercare.patterns.scores import factor_columns, mid_ranks
from aftercare.patterns.testable import factor_needs, outcome_needs
from aftercare.patterns.witnesses import Witnesses, witnesses


def test_ranks_of_ties_are_shared_and_missing_stays_missing():
    assert mid_ranks(np.array([10.0, NAN, 10.0, 30.0, 20.0])) == pytest.approx(
        [0.25, NAN, 0.25, 0.875, 0.625], nan_ok=True
    )


def test_the_first_day_of_a_cycle_points_to_one_and_half_a_cycle_later_to_the_other_side():
    factor = Factor(id="c", kind=ColumnKind.CYCLE_DAY, columns=((1.0, 15.0, NAN),))
    cosine, sine = factor_columns(factor, 28.0)
    assert cosine == pytest.approx([1.0, -1.0, NAN], nan_ok=True)
    assert sine == pytest.approx([0.0, 0.0, NAN], nan_ok=True)


def test_the_local_mean_leaves_the_own_value_out():
    values = np.array([[1.0], [0.0], [0.0]])
    left = detrend.residuals(values, np.ones((3, 1)), 4.0)
    near, far = math.exp(-1 / 32), math.exp(-4 / 32)
    assert left[0, 0] == pytest.approx(1 - (0.5 / 3) / (near + far + 0.5))
    assert left[1, 0] == pytest.approx(-(near + 0.5 / 3) / (2 * near + 0.5))


def test_detrending_takes_a_slow_wave_out_and_leaves_the_daily_part():
    t = np.arange(600)
    daily = noise(600, 1)
    left = detrend.residuals((5 * np.sin(t / 60) + daily)[:, None], np.ones((600, 1)), 4.0)[:, 0]
    assert np.corrcoef(left, daily)[0, 1] > 0.9
    assert np.std(left) < 1.3


@pytest.mark.parametrize("size", [1, 2, 5, 127, 128, 129, 400])
@pytest.mark.parametrize("width", [4.0, 12.0])
def test_the_banded_product_is_the_plain_sum_at_every_length(size, width):
    values = noise(size, 3)
    values[::7] = NAN
    seen = ~np.isnan(values)
    fast = detrend.residuals(np.where(seen, values, 0.0)[:, None], seen.astype(float)[:, None], width)[:, 0]
    assert fast == pytest.approx(slow.residuals(values.tolist(), width), abs=1e-12)


def test_a_column_without_variation_has_no_residual():
    flat = np.full((50, 1), 3.0)
    left = detrend.residuals(flat, np.ones((50, 1)), 12.0)
    assert detrend.standardised(left, np.ones((50, 1))) == pytest.approx(np.zeros((50, 1)))


def test_evidence_of_a_score_of_zero_is_below_one_and_falls_with_entries():
    ten, hundred = evidence.log_evidence(np.array([0.0, 0.0]), np.array([10.0, 100.0]))
    assert hundred < ten < 0


def test_evidence_of_three_and_a_half_standard_errors_at_100_entries():
    """By hand: N tau² is 2.25 and 12.25; exp(-½ ln 3.25 + 6.125 · 0.6923) = 38.5; exp(-½ ln 13.25 + 6.125 · 0.9245)
    = 79.2; their mean is 58.8."""
    assert np.exp(evidence.log_evidence(np.array(3.5), np.array(100.0))) == pytest.approx(58.8, abs=0.3)


def test_very_large_evidence_does_not_overflow():
    assert np.isfinite(evidence.log_evidence(np.array(60.0), np.array(5000.0)))


def test_the_average_of_evidence_values_is_taken_on_their_own_scale():
    mean = evidence.log_mean([np.log(np.array([1.0])), np.log(np.array([9.0]))])
    assert np.exp(mean) == pytest.approx([5.0])


def test_autocorrelation_inflates_but_never_deflates():
    both = evidence.inflation(np.array([[0.5], [0.25]]), np.array([[0.4], [0.2]]))
    assert both[0, 0] == pytest.approx(1 + 2 * (2 / 3 * 0.2 + 1 / 3 * 0.05))
    assert evidence.inflation(np.array([[0.5], [0.2]]), np.array([[-0.4], [0.1]]))[0, 0] == 1.0
    assert evidence.inflation(np.array([[1.0], [1.0]]), np.array([[1.0], [1.0]]))[0, 0] == 3.0


def bars_of(evidence_values, *, prior=families.AMONG_ALL, asks=families.EXPLORING, entries=100):
    logs = np.log(np.array(evidence_values, dtype=float))[:, None]
    among = families.Family(np.ones(logs.shape, dtype=bool), prior, asks)
    return tiers.bars_for(logs, [among], entries=entries, witnesses=Witnesses.apart(*logs.shape))


def asked(bars, tier=Tier.LIKELY, row=0):
    return bars.asked((row, 0), tier)


def test_one_question_alone_asks_for_the_odds_over_the_prior_ones():
    assert [asked(bars_of([1.0]), tier) for tier in Tier] == pytest.approx([9, 60, 240], rel=0.05)


def test_a_tier_is_reached_at_its_bar_and_not_below():
    bars = bars_of([1.0] * 50)
    bar = bars.logs[Tier.LIKELY][0, 0]
    assert bars.tier_of((0, 0), bar) is Tier.LIKELY
    assert bars.tier_of((0, 0), bar - 1e-9) is Tier.HUNCH
    assert bars.tier_of((0, 0), bars.logs[Tier.HUNCH][0, 0] - 1e-9) is None


def test_many_questions_that_show_nothing_ask_for_more():
    alone, among_silent = asked(bars_of([1.0])), asked(bars_of([0.3] * 320))
    assert among_silent > 4 * alone


def test_many_that_are_linked_ask_for_less_of_each():
    few = asked(bars_of([0.3] * 300 + [400.0]))
    many = asked(bars_of([0.3] * 300 + [400.0] * 20))
    assert many < few / 4


def heard(x, y):
    scaled = [columns / np.sqrt((columns**2).mean(axis=0)) for columns in (x, y)]
    residuals = Residuals(scaled[0], np.ones(x.shape), scaled[1], np.ones(y.shape))
    parts = tuple(slice(j, j + 1) for j in range(x.shape[1]))
    return witnesses(residuals, Layout(parts, (False,) * x.shape[1], np.ones(x.shape[1], dtype=bool)))


def test_outcomes_that_are_one_thing_are_one_witness():
    base, own = noise(1200, 3)[:300, None], noise(1200, 4).reshape(300, 4)
    assert heard(own, own).outcomes == pytest.approx(np.ones(4), abs=0.05)
    assert heard(own, base + 0.001 * own).outcomes == pytest.approx(np.full(4, 0.25), abs=0.01)


def test_a_copy_of_a_factor_says_nothing_for_it_and_little_for_others():
    own = noise(1200, 5).reshape(300, 4)
    own[:, 1] = own[:, 0]
    weights = heard(own, own).factors
    assert weights[1, 0] == pytest.approx(0.0, abs=0.01)
    assert weights[1, 2] == pytest.approx(0.5, abs=0.03)
    assert weights[3, 2] == pytest.approx(1.0, abs=0.06)


def test_a_coincidence_told_by_three_outcomes_asks_no_less_of_its_factor():
    quiet = np.log(np.full((40, 3), 0.4))
    loud = quiet.copy()
    loud[0] = np.log(30.0)
    among = [families.Family(np.ones((40, 3), dtype=bool), families.AMONG_ALL, families.EXPLORING)]
    before, after = (
        tiers.bars_for(logs, among, entries=100, witnesses=Witnesses.apart(40, 3)) for logs in (quiet, loud)
    )
    assert np.allclose(after.logs[Tier.LIKELY][0], before.logs[Tier.LIKELY][0], atol=1e-9)


def test_however_many_are_linked_something_is_asked_of_each():
    bars = bars_of([1e6] * 12, prior=families.AMONG_NAMED, asks=families.NAMED)
    assert [asked(bars, tier) for tier in Tier] == pytest.approx([2.5, 5, 10])


def test_a_long_life_asks_for_more():
    silent = [0.3] * 100
    assert asked(bars_of(silent, entries=400)) == pytest.approx(2 * asked(bars_of(silent, entries=100)))


def test_what_was_never_recorded_together_has_no_bar_to_pass():
    logs = np.log([[50.0], [1e9]])
    among = families.Family(np.array([[True], [False]]), families.AMONG_ALL, families.EXPLORING)
    bars = tiers.bars_for(logs, [among], entries=50, witnesses=Witnesses.apart(2, 1))
    assert bars.tier_of((1, 0), math.log(1e9)) is None


def test_the_always_valid_interval_is_three_standard_errors_at_100_entries():
    width = effect.always_valid_half_width(np.array(1.0), np.array(100.0), miss=0.05)
    assert width == pytest.approx(3.0, abs=0.1)


def test_the_shown_effect_is_drawn_towards_nothing_and_never_past_it():
    middle, half = effect.shrunk(np.array(1.0), np.array(0.5), np.array(1.0))
    assert middle == pytest.approx(0.5)
    assert half == pytest.approx(1.96 * math.sqrt(0.125))


def test_an_effect_that_cannot_be_estimated_is_not():
    none = np.zeros((30, 1))
    found = effect.slopes(none, np.ones((30, 1)), noise(30, 1)[:, None], np.ones((30, 1)))
    assert np.isinf(found.error[0, 0])
    assert found.slope[0, 0] == 0


def test_evidence_given_another_factor_is_what_regression_by_hand_leaves():
    size = 240
    a = coin(size, 1)
    b = np.where(np.random.default_rng(2).random(size) < 0.75, a, 1 - a)
    y = mid_ranks(np.round(4 + 2 * a + noise(size, 3)))
    windows = [_window(np.stack([a, b], axis=1), y[:, None], width) for width in (4.0, 12.0)]
    layout = Layout(parts=(slice(0, 1), slice(1, 2)), is_cycle=(False, False), testable=np.array([True, True]))
    alone = combine(windows, layout)
    given = given_others(windows, layout, alone)
    assert np.exp(given[1, 0]) == pytest.approx(_by_hand(b, a, y), rel=1e-6)
    assert alone[1, 0] > math.log(50) > given[1, 0]
    assert given[0, 0] == pytest.approx(math.log(_by_hand(a, b, y)), rel=1e-6)


def _window(x, y, width):
    def made(values):
        observed = np.ones_like(values)
        return detrend.standardised(detrend.residuals(values, observed, width), observed)

    return Residuals(x=made(x), x_observed=np.ones_like(x), y=made(y), y_observed=np.ones_like(y))


def _by_hand(tested, given, y):
    values = []
    for width in (4, 12):
        rt, rg, ry = (slow.standardised(slow.residuals(list(s), width), list(s)) for s in (tested, given, y))
        scale = sum(v * v for v in rg) + 1e-3 * len(rg)

        def left(r, rg=rg, scale=scale):
            slope = sum(p * q for p, q in zip(r, rg, strict=True)) / scale
            return slow.standardised([p - slope * q for p, q in zip(r, rg, strict=True)], r)

        values.append(slow.evidence(*slow.z_score(left(rt), left(ry), list(tested), list(y))))
    return min(values)


def test_the_odds_ratio_is_pooled_within_runs_of_twelve():
    """Two runs, by hand: with 4/6 and 1/2, without 1/6 and 2/10; (4·5/12 + 1·8/12) / (2·1/12 + 1·2/12) = 7."""
    x = [1] * 6 + [0] * 6 + [1] * 2 + [0] * 10
    y = [1, 1, 1, 1, 0, 0] + [1, 0, 0, 0, 0, 0] + [1, 0] + [1, 1] + [0] * 8
    outcome = yes_no("tears", y)
    parted = counts.sides(tuple(map(float, x)), ColumnKind.BINARY, outcome, direction=1)
    told = counts.count(outcome, parted)
    assert told.odds_ratio == pytest.approx(7.0)
    assert (told.with_factor.events, told.with_factor.entries) == (5, 8)
    assert (told.without_factor.events, told.without_factor.entries) == (3, 16)


def test_no_odds_ratio_where_one_side_never_differs():
    outcome = yes_no("tears", [1, 1, 0, 0])
    parted = counts.sides((1.0, 1.0, 0.0, 0.0), ColumnKind.BINARY, outcome, direction=1)
    assert counts.count(outcome, parted).odds_ratio is None


@pytest.mark.parametrize(
    ("values", "lower", "at_most", "at_least"),
    [
        ([1, 2, 3, 4, 5, 6], True, 2, None),
        ([1, 2, 3, 4, 5, 6], False, None, 5),
        ([0, 0, 0, 0, 1, 9], False, None, 1),
        ([0, 0, 0, 0, 1, 9], True, 0, None),
    ],
)
def test_the_third_is_cut_between_the_persons_own_values(values, lower, at_most, at_least):
    split = counts.third(tuple(map(float, values)), lower=lower)
    assert (split.at_most, split.at_least) == (at_most, at_least)


def test_counts_leave_out_rows_where_either_side_is_missing():
    outcome = yes_no("tears", [1, NAN, 0, 1])
    parted = counts.sides((1.0, 1.0, NAN, 0.0), ColumnKind.BINARY, outcome, direction=1)
    assert (parted.rows_with, parted.rows_without) == ((0,), (3,))


def test_a_daily_factor_needs_what_its_better_kept_lag_lacks():
    few, many = (1.0, 0.0) * 4 + (NAN,) * 12, (1.0, 0.0) * 10
    factor = Factor(id="f", kind=ColumnKind.BINARY, columns=(few, many), lag_days=(0, 1))
    assert factor_needs(factor) == ()
    rare = Factor(id="f", kind=ColumnKind.BINARY, columns=(few,))
    assert {(need.lack, need.more) for need in factor_needs(rare)} == {(Lack.WITH, 1), (Lack.WITHOUT, 1)}


@pytest.mark.parametrize(("events", "more"), [(4, 1), (5, 0)])
def test_a_yes_or_no_outcome_needs_five_of_each(events, more):
    outcome = yes_no("tears", [1] * events + [0] * 30)
    assert [need.more for need in outcome_needs(outcome)] == ([more] if more else [])


def one_of_forty_by_eight(**told):
    names = [f"f{j}" for j in range(40)]
    factors = [binary(name, [1.0]) for name in names]
    return table(factors, [yes_no(f"o{k}", [1.0]) for k in range(8)], **told)


def test_a_main_question_and_a_watch_list_are_families_of_their_own_in_the_whole():
    one = one_of_forty_by_eight(
        main_outcome="o2", suspects=("f0", "f1"), watched=frozenset({("f9", "o5"), ("f0", "o2")})
    )
    main, watch, whole = families.families(one, np.ones((40, 8), dtype=bool))
    assert np.argwhere(main.members).tolist() == [[0, 2], [1, 2]]
    assert np.argwhere(watch.members).tolist() == [[9, 5]]
    assert whole.members.all()
    assert main.bars is watch.bars is families.NAMED


def test_an_outcome_named_without_suspects_asks_every_factor_about_it():
    main, _whole = families.families(one_of_forty_by_eight(main_outcome="o2"), np.ones((40, 8), dtype=bool))
    assert main.members.sum() == 40
    assert main.prior == families.AMONG_ONE_OUTCOME


def test_without_a_main_question_every_pair_is_in_one_family():
    (whole,) = families.families(one_of_forty_by_eight(), np.ones((40, 8), dtype=bool))
    assert whole.members.all()


def test_what_was_named_is_never_asked_more_than_if_it_had_not_been():
    one = one_of_forty_by_eight(main_outcome="o2", suspects=tuple(f"f{j}" for j in range(12)))
    logs = np.full((40, 8), math.log(0.3))
    every, apart = np.ones((40, 8), dtype=bool), Witnesses.apart(40, 8)
    named, plain = (
        tiers.bars_for(logs, families.families(each, every), entries=2000, witnesses=apart)
        for each in (one, one_of_forty_by_eight())
    )
    assert all(np.all(named.logs[tier] <= plain.logs[tier]) for tier in Tier)


def test_what_was_named_needs_less_evidence():
    named = bars_of([0.5] * 12, prior=families.AMONG_NAMED, asks=families.NAMED, entries=60)
    assert asked(named) < asked(bars_of([0.5] * 12, entries=60)) / 2
