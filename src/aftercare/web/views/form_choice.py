"""What the form shows: where each question stands, chosen by the person; kept inside the journal."""

from starlette.responses import Response

from aftercare.model.errors import UserError
from aftercare.model.measure import Form
from aftercare.model.translatable import for_translation
from aftercare.usecases import form_choice as use
from aftercare.web.forms import FieldError
from aftercare.web.opened import opened
from aftercare.web.visit import Visit

TITLES = {Form.MORE: for_translation("When you log"), Form.CHECK_IN: for_translation("In the check-in")}
FIELD = "at."


def show(visit: Visit) -> Response:
    """All that can be moved."""
    return _page(visit)


def keep(visit: Visit) -> Response:
    """Keep where things stand, or put everything back."""
    here = opened(visit)
    if visit.posted.text("do") == "reset":
        with here.undoable("Everything stands where it usually does."):
            use.reset(here.vault)
        return visit.go("form_choice")
    places = {place.value: place for place in use.Place}
    named = ((field.removeprefix(FIELD), value) for field, value in visit.posted.fields if field.startswith(FIELD))
    wanted = {name: places[value] for name, value in named if value in places}
    try:
        with here.undoable("Kept. What you noted stays, whatever is shown."):
            use.choose(here.vault, here.measures, wanted)
    except UserError as error:
        return _page(visit, wanted, (FieldError(f"form-{error.where}", "", error.sentence),), status=error.status)
    return visit.go("form_choice")


def _page(
    visit: Visit,
    wanted: dict[str, use.Place] | None = None,
    errors: tuple[FieldError, ...] = (),
    *,
    status: int = 200,
) -> Response:
    here = opened(visit)
    sentence, undo = here.take_sentence()
    settings = here.journal.settings
    return visit.render(
        "settings/form_choice.html",
        status=status,
        forms=[
            (form.value, title, use.choices(here.knowledge, here.measures, here.journal, form))
            for form, title in TITLES.items()
        ],
        wanted=wanted or {},
        field=FIELD,
        most=use.MOST_FIRST,
        changed=bool(settings.form_first or settings.form_hidden),
        errors=errors,
        sentence=sentence,
        undo=undo,
    )
