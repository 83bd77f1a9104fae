"""Open the encrypted database, with every guard against opening it unencrypted or with the wrong key.

Takes a path and the raw 256-bit key, returns a connection. One cipher (ChaCha20-Poly1305 of SQLite3 Multiple Ciphers),
no options. Turns the database's errors into sentences. Must never write a page that is not encrypted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from aftercare.model.errors import Conflict, DamagedVault, DiskFull, UserError

APPLICATION_ID = 0x41667463
"""ASCII "Aftc", in the database header: this is one of our journals."""
PAGE_BYTES = 4096
_PLAIN_HEADER = b"SQLite format 3\0"
_BUSY_MILLISECONDS = 5000
_DAMAGED = "The journal's file is damaged. Nothing was changed. Restore a backup."
_WRITE_FAILURES = frozenset(
    {
        apsw.SQLITE_IOERR_WRITE,
        apsw.SQLITE_IOERR_FSYNC,
        apsw.SQLITE_IOERR_DIR_FSYNC,
        apsw.SQLITE_IOERR_TRUNCATE,
        apsw.SQLITE_IOERR_SHMOPEN,
        apsw.SQLITE_IOERR_SHMSIZE,
        apsw.SQLITE_IOERR_SHMMAP,
        apsw.SQLITE_IOERR_DELETE,
    }
)


def create_database(path: Path, key: bytes) -> apsw.Connection:
    """A new encrypted database. The schema is the caller's."""
    assert not path.exists(), "a new database never replaces one"
    with told():
        connection = _keyed(path, key, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
        path.chmod(0o600)
        connection.pragma("application_id", APPLICATION_ID)
        _set_modes(connection)
        connection.close()
    refuse_plain(path)
    return open_database(path, key)


def open_database(path: Path, key: bytes) -> apsw.Connection:
    """Open an existing database; DamagedVault when it is damaged, not ours, or made with another key."""
    refuse_plain(path)
    with told():
        connection = _keyed(path, key, apsw.SQLITE_OPEN_READWRITE)
        if connection.pragma("application_id") != APPLICATION_ID:
            connection.close()
            raise DamagedVault(_DAMAGED, where=path.name)
        _set_modes(connection)
    return connection


def refuse_plain(path: Path) -> None:
    """Raise when the file is a plain, readable database: it must never be used as a journal.

    Only called while this process has no connection to the file: closing a second handle would drop its locks.
    """
    with path.open("rb") as file:
        if file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER:
            raise DamagedVault(
                "This file is not encrypted, so it is not this journal's. Restore a backup.", where=path.name
            )


def check_every_page(connection: apsw.Connection, path: Path) -> None:
    """Read and authenticate each page of the file, free ones too. About 1 ms a megabyte."""
    with told():
        size = path.stat().st_size
        for offset in range(0, size, PAGE_BYTES):
            whole, page = connection.read("main", 0, offset, PAGE_BYTES)
            if not whole or len(page) != PAGE_BYTES:
                raise DamagedVault(_DAMAGED, where=path.name)


def check_pages_fit(connection: apsw.Connection) -> None:
    """Tables against their indexes, and the search index against its notes: old pages among new ones don't fit."""
    with told():
        if connection.pragma("integrity_check") != "ok":
            raise DamagedVault(_DAMAGED, where="journal.db")


def rekey(connection: apsw.Connection, key: bytes) -> None:
    """Encrypt all pages under a new key with a new salt. In DELETE mode: in WAL mode the old salt would stay."""
    with told():
        assert connection.pragma("journal_mode", "delete") == "delete", "rekeying needs the rollback journal"
        assert connection.pragma("rekey", "raw:" + key.hex()) == "ok", "the cipher refused the new key"
        assert connection.pragma("journal_mode", "wal") == "wal"


def truncate_log(connection: apsw.Connection) -> bool:
    """Move all of the write-ahead log into the database and cut it to nothing. False when another reader holds it."""
    try:
        with told():
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]
    except Conflict:
        return False
    return not busy


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All of the writes inside, durably, or none."""
    with told():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def told() -> Iterator[None]:
    """Turn what the database can't do into the sentence for it."""
    try:
        yield
    except apsw.Error as error:
        raise _sentence(error) from None


def _keyed(path: Path, key: bytes, flags: int) -> apsw.Connection:
    # Plain apsw, installed over this build, takes the key without a word and writes plain text.
    assert getattr(apsw, "mc_version", None), "apsw is not the build with ciphers"
    connection = apsw.Connection(str(path), flags=flags)
    try:
        assert connection.pragma("cipher", "chacha20") == "chacha20", "this build has no ChaCha20-Poly1305"
        assert connection.pragma("key", "raw:" + key.hex()) == "ok", "the cipher refused the key"
        # "ok" says nothing about the key being right; the first read does.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _set_modes(connection: apsw.Connection) -> None:
    connection.set_busy_timeout(_BUSY_MILLISECONDS)
    assert connection.pragma("journal_mode", "wal") == "wal", "the journal needs the write-ahead log"
    connection.pragma("synchronous", "FULL")
    connection.pragma("temp_store", 2)
    connection.pragma("secure_delete", 1)
    assert connection.pragma("synchronous") == 2
    assert connection.pragma("temp_store") == 2
    connection.pragma("trusted_schema", 0)
    connection.pragma("cell_size_check", 1)


def _sentence(error: apsw.Error) -> UserError:
    if isinstance(error, apsw.NotADBError | apsw.CorruptError | apsw.FormatError):
        return DamagedVault(_DAMAGED, where="journal.db")
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return Conflict("Another window or program is saving just now. Try again in a moment.")
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError):
        return Conflict("The journal's file can't be written with the rights you have here.", where="journal.db")
    if isinstance(error, apsw.FullError):
        return _disk_full()
    if isinstance(error, apsw.IOError):
        return (
            _disk_full()
            if getattr(error, "extendedresult", 0) in _WRITE_FAILURES
            else DamagedVault(_DAMAGED, where="journal.db")
        )
    raise AssertionError(f"the database refused our own statement: {type(error).__name__}") from error


def _disk_full() -> DiskFull:
    return DiskFull(
        "The disk is full or failing, so nothing was saved. The journal is as before. Make room, then try again."
    )
