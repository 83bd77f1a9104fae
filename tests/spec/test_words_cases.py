"""Texts as people type them, and the level they come to; and every saying of the lexicon on both its sides."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftercare.check.screening import screen_facts
from aftercare.freetext.read import read
from aftercare.knowledge.lexicon import FigureOfSpeech, Saying
from aftercare.knowledge.load import load_knowledge, read_yaml_list

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
CASES = [(one["words"], one["level"]) for one in read_yaml_list(Path(__file__).parent / "words_cases.yaml")]


def level_of(words: str) -> str:
    reading = read(words, KNOWLEDGE, NOW)
    level = screen_facts(KNOWLEDGE, None, reading.facts, NOW).level
    return "none" if level is None else level.value


@pytest.mark.parametrize(("words", "level"), CASES)
def test_words_come_to_their_level(words: str, level: str) -> None:
    """A person who types this gets help as soon as the rules say, no sooner and no later."""
    assert level_of(words) == level


@pytest.mark.parametrize("saying", KNOWLEDGE.lexicon.values(), ids=lambda saying: saying.id)
def test_each_saying_is_read_from_its_texts_and_not_from_those_that_only_look_like_it(saying: Saying) -> None:
    for words in saying.reads:
        found = {fact.finding for fact in read(words, KNOWLEDGE, NOW).present}
        assert set(saying.findings) <= found, words
    for words in saying.leaves:
        found = {fact.finding for fact in read(words, KNOWLEDGE, NOW).present}
        assert not set(saying.findings) & found, words


@pytest.mark.parametrize("figure", KNOWLEDGE.figures_of_speech.values(), ids=lambda figure: figure.id)
def test_a_figure_of_speech_is_no_symptom(figure: FigureOfSpeech) -> None:
    """At most a feeling is read from it: those are told in figures."""
    for words in figure.reads:
        assert {fact.finding for fact in read(words, KNOWLEDGE, NOW).present} <= TOLD_IN_FIGURES, words
    for words in figure.leaves:
        assert read(words, KNOWLEDGE, NOW).present, words


def test_every_finding_that_decides_an_emergency_or_same_day_rule_is_known_to_the_lexicon() -> None:
    """Left out only: what age and organs tell, what only a tap or an answer gives, and what others make up."""
    said = {name for saying in KNOWLEDGE.lexicon.values() for name in saying.findings}
    said |= {name for implied in KNOWLEDGE.implied.values() for name in implied.gives}
    missing = set()
    for rule in KNOWLEDGE.red_flags.values():
        for name in rule.urgent_findings():
            finding = KNOWLEDGE.findings[name]
            excuse = any(name in branch.fires.excuses() for branch in rule.branches)
            if name not in said and finding.derive is None and not excuse:
                missing.add(name)
    assert missing <= ONLY_TOLD, missing - ONLY_TOLD


TOLD_IN_FIGURES = {name for saying in KNOWLEDGE.lexicon.values() if saying.figurative for name in saying.findings}
ONLY_TOLD = {
    "danger_to_self_or_others",
    "infection_matters",
    "penis_pop_or_long_erection",
    "phq9_20",
    "phq9_item9",
    "pregnancy_matters",
    "pregnancy_pain_bleeding_or_water",
    "sudden_severe_belly_or_testicle_pain",
    "pad_an_hour_for_2h",
    "hard_to_wake_or_breathe",
    "bleeding_today",
}
"""Taps of the danger list, scores, settings: their parts are read in words instead."""
