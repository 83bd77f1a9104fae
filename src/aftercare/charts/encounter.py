"""From an encounter to its arc: the one place that knows which measures the arc is made of.

Takes entries and the catalogue of measures; returns arcs and their words. Reads nothing else of an entry.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from aftercare.charts.arc import TOP_STEP, Arc, ArcScale
from aftercare.model.entry import Entry, Precision, When
from aftercare.model.measure import Measure
from aftercare.model.translatable import for_translation

MOODS = ("mood_before", "mood_during", "mood_after", "mood_next_day")
TEARS, TEARS_KIND, HAPPY = "tears", "tears_kind", "moved"
TOP_TEARS = 3
_ = for_translation
DAY_NAMES = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
MONTH_NAMES = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
SHORT_MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
    *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)


class SaysTimes(Protocol):
    """Says times in a person's language."""

    def whole(self, at: When) -> str:
        """A time told in full."""

    def short_month(self, day: date) -> str:
        """The month under a picture."""


class _InEnglish:
    def whole(self, at: When) -> str:
        return when_in_words(at)

    def short_month(self, day: date) -> str:
        return SHORT_MONTHS[day.month - 1]


ENGLISH: SaysTimes = _InEnglish()


def arc_scale(catalogue: Mapping[str, Measure]) -> ArcScale:
    """The words of the arc, from the measures themselves, in lower case as they stand within a sentence."""
    return ArcScale(moods=_words(catalogue["mood_after"]), tears=_words(catalogue[TEARS]))


def arc_of(entry: Entry, times: SaysTimes = ENGLISH) -> Arc:
    """The arc of one encounter, its time said by `times`."""
    before, during, after, next_day = (_step(entry, measure, TOP_STEP) for measure in MOODS)
    return Arc(
        label=times.whole(entry.at),
        moods=(before, during, after, next_day),
        tears=_step(entry, TEARS, TOP_TEARS),
        happy_tears=entry.value(TEARS_KIND) == HAPPY,
        month=times.short_month(entry.at.local.date()),
    )


def arcs_of(entries: Iterable[Entry], times: SaysTimes = ENGLISH) -> tuple[Arc, ...]:
    """The arcs of many, in the order given."""
    return tuple(arc_of(entry, times) for entry in entries)


def when_in_words(at: When) -> str:
    """A time as people say it: "Friday 20 November 2026, 23:40"; without the hour where only the day is known."""
    local = at.local
    day = f"{DAY_NAMES[local.weekday()]} {local.day} {MONTH_NAMES[local.month - 1]} {local.year}"
    return day if at.precision is Precision.DAY else f"{day}, {local:%H:%M}"


def _step(entry: Entry, measure_id: str, top: int) -> int | None:
    """The step, or None: also for what an older or damaged row holds, which is no reason to fail a page."""
    value = entry.value(measure_id)
    return value if type(value) is int and 0 <= value <= top else None


def _words(measure: Measure) -> tuple[str, ...]:
    return tuple(option.label.lower() for option in measure.options)
