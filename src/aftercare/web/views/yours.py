"""Your data: the menu of everything that comes in, goes out, is kept safe or forgotten."""

from starlette.responses import Response

from aftercare.web.opened import opened
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The menu, with what waits."""
    here = opened(visit)
    sentence, undo = here.take_sentence()
    return visit.render(
        "yours/yours.html",
        devices=len(here.vault.devices()),
        letters=len(here.journal.waiting) + len(here.vault.letters_aside()),
        sentence=sentence,
        undo=undo,
    )
