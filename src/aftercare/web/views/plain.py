"""Pages that only say something: what we promise."""

from starlette.responses import Response

from aftercare.web.visit import Visit


def promises(visit: Visit) -> Response:
    """What is kept from whom, what can't be, and what stays visible."""
    return visit.render("promises.html")
