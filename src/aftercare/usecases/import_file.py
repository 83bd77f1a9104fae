"""Bringing another app's export: look first, then take it in, or take the whole import back.

`preview` writes nothing. `take` is one transaction: all or nothing. What safety rules find in imported entries and in
their notes comes back as a list, because a screen of warnings about last year helps nobody (SAFETY 2). Where a note
could not be read, the caller shows the static danger list once (FORMATS 9.11).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO

from aftercare.importers.base import Answers, Draft, ImportContext, ImportReport, Question
from aftercare.importers.container import file_hash
from aftercare.importers.registry import read_import
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Fired
from aftercare.model.entry import Entry
from aftercare.model.errors import Conflict
from aftercare.model.journal import ImportRecord, Journal
from aftercare.usecases.experiment_safety import follow
from aftercare.usecases.noted import NO_NOTES, NotesIn, notes_in, screen_noted
from aftercare.vault.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do."""

    report: ImportReport
    questions: tuple[Question, ...]
    new_entries: int
    kinds: Mapping[str, int]
    """New entries by kind."""

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something new and no question must be answered first."""
        return self.new_entries > 0 and not any(question.required for question in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an import did. `record` is None when nothing was new."""

    report: ImportReport
    record: ImportRecord | None
    entries: tuple[Entry, ...]
    found: tuple[Fired, ...] = ()
    """What safety rules find with the import that they did not find before: a list to read, never a screen."""
    noted: NotesIn = NO_NOTES
    """What its notes told of, on whatever day."""

    @property
    def notes(self) -> int:
        """How many entries came with a note."""
        return self.noted.notes


def preview(session: Session, knowledge: Knowledge, file: BinaryIO, *, answers: Answers, now: datetime) -> Preview:
    """Read a file and say what would be taken in. The file must be seekable; it is read from its start."""
    draft = _draft(session.journal, knowledge, file, answers=answers, now=now, import_id="preview")
    new = session.new_rows(draft.entries)
    return Preview(
        report=_counted(draft, new),
        questions=draft.questions,
        new_entries=len(new),
        kinds=Counter(entry.kind.value for entry in new),
    )


def take(
    session: Session, knowledge: Knowledge, file: BinaryIO, *, answers: Answers, now: datetime, import_id: str
) -> Taken:
    """Take a file in. Conflict while a question that must be answered is open; a second time adds nothing."""
    draft = _draft(session.journal, knowledge, file, answers=answers, now=now, import_id=import_id)
    if draft.open_questions:
        raise Conflict(f"Please answer this first: {draft.open_questions[0].text}", where="import")
    report = draft.report
    record = ImportRecord(
        id=import_id,
        app=report.app,
        at=now.astimezone(UTC),
        file_hash=file_hash(file),
        rows_read=report.rows_read,
        entries_added=len(draft.entries),
        duplicates=report.duplicates,
        unknown=_by_sort(report.unknown),
        first_day=report.first_day,
        last_day=report.last_day,
        zone_assumption=report.zone_assumption,
        language=report.language,
    )
    before = {fired.rule: fired.action for fired in screen_noted(knowledge, session.journal, now).fired}
    new = session.add_import(record, draft.entries)
    follow(session, knowledge, now)
    after = screen_noted(knowledge, session.journal, now).fired if new else ()
    kept = next((known for known in session.journal.imports if known.id == import_id), None)
    return Taken(
        report=_counted(draft, new),
        record=kept,
        entries=new,
        found=tuple(fired for fired in after if before.get(fired.rule) is not fired.action),
        noted=notes_in(knowledge, new, session.journal.own_measures),
    )


def undo(session: Session, import_id: str) -> Journal:
    """Take an import back as one, entries changed since included."""
    return session.undo_import(import_id)


def _draft(
    journal: Journal, knowledge: Knowledge, file: BinaryIO, *, answers: Answers, now: datetime, import_id: str
) -> Draft:
    file.seek(0)
    context = ImportContext(
        measures=catalogue(knowledge, journal.own_measures),
        import_id=import_id,
        now=now.astimezone(UTC),
        known_rows=_known_rows(journal),
        answers=answers,
    )
    return read_import(file, context)


def _known_rows(journal: Journal) -> dict[str, frozenset[str]]:
    rows: dict[str, set[str]] = {}
    for entry in journal.entries:
        if entry.source is not None:
            rows.setdefault(entry.source.app, set()).update(entry.source.row.split(","))
    return {app: frozenset(of_app) for app, of_app in rows.items()}


def _counted(draft: Draft, new: tuple[Entry, ...]) -> ImportReport:
    """The report with entries that were taken in once and deleted since counted as known."""
    return replace(draft.report, duplicates=draft.report.duplicates + len(draft.entries) - len(new))


def _by_sort(unknown: Mapping[str, int]) -> dict[str, int]:
    """What was left out, by sort only: the words themselves may be names of people and are not kept."""
    sorts: Counter[str] = Counter()
    for name, count in unknown.items():
        sorts[name.partition(":")[0]] += count
    return dict(sorts)
