"""Patterns: the list by tier, and one pattern with its dots, its interval and the entries behind it."""

from starlette.responses import Response

from aftercare.usecases.look import remember_shown
from aftercare.web.journal_pages import behind, patterns_page
from aftercare.web.opened import opened
from aftercare.web.pattern_cards import page_of
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """All there is to say so far. What was shown is remembered: it changes wording later, never evidence."""
    here = opened(visit)
    review = here.review()
    page = patterns_page(here.journal, review, review.table, here.gettext)
    remember_shown(here.vault, review, here.now)
    return visit.render("journal/patterns.html", page=page, sample=False)


def choose(visit: Visit) -> Response:
    """Take a pattern to look at."""
    here = opened(visit)
    here.desk.pair = (visit.posted.text("factor"), visit.posted.text("outcome"))
    return visit.go("pattern")


def one(visit: Visit) -> Response:
    """The pattern on the desk; the list when it is not among the patterns any more."""
    here = opened(visit)
    review = here.review()
    pattern = next((p for p in review.patterns.patterns if p.pair.key == here.desk.pair), None)
    if pattern is None:
        return visit.go("patterns")
    page = page_of(pattern, review.patterns, review.table, here.gettext)
    today = here.local_now.date()
    return visit.render(
        "journal/pattern.html",
        page=page,
        lines_with=behind(here.journal, page.rows_with, here.measures, today),
        lines_without=behind(here.journal, page.rows_without, here.measures, today),
        sample=False,
    )
