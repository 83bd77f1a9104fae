"""The guards around the encrypted database (DEPENDENCIES, pitfalls 1 to 8)."""

from pathlib import Path

import apsw
import pytest

from aftercare.model.errors import Conflict, DamagedVault, DiskFull
from aftercare.vault import connection as guarded
from aftercare.vault.connection import create_database, open_database, transaction

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one row."""
    path = tmp_path / "journal.db"
    made = create_database(path, KEY)
    with transaction(made):
        made.execute("CREATE TABLE t (x)")
        made.execute("INSERT INTO t VALUES ('marker')")
    made.close()
    return path


def test_plain_apsw_in_place_of_the_encrypting_build_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would take the key without a word and write in plain."""
    monkeypatch.delattr(apsw, "mc_version")
    with pytest.raises(AssertionError, match="not the build"):
        create_database(tmp_path / "x.db", KEY)
    assert not (tmp_path / "x.db").exists()


def test_every_setting_is_what_durability_and_privacy_need(path: Path) -> None:
    """Read back, not only set."""
    opened = open_database(path, KEY)
    read = {name: opened.pragma(name) for name in ("journal_mode", "synchronous", "temp_store", "secure_delete")}
    assert read == {"journal_mode": "wal", "synchronous": 2, "temp_store": 2, "secure_delete": 1}
    assert opened.pragma("cipher") == "chacha20"
    assert opened.pragma("application_id") == guarded.APPLICATION_ID
    opened.close()


def test_a_wrong_key_is_found_at_the_first_read(path: Path) -> None:
    """Though the cipher says ok to any key."""
    with pytest.raises(DamagedVault):
        open_database(path, bytes(32))


def test_the_file_is_unreadable_and_a_plain_one_is_refused(path: Path, tmp_path: Path) -> None:
    """Page 1 too; the marker is nowhere."""
    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"marker" not in content
    plain = apsw.Connection(str(tmp_path / "plain.db"))
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    with pytest.raises(DamagedVault, match="not encrypted"):
        open_database(tmp_path / "plain.db", KEY)


def test_someone_elses_database_under_the_right_key_is_refused(path: Path) -> None:
    """Its application id says so."""
    opened = open_database(path, KEY)
    opened.pragma("application_id", 7)
    opened.close()
    with pytest.raises(DamagedVault):
        open_database(path, KEY)


def test_a_new_key_comes_with_a_new_salt_and_shuts_the_old_key_out(path: Path) -> None:
    """And the database stays in WAL mode."""
    salt, new = path.read_bytes()[:16], bytes(reversed(KEY))
    opened = open_database(path, KEY)
    guarded.rekey(opened, new)
    opened.close()
    assert path.read_bytes()[:16] != salt
    with pytest.raises(DamagedVault):
        open_database(path, KEY)
    again = open_database(path, new)
    assert again.execute("SELECT x FROM t").fetchall() == [("marker",)]
    assert again.pragma("journal_mode") == "wal"
    again.close()


def test_a_copy_without_a_key_is_refused_by_the_database(path: Path, tmp_path: Path) -> None:
    """A backup can't become plain by mistake."""
    opened, plain = open_database(path, KEY), apsw.Connection(str(tmp_path / "copy.db"))
    with pytest.raises(apsw.SQLError), plain.backup("main", opened, "main"):
        pass
    plain.close()
    opened.close()


def test_a_failed_transaction_leaves_nothing_behind(path: Path) -> None:
    """Not even an open transaction."""
    opened = open_database(path, KEY)
    with pytest.raises(ZeroDivisionError), transaction(opened):
        opened.execute("INSERT INTO t VALUES ('half')")
        raise ZeroDivisionError
    assert not opened.in_transaction
    assert opened.execute("SELECT count(*) FROM t").fetchall() == [(1,)]
    opened.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (apsw.FullError("x"), DiskFull),
        (apsw.CorruptError("x"), DamagedVault),
        (apsw.NotADBError("x"), DamagedVault),
        (apsw.IOError("x"), DamagedVault),
        (apsw.BusyError("x"), Conflict),
        (apsw.ReadOnlyError("x"), Conflict),
        (apsw.CantOpenError("x"), Conflict),
        (apsw.SQLError("x"), AssertionError),
    ],
)
def test_what_the_database_can_not_do_becomes_a_sentence(error: apsw.Error, sentence: type[Exception]) -> None:
    """Only our own wrong statement is a bug."""
    with pytest.raises(sentence), guarded.told():
        raise error


def test_a_second_writer_waits_then_gets_a_sentence(path: Path) -> None:
    """Rather than an endless wait."""
    first, second = open_database(path, KEY), open_database(path, KEY)
    second.set_busy_timeout(50)
    with transaction(first), pytest.raises(Conflict, match="saving just now"), transaction(second):
        pass
    first.close()
    second.close()
