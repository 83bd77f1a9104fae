"""Values, times and entries in words, as the terminal shows them. Pure; reads nothing but its arguments."""

from collections.abc import Mapping

from aftercare.model.entry import Entry, EntryKind, Precision
from aftercare.model.measure import Form, Measure, Value
from aftercare.report.answers import in_words

MOODS = ("mood_before", "mood_during", "mood_after", "mood_next_day")
"""The arc: before, during, after, the next day (DESIGN 5)."""
STEPS = "▁▂▄▆█"
GAP = "·"
SHORT_ID = 8
LINE_VALUES = 6

KIND_NAMES = {
    EntryKind.ENCOUNTER: "Encounter",
    EntryKind.MOMENT: "Moment",
    EntryKind.DAY: "Check-in",
    EntryKind.SCREENER: "Questionnaire",
}


def line_of_values(measures: Mapping[str, Measure], values: Mapping[str, Value]) -> str:
    """The first few values on one line; private ones are only counted among the rest."""
    shown = [pair for pair in in_order(measures, values) if pair[0].id not in MOODS][:LINE_VALUES]
    parts = [f"{measure.label.lower()}: {in_words(measure, value)}" for measure, value in shown]
    rest = len(values) - len(shown) - sum(name in MOODS for name in values)
    return ", ".join(parts) + (f", and {rest} more" if parts and rest else "")


def in_order(
    measures: Mapping[str, Measure], values: Mapping[str, Value], *, private: bool = False
) -> list[tuple[Measure, Value]]:
    """The values in the order in which they are asked, the common entry first; private ones only when asked for."""
    known = [(measures[name], value) for name, value in values.items() if name in measures]
    shown = [pair for pair in known if private or not pair[0].private]
    return sorted(shown, key=lambda pair: (pair[0].form is not Form.COMMON, pair[0].order))


def arc(entry: Entry) -> str:
    """The arc of an encounter in four signs, low to high; a gap where nothing was written down."""
    steps = [entry.value(mood) for mood in MOODS]
    return "".join(STEPS[step] if type(step) is int and 0 <= step < len(STEPS) else GAP for step in steps)


def arc_in_words(entry: Entry, measures: Mapping[str, Measure]) -> str:
    """The same for those who don't see signs: "before fine, after low"."""
    names = ("before", "during", "after", "next day")
    told = [(name, mood, entry.value(mood)) for name, mood in zip(names, MOODS, strict=True)]
    return ", ".join(f"{name} {in_words(measures[mood], value)}" for name, mood, value in told if value is not None)


def time_of(entry: Entry) -> str:
    """The time of day; empty where only the day is known."""
    return "" if entry.at.precision is Precision.DAY else f"{entry.at.local:%H:%M}"


def kind_name(entry: Entry) -> str:
    """What an entry is about, in a word."""
    return KIND_NAMES[entry.kind]


def short_id(entry_id: str) -> str:
    """Enough of an id to name the entry by."""
    return entry_id[:SHORT_ID]
