"""Where the page's own script brings what it sealed. Nothing here can be read, and nothing is told but a sentence.

The proof is the device's cookie, which no script can read; the page has no form token, since it may have stayed on the
device. It works whether the journal is open or not: letters are taken in at unlocking, or at once when it is open.
"""

import contextlib
import hashlib

from starlette.responses import JSONResponse, Response

from aftercare.model.errors import BadValue, UserError
from aftercare.model.translatable import for_translation
from aftercare.usecases.letter_in import BETWEEN
from aftercare.usecases.letters import take_in
from aftercare.vault import LetterSlot, Session
from aftercare.vault.letterbox import LetterboxFull, NotPaired
from aftercare.vault.pairing import device_of_token
from aftercare.web.i18n import translations
from aftercare.web.link import Line, Say
from aftercare.web.visit import Visit

KIND = "application/octet-stream"
FULL = for_translation("The journal can take no more until it is unlocked once. What you wrote stays on this phone.")
NOT_PAIRED = for_translation(
    "This browser may not write into the journal any more. Unlock it and let this browser write again."
)


class TooFast(UserError):
    """More entries in a minute than a person writes."""

    status = 429


def receive(visit: Visit) -> Response:
    """Keep one sealed letter, durably before the answer: 204. Else a status of its own, and one sentence."""
    try:
        _receive(visit)
    except LetterboxFull as error:
        return _say(visit, error.status, FULL)
    except NotPaired as error:
        return _say(visit, error.status, NOT_PAIRED)
    except UserError as error:
        return _say(visit, error.status, error.sentence)
    vault = visit.state.vault
    if vault is not None:
        with contextlib.suppress(RuntimeError):  # it is locking, and takes it in when it is opened again
            visit.state.journal_thread.submit(_take_in, vault)
    return Response(status_code=204)


def _receive(visit: Visit) -> None:
    address, _, token = visit.pairing.partition(BETWEEN)
    folder = visit.state.launch.folder
    if device_of_token(folder, address, token) is None:
        raise NotPaired(NOT_PAIRED)
    if visit.posted.file is None:
        raise BadValue("This is not a sealed letter.")
    pace(visit)
    sealed = visit.posted.file.data.read()
    LetterSlot(folder).push(address, token, sealed, now=visit.state.now())


def pace(visit: Visit) -> None:
    """Thirty a minute a device. Held by the parent, which outlives every worker; it is told a hash only."""
    token = hashlib.sha256(visit.pairing.encode()).hexdigest()
    if not visit.state.parent.ask(Line(Say.LETTER, token)):
        raise TooFast("That is a lot at once. Try again in a minute.")


def _take_in(vault: Session) -> None:
    with contextlib.suppress(UserError):
        take_in(vault)


def _say(visit: Visit, status: int, sentence: str) -> Response:
    _ = translations(visit.state.device.language).gettext
    return JSONResponse({"say": _(sentence)}, status_code=status)
