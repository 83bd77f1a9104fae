"""Put an exported journal back into an open one: what is not there yet is added, nothing is replaced.

Takes rows inside the caller's transaction, the journal as it is and the one that was exported; returns the journal as
it becomes. Person and settings are taken only while this journal has none of its own.
"""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from aftercare.model.entry import Entry
from aftercare.model.experiment import EndReason, Experiment
from aftercare.model.journal import Journal
from aftercare.model.settings import Settings
from aftercare.model.wire import entry_to_json
from aftercare.vault import contents
from aftercare.vault.contents import SecretsRecord, import_row_hash, written
from aftercare.vault.rows import EntryRow, Rows
from aftercare.vault.undo import UndoLog

R = TypeVar("R", bound=Hashable)


def add_missing(
    rows: Rows, undo: UndoLog, secrets: SecretsRecord, mine: Journal, taken: Journal
) -> tuple[Journal, tuple[Entry, ...]]:
    """The journal with all that was missing, and the entries that were. Undone as one step."""
    there = {entry.id for entry in mine.entries}
    new = tuple(entry for entry in taken.entries if entry.id not in there)
    ids = {entry.id for entry in new}
    for entry in new:
        undo.keep_new_entry(entry.id)
        rows.insert_entry(entry.id, EntryRow(entry_to_json(entry), waiting=entry.id in taken.waiting), entry.note)
    _remember_rows(rows, undo, secrets, new)
    known_imports = {record.id for record in mine.imports}
    for record in taken.imports:
        if record.id not in known_imports:
            undo.keep_record(contents.IMPORT, record.id)
            rows.put_record(contents.IMPORT, written(record), record.id)
    own = {measure.id for measure in mine.own_measures}
    merged = replace(
        mine.with_entries(new) if new else mine,
        person=taken.person if not mine.person.answers else mine.person,
        settings=_settings(mine.settings, taken.settings),
        own_measures=(*mine.own_measures, *(each for each in taken.own_measures if each.id not in own)),
        notices=_joined(mine.notices, taken.notices),
        answers=_joined(mine.answers, taken.answers),
        checks=_joined(mine.checks, taken.checks),
        experiments=_experiments(mine.experiments, taken.experiments),
        open_check=mine.open_check or taken.open_check,
        safety_plan=mine.safety_plan or taken.safety_plan,
        imports=contents.read_imports(rows),
        waiting=mine.waiting | (taken.waiting & ids),
    )
    _put_changed(rows, undo, mine, merged)
    return replace(merged, version=mine.version + 1) if merged != mine else mine, new


def _remember_rows(rows: Rows, undo: UndoLog, secrets: SecretsRecord, new: Iterable[Entry]) -> None:
    """Remember which rows of other apps came back, so that importing them again adds nothing."""
    by_import: dict[str, list[str]] = {}
    for entry in new:
        if entry.source is not None:
            row = import_row_hash(secrets, entry.source.app, entry.source.row)
            if not rows.import_row_seen(row) and row not in by_import.setdefault(entry.source.import_id, []):
                by_import[entry.source.import_id].append(row)
    seen: set[str] = set()
    for import_id, hashes in by_import.items():
        former = rows.remove_import_rows(import_id)
        # Undone in reverse: first all rows of the import go, then the former ones come back.
        undo.keep_import_rows(import_id, former)
        undo.keep_import_rows(import_id, None)
        for row in (*former, *(each for each in hashes if each not in seen)):
            rows.add_import_row(row, import_id)
        seen.update(hashes)


def _settings(mine: Settings, taken: Settings) -> Settings:
    """Theirs while mine are as a new journal has them; the zone is the browser's doing and says nothing."""
    untouched = replace(mine, zone=Settings().zone) == Settings()
    if not untouched:
        return mine
    return taken if mine.zone == Settings().zone else replace(taken, zone=mine.zone)


def _joined(mine: tuple[R, ...], taken: tuple[R, ...]) -> tuple[R, ...]:
    known = set(mine)
    return (*mine, *(each for each in taken if each not in known))


def _experiments(mine: tuple[Experiment, ...], taken: tuple[Experiment, ...]) -> tuple[Experiment, ...]:
    """Those not there yet, by id. Only one runs at a time: mine goes on, and theirs ended when it last went on."""
    known = {one.id for one in mine}
    runs = any(one.is_running for one in mine)
    new = []
    for one in taken:
        if one.id in known:
            continue
        if one.is_running and runs:
            last = one.draws[-1].revealed if one.draws else one.begun
            new.append(replace(one, ended=last, end_reason=EndReason.STOPPED))
        else:
            new.append(one)
            runs = runs or one.is_running
        known.add(one.id)
    return (*mine, *new)


def _put_changed(rows: Rows, undo: UndoLog, mine: Journal, merged: Journal) -> None:
    for kind, before, after in (
        (contents.PERSON, mine.person, merged.person),
        (contents.SETTINGS, mine.settings, merged.settings),
        (contents.OWN_MEASURES, mine.own_measures, merged.own_measures),
        (contents.NOTICES, mine.notices, merged.notices),
        (contents.ANSWERS, mine.answers, merged.answers),
        (contents.CHECKS, mine.checks, merged.checks),
        (contents.EXPERIMENTS, mine.experiments, merged.experiments),
        (contents.OPEN_CHECK, mine.open_check, merged.open_check),
        (contents.SAFETY_PLAN, mine.safety_plan, merged.safety_plan),
    ):
        if before != after:
            undo.keep_record(kind)
            rows.put_record(kind, None if after is None else written(after))
