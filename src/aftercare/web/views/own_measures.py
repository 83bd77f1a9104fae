"""Your own questions: add one, rename it, stop asking, ask again."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from aftercare.knowledge.own import FORMS, KINDS, NewMeasure
from aftercare.model.errors import BadValue, UserError
from aftercare.model.measure import Form, Kind, Phase
from aftercare.usecases import own_measures as use
from aftercare.web.forms import FieldError, Posted
from aftercare.web.opened import opened
from aftercare.web.visit import Visit

PHASES = (Phase.BEFORE, Phase.DURING, Phase.AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form as it stands. Nothing is preset but what a select shows first."""

    label: str = ""
    kind: str = KINDS[0].value
    options: str = ""
    unit: str = ""
    minimum: str = ""
    maximum: str = ""
    form: str = FORMS[0].value
    phase: str = ""


def show(visit: Visit) -> Response:
    """Those there are, and the form for one more."""
    return _page(visit, Typed())


def add(visit: Visit) -> Response:
    """Add one."""
    here = opened(visit)
    typed = _typed(visit.posted)
    try:
        with here.undoable("Added. It is asked from now on."):
            use.define_measure(here.vault, here.knowledge, _new(typed))
    except UserError as error:
        where = error.where if error.where in ("name", "kind", "options", "number", "form", "phase") else "form"
        return _page(visit, typed, (FieldError(where, "", error.sentence),), status=error.status)
    return visit.go("own_measures")


def change(visit: Visit) -> Response:
    """Rename, stop asking, ask again."""
    here = opened(visit)
    measure, doing = visit.posted.text("id"), visit.posted.text("do")
    try:
        if doing == "rename":
            with here.undoable("Renamed. What was noted stays with it."):
                use.rename_measure(here.vault, here.knowledge, measure, visit.posted.text("label"))
        elif doing == "retire":
            with here.undoable("No longer asked. What was noted stays."):
                use.retire_measure(here.vault, measure)
        elif doing == "bring_back":
            with here.undoable("Asked again from now on."):
                use.bring_back_measure(here.vault, here.knowledge, measure)
    except UserError as error:
        return _page(visit, Typed(), (FieldError(f"r-{measure}", "", error.sentence),), status=error.status)
    return visit.go("own_measures")


def _page(visit: Visit, typed: Typed, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    here = opened(visit)
    sentence, undo = here.take_sentence()
    wrong: Mapping[str, str] = {error.field: error.sentence for error in errors}
    own = here.journal.own_measures
    return visit.render(
        "yours/own_measures.html",
        status=status,
        asked=[measure for measure in own if not measure.retired],
        retired=[measure for measure in own if measure.retired],
        kinds=[kind.value for kind in KINDS],
        forms=[form.value for form in FORMS],
        phases=[phase.value for phase in PHASES],
        typed=typed,
        errors=errors,
        wrong=wrong,
        sentence=sentence,
        undo=undo,
    )


def _typed(posted: Posted) -> Typed:
    return Typed(
        label=posted.text("label"),
        kind=posted.text("kind"),
        options=posted.text("options"),
        unit=posted.text("unit"),
        minimum=posted.text("minimum"),
        maximum=posted.text("maximum"),
        form=posted.text("form"),
        phase=posted.text("phase"),
    )


def _new(typed: Typed) -> NewMeasure:
    if typed.kind not in set(KINDS) or typed.form not in set(FORMS):
        raise BadValue("Pick what an answer is, and where it is asked.", where="kind")
    kind, form = Kind(typed.kind), Form(typed.form)
    if form is Form.MORE and typed.phase not in set(PHASES):
        raise BadValue("Say whether it is before, during or after.", where="phase")
    number = kind is Kind.NUMBER
    return NewMeasure(
        label=typed.label,
        kind=kind,
        form=form,
        phase=Phase(typed.phase) if form is Form.MORE else Phase.BEFORE,
        options=tuple(line.strip() for line in typed.options.splitlines() if line.strip()),
        unit=typed.unit if number else "",
        minimum=_number(typed.minimum) if number else None,
        maximum=_number(typed.maximum) if number else None,
    )


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise BadValue("Give the smallest and the largest number.", where="number") from None
