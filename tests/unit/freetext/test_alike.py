"""What is read by likeness: dangers that no pattern foresaw, and not the questions that only sound like them."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from time import perf_counter

import pytest

from aftercare.check.screening import screen_facts
from aftercare.freetext import alike
from aftercare.freetext.alike import read_alike
from aftercare.freetext.read import read
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.assessment import Action
from aftercare.model.fact import Fact, FactTime, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
URGENT = (Action.EMERGENCY, Action.SAME_DAY)
HELD_BACK = 10
"""One text in so many is held back from its own record."""
SEEN, QUIET = 0.88, 0.75
"""Measured: 93 of 100 dangers held back are seen, and 84 of 100 twins stay quiet; below these something broke."""


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("counted the tablets out beside me, tonight is when i do it", "RF01"),
        ("woke on a strangers sofa with my knickers gone, no memory, still woozy", "RF03"),
        ("my nuts twisted in my sleep and one has swollen up, being sick", "RF22"),
    ],
)
def test_a_danger_in_other_words_brings_up_its_rule(words: str, rule: str) -> None:
    told = read_alike(words, KNOWLEDGE, NOW)
    assert told is not None
    assert told.rule == rule


@pytest.mark.parametrize(
    "words",
    [
        "things magazines get wrong about the after sex blues",
        "he wants it every day i want it never",
        "can sperm set off contractions",
        "i mostly say yes to keep the peace, then stare at the ceiling feeling hollow",
        "i go blank and floaty after, like watching myself",
        "boss wants me to work bank holiday is that legal",
        "how long do i boil an egg",
        "",
        "хочу спать",
    ],
)
def test_a_question_that_only_sounds_like_one_is_no_danger(words: str) -> None:
    assert read_alike(words, KNOWLEDGE, NOW) is None


def test_each_fact_is_present_now_and_quotes_the_whole_text() -> None:
    words = "counted the tablets out beside me, tonight is when i do it"
    told = read_alike(words, KNOWLEDGE, NOW)
    assert told is not None
    assert told.facts
    assert set(told.facts) == {
        Fact(finding=f.finding, status=Status.PRESENT, time=FactTime.NOW, origin=Origin.WORDS, at=NOW, quote=words)
        for f in told.facts
    }


def test_reading_the_same_words_again_gives_the_same() -> None:
    words = "chest feels like someone stands on it and my arm is dead"
    assert read_alike(words, KNOWLEDGE, NOW) == read_alike(words, KNOWLEDGE, NOW)


def test_a_story_of_ten_thousand_words_is_read_within_a_second() -> None:
    alike.ready(KNOWLEDGE)
    started = perf_counter()
    read_alike("i had a long day and my head was full " * 1_000, KNOWLEDGE, NOW)
    assert perf_counter() - started < 1


@pytest.fixture(scope="module")
def held_back() -> Knowledge:
    """The knowledge without one told text in ten; which ones is chosen by a seed."""
    knowledge = Knowledge()
    chance = Random(20261120)
    told = {
        record.id: replace(record, texts=tuple(text for text in record.texts if chance.randrange(HELD_BACK)))
        for record in KNOWLEDGE.told.values()
    }
    vars(knowledge)["told"] = told
    return knowledge


def test_most_dangers_nobody_wrote_down_are_still_seen(held_back: Knowledge) -> None:
    """A person in danger words it in a way that is on no list, and is warned all the same."""
    texts = _left_out(held_back, dangers=True)
    seen = [text for text in texts if _is_urgent(text, held_back)]
    assert len(texts) > 300
    assert len(seen) >= SEEN * len(texts)


def test_most_texts_that_only_look_like_danger_stay_quiet(held_back: Knowledge) -> None:
    texts = _left_out(held_back, dangers=False)
    quiet = [text for text in texts if not _is_urgent(text, held_back)]
    assert len(texts) > 80
    assert len(quiet) >= QUIET * len(texts)


def _left_out(knowledge: Knowledge, *, dangers: bool) -> list[str]:
    return [
        text
        for record in KNOWLEDGE.told.values()
        if bool(record.findings) is dangers
        for text in record.texts
        if text not in knowledge.told[record.id].texts
    ]


def _is_urgent(text: str, knowledge: Knowledge) -> bool:
    if read_alike(text, knowledge, NOW) is not None:
        return True
    facts = read(text, KNOWLEDGE, NOW).facts
    return screen_facts(KNOWLEDGE, None, facts, NOW).action in URGENT
