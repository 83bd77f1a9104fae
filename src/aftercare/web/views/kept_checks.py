"""Checks that were kept: a list, one as it was shown then, delete."""

from starlette.responses import Response

from aftercare.model.fact import Status
from aftercare.model.interview import KeptCheck
from aftercare.usecases.keep_check import forget_check, kept_check
from aftercare.web.check_result import FIT_TAGS, FIT_TITLES
from aftercare.web.flag_pages import CHIPS
from aftercare.web.library_paths import page_number
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

SAID = {Status.PRESENT: "Yes", Status.ABSENT: "No", Status.UNKNOWN: "Not sure"}


def show(visit: Visit) -> Response:
    """Every kept check by its day, the newest first."""
    here = opened(visit)
    sentence, undo = here.take_sentence()
    lines = [(one.id, _day(here, one), _chip(one), bool(one.words)) for one in reversed(here.journal.checks)]
    return visit.render("check/kept_list.html", lines=lines, sentence=sentence, undo=undo)


def choose(visit: Visit) -> Response:
    """Open one, or delete it."""
    here = opened(visit)
    check_id = visit.posted.text("check")
    if visit.posted.text("do") == "delete":
        with here.undoable("Deleted. Until you lock, you can take that back; then it is destroyed."):
            forget_check(here.vault, check_id)
        return visit.go("kept_checks")
    here.desk.kept_check = kept_check(here.journal, check_id).id
    return visit.go("kept_check")


def one(visit: Visit) -> Response:
    """One kept check, in the words of its day."""
    here = opened(visit)
    if here.desk.kept_check is None:
        return visit.go("kept_checks")
    check = kept_check(here.journal, here.desk.kept_check)
    return visit.render(
        "check/kept.html",
        check=check,
        day=_day(here, check),
        chips=CHIPS,
        fits=FIT_TITLES,
        tones=FIT_TAGS,
        said=SAID,
        number=page_number,
        known=here.knowledge.causes,
    )


def _day(here: Opened, check: KeptCheck) -> str:
    return here.times.made(here.local(check.at))


def _chip(check: KeptCheck) -> str:
    return CHIPS[check.reasons[0].action] if check.reasons else ""
