"""What this device holds of the app: installing it, what works without opening, forgetting it here.

Nothing here reads the journal. "Forget this device" takes away what this browser keeps; the journal stays as it is.
"""

from starlette.responses import JSONResponse, Response

from aftercare.model.settings import ICONS
from aftercare.usecases import device
from aftercare.web.danger_said import static_list
from aftercare.web.views.leaving import locked
from aftercare.web.views.locked_log import may_write
from aftercare.web.visit import Visit


def install(visit: Visit) -> Response:
    """How to put it on the home screen, and what stands visible there."""
    return visit.render("install.html", icons=ICONS, secure=_secure(visit))


def without_opening(visit: Visit) -> Response:
    """What works without unlocking, and without us: behind the cover, and in place of a page that did not come."""
    return visit.render(
        "without_opening.html",
        locked=not visit.unlocked and device.has_vault(visit.state.launch.folder),
        may_write=may_write(visit),
        **static_list(visit.state.device.country),
    )


def fresh_token(visit: Visit) -> Response:
    """The form token for a page that was kept on the device, which has none. Our own pages alone can read it."""
    return JSONResponse({"t": visit.open_token})


def ask_forget(visit: Visit) -> Response:
    """What goes, and what stays."""
    return visit.render("forget_device.html", letterbox=visit.url_for("letterbox"))


def forget(visit: Visit) -> Response:
    """Expire what this browser holds of us by cookie, and end on the page that says nothing.

    The launch cookie stays: it opens nothing but the first page, and ends with the browser.
    """
    response = visit.go("blank")
    if visit.unlocked:
        response = locked(visit, response)
    launch = visit.state.launch
    for name in (launch.device_cookie, launch.session_cookie, launch.told_cookie, launch.unfinished_cookie):
        visit.expire_cookie(response, name)
    return response


def _secure(visit: Visit) -> bool:
    """Whether a browser would install from this address: over TLS, or on this very machine."""
    return visit.state.launch.tls or not visit.state.launch.outside
