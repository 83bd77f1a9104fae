"""What was deleted or replaced is gone from the live files after lock, even for one who has the keys."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, PASSPHRASE, entry

from aftercare.vault import destroy, unlock
from aftercare.vault.session import Session

MARKERS = (b"quixotic", b"zephyr", b"93571")


def plain(session: Session, to: Path) -> bytes:
    """Every byte of the database in plain, as one with the key could get it; free pages and all."""
    content = session._opened.connection.serialize("main")
    to.write_bytes(content)
    return content


def test_a_deleted_entry_and_a_former_version_are_destroyed_at_lock(session: Session, tmp_path: Path) -> None:
    """Words, values and search index; the check itself sees them while they are there."""
    kept, gone = entry(note="quixotic harmless"), entry({"weight": 93571}, note="zephyr")
    session.add(kept)
    session.add(gone)
    assert all(marker in plain(session, tmp_path / "x") for marker in MARKERS)
    session.change(replace(kept, note="harmless"))
    session.delete(gone.id)
    session.lock()
    reopened = unlock(session.folder, PASSPHRASE, NOW)
    content = plain(reopened, tmp_path / "after.db")
    assert b"harmless" in content
    assert not any(marker in content for marker in MARKERS)
    assert not destroy.is_due(reopened._opened.connection)
    reopened.lock()
    words = sqlite3.connect(tmp_path / "after.db")
    words.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'words', 'row')")
    terms = {term for (term,) in words.execute("SELECT term FROM temp.v")}
    words.close()
    assert "harmless" in terms
    assert not {"quixotic", "zephyr"} & terms


def test_what_is_deleted_is_overwritten_at_once(session: Session, tmp_path: Path) -> None:
    """In the database as it stands before lock: values, note and search index. Undo lives in memory only."""
    filler = [entry(note=f"harmless {number}") for number in range(20)]
    gone = entry({"weight": 93571}, note="quixotic zephyr")
    for one in (*filler, gone):
        session.add(one)
    assert all(marker in plain(session, tmp_path / "x") for marker in MARKERS)
    session.delete(gone.id)
    assert not any(marker in plain(session, tmp_path / "x") for marker in MARKERS)
    session.undo()
    assert all(marker in plain(session, tmp_path / "x") for marker in MARKERS)


def test_no_free_page_is_left_after_lock(session: Session) -> None:
    """The file shrinks to what is in it."""
    many = [entry(note="long " * 600) for _ in range(40)]
    for one in many:
        session.add(one)
    session.rest()
    size = (session.folder / "journal.db").stat().st_size
    for one in many:
        session.delete(one.id)
    assert session._opened.connection.pragma("freelist_count") > 10
    session.lock()
    assert (session.folder / "journal.db").stat().st_size < size / 2
    reopened = unlock(session.folder, PASSPHRASE, NOW)
    assert reopened._opened.connection.pragma("freelist_count") == 0
    reopened.lock()


def test_after_a_kill_the_next_unlock_destroys(session: Session, tmp_path: Path) -> None:
    """What was deleted before the power went is gone as soon as the vault is opened again."""
    gone = entry(note="zephyr")
    session.add(gone)
    session.rest()
    session.delete(gone.id)
    assert destroy.is_due(session._opened.connection)
    session._close()
    reopened = unlock(session.folder, PASSPHRASE, NOW)
    assert not destroy.is_due(reopened._opened.connection)
    assert b"zephyr" not in plain(reopened, tmp_path / "x")
    assert (session.folder / "journal.db-wal").stat().st_size == 0
    reopened.lock()


def test_it_can_be_destroyed_at_once(session: Session) -> None:
    """Then it can't be undone any more."""
    gone = entry(note="zephyr")
    session.add(gone)
    session.delete(gone.id)
    assert session.destroy_deleted()
    assert not session.undo_steps()
    assert not session.destroy_deleted()


def test_while_another_program_reads_an_old_state_it_stays_due(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lock ends the session all the same and says so; the next lock does it."""
    other = unlock(session.folder, PASSPHRASE, NOW)
    reading = other._opened.connection.execute("SELECT id FROM entries")
    next(reading)
    session._opened.connection.set_busy_timeout(50)
    session.delete(session.journal.entries[0].id)
    assert session.lock() is False
    assert not session.is_open
    reading.close()
    assert destroy.is_due(other._opened.connection)
    other.refresh()
    assert other.lock()
    reopened = unlock(session.folder, PASSPHRASE, NOW)
    assert not destroy.is_due(reopened._opened.connection)
    assert len(reopened.journal.entries) == 3
    reopened.lock()
