"""From facts read in words to a level (SAFETY 2, words alone)."""

from datetime import UTC, datetime

from aftercare.check.words import is_urgent, screen_words
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Level
from aftercare.model.fact import Fact, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def said(finding: str, status: Status = Status.PRESENT) -> Fact:
    return Fact(finding=finding, status=status, origin=Origin.WORDS, at=NOW, quote="…")


def test_the_highest_rule_that_fired_gives_the_level() -> None:
    screened = screen_words(KNOWLEDGE, [said("erection_4h"), said("new_discharge")], None, NOW)
    assert screened.level is Level.EMERGENCY
    assert [rule.rule for rule in screened.fired] == ["RF24"]
    assert is_urgent(screened)


def test_where_none_fired_the_highest_floor_does_and_the_decider_is_asked_next() -> None:
    screened = screen_words(KNOWLEDGE, [said("cannot_pass_urine")], None, NOW)
    assert (screened.level, screened.fired) == (Level.EMERGENCY, ())
    assert [rule.rule for rule in screened.floors] == ["RF20"]
    assert screened.questions[0].id == "retention_sign"


def test_an_absence_in_words_excuses_no_danger() -> None:
    facts = [said("genital_bleeding"), said("heavy_bleeding", Status.ABSENT)]
    screened = screen_words(KNOWLEDGE, facts, None, NOW)
    assert "heavy_bleeding" in [question.id for question in screened.questions]


def test_an_excuse_in_words_excuses_nothing() -> None:
    screened = screen_words(KNOWLEDGE, [said("chest_pain"), said("usual_panic_checked")], None, NOW)
    assert screened.level is Level.EMERGENCY


def test_nothing_said_gives_no_level() -> None:
    assert screen_words(KNOWLEDGE, [], None, NOW).level is None
