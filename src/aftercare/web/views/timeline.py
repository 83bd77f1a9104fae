"""The timeline: days, latest first, each entry with its arc. Older days a page at a time; nothing in the address."""

from datetime import date

from starlette.responses import Response

from aftercare.usecases.look import timeline as timeline_page
from aftercare.web.journal_pages import days_of
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit


def newest(visit: Visit) -> Response:
    """The latest days."""
    return _page(visit, opened(visit), None)


def older(visit: Visit) -> Response:
    """The days before those looked at last."""
    here = opened(visit)
    return visit.go("timeline") if here.desk.older is None else _page(visit, here, here.desk.older)


def turn(visit: Visit) -> Response:
    """Turn to an older page."""
    here = opened(visit)
    try:
        here.desk.older = date.fromisoformat(visit.posted.text("before"))
    except ValueError:
        return visit.go("timeline")
    return visit.go("timeline_older")


def _page(visit: Visit, here: Opened, before: date | None) -> Response:
    page = timeline_page(here.journal, here.knowledge, before=before)
    sentence, undo = here.take_sentence()
    return visit.render(
        "journal/timeline.html",
        days=days_of(page, here.times),
        older="" if page.older is None else page.older.isoformat(),
        newest=before is None,
        sentence=sentence,
        undo=undo,
        sample=False,
    )
