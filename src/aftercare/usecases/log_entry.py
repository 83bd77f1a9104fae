"""Logging: an encounter or a moment, a daily check-in, the answer of the day after; editing and taking back.

A save is on disk before anything is answered. What comes back is what the next page shows (`usecases.after_save`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from aftercare.days.waking_day import waking_day
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.parse import parse_values
from aftercare.model.entry import Addition, Entry, EntryKind, When
from aftercare.model.errors import BadValue, Conflict
from aftercare.model.journal import Journal
from aftercare.model.measure import Phase, Value
from aftercare.usecases.after_save import AfterSave, after_save
from aftercare.usecases.drafts import Draft, check_time, clean_note, entry_from_draft
from aftercare.usecases.experiment_safety import follow, follow_leaving_out, follow_undo
from aftercare.usecases.notes import has_words, read_note
from aftercare.vault.session import Session


def log_entry(session: Session, knowledge: Knowledge, draft: Draft, now: datetime) -> AfterSave:
    """Save one encounter, moment or check-in; a second check-in of one waking day is added to the first."""
    entry = entry_from_draft(draft, catalogue(knowledge, session.journal.own_measures), now)
    earlier = _check_in_of_that_day(session.journal, entry) if entry.kind is EntryKind.DAY else None
    if earlier is None:
        session.add(entry)
        return _followed(session, knowledge, None, entry, now)
    grown = earlier.with_addition(Addition(entry.recorded, entry.values))
    note = "\n".join(part for part in (earlier.note, entry.note) if part) or None
    grown = replace(grown, note=note)
    session.change(grown)
    _ask_anew(session, knowledge, earlier, grown)
    return _followed(session, knowledge, earlier, grown, now)


def answer_day_after(
    session: Session, knowledge: Knowledge, entry_id: str, values: Mapping[str, object], now: datetime
) -> AfterSave:
    """Add the day-after answer to its encounter, with its own time."""
    entry = session.journal.entry(entry_id)
    if entry.kind is not EntryKind.ENCOUNTER:
        raise Conflict("The day after belongs to an encounter.")
    measures = catalogue(knowledge, session.journal.own_measures)
    asked = {name: measure for name, measure in measures.items() if measure.phase is Phase.LATER}
    parsed = parse_values(asked, values)
    if not parsed:
        raise BadValue("There is nothing to save yet: answer at least one line.", where="entry")
    grown = entry.with_addition(Addition(now.astimezone(UTC), parsed))
    session.change(grown)
    return _followed(session, knowledge, entry, grown, now)


def edit_entry(
    session: Session,
    knowledge: Knowledge,
    entry_id: str,
    *,
    values: Mapping[str, object],
    note: str,
    at: When,
    now: datetime,
) -> AfterSave:
    """Replace what an entry says by `values`. It keeps when it was changed, not what it said (DESIGN 5).

    A value that had been added later, like the answer of the day after, keeps its own time.
    """
    entry = session.journal.entry(entry_id)
    measures = catalogue(knowledge, session.journal.own_measures)
    parsed = parse_values(measures, values, kept=entry.all_values())
    check_time(at, now)
    own, added = _split_by_time(entry, parsed)
    changed = replace(entry, at=at, values=own, added=added, note=clean_note(note), changed=now.astimezone(UTC))
    if not parsed and changed.note is None:
        raise BadValue("Nothing would be left of this entry; delete it instead.", where="entry")
    session.change(changed)
    _ask_anew(session, knowledge, entry, changed)
    return _followed(session, knowledge, entry, changed, now)


def leave_out(session: Session, knowledge: Knowledge, entry_id: str, *, out: bool, now: datetime) -> None:
    """Keep an entry out of patterns, experiments, polls and studies whole, or take it in again."""
    entry = session.journal.entry(entry_id)
    if entry.left_out == out:
        return
    session.change(replace(entry, left_out=out, changed=now.astimezone(UTC)))
    follow_leaving_out(session, knowledge, entry_id, out=out, now=now)


def delete_entry(session: Session, entry_id: str) -> None:
    """Remove an entry. Until the journal is locked it can be taken back (`undo`)."""
    session.delete(session.journal.entry(entry_id).id)


def undo(session: Session, step: int | None = None) -> None:
    """Take back the last save, edit or deletion since unlocking; Conflict when it is not the `step` that is named."""
    before = session.journal
    session.undo(step)
    follow_undo(session, before)


def _followed(session: Session, knowledge: Knowledge, before: Entry | None, after: Entry, now: datetime) -> AfterSave:
    """What the next page shows. An experiment rests for all that is shown there: the words are read in full first."""
    saved = after_save(session.journal, knowledge, after, (), now)
    follow(session, knowledge, now, before=before, after=after, seen=saved.screening)
    return saved


def _ask_anew(session: Session, knowledge: Knowledge, before: Entry, after: Entry) -> None:
    """What was answered about an entry says nothing of words that it did not hold then."""
    own = session.journal.own_measures
    if not has_words(after, own, knowledge=knowledge):
        return
    old = {(fact.finding, fact.quote) for fact in read_note(knowledge, before, own).facts}
    news = {fact.finding for fact in read_note(knowledge, after, own).present if (fact.finding, fact.quote) not in old}
    answers = session.journal.answers
    standing = tuple(fact for fact in answers if fact.entry != after.id or fact.finding not in news)
    if len(standing) < len(answers):
        session.put_answers(standing)


def _split_by_time(entry: Entry, parsed: Mapping[str, Value]) -> tuple[dict[str, Value], tuple[Addition, ...]]:
    """New values, each where the old one of its measure stood: in the entry or in its last addition."""
    rest, added = dict(parsed), []
    for addition in reversed(entry.added):
        moved = {name: rest.pop(name) for name in addition.values if name in rest}
        if moved:
            added.append(Addition(addition.recorded, moved))
    return rest, tuple(reversed(added))


def _check_in_of_that_day(journal: Journal, entry: Entry) -> Entry | None:
    turns_at = journal.settings.day_turns_at
    day = waking_day(entry.at, turns_at)
    for earlier in reversed(journal.entries):
        if earlier.kind is EntryKind.DAY and earlier.source is None and waking_day(earlier.at, turns_at) == day:
            return earlier
    return None
