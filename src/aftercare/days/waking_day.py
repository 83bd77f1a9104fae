"""The waking day: a day as lived turns in the small hours, not at midnight.

Takes a time as the person lived it, returns the date of the waking day it belongs to. A night belongs to the day of
waking; what happens at one in the morning belongs to the evening before.
"""

from datetime import date, datetime, timedelta

from aftercare.model.entry import Precision, When

TURNS_AT = 4
"""Hour at which a waking day begins unless the person sets another."""


def waking_day(at: When, turns_at: int = TURNS_AT) -> date:
    """The waking day of `at`; a time known only to the day keeps that day."""
    if at.precision is Precision.DAY:
        return at.day
    return (at.local - timedelta(hours=turns_at)).date()


def day_begins(day: date, turns_at: int = TURNS_AT) -> datetime:
    """The naive local time at which the waking day `day` begins."""
    return datetime(day.year, day.month, day.day, turns_at)  # noqa: DTZ001  local as lived


def night_of(woke: When) -> date:
    """The day a night belongs to: that of waking, even when that was before the day turned."""
    return woke.day
