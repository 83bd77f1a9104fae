"""Logging while the journal is locked: a paired device leaves an entry that nobody can read back until unlocking.

Its words are read and the rules that need this entry alone are screened before it is sealed; what they lack is asked
right after, and those answers are kept nowhere: when the journal is opened, everything is read and screened again. What
needs the journal can't be screened here, so an entry with words gets the static danger list, always (SAFETY 4).
"""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from aftercare.check.screening import any_of_these, next_questions, screen_letter
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.parse import parse_values
from aftercare.model.entry import NOTE_LIMIT, Entry
from aftercare.model.errors import BadValue, UserError
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.person import Person
from aftercare.usecases.after_save import AfterSave, Told
from aftercare.usecases.drafts import Draft, check_time, entry_from_draft, moment
from aftercare.usecases.notes import has_words, read_note
from aftercare.usecases.quotes import Quote, Said, answers_to, unanswered
from aftercare.vault import Letter, LetterSlot, Session, read_recipient, seal_letter
from aftercare.vault.pairing import device_of_token

BETWEEN = "."
"""Between address and token in what a device keeps; neither can hold it."""
LONGEST_NAME = 40
NOBODYS = "00000000-0000-4000-8000-000000000000"
"""The id of an entry that is looked at and never kept."""
_NOBODY = Journal(person=Person(birth_year=1970))
"""Who writes is not known while it is locked: nothing of this one is asked but what was never said."""


def let_write(session: Session, name: str, now: datetime) -> str:
    """Pair a device; returns what it keeps to be known by. BadValue without a name."""
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= LONGEST_NAME or not cleaned.isprintable():
        raise BadValue(f"Give it a name of 1 to {LONGEST_NAME} characters.", where="name")
    pairing = session.pair_device(cleaned, now)
    return f"{pairing.address}{BETWEEN}{pairing.token}"


def let_write_no_more(session: Session, device: str) -> None:
    """Revoke a device's pairing."""
    session.revoke_device(device)


def writer_of(folder: Path, pairing: str) -> str | None:
    """The device that a pairing belongs to; None when it may not write here (any more). Needs no key."""
    address, _, token = pairing.partition(BETWEEN)
    return device_of_token(folder, address, token) if token else None


def leave_letter(
    folder: Path, knowledge: Knowledge, draft: Draft, *, pairing: str, letter_id: str, now: datetime
) -> AfterSave:
    """Screen an entry, then seal it and keep it, durably. Returns what the page after it shows.

    FieldErrors or BadValue when something does not fit, NotPaired, LetterboxFull, TooLarge: then nothing was kept.
    """
    entry = entry_from_draft(draft, knowledge.measures, now)
    seen = after_letter(knowledge, entry, (), now)
    device = writer_of(folder, pairing)
    sealed = seal_letter(Letter(id=letter_id, device=device, content=entry), read_recipient(folder))
    address, _, token = pairing.partition(BETWEEN)
    LetterSlot(folder).push(address, token, sealed, now=now)
    return seen


def look_at_unkept(knowledge: Knowledge, draft: Draft, now: datetime) -> AfterSave | None:
    """What to show of a form that can't be kept as it stands, so that danger in it is not passed over.

    What does not fit is left away; a time that can't be is now; of a note that is too long its beginning is read. None
    when nothing is filled in. Kept nowhere.
    """
    fitting = dict[str, Value]()
    for measure, raw in draft.values.items():
        with contextlib.suppress(UserError):
            fitting |= parse_values(knowledge.measures, {measure: raw})
    note = draft.note.replace("\r\n", "\n").strip()[:NOTE_LIMIT].strip() or None
    if not fitting and note is None:
        return None
    at = draft.at
    try:
        check_time(at, now)
    except UserError:
        at = moment(now.astimezone(UTC).replace(tzinfo=None), "UTC")
    entry = Entry(id=NOBODYS, kind=draft.kind, at=at, recorded=now.astimezone(UTC), values=fitting, note=note)
    return after_letter(knowledge, entry, (), now)


def after_letter(knowledge: Knowledge, entry: Entry, told: Told, now: datetime) -> AfterSave:
    """What to show after an entry that was left while locked. Pure: the entry-only rules, and what they lack."""
    note = read_note(knowledge, entry)
    screening = screen_letter(knowledge, entry, (*note.facts, *told), now)
    answered = {fact.finding for fact in told}
    return AfterSave(
        entry=entry,
        screening=screening,
        ask_wanted=False,
        danger_lines=any_of_these(knowledge, _NOBODY, entry, screening, (*note.facts, *told)),
        questions=tuple(q for q in next_questions(knowledge, screening, discreet=False) if q.id not in answered),
        unread_words=has_words(entry, knowledge=knowledge),
        counts=(),
        read=note.facts,
        understood=note.understood,
        quotes=unanswered(screening.fired, entry.id, told),
    )


def answer_quote_of_letter(quote: Quote, said: Said, told: Told, now: datetime) -> Told:
    """What is told so far, with the answer to "is that so now?". Kept nowhere."""
    others = (fact for fact in told if fact.finding not in quote.findings)
    return (*others, *answers_to(quote, said, now))
