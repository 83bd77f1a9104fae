"""Unlocking with the passphrase. Tries are slowed by the parent, which outlives every worker."""

import math

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import zone_info
from aftercare.model.errors import UserError, WrongSecret
from aftercare.usecases import person
from aftercare.usecases.notes import get_ready_soon
from aftercare.usecases.unlock import unlock as open_vault
from aftercare.vault import Session
from aftercare.web.link import Line, Say
from aftercare.web.views.leaving import knows_exit
from aftercare.web.views.locked_log import may_write
from aftercare.web.visit import Visit


def unlock(visit: Visit) -> Response:
    """Open the vault for this browser, or say why not."""
    state = visit.state
    wait = state.parent.ask(Line(Say.TRY))
    if wait is None or wait:
        seconds = math.ceil(float(wait or 1))
        return visit.render("unlock.html", may_write=may_write(visit), status=429, wrong=None, wait=seconds)
    # The passphrase takes a second or two in a process of its own; meanwhile this one learns to read notes.
    get_ready_soon(load_knowledge(), fully=False)
    opened: bool | None = None
    try:
        unlocked = open_vault(state.launch.folder, visit.posted.text("phrase"), state.now())
        opened = True
    except WrongSecret as error:
        opened = False
        return visit.render(
            "unlock.html", may_write=may_write(visit), status=error.status, wrong=error.sentence, wait=0
        )
    except UserError as error:
        return visit.render(
            "unlock.html", may_write=may_write(visit), status=error.status, wrong=error.sentence, wait=0
        )
    finally:
        state.parent.tell(Line(Say.TRIED, opened))
    return let_in(visit, unlocked.session)


def let_in(visit: Visit, session: Session) -> Response:
    """From here on this browser sees the open vault, under a new session id; first, once, what Exit does."""
    state = visit.state
    if state.left:
        session.lock()
        return visit.go("front")
    if zone := visit.posted.text("zone"):
        remember_zone(session, zone)
    response = visit.go("front" if knows_exit(visit) else "explain_exit")
    browser = state.open(session, replacing=None if visit.session is None else visit.session.id)
    visit.set_cookie(response, state.launch.session_cookie, browser.id)
    if visit.unfinished:
        # What was noted is screened again, with the journal.
        visit.expire_cookie(response, state.launch.unfinished_cookie)
    return response


def remember_zone(session: Session, zone: str) -> None:
    """The browser says where it is; one that says nonsense is not believed."""
    try:
        zone_info(zone)
    except UserError:
        return
    person.remember_zone(session, zone)
