"""What the notes of an import hold: a list to read after it, never a screen, however urgent it once was (SAFETY 2).

Takes the entries that came in and knowledge; returns a line for each danger that a note told of on its day, the most
urgent first. What it once was says nothing of today: that is for the person to say. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from aftercare.check.facts import moment_of
from aftercare.check.screening import screen_facts, screen_journal
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import ACTION_ORDER, Action, Fired, Screening
from aftercare.model.entry import Entry
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.usecases.notes import NoteRead, facts_of_notes, has_words, skim_note
from aftercare.usecases.quotes import quotes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One danger that a note told of."""

    day: date
    rule: str
    title: str
    """What it is about, in the words of the rule."""
    action: Action
    """What it would have asked for on its day."""
    quotes: tuple[str, ...]
    private: bool
    """About despair, violence or unwanted sex: its words are not shown unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesIn:
    """What the notes that came in hold."""

    notes: int = 0
    found: tuple[Noted, ...] = ()
    unread: int = 0
    """So many could not be read: the danger list is shown for them."""


NO_NOTES = NotesIn()


def notes_in(knowledge: Knowledge, entries: Iterable[Entry], own: tuple[Measure, ...] = ()) -> NotesIn:
    """Read the notes of these entries, of whatever year."""
    found: list[Noted] = []
    notes = unread = 0
    for entry in entries:
        if not has_words(entry, own, knowledge=knowledge):
            continue
        notes += 1
        read = skim_note(knowledge, entry, own)
        unread += not read.understood
        found.extend(_found(knowledge, entry, read))
    found.sort(key=lambda one: (ACTION_ORDER.index(one.action), -one.day.toordinal()))
    return NotesIn(notes=notes, found=tuple(found), unread=unread)


def screen_noted(knowledge: Knowledge, journal: Journal, now: datetime) -> Screening:
    """Screen a journal as it stands now, its notes read."""
    return screen_journal(knowledge, journal, facts_of_notes(knowledge, journal, now), now)


def no_longer_standing(before: tuple[Fired, ...], after: tuple[Fired, ...]) -> tuple[Fired, ...]:
    """Those of the flags that stood before and do not now, or only as something less urgent; the most urgent first."""
    now = {flag.rule: ACTION_ORDER.index(flag.action) for flag in after}
    lost = (flag for flag in before if now.get(flag.rule, len(ACTION_ORDER)) > ACTION_ORDER.index(flag.action))
    return tuple(sorted(lost, key=lambda flag: ACTION_ORDER.index(flag.action)))


def _found(knowledge: Knowledge, entry: Entry, read: NoteRead) -> Iterable[Noted]:
    if not read.present:
        return
    for flag in screen_facts(knowledge, None, read.facts, moment_of(entry)).first_screen:
        yield Noted(
            day=entry.at.day,
            rule=flag.rule,
            title=knowledge.red_flags[flag.rule].title,
            action=flag.action,
            quotes=quotes_of(flag),
            private=any(knowledge.findings[fact.finding].discreet for fact in flag.deciding),
        )
