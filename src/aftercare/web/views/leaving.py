"""Lock, Exit, the neutral page behind Exit, the page that explains it, and what the page's clock asks the server."""

from dataclasses import replace

from starlette.responses import JSONResponse, Response

from aftercare.usecases import device
from aftercare.web.i18n import translations
from aftercare.web.visit import Visit

CLEAR_CACHE = '"cache"'
"""Never "storage", "cookies" or "*": those delete unsent letters and other programs' cookies (DESIGN 11)."""
STAYS = 400 * 24 * 3600
"""Seconds; browsers keep no cookie longer."""


def lock(visit: Visit) -> Response:
    """Lock for every browser, and go to the front page."""
    return locked(visit, visit.go("front"))


def leave(visit: Visit) -> Response:
    """Exit: lock, and go to a page that says nothing. The browser's script has blanked the page already."""
    response = locked(visit, visit.go("blank"))
    visit.expire_cookie(response, visit.state.launch.unfinished_cookie)
    return response


def locked(visit: Visit, response: Response) -> Response:
    """Lock for every browser, and make this one forget that it was in."""
    visit.state.lock()
    visit.expire_cookie(response, visit.state.launch.session_cookie)
    response.headers["clear-site-data"] = CLEAR_CACHE
    return response


def blank(visit: Visit) -> Response:
    """An empty note pad, with no way from it to anything of ours but the address bar."""
    return visit.render("blank.html")


def locked_meanwhile(visit: Visit) -> Response:
    """Where the answer to a form leads that came when the journal was just locking, and whose page went with it."""
    _ = translations(visit.state.device.language).gettext
    sentence = _("It has locked meanwhile, so nothing was saved. Unlock and try again.")
    return visit.render("error.html", sentence=sentence)


def explain(visit: Visit) -> Response:
    """What Exit does and what it can't do."""
    return visit.render("explain_exit.html")


def explained(visit: Visit) -> Response:
    """The person has read it: not shown by itself again, on this machine or in this browser of another one."""
    state = visit.state
    state.device = replace(state.device, exit_explained=True)
    device.save(state.launch.folder, state.device)
    response = visit.go("front" if state.drafts.get(visit.launch_id) is None else "start")
    if state.launch.outside:
        visit.set_cookie_for(response, state.launch.told_cookie, "1", seconds=STAYS)
    return response


def knows_exit(visit: Visit) -> bool:
    """Whether what Exit does was explained here. Where other devices reach us, each of them is told once."""
    return visit.exit_told if visit.state.launch.outside else visit.state.device.exit_explained


def pulse(visit: Visit) -> Response:
    """Is it still open, and how long yet? Not the person's own action."""
    return JSONResponse({"open": visit.unlocked, "left": _seconds_left(visit)})


def stay(visit: Visit) -> Response:
    """The person typed, tapped or scrolled: that puts off the lock (the server noted it before this view)."""
    return pulse(visit)


def _seconds_left(visit: Visit) -> int:
    state = visit.state
    if not visit.unlocked or state.autolock is None:
        return 0
    return int(state.autolock.seconds_left(state.reading()))
