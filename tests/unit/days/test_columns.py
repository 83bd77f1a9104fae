"""From a journal to the table of patterns: what stands in it and what must not."""

from dataclasses import replace
from datetime import UTC, datetime
from math import isnan

import pytest
from tests.unit.days.journals import (
    catalogue,
    check_in,
    encounter,
    imported,
    journal,
    later,
    measure,
    options,
)

from aftercare.days.columns import CYCLE_MEASURE, build
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Addition, Precision, When
from aftercare.model.measure import Kind, Phase, Role
from aftercare.model.pattern import ColumnKind
from aftercare.model.settings import Settings

MEASURES = catalogue(
    measure("quarrel", concept="quarrel"),
    measure("mood_before", Kind.SCALE, concept="mood"),
    measure("dryness", Kind.SCALE, Phase.DURING, Role.BOTH, concept="dryness"),
    measure("held", phase=Phase.AFTER),
    measure("mood_after", Kind.SCALE, Phase.AFTER, Role.OUTCOME, concept="mood"),
    measure(
        "tears", Kind.STEPS, Phase.AFTER, Role.OUTCOME, concept="tears", options=options("none", "welled", "cried")
    ),
    measure("low_next_day", phase=Phase.LATER, role=Role.OUTCOME, concept="low"),
    measure("stress", Kind.SCALE, Phase.DAY, concept="stress"),
    measure("sleep", Kind.DURATION, Phase.DAY, concept="sleep", unit="minutes"),
    measure("touch", Kind.CHOICES, Phase.DURING, options=options("none", "hands", "mouth", "toy")),
    measure("company", Kind.CHOICE, Phase.DURING, options=options("one", "several", "alone")),
    measure("cycle_day", Kind.NUMBER, concept="cycle", minimum=1, maximum=60),
    measure("wanted", Kind.CHOICE, Phase.DURING, Role.NONE, options=options("yes", "no")),
    measure("period_started", phase=Phase.DAY, role=Role.NONE),
)


def factor(table, name):
    return next(one for one in table.factors if one.id == name)


def outcome(table, name):
    return next(one for one in table.outcomes if one.id == name)


def picked(table):
    return {one.id for one in (*table.factors, *table.outcomes)}


def plain(column):
    return [None if isnan(value) else value for value in column]


def test_rows_are_encounters_in_time_order_and_absence_is_never_no():
    late = encounter("2026-01-05T22:00", {"quarrel": False, "tears": 2})
    early = encounter("2026-01-02T22:00", {"tears": 0})
    table = build(journal(late, early), MEASURES)
    assert table.rows == (early.id, late.id)
    assert plain(factor(table, "quarrel").columns[0]) == [None, 0.0]
    assert plain(outcome(table, "tears").values) == [0.0, 2.0]
    assert outcome(table, "tears").kind is ColumnKind.ORDINAL
    assert outcome(table, "tears").happened_above == 0.0


def test_left_out_entries_and_letters_not_yet_kept_are_not_there_at_all():
    kept = encounter("2026-01-02T22:00", {"tears": 0})
    left_out = encounter("2026-01-03T22:00", {"tears": 2}, left_out=True)
    letter = encounter("2026-01-04T22:00", {"tears": 2}, letter="phone")
    day = check_in("2026-01-02T09:00", {"stress": 9}, left_out=True)
    table = build(journal(kept, left_out, letter, day, waiting=frozenset({letter.id})), MEASURES)
    assert table.rows == (kept.id,)
    assert "stress" not in {one.id for one in table.factors}


def test_an_encounter_that_was_not_wanted_is_not_there_at_all_even_if_nobody_left_it_out():
    kept = encounter("2026-01-02T22:00", {"tears": 0, "wanted": "yes"})
    unsure = encounter("2026-01-03T22:00", {"tears": 2, "wanted": "not_sure"})
    unwanted = encounter("2026-01-04T22:00", {"tears": 2, "wanted": "no", "cycle_day": 3})
    table = build(journal(kept, unsure, unwanted), MEASURES)
    assert table.rows == (kept.id,)
    assert CYCLE_MEASURE not in picked(table)


