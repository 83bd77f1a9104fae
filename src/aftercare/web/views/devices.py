"""Devices that may write while the journal is locked: let this browser, list them, let one no more."""

from starlette.responses import Response

from aftercare.model.errors import UserError
from aftercare.usecases.letter_in import let_write, let_write_no_more, writer_of
from aftercare.web.forms import FieldError
from aftercare.web.opened import opened
from aftercare.web.visit import Visit

STAYS = 400 * 24 * 3600
"""Seconds a browser keeps the pairing: the longest it allows."""


def show(visit: Visit) -> Response:
    """The list, and letting this browser."""
    return _page(visit)


def change(visit: Visit) -> Response:
    """Pair this browser, or let a device write no more."""
    here = opened(visit)
    if gone := visit.posted.text("revoke"):
        mine = writer_of(visit.state.launch.folder, visit.pairing)
        let_write_no_more(here.vault, gone)
        here.desk.say("It may write no more. What it has left already still waits for you.")
        response = visit.go("devices")
        if gone == mine:
            visit.expire_cookie(response, visit.state.launch.device_cookie)
        return response
    try:
        pairing = let_write(here.vault, visit.posted.text("device"), here.now)
    except UserError as error:
        return _page(visit, (FieldError("name", "", error.sentence),), status=error.status)
    here.desk.say("This browser may write now, also while the journal is locked.")
    response = visit.go("devices")
    visit.set_cookie_for(response, visit.state.launch.device_cookie, pairing, seconds=STAYS)
    return response


def _page(visit: Visit, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    here = opened(visit)
    sentence, _ = here.desk.take_sentence()
    return visit.render(
        "yours/devices.html",
        status=status,
        devices=here.vault.devices(),
        mine=writer_of(visit.state.launch.folder, visit.pairing),
        recipient=here.vault.recipient,
        errors=errors,
        sentence=sentence,
    )
