"""An open vault, as the use cases see it: the journal in memory, and every write to it.

Each write is durable before it returns; then a new immutable `Journal` takes the old one's place. If a write fails, the
journal is as before, in memory and on disk. One `Session` may be used from several threads. Never lets a key out.
"""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aftercare.model.entry import Entry
from aftercare.model.errors import Conflict, Locked, NotThere, UserError
from aftercare.model.experiment import Experiment
from aftercare.model.fact import Fact
from aftercare.model.interview import Interview, KeptCheck
from aftercare.model.journal import ImportRecord, Journal
from aftercare.model.measure import Measure
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Person
from aftercare.model.safety_plan import SafetyPlan
from aftercare.model.settings import Settings
from aftercare.model.wire import entry_to_json
from aftercare.vault import backup, contents, forget, letterbox, pairing, take_back
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault.burst import Burst
from aftercare.vault.connection import told, truncate_log
from aftercare.vault.destroy import destroy_replaced
from aftercare.vault.imports import Imports
from aftercare.vault.intake import Check, TakenIn, take_letters
from aftercare.vault.letter import Draft
from aftercare.vault.opening import OpenVault
from aftercare.vault.passphrase import check_passphrase
from aftercare.vault.renew import Recovery, Renewed, renew_secrets
from aftercare.vault.rows import EntryRow
from aftercare.vault.same_file import SameFile
from aftercare.vault.search import matching_ids
from aftercare.vault.undo import Step, UndoLog