def test_a_factor_comes_before_its_outcome_and_one_concept_is_never_paired():
    values = {"quarrel": True, "mood_before": 3, "dryness": 2, "held": True, "mood_after": 4, "low_next_day": True}
    table = build(journal(encounter("2026-01-02T22:00", values)), MEASURES)
    paired = {
        (one.id, other.id)
        for one in table.factors
        for other in table.outcomes
        if (one.id, other.id) not in table.never_paired
    }
    assert paired == {
        ("quarrel", "dryness"),
        ("quarrel", "mood_after"),
        ("quarrel", "low_next_day"),
        ("mood_before", "dryness"),
        ("mood_before", "low_next_day"),
        ("dryness", "mood_after"),
        ("dryness", "low_next_day"),
        ("held", "low_next_day"),
    }


def test_the_day_after_answer_belongs_to_its_encounter():
    one = encounter("2026-01-02T22:00", {"tears": 1})
    one = one.with_addition(Addition(later(one, 12), {"low_next_day": True}))
    assert plain(outcome(build(journal(one), MEASURES), "low_next_day").values) == [1.0]


def lags(*entries, **more):
    table = build(journal(*entries, **more), MEASURES)
    return [plain(column) for column in factor(table, "stress").columns]


SEX = encounter("2026-01-05T22:00", {"tears": 1})


def test_a_check_in_of_the_same_day_counts_if_written_down_before():
    morning = check_in("2026-01-05T09:00", {"stress": 8})
    day_before = check_in("2026-01-04T09:00", {"stress": 3})
    assert lags(SEX, morning, day_before) == [[8.0], [3.0]]


def test_a_check_in_written_down_afterwards_does_not_count_and_the_day_before_does():
    night = check_in("2026-01-05T23:30", {"stress": 8})
    backdated = check_in("2026-01-05T09:00", {"stress": 9}, recorded=later(SEX, 10))
    day_before = check_in("2026-01-04T09:00", {"stress": 3})
    assert lags(SEX, night, backdated, day_before) == [[3.0], [3.0]]


def test_a_check_in_of_the_day_before_that_was_filled_in_after_the_encounter_does_not_count():
    backdated = check_in("2026-01-04T09:00", {"stress": 9}, recorded=later(SEX, 10))
    other = check_in("2026-01-05T08:00", {"sleep": 400})
    assert "stress" not in {one.id for one in build(journal(SEX, backdated, other), MEASURES).factors}


def test_a_check_in_changed_after_the_encounter_does_not_count():
    changed = check_in("2026-01-05T09:00", {"stress": 9}, changed=later(SEX, 1))
    assert "stress" not in {one.id for one in build(journal(SEX, changed), MEASURES).factors}


def test_an_edit_after_the_encounter_takes_what_was_added_before_it_along():
    """Nobody can tell which of the values an edit changed, so none of them is known to be from before."""
    morning = check_in("2026-01-05T09:00", {"sleep": 400})
    noon = morning.with_addition(Addition(later(morning, 3), {"stress": 2}))
    edited = replace(noon, added=(Addition(later(morning, 3), {"stress": 9}),), changed=later(SEX, 10))
    assert not {"stress", "sleep"} & picked(build(journal(SEX, edited), MEASURES))
    untouched = replace(noon, changed=later(morning, 2))
    assert lags(SEX, untouched)[0] == [2.0]


def test_an_imported_check_in_that_was_edited_counts_as_written_when_it_was_edited():
    day = imported(check_in("2026-01-05T09:00", {"stress": 8, "sleep": 300}))
    assert picked(build(journal(SEX, replace(day, changed=later(SEX, 1))), MEASURES)) == {"tears"}
    assert lags(SEX, replace(day, changed=later(SEX, -1)))[0] == [8.0]


def test_writing_times_compare_across_zones():
    """In the morning in Tokyo it is still the evening before in Berlin; what counts is what was written first."""
    tokyo = replace(SEX, at=When(datetime(2026, 1, 5, 8, 0), "Asia/Tokyo", Precision.INSTANT))
    at_seven = check_in("2026-01-05T00:00", {"stress": 8}, recorded=datetime(2026, 1, 4, 22, 59, tzinfo=UTC))
    at_nine = check_in("2026-01-05T00:00", {"stress": 8}, recorded=datetime(2026, 1, 4, 23, 1, tzinfo=UTC))
    day = When(datetime(2026, 1, 5, 7, 0), "Asia/Tokyo", Precision.INSTANT)
    assert lags(tokyo, replace(at_seven, at=day))[0] == [8.0]
    assert "stress" not in picked(build(journal(tokyo, replace(at_nine, at=day)), MEASURES))


