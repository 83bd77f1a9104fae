"""Questions written by people who had not seen the index: what Ask once got right it goes on getting right.

All of them have shaped the search by now or been looked at; the figures to quote are those of each set's first run.
Floors stand a little below what the sets come to, so that one word changed in the data does not fail the build; danger
and crisis have no such slack.
"""

from pathlib import Path

import pytest
from benchmarks.ask_bench import QUESTIONS, Asked, figures, run

from aftercare.knowledge.load import load_knowledge, read_yaml_list

FLOORS = {
    "right page first": 0.85,
    "right page among three": 0.91,
    "off-topic refused": 0.90,
    "dangerous warned": 1.0,
    "crisis with help": 1.0,
    "information without a level": 0.92,
}


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    """Every question of every set, and what came."""
    return run(sorted(QUESTIONS.glob("*.yaml")), load_knowledge())


@pytest.mark.parametrize("name", FLOORS)
def test_ask_answers_as_well_as_it_did(asked: list[Asked], name: str) -> None:
    held, of = next((held, of) for what, held, of in figures(asked) if what == name)
    wrong = [one.record["q"] for one in asked if name == "dangerous warned" and _is_missed(one)]
    assert held / of >= FLOORS[name], (held, of, wrong)


def _is_missed(one: Asked) -> bool:
    return one.record["kind"] == "dangerous" and not one.warned


def test_the_sets_are_whole_and_their_pages_are_there() -> None:
    """The control: enough questions of each kind, ids once, every accepted page in the library."""
    knowledge = load_knowledge()
    records = [record for path in sorted(QUESTIONS.glob("tuning*.yaml")) for record in read_yaml_list(path)]
    ids = [record["id"] for record in records]
    assert len(ids) == len(set(ids)) == 250
    assert {record["kind"] for record in records} == {"question", "off_topic", "dangerous"}
    for record in records:
        for page in record.get("accept", ()):
            assert page in knowledge.causes or page in knowledge.topics, page


def test_a_set_that_is_answered_badly_would_be_seen(tmp_path: Path) -> None:
    """The control for the floors: a made-up set with wrong accepted pages comes out as wrong."""
    made_up = tmp_path / "made_up.yaml"
    made_up.write_text(
        "- {id: z1, q: why do i cry after sex, accept: [kidney_stone], kind: question}\n"
        "- {id: z2, q: why do i cry after sex, kind: off_topic}\n"
        "- {id: z3, q: why do i cry after sex, kind: dangerous, crisis: true}\n",
        encoding="utf-8",
    )
    assert {name: held for name, held, _ in figures(run([made_up], load_knowledge()))} == {
        "right page first": 0,
        "right page among three": 0,
        "off-topic refused": 0,
        "dangerous warned": 0,
        "crisis with help": 0,
        "information without a level": 0,
    }
