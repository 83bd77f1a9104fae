"""A change of one's own: what asks for harm is refused in one kind sentence, and what is fine is taken (SAFETY 6)."""

from pathlib import Path

import pytest
import yaml

from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.experiment_words import refused

KNOWLEDGE = load_knowledge()
CASES = yaml.safe_load((Path(__file__).parent / "own_changes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("words", CASES["refused"])
def test_a_change_that_could_harm_is_refused(words: str) -> None:
    why = refused(KNOWLEDGE, words)
    assert why is not None
    assert words not in str(why)
    assert str(why).endswith((".", "?"))


@pytest.mark.parametrize("words", CASES["taken"])
def test_a_change_that_adds_time_or_comfort_is_taken(words: str) -> None:
    assert refused(KNOWLEDGE, words) is None


def test_there_are_many_of_both() -> None:
    """The control for the tests above."""
    assert len(CASES["refused"]) >= 100
    assert len(CASES["taken"]) >= 80


@pytest.mark.parametrize(
    "typed", ["no condm", "no codnom", "without a comdom", "no kondom", "some alchohol", "chokeing"]
)
def test_a_slip_of_the_finger_hides_nothing(typed: str) -> None:
    assert refused(KNOWLEDGE, "longer hugs") is None
    assert refused(KNOWLEDGE, f"{typed}, longer hugs") is not None


@pytest.mark.parametrize("words", ["the usual blue thing", "qwertz", "ohne alles", "…", "do that again"])
def test_what_names_no_time_comfort_or_protection_is_not_taken_on_trust(words: str) -> None:
    why = refused(KNOWLEDGE, words)
    assert why is not None
    assert "what it adds" in str(why)
