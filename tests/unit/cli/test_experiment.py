"""Experiments in the terminal: planned step by step, revealed, logged, paused, and what came of it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.cli.terminal import Terminal

from aftercare.cli import clock

START = datetime(2027, 3, 1, 20, 0, tzinfo=UTC)
PLAN = json.dumps({"template": "lubricant", "outcome": "pain", "better": -1, "rounds": 24})
MODULES = ("clock", "experimenting", "planning", "logging_in", "unlocking", "drafts_in")


@pytest.fixture
def evening(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> "Evening":
    """An evening on which no letter waits to be read: else nothing is drawn."""
    (letter,) = objects(terminal, "letters")
    kept = terminal.open("letters keep", str(letter["id"]))
    assert kept.code == 0, kept.err
    return Evening(monkeypatch)


class Evening:
    """The clock of the terminal, moved by the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = START
        for module in MODULES:
            monkeypatch.setattr(f"aftercare.cli.{module}.now", lambda: self.now, raising=False)

    def later(self, hours: int) -> None:
        self.now += timedelta(hours=hours)


def objects(terminal: Terminal, command: str, *arguments: str, typed: str = "") -> list[dict[str, object]]:
    answer = terminal.open(command, *arguments, "--json", typed=typed)
    assert answer.code == 0, answer.err
    return [json.loads(line) for line in answer.out.splitlines()]


def log(terminal: Terminal, pain: int) -> None:
    answer = terminal.open("log", typed=f"pain: {pain}\n")
    assert answer.code == 0, answer.err


def test_a_plan_from_another_program_begins_and_is_listed(terminal: Terminal, evening: Evening) -> None:
    assert objects(terminal, "experiment list") == []
    (begun,) = objects(terminal, "experiment begin", typed=PLAN)
    (listed,) = objects(terminal, "experiment list")
    assert listed["id"] == begun["id"]
    assert (listed["template"], listed["rounds"], listed["drawn"], listed["ended"]) == ("lubricant", 24, 0, None)
    assert "seed" not in listed


@pytest.mark.parametrize(
    "plan",
    ["", "[]", "{}", '{"outcome": 3}', '{"outcome": "pain", "rounds": true}', '{"outcome": "pain", "seed": "0"}'],
)
def test_a_plan_that_is_none_is_refused_in_one_sentence(terminal: Terminal, evening: Evening, plan: str) -> None:
    answer = terminal.open("experiment begin", typed=plan)
    assert answer.code == 2
    assert answer.out == ""


def test_an_own_change_that_could_harm_is_refused_and_not_repeated(terminal: Terminal, evening: Evening) -> None:
    plan = json.dumps({"template": "own", "change": "skip the condom", "outcome": "pain"})
    answer = terminal.open("experiment begin", typed=plan)
    assert answer.code == 2
    assert "skip the condom" not in answer.err
    assert "protection" in answer.err


def test_an_own_change_begins_only_where_the_person_agreed(terminal: Terminal, evening: Evening) -> None:
    plan = {"template": "own", "change": "Ten minutes of music first", "outcome": "mood_after", "better": 1}
    for agreed in ({}, {"agreed": False}, {"agreed": "yes"}):
        answer = terminal.open("experiment begin", typed=json.dumps({**plan, **agreed}))
        assert answer.code == 2
        assert "agreed" in answer.err or "wants it" in answer.err
    assert objects(terminal, "experiment list") == []
    objects(terminal, "experiment begin", typed=json.dumps({**plan, "agreed": True}))
    (listed,) = objects(terminal, "experiment list")
    assert listed["change"] == "Ten minutes of music first"


@pytest.mark.usefixtures("in_conversation")
@pytest.mark.parametrize(("said", "runs"), [("n", 0), ("", 0), ("y", 1)])
def test_in_conversation_an_own_change_asks_one_question_first(
    terminal: Terminal, evening: Evening, said: str, runs: int
) -> None:
    offered = [one for one in objects(terminal, "experiment list", "--templates") if not one["why_not"]]
    words = ("Ten minutes of music first", said)
    told = terminal.talk("experiment begin", str(len(offered) + 1), *words, *(("1", "2", "y") if runs else ()))
    assert told.code == 0, told.err
    assert "everyone is an adult and wants it" in told.err.replace("\n", " ")
    assert ("Nothing has begun." in told.err) is (runs == 0)
    assert len(objects(terminal, "experiment list")) == runs


