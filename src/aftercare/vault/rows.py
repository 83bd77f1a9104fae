"""Every change of a row that counts goes through here, so that the digest moves with it.

Takes a connection inside a transaction of the caller; returns nothing. The digest is read before the first change and
written after the last, in that same transaction.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from aftercare.model.errors import NotThere
from aftercare.vault.connection import transaction
from aftercare.vault.digest import Digest, row_hash


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as stored: its written form, and whether it came as a letter that is not yet kept."""

    body: str
    waiting: bool

    @property
    def hashed(self) -> str:
        """What the digest covers."""
        return f"{int(self.waiting)}{self.body}"


class Rows:
    """The rows of one open database."""

    def __init__(self, connection: apsw.Connection, secret: bytes) -> None:
        self._connection = connection
        self._secret = secret
        self._digest = Digest()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One durable transaction; all changes of rows happen inside."""
        with transaction(self._connection):
            self._digest = self.stored_digest()
            yield
            self._connection.execute("UPDATE meta SET value = ? WHERE name = 'digest'", (self._digest.to_bytes(),))

    def stored_digest(self) -> Digest:
        """The digest as last saved."""
        found = self._connection.execute("SELECT value FROM meta WHERE name = 'digest'").fetchone()
        return Digest() if found is None else Digest.from_bytes(found[0])

    def begin_digest(self) -> None:
        """Write the digest of an empty or of a newly keyed journal."""
        self._connection.execute(
            "INSERT INTO meta(name, value) VALUES ('digest', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (self.computed_digest().to_bytes(),),
        )

    def computed_digest(self) -> Digest:
        """The digest of all rows as they stand now: must equal the stored one."""
        return self.digest_with(self.all_entries())

    def digest_with(self, entries: Iterable[tuple[str, EntryRow]]) -> Digest:
        """The same, from entries already read and every other row."""
        secret = self._secret
        hashes = [row_hash(secret, "entries", entry_id, row.hashed) for entry_id, row in entries]
        hashes += [row_hash(secret, table, key, value) for table, key, value in self._other_rows()]
        return Digest.of(hashes)

    def entry(self, entry_id: str) -> EntryRow | None:
        """The stored entry, or None."""
        found = self._connection.execute("SELECT body, waiting FROM entries WHERE id = ?", (entry_id,)).fetchone()
        return None if found is None else EntryRow(found[0], bool(found[1]))

    def require_entry(self, entry_id: str) -> EntryRow:
        """The stored entry, or NotThere."""
        row = self.entry(entry_id)
        if row is None:
            raise NotThere("That entry is not here any more.")
        return row

    def put_entry(self, entry_id: str, row: EntryRow, note: str | None) -> None:
        """Insert or replace an entry and its search words."""
        self.remove_entry(entry_id)
        self.insert_entry(entry_id, row, note)

    def insert_entry(self, entry_id: str, row: EntryRow, note: str | None) -> None:
        """Insert an entry that is known not to be there, and its search words."""
        self._connection.execute(
            "INSERT INTO entries(id, body, waiting) VALUES (?, ?, ?)", (entry_id, row.body, int(row.waiting))
        )
        if note is not None:
            number = self._connection.last_insert_rowid()
            self._connection.execute("INSERT INTO words(rowid, note) VALUES (?, ?)", (number, note))
        self._add("entries", entry_id, row.hashed)

    def remove_entry(self, entry_id: str) -> None:
        """Remove an entry and its search words, if it is there. What it said is to be destroyed for good at lock."""
        found = self._connection.execute(
            "SELECT number, body, waiting FROM entries WHERE id = ?", (entry_id,)
        ).fetchone()
        if found is None:
            return
        self._connection.execute("DELETE FROM words WHERE rowid = ?", (found[0],))
        self._connection.execute("DELETE FROM entries WHERE number = ?", (found[0],))
        self._mark_replaced()
        self._take("entries", entry_id, EntryRow(found[1], bool(found[2])).hashed)

    def record(self, kind: str, record_id: str = "") -> str | None:
        """The body of one record, or None."""
        found = self._connection.execute(
            "SELECT body FROM records WHERE kind = ? AND id = ?", (kind, record_id)
        ).fetchone()
        return None if found is None else str(found[0])

    def records(self, kind: str) -> dict[str, str]:
        """All records of a kind, by id."""
        return dict(self._connection.execute("SELECT id, body FROM records WHERE kind = ? ORDER BY id", (kind,)))

    def put_record(self, kind: str, body: str | None, record_id: str = "") -> None:
        """Insert, replace or (None) remove a record."""
        before = self.record(kind, record_id)
        key = f"{kind}\0{record_id}"
        if before is not None:
            self._connection.execute("DELETE FROM records WHERE kind = ? AND id = ?", (kind, record_id))
            self._mark_replaced()
            self._take("records", key, before)
        if body is not None:
            self._connection.execute("INSERT INTO records VALUES (?, ?, ?)", (kind, record_id, body))
            self._add("records", key, body)

    def letter_seen(self, letter_id: str) -> bool:
        """Whether a letter of this id was ever taken in."""
        return self._connection.execute("SELECT 1 FROM letters WHERE id = ?", (letter_id,)).fetchone() is not None

    def add_letter(self, letter_id: str) -> None:
        """Remember a letter's id for ever."""
        self._connection.execute("INSERT INTO letters VALUES (?)", (letter_id,))
        self._add("letters", letter_id, "")

    def import_row_seen(self, row: str) -> bool:
        """Whether an imported row of this keyed hash was ever taken in."""
        return self._connection.execute("SELECT 1 FROM import_rows WHERE row = ?", (row,)).fetchone() is not None

    def add_import_row(self, row: str, import_id: str) -> None:
        """Remember an imported row by its keyed hash."""
        self._connection.execute("INSERT INTO import_rows VALUES (?, ?)", (row, import_id))
        self._add("import_rows", row, import_id)

    def remove_import_rows(self, import_id: str) -> tuple[str, ...]:
        """Forget all rows of an import; returns their hashes."""
        query = "SELECT row FROM import_rows WHERE import = ?"
        found = tuple(str(row) for (row,) in self._connection.execute(query, (import_id,)))
        for row in found:
            self._take("import_rows", row, import_id)
        self._connection.execute("DELETE FROM import_rows WHERE import = ?", (import_id,))
        return found

    def searched_notes(self) -> dict[str | None, str]:
        """The notes as the search index has them, by entry id; None for one that belongs to no entry."""
        return dict(
            self._connection.execute(
                "SELECT entries.id, c0 FROM words_content LEFT JOIN entries ON entries.number = words_content.id"
            )
        )

    def all_entries(self) -> Iterator[tuple[str, EntryRow]]:
        """All entries as stored, in no order that matters."""
        for entry_id, body, waiting in self._connection.execute("SELECT id, body, waiting FROM entries"):
            yield entry_id, EntryRow(body, bool(waiting))

    def _other_rows(self) -> Iterator[tuple[str, str, str]]:
        for kind, record_id, body in self._connection.execute("SELECT kind, id, body FROM records"):
            yield "records", f"{kind}\0{record_id}", body
        for (letter_id,) in self._connection.execute("SELECT id FROM letters"):
            yield "letters", letter_id, ""
        for row_id, import_id in self._connection.execute("SELECT row, import FROM import_rows"):
            yield "import_rows", row_id, import_id

    def _mark_replaced(self) -> None:
        """Something is to be destroyed for good at lock, or at the next unlock after a kill."""
        self._connection.execute("INSERT OR IGNORE INTO meta(name, value) VALUES ('destroy_due', x'')")

    def _add(self, table: str, key: str, value: str) -> None:
        self._digest = self._digest.plus(row_hash(self._secret, table, key, value))

    def _take(self, table: str, key: str, value: str) -> None:
        self._digest = self._digest.minus(row_hash(self._secret, table, key, value))
