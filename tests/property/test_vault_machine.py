"""Whatever a person does with a vault, in whatever order, it holds what a plain dictionary would hold."""

import shutil
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault, entry, sealed

from aftercare.model.entry import Entry, Source
from aftercare.model.journal import ImportRecord
from aftercare.vault import drop_letter, passphrase_step, read_recipient, unlock
from aftercare.vault.letterbox import letter_files
from aftercare.vault.renew import Recovery, change_passphrase
from aftercare.vault.session import Session

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Thousands of saves: in memory where the system offers that, since each one waits for its disk."""
NOTES = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
VALUES = st.dictionaries(st.sampled_from(["tears", "pain", "mood_now"]), st.integers(0, 10), max_size=3)
MINUTES = st.integers(-100_000, 100_000)


class VaultMachine(RuleBasedStateMachine):
    """The vault beside a model: a dictionary of entries, a list of former dictionaries for undo, a set of letters."""

    stored = Bundle("stored")
    letters = Bundle("letters")

    @initialize()
    def begin(self) -> None:
        """Start from the committed vault, emptied of its letter."""
        self.numbers = 0
        self.place = Path(tempfile.mkdtemp(dir=MEMORY))
        self.folder = copy_vault(CURRENT, self.place / "vault")
        for path in letter_files(self.folder):
            path.unlink()
        self.passphrase = PASSPHRASE
        self.session: Session | None = unlock(self.folder, self.passphrase, NOW)
        self.model = {each.id: each for each in self.session.journal.entries}
        self.waiting: set[str] = set()
        self.before: list[tuple[dict[str, Entry], set[str]]] = []
        self.dropped: dict[str, Entry] = {}
        self.rows: dict[str, str] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        if getattr(self, "session", None) is not None:
            self.session.lock()
        shutil.rmtree(getattr(self, "place", "none"), ignore_errors=True)

    @property
    def open(self) -> Session:
        """The open session."""
        assert self.session is not None
        return self.session

    def _number(self) -> str:
        """The next id. By count and not by chance: the same steps tried again must come to the same."""
        self.numbers += 1
        return f"00000000-0000-4000-8000-{self.numbers:012x}"

    def _entry(self, values: dict[str, Any] | None = None, **told: Any) -> Entry:
        return replace(entry(values, **told), id=self._number())

    def _step(self) -> None:
        self.before.append((dict(self.model), set(self.waiting)))

    @precondition(lambda self: self.session is not None)
    @rule(target=stored, values=VALUES, note=NOTES, minutes=MINUTES)
    def add(self, values: dict[str, Any], note: str | None, minutes: int) -> str:
        """Log."""
        one = self._entry(values, note=note, minutes=minutes)
        self._step()
        self.open.add(one)
        self.open.add(one)
        self.model[one.id] = one
        return one.id

    @precondition(lambda self: self.session is not None)
    @rule(entry_id=stored, values=VALUES, note=NOTES)
    def change(self, entry_id: str, values: dict[str, Any], note: str | None) -> None:
        """Edit, if it is still there."""
        if entry_id in self.model:
            self._step()
            self.model[entry_id] = replace(self.model[entry_id], values=values, note=note, changed=NOW)
            self.open.change(self.model[entry_id])

    @precondition(lambda self: self.session is not None)
    @rule(entry_id=stored)
    def delete(self, entry_id: str) -> None:
        """Delete, if it is still there."""
        if entry_id in self.model:
            self._step()
            self.open.delete(entry_id)
            del self.model[entry_id]
            self.waiting.discard(entry_id)

    @precondition(lambda self: self.session is not None and self.before)
    @rule()
    def undo(self) -> None:
        """Undo the last step."""
        self.open.undo()
        self.model, self.waiting = self.before.pop()

    @precondition(lambda self: self.session is not None)
    @rule(rows=st.sets(st.sampled_from("abcdef"), min_size=1))
    def bring_along(self, rows: set[str]) -> None:
        """Import rows, some of them known."""
        import_id = self._number()
        entries = [
            self._entry(note=row, source=Source(app="daylio", import_id=import_id, row=row)) for row in sorted(rows)
        ]
        record = ImportRecord(
            id=import_id, app="daylio", at=NOW, file_hash="0", rows_read=len(rows), entries_added=0, duplicates=0
        )
        new = self.open.add_import(record, entries)
        assert {each.note for each in new} == rows - set(self.rows)
        if new:
            self.model |= {each.id: each for each in new}
            self.rows |= dict.fromkeys(rows - set(self.rows), import_id)
            # Undoing an import forgets its rows; the model keeps steps simple by locking here.
            self.lock()
            self.unlock()

    @precondition(lambda self: self.session is not None and self.rows)
    @rule(data=st.data())
    def undo_import(self, data: st.DataObject) -> None:
        """Take an import back as one."""
        import_id = data.draw(st.sampled_from(sorted(set(self.rows.values()))))
        self.open.undo_import(import_id)
        gone = {key for key, one in self.model.items() if one.source and one.source.import_id == import_id}
        self.model = {key: one for key, one in self.model.items() if key not in gone}
        self.rows = {row: key for row, key in self.rows.items() if key != import_id}
        self.lock()
        self.unlock()

    @rule(target=letters, note=NOTES)
    def log_while_locked(self, note: str | None) -> bytes:
        """Leave a letter; it also comes while open."""
        one = self._entry(note=note)
        content = sealed(one, read_recipient(self.folder))
        drop_letter(self.folder, content)
        self.dropped[one.id] = one
        return content

    @rule(content=letters)
    def send_again(self, content: bytes) -> None:
        """The same letter once more: from a phone that wasn't sure, or a replay."""
        drop_letter(self.folder, content)

    @precondition(lambda self: self.session is not None)
    @rule(target=stored)
    def take_letters(self) -> str:
        """Take in what waits."""
        taken = self.open.take_letters()
        assert taken.set_aside == ()
        assert {each.id for each in taken.entries} == set(self.dropped)
        for entry_id, one in self.dropped.items():
            self.model[entry_id] = replace(one, letter="this device")
            self.waiting.add(entry_id)
            # A step of undo back over letters would be about another journal: the app takes them in at unlock.
        if self.dropped:
            self.before = [
                ({**m, **{k: self.model[k] for k in self.dropped}}, w | set(self.dropped)) for m, w in self.before
            ]
        self.dropped = {}
        return min(self.waiting, default="none")

    @precondition(lambda self: self.session is not None)
    @rule(entry_id=consumes(stored))
    def keep_letter(self, entry_id: str) -> None:
        """Keep what came."""
        if entry_id in self.waiting:
            self._step()
            self.open.keep_letter(entry_id)
            self.waiting.discard(entry_id)

    @precondition(lambda self: self.session is not None)
    @rule()
    def lock(self) -> None:
        """Lock; from here on nothing can be undone."""
        assert self.open.lock()
        self.session = None
        self.before = []

    @precondition(lambda self: self.session is not None)
    @rule()
    def killed(self) -> None:
        """The process ends without locking."""
        self.open._close()
        self.session = None
        self.before = []

    @precondition(lambda self: self.session is None)
    @rule()
    def unlock(self) -> None:
        """Unlock."""
        self.session = unlock(self.folder, self.passphrase, NOW)

    @precondition(lambda self: self.session is None)
    @rule()
    def change_passphrase(self) -> None:
        """Make all secrets new."""
        new = f"passphrase of {uuid.uuid4()}"
        change_passphrase(self.folder, self.passphrase, new, recovery=Recovery.KEEP, now=NOW)
        self.passphrase = new

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """Entries, in order, and which of them wait."""
        if getattr(self, "session", None) is not None:
            journal = self.open.journal
            assert {each.id: each for each in journal.entries} == self.model
            assert list(journal.entries) == sorted(journal.entries, key=lambda e: (e.at.local, e.recorded, e.id))
            assert journal.waiting == self.waiting


def test_a_vault_holds_what_a_plain_model_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add, edit, delete, undo, import, letters, lock, kill, passphrase change; in any order."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    run_state_machine_as_test(
        VaultMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
