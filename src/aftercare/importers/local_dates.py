"""Dates and times as exports write them: with month names, day or month first, 12 or 24 hours.

Whether 03/04 is in March or April is decided by the whole file (one day over 12 settles it), else asked; it is never
guessed. Takes texts, returns values; None for what is no date or time.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
"""Month names by language, in order."""
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}
_MONTH_NUMBER = {name: number for names in MONTHS.values() for number, name in enumerate(names.split(), start=1)}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?\Z")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]?(\d{4})?\.?\Z")
_DAY_FIRST_NAME = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]+)\.?,?(?:\s+(\d{4}))?\Z")
_MONTH_FIRST_NAME = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?(?:\s+(\d{4}))?\Z")
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?\Z")


class Order(StrEnum):
    """What stands first in a date of numbers."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def read_date(text: str, year: str, order: Order | None) -> date | None:
    """A date; `year` is used where the text has none, `order` for dates of numbers."""
    cleaned = text.strip().casefold()
    if iso := _ISO.match(cleaned):
        return _date(iso[1], int(iso[2]), iso[3])
    if named := _DAY_FIRST_NAME.match(cleaned):
        return _date(named[3] or year, _month(named[2]), named[1])
    if named := _MONTH_FIRST_NAME.match(cleaned):
        return _date(named[3] or year, _month(named[1]), named[2])
    numeric = _NUMERIC.match(cleaned)
    if numeric is None or order is None:
        return None
    day, month = (numeric[1], numeric[2]) if order is Order.DAY_FIRST else (numeric[2], numeric[1])
    return _date(numeric[3] or year, int(month), day)


def date_order(texts: Iterable[str]) -> tuple[Order | None, tuple[str, ...]]:
    """The order that the dates of numbers of a whole file show, and three of them; None when they fit both."""
    numeric = [found for text in texts if (found := _NUMERIC.match(text.strip()))]
    examples = tuple(dict.fromkeys(found[0] for found in numeric))[:3]
    if any(int(found[1]) > 12 for found in numeric):
        return Order.DAY_FIRST, examples
    if any(int(found[2]) > 12 for found in numeric):
        return Order.MONTH_FIRST, examples
    return None, examples


def read_time(text: str) -> time | None:
    """A time of day: "6:50 pm", "18:50", "18h50"; None for anything else, the empty text too."""
    found = _TIME.match(text.replace("\u202f", " ").replace("\xa0", " ").strip().casefold())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def language_of(weekdays: Iterable[str]) -> str:
    """The language whose weekday names these are; empty when none."""
    names = {weekday.strip().casefold() for weekday in weekdays} - {""}
    for language, known in WEEKDAYS.items():
        if names and names <= set(known.split()):
            return language
    return ""


def _month(name: str) -> int:
    if name in _MONTH_NUMBER:
        return _MONTH_NUMBER[name]
    fitting = {number for known, number in _MONTH_NUMBER.items() if len(name) >= 3 and known.startswith(name)}
    return fitting.pop() if len(fitting) == 1 else 0


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
