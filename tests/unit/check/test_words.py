"""From facts read in words to a level (SAFETY 2, words alone)."""

from datetime import UTC, datetime

from aftercare.check.screening import next_questions, screen_facts
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Level
from aftercare.model.fact import Fact, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def said(finding: str, status: Status = Status.PRESENT) -> Fact:
    return Fact(finding=finding, status=status, origin=Origin.WORDS, at=NOW, quote="…")


def test_the_highest_rule_that_fired_gives_the_level() -> None:
    screened = screen_facts(KNOWLEDGE, None, [said("erection_4h"), said("new_discharge")], NOW)
    assert screened.level is Level.EMERGENCY
    assert [rule.rule for rule in screened.fired if rule.action is screened.action] == ["RF24"]
    assert [rule.rule for rule in screened.first_screen] == ["RF24"]


def test_where_none_fired_the_highest_floor_does_and_the_decider_is_asked_next() -> None:
    screened = screen_facts(KNOWLEDGE, None, [said("cannot_pass_urine")], NOW)
    assert (screened.level, screened.fired) == (Level.EMERGENCY, ())
    assert [rule.rule for rule in screened.open if rule.floor is screened.action] == ["RF20"]
    assert next_questions(KNOWLEDGE, screened)[0].id == "retention_sign"


def test_an_absence_in_words_excuses_no_danger() -> None:
    facts = [said("genital_bleeding"), said("heavy_bleeding", Status.ABSENT)]
    screened = screen_facts(KNOWLEDGE, None, facts, NOW)
    assert "heavy_bleeding" in [question.id for question in next_questions(KNOWLEDGE, screened)]


def test_an_excuse_in_words_excuses_nothing() -> None:
    screened = screen_facts(KNOWLEDGE, None, [said("chest_pain"), said("usual_panic_checked")], NOW)
    assert screened.level is Level.EMERGENCY


def test_nothing_said_gives_no_level() -> None:
    assert screen_facts(KNOWLEDGE, None, [], NOW).level is None
