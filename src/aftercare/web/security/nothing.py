"""The empty 404 that every refused request gets, so that a stranger can't tell what is here."""

from starlette.responses import Response


def nothing() -> Response:
    """No body, no reason."""
    return Response(status_code=404)