def test_the_hour_that_comes_twice_does_not_let_a_later_check_in_count():
    """On the night the clocks go back 02:30 comes twice; an hour in doubt is taken as the first."""
    night = encounter("2026-10-25T02:30", {"tears": 1})
    before = check_in("2026-10-24T09:00", {"stress": 8}, recorded=datetime(2026, 10, 25, 0, 29, tzinfo=UTC))
    after = check_in("2026-10-24T09:00", {"stress": 8}, recorded=datetime(2026, 10, 25, 0, 31, tzinfo=UTC))
    assert lags(night, before)[0] == [8.0]
    assert "stress" not in picked(build(journal(night, after), MEASURES))


def test_after_midnight_is_still_the_day_before():
    small_hours = encounter("2026-01-06T01:30", {"tears": 1})
    morning = check_in("2026-01-05T09:00", {"stress": 8})
    assert lags(small_hours, morning)[0] == [8.0]
    earlier = journal(small_hours, morning, settings=Settings(day_turns_at=1))
    assert [plain(c) for c in factor(build(earlier, MEASURES), "stress").columns] == [[8.0], [8.0]]


def test_what_was_added_to_a_check_in_before_the_encounter_counts():
    morning = check_in("2026-01-05T09:00", {"stress": 8})
    noon = morning.with_addition(Addition(later(morning, 3), {"stress": 2}))
    night = noon.with_addition(Addition(later(SEX, 1), {"stress": 10}))
    assert lags(SEX, night)[0] == [2.0]


def test_an_imported_check_in_counts_by_the_time_the_other_app_kept():
    assert lags(SEX, imported(check_in("2026-01-05T09:00", {"stress": 8})))[0] == [8.0]
    day_only = imported(check_in("2026-01-05T00:00", {"stress": 8}, precision=Precision.DAY))
    before = imported(check_in("2026-01-04T00:00", {"stress": 4}, precision=Precision.DAY))
    assert lags(SEX, day_only, before) == [[4.0], [4.0]]


def test_an_imported_night_counts_for_the_day_of_waking():
    night = imported(check_in("2026-01-05T00:00", {"sleep": 380}, precision=Precision.DAY))
    table = build(journal(SEX, night), MEASURES)
    assert plain(factor(table, "sleep").columns[0]) == [380.0]
    assert factor(table, "sleep").unit == "minutes"


def test_an_encounter_known_only_to_the_day_takes_the_check_in_of_the_day_before():
    day_only = encounter("2026-01-05T00:00", {"tears": 1}, precision=Precision.DAY)
    morning, before = check_in("2026-01-05T09:00", {"stress": 8}), check_in("2026-01-04T09:00", {"stress": 3})
    assert lags(day_only, morning, before)[0] == [3.0]


def test_an_imported_encounter_known_only_to_the_day_tells_nothing_of_what_came_after():
    values = {"quarrel": True, "dryness": 5, "tears": 2, "low_next_day": True}
    day_only = imported(encounter("2026-01-05T00:00", values, precision=Precision.DAY))
    table = build(journal(day_only), MEASURES)
    assert {one.id for one in table.outcomes} == {"dryness"}
    assert {one.id for one in table.factors} == {"quarrel", "dryness"}
    timed = imported(encounter("2026-01-05T22:00", values))
    assert "tears" in {one.id for one in build(journal(timed), MEASURES).outcomes}


def test_each_option_of_several_is_a_factor_and_not_chosen_is_no():
    table = build(
        journal(
            encounter("2026-01-05T22:00", {"touch": ("hands", "mouth")}),
            encounter("2026-01-06T22:00", {"touch": ("none",)}),
            encounter("2026-01-07T22:00", {"tears": 1}),
        ),
        MEASURES,
    )
    assert {one.id for one in table.factors} == {"touch:hands", "touch:mouth"}
    assert plain(factor(table, "touch:hands").columns[0]) == [1.0, 0.0, None]
    assert factor(table, "touch:hands").label == "Touch: hands"


