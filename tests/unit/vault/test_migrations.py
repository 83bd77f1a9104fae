"""An older journal is brought up to date step by step; a failing step changes nothing; a newer one is refused."""

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from tests.vectors.vaults import PASSPHRASE

from aftercare.model.errors import DamagedVault, DiskFull, NewerVault
from aftercare.vault import keys as keyfiles
from aftercare.vault import migrations
from aftercare.vault.connection import open_database
from aftercare.vault.folder import JOURNAL
from aftercare.vault.schema import VERSION

Steps = dict[int, Callable[[apsw.Connection], None]]


@pytest.fixture
def key(folder: Path) -> bytes:
    """The key of the journal."""
    return keyfiles.open_keys(folder, PASSPHRASE).journal_key


@pytest.fixture
def connection(folder: Path, key: bytes) -> apsw.Connection:
    """The journal's database."""
    return open_database(folder / JOURNAL, key)


def add_column(connection: apsw.Connection) -> None:
    """A step."""
    connection.execute("ALTER TABLE entries ADD COLUMN colour TEXT")


def fail(_connection: apsw.Connection) -> None:
    """A step that can't be done."""
    raise DiskFull("full")


def test_every_missing_step_is_taken_once(connection: apsw.Connection, folder: Path, key: bytes) -> None:
    """From any older version; then there is nothing left to do, and no copy lies about."""
    steps: Steps = {VERSION: add_column, VERSION + 1: lambda c: c.execute("ALTER TABLE entries ADD COLUMN size TEXT")}
    migrations.migrate(connection, folder, key=key, steps=steps, target=VERSION + 2)
    assert connection.pragma("user_version") == VERSION + 2
    assert connection.execute("SELECT colour, size FROM entries LIMIT 1").fetchall() == [(None, None)]
    migrations.migrate(connection, folder, key=key, steps={}, target=VERSION + 2)
    assert not list(folder.glob("journal.db.before*"))
    connection.close()


def test_a_step_that_fails_leaves_the_journal_as_it_was_and_the_copy_beside_it(
    connection: apsw.Connection, folder: Path, key: bytes
) -> None:
    """The copy opens with the same key and holds every entry; the next try starts afresh."""
    with pytest.raises(DiskFull):
        migrations.migrate(
            connection, folder, key=key, steps={VERSION: add_column, VERSION + 1: fail}, target=VERSION + 2
        )
    assert connection.pragma("user_version") == VERSION
    assert "colour" not in [row[1] for row in connection.execute("PRAGMA table_info(entries)")]
    copy = open_database(folder / "journal.db.before", key)
    assert copy.execute("SELECT count(*) FROM entries").fetchall() == [(4,)]
    copy.close()
    assert not (folder / "journal.db.before").read_bytes().startswith(b"SQLite format 3")
    migrations.migrate(connection, folder, key=key, steps={VERSION: add_column}, target=VERSION + 1)
    assert connection.pragma("user_version") == VERSION + 1
    assert not list(folder.glob("journal.db.before*"))
    connection.close()


def test_a_newer_journal_and_one_without_a_version_are_refused(connection: apsw.Connection) -> None:
    """Before anything is written."""
    assert migrations.check_version(connection) == VERSION
    connection.pragma("user_version", VERSION + 1)
    with pytest.raises(NewerVault, match="Update it"):
        migrations.check_version(connection)
    connection.pragma("user_version", 0)
    with pytest.raises(DamagedVault):
        migrations.check_version(connection)
    connection.close()


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    """None is forgotten when the version is raised."""
    assert set(migrations.STEPS) == set(range(1, VERSION))
