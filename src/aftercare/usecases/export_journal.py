"""All of the journal out as JSON, sealed unless the person says otherwise; and back in without loss."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from aftercare.exporters.json_export import FORMAT, Exported, export_json, read_export
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Fired
from aftercare.model.entry import Entry
from aftercare.model.errors import Conflict, UserError
from aftercare.model.experiment import EndReason
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.person import check_birth_year
from aftercare.usecases.experiment_course import running
from aftercare.usecases.experiment_safety import ended, follow, put
from aftercare.usecases.experiment_words import refused
from aftercare.usecases.noted import NO_NOTES, NotesIn, notes_in, screen_noted
from aftercare.vault import seal
from aftercare.vault.session import Session

SEALED_START = b"age-encryption.org/v1\n"
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What reading an export into the journal did, or would do."""

    added: int
    there_already: int
    without: tuple[str, ...]
    """What the file says it goes without."""
    noted: NotesIn = NO_NOTES
    """What the notes of the added entries told of, once they are in."""
    notes: int = 0
    """How many of the added entries have a note."""
    first_day: str | None = None
    last_day: str | None = None
    """The days of what is added, as year-month-day."""
    found: tuple[Fired, ...] = ()
    """What safety rules find with it that they did not find before: a list to read, never a screen."""


def plain_json(journal: Journal, knowledge: Knowledge, *, include_private: bool, include_left_out: bool) -> bytes:
    """The export that anyone can read. Only after a warning and the passphrase (DESIGN 11)."""
    measures = catalogue(knowledge, journal.own_measures)
    return export_json(journal, measures, include_private=include_private, include_left_out=include_left_out)


def sealed_json(
    journal: Journal, knowledge: Knowledge, passphrase: str, *, include_private: bool, include_left_out: bool
) -> bytes:
    """The export sealed with a passphrase, in the age format."""
    written = plain_json(journal, knowledge, include_private=include_private, include_left_out=include_left_out)
    return seal.seal_with_passphrase(written, passphrase)


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins like this is sealed with a key or passphrase."""
    return head.startswith(SEALED_START)


def is_export(head: bytes) -> bool:
    """Whether a file that begins like this is an export of a journal; its name is never trusted."""
    start = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and f'"{FORMAT}"'.encode() in start


def open_sealed(sealed: bytes, passphrase: str) -> bytes:
    """What was sealed under a passphrase. One to two seconds. WrongSecret or DamagedVault."""
    return seal.open_with_passphrase(sealed, passphrase)


def look_at_export(journal: Journal, knowledge: Knowledge, data: bytes) -> TakenBack:
    """What taking an export back would add. Writes nothing; raises as `take_export` does."""
    read = _read(journal, knowledge, data)
    return _told(read, _missing(journal, read.journal))


def take_export(session: Session, knowledge: Knowledge, data: bytes, now: datetime) -> TakenBack:
    """Take an export back: what is not there yet is added, in one durable step; a second time adds nothing.

    Person and settings come back only into a journal that has none of its own. BadFile (TooLarge, NewerVault) when the
    file can't be read, Conflict when it means something else by a measure of the person's own.
    """
    read = _read(session.journal, knowledge, data)
    check_birth_year(read.journal.person.birth_year, now.date())
    missing = _missing(session.journal, read.journal)
    before = {fired.rule: fired.action for fired in screen_noted(knowledge, session.journal, now).fired}
    known = {one.id for one in session.journal.experiments}
    session.take_back(read.journal)
    _end_what_may_not_be_asked(session, knowledge, known, now)
    follow(session, knowledge, now)
    after = screen_noted(knowledge, session.journal, now).fired if missing else ()
    told = _told(read, missing, tuple(fired for fired in after if before.get(fired.rule) is not fired.action))
    return replace(told, noted=notes_in(knowledge, missing, session.journal.own_measures))


def _end_what_may_not_be_asked(session: Session, knowledge: Knowledge, known: Collection[str], now: datetime) -> None:
    """A file can hold any words for a change: what would be refused here is not drawn here either (SAFETY 6)."""
    one = running(session.journal)
    if one is None or one.id in known or one.template in knowledge.experiments:
        return
    if refused(knowledge, one.change) is not None:
        put(session, ended(one, now, EndReason.STOPPED))


def _read(journal: Journal, knowledge: Knowledge, data: bytes) -> Exported:
    read = read_export(data, knowledge.measures)
    mine = {measure.id: measure for measure in journal.own_measures}
    theirs = tuple(measure for measure in read.journal.own_measures if measure.id not in mine)
    measures = catalogue(knowledge, (*journal.own_measures, *theirs))
    for entry in _missing(journal, read.journal):
        _require_same_meaning(entry, measures)
    return read


def _require_same_meaning(entry: Entry, measures: Mapping[str, Measure]) -> None:
    """A measure of one's own keeps its meaning; read_export has checked the values against the file's own."""
    for name, value in entry.all_values().items():
        try:
            fits = measures[name].check(value) == value
        except UserError:
            fits = False
        if not fits:
            raise Conflict("The file means something else by one of your own measures. Nothing was taken in.")


def _missing(mine: Journal, taken: Journal) -> tuple[Entry, ...]:
    there = {entry.id for entry in mine.entries}
    return tuple(entry for entry in taken.entries if entry.id not in there)


def _told(read: Exported, missing: tuple[Entry, ...], found: tuple[Fired, ...] = ()) -> TakenBack:
    days = sorted(entry.at.day.isoformat() for entry in missing)
    return TakenBack(
        added=len(missing),
        there_already=len(read.journal.entries) - len(missing),
        without=read.without,
        notes=sum(entry.note is not None for entry in missing),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        found=found,
    )