def test_a_round_is_revealed_logged_and_answered(terminal: Terminal, evening: Evening) -> None:
    objects(terminal, "experiment begin", typed=PLAN)
    evening.later(2)
    (drawn,) = objects(terminal, "experiment reveal")
    assert objects(terminal, "experiment reveal") == [drawn]
    evening.later(2)
    log(terminal, 2)
    (said,) = objects(terminal, "experiment comply", typed="partly\n")
    assert said == {"place": 0, "compliance": "partly"}
    (result,) = objects(terminal, "experiment result")
    assert (result["counted"], result["outside"], result["clear_already"]) == (1, 0, False)
    assert not result.keys() & {"p", "effect", "usual", "change_values", "evidence"}


def test_paused_nothing_is_drawn_and_stopped_it_says_what_it_came_to(terminal: Terminal, evening: Evening) -> None:
    objects(terminal, "experiment begin", typed=PLAN)
    objects(terminal, "experiment pause")
    refused = terminal.open("experiment reveal")
    assert refused.code == 2
    assert "paused" in refused.err
    objects(terminal, "experiment resume")
    for pain in (3, 2, 4, 3):
        evening.later(20)
        objects(terminal, "experiment reveal")
        evening.later(2)
        log(terminal, pain)
    assert objects(terminal, "experiment stop")[0]["end_reason"] == "stopped"
    (result,) = objects(terminal, "experiment result")
    assert result["verdict"] == "could_not_tell"
    assert (result["p"], result["low"], result["high"]) == (None, None, None)
    assert len(result["usual"]) == len(result["change"]) == 2
    told = terminal.open("experiment result")
    assert "It could not tell." in told.out
    assert "a result too" in told.out.replace("\n", " ")
    assert "On rounds with the change" not in told.out
    assert "It is probably" not in told.out
    assert "It may be anything" not in told.out
    assert "not why" in told.out.replace("\n", " ")
    assert "ended early" in terminal.open("experiment list").out


def test_one_that_ended_for_what_must_come_first_looks_like_one_that_was_stopped(
    terminal: Terminal, evening: Evening
) -> None:
    objects(terminal, "experiment begin", typed=PLAN)
    evening.later(1)
    note = {"kind": "encounter", "values": {"pain": 2}, "note": "crushing chest pain right now, I fainted"}
    assert terminal.open("log --json", typed=json.dumps(note)).code == 0
    (line,) = objects(terminal, "experiment list")
    assert line["ended"] is not None
    assert line["end_reason"] == "stopped"
    told = terminal.open("experiment list").out + terminal.open("experiment result").out
    assert "ended early" in told
    assert not any(word in told for word in ("safety", "look after", "by itself"))


def test_put_back_uses_the_place_and_deleting_leaves_what_was_logged(terminal: Terminal, evening: Evening) -> None:
    (begun,) = objects(terminal, "experiment begin", typed=PLAN)
    objects(terminal, "experiment reveal")
    objects(terminal, "experiment put-back")
    assert objects(terminal, "experiment reveal")[0]["place"] == 1
    answer = terminal.open("experiment delete", str(begun["id"])[:8])
    assert answer.code == 0
    assert objects(terminal, "experiment list") == []


def test_what_can_be_tried_is_listed_with_why_not_now(terminal: Terminal, evening: Evening) -> None:
    offered = {one["id"]: one for one in objects(terminal, "experiment list", "--templates")}
    assert offered["holding"]["why_not"] == []
    objects(terminal, "experiment begin", typed=PLAN)
    offered = {one["id"]: one for one in objects(terminal, "experiment list", "--templates")}
    assert all("One experiment at a time" in str(one["why_not"]) for one in offered.values())


@pytest.mark.usefixtures("in_conversation")
def test_in_conversation_each_step_tells_what_it_is_and_enter_leaves(terminal: Terminal, evening: Evening) -> None:
    left = terminal.talk("experiment begin", "")
    assert "Nothing has begun." in left.err
    begun = terminal.talk("experiment begin", "1", "1", "2", "y")
    assert begun.code == 0, begun.err
    assert "Begun, for 40 rounds." in begun.out
    assert "chance of a clear answer" in begun.err
    shown = terminal.talk("experiment reveal")
    assert "Drawn:" in shown.out


def test_the_clock_of_these_tests_is_the_terminals(evening: Evening) -> None:
    assert clock.now() == START


def test_nothing_is_drawn_while_a_letter_waits_to_be_read(terminal: Terminal) -> None:
    objects(terminal, "experiment begin", typed=PLAN)
    answer = terminal.open("experiment reveal")
    assert (answer.code, answer.out) == (2, "")
    assert "aftercare letters" in answer.err
