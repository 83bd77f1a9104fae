"""What a command did can be taken back, and never a danger in silence (SAFETY 2, 4)."""

from datetime import UTC, datetime

import pytest
from tests.unit.cli.terminal import Answer, Terminal

from aftercare.cli import voice

MONDAY = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
STILL_SO = "This took back something that can't wait. Is it still so? Then what stands here still holds, noted or not."
UNDO = "u takes it back"


@pytest.fixture(autouse=True)
def _monday_evening(monkeypatch: pytest.MonkeyPatch, in_conversation: None) -> None:
    for module in ("logging_in", "changing", "after", "unlocking", "clock"):
        monkeypatch.setattr(f"aftercare.cli.{module}.now", lambda: MONDAY)


@pytest.fixture
def taking_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked at the end whether it shall be taken back says so; what comes before it is answered as given."""
    asked = voice.ask
    monkeypatch.setattr(voice, "ask", lambda offer: "u" if UNDO in offer else asked(offer))


def taken_back(terminal: Terminal, command: str, *lines: str) -> Answer:
    """Enter to whatever else is asked."""
    answer = terminal.talk(command, *lines, *[""] * 16)
    assert "Taken back." in answer.out, answer.err
    return answer


def line_of(terminal: Terminal, word: str, *lines: str) -> str:
    """The number under which a line of the danger list is offered."""
    asked = terminal.talk("log", *lines, *[""] * 14)
    return next(line for line in asked.err.splitlines() if word in line.casefold()).split()[0]


def after_undo(answer: Answer) -> str:
    return " ".join(answer.out.split("Taken back.")[1].split())


@pytest.mark.usefixtures("taking_back")
def test_an_emergency_that_is_taken_back_is_asked_about_with_what_to_do(terminal: Terminal) -> None:
    pain = ("none", "", "", "8", "", "", "")
    fainted = line_of(terminal, "faint", *pain)
    said = after_undo(taken_back(terminal, "log", *pain, fainted))
    assert STILL_SO in said
    assert "call 112" in said
    assert "What to do:" in said
    assert "reviewed by a clinician" in said


@pytest.mark.usefixtures("taking_back")
def test_a_danger_read_in_a_note_that_is_taken_back_is_named(terminal: Terminal) -> None:
    answer = taken_back(terminal, "log", "none", "", "", "", "", "I have had crushing chest pain for an hour.")
    assert STILL_SO in after_undo(answer)
    assert "call 112" in after_undo(answer)


@pytest.mark.usefixtures("taking_back")
def test_nothing_urgent_taken_back_is_one_sentence(terminal: Terminal) -> None:
    answer = taken_back(terminal, "log", "none", "", "", "", "", "")
    assert answer.out.endswith("Taken back.\n")


def test_a_change_that_brought_a_danger_and_is_taken_back_names_it_too(
    terminal: Terminal, request: pytest.FixtureRequest
) -> None:
    logged = terminal.talk("log", "none", "", "", "2", "", "", "")
    number = logged.out.split("(")[1].split(")")[0]
    request.getfixturevalue("taking_back")
    answer = taken_back(terminal, f"log --edit {number}", "1", "", "", "", "8", ".", "", "")
    assert STILL_SO in after_undo(answer)
    shown = terminal.open("timeline", number, "--json").out
    assert '"pain": 2' in shown


def test_taking_back_a_deletion_loses_no_danger_and_says_none(terminal: Terminal) -> None:
    logged = terminal.talk("log", "none", "", "", "8", "", "", *[""] * 14)
    number = logged.out.split("(")[1].split(")")[0]
    answer = terminal.talk(f"log --delete {number}", "u")
    assert answer.out.endswith("Taken back.\n")
