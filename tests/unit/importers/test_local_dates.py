"""Dates and times as people's apps write them."""

from datetime import date, time

import pytest

from aftercare.importers.local_dates import Order, date_order, language_of, read_date, read_time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-09-28", date(2021, 9, 28)),
        ("2021-09-28 10:00", date(2021, 9, 28)),
        ("April 12", date(2018, 4, 12)),
        ("12. April", date(2018, 4, 12)),
        ("12 avril", date(2018, 4, 12)),
        ("Sep 3, 2020", date(2020, 9, 3)),
        ("3. März", date(2018, 3, 3)),
        ("1 février 2019", date(2019, 2, 1)),
        ("5 de mayo", None),
        ("30 February", None),
        ("ju 5", None),
        ("juin 5", date(2018, 6, 5)),
        ("12 Nonsense", None),
        ("", None),
        ("03/04/2021", None),
    ],
)
def test_dates_with_month_names_are_read(text: str, day: date | None) -> None:
    assert read_date(text, "2018", None) == day


def test_dates_of_numbers_need_to_know_what_stands_first() -> None:
    assert read_date("03/04/2021", "", Order.DAY_FIRST) == date(2021, 4, 3)
    assert read_date("03/04/2021", "", Order.MONTH_FIRST) == date(2021, 3, 4)
    assert read_date("3.4.", "2020", Order.DAY_FIRST) == date(2020, 4, 3)
    assert read_date("3.4.", "", Order.DAY_FIRST) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2021", "13/04/2021"], Order.DAY_FIRST),
        (["03/04/2021", "04/13/2021"], Order.MONTH_FIRST),
        (["03/04/2021", "12/12/2021"], None),
        ([], None),
    ],
)
def test_one_day_over_twelve_settles_the_order_for_the_whole_file(texts: list[str], order: Order | None) -> None:
    assert date_order(texts)[0] is order


def test_three_examples_are_shown() -> None:
    assert date_order(["1/2/2021", "1/2/2021", "2/2/2021", "3/2/2021", "4/2/2021"])[1] == (
        "1/2/2021",
        "2/2/2021",
        "3/2/2021",
    )


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("6:50 pm", time(18, 50)),
        ("6:50\u202fPM", time(18, 50)),
        ("12:19 am", time(0, 19)),
        ("12:20 pm", time(12, 20)),
        ("18:52", time(18, 52)),
        ("07:05:30", time(7, 5)),
        ("18h50", time(18, 50)),
        ("1:08 p.m.", time(13, 8)),
        ("13:00 pm", None),
        ("0:10 am", None),
        ("24:00", None),
        ("10:60", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times_with_12_or_24_hours_are_read(text: str, hour: time | None) -> None:
    assert read_time(text) == hour


def test_the_language_is_that_of_the_weekdays() -> None:
    assert language_of(["Montag", "dienstag", ""]) == "de"
    assert language_of(["Monday"]) == "en"
    assert language_of(["Monday", "Montag"]) == ""
    assert language_of([]) == ""
