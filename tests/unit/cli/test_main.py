"""What every command has in common: help, exit codes, where words go."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.unit.cli.terminal import Terminal
from tests.vectors.vaults import copy_vault, names

from aftercare.cli.main import COMMANDS
from aftercare.model.reach import BehindProxy, OnTheNetwork, OnThisMachine, Reach
from aftercare.usecases import look

LATER = ("check", "card", "poll", "study")


def test_help_names_every_command_in_the_order_a_person_meets_them(terminal: Terminal) -> None:
    answer = terminal.run("--help")
    listed = answer.out.split("Commands:")[1]
    places = [listed.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert answer.code == 0


def test_what_does_not_exist_yet_is_not_offered(terminal: Terminal) -> None:
    for name in LATER:
        assert terminal.run(name).code == 2


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(terminal: Terminal, name: str) -> None:
    answer = terminal.run(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: aftercare {name} ")
    assert len(answer.out.splitlines()) > 5


@pytest.mark.parametrize("name", ["log", "checkin", "now", "ask", "library"])
def test_help_says_that_arguments_stay_in_the_history(terminal: Terminal, name: str) -> None:
    words = " ".join(terminal.run(name, "--help").out.split())
    assert "stays in the shell's history" in words


def test_no_command_takes_a_passphrase_or_an_entry_as_an_argument() -> None:
    from click import Argument, Context, Group

    from aftercare.cli.main import aftercare

    def arguments(command: object) -> set[str]:
        assert hasattr(command, "params")
        own = {param.name for param in command.params if isinstance(param, Argument)}
        inner = command.commands.values() if isinstance(command, Group) and hasattr(command, "commands") else ()
        return own.union(*(arguments(each) for each in inner))

    context = Context(aftercare)
    found = set().union(*(arguments(aftercare.get_command(context, name)) for name in COMMANDS))
    assert found == {"entry", "measure", "file", "words", "page"}, (
        "numbers, ids, file names; a question, which need not be"
    )


@pytest.mark.parametrize("name", ["log", "ask", "library"])
def test_help_loads_no_knowledge_and_no_numbers(name: str) -> None:
    """Help comes at once because nothing heavy is loaded for it."""
    asked = f"import sys; from aftercare.cli.main import main; main(['{name}', '--help'], None); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"numpy", "yaml", "apsw", "pyrage", "lxml", "rich", "typst", "starlette", "aftercare.knowledge"}


def test_alone_it_opens_the_app(terminal: Terminal) -> None:
    answer = terminal.run("--vault", str(terminal.folder))
    assert answer.code == 0
    assert terminal.served.calls == [
        {"reach": OnThisMachine(), "port": None, "folder": terminal.folder, "open_browser": True}
    ]


def test_serve_takes_a_port_and_opens_no_browser_unasked(terminal: Terminal) -> None:
    terminal.run("serve", "--port", "8500", "--vault", str(terminal.folder))
    assert terminal.served.calls == [
        {"reach": OnThisMachine(), "port": 8500, "folder": terminal.folder, "open_browser": False}
    ]


@pytest.mark.parametrize(
    ("asked", "reach"),
    [
        (["--host", "localhost"], OnThisMachine("localhost")),
        (["--lan", "--name", "Notes.local"], OnTheNetwork("notes.local")),
        (["--lan", "--name", "notes.local", "--renew"], OnTheNetwork("notes.local", renew=True)),
        (["--behind", "https://name.example/some/path/"], BehindProxy("name.example", 443, "/some/path")),
    ],
)
def test_who_asks_for_more_than_this_machine_gets_that_and_no_more(
    terminal: Terminal, asked: list[str], reach: Reach
) -> None:
    terminal.run("serve", *asked, "--vault", str(terminal.folder))
    assert [call["reach"] for call in terminal.served.calls] == [reach]


@pytest.mark.parametrize(
    "asked",
    [
        ["--lan"],
        ["--name", "notes.local"],
        ["--renew"],
        ["--lan", "--name", "10.0.0.1"],
        ["--host", "0.0.0.0"],
        ["--lan", "--name", "notes.local", "--behind", "https://name.example/"],
        ["--behind", "http://name.example/"],
    ],
)
def test_half_a_wish_or_two_at_once_is_answered_with_a_sentence(terminal: Terminal, asked: list[str]) -> None:
    answer = terminal.run("serve", *asked, "--vault", str(terminal.folder))
    assert answer.code == 2
    assert terminal.served.calls == []


def test_without_a_folder_the_journal_is_in_the_persons_own_account(nowhere: Terminal, tmp_path: Path) -> None:
    nowhere.run("serve")
    assert nowhere.served.calls[0]["folder"] == tmp_path / "data" / "daybook"


def test_the_folder_may_stand_before_the_commands_name(terminal: Terminal) -> None:
    answer = terminal.run(
        "--vault", str(terminal.folder), "timeline", "--passphrase-file", str(terminal.passphrase_file)
    )
    assert answer.code == 0


def test_where_nothing_was_started_it_says_so_before_asking_for_a_passphrase(nowhere: Terminal) -> None:
    answer = nowhere.run("timeline", "--vault", str(nowhere.folder))
    assert answer.code == 2
    assert answer.err.startswith("There is no journal here yet.")


def test_a_wrong_passphrase_is_said_plainly_and_changes_nothing(terminal: Terminal) -> None:
    terminal.passphrase_file.write_text("not these words at all\n")
    before = {path.name: path.read_bytes() for path in terminal.folder.iterdir() if path.is_file()}
    answer = terminal.open("log", typed="tears: cried\n")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("That passphrase does not open this journal.")
    assert "not these words" not in answer.err
    assert {path.name: path.read_bytes() for path in terminal.folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("name", [name for name in names() if name not in ("version_1", "empty_file")])
def test_a_hostile_or_damaged_folder_is_told_in_words(terminal: Terminal, tmp_path: Path, name: str) -> None:
    """Every hostile vector is refused with exit 2; none is a fault of the program."""
    folder = copy_vault(name, tmp_path / name)
    answer = Terminal(folder, terminal.passphrase_file).open("timeline")
    assert answer.code == 2, answer.err
    assert answer.out == ""


def test_a_fault_of_the_program_says_where_and_no_value(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("cried for an hour")

    monkeypatch.setattr(look, "timeline", broken)
    answer = terminal.open("timeline")
    assert answer.code == 1
    assert "ValueError in cli/commands/timeline.py, line" in " ".join(answer.err.split())
    assert "cried for an hour" not in answer.err
    assert "Traceback" not in answer.err


def test_a_disk_that_refuses_is_the_persons_to_mend(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/a/path/of/theirs")

    monkeypatch.setattr(look, "timeline", full)
    answer = terminal.open("timeline")
    assert answer.code == 2
    assert "No space left on device" in answer.err
    assert "/a/path" not in answer.err


def test_ctrl_c_is_no_error_of_the_program(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(look, "timeline", stopped)
    answer = terminal.open("timeline")
    assert answer.code == 2
    assert answer.err.endswith("Stopped. What was not saved yet is not kept.\n")


def test_input_that_is_no_text_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    diary = tmp_path / "d.jsonl"
    diary.write_bytes(b"\xff\xfe\x00{}")
    answer = terminal.run("patterns", "--diary", str(diary))
    assert answer.code == 2
    assert "UTF-8" in answer.err


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal.run("--version").out.strip().count(".") == 2


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    """As in `aftercare patterns --diary FILE --every-entry | head -1`."""
    outcome = {"name": "o", "kind": "binary", "min": 0, "max": 1}
    meta: dict[str, object] = {"type": "meta", "person": "p", "outcomes": [outcome]}
    meta["factors"] = [{"name": "a", "kind": "binary", "source": "entry"}]
    lines = [meta]
    for day in range(900):
        on = (date(2020, 1, 1) + timedelta(days=day)).isoformat()
        lines.append({"type": "encounter", "i": day, "date": on, "factors": {"a": day % 2}, "outcomes": {"o": 0}})
    file = tmp_path / "diary.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    run = [sys.executable, "-m", "aftercare", "patterns", "--diary", str(file), "--every-entry"]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        complaints = program.stderr.read()
    assert (program.returncode, complaints) == (0, b"")
