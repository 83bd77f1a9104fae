"""Changing what is written down: edit, delete, the answer of the day after. One journal, opened by the caller."""

import sys

from aftercare.charts.encounter import when_in_words
from aftercare.cli import voice
from aftercare.cli.after import Talk
from aftercare.cli.chosen import entry_named
from aftercare.cli.clock import now
from aftercare.cli.drafts_in import Reading, read_drafts
from aftercare.cli.logging_in import ask_more, asked
from aftercare.cli.options import Opened
from aftercare.cli.questions import Asking
from aftercare.cli.receipts import show_receipt, show_receipt_json
from aftercare.cli.undoing import offer_undo
from aftercare.cli.words import short_id
from aftercare.knowledge.catalogue import by_group, catalogue
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import BadValue, Conflict, NotThere
from aftercare.model.measure import Form, Measure
from aftercare.review import day_after_due
from aftercare.usecases.after_save import AfterSave
from aftercare.usecases.drafts import Draft
from aftercare.usecases.log_entry import answer_day_after, delete_entry, edit_entry

COMMON = "The common lines"


def edit(opened: Opened, typed: str, *, as_json: bool) -> None:
    """Change an entry. In a terminal each line shows what stands there; from input the new values replace the old."""
    entry = entry_named(opened.session.journal, typed)
    if entry.kind is EntryKind.SCREENER:
        raise Conflict("A filled-in questionnaire is not changed. Delete it and fill it in again.")
    if not voice.is_conversation():
        draft = _one_draft(opened, entry)
        _show(opened, _save(opened, entry, draft), as_json=as_json)
        return
    form = Asking(opened.session.journal.person.organs, dict(entry.all_values()))
    ask_more(form, _groups(opened, entry))
    offer = "Enter keeps it, - clears it" if entry.note else "Enter for none"
    note = voice.ask(f"A note? ({offer})") or entry.note or ""
    draft = Draft(id=entry.id, kind=entry.kind, at=entry.at, values=form.values, note="" if note == "-" else note)
    after = _save(opened, entry, draft)
    voice.show(f"Changed: {when_in_words(after.entry.at)} ({short_id(after.entry.id)})")
    talk = Talk(opened, after)
    talk.run()
    offer_undo(opened, new=None, talk=talk)


def delete(opened: Opened, typed: str) -> None:
    """Delete an entry. In a terminal it can be taken back at once; when the command ends it is destroyed."""
    entry = entry_named(opened.session.journal, typed)
    delete_entry(opened.session, entry.id)
    voice.show(f"Deleted: {when_in_words(entry.at)} ({short_id(entry.id)})")
    if voice.is_conversation():
        offer_undo(opened, new=None)


def day_after(opened: Opened, *, as_json: bool) -> None:
    """Answer the card of the day after, for the entry that is due."""
    journal = opened.session.journal
    due = day_after_due(journal, catalogue(opened.knowledge, journal.own_measures), now())
    if due is None:
        raise NotThere("No day-after answer is due. It is asked from 5 in the morning of the next day, for 72 hours.")
    entry = journal.entry(due)
    if not voice.is_conversation():
        values = _one_draft(opened, entry).values
        _show(opened, answer_day_after(opened.session, opened.knowledge, due, values, now()), as_json=as_json)
        return
    voice.tell(f"About {when_in_words(entry.at)}:")
    form = Asking(journal.person.organs)
    form.ask_all(asked(opened, Form.DAY_AFTER))
    if not form.values:
        voice.tell("Nothing was answered, so nothing is saved.")
        return
    after = answer_day_after(opened.session, opened.knowledge, due, form.values, now())
    voice.show(f"Saved: the day after {when_in_words(entry.at)} ({short_id(due)})")
    talk = Talk(opened, after)
    talk.run()
    offer_undo(opened, new=None, talk=talk)


def _one_draft(opened: Opened, entry: Entry) -> Draft:
    measures = catalogue(opened.knowledge, opened.session.journal.own_measures)
    drafts = read_drafts(sys.stdin, Reading(measures=measures, kind=entry.kind, at=entry.at, now=now()))
    if len(drafts) != 1:
        raise BadValue("Give the new values of this one entry, without a blank line between them.")
    return drafts[0]


def _save(opened: Opened, entry: Entry, draft: Draft) -> AfterSave:
    return edit_entry(
        opened.session,
        opened.knowledge,
        entry.id,
        values=draft.values,
        note=draft.note,
        at=draft.at,
        now=now(),
    )


def _show(opened: Opened, after: AfterSave, *, as_json: bool) -> None:
    show = show_receipt_json if as_json else show_receipt
    show(after, opened.session.folder, opened.knowledge)


def _groups(opened: Opened, entry: Entry) -> dict[str, list[Measure]]:
    if entry.kind is EntryKind.DAY:
        return by_group(asked(opened, Form.CHECK_IN))
    return {
        COMMON: asked(opened, Form.COMMON),
        **by_group(asked(opened, Form.MORE)),
        "The day after": asked(opened, Form.DAY_AFTER),
    }
