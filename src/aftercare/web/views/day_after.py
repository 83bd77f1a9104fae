"""The day after: one tap on home, or a page with the rest. The answer belongs to its encounter."""

from starlette.responses import Response

from aftercare.model.errors import UserError
from aftercare.usecases.log_entry import answer_day_after
from aftercare.usecases.person import dismiss_card
from aftercare.web.day_after_card import card_for
from aftercare.web.entry_form import asked, read_raw, to_mend
from aftercare.web.forms import FieldError
from aftercare.web.journal_pages import day_after_measures
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The page, for the encounter whose card is due or whose page asked for it."""
    here = opened(visit)
    entry_id = here.desk.entry or here.review().day_after
    if entry_id is None:
        return visit.go("home")
    return _page(visit, here, entry_id)


def choose(visit: Visit) -> Response:
    """Take up the page for one encounter."""
    here = opened(visit)
    here.desk.entry = here.journal.entry(visit.posted.text("entry")).id
    return visit.go("day_after")


def save(visit: Visit) -> Response:
    """Save the answer with its own time, or put the card away."""
    here = opened(visit)
    entry_id = visit.posted.text("entry")
    if visit.posted.text("do") == "away":
        with here.undoable("Put away."):
            dismiss_card(here.vault, here.journal.entry(entry_id).id, here.now)
        return visit.go("home")
    raw = read_raw(visit.posted, day_after_measures(here.measures, here.journal))
    if visit.posted.text("do") == "more" and not raw:
        return choose(visit)
    try:
        answer_day_after(here.vault, here.knowledge, entry_id, raw, here.now)
    except UserError as error:
        return _page(visit, here, entry_id, values=raw, errors=to_mend(error, here.measures), status=error.status)
    here.desk.begin_after(entry_id, "Saved with that entry.", here.made)
    return visit.go("after_save")


def _page(
    visit: Visit,
    here: Opened,
    entry_id: str,
    *,
    values: dict[str, object] | None = None,
    errors: tuple[FieldError, ...] = (),
    status: int = 200,
) -> Response:
    measures = [asked(measure, here.journal) for measure in day_after_measures(here.measures, here.journal)]
    return visit.render(
        "journal/day_after.html",
        status=status,
        card=card_for(here.journal, here.measures, entry_id, here.times),
        measures=measures,
        values=values or {},
        errors=errors,
        wrong={error.field: error.sentence for error in errors},
    )
