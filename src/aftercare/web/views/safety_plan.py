"""A safety plan for heavy hours: read it, write it, remove it. Optional, in own words, kept in the vault only."""

from collections.abc import Mapping

from starlette.responses import Response

from aftercare.model.errors import UserError
from aftercare.model.safety_plan import LONGEST_PART, PARTS, SafetyPlan
from aftercare.usecases.right_now import help_by_country
from aftercare.usecases.safety_plan import keep_plan, remove_plan
from aftercare.web.forms import FieldError
from aftercare.web.opened import opened
from aftercare.web.visit import Visit

KINDS = ("crisis", "ambulance")
"""Who can be rung from the page of the plan."""


def show(visit: Visit) -> Response:
    """The plan as it is; who to reach stands above it."""
    here = opened(visit)
    sentence, undo = here.take_sentence()
    return visit.render(
        "journal/safety_plan.html",
        plan=here.journal.safety_plan,
        helps=help_by_country(here.knowledge),
        kinds=KINDS,
        sentence=sentence,
        undo=undo,
    )


def form(visit: Visit) -> Response:
    """The form, with what is written so far."""
    return _form(visit, _written(opened(visit).journal.safety_plan))


def keep(visit: Visit) -> Response:
    """Keep what is written."""
    here = opened(visit)
    written = {name: visit.posted.text(name) for name in PARTS}
    try:
        with here.undoable("Kept."):
            keep_plan(here.vault, written, here.now)
    except UserError as error:
        wrong = FieldError(error.where or "form", "", error.sentence)
        return _form(visit, written, (wrong,), status=error.status)
    return visit.go("safety_plan")


def remove(visit: Visit) -> Response:
    """Remove it. It can be taken back until lock; then it is destroyed."""
    here = opened(visit)
    with here.undoable("Removed. Until you lock, you can take that back; then it is destroyed."):
        remove_plan(here.vault)
    return visit.go("safety_plan")


def _form(
    visit: Visit, written: Mapping[str, str], errors: tuple[FieldError, ...] = (), *, status: int = 200
) -> Response:
    return visit.render(
        "journal/safety_plan_form.html", status=status, written=written, errors=errors, longest=LONGEST_PART
    )


def _written(plan: SafetyPlan | None) -> Mapping[str, str]:
    return {name: "" if plan is None else getattr(plan, name) for name in PARTS}
