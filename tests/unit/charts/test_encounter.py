"""An encounter becomes its arc, read from the measures of the catalogue."""

from datetime import UTC, datetime

import pytest

from aftercare.charts.encounter import arc_of, arc_scale, when_in_words
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, When

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
AT = When(datetime(2026, 11, 20, 23, 40), "Europe/Berlin", Precision.INSTANT)


def _entry(**values: object) -> Entry:
    return Entry(
        id="00000000-0000-4000-8000-000000000001", kind=EntryKind.ENCOUNTER, at=AT, recorded=NOW, values=values
    )


def test_the_words_of_the_arc_come_from_the_measures() -> None:
    scale = arc_scale(load_knowledge().measures)
    assert scale.moods == ("awful", "low", "so-so", "fine", "good")
    assert scale.tears == ("none", "welled up", "cried", "sobbed")


def test_the_answer_of_the_next_day_completes_the_arc() -> None:
    entry = _entry(mood_before=3, mood_after=1, tears=2).with_addition(Addition(NOW, {"mood_next_day": 2}))
    arc = arc_of(entry)
    assert arc.moods == (3, None, 1, 2)
    assert arc.cried
    assert arc.month == "Nov"


@pytest.mark.parametrize(("kind", "happy"), [("moved", True), ("upset", False), ("both", False), ("unsure", False)])
def test_only_tears_called_happy_count_as_happy(kind: str, happy: bool) -> None:
    assert arc_of(_entry(tears=1, tears_kind=kind)).happy_tears is happy


def test_a_damaged_answer_is_a_gap_not_a_failure() -> None:
    arc = arc_of(_entry(mood_before=9, mood_during=-1, mood_after="low", tears=4))
    assert arc.moods == (None, None, None, None)
    assert arc.tears is None


def test_the_time_is_said_as_exactly_as_it_is_known() -> None:
    assert when_in_words(AT) == "Friday 20 November 2026, 23:40"
    assert when_in_words(When(datetime(2026, 3, 9), None, Precision.DAY)) == "Monday 9 March 2026"


@pytest.mark.parametrize("measure", ["mood_before", "mood_during", "mood_after", "mood_next_day"])
def test_every_mood_of_the_arc_is_asked_on_the_same_five_steps(measure: str) -> None:
    measures = load_knowledge().measures
    assert measures[measure].option_ids == measures["mood_after"].option_ids
