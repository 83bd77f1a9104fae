"""What leaves the journal: export, report, backup; sealed by default, never over another file, never half."""

import io
import json
import stat
import tarfile
from pathlib import Path

import pytest
from tests.unit.cli.terminal import Terminal
from tests.vectors.vaults import PASSPHRASE

from aftercare.cli import outgoing
from aftercare.vault.seal import open_with_passphrase


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def test_an_export_is_sealed_with_the_passphrase_and_has_a_neutral_name(terminal: Terminal) -> None:
    answer = terminal.open("export")
    assert answer.code == 0, answer.err
    (file,) = Path.cwd().iterdir()
    assert file.name.startswith("notes-20")
    assert file.suffix == ".age"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    opened = json.loads(open_with_passphrase(file.read_bytes(), PASSPHRASE))
    assert opened["format"] == "aftercare-journal"
    assert opened["without"] == ["private", "left_out"]


def test_a_plain_export_is_warned_about_and_complete_when_asked(terminal: Terminal) -> None:
    answer = terminal.open("export", "x.json", "--plain", "--private", "--left-out")
    assert "anyone who comes by this file can read it" in " ".join(answer.err.split())
    assert json.loads(Path("x.json").read_bytes())["without"] == []


def test_in_conversation_the_warning_asks_and_no_is_no(terminal: Terminal, in_conversation: None) -> None:
    answer = terminal.open("export", "x.json", "--plain", typed="n\n")
    assert answer.code == 0
    assert not Path("x.json").exists()


def test_another_passphrase_for_the_one_who_is_to_open_it(terminal: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("the clinic may open this one\n")
    other.chmod(0o600)
    terminal.open("export", "x.age", "--seal-passphrase-file", str(other))
    assert json.loads(open_with_passphrase(Path("x.age").read_bytes(), "the clinic may open this one"))


def test_it_never_writes_over_a_file_unasked(terminal: Terminal) -> None:
    Path("x.age").write_text("mine")
    assert terminal.open("export", "x.age").code == 2
    assert Path("x.age").read_text() == "mine"
    assert terminal.open("export", "x.age", "--replace").code == 0
    assert Path("x.age").read_bytes().startswith(b"age-encryption.org/v1")


def test_to_standard_output_it_is_only_the_file(terminal: Terminal) -> None:
    answer = terminal.open("export", "-", "--plain")
    assert json.loads(answer.out)["format"] == "aftercare-journal"


def test_a_write_that_fails_leaves_nothing_half(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outgoing.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        outgoing.write_out(Path("x.age"), b"sealed")
    assert list(Path.cwd().iterdir()) == []


def test_a_missing_folder_is_told_before_the_passphrase_is_used(terminal: Terminal) -> None:
    terminal.passphrase_file.unlink()
    answer = terminal.open("export", "nowhere/x.age")
    assert answer.code == 2
    assert "no such folder" in answer.err


def test_what_was_exported_is_remembered_so_that_forgetting_can_list_it(terminal: Terminal) -> None:
    terminal.open("export", "x.age")
    answer = terminal.open("forget", "--yes")
    assert "export: " in answer.out
    assert "x.age" in answer.out


def test_a_report_is_a_sealed_pdf(terminal: Terminal) -> None:
    answer = terminal.open("report", "x.age")
    assert answer.code == 0, answer.err
    assert open_with_passphrase(Path("x.age").read_bytes(), PASSPHRASE).startswith(b"%PDF-")


def test_a_report_can_be_seen_before_it_is_made(terminal: Terminal) -> None:
    answer = terminal.open("report", "--look", "--leave-off", "arcs")
    assert answer.code == 0, answer.err
    assert answer.out.startswith("Notes for an appointment: ")
    assert "not reviewed by a clinician" in answer.out
    assert list(Path.cwd().iterdir()) == []


def test_questions_for_the_appointment_come_from_standard_input_not_from_arguments(terminal: Terminal) -> None:
    answer = terminal.open("report", "--look", "--questions", typed="Could it be the pill?\n\nWhat helps?\n")
    assert "Could it be the pill?" in answer.out
    assert "What helps?" in answer.out


def test_in_conversation_the_page_is_shown_and_then_asked_about(terminal: Terminal, in_conversation: None) -> None:
    answer = terminal.open("report", "x.age", typed="Is it common?\n\nn\n")
    assert "Is it common?" in answer.out
    assert not Path("x.age").exists()


def test_a_backup_opens_with_the_passphrase_and_refuses_another(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.open("backup", "b.tar").code == 0
    with tarfile.open(fileobj=io.BytesIO(Path("b.tar").read_bytes())) as tar:
        assert "journal.db" in tar.getnames()
    empty = Terminal(tmp_path / "back", terminal.passphrase_file)
    terminal.passphrase_file.write_text("some other words here\n")
    assert empty.open("restore", "b.tar").code == 2
    assert not (tmp_path / "back" / "journal.db").exists()
    terminal.passphrase_file.write_text(PASSPHRASE)
    assert empty.open("restore", "b.tar").code == 0
    assert empty.open("timeline", "--json").out == terminal.open("timeline", "--json").out


def test_a_backup_without_the_passphrase_opens_too(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.open("backup", "b.tar", "--locked").code == 0
    empty = Terminal(tmp_path / "back", terminal.passphrase_file)
    assert empty.open("restore", "b.tar").code == 0


@pytest.mark.parametrize("file", ["none.tar", "letter.txt"])
def test_what_is_no_backup_is_told(nowhere: Terminal, file: str) -> None:
    Path("letter.txt").write_text("Dear you")
    answer = nowhere.open("restore", file)
    assert answer.code == 2
    assert not (nowhere.folder / "journal.db").exists()


def test_restore_never_writes_over_a_journal(terminal: Terminal) -> None:
    terminal.open("backup", "b.tar")
    before = terminal.open("timeline", "--json").out
    assert terminal.open("restore", "b.tar").code == 2
    assert terminal.open("timeline", "--json").out == before
