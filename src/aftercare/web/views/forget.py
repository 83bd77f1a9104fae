"""Forget everything: one page that lists what it can't reach, one tap. Also from the locked page, when all is lost."""

from starlette.responses import Response

from aftercare.model.errors import Conflict
from aftercare.model.settings import Device
from aftercare.usecases import device, keep_safe
from aftercare.web.opened import opened
from aftercare.web.views.leaving import CLEAR_CACHE
from aftercare.web.visit import Visit


def ask(visit: Visit) -> Response:
    """What goes, and what can't be reached."""
    return visit.render("yours/forget.html", rest=keep_safe.out_of_reach(opened(visit).vault))


def forget(visit: Visit) -> Response:
    """Keys first, then files; then nothing of it is open anywhere."""
    rest = keep_safe.forget(opened(visit).vault)
    return _gone(visit, rest)


def ask_locked(visit: Visit) -> Response:
    """For someone who has lost passphrase and recovery key."""
    if visit.unlocked or not device.has_vault(visit.state.launch.folder):
        return visit.go("front")
    return visit.render("yours/forget_locked.html")


def forget_locked(visit: Visit) -> Response:
    """The same without the passphrase."""
    if visit.state.vault is not None:
        raise Conflict("The journal is open in another browser. Lock it there first.")
    keep_safe.forget_while_locked(visit.state.launch.folder)
    return _gone(visit, None)


def _gone(visit: Visit, rest: object) -> Response:
    state = visit.state
    state.device = Device(exit_explained=state.device.exit_explained)
    state.lock()
    response = visit.render("yours/forgotten.html", rest=rest)
    launch = state.launch
    for name in (launch.session_cookie, launch.device_cookie, launch.told_cookie, launch.unfinished_cookie):
        visit.expire_cookie(response, name)
    response.headers["clear-site-data"] = CLEAR_CACHE
    return response
