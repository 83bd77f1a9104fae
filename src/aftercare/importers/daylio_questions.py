"""What a Daylio file leaves open, as questions: the order of own mood names, what activities mean, the order of dates.

Suggestions come from names alone (the measures' data) and are never applied unasked.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aftercare.importers.base import ENCOUNTER, LEAVE_OUT, Answers, Choice, Question, Word
from aftercare.importers.local_dates import Order
from aftercare.knowledge.catalogue import names_in
from aftercare.knowledge.parse import NONE
from aftercare.model.errors import BadValue
from aftercare.model.measure import Form, Kind, Measure, Value

MOODS = "moods"
ACTIVITIES = "activities"
DATES = "dates"
ORDER = "order"
"""The one word of the question about dates."""
_APP = "daylio"
_MOOD_NAMES = "mood/"
_SEX = "sex_today"
"""The measure under whose names words for sex stand; in an import they offer an encounter."""
_LEAVE = Choice(LEAVE_OUT, "Leave it out")


@dataclass(frozen=True, slots=True)
class KnownMoods:
    """The app's own mood names that fit this file, and the words that are the person's own."""

    language: str
    steps: Mapping[str, int]
    own: Mapping[str, int]
    """Own words, as written, with how often they occur."""


def known_moods(measures: Mapping[str, Measure], counts: Mapping[str, int], language: str) -> KnownMoods:
    """Which language's mood names the file uses; the rest of its mood words are the person's own."""
    lists = {
        name.removeprefix(_MOOD_NAMES): {word: _int(step) for word, step in other.values.items()}
        for name, pairs in names_in(measures, _APP).items()
        if name.startswith(_MOOD_NAMES)
        for _, other in pairs
    }
    words = {word.casefold() for word in counts if word}
    fitting = {tongue: len(words & set(steps)) for tongue, steps in lists.items()}
    best = language if language in lists else max(fitting, key=lambda tongue: fitting[tongue], default="")
    steps = lists.get(best, {}) if fitting.get(best) else {}
    own = {word: count for word, count in counts.items() if word and word.casefold() not in steps}
    return KnownMoods(best if steps else language, steps, own)


def mood_question(mood: Measure, known: KnownMoods, answers: Answers) -> Question | None:
    """Which of the five faces each own mood name is; None when all are known or answered."""
    still_open = {word: count for word, count in known.own.items() if answers.of(MOODS, word) is None}
    if not still_open:
        return None
    return Question(
        id=MOODS,
        text="These mood names are your own. Which face is each of them?",
        words=_words(still_open, {}),
        choices=(*(Choice(option.id, option.label) for option in mood.options), _LEAVE),
        required=True,
    )


def activity_question(measures: Mapping[str, Measure], counts: Mapping[str, int], answers: Answers) -> Question | None:
    """What each activity means here; None when there are none or all are answered."""
    still_open = {word: count for word, count in counts.items() if answers.of(ACTIVITIES, word) is None}
    if not still_open:
        return None
    return Question(
        id=ACTIVITIES,
        text="Which of these activities should be taken in, and as what? What you leave open stays out.",
        words=_words(still_open, _suggestions(measures)),
        choices=(Choice(ENCOUNTER, "There was sex that day"), *_activity_choices(measures), _LEAVE),
        required=False,
    )


def date_question(examples: tuple[str, ...]) -> Question:
    """Whether the day or the month stands first."""
    return Question(
        id=DATES,
        text="Does the day or the month stand first in these dates?",
        words=(Word(ORDER, len(examples)),),
        choices=(Choice(Order.DAY_FIRST.value, "The day"), Choice(Order.MONTH_FIRST.value, "The month")),
        required=True,
        examples=examples,
    )


def activity_value(measures: Mapping[str, Measure], answer: str) -> tuple[str, Value]:
    """The measure and value that an answer like `symptoms=headache` stands for."""
    measure_id, _, option = answer.partition("=")
    measure = measures.get(measure_id)
    if measure is None or answer not in {choice.id for choice in _choices_of(measure)}:
        raise BadValue("Pick what this activity means from the list, or leave it out.", where=ACTIVITIES)
    if measure.kind is Kind.YES_NO:
        return measure_id, True
    if measure.kind is Kind.STEPS:
        return measure_id, measure.option_ids.index(option)
    return measure_id, (option,)


def _activity_choices(measures: Mapping[str, Measure]) -> list[Choice]:
    return [
        choice
        for measure in measures.values()
        if measure.form is Form.CHECK_IN and not measure.retired and measure.id != _SEX
        for choice in _choices_of(measure)
    ]


def _choices_of(measure: Measure) -> list[Choice]:
    if measure.kind is Kind.YES_NO:
        return [Choice(f"{measure.id}=yes", measure.label)]
    if measure.kind in (Kind.CHOICES, Kind.STEPS):
        return [
            Choice(f"{measure.id}={option.id}", f"{measure.label}: {option.label}")
            for option in measure.options
            if option.id != NONE
        ]
    return []


def _suggestions(measures: Mapping[str, Measure]) -> dict[str, str]:
    suggested: dict[str, str] = {}
    for measure, other in names_in(measures, _APP).get(ACTIVITIES, []):
        for word, value in other.values.items():
            suggested[word] = ENCOUNTER if measure.id == _SEX else _answer(measure, value)
    return suggested


def _answer(measure: Measure, value: Value) -> str:
    if measure.kind is Kind.STEPS:
        return f"{measure.id}={measure.options[_int(value)].id}"
    return f"{measure.id}={value[0]}" if isinstance(value, tuple) else f"{measure.id}=yes"


def _words(counts: Mapping[str, int], suggested: Mapping[str, str]) -> tuple[Word, ...]:
    ordered = sorted(counts.items(), key=lambda item: (item[0].casefold() not in suggested, -item[1], item[0]))
    return tuple(Word(word, count, suggested.get(word.casefold())) for word, count in ordered)


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value
