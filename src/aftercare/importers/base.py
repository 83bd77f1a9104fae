"""What every importer takes and returns.

An importer takes one member of a file and a context; it returns a draft: new entries, a report, and questions about
what cannot be guessed. It never saves, never reads a clock, never guesses a symptom into "after sex", and keeps free
text out unless asked. The same file gives the same entries with the same ids, so that a second import adds nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from aftercare.importers.container import Member
from aftercare.model.entry import Entry, EntryKind, Source, When
from aftercare.model.measure import Measure, Value

ENTRY_NAMESPACE = UUID("6c0f7a52-6f0e-5b0e-9b38-6f1f3f1a2f10")
"""Fixed for ever: ids of imported entries are UUIDs of version 5 under it."""
LEAVE_OUT = "leave_out"
"""The answer "do not take this word in"."""
ENCOUNTER = "encounter"
"""The answer "this word means that there was sex"."""
UNREADABLE_SHOWN = 20
EARLIEST = date(1950, 1, 1)
"""No diary is older; an earlier date is a mistake of the file."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a question offers."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the file that the person is asked about."""

    text: str
    count: int
    suggested: str | None = None
    """Id of the choice that its name suggests; never applied unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What cannot be guessed. Answered word by word with a choice's id."""

    id: str
    text: str
    words: tuple[Word, ...]
    choices: tuple[Choice, ...]
    required: bool
    """Nothing is taken in while a required question is open."""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The person's answers: question id to word to choice id; and whether notes are wanted."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: bool = False

    def of(self, question: str, word: str) -> str | None:
        """The answer about one word; None when not answered."""
        return self.words.get(question, {}).get(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportContext:
    """What an importer needs to know besides the file."""

    measures: Mapping[str, Measure]
    import_id: str
    now: datetime
    """Aware; becomes the time of writing of each entry."""
    known_rows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By app, the row keys that the journal already holds."""
    answers: Answers = field(default_factory=Answers)

    def rows_of(self, app: str) -> frozenset[str]:
        """The row keys of one app that the journal already holds."""
        return self.known_rows.get(app, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import found (FORMATS 9)."""

    app: str
    label: str
    rows_read: int
    rows_taken: int
    duplicates: int
    unknown: Mapping[str, int]
    """Types and words that were not taken in, by count."""
    unreadable: tuple[str, ...] = ()
    """Lines that could not be read, with the reason; the first ones."""
    unreadable_count: int = 0
    notes_seen: int = 0
    first_day: str | None = None
    last_day: str | None = None
    zone_assumption: str = ""
    language: str = ""
    date_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an import would add. `entries` holds only what is new."""

    entries: tuple[Entry, ...]
    report: ImportReport
    questions: tuple[Question, ...] = ()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The required questions still without an answer."""
        return tuple(question for question in self.questions if question.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One format."""

    app: str
    label: str
    file: str
    """What the file is called over there, for the person."""
    recognises: Callable[[bytes], bool]
    """Says from the first bytes of a member whether it is this format. File names are never trusted."""
    read: Callable[[Member, ImportContext], Draft]


def is_plausible(day: date, context: ImportContext) -> bool:
    """Whether something may have been recorded on that day: not before 1950, and not later than tomorrow."""
    return EARLIEST <= day <= context.now.date() + timedelta(days=1)


def row_key(*parts: str) -> str:
    """A short stable key of a row: the same parts always give the same key."""
    written = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def make_entry(
    app: str,
    context: ImportContext,
    *,
    kind: EntryKind,
    at: When,
    values: Mapping[str, Value],
    rows: Iterable[str],
    words: Mapping[str, str],
    note: str | None = None,
) -> Entry:
    """An entry whose id comes from its rows, so that the same rows always make the same entry."""
    row = ",".join(rows)
    return Entry(
        id=str(uuid5(ENTRY_NAMESPACE, f"{app}|{kind.value}|{row}")),
        kind=kind,
        at=at,
        recorded=context.now,
        values=dict(values),
        note=note,
        source=Source(app=app, import_id=context.import_id, row=row, words=dict(words)),
    )
