"""Days and hours as this person reads them: in their language, by their clock. The one place of the pages for it. Pure.

Takes the settings of the device, a translation and the person's day; returns words. What a form posts back and what a
file holds is written otherwise (ISO 8601), and never comes from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aftercare.charts.encounter import DAY_NAMES, MONTH_NAMES, SHORT_MONTHS
from aftercare.days.weeks import MONDAY, SATURDAY, SUNDAY, week_begins
from aftercare.model.entry import Precision, When
from aftercare.model.settings import USUAL, Device
from aftercare.model.translatable import for_translation

Gettext = Callable[[str], str]
TODAY, YESTERDAY = for_translation("Today"), for_translation("Yesterday")
# Each language puts the parts of a day in its own order.
WEEKDAY_DAY = for_translation("{weekday} {day} {month}")
WEEKDAY_DAY_YEAR = for_translation("{weekday} {day} {month} {year}")
DAY_YEAR = for_translation("{day} {month} {year}")
MONTH_YEAR = for_translation("{month} {year}")
DAY_AND_HOUR = for_translation("{day}, {hour}")
MORNING, EVENING = for_translation("{hour} am"), for_translation("{hour} pm")
TWELVE_HOURS = {"en": ("AU", "CA", "IN", "NZ", "US")}
"""Where a language is written by twelve hours (Unicode CLDR 46, time data, of the countries that can be set)."""
FIRST_DAYS = {"monday": MONDAY, "saturday": SATURDAY, "sunday": SUNDAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """See the module docstring. `today` is the person's own day."""

    today: date
    gettext: Gettext
    twelve: bool = False

    def hour(self, moment: datetime | time) -> str:
        """ "23:40", or "11:40 pm"."""
        if not self.twelve:
            return f"{moment:%H:%M}"
        half = MORNING if moment.hour < 12 else EVENING
        return self.gettext(half).format(hour=f"{moment.hour % 12 or 12}:{moment:%M}")

    def hour_of(self, at: When) -> str:
        """The time of day, where it is known; else empty."""
        return "" if at.precision is Precision.DAY else self.hour(at.local)

    def title(self, day: date) -> str:
        """A day as people say it: "Yesterday", "Friday 20 November", with the year where it is another."""
        if day == self.today:
            return self.gettext(TODAY)
        if day == self.today - timedelta(days=1):
            return self.gettext(YESTERDAY)
        return self.weekday_day(day) if day.year == self.today.year else self._filled(WEEKDAY_DAY_YEAR, day)

    def weekday_day(self, day: date) -> str:
        """A day within its year: "Friday 20 November"."""
        return self._filled(WEEKDAY_DAY, day)

    def day(self, day: date) -> str:
        """A day on paper: "20 November 2026"."""
        return self._filled(DAY_YEAR, day)

    def month(self, day: date) -> str:
        """A month: "November 2026"."""
        return self._filled(MONTH_YEAR, day)

    def weekday(self, number: int) -> str:
        """The name of a weekday, Monday 0 to Sunday 6."""
        return self.gettext(DAY_NAMES[number])

    def short_month(self, day: date) -> str:
        """The month under a picture: "Nov"."""
        return self.gettext(SHORT_MONTHS[day.month - 1])

    def short_day(self, day: date) -> str:
        """A day in a table: "20 Nov 2026"."""
        return short_day(day, self.gettext)

    def whole(self, at: When) -> str:
        """A time told in full: "Friday 20 November 2026, 23:40"; without the hour where only the day is known."""
        return self._with_hour(self._filled(WEEKDAY_DAY_YEAR, at.local.date()), self.hour_of(at))

    def moment(self, local: datetime) -> str:
        """ "Yesterday, 23:40"; `local` is the person's local time."""
        return self._with_hour(self.title(local.date()), self.hour(local))

    def told(self, at: When) -> str:
        """The same of an entry, by the day it belongs to."""
        return self._with_hour(self.title(at.day), self.hour_of(at))

    def made(self, local: datetime) -> str:
        """When a page was made, as it stands on paper: "20 November 2026, 23:40"."""
        return self._with_hour(self.day(local.date()), self.hour(local))

    def _with_hour(self, day: str, hour: str) -> str:
        return self.gettext(DAY_AND_HOUR).format(day=day, hour=hour) if hour else day

    def _filled(self, pattern: str, day: date) -> str:
        return self.gettext(pattern).format(
            weekday=self.weekday(day.weekday()),
            day=day.day,
            month=self.gettext(MONTH_NAMES[day.month - 1]),
            year=day.year,
        )


def short_day(day: date, gettext: Gettext) -> str:
    """A day in a table: "20 Nov 2026"."""
    month = gettext(SHORT_MONTHS[day.month - 1])
    return gettext(DAY_YEAR).format(day=day.day, month=month, year=day.year)


def times_of(device: Device, today: date, gettext: Gettext) -> Times:
    """How this device says days and hours."""
    return Times(today=today, gettext=gettext, twelve=goes_by_twelve(device))


def goes_by_twelve(device: Device) -> bool:
    """Whether hours go by twelve: as chosen, else as is usual. English where no country is set goes by twenty-four,
    which nobody can misread.
    """
    if device.clock == USUAL:
        return device.country in TWELVE_HOURS.get(device.language, ())
    return device.clock == "12"


def first_weekday(device: Device) -> int:
    """The weekday on which weeks begin, Monday 0 to Sunday 6: as chosen, else as in the country."""
    return FIRST_DAYS[device.week] if device.week in FIRST_DAYS else week_begins(device.country)
