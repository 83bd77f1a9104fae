"""What the calendar shows: a month as rows of days, each with its arc or dots, marks, and the same in words. Pure.

For the person's own journal and for the sample alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from aftercare.charts.arc import small_arc
from aftercare.charts.encounter import HAPPY, TEARS, TEARS_KIND, arc_of, arc_scale
from aftercare.days.weeks import DAYS, first_of, month_after, month_before, weeks_of_month
from aftercare.model.entry import Entry
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.translatable import for_translation
from aftercare.usecases.calendar import MonthDay, days_of_month, first_month
from aftercare.web.telling import drawn
from aftercare.web.times import Times

MOST_DOTS = 4
ONE, SEVERAL = for_translation("one time"), for_translation("{count} times")
ALL_TEARS, ONE_WITH_TEARS = for_translation("tears"), for_translation("tears once")
SOME_TEARS = for_translation("tears {count} times")
HAPPY_TEARS = for_translation("happy tears")
CHECK_IN, BLEEDING, OTHER = (
    for_translation("check-in"),
    for_translation("period or bleeding"),
    for_translation("another entry"),
)
NOTHING, TODAY = for_translation("nothing noted"), for_translation("today")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day of the month."""

    day: date
    words: str
    """The day and all that its marks say."""
    arc: Markup | None
    """Where there was one time."""
    dots: tuple[str, ...]
    """Where there were several: tears, happy or plain, one each."""
    checked_in: bool
    bleeding: bool
    other: bool
    """Something else was logged, such as a questionnaire."""
    today: bool
    to_come: bool

    @property
    def filled(self) -> bool:
        """Whether anything was logged."""
        return bool(self.arc or self.dots or self.checked_in or self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """A month."""

    title: str
    heads: tuple[str, ...]
    """Names of the weekdays, in order."""
    weeks: tuple[tuple[Cell | None, ...], ...]
    before: date
    after: date | None
    """None in this month: nothing can be noted ahead."""
    this_month: bool
    months: tuple[tuple[str, str], ...]
    """To turn to at once: value and words, latest first."""
    month: str
    empty: bool


def month_page(
    journal: Journal,
    measures: Mapping[str, Measure],
    month: date,
    *,
    begins: int,
    times: Times,
) -> MonthPage:
    """The month a day is in; `begins` is the weekday that weeks begin with."""
    today = times.today
    month = min(first_of(month), first_of(today))
    days = days_of_month(journal, measures, month)
    rows = weeks_of_month(month, begins)
    cells = tuple(
        tuple(None if day is None else _cell(day, days.get(day), measures, times) for day in row) for row in rows
    )
    earliest = min(first_month(journal, today), month)
    return MonthPage(
        title=times.month(month),
        heads=tuple(times.weekday((begins + i) % DAYS) for i in range(DAYS)),
        weeks=cells,
        before=month_before(month),
        after=month_after(month) if month_after(month) <= today else None,
        this_month=month == first_of(today),
        months=_months(earliest, times),
        month=month.isoformat(),
        empty=not days,
    )


def _months(earliest: date, times: Times) -> tuple[tuple[str, str], ...]:
    months = []
    month = first_of(times.today)
    while month >= earliest:
        months.append((month.isoformat(), times.month(month)))
        month = month_before(month)
    return tuple(months)


def _cell(day: date, held: MonthDay | None, measures: Mapping[str, Measure], times: Times) -> Cell:
    encounters = () if held is None else held.encounters
    return Cell(
        day=day,
        words=_words(day, held, times),
        arc=drawn(small_arc(arc_of(encounters[0], times), arc_scale(measures))) if len(encounters) == 1 else None,
        dots=tuple(_dot(entry) for entry in encounters[:MOST_DOTS]) if len(encounters) > 1 else (),
        checked_in=held is not None and held.checked_in,
        bleeding=held is not None and held.bleeding,
        other=held is not None and _has_other(held),
        today=day == times.today,
        to_come=day > times.today,
    )


def _dot(entry: Entry) -> str:
    if not entry.value(TEARS):
        return "plain"
    return "happy" if entry.value(TEARS_KIND) == HAPPY else "tears"


def _has_other(held: MonthDay) -> bool:
    return len(held.entries) > len(held.encounters) + held.checked_in


def _words(day: date, held: MonthDay | None, times: Times) -> str:
    """ "Friday 20 November, today: two times, tears once; check-in": what a person hears who doesn't see the marks."""
    name, gettext = times.weekday_day(day), times.gettext
    if day == times.today:
        name = f"{name}, {gettext(TODAY)}"
    if held is None:
        return name if day > times.today else f"{name}: {gettext(NOTHING)}"
    said = [_times_in_words(held, times.gettext)] if held.encounters else []
    said += [gettext(text) for text, there in _marks(held) if there]
    return f"{name}: {'; '.join(said)}"


def _marks(held: MonthDay) -> tuple[tuple[str, bool], ...]:
    return ((CHECK_IN, held.checked_in), (BLEEDING, held.bleeding), (OTHER, _has_other(held)))


def _times_in_words(held: MonthDay, gettext: Callable[[str], str]) -> str:
    count = len(held.encounters)
    words = gettext(ONE) if count == 1 else gettext(SEVERAL).format(count=count)
    dots = [_dot(entry) for entry in held.encounters]
    cried = len(dots) - dots.count("plain")
    if not cried:
        return words
    if dots.count("happy") == cried:
        return f"{words}, {gettext(HAPPY_TEARS)}"
    if cried == count:
        return f"{words}, {gettext(ALL_TEARS)}"
    return f"{words}, {gettext(ONE_WITH_TEARS) if cried == 1 else gettext(SOME_TEARS).format(count=cried)}"
