"""An answer is read back in the words of its form."""

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Value
from aftercare.report.answers import in_words

MEASURES = load_knowledge().measures


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("lubricant", True, "yes"),
        ("lubricant", False, "no"),
        ("tears", 1, "welled up"),
        ("tears_kind", "moved", "happy or moved"),
        ("pain", 7, "7"),
        ("feelings", ("sad", "empty"), "sad, empty"),
        ("pain_sites", {"vagina_deep": 5, "thighs": 2}, "deep in the vagina 5, thighs 2"),
        ("how_long", 20, "20 min"),
        ("how_long", 120, "2 h"),
        ("slept_before", 395, "6 h 35 min"),
        ("last_period", "2026-10-28", "28 October 2026"),
        ("cycle_length", 28, "28 days"),
        ("other_medicines", "Vitamin D", "Vitamin D"),
    ],
)
def test_every_kind_of_answer_has_words(measure: str, value: Value, said: str) -> None:
    assert in_words(MEASURES[measure], value) == said


@pytest.mark.parametrize(
    ("measure", "value", "said"), [("tears", 9, "9"), ("tears_kind", "old_word", "old word"), ("feelings", "x", "?")]
)
def test_what_no_longer_fits_is_still_read_back(measure: str, value: Value, said: str) -> None:
    assert in_words(MEASURES[measure], value) == said


def test_an_answer_is_said_in_the_language_of_the_page_as_its_translator_wrote_it() -> None:
    """A German noun keeps its capital inside a sentence; English words stand small there."""
    tears = MEASURES["tears"]
    said = {"Cried": "Geweint", "yes": "ja"}
    assert in_words(tears, 2) == "cried"
    assert in_words(tears, 2, lambda text: said.get(text, text)) == "Geweint"
