"""Laws of reading words, for any text: it always ends, and what is added around an emergency never hides it."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.check.screening import screen_facts
from aftercare.freetext.read import read
from aftercare.knowledge.load import load_knowledge, read_yaml_list
from aftercare.model.assessment import Level

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
CASES = read_yaml_list(Path(__file__).parents[1] / "spec" / "words_cases.yaml")
EMERGENCIES = st.sampled_from([one["words"] for one in CASES if one["level"] == "emergency"])
ADDED = st.sampled_from(
    [
        *("no fever", "I am not dizzy", "no rash", "sorry to bother you", "thank you so much", "please help", "hello"),
        *("I am 34", "we are both men", "she is a woman", "it was a nice evening", "asdf qwer", "lol", "🙏", "no pets"),
    ]
)


def is_emergency(words: str) -> bool:
    reading = read(words, KNOWLEDGE, NOW)
    return screen_facts(KNOWLEDGE, None, reading.facts, NOW).level is Level.EMERGENCY


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_ends_in_an_answer(words: str) -> None:
    reading = read(words, KNOWLEDGE, NOW)
    screen_facts(KNOWLEDGE, None, reading.facts, NOW)


@settings(max_examples=150, deadline=None)
@given(EMERGENCIES, ADDED, st.booleans())
def test_no_x_politeness_and_noise_never_lower_an_emergency(words: str, added: str, first: bool) -> None:
    assert is_emergency(f"{added}. {words}" if first else f"{words}. {added}")


@settings(max_examples=150, deadline=None)
@given(EMERGENCIES, st.sampled_from([str.upper, str.title, str.lower]), st.sampled_from([" ", "  ", "\n", "\t"]))
def test_case_and_white_space_change_nothing(words: str, case: object, space: str) -> None:
    assert callable(case)
    assert is_emergency(case(words).replace(" ", space))


@settings(max_examples=100, deadline=None)
@given(EMERGENCIES, st.sampled_from(["!", "!!!", "...", " :(", ",", " 😭"]))
def test_marks_at_the_end_change_nothing(words: str, mark: str) -> None:
    assert is_emergency(words + mark)


@settings(max_examples=60, deadline=None)
@given(EMERGENCIES, EMERGENCIES)
def test_two_emergencies_are_one(one: str, other: str) -> None:
    assert is_emergency(f"{one}. {other}")
