"""Checking at the command line, in processes of their own: from the first words to the result."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journey.test_cli_journal import LONG, Screen, Shell

TORSION = "sudden pain in one testicle, and I threw up"
DEEP = "it hurts deep inside"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A home without a journal."""
    home = tmp_path / "home"
    home.mkdir()
    return Shell(home, home / "words")


def test_someone_checks_skips_all_and_nothing_is_left_behind(shell: Shell) -> None:
    """The words are typed at a prompt, so not even the shell keeps them."""
    screen = Screen(shell, "check")
    screen.type(DEEP, after="In your own words")
    screen.type("0", after="None of these")
    for after in ("Who is it about?", "How old", "Which of these", "Pregnant?"):
        screen.type("", after=after)
    screen.type("y", after="1. ")
    screen.type("b", after="2. ")
    screen.type("r", after="1. ")
    screen.type("", after="Read about one?")
    assert screen.finish() == 0
    shown = " ".join(screen.shown.split())
    assert "What could be behind it." in shown
    assert "Not yet reviewed by a clinician." in shown.split("Sources")[1]
    assert list(shell.home.rglob("*")) == []


def test_an_emergency_comes_at_once_and_something_else_can_be_said(shell: Shell) -> None:
    screen = Screen(shell, "check")
    screen.type(TORSION, after="In your own words")
    screen.type("", after="Something else too?")
    assert screen.finish() == 0
    shown = " ".join(screen.shown.split("In your own words")[1].split())
    assert "Any of these now?" not in shown
    assert shown.index("Emergency number") < shown.index("What to do:")
    assert "What could be behind it" not in shown


def test_a_program_gets_each_result_as_soon_as_it_asked(shell: Shell) -> None:
    """The next line may answer the question of the last, so nothing waits for the end of the file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aftercare", "check", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=shell.environment,
        cwd=shell.home,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    answers: dict[str, None] = {}
    with process:
        for number in range(4):
            process.stdin.write(json.dumps({"id": number, "words": DEEP, "answers": answers}) + "\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            assert told["id"] == number
            assert told["next_question"]["finding"] not in answers
            answers[told["next_question"]["finding"]] = None
        process.stdin.close()
        assert process.wait(LONG) == 0
