"""What the vault costs: a durable save beside plain SQLite, and opening a journal of ten years.

`python -m benchmarks.vault_bench` prints one line a figure. The plain side writes the same rows into the same tables,
with the same durability (WAL, synchronous=FULL, one transaction a save), unencrypted, from the same written forms; what
the vault does on top (cipher, digest, checks, the new journal value) is the difference.
"""

import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.person import Person
from aftercare.model.wire import entry_to_json
from aftercare.usecases.ten_years import ten_years
from aftercare.vault import opening
from aftercare.vault.digest import Digest
from aftercare.vault.folder import FolderLock
from aftercare.vault.keys import Keys
from aftercare.vault.rows import EntryRow
from aftercare.vault.schema import TABLES
from aftercare.vault.session import Session

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
PASSPHRASE = "six plain words for the bench"
SAVES = 400


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds."""

    vault_save: float
    plain_save: float
    key_to_journal: float
    entries: int

    @property
    def ratio(self) -> float:
        """How many times the plain save the vault's takes; at most 1.5 is promised."""
        return self.vault_save / self.plain_save


def measure() -> Figures:
    """All figures, in one run on one disk."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "vault")
        keys = opening.create(folder, PASSPHRASE, person=Person(birth_year=1990), recovery=None, now=NOW)
        long = ten_years(catalogue(load_knowledge()), NOW.date()).entries
        fill(folder, keys, long)
        vault, plain = _saves(folder, Path(place, "plain.db"), keys, long)
        loads = []
        for _ in range(9):
            began = time.perf_counter()
            session = _open(folder, keys)
            loads.append((time.perf_counter() - began) * 1000)
            entries = len(session.journal.entries)
            session.lock()
    return Figures(vault, plain, statistics.median(loads), entries)


def _encounter(at: datetime) -> Entry:
    values = {"tears": 1, "mood_before": 3, "mood_now": 2, "pain": 3, "stress": 4, "tired": 2, "orgasm": "yes"}
    note = "Some words about how it was and what came before." if at.day % 5 == 0 else None
    return Entry(
        id=str(uuid.uuid4()),
        kind=EntryKind.ENCOUNTER,
        at=When(at, "Europe/Berlin", Precision.INSTANT),
        recorded=at.replace(tzinfo=UTC),
        values={**values, "touch": ("hands", "mouth")},
        note=note,
    )


def _open(folder: Path, keys: Keys) -> Session:
    lock = FolderLock(folder)
    is_alone = lock.try_alone()
    return Session(opening.open_with_keys(folder, keys, lock=lock, is_alone=is_alone))


def fill(folder: Path, keys: Keys, entries: Sequence[Entry]) -> None:
    """All at once, as an import would."""
    session = _open(folder, keys)
    with session._rows.changing():
        for entry in entries:
            session._rows.insert_entry(entry.id, EntryRow(entry_to_json(entry), waiting=False), entry.note)
    session.lock()


def _saves(folder: Path, plain_path: Path, keys: Keys, long: Sequence[Entry]) -> tuple[float, float]:
    """Medians of saves into ten years, taken in turns, so that both see the same disk."""
    session = _open(folder, keys)
    plain = _plain_database(plain_path)
    with plain:
        rows = ((entry.id, entry_to_json(entry)) for entry in long)
        plain.executemany("INSERT INTO entries(id, body, waiting) VALUES (?, ?, 0)", rows)
    # The vault's log was cut when its last burst was over; a log that must grow costs more than one that is there.
    plain.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    vault_times, plain_times = [], []
    for number in range(SAVES):
        entry = _encounter(datetime(2026, 1, 1) + timedelta(hours=number))
        began = time.perf_counter()
        session.add(entry)
        between = time.perf_counter()
        _plain_save(plain, entry, number)
        plain_times.append((time.perf_counter() - between) * 1000)
        vault_times.append((between - began) * 1000)
    session.lock()
    plain.close()
    return statistics.median(vault_times), statistics.median(plain_times)


def _plain_database(path: Path) -> apsw.Connection:
    plain = apsw.Connection(str(path))
    plain.pragma("journal_mode", "wal")
    plain.pragma("synchronous", "FULL")
    plain.execute(TABLES)
    plain.execute("INSERT INTO meta VALUES ('digest', ?)", (Digest().to_bytes(),))
    return plain


def _plain_save(plain: apsw.Connection, entry: Entry, number: int) -> None:
    body = entry_to_json(entry)
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("INSERT INTO entries(id, body, waiting) VALUES (?, ?, 0)", (entry.id, body))
    if entry.note is not None:
        plain.execute("INSERT INTO words(rowid, note) VALUES (?, ?)", (plain.last_insert_rowid(), entry.note))
    plain.execute("UPDATE meta SET value = ? WHERE name = 'digest'", (Digest(number, number).to_bytes(),))
    plain.execute("COMMIT")


def main() -> None:
    """Print the figures."""
    figures = measure()
    print(f"durable save, vault:        {figures.vault_save:7.2f} ms (median of {SAVES})")
    print(f"durable save, plain SQLite: {figures.plain_save:7.2f} ms (same rows, same durability)")
    print(f"ratio:                      {figures.ratio:7.2f}    (at most 1.5)")
    print(f"key to journal, ten years:  {figures.key_to_journal:7.1f} ms ({figures.entries} entries)")


if __name__ == "__main__":
    main()
