"""Waking days and cycles, as a person would count them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.unit.days.journals import at, catalogue, check_in, encounter, journal, measure, options

from aftercare.days.cycle import cycle_day, lengths, median_length, starts_from_bleeding
from aftercare.days.cycle_starts import recorded_starts
from aftercare.days.waking_day import day_begins, night_of, waking_day
from aftercare.model.entry import Precision
from aftercare.model.measure import Kind, Phase
from aftercare.model.person import Person

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-10T23:59", DAY),
        ("2026-03-11T00:30", DAY),
        ("2026-03-11T03:59", DAY),
        ("2026-03-11T04:00", DAY + timedelta(days=1)),
    ],
)
def test_a_day_turns_at_four_in_the_morning(text, day):
    assert waking_day(at(text)) == day


def test_the_hour_at_which_a_day_turns_can_be_set():
    assert waking_day(at("2026-03-11T05:30"), 6) == DAY
    assert waking_day(at("2026-03-11T00:00"), 0) == DAY + timedelta(days=1)
    assert day_begins(DAY, 6).isoformat() == "2026-03-10T06:00:00"


def test_a_time_known_only_to_the_day_keeps_its_day():
    assert waking_day(at("2026-03-10T00:00", Precision.DAY)) == DAY


def test_a_night_belongs_to_the_day_of_waking():
    assert night_of(at("2026-03-10T03:30")) == DAY


def days(*offsets):
    return [DAY + timedelta(days=offset) for offset in offsets]


def test_bleeding_on_following_days_is_one_start():
    assert starts_from_bleeding(days(0, 1, 2, 4, 28, 29, 60)) == tuple(days(0, 28, 60))


def test_cycle_lengths_leave_out_gaps_that_cannot_be_one_cycle():
    assert lengths(days(0, 28, 57, 117, 145, 157)) == (28, 29, 28)


def test_the_median_cycle_length_is_unknown_until_two_cycles_are_known():
    assert median_length(days(0, 28)) is None
    assert median_length(days(0, 28, 58)) == 29.0


@pytest.mark.parametrize(("offset", "number"), [(-1, None), (0, 1), (27, 28), (28, 1), (28 + 44, 45), (28 + 45, None)])
def test_the_day_of_the_cycle_counts_from_the_first_day_of_bleeding(offset, number):
    assert cycle_day(DAY + timedelta(days=offset), days(0, 28)) == number


CYCLE = catalogue(
    measure("period_started", phase=Phase.DAY),
    measure("period_today", phase=Phase.DAY),
    measure("cycle_day", Kind.NUMBER, minimum=1, maximum=60),
    measure("menstrual_bleeding", Kind.STEPS, phase=Phase.DAY, options=options("none", "spotting", "light", "heavy")),
)


def test_starts_come_from_check_ins_and_from_cycle_days_but_not_from_spotting():
    book = journal(
        check_in("2026-01-01T09:00", {"menstrual_bleeding": 2}),
        check_in("2026-01-02T09:00", {"menstrual_bleeding": 3}),
        check_in("2026-01-15T09:00", {"menstrual_bleeding": 1}),
        check_in("2026-01-29T09:00", {"period_started": True}),
        encounter("2026-03-01T22:00", {"cycle_day": 4}),
        check_in("2026-03-25T09:00", {"period_today": True}),
        check_in("2026-04-20T09:00", {"period_started": False}),
    )
    assert recorded_starts(book, CYCLE) == (
        date(2026, 1, 1),
        date(2026, 1, 29),
        date(2026, 2, 26),
        date(2026, 3, 25),
    )


def test_left_out_entries_and_unkept_letters_give_no_start():
    left_out = check_in("2026-01-01T09:00", {"period_started": True}, left_out=True)
    letter = check_in("2026-02-01T09:00", {"period_started": True}, letter="phone")
    assert recorded_starts(journal(left_out, letter, waiting=frozenset({letter.id})), CYCLE) == ()


def test_the_last_period_told_counts_as_a_start():
    told = Person(birth_year=1985).with_answers(
        {"last_period": "2026-02-03"}, check_in("2026-02-10T09:00", {}).recorded
    )
    assert recorded_starts(replace(journal(), person=told), CYCLE) == (date(2026, 2, 3),)
