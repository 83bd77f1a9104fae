"""The month as weeks: on which day a week begins, and the days of a month in rows of seven.

Takes a country and a month; returns dates. Where no country is set, weeks begin on Monday (ISO 8601). The countries are
those of Unicode CLDR 46, supplemental week data, `firstDay`.
"""

from datetime import date, timedelta

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
DAYS = 7
_ON_SUNDAY = (
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK "
    "PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
_ON_SATURDAY = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"


def week_begins(country: str | None) -> int:
    """The weekday on which weeks begin in a country, Monday 0 to Sunday 6."""
    if country is None:
        return MONDAY
    if country in _ON_SUNDAY.split():
        return SUNDAY
    return SATURDAY if country in _ON_SATURDAY.split() else MONDAY


def first_of(month: date) -> date:
    """The first day of the month a day is in."""
    return month.replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return first_of(first_of(month) - timedelta(days=1))


def month_after(month: date) -> date:
    """The first day of the month after."""
    return first_of(first_of(month) + timedelta(days=31))


def weeks_of_month(month: date, begins: int) -> tuple[tuple[date | None, ...], ...]:
    """The days of a month in rows of seven, the first day of the week first; None outside the month."""
    first, end = first_of(month), month_after(month)
    start = first - timedelta(days=(first.weekday() - begins) % DAYS)
    rows = []
    while start < end:
        days = (start + timedelta(days=i) for i in range(DAYS))
        rows.append(tuple(day if first <= day < end else None for day in days))
        start += timedelta(days=DAYS)
    return tuple(rows)
