"""Taking back the last save, change or deletion; and what is said where that took away something that can't wait.

An Undo names the steps it takes back. When they are not the newest any more nothing is taken back.
"""

from starlette.responses import Response

from aftercare.model.assessment import Fired
from aftercare.model.errors import Conflict
from aftercare.usecases import log_entry as journal_actions
from aftercare.usecases.discreet import is_discreet
from aftercare.usecases.right_now import help_by_country
from aftercare.usecases.taken_back import lost, standing
from aftercare.web.desk import NOT_THE_LAST, TakenBack
from aftercare.web.flag_pages import flag_pages
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

BACK_TO = frozenset(
    {
        "home",
        "calendar_day",
        "entry",
        "settings",
        "form_choice",
        "person",
        "own_measures",
        "looked_at",
        "safety_plan",
        "kept_checks",
        "letters",
        "experiments",
        "screeners",
    }
)
"""Pages on which something can be taken back, and to which Undo leads back."""


def undo(visit: Visit) -> Response:
    """Take back what this Undo names. Sent twice it takes back nothing twice."""
    here = opened(visit)
    named, asked = visit.posted.text("step"), visit.posted.text("back")
    back = asked if asked in BACK_TO else "timeline"
    before = here.desk.taken_back
    if before is not None and named == _named(before.steps):
        return _go(visit, before)
    if not here.before:
        raise Conflict("There is nothing left to undo.")
    steps = tuple(step for step in here.before if str(step) in named.split())
    if not steps or here.offered(steps) != named:
        here.desk.say(NOT_THE_LAST)
        return visit.go(back)
    stood = _standing(here)
    for step in reversed(steps):
        journal_actions.undo(here.vault, step)
    here.desk.after = here.desk.filling = None
    if here.desk.check is not None:
        here.desk.check.kept = False
    gone = lost(here.knowledge, here.journal, here.now, stood=stood)
    here.desk.taken_back = TakenBack(steps, gone, back)
    here.desk.say("" if gone else "Taken back.")
    return _go(visit, here.desk.taken_back)


def show(visit: Visit) -> Response:
    """What could not wait and was taken back: is it still so? What is for this person only stays behind its line."""
    here = opened(visit)
    done = here.desk.taken_back
    if done is None or not done.lost:
        return visit.go("home")
    plain = [flag for flag in done.lost if not is_discreet(here.knowledge, flag)]
    return visit.render(
        "journal/taken_back.html",
        flags=flag_pages(here.knowledge, plain, visit.state.device.country),
        helps=help_by_country(here.knowledge),
        neutral_line=len(plain) < len(done.lost),
        back=done.back,
    )


def _go(visit: Visit, done: TakenBack) -> Response:
    return visit.go("taken_back" if done.lost else done.back)


def _named(steps: tuple[int, ...]) -> str:
    return " ".join(map(str, steps))


def _standing(here: Opened) -> tuple[Fired, ...]:
    after = here.desk.after
    entry, told = (None, ()) if after is None else (after.entry, after.told)
    return standing(here.knowledge, here.journal, here.now, entry=entry, told=told)
