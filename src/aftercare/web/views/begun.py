"""A half-filled form: handed over while it is filled in, and offered again after the journal locked by itself.

`keep` is called by the page's script, not by the person: it puts off no lock. Which form is gone on with stands on the
desk, never in the address.
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from starlette.responses import JSONResponse, Response

from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import NotThere, TooLarge
from aftercare.model.measure import Kind, Measure, Value
from aftercare.model.translatable import for_translation
from aftercare.usecases.begun import Begun, BegunForm, begun_form, end_begun, seal_begun
from aftercare.web.entry_form import EntryForm, Typed, counted, names_of_fields, questions, read_raw, typed_when
from aftercare.web.forms import Posted
from aftercare.web.opened import Opened, opened
from aftercare.web.saving import TEMPLATES
from aftercare.web.visit import Visit

KIND_OF = {BegunForm.LOG: EntryKind.ENCOUNTER, BegunForm.CHECK_IN: EntryKind.DAY}
NOT_KEPT = ("t", "form", "do")
GONE = for_translation("The entry you were changing is no longer here.")


def keep(visit: Visit) -> Response:
    """Seal what is filled in so far and hold it; or forget it, since the person left the form on purpose."""
    here = opened(visit)
    begun = _posted_form(visit, here)
    if begun is None:
        raise NotThere("There is no such form.")
    filled = _is_filled(begun, here)
    if visit.posted.text("do") == "away" or not filled:
        visit.state.unsaved.forget(begun.form_id)
        return JSONResponse({"kept": False, "fits": True})
    try:
        sealed = seal_begun(here.vault, begun, str(uuid.UUID(hex=visit.state.random_hex(16))))
    except TooLarge:
        visit.state.unsaved.forget(begun.form_id)
        return JSONResponse({"kept": False, "fits": False})
    visit.state.unsaved.hold(begun.form_id, sealed)
    return JSONResponse({"kept": True, "fits": True})


def choose(visit: Visit) -> Response:
    """Go on with one, or throw it away."""
    here = opened(visit)
    form_id = visit.posted.text("begun")
    if visit.posted.text("do") == "continue":
        here.desk.begun = begun_form(here.vault, form_id).form_id
        return visit.go("begun")
    with here.undoable("Thrown away."):
        end_begun(here.vault, form_id)
    return visit.go("home")


def show(visit: Visit) -> Response:
    """The form again, filled in as it was left. Its time is the one at which it was begun."""
    here = opened(visit)
    if here.desk.begun is None:
        return visit.go("home")
    try:
        begun = begun_form(here.vault, here.desk.begun)
    except NotThere:
        here.desk.begun = None
        return visit.go("home")
    if begun.form is BegunForm.EDIT:
        return _edit_page(visit, here, begun)
    kind = KIND_OF[begun.form]
    return visit.render(TEMPLATES[kind], form=_form_again(here, begun, kind))


def _edit_page(visit: Visit, here: Opened, begun: Begun) -> Response:
    try:
        entry = here.journal.entry(begun.form_id)
    except NotThere:
        end_begun(here.vault, begun.form_id)
        here.desk.say(GONE)
        return visit.go("home")
    return visit.render("journal/edit.html", entry=entry, form=_form_again(here, begun, entry.kind, entry.all_values()))


def _form_again(
    here: Opened, begun: Begun, kind: EntryKind, values: Mapping[str, Value] = MappingProxyType({})
) -> EntryForm:
    first, groups = questions(here.journal, here.measures, kind, values, filled=names_of_fields(begun.fields))
    every = [*first, *(measure for group in groups for measure in group.measures)]
    posted = _as_posted(begun, every)
    raw = read_raw(posted, every)
    return EntryForm(
        id=begun.form_id,
        first=first,
        groups=counted(groups, raw),
        when=_time_begun(posted),
        values=raw,
        note=posted.text("note"),
        unfold=True,
        organs=here.journal.person.organs,
    )


def _time_begun(posted: Posted) -> Typed:
    """ "Just now" means the time at which it was begun, not the time at which it is gone on with."""
    typed = typed_when(posted)
    if typed.earlier:
        return typed
    try:
        local = datetime.fromisoformat(posted.text("local"))
    except ValueError:
        return typed
    return replace(typed, earlier=True, day=local.date().isoformat(), hour=f"{local:%H:%M}")


def _as_posted(begun: Begun, measures: list[Measure]) -> Posted:
    several = {measure.id for measure in measures if measure.kind is Kind.CHOICES}
    pairs = (
        (name, part)
        for name, value in begun.fields.items()
        for part in (value.split("\n") if name in several else (value,))
    )
    return Posted(tuple(pairs))


def _posted_form(visit: Visit, here: Opened) -> Begun | None:
    try:
        form = BegunForm(visit.posted.text("form"))
    except ValueError:
        return None
    fields: dict[str, str] = {}
    for name, value in visit.posted.fields:
        if value and name not in NOT_KEPT:
            fields[name] = f"{fields[name]}\n{value}" if name in fields else value
    if not fields.get(form.id_field):
        return None
    fields.setdefault("local", f"{here.local_now:%Y-%m-%dT%H:%M}")
    return Begun(form=form, kept=here.now, fields=fields)


def _is_filled(begun: Begun, here: Opened) -> bool:
    """Whether anything is answered; a change of an entry is sent only when something was touched."""
    if begun.form is BegunForm.EDIT:
        return _entry(here, begun.form_id) is not None
    first, groups = questions(here.journal, here.measures, KIND_OF[begun.form], filled=names_of_fields(begun.fields))
    every = [*first, *(measure for group in groups for measure in group.measures)]
    return bool(read_raw(_as_posted(begun, every), every) or begun.fields.get("note", "").strip())


def _entry(here: Opened, entry_id: str) -> Entry | None:
    try:
        return here.journal.entry(entry_id)
    except NotThere:
        return None
