"""The table of days: what goes before how a day is, and what must not."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.days.journals import at, check_in, encounter, imported, journal, later
from tests.unit.days.test_table_promises import everything_recorded, example

from aftercare.days.daily import build_daily, is_felt, offered_daily
from aftercare.days.picking import MOST_FACTORS, MOST_OUTCOMES
from aftercare.days.waking_day import waking_day
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Addition, Precision
from aftercare.model.measure import Phase
from aftercare.model.pattern import ColumnKind
from aftercare.model.settings import Settings

KNOWLEDGE = load_knowledge()
MEASURES = KNOWLEDGE.measures
DAY_FACTORS = tuple(KNOWLEDGE.day_factors.values())
MONDAY, TUESDAY = "2026-01-05", "2026-01-06"


def table_of(*entries, **more):
    return build_daily(journal(*entries, **more), MEASURES, DAY_FACTORS)


def day(date, values, clock="20:00", **more):
    return check_in(f"{date}T{clock}", values, **more)


def columns(table, name):
    found = [one for one in table.factors if one.id == name]
    if not found:
        return None
    told = [[None if isnan(value) else value for value in column] for column in found[0].columns]
    return dict(zip(found[0].lag_days, told, strict=True))


def values(table, name):
    found = [one for one in table.outcomes if one.id == name]
    return [None if isnan(value) else value for value in found[0].values] if found else None


def test_rows_are_days_with_a_check_in_and_outcomes_are_what_was_felt():
    monday, tuesday = day(MONDAY, {"mood": 1}), day(TUESDAY, {"mood": 3, "pain_today": 4})
    table = table_of(tuesday, monday, encounter(f"{MONDAY}T22:00", {"tears": 1}))
    assert table.rows == (monday.id, tuesday.id)
    assert values(table, "mood") == [1.0, 3.0]
    assert values(table, "pain_today") == [None, 4.0]
    assert values(table, "tears") is None


def test_a_factor_is_that_of_the_day_before_not_of_the_same_evening():
    table = table_of(day(MONDAY, {"stress": 4, "mood": 1}), day(TUESDAY, {"stress": 0, "mood": 3}))
    assert columns(table, "stress") == {1: [None, 4.0]}


def test_what_was_written_earlier_the_same_day_counts_and_what_came_later_does_not():
    first = day(MONDAY, {"quarrel_today": True}, "09:00").with_addition(Addition(at_time(MONDAY, 20), {"mood": 1}))
    second = day(TUESDAY, {"mood": 3}, "09:00").with_addition(Addition(at_time(TUESDAY, 20), {"quarrel_today": True}))
    assert columns(table_of(first, second), "quarrel_today") == {0: [1.0, None], 1: [None, 1.0]}


def at_time(date, hour):
    return at(f"{date}T{hour:02d}:00").instant()


def test_how_long_the_night_was_counts_although_it_is_written_down_with_the_mood():
    told = {"sleep_hours": 300, "sleep_quality": 1, "mood": 1}
    table = table_of(day(MONDAY, told), day(TUESDAY, told | {"sleep_hours": 420}))
    assert columns(table, "sleep_hours") == {0: [300.0, 420.0], 1: [None, 300.0]}
    assert columns(table, "sleep_quality") == {1: [None, 1.0]}


def test_an_imported_night_counts_for_the_day_of_waking():
    night = imported(check_in(f"{TUESDAY}T00:00", {"sleep_hours": 380}, precision=Precision.DAY))
    table = table_of(day(TUESDAY, {"mood": 2}), night)
    assert columns(table, "sleep_hours") == {0: [380.0]} | {1: [None]}


def test_a_day_filled_in_afterwards_is_no_factor_of_the_day_after_it():
    tuesday = day(TUESDAY, {"mood": 3})
    monday = day(MONDAY, {"stress": 4, "mood": 1}, recorded=later(tuesday, 1))
    assert columns(table_of(monday, tuesday), "stress") is None
    changed = replace(day(MONDAY, {"stress": 4}), changed=later(tuesday, 1))
    assert columns(table_of(changed, tuesday), "stress") is None


def test_imported_days_without_a_time_tell_of_the_day_after_but_nothing_of_their_own():
    monday = imported(check_in(f"{MONDAY}T00:00", {"stress": 4, "mood": 1}, precision=Precision.DAY))
    tuesday = imported(check_in(f"{TUESDAY}T00:00", {"stress": 2, "mood": 3}, precision=Precision.DAY))
    assert columns(table_of(monday, tuesday), "stress") == {1: [None, 4.0]}


def test_the_day_after_sex_is_told_from_the_day_after_none():
    sex = encounter(f"{MONDAY}T22:00", {"company": "alone", "orgasm": 1, "pain": 0})
    table = table_of(sex, *(day(f"2026-01-0{number}", {"mood": 2}) for number in (5, 6, 7)))
    assert columns(table, "sex_the_day_before") == {1: [None, 1.0, 0.0]}
    assert columns(table, "sex_alone_the_day_before") == {1: [None, 1.0, 0.0]}
    assert columns(table, "orgasm_the_day_before") == {1: [None, 1.0, 0.0]}
    assert columns(table, "sex_with_someone_the_day_before") is None
    assert columns(table, "pain_with_sex_the_day_before") is None


def test_a_day_nobody_wrote_about_is_not_a_day_without_sex():
    sex = encounter("2026-01-01T22:00", {})
    table = table_of(sex, *(day(f"2026-01-0{number}", {"mood": 2}) for number in (2, 5, 6)))
    assert columns(table, "sex_the_day_before") == {1: [1.0, None, 0.0]}


def test_of_what_kind_it_was_stays_unknown_where_that_was_not_said():
    known, unsaid = encounter("2026-01-01T22:00", {"company": "one"}), encounter("2026-01-02T22:00", {"tears": 0})
    table = table_of(known, unsaid, *(day(f"2026-01-0{number}", {"mood": 2}) for number in (2, 3)))
    assert columns(table, "sex_with_someone_the_day_before") == {1: [1.0, None]}
    said = table_of(known, day("2026-01-02", {"mood": 2, "sex_today": True}), day("2026-01-03", {"mood": 1}))
    assert columns(said, "sex_the_day_before") == {1: [1.0, 1.0]}
    assert columns(said, "sex_with_someone_the_day_before") == {1: [1.0, None]}


@pytest.mark.parametrize(
    "hidden", [{"left_out": True}, {"values": {"wanted": "no"}}, {"values": {"wanted": "not_sure"}}]
)
def test_a_hidden_encounter_leaves_its_day_unknown_neither_with_nor_without(hidden):
    seen = encounter("2026-01-01T22:00", {})
    secret = replace(encounter(f"{MONDAY}T22:00", {"company": "one"}), **hidden)
    days = [day(f"2026-01-0{number}", {"mood": 2}) for number in (2, 5, 6)]
    assert columns(table_of(seen, secret, *days), "sex_the_day_before") == {1: [1.0, None, None]}
    waiting = encounter(f"{MONDAY}T22:00", {})
    table = table_of(seen, waiting, *days, waiting=frozenset({waiting.id}))
    assert columns(table, "sex_the_day_before") == {1: [1.0, None, None]}


def test_an_encounter_written_down_after_the_mood_of_the_day_after_does_not_count_for_it():
    monday, tuesday = day(MONDAY, {"mood": 2}), day(TUESDAY, {"mood": 3})
    late = encounter(f"{MONDAY}T22:00", {}, recorded=later(tuesday, 1))
    early = encounter("2026-01-04T22:00", {})
    assert columns(table_of(early, late, monday, tuesday), "sex_the_day_before") == {1: [1.0, None]}


def test_the_day_turns_in_the_small_hours_here_too():
    sex = encounter(f"{TUESDAY}T01:30", {})
    table = table_of(sex, day(MONDAY, {"mood": 2}), day(TUESDAY, {"mood": 3}))
    assert columns(table, "sex_the_day_before") == {1: [None, 1.0]}
    early = table_of(sex, day(TUESDAY, {"mood": 3}), day("2026-01-07", {"mood": 3}), settings=Settings(day_turns_at=1))
    assert columns(early, "sex_the_day_before") == {1: [None, 1.0]}


def test_a_mood_said_again_before_the_day_turned_counts_as_said_last_and_so_do_the_factors_before_it():
    """At 03:00 it is still the day before: the mood of 09:00 no longer stands, so the stress of 09:00 came before."""
    morning = day(MONDAY, {"mood": 1, "stress": 4}, "09:00")
    night = day(TUESDAY, {"mood": 3, "energy": 2, "stress": 0}, "03:00")
    table = table_of(morning, night)
    assert table.rows == (morning.id,)
    assert values(table, "mood") == [3.0]
    assert columns(table, "stress") == {0: [4.0], 1: [None]}
    felt_early = day(MONDAY, {"mood": 1, "energy": 1, "stress": 4}, "09:00")
    still_stands = table_of(felt_early, day(TUESDAY, {"mood": 3, "stress": 0}, "03:00"))
    assert values(still_stands, "energy") == [1.0]
    assert columns(still_stands, "stress") is None


def test_the_day_of_the_cycle_is_a_factor_of_days():
    days = [day("2026-01-01", {"period_started": True}), day("2026-01-03", {"mood": 2}), day("2026-03-20", {"mood": 2})]
    table = table_of(*days)
    assert columns(table, "cycle_day") == {0: [1.0, 3.0, None]}
    assert next(one for one in table.factors if one.id == "cycle_day").kind is ColumnKind.CYCLE_DAY


def test_what_is_felt_is_an_outcome_only_and_no_concept_meets_itself():
    table = build_daily(everything_recorded(4), MEASURES, DAY_FACTORS)
    assert not [one.id for one in table.factors if one.id in MEASURES and is_felt(MEASURES[one.id])]
    assert len(table.outcomes) == MOST_OUTCOMES
    assert len(table.factors) <= MOST_FACTORS
    for factor in table.factors:
        for outcome in table.outcomes:
            if (factor.id, outcome.id) not in table.never_paired:
                assert concept(factor.id) != MEASURES[outcome.id].concept


def concept(name):
    return (
        KNOWLEDGE.day_factors[name].concept if name in KNOWLEDGE.day_factors else MEASURES[name.split(":")[0]].concept
    )


def test_what_the_person_swaps_in_or_out_counts_here_too():
    book = everything_recorded(4)
    felt = [one.id for one in offered_daily(book, MEASURES, DAY_FACTORS) if one.is_outcome and not one.picked]
    assert felt
    swapped = replace(book, settings=Settings(swapped_in=(felt[0],), swapped_out=("stress",)))
    table = build_daily(swapped, MEASURES, DAY_FACTORS)
    assert felt[0] in {one.id for one in table.outcomes}
    assert "stress" not in {one.id for one in table.factors}


def test_an_empty_journal_makes_an_empty_table():
    table = table_of()
    assert (table.rows, table.factors, table.outcomes) == ((), (), ())


DAILY = [one for one in MEASURES.values() if one.phase is Phase.DAY]


@st.composite
def journals(draw):
    """Some days of real check-ins and encounters, written at their time or later, edited, left out, waiting."""
    entries, waiting = [], set()
    for number in range(draw(st.integers(2, 8))):
        told = draw(st.lists(st.sampled_from(DAILY), max_size=8, unique_by=lambda one: one.id))
        when = datetime(2026, 1, 1, 9) + timedelta(days=number, hours=draw(st.integers(-7, 12)))
        made = [check_in(when.isoformat(), {one.id: example(one, draw(st.integers(0, 1))) for one in told})]
        if draw(st.booleans()):
            made.append(encounter((when + timedelta(hours=4)).isoformat(), {"company": "one", "pain": number}))
        for one in made:
            written = later(one, draw(st.sampled_from([0, 0, 5, 30])))
            changed = draw(st.none() | st.just(written + timedelta(hours=7)))
            entries.append(replace(one, recorded=written, changed=changed, left_out=draw(st.integers(0, 6)) == 0))
            waiting |= {one.id} if draw(st.integers(0, 9)) == 0 else set()
    return journal(*entries, waiting=frozenset(waiting))


def written(entry):
    return max(entry.recorded, entry.changed or entry.recorded)


@given(journals())
def test_every_factor_was_written_down_before_the_outcomes_of_its_row(book):
    """Or it is how long the night was, or the day of the cycle; and encounters lie on the day before.

    An outcome said twice on one day counts as it was said last, so that is when it was written.
    """
    table = build_daily(book, MEASURES, DAY_FACTORS)
    seen = [e for e in book.check_ins() if not e.left_out and e.id not in book.waiting]
    by_day = {}
    for entry in seen:
        by_day.setdefault(waking_day(entry.at), []).append(entry)
    assert len(table.rows) == len(by_day)
    for row, (date, entries) in enumerate(sorted(by_day.items())):
        said_last = {}
        for one in sorted(entries, key=written):
            said_last |= dict.fromkeys((name for name in one.values if is_felt(MEASURES[name])), written(one))
        asked = min(said_last.values(), default=None)
        for factor in table.factors:
            for lag, column in zip(factor.lag_days, factor.columns, strict=True):
                if isnan(column[row]) or factor.id in ("cycle_day", "sleep_hours") or asked is None:
                    continue
                holders = list(by_day.get(date - timedelta(days=lag), []))
                if factor.id in KNOWLEDGE.day_factors:
                    holders += [e for e in book.encounters() if waking_day(e.at) == date - timedelta(days=1)]
                assert any(written(e) < asked for e in holders), (factor.id, lag, row)


@given(journals(), st.randoms(use_true_random=False))
def test_how_the_days_were_changes_neither_what_is_searched_nor_any_factor(book, chance):
    days = [e for e in book.check_ins() if not e.left_out and e.id not in book.waiting]
    told = {e.id: dict(e.values) for e in days}
    for measure in (one for one in DAILY if is_felt(one)):
        holders = [e for e in days if measure.id in e.values]
        values = [e.values[measure.id] for e in holders]
        chance.shuffle(values)
        for e, value in zip(holders, values, strict=True):
            told[e.id][measure.id] = value
    other = book.with_entries(replace(e, values=told[e.id]) for e in days)
    before, after = (build_daily(one, MEASURES, DAY_FACTORS) for one in (book, other))
    assert [one.id for one in before.outcomes] == [one.id for one in after.outcomes]
    assert repr(before.factors) == repr(after.factors)
    assert before.never_paired == after.never_paired


@given(journals())
def test_what_is_left_out_or_waits_leaves_no_value(book):
    """Only that a day with a hidden encounter is not called one without."""
    hidden = [e for e in book.entries if e.left_out or e.id in book.waiting]
    whole = build_daily(book, MEASURES, DAY_FACTORS)
    bare = build_daily(book.without_entries(e.id for e in hidden), MEASURES, DAY_FACTORS)
    assert whole.rows == bare.rows
    assert repr(whole.outcomes) == repr(bare.outcomes)
    kept = {one.id: one for one in bare.factors}
    for factor in whole.factors:
        if factor.id not in KNOWLEDGE.day_factors:
            assert repr(factor) == repr(kept[factor.id])
        else:
            for with_it, without in zip(factor.columns[0], kept[factor.id].columns[0], strict=True):
                assert isnan(with_it) or with_it == without
