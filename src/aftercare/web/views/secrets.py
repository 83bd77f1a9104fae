"""Passphrase and recovery key: changing what opens the journal. Everything opens anew for this browser alone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import Response

from aftercare.model.errors import BadValue, UserError, WrongSecret
from aftercare.model.notice import Notice
from aftercare.usecases import secrets
from aftercare.usecases.secrets import Changed
from aftercare.usecases.start import offer_passphrase
from aftercare.usecases.unlock import unlock
from aftercare.vault import Recovery
from aftercare.web.forms import FieldError, Posted
from aftercare.web.new_words import mismatch
from aftercare.web.opened import Opened, opened
from aftercare.web.tries import with_secret
from aftercare.web.views.start import Beginning
from aftercare.web.visit import Visit

PAPER = {"safe": Recovery.KEEP, "lost": Recovery.REPLACE}
DOING = {"replace": secrets.replace_recovery, "withdraw": secrets.withdraw_recovery}


@dataclass(frozen=True, slots=True)
class Offered:
    """Six words drawn for a new passphrase."""

    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was made new, for the page after it."""

    old_copies: tuple[Notice, ...]
    sentence: str
    has_key: bool


def show(visit: Visit) -> Response:
    """What opens the journal, and the ways to change it."""
    return visit.render("yours/secrets.html", has_recovery=opened(visit).vault.has_recovery)


def ask_words(visit: Visit) -> Response:
    """A new passphrase: six words, or one's own."""
    here = opened(visit)
    if not isinstance(here.desk.job, Offered):
        here.desk.job = Offered(offer_passphrase())
    return _words_page(visit, here, here.desk.job)


def change(visit: Visit) -> Response:
    """Make every secret new."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Offered) or visit.posted.text("other"):
        here.desk.job = Offered(offer_passphrase())
        return visit.go("passphrase")
    paper = PAPER.get(visit.posted.text("paper")) if here.vault.has_recovery else Recovery.KEEP
    if paper is None:
        return _words_page(visit, here, job, (FieldError("paper", "", "Say whether the paper is safe."),), status=422)
    if wrong := mismatch(visit.posted, job.words):
        return _words_page(visit, here, job, (wrong,), status=422)
    old, new = visit.posted.text("old"), visit.posted.text("phrase")
    try:
        changed = _changed(
            visit, here, lambda: secrets.change_passphrase(here.vault, old, new, recovery=paper, now=here.now)
        )
    except UserError as error:
        place = "phrase" if error.where == "passphrase" else "old"
        return _words_page(visit, here, job, (FieldError(place, "", error.sentence),), status=error.status)
    return _open_anew(visit, new, changed, "The passphrase is new.")


def ask_recovery(visit: Visit) -> Response:
    """Make, replace or withdraw the recovery key."""
    return _recovery_page(visit, opened(visit))


def change_recovery(visit: Visit) -> Response:
    """The passphrase stays; everything else is made new with it."""
    here = opened(visit)
    doing = DOING.get(visit.posted.text("do"))
    if doing is None:
        return visit.go("recovery")
    phrase = visit.posted.text("phrase")
    try:
        changed = _changed(visit, here, lambda: doing(here.vault, phrase, here.now))
    except BadValue:
        # No passphrase of a journal breaks the rules for new ones: this is not it, and the rules would only mislead.
        wrong = FieldError("phrase", "", "That passphrase does not open this journal. Check capitals and spaces.")
        return _recovery_page(visit, here, (wrong,), status=WrongSecret.status)
    except UserError as error:
        return _recovery_page(visit, here, (FieldError("phrase", "", error.sentence),), status=error.status)
    made = changed.recovery_key is not None
    said = "There is a new recovery key." if made else "There is no recovery key any more."
    return _open_anew(visit, phrase, changed, said)


def renewed(visit: Visit) -> Response:
    """What is new, and which copies still open with the old secrets."""
    job = opened(visit).desk.job
    if not isinstance(job, Renewed):
        return visit.go("secrets")
    return visit.render("yours/renewed.html", done=job)


def _changed(visit: Visit, here: Opened, step: Callable[[], Changed]) -> Changed:
    """Do it. If it breaks off after the session ended, nothing is left open that looks as if it were."""
    try:
        return with_secret(visit, step)
    except UserError:
        if not here.vault.is_open:
            visit.state.lock()
        raise


def _open_anew(visit: Visit, passphrase: str, changed: Changed, sentence: str) -> Response:
    """All sessions end; the person has just typed the passphrase, so this browser is let in again.

    They end only once it is: until then its page asks whether it is still open, and must not hear that it is not.
    """
    state = visit.state
    try:
        fresh = unlock(state.launch.folder, passphrase, state.now()).session
    except UserError:
        state.lock()
        raise
    state.sessions.end_all()
    browser = state.open(fresh)
    browser.desk.job = Renewed(changed.old_copies, sentence, changed.recovery_key is not None)
    if changed.recovery_key is not None:
        state.drafts.keep(visit.launch_id, Beginning(recovery_key=changed.recovery_key))
    response = visit.go("renewed")
    visit.set_cookie(response, state.launch.session_cookie, browser.id)
    return response


def _words_page(
    visit: Visit, here: Opened, job: Offered, errors: tuple[FieldError, ...] = (), *, status: int = 200
) -> Response:
    if not here.vault.is_open:
        raise UserError("Nothing was changed, and the journal has locked. Close it everywhere else, then try again.")
    return visit.render(
        "yours/passphrase.html",
        status=status,
        words=job.words.split(),
        own=_own(visit.posted),
        paper=visit.posted.text("paper"),
        has_recovery=here.vault.has_recovery,
        devices=len(here.vault.devices()),
        errors=errors,
    )


def _own(posted: Posted) -> bool:
    return posted.text("which") == "own"


def _recovery_page(visit: Visit, here: Opened, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    if not here.vault.is_open:
        raise UserError("Nothing was changed, and the journal has locked. Close it everywhere else, then try again.")
    return visit.render("yours/recovery.html", status=status, has_recovery=here.vault.has_recovery, errors=errors)
