"""The fixed words of the report. Short, plain, and never more than was counted."""

from collections.abc import Mapping
from datetime import date

from aftercare.charts.encounter import MONTH_NAMES
from aftercare.model.assessment import Action

ORIGIN = "Made by the person with Aftercare; not reviewed by a clinician."
SAMPLE = "Sample: an invented person, nobody's data."
WORDS: Mapping[str, str] = {
    "document_title": "Notes for an appointment",
    "concern": "My main concern",
    "arcs": "How it went, time by time",
    "frequencies": "How often",
    "scores": "How strong",
    "patterns": "What goes with what",
    "ruled_out": "Probably no large link",
    "experiments": "Tried out, in an order drawn by chance",
    "flags": "Danger signs",
    "flags_raised": "Raised by what was written down",
    "flags_unanswered": "Still to be asked",
    "medicines": "Medicines",
    "history": "Health and history",
    "screeners": "Questionnaires",
    "check": "A check of",
    "check_words": "Told in these words",
    "check_fits": "What it could be, as the program ordered it",
    "check_for": "For:",
    "check_against": "Against:",
    "questions": "What I want to ask",
    "private": "Answered separately",
    "appendix": "Appendix",
    "sample": SAMPLE,
    "page": "Page",
    "made": "Made on",
    "missing_signs": "□ stands for a sign that this page could not show.",
}
ARCS_CAPTION = (
    "Each line is one time: before, during, after, the next day; higher is better, the grey line is {middle}. "
    "Dotted: not recorded in between. Filled dot: tears. Ring: happy tears."
)
EFFECT_PRESENCE = "Adjusted difference {middle} (95% interval {low} to {high})."
EFFECT_GRADED = "Adjusted difference from low to high {middle} (95% interval {low} to {high})."
COUNT_NOTE = "Of the times it was recorded. What was not recorded is not counted as no."
SCORE_NOTE = "Middle value: half of the times were at or below it."
PATTERN_NOTE = (
    "From all {entries} times in the journal. They show what comes together, not why; hunch, likely and strong say how "
    "well it has held so far."
)
EXPERIMENT_NOTE = (
    "Each round was drawn, the change or as usual, in blocks of four; compared as drawn, by a randomisation test. The "
    "person knew what was drawn."
)
NOTHING_FOUND = "Nothing in the {entries} times so far holds well enough to show. Most journals need 100 or more."
NO_FLAG = "Nothing written down raised one. That does not rule anything out."
SOME_FLAGS = "Raised from entries, history and answers; they are no diagnosis."
NONE_ASKED = "None were asked and answered in this period."
ACTION_WORDS: Mapping[Action, str] = {
    Action.EMERGENCY: "Emergency",
    Action.SAME_DAY: "Same day",
    Action.TWO_WEEKS: "Within two weeks",
    Action.ROUTINE: "Routine",
    Action.THERAPIST: "Therapist or help line",
    Action.SELF_CARE: "Self care",
}


def day_in_words(day: date) -> str:
    """A day as it stands on paper: "20 November 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """A day in a table: "20 Nov 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def times(count: int) -> str:
    """How many times, in words."""
    return "1 time" if count == 1 else f"{count} times"
