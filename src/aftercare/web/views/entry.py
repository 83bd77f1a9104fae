"""One entry: all its values, editing, leaving it out of patterns, deleting.

Which entry it is stands on the desk, never in the address.
"""

from starlette.responses import Response

from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import Conflict, NotThere, UserError
from aftercare.usecases import log_entry as journal_actions
from aftercare.web.body_maps import hurt_of
from aftercare.web.entry_form import (
    FORMS_OF,
    EntryForm,
    counted,
    filled_form,
    posted_names,
    questions,
    read_raw,
    read_when,
    shown_when,
    to_mend,
    typed_when,
)
from aftercare.web.opened import Opened, opened
from aftercare.web.saving import is_finished
from aftercare.web.telling import arc_words, line_of, parts_of
from aftercare.web.telling import large as large_picture
from aftercare.web.visit import Visit


def choose(visit: Visit) -> Response:
    """Take an entry to look at."""
    here = opened(visit)
    here.desk.entry = here.journal.entry(visit.posted.text("entry")).id
    return visit.go("entry")


def show(visit: Visit) -> Response:
    """The entry on the desk, whole."""
    here = opened(visit)
    entry = _on_desk(here)
    if entry is None:
        return visit.go("timeline")
    sentence, undo = here.take_sentence()
    encounter = entry.kind is EntryKind.ENCOUNTER
    return visit.render(
        "journal/entry.html",
        entry=entry,
        line=line_of(entry, here.measures, here.times),
        picture=large_picture(entry, here.measures, here.times) if encounter else None,
        picture_words=arc_words(entry, here.measures, here.times) if encounter else "",
        parts=parts_of(entry, here.measures, here.gettext),
        hurt=hurt_of(entry, here.measures, here.journal.person.organs, here.gettext),
        waiting=entry.id in here.journal.waiting,
        sentence=sentence,
        undo=undo,
        sample=False,
    )


def edit(visit: Visit) -> Response:
    """The entry's form, filled."""
    here = opened(visit)
    entry = _on_desk(here)
    if entry is None:
        return visit.go("timeline")
    if entry.kind not in FORMS_OF:
        return visit.go("entry")
    first, groups = questions(here.journal, here.measures, entry.kind, entry.all_values())
    form = filled_form(entry, first, groups, organs=here.journal.person.organs)
    return visit.render("journal/edit.html", entry=entry, form=form)


def save(visit: Visit) -> Response:
    """Save the changes. What the form did not ask stays as it was."""
    here = opened(visit)
    entry = here.journal.entry(visit.posted.text("entry"))
    if entry.kind not in FORMS_OF:
        raise Conflict("A filled-in questionnaire is not changed. Delete it and fill it in again.")
    filled = posted_names(visit.posted)
    first, groups = questions(here.journal, here.measures, entry.kind, entry.all_values(), filled=filled)
    every = [*first, *(measure for group in groups for measure in group.measures)]
    raw = read_raw(visit.posted, every)
    names = {measure.id for measure in every}
    values = {name: value for name, value in entry.all_values().items() if name not in names} | raw
    note = visit.posted.text("note")
    try:
        same_time = typed_when(visit.posted) == shown_when(entry.at)
        zone = entry.at.zone or here.journal.settings.zone
        at = entry.at if same_time else read_when(visit.posted, here.local_now, zone)
        journal_actions.edit_entry(here.vault, here.knowledge, entry.id, values=values, note=note, at=at, now=here.now)
    except UserError as error:
        form = EntryForm(
            id=entry.id,
            first=first,
            groups=counted(groups, raw),
            when=typed_when(visit.posted),
            values=raw,
            note=note,
            errors=to_mend(error, here.measures),
            organs=here.journal.person.organs,
        )
        return visit.render("journal/edit.html", status=error.status, entry=entry, form=form)
    here.desk.entry = entry.id
    is_finished(visit, here, entry.id)
    here.desk.begin_after(entry.id, "Changed.", here.made)
    return visit.go("after_save")


def leave_out(visit: Visit) -> Response:
    """Keep it out of patterns, or take it in again."""
    here = opened(visit)
    out = visit.posted.text("do") == "out"
    journal_actions.leave_out(here.vault, here.knowledge, visit.posted.text("entry"), out=out, now=here.now)
    here.desk.entry = visit.posted.text("entry")
    here.desk.say("Left out of patterns." if out else "Counted in patterns again.", undo=here.made)
    return visit.go("entry")


def delete(visit: Visit) -> Response:
    """Delete it. It can be taken back until lock; then it is destroyed."""
    here = opened(visit)
    journal_actions.delete_entry(here.vault, visit.posted.text("entry"))
    here.desk.entry = None
    here.desk.after = None
    here.desk.say("Deleted. Until you lock, you can take that back; then it is destroyed.", undo=here.made)
    return visit.go("timeline")


def _on_desk(here: Opened) -> Entry | None:
    if here.desk.entry is None:
        return None
    try:
        return here.journal.entry(here.desk.entry)
    except NotThere:
        here.desk.entry = None
        return None
