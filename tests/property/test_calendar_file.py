"""The reminder file: whatever a person types, every calendar reads back just that, and nothing else stands in it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.web.calendar_lines import component, floating, rule, text, unfolded

from aftercare.exporters.calendar_file import DAYS, MOST_WORDS, Reminder, calendar_file
from aftercare.model.errors import BadValue

UID = "0f7b0a52-8f0e-4a53-9f5c-0d6a0c0a7d11"
NOW = datetime(2026, 11, 22, 12, 5, 9, tzinfo=UTC)
WORDS = st.text(min_size=1, max_size=MOST_WORDS).filter(lambda words: words.isprintable() and words.strip())
REMINDERS = st.builds(
    Reminder,
    words=WORDS,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    begins=st.dates(date(2024, 1, 1), date(2090, 1, 1)),
    weekdays=st.frozensets(st.integers(0, 6)),
)


@settings(max_examples=150, deadline=None)
@given(REMINDERS)
def test_a_calendar_reads_back_the_words_the_hour_and_the_days(reminder: Reminder) -> None:
    name, outer, (event,) = component(calendar_file(reminder, uid=UID, now=NOW))
    assert (name, outer["VERSION"]) == ("VCALENDAR", ["2.0"])
    kind, told, (alarm,) = event
    assert kind == "VEVENT"
    assert all(len(values) == 1 for values in told.values())
    assert text(told["SUMMARY"][0]) == text(alarm[1]["DESCRIPTION"][0]) == reminder.words
    begins, again = floating(told["DTSTART"][0]), rule(told["RRULE"][0])
    assert begins.time() == reminder.at
    assert timedelta() <= begins.date() - reminder.begins < timedelta(days=7)
    if reminder.weekdays:
        assert again["FREQ"] == "WEEKLY"
        assert {DAYS.index(day) for day in again["BYDAY"].split(",")} == reminder.weekdays
        assert begins.weekday() in reminder.weekdays, "the first time is one of the rule's (RFC 5545 3.8.5.3)"
    else:
        assert again == {"FREQ": "DAILY"}
        assert begins.date() == reminder.begins


def test_the_file_holds_what_the_standard_asks_for_and_no_word_of_what_it_is_about() -> None:
    reminder = Reminder(words="Notes", at=time(21), begins=date(2026, 11, 23), weekdays=frozenset({0, 3}))
    data = calendar_file(reminder, uid=UID, now=NOW)
    _, _, ((_, told, (alarm,)),) = component(data)
    assert told["UID"] == [UID]
    assert told["DTSTAMP"] == ["20261122T120509Z"]
    assert told["DTSTART"] == ["20261123T210000"]
    assert told["RRULE"] == ["FREQ=WEEKLY;BYDAY=MO,TH"]
    assert alarm[0] == "VALARM"
    assert alarm[1] == {"ACTION": ["DISPLAY"], "DESCRIPTION": ["Notes"], "TRIGGER": ["PT0S"]}
    assert not {"TZID", "LOCATION", "ORGANIZER", "URL"} & {line.split(":")[0].split(";")[0] for line in unfolded(data)}
    assert b"aftercare" not in data.lower()


@pytest.mark.parametrize(
    "words", ["", "   ", "x" * (MOST_WORDS + 1), "Notes\r\nATTACH:http://elsewhere.example", "a\x00b"]
)
def test_words_that_no_calendar_could_hold_are_refused(words: str) -> None:
    with pytest.raises(BadValue):
        Reminder(words=words, at=time(21), begins=date(2026, 11, 23))