def test_of_a_single_choice_the_usual_one_is_what_the_others_are_told_against():
    days = [encounter(f"2026-01-{day:02d}T22:00", {"company": "one"}) for day in range(1, 6)]
    alone = encounter("2026-01-07T22:00", {"company": "alone"})
    table = build(journal(*days, alone), MEASURES)
    assert [one.id for one in table.factors] == ["company:alone"]
    assert plain(table.factors[0].columns[0]) == [0.0] * 5 + [1.0]
    assert build(journal(*days), MEASURES).factors == ()


def test_whether_it_was_wanted_is_never_a_factor():
    table = build(journal(encounter("2026-01-05T22:00", {"wanted": "no", "tears": 1})), MEASURES)
    assert table.factors == ()


def test_the_cycle_day_is_counted_from_recorded_starts_and_the_written_one_wins():
    starts = [check_in(f"{day}T09:00", {"period_started": True}) for day in ("2026-01-01", "2026-01-29", "2026-02-28")]
    counted = encounter("2026-02-02T22:00", {"tears": 1})
    written = encounter("2026-03-03T22:00", {"tears": 1, "cycle_day": 4})
    table = build(journal(*starts, counted, written), MEASURES)
    assert factor(table, "cycle_day").kind is ColumnKind.CYCLE_DAY
    assert plain(factor(table, "cycle_day").columns[0]) == [5.0, 4.0]
    assert table.cycle_length == 29.0


def test_bleeding_noted_only_after_the_encounter_does_not_make_it_the_first_day():
    """It may have come after it, and because of it."""
    earlier = check_in("2026-01-01T09:00", {"period_started": True})
    before = check_in("2026-01-29T09:00", {"period_started": True})
    that_night = encounter("2026-01-29T22:00", {"tears": 1})
    next_day = encounter("2026-01-30T22:00", {"tears": 1})
    noted_after = replace(before, recorded=later(that_night, 1))
    known = build(journal(earlier, before, that_night, next_day), MEASURES)
    assert plain(factor(known, "cycle_day").columns[0]) == [1.0, 2.0]
    table = build(journal(earlier, noted_after, that_night, next_day), MEASURES)
    assert plain(factor(table, "cycle_day").columns[0]) == [None, 2.0]


def test_own_measures_are_columns_like_any_other():
    own = measure("own.candles")
    one = encounter("2026-01-05T22:00", {"own.candles": True})
    book = replace(journal(one), own_measures=(own,))
    assert [f.id for f in build(book, MEASURES).factors] == ["own.candles"]


def test_an_empty_journal_makes_an_empty_table():
    table = build(journal(), MEASURES)
    assert (table.rows, table.factors, table.outcomes, table.cycle_length) == ((), (), (), None)


@pytest.mark.parametrize("phase", [Phase.PERSON])
def test_facts_about_the_person_are_no_columns(phase):
    measures = catalogue(measure("weight", Kind.SCALE, phase))
    assert build(journal(encounter("2026-01-05T22:00", {"weight": 3})), measures).factors == ()


def test_every_measure_of_the_catalogue_can_stand_in_a_table_without_error():
    measures = load_knowledge().measures
    values = {}
    for one in measures.values():
        if one.kind is Kind.YES_NO:
            values[one.id] = True
        elif one.kind in (Kind.STEPS, Kind.SCALE, Kind.DURATION):
            values[one.id] = 1
        elif one.kind is Kind.NUMBER:
            values[one.id] = one.minimum
        elif one.kind is Kind.CHOICE:
            values[one.id] = one.option_ids[0]
        elif one.kind is Kind.CHOICES:
            values[one.id] = one.option_ids[:2]
    held = {name: value for name, value in values.items() if measures[name].phase is not Phase.DAY}
    daily = {name: value for name, value in values.items() if measures[name].phase is Phase.DAY}
    table = build(journal(encounter("2026-01-05T22:00", held), check_in("2026-01-05T09:00", daily)), measures)
    private = {name for name, one in measures.items() if one.role is Role.NONE}
    assert len(table.outcomes) == 8
    assert not {column.id.split(":")[0] for column in (*table.factors, *table.outcomes)} & private
