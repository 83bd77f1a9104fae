"""Texts by strangers who had seen neither rules nor lexicon: what was once read right goes on being read right.

They have shaped the reading since, so their figures are no measure of what it does with new texts; the floors stand a
little below what they come to. Not clinician-rated.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aftercare.check.screening import screen_facts
from aftercare.knowledge.load import load_knowledge, read_yaml_list
from aftercare.usecases.read_words import read_words

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
HERE = Path(__file__).parent
URGENT = ("emergency", "same_day")
NO_LEVEL = {"none": {"self_care", "therapist"}, "self_care": {"none", "therapist"}}
"""Words alone give these texts no level here; what stands for it is worked out with the whole check."""


def level_of(words: str) -> str:
    read = read_words(words, KNOWLEDGE, NOW)
    level = screen_facts(KNOWLEDGE, None, read.facts if read.present else (), NOW).level
    return "none" if level is None else level.value


@pytest.fixture(scope="module")
def read_texts() -> list[tuple[dict[str, Any], str]]:
    """Every text and its level."""
    files = sorted((HERE / "check").glob("tuning_danger_*.jsonl"))
    records = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(record, level_of(record["words"])) for record in records]


def share(held: list[bool]) -> float:
    assert len(held) > 50
    return sum(held) / len(held)


def test_emergencies_are_called(read_texts: list[tuple[dict[str, Any], str]]) -> None:
    missed = [record["words"] for record, level in read_texts if record["kind"] == "emergency" and level != "emergency"]
    assert len(missed) <= 1, missed


def test_what_needs_help_today_is_not_lost(read_texts: list[tuple[dict[str, Any], str]]) -> None:
    held = [level in (*URGENT, "clinician") for record, level in read_texts if record["kind"] == "same_day"]
    assert share(held) >= 0.9


def test_a_text_with_one_change_is_no_emergency(read_texts: list[tuple[dict[str, Any], str]]) -> None:
    twins = [(record, level) for record, level in read_texts if record["kind"] == "twin"]
    accepted = [
        level in {*record["accepted"], *(more for one in record["accepted"] for more in NO_LEVEL.get(one, ()))}
        for record, level in twins
    ]
    assert share(accepted) >= 0.86
    assert share([level != "emergency" for _, level in twins]) >= 0.89


def test_everyday_questions_are_seldom_sent_on() -> None:
    records = [one for path in sorted((HERE / "ask").glob("*.yaml")) for one in read_yaml_list(path)]
    asked = [one["q"] for one in records if one["kind"] == "question" and not one.get("information")]
    assert share([level_of(question) in URGENT for question in asked]) <= 0.08
