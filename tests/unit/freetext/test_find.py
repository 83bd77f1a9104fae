"""Feelings told in figures of speech are read; the symptoms that these words mean elsewhere are not."""

from datetime import UTC, datetime

import pytest

from aftercare.freetext.read import read
from aftercare.knowledge.load import load_knowledge

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "feeling"),
    [
        ("i feel dead inside after sex", "empty_numb_after"),
        ("moved to tears afterwards", "tears_happy"),
        ("my dad died last month and i cried after sex", "recent_loss"),
        ("i get choked up after sex", "tears_after"),
        ("so blue after we make love, i feel blue", "low_mood_after"),
    ],
)
def test_a_feeling_told_in_a_figure_of_speech_is_read_and_no_danger_with_it(words: str, feeling: str) -> None:
    knowledge = load_knowledge()
    found = {fact.finding for fact in read(words, knowledge, NOW).present}
    assert feeling in found
    urgent = {name for rule in knowledge.red_flags.values() for name in rule.urgent_findings()}
    assert not found & urgent
