"""The first page: Start when there is no vault, Unlock when it is locked, home when it is open."""

from starlette.responses import Response

from aftercare.usecases import device
from aftercare.web.views.locked_log import may_write
from aftercare.web.views.start import has_paper_to_show
from aftercare.web.visit import Visit


def front(visit: Visit) -> Response:
    """Where the person is decides what they see; the address is always the same."""
    if visit.unlocked:
        return visit.go("start_paper" if has_paper_to_show(visit) else "home")
    if device.has_vault(visit.state.launch.folder):
        return visit.render("unlock.html", may_write=may_write(visit), wrong=None, wait=0)
    return visit.render("welcome.html")
