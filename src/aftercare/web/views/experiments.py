"""Experiments on oneself: the list of them, and where one stands."""

from starlette.responses import Response

from aftercare.web.opened import opened
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The one that runs, those before, and the way to a new one."""
    here = opened(visit)
    sentence, _ = here.desk.take_sentence()
    return visit.render("experiments/list.html", sentence=sentence)
