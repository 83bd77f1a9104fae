"""Between the stored rows and the journal in memory.

Takes rows, returns a `Journal` and the vault's own records; and back. Must never write anything itself.
"""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TypeVar

from aftercare.model.errors import DamagedVault
from aftercare.model.experiment import Experiment
from aftercare.model.fact import Fact
from aftercare.model.interview import Interview, KeptCheck
from aftercare.model.journal import ImportRecord, Journal, entry_order
from aftercare.model.measure import Measure
from aftercare.model.notice import Notice
from aftercare.model.person import Person
from aftercare.model.records import from_object, to_object
from aftercare.model.safety_plan import SafetyPlan
from aftercare.model.settings import Settings
from aftercare.model.wire import entry_from_json
from aftercare.vault.digest import row_hash
from aftercare.vault.letter import Draft
from aftercare.vault.rows import Rows

PERSON = "person"
SETTINGS = "settings"
NOTICES = "notices"
OWN_MEASURES = "own_measures"
ANSWERS = "answers"
CHECKS = "checks"
EXPERIMENTS = "experiments"
OPEN_CHECK = "open_check"
SAFETY_PLAN = "safety_plan"
IMPORT = "import"
SECRETS = "secrets"
DEVICE = "device"
DRAFT = "draft"

KEPT_AS_RECORDS = tuple(one.name for one in fields(Journal) if one.name not in ("entries", "waiting", "version"))
"""The parts of a journal that are read by `_without_entries`."""
_MIXED = (
    "The journal's file mixes older and newer parts, so something in it is missing or old. "
    "Nothing was changed. Restore a backup."
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsRecord:
    """Kept inside the database: what opens letters, also those that wait from before a passphrase change."""

    identity: str = field(repr=False)
    recipient: str
    recovery: str | None = None
    former: tuple[str, ...] = field(default=(), repr=False)
    """Secrets of former identities, newest first."""
    row_secret: str = field(repr=False)
    """Under which imported rows are hashed; does not change with the keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDevice:
    """A device that may leave letters."""

    id: str
    name: str
    paired: datetime


def load_journal(rows: Rows, version: int) -> Journal:
    """The whole journal as stored; DamagedVault unless its rows are the ones that were saved together."""
    stored = list(rows.all_entries())
    if rows.digest_with(stored) != rows.stored_digest():
        raise DamagedVault(_MIXED, where="journal.db")
    with _no_collecting():
        entries = [entry_from_json(row.body) for _entry_id, row in stored]
    if {entry.id: entry.note for entry in entries if entry.note is not None} != rows.searched_notes():
        raise DamagedVault(_MIXED, where="journal.db")
    entries.sort(key=entry_order)
    waiting = frozenset(entry_id for entry_id, row in stored if row.waiting)
    return replace(_without_entries(rows), entries=tuple(entries), waiting=waiting, version=version)


def journal_again(rows: Rows, before: Journal, changed: Iterable[str]) -> Journal:
    """The journal after these entries, and any records, changed in its rows; `before` was as stored until then.

    Nothing else is read again. What is as it was stays the very same value, so that what was made of it still stands.
    """
    ids = frozenset(changed)
    found = {entry_id: row for entry_id in ids if (row := rows.entry(entry_id)) is not None}
    kept = (entry for entry in before.entries if entry.id not in ids)
    entries = sorted((*kept, *(entry_from_json(row.body) for row in found.values())), key=entry_order)
    waiting = (before.waiting - ids) | {entry_id for entry_id, row in found.items() if row.waiting}
    now = _without_entries(rows)
    same = {name: getattr(before, name) for name in KEPT_AS_RECORDS if getattr(before, name) == getattr(now, name)}
    return replace(now, **same, entries=tuple(entries), waiting=waiting, version=before.version + 1)


def _without_entries(rows: Rows) -> Journal:
    """All that is stored of a journal but its entries."""
    person = read_record(rows, PERSON, Person)
    if person is None:
        raise DamagedVault("The journal's file lacks a part. Restore a backup.", where="journal.db")
    return Journal(
        person=person,
        own_measures=_read_list(rows, OWN_MEASURES, Measure),
        settings=read_record(rows, SETTINGS, Settings) or Settings(),
        notices=_read_list(rows, NOTICES, Notice),
        imports=read_imports(rows),
        answers=_read_list(rows, ANSWERS, Fact),
        checks=_read_list(rows, CHECKS, KeptCheck),
        experiments=_read_list(rows, EXPERIMENTS, Experiment),
        open_check=read_record(rows, OPEN_CHECK, Interview),
        safety_plan=read_record(rows, SAFETY_PLAN, SafetyPlan),
    )


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Looking for cyclic garbage while thousands of values are made finds none and takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def without_traces(journal: Journal, entry_id: str) -> Journal:
    """The journal without an entry, and without the notices and answers that speak of it."""
    return replace(
        journal.without_entries([entry_id]),
        notices=tuple(notice for notice in journal.notices if entry_id not in notice.subject),
        answers=tuple(fact for fact in journal.answers if fact.entry != entry_id),
    )


def traces_gone(before: Journal, after: Journal) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The rows to write anew after `without_traces`: those in which something spoke of the entry."""
    if after.notices != before.notices:
        yield NOTICES, after.notices
    if after.answers != before.answers:
        yield ANSWERS, after.answers


def check_digest(rows: Rows) -> None:
    """DamagedVault unless the rows are the ones that were saved together."""
    if rows.computed_digest() != rows.stored_digest():
        raise DamagedVault(_MIXED, where="journal.db")


def read_imports(rows: Rows) -> tuple[ImportRecord, ...]:
    """All imports, oldest first."""
    found = [from_object(ImportRecord, json.loads(body)) for body in rows.records(IMPORT).values()]
    return tuple(sorted(found, key=lambda record: (record.at, record.id)))


def read_devices(rows: Rows) -> tuple[PairedDevice, ...]:
    """The paired devices, oldest first."""
    found = [from_object(PairedDevice, json.loads(body)) for body in rows.records(DEVICE).values()]
    return tuple(sorted(found, key=lambda device: (device.paired, device.id)))


def read_drafts(rows: Rows) -> dict[str, Draft]:
    """Half-filled forms, by id."""
    return {draft_id: from_object(Draft, json.loads(body)) for draft_id, body in rows.records(DRAFT).items()}


def read_secrets(rows: Rows) -> SecretsRecord:
    """The vault's own secrets record."""
    found = read_record(rows, SECRETS, SecretsRecord)
    if found is None:
        raise DamagedVault("The journal's file lacks a part. Restore a backup.", where="journal.db")
    return found


def read_record(rows: Rows, kind: str, record_type: type[T], record_id: str = "") -> T | None:
    """One record, or None."""
    body = rows.record(kind, record_id)
    return None if body is None else from_object(record_type, json.loads(body))


def written(record: object) -> str:
    """A record, or a tuple of records, as stored."""
    return json.dumps(to_object(record), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def import_row_hash(secrets: SecretsRecord, app: str, row: str) -> str:
    """The keyed hash an imported row is remembered by: it tells nothing of the row without the vault open."""
    return f"{row_hash(bytes.fromhex(secrets.row_secret), 'import', app, row):064x}"


def _read_list(rows: Rows, kind: str, record_type: type[T]) -> tuple[T, ...]:
    body = rows.record(kind)
    return () if body is None else tuple(from_object(record_type, item) for item in json.loads(body))
