"""Logging: asks in a terminal, reads standard input otherwise. One journal, opened by the caller."""

import sys
import uuid
from collections import Counter

from aftercare.charts.encounter import when_in_words
from aftercare.cli import voice
from aftercare.cli.after import Talk
from aftercare.cli.clock import local_zone, now, read_when
from aftercare.cli.drafts_in import Reading, read_drafts
from aftercare.cli.options import Opened
from aftercare.cli.questions import Asking
from aftercare.cli.receipts import show_receipt, show_receipt_json
from aftercare.cli.undoing import offer_undo
from aftercare.cli.words import short_id
from aftercare.knowledge.catalogue import by_form, by_group, catalogue, often_first
from aftercare.model.entry import EntryKind, When, zone_info
from aftercare.model.errors import Conflict, UserError
from aftercare.model.measure import Form, Measure
from aftercare.usecases.drafts import Draft, entry_from_draft
from aftercare.usecases.drafts import moment as to_the_minute
from aftercare.usecases.form_choice import asked_measures, split_first
from aftercare.usecases.log_entry import log_entry

TODAY = "Today"
"""The check-in's short form; its other groups are offered under "more"."""


def log(opened: Opened, *, moment: bool, earlier: bool, as_json: bool) -> None:
    """An encounter, or with `moment` a reading at some time."""
    kind = EntryKind.MOMENT if moment else EntryKind.ENCOUNTER
    if not voice.is_conversation():
        log_from_input(opened, kind, as_json=as_json)
        return
    at = ask_when() if earlier else this_minute()
    form = Asking(opened.session.journal.person.organs)
    form.ask_all(asked(opened, Form.COMMON))
    ask_more(form, by_group(asked(opened, Form.MORE)))
    converse(opened, Draft(id=str(uuid.uuid4()), kind=kind, at=at, values=form.values, note=ask_note()))


def check_in(opened: Opened, *, earlier: bool, as_json: bool) -> None:
    """The day's check-in."""
    if not voice.is_conversation():
        log_from_input(opened, EntryKind.DAY, as_json=as_json)
        return
    at = ask_when() if earlier else this_minute()
    groups = by_group(asked(opened, Form.CHECK_IN))
    form = Asking(opened.session.journal.person.organs)
    form.ask_all(groups.pop(TODAY, []))
    ask_more(form, groups)
    converse(opened, Draft(id=str(uuid.uuid4()), kind=EntryKind.DAY, at=at, values=form.values, note=ask_note()))


def log_from_input(opened: Opened, kind: EntryKind, *, as_json: bool) -> None:
    """Every entry of standard input, or none: all are checked before the first is saved."""
    measures = catalogue(opened.knowledge, opened.session.journal.own_measures)
    drafts = read_drafts(sys.stdin, Reading(measures=measures, kind=kind, at=this_minute(), now=now()))
    check_all(opened, drafts)
    show = show_receipt_json if as_json else show_receipt
    for draft in drafts:
        show(log_entry(opened.session, opened.knowledge, draft, now()), opened.session.folder, opened.knowledge)


def check_all(opened: Opened, drafts: tuple[Draft, ...]) -> None:
    """Refuse before anything is saved what would be refused in the middle."""
    journal = opened.session.journal
    measures = catalogue(opened.knowledge, journal.own_measures)
    there = {entry.id for entry in journal.entries}
    for number, draft in enumerate(drafts, start=1):
        where = f"entry {number}"
        if draft.id in there:
            raise Conflict("There is an entry with this id already. Nothing was saved.", where=where)
        try:
            entry_from_draft(draft, measures, now())
        except UserError as error:
            raise Conflict(f"{error} Nothing was saved.", where=where) from None


def converse(opened: Opened, draft: Draft) -> None:
    """Save what was asked, then everything that comes after a save; at the end it can be taken back."""
    if not draft.values and not draft.note.strip():
        voice.tell("Nothing was answered, so nothing is saved.")
        return
    after = log_entry(opened.session, opened.knowledge, draft, now())
    voice.show(f"Saved: {when_in_words(after.entry.at)} ({short_id(after.entry.id)})")
    talk = Talk(opened, after)
    talk.run()
    offer_undo(opened, new=draft.id if after.entry.id == draft.id else None, talk=talk)


def asked(opened: Opened, form: Form) -> list[Measure]:
    """What a form asks, what the person records often first (the common entry keeps its order)."""
    journal = opened.session.journal
    measures = by_form(catalogue(opened.knowledge, journal.own_measures), form, organs=journal.person.organs)
    if form is Form.COMMON:
        return measures
    first, rest = split_first(asked_measures(measures, journal.settings), journal.settings)
    return [*first, *often_first(rest, Counter(name for entry in journal.entries for name in entry.values))]


def ask_more(form: Asking, groups: dict[str, list[Measure]]) -> None:
    """Offer the groups until Enter."""
    names = list(groups)
    while names:
        offer = ", ".join(f"{number} {name.lower()}" for number, name in enumerate(names, start=1))
        picked = voice.ask_number(voice.wrapped(f"More? ({offer}; Enter saves)", hanging="    "), len(names))
        if picked is None:
            return
        voice.tell("Enter leaves a line open, . ends this part.")
        form.ask_all(groups[names[picked - 1]])


def ask_note() -> str:
    """A note, on one line."""
    return voice.ask("A note? (Enter for none)")


def this_minute() -> When:
    """Now, to the minute, where the person is."""
    zone = local_zone()
    return to_the_minute(now().astimezone(zone_info(zone)).replace(tzinfo=None), zone)


def ask_when() -> When:
    """When it was."""
    while True:
        typed = voice.ask("When was it? (like 2026-11-20 23:40, 23:40, or only the day)")
        try:
            return read_when(typed, local_zone(), now())
        except UserError as error:
            voice.fail(error.sentence)