class Session:
    """One person's open vault. Made by `vault.unlock` and `vault.create_vault`; ends with `lock`."""

    def __init__(self, opened: OpenVault) -> None:
        self._opened = opened
        self._rows = opened.rows
        self._guard = threading.RLock()
        self._live = True
        self._undo = UndoLog(opened.rows)
        self._imports = Imports(opened.rows, self._undo, opened.secrets)
        self._path = str(opened.folder / files.JOURNAL)
        self._file = SameFile(Path(self._path))
        self._burst = Burst(self.rest)
        self._seen = opened.seen
        self._journal = opened.journal

    @property
    def journal(self) -> Journal:
        """The journal as last written or refreshed."""
        self._require_live()
        return self._journal

    @property
    def folder(self) -> Path:
        """Where the vault is."""
        return self._opened.folder

    @property
    def is_open(self) -> bool:
        """Whether it can still be used."""
        return self._live

    def refresh(self) -> Journal:
        """Take in what another program wrote, if anything (`data_version`)."""
        with self._reading():
            self._catch_up()
            return self._journal

    def search(self, words: str) -> tuple[Entry, ...]:
        """Entries whose note has all of these words or beginnings of words, newest first."""
        with self._reading():
            found = matching_ids(self._opened.connection, words)
        return tuple(entry for entry in reversed(self._journal.entries) if entry.id in found)

    def add(self, entry: Entry) -> Journal:
        """Save a new entry. Saving the very same one again changes nothing; another of its id is a Conflict."""
        with self._writing():
            there = self._rows.entry(entry.id)
            body = entry_to_json(entry)
            if there is not None and there.body == body:
                return self._journal
            if there is not None:
                raise Conflict("There is an entry with this number already. Open it to change it.")
            self._undo.keep_new_entry(entry.id)
            self._rows.insert_entry(entry.id, EntryRow(body, waiting=False), entry.note)
            self._next = self._journal.with_new_entry(entry)
        return self._journal

    def change(self, entry: Entry) -> Journal:
        """Save an edited entry; the caller has set when it was changed. What it said before lasts until lock."""
        with self._writing():
            before = self._rows.require_entry(entry.id)
            self._undo.keep_entry(entry.id)
            self._rows.put_entry(entry.id, EntryRow(entry_to_json(entry), before.waiting), entry.note)
            self._next = self._journal.with_entries([entry])
        return self._journal

    def delete(self, entry_id: str) -> Journal:
        """Delete an entry, its search words, and what was derived from it. Can be undone until lock, then destroyed."""
        with self._writing():
            self._rows.require_entry(entry_id)
            self._undo.keep_entry(entry_id)
            self._rows.remove_entry(entry_id)
            self._next = contents.without_traces(self._journal, entry_id)
            for kind, traces in contents.traces_gone(self._journal, self._next):
                self._undo.keep_record(kind)
                self._rows.put_record(kind, contents.written(traces))
        return self._journal

    def undo(self, step: int | None = None) -> Journal:
        """Undo this session's last change. Conflict when nothing is left, or the last is not the named `step`."""
        with self._guard:
            with self._writing():
                changed = self._undo.put_back_last(step)
                self._next = contents.journal_again(self._rows, self._journal, changed)
            self._undo.forget_last()
        return self._journal

    def undo_steps(self) -> tuple[int, ...]:
        """The numbers of what can be undone, newest last."""
        self._require_live()
        return self._undo.steps()

    def one_step(self) -> AbstractContextManager[Step]:
        """What is written inside is undone as one, records too; a record written outside of it makes no step."""
        self._require_live()
        return self._undo.one_step()

    def put_person(self, person: Person) -> Journal:
        """Save who the person is."""
        return self._put(contents.PERSON, person, lambda journal: replace(journal, person=person))

    def put_settings(self, settings: Settings) -> Journal:
        """Save the settings kept inside the vault."""
        return self._put(contents.SETTINGS, settings, lambda journal: replace(journal, settings=settings))

    def put_notices(self, notices: Iterable[Notice]) -> Journal:
        """Save all notices, in place of those before."""
        kept = tuple(notices)
        return self._put(contents.NOTICES, kept, lambda journal: replace(journal, notices=kept))

    def put_answers(self, answers: Iterable[Fact]) -> Journal:
        """Save all kept answers to safety questions, in place of those before."""
        kept = tuple(answers)
        return self._put(contents.ANSWERS, kept, lambda journal: replace(journal, answers=kept))

    def put_checks(self, checks: Iterable[KeptCheck]) -> Journal:
        """Save all kept results of checks, in place of those before."""
        kept = tuple(checks)
        return self._put(contents.CHECKS, kept, lambda journal: replace(journal, checks=kept))

    def put_experiments(self, experiments: Iterable[Experiment]) -> Journal:
        """Save all experiments, in place of those before."""
        kept = tuple(experiments)
        return self._put(contents.EXPERIMENTS, kept, lambda journal: replace(journal, experiments=kept))

    def put_open_check(self, interview: Interview | None) -> Journal:
        """Save a check as far as it has come, in place of the one before; None when there is none any more."""
        return self._put(contents.OPEN_CHECK, interview, lambda journal: replace(journal, open_check=interview))

    def put_safety_plan(self, plan: SafetyPlan | None) -> Journal:
        """Save the safety plan, in place of the one before; None: there is none."""
        return self._put(contents.SAFETY_PLAN, plan, lambda journal: replace(journal, safety_plan=plan))

    def put_own_measures(self, measures: Iterable[Measure]) -> Journal:
        """Save all own measures, in place of those before."""
        kept = tuple(measures)
        return self._put(contents.OWN_MEASURES, kept, lambda journal: replace(journal, own_measures=kept))

    def add_import(self, record: ImportRecord, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Save an import in one transaction; returns the entries that were new.

        Rows known by app and row key are left out: a second import adds nothing, and brings back nothing deleted.
        When nothing is new, no import is recorded.
        """
        with self._writing():
            new = self._imports.store(record, entries)
            if new:
                self._next = replace(self._journal.with_entries(new), imports=contents.read_imports(self._rows))
        return new

    def new_rows(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of an import's entries that are not known yet: for the dry run. Writes nothing."""
        with self._reading():
            return tuple(entry for entry in entries if self._imports.is_new(entry))

    def undo_import(self, import_id: str) -> Journal:
        """Remove an import as one: its entries, edited ones too, and the memory of its rows. Undo lasts until lock."""
        with self._writing():
            gone = [e.id for e in self._journal.entries if e.source is not None and e.source.import_id == import_id]
            self._imports.remove(import_id, gone)
            kept = self._journal.without_entries(gone)
            self._next = replace(kept, imports=contents.read_imports(self._rows))
        return self._journal

    def take_back(self, taken: Journal) -> int:
        """Add what an exported journal holds and this one lacks, in one step; returns how many entries were new."""
        with self._writing():
            self._next, new = take_back.add_missing(self._rows, self._undo, self._opened.secrets, self._journal, taken)
        return len(new)

    # Letters and the devices that write them

    def take_letters(self, check: Check = lambda _entry: None) -> TakenIn:
        """Take in the letters that wait and pass `check`; their entries stay marked as waiting until kept."""
        self._require_live()
        with self._guard:
            taken = take_letters(self.folder, self._rows, self._opened.secrets, check)
            if taken.entries:
                with self._reading():
                    self._reload()
                self._burst.wrote()
        return taken

    def keep_letter(self, entry_id: str) -> Journal:
        """The person keeps a letter: from now on it is an entry like any other."""
        with self._writing():
            row = self._rows.require_entry(entry_id)
            self._undo.keep_entry(entry_id)
            note = self._journal.entry(entry_id).note
            self._rows.put_entry(entry_id, EntryRow(row.body, waiting=False), note)
            kept = self._journal.waiting - {entry_id}
            self._next = replace(self._journal, waiting=kept, version=self._journal.version + 1)
        return self._journal

    def discard_letter(self, entry_id: str) -> Journal:
        """The person gives a letter up. Its id is kept, so that it never comes back."""
        if entry_id not in self.journal.waiting:
            raise NotThere("That is not a letter that waits.")
        return self.delete(entry_id)

    def letters_aside(self) -> tuple[str, ...]:
        """Names of the letters that could not be opened."""
        return tuple(path.stem for path in letterbox.aside_files(self.folder))

    def discard_aside(self, name: str) -> None:
        """Remove a letter that could not be opened."""
        self._require_live()
        for path in [path for path in letterbox.aside_files(self.folder) if path.stem == name]:
            letterbox.remove_letter(path)

    def drafts(self) -> dict[str, Draft]:
        """Half-filled forms kept when the vault locked itself, by id."""
        with self._reading():
            return contents.read_drafts(self._rows)

    def discard_draft(self, draft_id: str) -> None:
        """The form was finished or given up."""
        with self._writing():
            self._undo.keep_record_in_step(contents.DRAFT, draft_id)
            self._rows.put_record(contents.DRAFT, None, draft_id)

    def pair_device(self, name: str, now: datetime) -> pairing.Pairing:
        """Let a device leave letters. What it returns is shown to that device once."""
        device = contents.PairedDevice(id=str(uuid.uuid4()), name=name, paired=now)
        with self._writing():
            self._rows.put_record(contents.DEVICE, contents.written(device), device.id)
        return pairing.add_device(self.folder, device.id, self._opened.keys.recipient)

    def devices(self) -> tuple[contents.PairedDevice, ...]:
        """The paired devices, oldest first."""
        with self._reading():
            return contents.read_devices(self._rows)

    def revoke_device(self, device_id: str) -> None:
        """Let a device write no more."""
        self._require_live()
        pairing.remove_device(self.folder, device_id)
        with self._writing():
            self._rows.put_record(contents.DEVICE, None, device_id)

    @property
    def has_recovery(self) -> bool:
        """Whether there is a recovery key."""
        return self._opened.keys.recovery is not None

    @property
    def recipient(self) -> str:
        """The public key: exports are sealed to it."""
        return self._opened.keys.recipient

    def backup(self, target: Path, now: datetime) -> Journal:
        """Write a backup, then remember that it was made and where."""
        with self._reading():
            backup.backup_open(self._opened, target)
        made = Notice(kind=NoticeKind.BACKUP_MADE, subject=str(target.absolute()), at=now)
        return self.put_notices((*self.journal.notices, made))

    def change_passphrase(self, old: str, new: str, *, recovery: Recovery, now: datetime) -> Renewed:
        """Make every secret new; this session ends. A wrong old passphrase changes and ends nothing."""
        self._require_live()
        check_passphrase(new)
        keys = keyfiles.open_keys(self.folder, old)
        self.lock()
        return renew_secrets(self.folder, keys, new, recovery=recovery, now=now)

    def forget(self) -> forget.OutOfReach:
        """Forget everything, keys first. Returns what is out of reach, for the person to see to."""
        rest = forget.out_of_reach(self.journal, self.devices(), paper=self.has_recovery)
        with self._guard:
            self._close()
            forget.forget_everything(self.folder)
        return rest

    def rest(self) -> None:
        """Empty the write-ahead log. Happens by itself after each burst of saves, and at lock."""
        with self._guard:
            if self._live:
                truncate_log(self._opened.connection)

    def destroy_deleted(self) -> bool:
        """Destroy now what was replaced or deleted: it can no longer be undone. Returns whether there was any."""
        with self._guard:
            self._require_live()
            self._undo.clear()
            return destroy_replaced(self._opened.connection)

    def lock(self) -> bool:
        """End the session: destroy what was replaced or deleted, empty the log, close. Safe to call twice.

        Always ends it. False when something could not be destroyed now, like on a full disk: the next unlock does it.
        """
        with self._guard:
            if not self._live:
                return True
            try:
                destroy_replaced(self._opened.connection)
                return truncate_log(self._opened.connection)
            except UserError:
                return False
            finally:
                self._close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._guard:
            self._require_live()
            self._require_same_file()
            with self._rows.changing():
                # Inside the transaction: what another program wrote is seen before anything is built on it.
                self._catch_up()
                self._next = self._journal
                self._undo.begin_step()
                yield
            self._journal = self._next
            self._undo.end_step()
            self._burst.wrote()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._guard, told():
            self._require_live()
            yield

    def _catch_up(self) -> None:
        if self._opened.connection.pragma("data_version") != self._seen:
            self._reload()

    def _reload(self) -> None:
        self._seen = self._opened.connection.pragma("data_version")
        self._journal = contents.load_journal(self._rows, version=self._journal.version + 1)

    def _put(self, kind: str, record: object, change: Callable[[Journal], Journal]) -> Journal:
        with self._writing():
            self._undo.keep_record_in_step(kind)
            self._rows.put_record(kind, None if record is None else contents.written(record))
            self._next = replace(change(self._journal), version=self._journal.version + 1)
        return self._journal

    def _require_live(self) -> None:
        if not self._live:
            raise Locked("The journal is locked. Unlock it first.")

    def _require_same_file(self) -> None:
        if not self._file.is_there():
            self._close()
            raise Locked("The journal's files were replaced or removed. Unlock it again.")

    def _close(self) -> None:
        self._live = False
        self._undo.clear()
        self._burst.stop()
        self._opened.connection.close()
        self._opened.lock.release()
