"""The fast arithmetic of patterns says the same as plain loops over the formulas, for any diary."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.patterns import slow_reference as slow

from aftercare.model.pattern import ColumnKind, Factor, Outcome, Table
from aftercare.patterns.families import AMONG_ALL, AMONG_NAMED
from aftercare.patterns.find import find
from aftercare.patterns.scores import mid_ranks
from aftercare.patterns.tiers import log_odds_given_others
from aftercare.patterns.witnesses import Witnesses

NAN = float("nan")
KINDS = st.sampled_from([ColumnKind.BINARY, ColumnKind.ORDINAL, ColumnKind.CONTINUOUS])


def column_of(kind, size):
    value = {
        ColumnKind.BINARY: st.sampled_from([0.0, 1.0, 0.0, 1.0, NAN]),
        ColumnKind.ORDINAL: st.sampled_from([0.0, 1.0, 2.0, 3.0, 7.0, NAN]),
        ColumnKind.CONTINUOUS: st.one_of(st.floats(-50, 50), st.just(NAN)),
        ColumnKind.CYCLE_DAY: st.one_of(st.integers(1, 35).map(float), st.just(NAN)),
    }[kind]
    return st.lists(value, min_size=size, max_size=size).map(tuple)


@st.composite
def tables(draw):
    size = draw(st.integers(10, 90))
    factors = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(KINDS)
        lags = draw(st.sampled_from([(0,), (0, 1)]))
        columns = tuple(draw(column_of(kind, size)) for _ in lags)
        factors.append(Factor(id=f"f{number}", kind=kind, columns=columns, lag_days=lags))
    if draw(st.booleans()):
        days = draw(column_of(ColumnKind.CYCLE_DAY, size))
        factors.append(Factor(id="cycle", kind=ColumnKind.CYCLE_DAY, columns=(days,)))
    outcomes = []
    for number in range(draw(st.integers(1, 2))):
        kind = draw(KINDS)
        outcomes.append(Outcome(id=f"o{number}", kind=kind, values=draw(column_of(kind, size))))
    length = draw(st.sampled_from([None, 24.0, 30.5]))
    rows = tuple(str(row) for row in range(size))
    return Table(rows=rows, factors=tuple(factors), outcomes=tuple(outcomes), cycle_length=length)


def scored(values, kind):
    return list(values) if kind is ColumnKind.BINARY else slow.mid_ranks(values)


def has_enough(values, kind):
    seen = [v for v in values if not math.isnan(v)]
    if kind is ColumnKind.BINARY:
        return seen.count(1.0) >= 5 and seen.count(0.0) >= 5
    most = max((seen.count(v) for v in seen), default=0)
    return len(seen) >= 10 and len(seen) - most >= 5


def slow_evidence(table, factor, outcome):
    y = scored(outcome.values, outcome.kind)
    if factor.kind is ColumnKind.CYCLE_DAY:
        return slow.cycle_evidence(factor.columns[0], table.cycle_length or 28.5, y)
    windows = []
    for width in (4, 12):
        of_lag = []
        for values in factor.columns:
            x = scored(values, factor.kind)
            rx, ry = (slow.standardised(slow.residuals(s, width), s) for s in (x, y))
            of_lag.append(slow.evidence(*slow.z_score(rx, ry, x, y)) if has_enough(values, factor.kind) else 1.0)
        windows.append(sum(of_lag) / len(of_lag))
    return min(windows)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables())
def test_evidence_of_every_testable_pair_is_what_the_formulas_say(table):
    found = find(table)
    factors = {factor.id: factor for factor in table.factors}
    outcomes = {outcome.id: outcome for outcome in table.outcomes}
    for pair in found.pairs:
        if not pair.testable:
            assert pair.log_evidence == pair.log_evidence_given_others == 0.0
            continue
        expected = slow_evidence(table, factors[pair.factor], outcomes[pair.outcome])
        assert math.isclose(pair.log_evidence, math.log(expected), abs_tol=1e-4)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables())
def test_a_pair_is_tested_exactly_when_there_is_enough_of_both_sides(table):
    found = find(table)
    factors = {factor.id: factor for factor in table.factors}
    outcomes = {outcome.id: outcome for outcome in table.outcomes}
    for pair in found.pairs:
        factor, outcome = factors[pair.factor], outcomes[pair.outcome]
        enough = any(has_enough(column, factor.kind) for column in factor.columns)
        enough = enough and has_enough(outcome.values, outcome.kind) and pair.entries >= 10
        assert pair.testable == enough


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables())
def test_effects_of_yes_or_no_factors_are_what_the_formulas_say(table):
    found = {pair.key: pair for pair in find(table).pairs}
    for factor in table.factors:
        if factor.kind is not ColumnKind.BINARY or len(factor.columns) > 1:
            continue
        for outcome in table.outcomes:
            pair = found.get((factor.id, outcome.id))
            if pair is None or pair.effect is None:
                continue
            b, error = slow.slope_and_error(list(factor.columns[0]), list(outcome.values))
            effect = pair.effect
            assert math.isclose(effect.raw, b, rel_tol=1e-4, abs_tol=1e-6)
            assert math.isclose(effect.standard_error, error, rel_tol=1e-4, abs_tol=1e-6)
            seen = [v for v in outcome.values if not math.isnan(v)]
            prior = (0.5 * np.std(seen)) ** 2
            weight = prior / (prior + error**2)
            assert math.isclose(effect.estimate, b * weight, rel_tol=1e-3, abs_tol=1e-6)
            half = 1.96 * math.sqrt(weight) * error
            assert math.isclose(effect.high - effect.estimate, half, rel_tol=1e-3, abs_tol=1e-6)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.just(NAN), st.integers(-5, 5).map(float)), max_size=40))
def test_ranks_are_what_counting_says(values):
    fast = mid_ranks(np.array(values, dtype=float))
    assert np.allclose(fast, slow.mid_ranks(values), equal_nan=True)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(st.floats(-2, 12), min_size=1, max_size=40),
    st.sampled_from([AMONG_ALL, AMONG_NAMED]),
    st.data(),
)
def test_what_the_other_pairs_say_of_one_is_the_integral_over_the_share(logs, prior, data):
    place = data.draw(st.integers(0, len(logs) - 1))
    expected = slow.odds_given_others([math.exp(v) for v in logs], place, *prior)
    found = log_odds_given_others(np.array(logs)[:, None], prior, Witnesses.apart(len(logs), 1))[place]
    assert math.isclose(math.exp(found), expected, rel_tol=0.01)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.floats(-2, 12), min_size=4, max_size=40), st.floats(0, 20))
def test_more_evidence_of_one_pair_leaves_the_bars_of_its_factor_and_never_raises_another(logs, more):
    fewer = np.array(logs[: len(logs) // 2 * 2]).reshape(-1, 2)
    grown = fewer.copy()
    grown[0, 0] += more
    apart = Witnesses.apart(*fewer.shape)
    before, after = (log_odds_given_others(each, AMONG_ALL, apart) for each in (fewer, grown))
    assert math.isclose(after[0], before[0], abs_tol=1e-9)
    assert np.all(after[1:] >= before[1:] - 1e-9)
