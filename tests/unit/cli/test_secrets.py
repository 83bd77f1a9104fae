"""Starting, passphrases, the recovery key, forgetting."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from tests.unit.cli.terminal import Terminal
from tests.vectors.vaults import PASSPHRASE, recovery_key

from aftercare.cli import passphrases

NEW = "another six words for the same"


@pytest.fixture
def new_words(tmp_path: Path) -> str:
    """A new passphrase in a private file."""
    file = tmp_path / "new"
    file.write_text(NEW)
    file.chmod(0o600)
    return str(file)


class TestInit:
    """Starting a journal."""

    def test_from_files_it_is_made_without_a_question(self, nowhere: Terminal) -> None:
        answer = nowhere.open("init", "--birth-year", "1990", "--country", "de")
        assert answer.code == 0, answer.err
        assert answer.out == f"The journal is ready: {nowhere.folder}\n"
        assert json.loads((nowhere.folder / "device.json").read_text())["country"] == "DE"
        assert nowhere.open("timeline").code == 0

    def test_what_it_is_and_is_not_is_said_first(self, nowhere: Terminal) -> None:
        said = " ".join(nowhere.open("init", "--birth-year", "1990").err.split())
        assert "Nothing is sent anywhere." in said
        assert "not yet reviewed by a clinician" in said

    def test_under_18_there_is_no_journal_but_help(self, nowhere: Terminal) -> None:
        from datetime import UTC, datetime

        answer = nowhere.open("init", "--birth-year", str(datetime.now(UTC).year - 17))
        assert answer.code == 2
        assert "Right now and the help lines are open to everyone" in " ".join(answer.err.split())
        assert not nowhere.folder.exists()

    def test_in_the_year_of_the_18th_birthday_it_is_asked_whether_that_has_been(
        self, nowhere: Terminal, in_conversation: None
    ) -> None:
        from datetime import UTC, datetime

        year = str(datetime.now(UTC).year - 18)
        not_yet = nowhere.open("init", "--birth-year", year, "--country", "de", typed="n\n")
        assert not_yet.code == 2
        assert "for people of 18 and over" in " ".join(not_yet.err.split())
        assert not nowhere.folder.exists()
        already = nowhere.open("init", "--birth-year", year, "--country", "de", "--no-recovery", typed="y\n")
        assert already.code == 0, already.err

    def test_without_a_terminal_nobody_who_may_be_17_gets_a_journal(self, nowhere: Terminal) -> None:
        from datetime import UTC, datetime

        answer = nowhere.open("init", "--birth-year", str(datetime.now(UTC).year - 18))
        assert answer.code == 2
        assert "may still be 17" in answer.err
        assert not nowhere.folder.exists()

    @pytest.mark.parametrize(("year", "words"), [("90", "four digits"), ("1790", "four digits")])
    def test_a_year_that_cannot_be_is_told(self, nowhere: Terminal, year: str, words: str) -> None:
        answer = nowhere.open("init", "--birth-year", year)
        assert answer.code == 2
        assert words in answer.err

    def test_a_guessable_passphrase_is_refused_and_nothing_made(self, nowhere: Terminal) -> None:
        nowhere.passphrase_file.write_text("password1234\n")
        answer = nowhere.open("init", "--birth-year", "1990")
        assert answer.code == 2
        assert "password1234" not in answer.err
        assert not nowhere.folder.exists()

    def test_where_there_is_a_journal_none_is_made(self, terminal: Terminal) -> None:
        before = terminal.open("timeline", "--json").out
        assert terminal.open("init", "--birth-year", "1990").code == 2
        assert terminal.open("timeline", "--json").out == before

    def test_in_conversation_six_words_are_offered_and_typed_twice(
        self, nowhere: Terminal, in_conversation: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("aftercare.usecases.start.draw_passphrase", lambda: NEW)
        typed = f"1990\nGermany\nde\n{NEW}\nsome other thing\nshort\n{NEW}\n{NEW}\nn\n"
        answer = nowhere.run("init", "--vault", str(nowhere.folder), typed=typed)
        assert answer.code == 0, answer.err
        assert NEW in answer.err
        assert "These two differ." in answer.err
        assert json.loads((nowhere.folder / "device.json").read_text())["country"] == "DE"
        assert "at least 12 characters" in answer.err
        nowhere.passphrase_file.write_text(NEW)
        assert nowhere.open("timeline").code == 0

    def test_a_recovery_key_is_shown_once_and_its_last_six_asked_back(
        self, nowhere: Terminal, in_conversation: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(import_module("aftercare.vault.unlock"), "new_recovery_key", recovery_key)
        answer = nowhere.open("init", "--birth-year", "1990", typed=f"\ny\nwrong!\n{recovery_key()[-6:].lower()}\n")
        assert answer.code == 0, answer.err
        said = " ".join(answer.err.split())
        assert "Whoever finds it reads everything." in said
        assert said.count(recovery_key()) == 1
        assert "Those are not its last six characters." in said


class TestPassphraseFile:
    """A passphrase comes from the terminal or from a private file, nowhere else."""

    def test_a_file_others_can_read_is_refused(self, terminal: Terminal) -> None:
        terminal.passphrase_file.chmod(0o644)
        answer = terminal.open("timeline")
        assert answer.code == 2
        assert "chmod 600" in answer.err

    @pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\n", b"x" * 5000])
    def test_a_file_that_holds_no_passphrase_is_told(self, terminal: Terminal, content: bytes) -> None:
        terminal.passphrase_file.write_bytes(content)
        answer = terminal.open("timeline")
        assert answer.code == 2
        assert answer.err.startswith("passphrase file: ")

    def test_a_missing_file_is_told(self, terminal: Terminal) -> None:
        terminal.passphrase_file.unlink()
        assert terminal.open("timeline").code == 2

    def test_without_a_terminal_it_says_how_to_name_a_file(
        self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(passphrases, "has_terminal", lambda: False)
        answer = terminal.run("timeline", "--vault", str(terminal.folder))
        assert answer.code == 2
        assert "--passphrase-file" in answer.err

    def test_at_a_terminal_there_are_three_tries(self, terminal: Terminal, in_conversation: None) -> None:
        place = ("--vault", str(terminal.folder))
        assert terminal.run("timeline", *place, typed=f"wrong words one\n{PASSPHRASE}\n").code == 0
        assert terminal.run("timeline", *place, typed="wrong a\nwrong b\nwrong c\n").code == 2

    def test_before_a_secret_comes_in_the_process_is_kept_from_dumps(
        self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, in_conversation: None
    ) -> None:
        order: list[str] = []
        monkeypatch.setattr(passphrases, "keep_from_dumps", lambda: order.append("kept"))
        terminal.passphrase_file.chmod(0o644)
        assert terminal.open("timeline").code == 2
        assert terminal.run("timeline", "--vault", str(terminal.folder), typed=f"{PASSPHRASE}\n").code == 0
        assert order == ["kept", "kept"]

    def test_the_environment_is_never_read(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(passphrases, "has_terminal", lambda: False)
        for name in ("AFTERCARE_PASSPHRASE", "AFTERCARE_PASSPHRASE_FILE", "AFTERCARE_TIMELINE_PASSPHRASE_FILE"):
            monkeypatch.setenv(name, PASSPHRASE)
        assert terminal.run("timeline", "--vault", str(terminal.folder)).code == 2


class TestPassphrase:
    """Changing it."""

    def test_the_new_one_opens_and_the_old_one_does_not(self, terminal: Terminal, new_words: str) -> None:
        before = terminal.open("timeline", "--json").out
        answer = terminal.open("passphrase", "--new-passphrase-file", new_words, "--paper-is-safe")
        assert answer.code == 0, answer.err
        assert terminal.open("timeline").code == 2
        terminal.passphrase_file.write_text(NEW)
        assert terminal.open("timeline", "--json").out == before

    def test_the_backups_that_still_open_with_the_old_one_are_listed(
        self, terminal: Terminal, new_words: str, tmp_path: Path
    ) -> None:
        terminal.open("backup", str(tmp_path / "b.tar"))
        answer = terminal.open("passphrase", "--new-passphrase-file", new_words, "--paper-is-safe")
        assert "still open with the old secrets" in answer.err
        assert "b.tar" in answer.err

    def test_a_weak_new_one_changes_nothing(self, terminal: Terminal, new_words: str) -> None:
        Path(new_words).write_text("short\n")
        assert terminal.open("passphrase", "--new-passphrase-file", new_words).code == 2
        assert terminal.open("timeline").code == 0

    def test_unless_the_paper_is_safe_the_recovery_key_is_new_too(self, terminal: Terminal, new_words: str) -> None:
        answer = terminal.open("passphrase", "--new-passphrase-file", new_words)
        assert "AGE-SECRET-KEY-1" in answer.err
        assert recovery_key() not in answer.err


class TestRecovery:
    """The paper."""

    @pytest.fixture
    def paper(self, tmp_path: Path) -> str:
        """The recovery key in a private file."""
        file = tmp_path / "paper"
        file.write_text(recovery_key())
        file.chmod(0o600)
        return str(file)

    def use(self, terminal: Terminal, paper: str, new_words: str) -> int:
        place = ("--vault", str(terminal.folder))
        done = terminal.run("recovery", "use", "--key-file", paper, "--new-passphrase-file", new_words, *place)
        return done.code

    def test_it_opens_the_journal_and_sets_a_new_passphrase(
        self, terminal: Terminal, paper: str, new_words: str
    ) -> None:
        before = terminal.open("timeline", "--json").out
        assert self.use(terminal, paper, new_words) == 0
        terminal.passphrase_file.write_text(NEW)
        assert terminal.open("timeline", "--json").out == before

    def test_replaced_the_old_paper_opens_nothing(self, terminal: Terminal, paper: str, new_words: str) -> None:
        answer = terminal.open("recovery replace")
        assert answer.code == 0
        assert "AGE-SECRET-KEY-1" in answer.err
        assert self.use(terminal, paper, new_words) == 2
        assert terminal.open("timeline").code == 0

    def test_withdrawn_only_the_passphrase_opens(self, terminal: Terminal, paper: str, new_words: str) -> None:
        assert terminal.open("recovery withdraw").code == 0
        assert self.use(terminal, paper, new_words) == 2
        assert terminal.open("timeline").code == 0


class TestForget:
    """Everything gone."""

    def test_with_yes_nothing_is_asked_and_nothing_is_left(self, terminal: Terminal) -> None:
        answer = terminal.run("forget", "--yes", "--vault", str(terminal.folder))
        assert answer.code == 0
        assert not terminal.folder.exists()

    def test_with_the_passphrase_it_lists_what_it_cannot_reach(self, terminal: Terminal, tmp_path: Path) -> None:
        terminal.open("backup", str(tmp_path / "b.tar"))
        answer = terminal.open("forget", "--yes")
        assert "b.tar" in answer.out
        assert "paired device" in answer.out
        assert "recovery key" in answer.out

    def test_where_nobody_can_be_asked_it_wants_a_yes(self, terminal: Terminal) -> None:
        assert terminal.open("forget").code == 2
        assert terminal.open("timeline").code == 0

    def test_in_conversation_a_word_has_to_be_typed(self, terminal: Terminal, in_conversation: None) -> None:
        assert terminal.run("forget", "--vault", str(terminal.folder), typed="yes\n").code == 2
        assert terminal.folder.exists()
        assert terminal.run("forget", "--vault", str(terminal.folder), typed="forget\nn\n").code == 0
        assert not terminal.folder.exists()
