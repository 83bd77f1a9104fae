"""Imports in the store: each row once, undone as one.

Takes rows inside the caller's transaction. What an imported row was is remembered as a keyed hash only.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aftercare.model.entry import Entry
from aftercare.model.errors import NotThere
from aftercare.model.journal import ImportRecord
from aftercare.model.wire import entry_to_json
from aftercare.vault.contents import IMPORT, SecretsRecord, import_row_hash, written
from aftercare.vault.rows import EntryRow, Rows
from aftercare.vault.undo import UndoLog


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports of one open vault."""

    rows: Rows
    undo: UndoLog
    secrets: SecretsRecord

    def store(self, record: ImportRecord, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Save the entries that are new, and the record of the import if there are any."""
        self.undo.keep_import_rows(record.id, None)
        self.undo.keep_record(IMPORT, record.id)
        new = tuple(entry for entry in entries if self._store_one(entry, record))
        if new:
            self.rows.put_record(IMPORT, written(replace(record, entries_added=len(new))), record.id)
        else:
            self.undo.drop_step()
        return new

    def is_new(self, entry: Entry) -> bool:
        """Whether this row was never taken in."""
        return not self.rows.import_row_seen(self._row(entry)) and self.rows.entry(entry.id) is None

    def remove(self, import_id: str, entry_ids: Iterable[str]) -> None:
        """Remove the entries, the record, and the memory of the rows."""
        if self.rows.record(IMPORT, import_id) is None:
            raise NotThere("That import is not here any more.")
        self.undo.keep_record(IMPORT, import_id)
        for entry_id in entry_ids:
            self.undo.keep_entry(entry_id)
            self.rows.remove_entry(entry_id)
        self.undo.keep_import_rows(import_id, self.rows.remove_import_rows(import_id))
        self.rows.put_record(IMPORT, None, import_id)

    def _store_one(self, entry: Entry, record: ImportRecord) -> bool:
        assert entry.source is not None, "an imported entry says where it came from"
        assert entry.source.import_id == record.id, "an entry belongs to the import it came with"
        if not self.is_new(entry):
            return False
        self.undo.keep_new_entry(entry.id)
        self.rows.insert_entry(entry.id, EntryRow(entry_to_json(entry), waiting=False), entry.note)
        self.rows.add_import_row(self._row(entry), record.id)
        return True

    def _row(self, entry: Entry) -> str:
        assert entry.source is not None, "an imported entry says where it came from"
        return import_row_hash(self.secrets, entry.source.app, entry.source.row)
