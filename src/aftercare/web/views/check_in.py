"""The daily check-in: the same form as an entry, asked for a day."""

from starlette.responses import Response

from aftercare.model.entry import EntryKind
from aftercare.web.saving import blank_form, save_form
from aftercare.web.visit import Visit


def check_in(visit: Visit) -> Response:
    """The form, with nothing preset."""
    return blank_form(visit, EntryKind.DAY)


def save(visit: Visit) -> Response:
    """Save; a second check-in of one day is added to the first."""
    return save_form(visit, EntryKind.DAY)
