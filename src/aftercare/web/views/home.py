"""Home: what waits, the two ways in, the last weeks."""

from starlette.responses import Response

from aftercare.web.visit import Visit


def home(visit: Visit) -> Response:
    """The page after unlocking."""
    return visit.render("home.html")
