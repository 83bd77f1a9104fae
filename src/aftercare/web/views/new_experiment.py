"""A new experiment, step by step: what, looked at how, how long, what will happen. Nothing begins before the end."""

from starlette.responses import Response

from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The first step."""
    return visit.go("experiments")


def choose(visit: Visit) -> Response:
    """What was picked; from a pattern, its outcome."""
    return visit.go("experiment_new")
