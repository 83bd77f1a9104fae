"""Whole jobs at the command line, in processes of their own and with the real passphrase step."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PASSPHRASE = "a lamp, a harbour and a mild wind"
LONG = 60.0
SILENT = 10


@dataclass
class Shell:
    """A person's shell with a home of its own."""

    home: Path
    passphrase_file: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keep = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
        self.environment = {**keep, "HOME": str(self.home), "TZ": "Europe/Berlin"}

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """`aftercare`, as a program would call it: no terminal anywhere."""
        return subprocess.run(
            [sys.executable, "-m", "aftercare", *arguments],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            cwd=self.home,
            start_new_session=True,
            timeout=LONG,
        )

    def open(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """The same, with the passphrase from its file."""
        return self.run(*arguments, "--passphrase-file", str(self.passphrase_file), typed=typed)

    @property
    def folder(self) -> Path:
        """Where the journal lands when nobody says where."""
        return self.home / ".local" / "share" / "daybook"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A home without a journal."""
    home = tmp_path / "home"
    home.mkdir()
    secret = home / "words"
    secret.write_text(f"{PASSPHRASE}\n")
    secret.chmod(0o600)
    return Shell(home, secret)


@pytest.fixture
def own_shell(shell: Shell, new_vault: Path) -> Shell:
    """A home with a fresh journal in the usual place."""
    shell.folder.parent.mkdir(parents=True)
    shutil.copytree(new_vault, shell.folder)
    return shell


TWO_EVENINGS = """\
at: 2026-01-02 23:40
tears: cried
pain: 3
note: Lighthouse and rain

at: 2026-01-03 22:10
tears: none
pain: 0
"""


def test_from_nothing_to_a_journal_taken_elsewhere(shell: Shell) -> None:
    """Create, log, look, patterns, export, back up, restore."""
    made = shell.open("init", "--birth-year", "1990", "--country", "DE")
    assert (made.returncode, made.stdout) == (0, f"The journal is ready: {shell.folder}\n"), made.stderr
    logged = shell.open("log", typed=TWO_EVENINGS)
    assert logged.returncode == 0, logged.stderr
    assert "Tears: 1 of 2 times" in logged.stdout
    listed = shell.open("timeline", "--json")
    assert [json.loads(line)["values"] for line in listed.stdout.splitlines()] == [
        {"pain": 0, "tears": 0},
        {"pain": 3, "tears": 2},
    ]
    assert "Most people need 100 to 250 entries" in " ".join(shell.open("patterns").stdout.split())
    exported = shell.open("export", "notes.age")
    assert exported.returncode == 0, exported.stderr
    opened = subprocess.run(
        [sys.executable, "-c", OPEN_AGE, "notes.age", PASSPHRASE], capture_output=True, cwd=shell.home, check=True
    )
    assert len(json.loads(opened.stdout)["entries"]) == 2
    assert shell.run("backup", "copy.tar", "--locked").returncode == 0
    elsewhere = str(shell.home / "elsewhere")
    assert shell.open("restore", "copy.tar", "--vault", elsewhere).returncode == 0
    assert shell.open("timeline", "--json", "--vault", elsewhere).stdout == listed.stdout
    assert_nothing_readable(shell.home, b"lighthouse", b"cried")


def assert_nothing_readable(home: Path, *words: bytes) -> None:
    """What was logged stands in no file of the home in plain."""
    for path in home.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            assert not any(word in content for word in words), path


OPEN_AGE = (
    "import sys, pathlib, pyrage; "
    "sys.stdout.buffer.write(pyrage.passphrase.decrypt(pathlib.Path(sys.argv[1]).read_bytes(), sys.argv[2]))"
)


def test_a_wrong_passphrase_exits_2_and_changes_nothing(own_shell: Shell) -> None:
    own_shell.passphrase_file.write_text("some other words altogether\n")
    before = {path: path.read_bytes() for path in own_shell.folder.rglob("*") if path.is_file()}
    done = own_shell.open("log", typed="tears: cried\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "some other words" not in done.stderr
    assert {path: path.read_bytes() for path in own_shell.folder.rglob("*") if path.is_file()} == before


def test_without_a_terminal_nothing_waits_for_an_answer(own_shell: Shell) -> None:
    done = own_shell.run("timeline")
    assert done.returncode == 2
    assert "--passphrase-file" in done.stderr


def test_a_reader_that_leaves_early_is_no_error(shell: Shell) -> None:
    done = subprocess.run(
        f"{sys.executable} -m aftercare findings --json | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        env=shell.environment,
        cwd=shell.home,
        check=True,
    )
    assert json.loads(done.stdout)["id"]
    assert done.stderr == ""


def test_programs_get_the_same_signs_whatever_the_locale(shell: Shell) -> None:
    """Quotation marks and letters with marks survive a locale that has none of them."""
    plain = shell.run("now", "--country", "DE", "--json").stdout
    shell.environment |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert "Ä" in plain
    assert shell.run("now", "--country", "DE", "--json").stdout == plain


def test_help_says_what_the_shell_remembers(shell: Shell) -> None:
    done = shell.run("log", "--help")
    assert "stays in the shell's history" in " ".join(done.stdout.split())


class Screen:
    """A terminal with a person in front of it."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        self.shown = ""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(shell.home)
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background may have been told to ignore it
            environment = {**shell.environment, "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}
            os.execve(sys.executable, [sys.executable, "-m", "aftercare", *arguments], environment)

    def type(self, line: str, *, after: str) -> None:
        """Wait until something is asked, then answer it."""
        self.read_until(after)
        os.write(self.descriptor, f"{line}\n".encode())

    def read_until(self, words: str) -> None:
        """Read on until `words` come after what was already read."""
        start, end = len(self.shown), time.monotonic() + LONG
        while words not in " ".join(self.shown[start:].split()):
            assert time.monotonic() < end, self.shown
            if not self._read():
                raise AssertionError(f"it ended before {words!r}: {self.shown}")

    def interrupt(self) -> int:
        """Ctrl-C, and again while nothing comes: a terminal that is being set up drops what is typed. The exit code."""
        os.write(self.descriptor, b"\x03")
        end = time.monotonic() + LONG
        while True:
            assert time.monotonic() < end, self.shown
            if not select.select([self.descriptor], [], [], SILENT)[0]:
                os.write(self.descriptor, b"\x03")
            elif not self._read():
                return self.finish()

    def finish(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self.descriptor], [], [], LONG)
        try:
            piece = os.read(self.descriptor, 4096) if ready else b""
        except OSError:
            return False
        self.shown += piece.decode(errors="replace")
        return bool(piece)


def test_at_a_terminal_ctrl_c_saves_nothing_and_four_short_answers_make_an_entry(own_shell: Shell) -> None:
    """The passphrase is not echoed; afterwards there is the one entry that was finished."""
    stopped = Screen(own_shell, "log")
    stopped.type(PASSPHRASE, after="Passphrase:")
    stopped.type("cried", after="Did tears come?")
    stopped.read_until("What kind of tears")
    assert stopped.interrupt() == 2
    screen = Screen(own_shell, "log")
    screen.type(PASSPHRASE, after="Passphrase:")
    screen.type("none", after="Did tears come?")
    screen.type("3", after="before?")
    screen.type("good", after="now?")
    screen.type("0", after="pain")
    screen.type("", after="More?")
    screen.type("", after="A note?")
    screen.type("", after="Enter ends")
    assert screen.finish() == 0, screen.shown
    assert PASSPHRASE not in screen.shown + stopped.shown
    assert "Saved: " in screen.shown
    values = json.loads(own_shell.open("timeline", "--json").stdout)["values"]
    assert values == {"mood_after": 4, "mood_before": 3, "pain": 0, "tears": 0}
