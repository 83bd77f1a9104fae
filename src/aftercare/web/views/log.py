"""Log: the entry of four taps, and More."""

from starlette.responses import Response

from aftercare.model.entry import EntryKind
from aftercare.web.saving import blank_form, save_form
from aftercare.web.visit import Visit


def log(visit: Visit) -> Response:
    """The form, with nothing preset."""
    return blank_form(visit, EntryKind.ENCOUNTER)


def save(visit: Visit) -> Response:
    """Save, and go on to what comes after."""
    return save_form(visit, EntryKind.ENCOUNTER)
