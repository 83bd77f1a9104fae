"""What a person sees of red flags after a save and on home."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, fired, journal

from aftercare.check.screening import (
    answer,
    screen_entry,
    screen_journal,
    window_closes,
)
from aftercare.model.assessment import Action, Level
from aftercare.model.entry import Addition, EntryKind, Precision, When
from aftercare.model.fact import Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.person import Dated, Person
from aftercare.model.settings import Settings
from aftercare.usecases.ten_years import ten_years


def test_a_pain_of_seven_without_a_word_on_how_long_is_the_same_day() -> None:
    """Severe pain of unknown length is looked at today."""
    logged = entry({"pain": 7})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert fired(screening)["RF17"] is Action.SAME_DAY
    assert screening.level is Level.SAME_DAY
    assert screening.first_screen[0].because.startswith("Today: ")


def test_a_pain_of_six_opens_no_screen() -> None:
    """One below the threshold, nothing else known: no flag before anything else."""
    logged = entry({"pain": 6})
    assert screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW).first_screen == ()


def test_a_pain_of_eight_three_weeks_ago_shows_no_ambulance() -> None:
    """Backdated and past: nothing urgent is shown."""
    logged = entry({"pain": 8, "pain_sites": {"low_belly_left": 8}, "pain_onset": "sudden"}, timedelta(days=21))
    assert screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW).first_screen == ()


def test_severe_pain_in_the_bladder_is_as_pressing_as_elsewhere_in_the_low_belly() -> None:
    """An emergency until a pregnancy is ruled out, and else the same day; mild pain there is neither."""

    def brought_up(site: str, score: int) -> dict[str, Action]:
        logged = entry({"pain_sites": {site: score}})
        return fired(screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW))

    assert brought_up("bladder", 8) == brought_up("low_belly_middle", 8)
    assert brought_up("bladder", 8)["RF15"] is Action.EMERGENCY
    assert "RF15" not in brought_up("bladder", 3)


def test_severe_belly_pain_is_an_emergency_until_a_pregnancy_is_ruled_out() -> None:
    """Unknown organs are unknown; a person known to have no womb gets the same day."""
    logged = entry({"pain": 8, "pain_sites": {"low_belly_middle": 8}})
    unknown = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert fired(unknown)["RF15"] is Action.EMERGENCY
    no_womb = screen_entry(KNOWLEDGE, journal(logged, organs=("penis", "testes")), logged, (), NOW)
    assert "RF15" not in fired(no_womb)
    assert no_womb.level is Level.SAME_DAY


def test_no_i_cannot_be_pregnant_ends_that_rule_and_a_late_period_brings_it_back() -> None:
    """A stated no counts, unless the period is late."""
    logged = entry({"pain": 8, "pain_sites": {"low_belly_middle": 8}})
    said_no = answer("pregnancy_possible", Status.ABSENT, NOW, logged)
    late = answer("period_late_or_odd", Status.PRESENT, NOW, logged)
    held = journal(logged, organs=("vagina", "uterus"))
    assert "RF15" not in fired(screen_entry(KNOWLEDGE, held, logged, (said_no,), NOW))
    assert fired(screen_entry(KNOWLEDGE, held, logged, (said_no, late), NOW))["RF15"] is Action.EMERGENCY


def test_only_what_this_save_brought_up_is_shown_after_it() -> None:
    """Yesterday's blood in the urine is not shown again after today's calm entry, but stays on home."""
    before = entry({"bleeding_from": ("urine",)}, timedelta(days=1), number=1)
    now = entry({"pain": 0, "tears": 0}, number=2)
    held = journal(before, now)
    assert "RF27" not in fired(screen_entry(KNOWLEDGE, held, now, (), NOW))
    assert fired(screen_journal(KNOWLEDGE, held, (), NOW))["RF27"] is Action.TWO_WEEKS


def test_signs_of_two_entries_of_one_day_are_seen_together() -> None:
    """Belly pain in the evening and fainting in the morning after make one emergency."""
    evening = entry({"pain": 3, "pain_sites": {"low_belly_middle": 3}}, timedelta(hours=10), number=1)
    morning = entry({"faint_after": 3}, number=2)
    assert fired(screen_entry(KNOWLEDGE, journal(evening, morning), morning, (), NOW))["RF14"] is Action.EMERGENCY


def test_a_headache_and_a_vomiting_a_week_apart_are_not_one_emergency() -> None:
    """Signs of a headache belong to one episode."""
    headache = entry({"headache_after": 1}, timedelta(days=8), number=1)
    sick = entry({"nausea_after": "vomited"}, number=2)
    together = replace(headache, values={"headache_after": 1, "nausea_after": "vomited"})
    assert fired(screen_journal(KNOWLEDGE, journal(headache, sick), (), NOW)).get("RF06") is not Action.EMERGENCY
    assert fired(screen_journal(KNOWLEDGE, journal(together), (), NOW))["RF06"] is Action.EMERGENCY


def test_the_day_after_answer_counts_from_its_own_time() -> None:
    """A fever answered now about an encounter two days ago is a fever now."""
    logged = entry({"pain": 2, "pain_sites": {"low_belly_middle": 2}}, timedelta(hours=40))
    grown = logged.with_addition(Addition(NOW, {"fever_next_day": True}))
    assert fired(screen_entry(KNOWLEDGE, journal(grown), grown, (), NOW))["RF18"] is Action.SAME_DAY


def test_a_time_good_to_the_day_lasts_at_least_as_long_as_an_exact_one() -> None:
    """A day without an hour is read as late as it can have been, never after it was written down."""
    exact = entry({"body_after": ("chest_pain",)}, timedelta(hours=5))
    day = replace(exact, at=When(datetime(2026, 11, 20), None, Precision.DAY))
    assert fired(screen_journal(KNOWLEDGE, journal(day), (), NOW))["RF07"] is Action.EMERGENCY


def test_pain_in_three_of_the_last_six_encounters_is_two_weeks() -> None:
    """Both sides: two of six say nothing, three of six do, and checked pain is routine."""

    def with_pain(*numbers: int) -> Journal:
        return journal(
            *(entry({"pain": 4 if n in numbers else 0}, timedelta(days=3 * n), number=n) for n in range(1, 7))
        )

    assert "RF38" not in fired(screen_journal(KNOWLEDGE, with_pain(1, 4), (), NOW))
    assert fired(screen_journal(KNOWLEDGE, with_pain(1, 2, 4), (), NOW))["RF38"] is Action.TWO_WEEKS
    checked = replace(
        with_pain(1, 2, 4),
        person=Person(birth_year=1990, answers={"pain_checked": Dated("yes", NOW - timedelta(days=1))}),
    )
    assert fired(screen_journal(KNOWLEDGE, checked, (), NOW))["RF38"] is Action.ROUTINE


@pytest.mark.parametrize(("kind", "shown"), [("upset", True), ("both", True), (None, True), ("moved", False)])
def test_tears_after_most_times_for_four_weeks_count_unless_they_were_happy(kind: str | None, shown: bool) -> None:
    """Happy tears are no distress."""
    values: dict[str, Value] = {"tears": 2, "mood_after": 3}
    if kind is not None:
        values["tears_kind"] = kind
    held = journal(*(entry(values, timedelta(days=days), number=days + 1) for days in (1, 8, 15, 24)))
    assert ("RF39" in fired(screen_journal(KNOWLEDGE, held, (), NOW))) is shown


def test_low_days_count_from_eight_in_two_weeks() -> None:
    """Most days for two weeks; seven of fourteen is not most."""

    def low(days: int) -> Journal:
        return journal(*(entry({"mood": 1}, timedelta(days=n), number=n + 1, kind=EntryKind.DAY) for n in range(days)))

    assert "RF37" not in fired(screen_journal(KNOWLEDGE, low(7), (), NOW))
    assert fired(screen_journal(KNOWLEDGE, low(8), (), NOW))["RF37"] is Action.TWO_WEEKS


def test_help_with_a_time_window_shows_only_where_the_person_said_it_matters() -> None:
    """RF34 and RF35 stay silent until then."""
    logged = entry({"protection": "none", "touch": ("penis_in_vagina",)}, timedelta(hours=20))
    held = journal(logged, organs=("vagina", "uterus"))
    assert "RF34" not in fired(screen_journal(KNOWLEDGE, held, (), NOW))
    matters = replace(held, settings=Settings(pregnancy_matters=True))
    assert fired(screen_journal(KNOWLEDGE, matters, (), NOW))["RF34"] is Action.SAME_DAY
    never = replace(held, settings=Settings(pregnancy_matters=False))
    assert "RF34" not in {rule.rule for rule in screen_journal(KNOWLEDGE, never, (), NOW).open}


def test_ten_years_are_screened_in_under_a_tenth_of_a_second() -> None:
    """1,200 encounters and 3,800 check-ins; processor time, the fastest of five: the machine does other things too."""
    held = ten_years(KNOWLEDGE.measures, date(2026, 11, 20))
    taken = []
    for _ in range(5):
        start = time.process_time()
        screen_journal(KNOWLEDGE, held, (), NOW)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.1


def test_a_window_for_help_is_told_from_the_earliest_it_can_have_been() -> None:
    """Five days from the evening itself; where only the day is known, from the start of it."""
    exact = entry({"protection": "none", "touch": ("penis_in_vagina",)}, timedelta(hours=20))
    held = replace(journal(exact, organs=("vagina", "uterus")), settings=Settings(pregnancy_matters=True))
    flag = next(one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF34")
    assert window_closes(KNOWLEDGE, flag, held) == NOW - timedelta(hours=20) + timedelta(hours=120)
    day = replace(exact, at=When(datetime(2026, 11, 20), None, Precision.DAY))
    held = replace(held, entries=(day,))
    flag = next(one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF34")
    closes = window_closes(KNOWLEDGE, flag, held)
    assert closes is not None
    assert closes < datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=120)


def test_blood_in_the_check_in_of_a_pregnant_person_is_the_same_day() -> None:
    """Any bleeding in pregnancy, wherever it was logged."""
    logged = entry({"spotting": True}, kind=EntryKind.DAY)
    held = journal(logged, organs=("vagina", "uterus"), pregnant="yes")
    assert fired(screen_entry(KNOWLEDGE, held, logged, (), NOW))["RF15"] is Action.SAME_DAY
