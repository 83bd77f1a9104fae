"""One outcome of several: what it is made of, and when it has no value."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.days.journals import check_in, encounter, journal

from aftercare.days.columns import build
from aftercare.days.composites import Signed, mean_of_ranks, mid_ranks
from aftercare.knowledge.load import load_knowledge
from aftercare.model.pattern import ColumnKind

KNOWLEDGE = load_knowledge()
DISTRESS = KNOWLEDGE.composites["feeling_bad_after"]
VALUES = st.lists(st.none() | st.integers(-5, 10).map(float), max_size=12)


def table_of(*told, daily=()):
    rows = [
        encounter((datetime(2026, 1, 1, 22) + timedelta(days=row)).isoformat(), values)
        for row, values in enumerate(told)
    ]
    days = [
        check_in((datetime(2026, 1, 1, 9) + timedelta(days=row)).isoformat(), values)
        for row, values in enumerate(daily)
    ]
    return build(journal(*rows, *days), KNOWLEDGE.measures, [DISTRESS])


def distress(*told):
    table = table_of(*told)
    found = [one for one in table.outcomes if one.id == DISTRESS.id]
    return [None if isnan(value) else value for value in found[0].values] if found else None


def test_it_is_the_mean_of_the_ranks_of_its_parts_with_mood_turned_round():
    calm = {"tears": 0, "mood_before": 3, "mood_after": 4, "irritable_after": 0}
    usual = {"tears": 1, "mood_before": 3, "mood_after": 3, "irritable_after": 1}
    awful = {"tears": 3, "mood_before": 3, "mood_after": 0, "irritable_after": 3}
    assert distress(usual, calm, awful) == pytest.approx([5.0, 10 / 6, 50 / 6])


def test_it_needs_two_of_its_parts_and_is_missing_where_there_is_only_one():
    assert distress({"tears": 2}, {"tears": 0, "mood_after": 4}, {"tears": 3, "mood_after": 0})[0] is None
    assert distress({"tears": 2}, {"mood_after": 0}) is None
    assert distress({"quarrel": True}) is None


def test_what_counts_of_mood_is_the_change_since_before():
    """The same low mood weighs more when it began high."""
    fell = {"tears": 0, "mood_before": 4, "mood_after": 1}
    stayed = {"tears": 0, "mood_before": 1, "mood_after": 1}
    rose = {"tears": 0, "mood_before": 0, "mood_after": 1}
    first, second, third = distress(fell, stayed, rose)
    assert first > second > third


def test_without_a_mood_before_the_mood_after_counts_against_others_like_it():
    good, awful = {"tears": 0, "mood_after": 4}, {"tears": 0, "mood_after": 0}
    better = {"tears": 0, "mood_before": 0, "mood_after": 4}
    first, second, alone = distress(good, awful, better)
    assert first < alone < second


def test_happy_tears_are_no_distress():
    moved = {"tears": 3, "tears_kind": "moved", "mood_after": 4}
    none = {"tears": 0, "mood_after": 4}
    sad = {"tears": 3, "tears_kind": "upset", "mood_after": 4}
    first, second, third = distress(moved, none, sad)
    assert first == second < third


def test_it_is_never_paired_with_what_its_parts_tell():
    values = {"tears": 1, "mood_before": 2, "mood_after": 1, "irritable_after": 1, "mood_during": 2, "quarrel": True}
    daily = {"irritability": 1, "tears_today": True, "mood": 2, "stress": 2}
    table = table_of(values, values, daily=(daily, daily))
    paired = {one.id for one in table.factors if (one.id, DISTRESS.id) not in table.never_paired}
    assert paired == {"quarrel", "stress"}


def test_a_person_reads_what_it_is_made_of():
    one = {"tears": 1, "mood_after": 1}
    outcome = next(o for o in table_of(one, one).outcomes if o.id == DISTRESS.id)
    assert outcome.label == "Feeling bad after: tears, mood and irritability together"
    assert outcome.kind is ColumnKind.CONTINUOUS
    assert outcome.spoken.name == "feeling bad afterwards"
    assert outcome.parts == ("tears", "mood_after", "irritable_after")


def test_what_a_part_tells_need_not_be_told_of_the_whole():
    from datetime import UTC

    from aftercare.model.pattern import Tier
    from aftercare.review import review_journal
    from aftercare.usecases.sample_journal import sample_journal

    now = datetime(2026, 11, 22, 19, tzinfo=UTC)
    review = review_journal(sample_journal(KNOWLEDGE.measures, now.date()), (), KNOWLEDGE, now)
    outcome = next(one for one in review.table.outcomes if one.id == DISTRESS.id)
    found = {p.factor: p for p in review.patterns.of(tier=Tier.HUNCH) if p.outcome == DISTRESS.id}
    assert review.patterns.told_by_a_part(found["sleep_hours"], outcome)
    assert not review.patterns.told_by_a_part(found["sleep_hours"], replace(outcome, parts=("pain",)))


def test_tears_and_mood_go_in_graded_not_as_yes_or_no():
    told = [{"tears": step, "mood_after": 4 - step, "mood_before": step, "pain": step * 3} for step in range(4)]
    table = table_of(*told)
    values = {one.id: (one.kind, one.values) for one in table.outcomes}
    assert values["tears"] == (ColumnKind.ORDINAL, (0.0, 1.0, 2.0, 3.0))
    assert values["mood_after"] == (ColumnKind.ORDINAL, (4.0, 3.0, 2.0, 1.0))
    assert values["pain"] == (ColumnKind.ORDINAL, (0.0, 3.0, 6.0, 9.0))
    assert len(set(values[DISTRESS.id][1])) == 4


@given(VALUES)
def test_mid_ranks_lie_between_nothing_and_one_with_mean_a_half(values):
    ranks = [rank for rank in mid_ranks(values) if rank is not None]
    assert all(0 < rank < 1 for rank in ranks)
    assert [rank is None for rank in mid_ranks(values)] == [value is None for value in values]
    if ranks:
        assert sum(ranks) / len(ranks) == pytest.approx(0.5)


@given(VALUES)
def test_only_the_order_of_the_values_counts(values):
    stretched = [None if value is None else value * 10 + 3 for value in values]
    part = lambda told, sign: mean_of_ranks([Signed((told,), sign)] * 2, 2, len(told))  # noqa: E731
    assert repr(part(values, 1)) == repr(part(stretched, 1))
    turned = [10 - value for value in part(values, -1) if not isnan(value)]
    assert turned == pytest.approx([value for value in part(values, 1) if not isnan(value)])


def test_a_composite_must_ask_for_two_parts_and_know_which_way_each_counts():
    from aftercare.model.errors import BadValue

    with pytest.raises(BadValue):
        replace(DISTRESS, least=1)
    with pytest.raises(BadValue):
        replace(DISTRESS, parts=(DISTRESS.parts[0], DISTRESS.parts[0]))
    with pytest.raises(BadValue):
        replace(DISTRESS.parts[0], sign=0)
