"""Searching one's own words. The words come by POST, stand in no address, and nothing of them is kept."""

from starlette.responses import Response

from aftercare.usecases.search_notes import Only, Results, search_notes
from aftercare.web.opened import opened
from aftercare.web.telling import line_of
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The box."""
    return _page(visit, "", frozenset(), None)


def search(visit: Visit) -> Response:
    """What was found; the same page again, because an address that leads to it would have to say what was sought."""
    here = opened(visit)
    words = visit.posted.text("words").strip()
    asked = visit.posted.all("only")
    only = frozenset(one for one in Only if one.value in asked)
    results = search_notes(here.vault, words, only)
    return _page(visit, words, only, results if words or only else None)


def _page(visit: Visit, words: str, only: frozenset[Only], results: Results | None) -> Response:
    here = opened(visit)
    times = here.times
    found = () if results is None else results.found
    return visit.render(
        "journal/search.html",
        words=words,
        filters={one.value for one in only},
        searched=results is not None,
        all=0 if results is None else results.all,
        lines=[(line_of(one.entry, here.measures, times), one.pieces) for one in found],
        noted=any(entry.note for entry in here.journal.entries),
        sample=False,
    )
