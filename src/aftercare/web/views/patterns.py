"""Patterns of times or of days: the list by tier, and one with its dots, its interval and the entries behind it.

What was shown is remembered: it changes wording later, never evidence. Which outcome or pattern is looked at lies on
the desk, never in an address.
"""

from starlette.responses import Response

from aftercare.model.entry import zone_info
from aftercare.model.review import Review
from aftercare.patterns.changes import Change
from aftercare.usecases.look import first_shown, remember_shown
from aftercare.usecases.seen import changed_since, keep_seen, last_seen
from aftercare.web.journal_pages import behind, latest, made_of
from aftercare.web.opened import Opened, opened
from aftercare.web.pattern_cards import page_of
from aftercare.web.pattern_days import DAYS, enough_days
from aftercare.web.patterns_list import patterns_page
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """All there is to say so far, or what there is of one outcome."""
    here = opened(visit)
    review = _review(here)
    changed = _look(here, review)
    page = patterns_page(here.journal, review, here.gettext, only=here.desk.outcome, changed=changed)
    remember_shown(here.vault, review, here.now)
    return visit.render("journal/patterns.html", page=page, sample=False)


def _review(here: Opened) -> Review:
    """Of times or of days, as chosen. Days are searched only for whoever asks about them and has enough."""
    review = here.review()
    return review.of_days() if here.desk.by_day and enough_days(here.journal) else review


def _look(here: Opened, review: Review) -> tuple[Change, ...]:
    """What changed since the last look before this unlocking; what stands there now is kept for the next."""
    by_day, looks = review.table.by_day, here.desk.looks
    if by_day not in looks:
        looks[by_day] = last_seen(here.journal, by_day=by_day)
    keep_seen(here.vault, review.patterns, here.now, by_day=by_day)
    return changed_since(looks[by_day], review.patterns)


def narrow(visit: Visit) -> Response:
    """Look at one outcome alone or at all again; or at days in the place of times, and back."""
    desk, rows = opened(visit).desk, visit.posted.text("rows")
    if rows:
        desk.by_day = rows == DAYS
    desk.outcome = visit.posted.text("only")
    return visit.go("patterns")


def choose(visit: Visit) -> Response:
    """Take a pattern to look at."""
    here = opened(visit)
    here.desk.by_day = visit.posted.text("rows") == DAYS
    here.desk.pair = (visit.posted.text("factor"), visit.posted.text("outcome"))
    here.desk.whole = visit.posted.text("whole") == "yes"
    return visit.go("pattern")


def one(visit: Visit) -> Response:
    """The pattern on the desk; the list when it is not among the patterns any more."""
    here = opened(visit)
    review = _review(here)
    pattern = next((p for p in review.patterns.patterns if p.pair.key == here.desk.pair), None)
    if pattern is None:
        return visit.go("patterns")
    zone, today = zone_info(here.journal.settings.zone), here.local_now.date()
    first = first_shown(here.journal, pattern.pair.key, by_day=review.table.by_day)
    days = [(tier, at.astimezone(zone).date()) for at, tier in first]
    shown = [(tier, here.times.title(day)) for tier, day in days] if any(day < today for _, day in days) else []
    page, whole = page_of(pattern, review.patterns, review.table, here.gettext, shown=shown), here.desk.whole
    return visit.render(
        "journal/pattern.html",
        page=page,
        lines_with=behind(here.journal, latest(page.rows_with, whole=whole), here.measures, here.times),
        lines_without=behind(here.journal, latest(page.rows_without, whole=whole), here.measures, here.times),
        whole=whole,
        made_of=made_of(here.knowledge, pattern.outcome),
        sample=False,
    )
