"""That feelings last must not look like a pattern."""

import math
import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from aftercare.days.own_past import beyond_own_past, local_residuals
from aftercare.model.pattern import ColumnKind, Factor, Outcome, Table, Tier
from aftercare.patterns.find import find

FIRST = date(2026, 1, 1)
NOTHING = math.nan


def days(count, *, apart=1):
    return [FIRST + timedelta(days=apart * number) for number in range(count)]


def table(values, kind=ColumnKind.ORDINAL, factor=None):
    column = tuple(factor) if factor else (0.0,) * len(values)
    return Table(
        rows=tuple(map(str, range(len(values)))),
        factors=(Factor(id="before", kind=ColumnKind.CONTINUOUS, columns=(column,), lag_days=(1,)),),
        outcomes=(Outcome(id="felt", kind=kind, values=tuple(values)),),
    )


def lasting(count, chance, share=0.6):
    """A feeling of which a share is left the next day."""
    felt = [chance.gauss(0, 1)]
    for _ in range(count - 1):
        felt.append(share * felt[-1] + chance.gauss(0, 1))
    return felt


def left(one):
    return one.outcomes[0].values


def test_what_is_left_does_not_last():
    felt = lasting(400, random.Random(1))
    after = local_residuals(left(beyond_own_past(table(felt), days(400))))
    before = local_residuals(tuple(felt))
    assert carried(before) > 0.35
    assert abs(carried(after)) < 0.1


def carried(values):
    return sum(a * b for a, b in pairwise(values)) / sum(value * value for value in values)


def test_days_that_do_not_follow_each_other_are_left_as_they_are():
    felt = lasting(100, random.Random(2))
    assert left(beyond_own_past(table(felt), days(100, apart=2))) == tuple(felt)


def test_a_missing_day_stays_missing_and_takes_nothing_from_the_next():
    felt = lasting(100, random.Random(3))
    felt[50] = NOTHING
    after = left(beyond_own_past(table(felt), days(100)))
    assert math.isnan(after[50])
    assert after[51] == felt[51]
    assert after[52] != felt[52]


@pytest.mark.parametrize("felt", [[], [1.0], [2.0] * 60, [2.0] * 60 + [3.0] * 4, [NOTHING] * 30])
def test_what_hardly_varies_is_left_as_it_is(felt):
    assert repr(beyond_own_past(table(felt), days(len(felt)))) == repr(table(felt))


def test_the_values_stay_around_where_they_were_and_a_yes_is_one():
    chance = random.Random(4)
    tears = [float(chance.random() < 0.3) for _ in range(200)]
    one = beyond_own_past(table(tears, ColumnKind.BINARY), days(200))
    assert one.outcomes[0].kind is ColumnKind.CONTINUOUS
    assert sum(left(one)) / 200 == pytest.approx(sum(tears) / 200, abs=0.02)


def test_what_only_comes_along_with_a_feeling_is_no_pattern_of_the_day_after():
    """Stress and mood move together each day and both last; the day before does nothing. Told with and without."""
    plain = searched = 0
    for seed in range(6):
        chance = random.Random(seed)
        both = lasting(400, chance, share=0.7)
        stress = [value + chance.gauss(0, 0.3) for value in both]
        felt = [value + chance.gauss(0, 0.3) for value in both]
        one = table(felt, factor=[NOTHING, *stress[:-1]])
        plain += bool(find(one).of(tier=Tier.LIKELY))
        searched += bool(find(beyond_own_past(one, days(400))).of(tier=Tier.LIKELY))
    assert plain == 6
    assert searched == 0


def test_what_the_day_before_does_is_found_all_the_same():
    chance = random.Random(7)
    stress = [chance.gauss(0, 1) for _ in range(300)]
    felt = lasting(300, chance)
    felt = [value + (stress[number - 1] if number else 0.0) for number, value in enumerate(felt)]
    one = beyond_own_past(table(felt, factor=[NOTHING, *stress[:-1]]), days(300))
    assert find(one).of(tier=Tier.STRONG)
