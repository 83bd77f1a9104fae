"""From a posted form to a saved entry and the page after it; or the same form again, with what was typed kept.

A form carries the id its entry will have. Sent twice it adds nothing twice; sent again with changes (by Back)
it changes what it saved.
"""

import uuid

from starlette.responses import Response

from aftercare.knowledge.parse import parse_values
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import NotThere, UserError
from aftercare.usecases.begun import end_begun
from aftercare.usecases.drafts import Draft, clean_note
from aftercare.usecases.log_entry import edit_entry, log_entry
from aftercare.usecases.notes import get_ready_soon
from aftercare.usecases.person import remember_zone
from aftercare.web.entry_form import (
    EARLIER,
    EntryForm,
    counted,
    posted_names,
    posted_zone,
    questions,
    read_raw,
    read_when,
    to_mend,
    typed_when,
)
from aftercare.web.forms import Posted
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

TEMPLATES = {EntryKind.ENCOUNTER: "journal/log.html", EntryKind.DAY: "journal/check_in.html"}


def blank_form(visit: Visit, kind: EntryKind) -> Response:
    """The form of a kind, with nothing preset."""
    here = opened(visit)
    first, groups = questions(here.journal, here.measures, kind)
    asked = here.desk.take_form_day()
    day = (asked or here.local_now.date()).isoformat()
    when = typed_when(Posted((("day", day),) if asked is None else (("day", day), ("when", EARLIER))))
    form_id, organs = str(uuid.UUID(hex=visit.state.random_hex(16))), here.journal.person.organs
    form = EntryForm(id=form_id, first=first, groups=groups, when=when, organs=organs)
    get_ready_soon(here.knowledge)
    return visit.render(TEMPLATES[kind], form=form)


def save_form(visit: Visit, kind: EntryKind) -> Response:
    """Save what was posted, then go to the page after it."""
    here = opened(visit)
    first, groups = questions(here.journal, here.measures, kind, filled=posted_names(visit.posted))
    raw = read_raw(visit.posted, [*first, *(measure for group in groups for measure in group.measures)])
    form_id, note = visit.posted.text("id"), visit.posted.text("note")
    try:
        at = read_when(visit.posted, here.local_now, here.journal.settings.zone)
        draft = Draft(id=form_id, kind=kind, at=at, values=raw, note=note)
        again = form_id in here.desk.sent
        saved = None if again else log_entry(here.vault, here.knowledge, draft, here.now)
        entry = _again(here, draft) if saved is None else saved.entry
    except UserError as error:
        form = EntryForm(
            id=form_id,
            first=first,
            groups=counted(groups, raw),
            when=typed_when(visit.posted),
            values=raw,
            note=note,
            errors=to_mend(error, here.measures),
            organs=here.journal.person.organs,
        )
        return visit.render(TEMPLATES[kind], status=error.status, form=form)
    here.desk.remember_sent(form_id, entry.id)
    is_finished(visit, here, form_id)
    if zone := posted_zone(visit.posted):
        remember_zone(here.vault, zone)
    fresh = None if saved is None else (here.journal.version, saved)
    here.desk.begin_after(entry.id, "Saved.", here.made, fresh, again=again)
    return visit.go("after_save")


def is_finished(visit: Visit, here: Opened, form_id: str) -> None:
    """This form is saved: what was kept of it half-filled is offered no more."""
    visit.state.unsaved.forget(form_id)
    end_begun(here.vault, form_id)


def _again(here: Opened, draft: Draft) -> Entry:
    """The same form once more: nothing new when it says the same, else a change of what it saved."""
    saved = here.journal.entry(here.desk.sent[draft.id])
    if draft.kind is EntryKind.DAY:
        return saved
    said = parse_values(here.measures, draft.values)
    if said == dict(saved.values) and clean_note(draft.note) == saved.note:
        return saved
    later = {name: value for addition in saved.added for name, value in addition.values.items()}
    kept = {name: value for name, value in saved.values.items() if here.measures[name].private}
    values = {**later, **kept, **said}
    changed = edit_entry(
        here.vault, here.knowledge, saved.id, values=values, note=draft.note, at=saved.at, now=here.now
    )
    return changed.entry


def require_chosen(entry_id: str | None) -> str:
    """The entry on the desk; NotThere when none was picked since unlocking."""
    if entry_id is None:
        raise NotThere("Pick an entry from the timeline first.")
    return entry_id
