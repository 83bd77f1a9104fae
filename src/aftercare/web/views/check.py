"""A check: what it is about, danger first, one question a screen, what it comes to. Works locked and without a journal.

Two pairs of addresses for the same pages. With the journal open each step is kept in the vault and leads on by a
redirect; else it waits in memory under a token in the form, and the answer to a step is the next page itself.
"""

import uuid
from dataclasses import dataclass

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import BadValue
from aftercare.model.journal import Journal
from aftercare.model.translatable import for_translation
from aftercare.usecases import interview as asking
from aftercare.usecases.experiment_safety import follow_check
from aftercare.usecases.interview import Screen
from aftercare.usecases.keep_check import as_kept, keep_check, let_wait
from aftercare.usecases.notes import get_ready_soon
from aftercare.web.check_doing import Ground, do_step, told_by_taps
from aftercare.web.check_pages import page_of, start_page
from aftercare.web.check_person import subject_from
from aftercare.web.check_waiting import Held
from aftercare.web.forms import FieldError
from aftercare.web.i18n import is_read
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

TOKEN_BYTES = 16
GONE = for_translation("That check is not here any more: it is forgotten after ten minutes. Nothing of it was kept.")


@dataclass(frozen=True, slots=True)
class _Begun:
    """A check that was begun, or what to mend."""

    held: Held | None
    errors: tuple[FieldError, ...] = ()


def start(visit: Visit) -> Response:
    """The first page, for anyone."""
    if visit.unlocked:
        return visit.go("my_check")
    get_ready_soon(load_knowledge())
    return start_page(visit)


def begin(visit: Visit) -> Response:
    """The first words, without the journal."""
    begun = _begin(visit)
    if begun.held is None:
        return start_page(visit, errors=begun.errors)
    token = visit.state.random_hex(TOKEN_BYTES)
    return _wait(visit, token, begun.held)


def again(visit: Visit) -> Response:
    """An address without its form leads to the first page: what waits is found by its token alone."""
    return visit.go("check")


def step(visit: Visit) -> Response:
    """One step, without the journal."""
    token = visit.posted.text("k")
    held = visit.state.checks.take(visit.launch_id, token, visit.state.now())
    if held is None:
        return start_page(visit, sentence=GONE)
    _as_read_here(visit, held)
    errors = do_step(_ground(visit, None), held)
    return _wait(visit, token, held, errors)


def _wait(visit: Visit, token: str, held: Held, errors: tuple[FieldError, ...] = ()) -> Response:
    visit.state.checks.hold(visit.launch_id, token, held, visit.state.now())
    return page_of(visit, held, token=token, errors=errors)


def my_start(visit: Visit) -> Response:
    """The first page, with what the journal knows and a check that waits."""
    here = opened(visit)
    get_ready_soon(here.knowledge)
    return start_page(visit, here=here)


def my_begin(visit: Visit) -> Response:
    """The first words, with the journal; or going on with the check that waits, or throwing it away."""
    here = opened(visit)
    do = visit.posted.text("do")
    if do == "go":
        return visit.go("my_check_step")
    if do == "away":
        here.desk.check = None
        with here.undoable("Thrown away. Until you lock, you can take that back; then nothing of it is kept."):
            let_wait(here.vault, None)
        return visit.go("home")
    begun = _begin(visit)
    if begun.held is None:
        return start_page(visit, here=here, errors=begun.errors)
    return _go_on(visit, here, begun.held)


def my_show(visit: Visit) -> Response:
    """The page it has come to."""
    here = opened(visit)
    held = _mine(visit, here)
    return visit.go("my_check") if held is None else page_of(visit, held, here=here)


def my_step(visit: Visit) -> Response:
    """One step, with the journal."""
    here = opened(visit)
    held = _mine(visit, here)
    if held is None:
        return visit.go("my_check")
    do = visit.posted.text("do")
    if do in ("keep", "away"):
        return _finish(visit, here, held, keep=do == "keep")
    errors = do_step(_ground(visit, here.journal), held)
    if errors:
        return page_of(visit, held, here=here, errors=errors)
    return _go_on(visit, here, held)


def _begin(visit: Visit) -> _Begun:
    knowledge, posted = load_knowledge(), visit.posted
    try:
        subject = subject_from(posted)
    except BadValue as error:
        return _Begun(None, (FieldError("age", "", error.sentence),))
    interview = asking.begin(str(uuid.uuid4()), visit.state.now(), words=posted.text("words"), subject=subject)
    told = told_by_taps(knowledge, posted, interview)
    held = Held(told if told.answers else interview)
    _as_read_here(visit, held)
    return _Begun(held)


def _mine(visit: Visit, here: Opened) -> Held | None:
    """The check on the desk; after a lock, the one that waits in the vault."""
    if here.desk.check is None and here.journal.open_check is not None:
        here.desk.check = Held(asking.taken_up(here.journal.open_check, here.now))
    if here.desk.check is not None:
        _as_read_here(visit, here.desk.check)
    return here.desk.check


def _as_read_here(visit: Visit, held: Held) -> None:
    """Words typed below pages in a language that is not read count as unread for good, whatever is set later."""
    held.reading.language_read &= is_read(visit.state.device.language)


def _go_on(visit: Visit, here: Opened, held: Held) -> Response:
    """Durable before the next page; once it has come to its end nothing waits any more."""
    here.desk.check = held
    shown = asking.show(here.knowledge, held.interview, here.now, journal=here.journal, reading=held.reading)
    follow_check(here.vault, here.knowledge, shown.assessment, held.interview.subject.writer, here.now)
    at_end = shown.screen is Screen.RESULT and not held.interview.enough
    let_wait(here.vault, None if at_end else held.interview)
    return visit.go("my_check_step")


def _finish(visit: Visit, here: Opened, held: Held, *, keep: bool) -> Response:
    if keep:
        shown = asking.show(here.knowledge, held.interview, here.now, journal=here.journal, reading=held.reading)
        with here.undoable("Kept."):
            keep_check(here.vault, as_kept(here.knowledge, held.interview, shown.assessment, here.now))
        held.kept = True
        return visit.go("my_check_step")
    here.desk.check = None
    with here.undoable("Nothing of the check was kept."):
        let_wait(here.vault, None)
    return visit.go("home")


def _ground(visit: Visit, journal: Journal | None) -> Ground:
    return Ground(
        knowledge=load_knowledge(),
        posted=visit.posted,
        now=visit.state.now(),
        journal=journal,
        country=visit.state.device.country,
    )
