"""From an encounter to its arc: the one place that knows which measures the arc is made of.

Takes entries and the catalogue of measures; returns arcs and their words. Reads nothing else of an entry.
"""

from collections.abc import Iterable, Mapping

from aftercare.charts.arc import TOP_STEP, Arc, ArcScale
from aftercare.model.entry import Entry, Precision, When
from aftercare.model.measure import Measure

MOODS = ("mood_before", "mood_during", "mood_after", "mood_next_day")
TEARS, TEARS_KIND, HAPPY = "tears", "tears_kind", "moved"
TOP_TEARS = 3
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def arc_scale(catalogue: Mapping[str, Measure]) -> ArcScale:
    """The words of the arc, from the measures themselves, in lower case as they stand within a sentence."""
    return ArcScale(moods=_words(catalogue["mood_after"]), tears=_words(catalogue[TEARS]))


def arc_of(entry: Entry) -> Arc:
    """The arc of one encounter."""
    before, during, after, next_day = (_step(entry, measure, TOP_STEP) for measure in MOODS)
    return Arc(
        label=when_in_words(entry.at),
        moods=(before, during, after, next_day),
        tears=_step(entry, TEARS, TOP_TEARS),
        happy_tears=entry.value(TEARS_KIND) == HAPPY,
        month=MONTH_NAMES[entry.at.local.month - 1][:3],
    )


def arcs_of(entries: Iterable[Entry]) -> tuple[Arc, ...]:
    """The arcs of many, in the order given."""
    return tuple(arc_of(entry) for entry in entries)


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
