"""What rows were before a change, so that it can be undone until lock; then it is destroyed.

Takes rows inside the caller's transaction. Steps belong to one session: another program's are never undone.
"""

import json
from dataclasses import dataclass

import apsw

from aftercare.model.errors import Conflict
from aftercare.model.wire import entry_from_json
from aftercare.vault.rows import EntryRow, Rows

_ENTRY, _RECORD, _IMPORT_ROWS = "entry", "record", "import_rows"


@dataclass(slots=True)
class UndoLog:
    """The undo steps of one session."""

    connection: apsw.Connection
    rows: Rows
    session: str
    step: int = 0

    def begin_step(self) -> None:
        """What is kept from now on is undone as one."""
        self.step += 1

    def drop_step(self) -> None:
        """Nothing changed after all: there is nothing to undo."""
        self.connection.execute("DELETE FROM undo WHERE session = ? AND step = ?", (self.session, self.step))

    def keep_entry(self, entry_id: str) -> None:
        """Keep an entry as it stands before it changes."""
        row = self.rows.entry(entry_id)
        self._keep(_ENTRY, entry_id, None if row is None else json.dumps([row.body, row.waiting]))

    def keep_new_entry(self, entry_id: str) -> None:
        """Keep that there was no such entry."""
        self._keep(_ENTRY, entry_id, None)

    def keep_record(self, kind: str, record_id: str = "") -> None:
        """Keep a record as it stands before it changes."""
        self._keep(_RECORD, f"{kind}\0{record_id}", self.rows.record(kind, record_id))

    def keep_import_rows(self, import_id: str, before: tuple[str, ...] | None) -> None:
        """Keep which imported rows were remembered: None before an import, the hashes before it is undone."""
        self._keep(_IMPORT_ROWS, import_id, None if before is None else json.dumps(before))

    def undo_last(self) -> None:
        """Put everything back as it was before this session's last step. Conflict when there is none.

        An entry that another program changed since is put back too: the last word is this person's.
        """
        found = self.connection.execute(
            "SELECT place, key, before FROM undo WHERE session = ? AND step = "
            "(SELECT max(step) FROM undo WHERE session = ?) ORDER BY number DESC",
            (self.session, self.session),
        ).fetchall()
        if not found:
            raise Conflict("There is nothing left to undo.")
        for place, key, before in found:
            self._put_back(str(place), str(key), None if before is None else str(before))
        self.connection.execute(
            "DELETE FROM undo WHERE session = ? AND step = (SELECT max(step) FROM undo WHERE session = ?)",
            (self.session, self.session),
        )

    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        found = self.connection.execute("SELECT 1 FROM undo WHERE session = ? LIMIT 1", (self.session,))
        return found.fetchone() is not None

    def _keep(self, place: str, key: str, before: str | None) -> None:
        self.connection.execute(
            "INSERT INTO undo(session, step, place, key, before) VALUES (?, ?, ?, ?, ?)",
            (self.session, self.step, place, key, before),
        )

    def _put_back(self, place: str, key: str, before: str | None) -> None:
        if place == _ENTRY:
            if before is None:
                self.rows.remove_entry(key)
            else:
                body, waiting = json.loads(before)
                self.rows.put_entry(key, EntryRow(body, waiting), entry_from_json(body).note)
        elif place == _RECORD:
            kind, record_id = key.split("\0")
            self.rows.put_record(kind, before, record_id)
        elif before is None:
            self.rows.remove_import_rows(key)
        else:
            for row in json.loads(before):
                self.rows.add_import_row(row, key)
