"""Asking and reading at the command line, in processes of their own: without a journal, leaving nothing behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journey.test_cli_journal import LONG, Screen, Shell

QUESTION = "why do i cry after good sex"
DESPAIR = "i just took a lot of pills to end my life"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A home without a journal."""
    home = tmp_path / "home"
    home.mkdir()
    return Shell(home, home / "words")


def test_someone_asks_reads_the_page_and_nothing_is_left_behind(shell: Shell) -> None:
    """The question is typed at a prompt, so not even the shell keeps it."""
    screen = Screen(shell, "ask")
    screen.type(QUESTION, after="In your own words:")
    screen.type("1", after="Read one?")
    assert screen.finish() == 0
    shown = " ".join(screen.shown.split())
    assert "Read the page: aftercare library" in shown
    assert "Not yet reviewed by a clinician." in shown.split("Sources")[1]
    assert list(shell.home.rglob("*")) == []


def test_in_danger_the_numbers_of_the_persons_country_come_first(shell: Shell) -> None:
    screen = Screen(shell, "ask")
    screen.type(DESPAIR, after="In your own words:")
    assert screen.finish() == 0
    shown = " ".join(screen.shown.split("In your own words:")[1].split())
    assert shown.index("Emergency number") < shown.index("Read the page:")
    assert "Read one?" not in shown


def test_a_program_gets_each_answer_as_soon_as_it_asked(shell: Shell) -> None:
    """The next question may depend on the last answer, so nothing waits for the end of the file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aftercare", "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=shell.environment,
        cwd=shell.home,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        for number, asked in enumerate((QUESTION, DESPAIR, "how do i change a bicycle tyre")):
            process.stdin.write(json.dumps({"id": number, "q": asked}) + "\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            assert told["id"] == number
            assert set(told) >= {"id", "level", "hits"}
        process.stdin.close()
        assert process.wait(LONG) == 0


def test_every_page_of_the_list_can_be_read_by_its_id(shell: Shell) -> None:
    listed = [json.loads(line) for line in shell.run("library", "--json").stdout.splitlines()]
    assert len(listed) > 108
    for page in listed[:: len(listed) // 3]:
        read = shell.run("library", page["id"])
        assert read.returncode == 0
        assert " ".join(page["title"].split()) in " ".join(read.stdout.split())


@pytest.mark.parametrize("command", ["ask", "library"])
def test_help_comes_at_once(shell: Shell, command: str) -> None:
    """Nothing that takes time is loaded for it, however busy the machine is; `python -m benchmarks cli` times it."""
    code = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        f"sys.argv = ['aftercare', '{command}', '--help']; from aftercare.__main__ import main; main()"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=shell.environment, cwd=shell.home, check=True
    )
    assert "Usage" in told.stdout
    assert "click" in told.stderr.split()
    slow = {"numpy", "yaml", "lxml", "apsw", "pyrage", "jinja2", "starlette", "uvicorn", "aftercare.knowledge.load"}
    assert slow & set(told.stderr.split()) == set()
