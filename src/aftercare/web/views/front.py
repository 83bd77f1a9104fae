"""The first page: Start when there is no vault, Unlock when it is locked, home when it is open.

With *cover* on, a locked app opens on an empty note pad; what works without opening is one unmarked tap behind it, the
form to unlock another. As it is kept on the device it is the note pad, or the page that says what works without us.
"""

from starlette.responses import Response

from aftercare.usecases import device
from aftercare.web.views.locked_log import may_write
from aftercare.web.views.on_device import without_opening
from aftercare.web.views.start import has_paper_to_show
from aftercare.web.visit import Visit


def front(visit: Visit) -> Response:
    """Where the person is decides what they see; the address is always the same."""
    if visit.unlocked:
        return visit.go("start_paper" if has_paper_to_show(visit) else "home")
    covered = visit.state.device.cover and visit.page.name == "front"
    if visit.shell:
        return visit.render("cover.html") if covered else without_opening(visit)
    if device.has_vault(visit.state.launch.folder):
        if covered:
            return visit.render("cover.html")
        return visit.render("unlock.html", may_write=may_write(visit), wrong=None, wait=0)
    return visit.render("welcome.html")
