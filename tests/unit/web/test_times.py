"""Days and hours are said in one way on every page: by the language, the clock and the country that are set."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from babel import Locale
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.model.entry import Precision, When
from aftercare.model.settings import Device
from aftercare.web.countries import NAMES
from aftercare.web.routes import url_for
from aftercare.web.times import Times, first_weekday, goes_by_twelve, short_day

TODAY = date(2026, 11, 22)
GERMAN = {
    "Today": "Heute",
    "Friday": "Freitag",
    "November": "November",
    "December": "Dezember",
    "Dec": "Dez.",
    "{weekday} {day} {month}": "{weekday}, {day}. {month}",
    "{day} {month} {year}": "{day}. {month} {year}",
    "{hour} pm": "{hour} nachm.",
}


def times(*, twelve: bool = False, words: dict[str, str] | None = None) -> Times:
    return Times(today=TODAY, gettext=lambda text: (words or {}).get(text, text), twelve=twelve)


def test_a_day_is_said_as_people_say_it() -> None:
    assert times().title(TODAY) == "Today"
    assert times().title(date(2026, 11, 21)) == "Yesterday"
    assert times().title(date(2026, 11, 20)) == "Friday 20 November"
    assert times().title(date(2025, 11, 20)) == "Thursday 20 November 2025"


@pytest.mark.parametrize(
    ("hour", "said"), [("00:05", "12:05 am"), ("11:59", "11:59 am"), ("12:00", "12:00 pm"), ("23:40", "11:40 pm")]
)
def test_hours_by_twelve_tell_midnight_from_noon(hour: str, said: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-22T{hour}")
    assert times().hour(moment) == hour
    assert times(twelve=True).hour(moment) == said


def test_an_hour_that_is_not_known_is_not_made_up() -> None:
    at = When(datetime(2026, 11, 20), None, Precision.DAY)
    assert times(twelve=True).told(at) == "Friday 20 November"
    assert times(twelve=True).whole(at) == "Friday 20 November 2026"


def test_names_and_their_order_follow_the_language() -> None:
    german = times(words=GERMAN, twelve=True)
    assert german.title(TODAY) == "Heute"
    assert german.title(date(2026, 12, 4)) == "Freitag, 4. Dezember"
    assert german.made(datetime(2026, 11, 20, 21, 30)) == "20. November 2026, 9:30 nachm."
    assert short_day(date(2026, 12, 4), german.gettext) == "4. Dez. 2026"


@pytest.mark.parametrize("country", sorted(set(NAMES) - {"EU", "ZZ"}))
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_usual_is_what_unicode_says_of_the_country(country: str, language: str) -> None:
    device = Device(language=language, country=country)
    locale = Locale.parse(f"{language}_{country}") if f"{language}_{country}" in KNOWN else None
    if locale is not None:
        assert goes_by_twelve(device) == ("h" in locale.time_formats["short"].pattern)
        assert first_weekday(device) == locale.first_week_day
    assert goes_by_twelve(replace(device, clock="12"))
    assert not goes_by_twelve(replace(device, clock="24"))
    assert first_weekday(replace(device, week="saturday")) == 5


KNOWN = {"en_AU", "en_CA", "en_GB", "en_IE", "en_IN", "en_NZ", "en_US", "en_ZA", "en_DE", "en_NL", "de_DE"}
"""What Unicode has a locale of; the other pairs fall back to no country at all."""


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_the_clock_that_is_set_is_the_clock_of_every_page(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="earlier", day="2026-11-20", hour="23:40", tears="2", mood_after="1")
    mine.post("entry", entry=mine.last.id)
    pages = ("entry", "timeline", "home")
    assert "23:40" in "".join(shown(mine.get(name)) for name in pages)
    token = mine.bench.token(url_for("language"))
    form = {"t": token, "language": "en", "clock": "12", "week": "sunday"}
    mine.bench.client.post(url_for("language"), data=form, headers=OWN)
    by_twelve = [mine.get(name) for name in pages]
    assert all("23:40" not in page for page in by_twelve)
    assert "11:40 pm" in by_twelve[0] and "11:40 pm" in by_twelve[1]
    heads = mine.get("calendar").split("<thead")[1].split("</thead>")[0]
    assert heads.index("Sunday") < heads.index("Monday")
