"""A reminder as a calendar file (iCalendar, RFC 5545): one event that comes again, with an alarm.

Takes what the person chose, an id and now; returns the file's bytes. The hour is floating (RFC 5545 section 3.3.5): it
rings at that hour wherever the phone is. Calendars are shared and synced, so nothing in the file names the program: no
word but the person's own, and an id drawn at random. Nothing of it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from aftercare.model.errors import BadValue

MOST_WORDS = 60
FOLD = 75
"""Octets of a line, without its end (RFC 5545 section 3.1)."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PROGRAM = "-//Notes//Reminder//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """When to be reminded, and in which words. `weekdays`: Monday 0 to Sunday 6; none: every day."""

    words: str
    at: time
    begins: date
    weekdays: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.words.strip() or len(self.words) > MOST_WORDS:
            raise BadValue(f"The words have 1 to {MOST_WORDS} characters.", where="words")
        if not self.words.isprintable():
            raise BadValue("The words hold a sign that can't be shown. Type them again.", where="words")
        if not self.weekdays <= frozenset(range(7)):
            raise BadValue("The days are those of the week.", where="days")

    @property
    def first(self) -> datetime:
        """The first time it rings: on or after the day it begins."""
        day = self.begins
        while self.weekdays and day.weekday() not in self.weekdays:
            day += timedelta(days=1)
        return datetime.combine(day, self.at)


def calendar_file(reminder: Reminder, *, uid: str, now: datetime) -> bytes:
    """The file. `uid` names the event for ever and is drawn at random; `now` is an aware moment."""
    words = _text(reminder.words)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PROGRAM}",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{reminder.first:%Y%m%dT%H%M%S}",
        "DURATION:PT5M",
        f"RRULE:{_rule(reminder)}",
        f"SUMMARY:{words}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{words}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _rule(reminder: Reminder) -> str:
    if not reminder.weekdays:
        return "FREQ=DAILY"
    return f"FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in sorted(reminder.weekdays))}"


def _text(words: str) -> str:
    """A TEXT value (RFC 5545 section 3.3.11)."""
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words


def _folded(line: str) -> Iterator[bytes]:
    """A line in pieces of at most FOLD octets, never within a character; each but the first begins with a space."""
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > FOLD:
            yield piece
            piece = b" "
        piece += octets
    yield piece
