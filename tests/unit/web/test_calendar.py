"""The calendar: a month on one page, each day with its marks and the same in words, a day one tap away."""

import re
from dataclasses import replace

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.web.routes import url_for


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def log_on(mine: Mine, day: str, hour: str = "22:00", **answers: str) -> None:
    mine.post("log", id=mine.form_id(), when="earlier", day=day, hour=hour, **answers)


def words_of(html: str, day: str) -> str:
    """What the button of a day says."""
    found = re.search(rf'name="day" value="{day}" aria-label="([^"]+)"', html)
    assert found is not None, day
    return found[1]


def test_an_empty_calendar_says_what_will_be_here(mine: Mine) -> None:
    page = mine.get("calendar")
    assert "<caption" in page
    assert "November 2026" in shown(page)
    assert "from your first entry on" in shown(page)
    assert words_of(page, "2026-11-20") == "Friday 20 November: nothing noted"
    assert words_of(page, "2026-11-22") == "Sunday 22 November, today: nothing noted"


def test_a_day_says_in_words_what_its_marks_show(mine: Mine) -> None:
    log_on(mine, "2026-11-20", tears="2", mood_after="1")
    log_on(mine, "2026-11-18", "20:00", tears="0")
    log_on(mine, "2026-11-18", "23:00", tears="3")
    log_on(mine, "2026-11-17", tears="1", tears_kind="moved")
    page = mine.get("calendar")
    assert words_of(page, "2026-11-20") == "Friday 20 November: one time, tears"
    assert words_of(page, "2026-11-18") == "Wednesday 18 November: 2 times, tears once"
    assert words_of(page, "2026-11-17") == "Tuesday 17 November: one time, happy tears"
    assert page.count("chart-small-arc") == 2
    assert page.count('class="dot tears"') == 2, "one in the month and one in the key"


def test_a_night_belongs_to_the_evening_before(mine: Mine) -> None:
    log_on(mine, "2026-11-20", "01:30", tears="0")
    page = mine.get("calendar")
    assert words_of(page, "2026-11-19") == "Thursday 19 November: one time"
    assert words_of(page, "2026-11-20") == "Friday 20 November: nothing noted"


def test_check_in_and_bleeding_have_their_marks(mine: Mine) -> None:
    mine.post("check_in", id=mine.form_id("check_in"), when="earlier", day="2026-11-16", menstrual_bleeding="2")
    mine.post("check_in", id=mine.form_id("check_in"), when="earlier", day="2026-11-15", menstrual_bleeding="0")
    page = mine.get("calendar")
    assert words_of(page, "2026-11-16") == "Monday 16 November: check-in; period or bleeding"
    assert words_of(page, "2026-11-15") == "Sunday 15 November: check-in"


def test_what_is_to_come_cannot_be_tapped_and_no_month_ahead_is_offered(mine: Mine) -> None:
    page = mine.get("calendar")
    assert 'value="2026-11-23"' not in page
    assert "The month after" not in page
    assert "The month after" in mine.post("calendar", month="2026-10-01")
    assert "November 2026" in shown(mine.post("calendar", month="2031-01-01"))


def test_turning_leads_to_the_month_before_and_a_tap_to_its_day(mine: Mine) -> None:
    log_on(mine, "2026-10-03", tears="2", pain="4")
    page = mine.post("calendar", month="2026-10-01")
    assert "October 2026" in shown(page)
    assert "October 2026" in shown(mine.get("calendar")), "it stays where it was turned to"
    day = mine.post("calendar_day", day="2026-10-03")
    assert "Saturday 3 October" in shown(day)
    assert day.count('name="entry"') == 1
    assert "pain 4" in shown(day)


def test_something_is_added_to_a_day_with_its_date_filled_in_once(mine: Mine) -> None:
    mine.post("calendar_day", day="2026-11-12")
    form = mine.post("calendar_day", add="log")
    assert 'name="day" value="2026-11-12"' in form
    assert re.search(r'value="earlier" checked', form)
    assert 'value="2026-11-22"' in mine.get("log"), "the next form begins with today again"
    check_in = mine.post("calendar_day", add="check_in")
    assert 'name="day" value="2026-11-12"' in check_in


def test_weeks_begin_as_the_country_has_it(mine: Mine) -> None:
    first = re.compile(r"<thead><tr><th[^>]*><span[^>]*>..</span><span[^>]*>(\w+)</span>")
    found = first.search(mine.get("calendar"))
    assert found is not None
    assert found[1] == "Monday"
    state = mine.bench.state
    state.device = replace(state.device, country="US")
    found = first.search(mine.get("calendar"))
    assert found is not None
    assert found[1] == "Sunday"


def test_nothing_of_a_day_stands_in_an_address(mine: Mine) -> None:
    for name, fields in (("calendar", {"month": "2026-10-01"}), ("calendar_day", {"day": "2026-10-03"})):
        answer = mine.send(name, **fields)
        assert answer.status_code == 303
        assert re.fullmatch(r"/p/\d+", answer.headers["location"])


@pytest.mark.parametrize("wrong", ["", "x", "2026-13-01", "2026-11-31"])
def test_a_day_that_is_none_leads_back_to_the_month(mine: Mine, wrong: str) -> None:
    assert "November 2026" in shown(mine.post("calendar_day", day=wrong))
    assert "November 2026" in shown(mine.post("calendar", month=wrong))


def test_ten_years_are_one_tap_away_not_a_hundred_and_twenty(mine: Mine) -> None:
    log_on(mine, "2016-11-20", tears="0")
    page = mine.get("calendar")
    assert page.count("<option") == 121
    assert words_of(mine.post("calendar", month="2016-11-01"), "2016-11-20").endswith("one time")


def test_the_sample_has_its_calendar_too_and_keeps_nothing(inside: Bench) -> None:
    page = inside.client.get(url_for("sample_calendar"), headers=OWN).text
    assert "Sample." in page
    assert page.count('<button class="day-cell') >= 22
    token = inside.token(url_for("sample_calendar"))
    day = re.search(r'class="day-cell filled" name="day" value="([^"]+)"', page)
    assert day is not None
    opened = inside.client.post(url_for("sample_day"), data={"t": token, "day": day[1]}, headers=OWN)
    assert opened.status_code == 200
    assert "Sample." in opened.text
    assert 'name="entry"' in opened.text
    assert "Add an entry" not in opened.text
