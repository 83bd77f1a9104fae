"""Start, in three short steps: what this is and is not; the year of birth; the passphrase. Then the recovery key."""

from dataclasses import dataclass, field, replace

from starlette.responses import Response

from aftercare.model.errors import TooYoung, UserError
from aftercare.usecases import device, start
from aftercare.web.forms import FieldError
from aftercare.web.views.leaving import knows_exit
from aftercare.web.views.unlocking import let_in
from aftercare.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a browser has come. In memory only, gone when the vault is made."""

    birth_year: int | None = None
    offered: str = field(default="", repr=False)
    recovery_key: str | None = field(default=None, repr=False)


def about(visit: Visit) -> Response:
    """Step one. Exit is explained once before it."""
    if device.has_vault(visit.state.launch.folder):
        return visit.go("front")
    _keep(visit, _beginning(visit))
    if not knows_exit(visit):
        return visit.go("explain_exit")
    return visit.render("start_about.html")


def age(visit: Visit) -> Response:
    """Step two."""
    return visit.render("start_age.html", errors=(), year="", ask_birthday=False)


def check_age(visit: Visit) -> Response:
    """Only the year is kept; someone who may be under 18 is asked for the birthday's having been, not its date."""
    typed = visit.posted.text("year")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    try:
        start.check_age(year, visit.state.now())
    except TooYoung:
        return visit.go("young")
    except UserError as error:
        wrong = (FieldError("year", "", error.sentence),)
        return visit.render("start_age.html", status=error.status, errors=wrong, year=typed, ask_birthday=False)
    if start.may_be_under_age(year, visit.state.now()):
        birthday = visit.posted.text("birthday")
        if birthday == "no":
            return visit.go("young")
        if birthday != "yes":
            return visit.render("start_age.html", errors=(), year=typed, ask_birthday=True)
    _keep(visit, replace(_beginning(visit), birth_year=year))
    return visit.go("start_words")


def young(visit: Visit) -> Response:
    """Under 18: no vault, but help, kindly."""
    visit.state.drafts.forget(visit.launch_id)
    return visit.render("young.html")


def words(visit: Visit) -> Response:
    """Step three."""
    beginning = _beginning(visit)
    if beginning.birth_year is None:
        return visit.go("start")
    if not beginning.offered:
        beginning = replace(beginning, offered=start.offer_passphrase())
        _keep(visit, beginning)
    return _words_page(visit, beginning)


def make(visit: Visit) -> Response:
    """Make the vault, let this browser in."""
    beginning = _beginning(visit)
    if beginning.birth_year is None or not beginning.offered:
        return visit.go("start")
    if visit.posted.text("other"):
        _keep(visit, replace(beginning, offered=start.offer_passphrase()))
        return visit.go("start_words")
    if wrong := _mismatch(visit, beginning):
        return _words_page(visit, beginning, (wrong,), status=422)
    state = visit.state
    wants_paper = visit.posted.text("paper") == "yes"
    try:
        made = start.start(
            state.launch.folder,
            visit.posted.text("phrase"),
            birth_year=beginning.birth_year,
            recovery=wants_paper,
            now=state.now(),
        )
    except UserError as error:
        return _words_page(visit, beginning, (FieldError("phrase", "", error.sentence),), status=error.status)
    device.save(state.launch.folder, state.device)
    visit.state.drafts.forget(visit.launch_id)
    if made.recovery_key is not None:
        _keep(visit, Beginning(recovery_key=made.recovery_key))
    return let_in(visit, made.session)


def paper(visit: Visit) -> Response:
    """The recovery key, shown until its last six characters came back."""
    key = _beginning(visit).recovery_key
    return visit.go("home") if key is None else visit.render("start_paper.html", key=key, errors=())


def check_paper(visit: Visit) -> Response:
    """It is on paper when its end can be read from it."""
    key = _beginning(visit).recovery_key
    if key is None:
        return visit.go("home")
    try:
        start.confirm_recovery(key, visit.posted.text("last"))
    except UserError as error:
        wrong = (FieldError("last", "", error.sentence),)
        return visit.render("start_paper.html", status=error.status, key=key, errors=wrong)
    visit.state.drafts.forget(visit.launch_id)
    return visit.go("home")


def has_paper_to_show(visit: Visit) -> bool:
    """Whether a recovery key waits to be written down."""
    return _beginning(visit).recovery_key is not None


def _mismatch(visit: Visit, beginning: Beginning) -> FieldError | None:
    phrase = visit.posted.text("phrase")
    if visit.posted.text("which") == "own":
        if phrase != visit.posted.text("again"):
            return FieldError("again", "", "The two are not the same. Type your passphrase once more.")
    elif phrase.casefold().split() != beginning.offered.casefold().split():
        return FieldError("phrase", "", "These are not the six words. Type them as they stand above, with spaces.")
    return None


def _words_page(
    visit: Visit, beginning: Beginning, errors: tuple[FieldError, ...] = (), *, status: int = 200
) -> Response:
    own = visit.posted.text("which") == "own"
    offered = beginning.offered.split()
    return visit.render("start_words.html", status=status, words=offered, errors=errors, own=own)


def _beginning(visit: Visit) -> Beginning:
    draft = visit.state.drafts.get(visit.launch_id)
    return draft if isinstance(draft, Beginning) else Beginning()


def _keep(visit: Visit, beginning: Beginning) -> None:
    visit.state.drafts.keep(visit.launch_id, beginning)
