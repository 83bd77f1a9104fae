"""Experiments on oneself: the list of them, where one stands, the draw, and what came of it."""

from collections.abc import Callable, Mapping

from starlette.responses import Response

from aftercare.experiments.wording import Verdict
from aftercare.model.errors import NotThere, UserError
from aftercare.model.experiment import Compliance, Experiment
from aftercare.usecases import experiments as use
from aftercare.usecases.experiment_course import settled
from aftercare.usecases.experiment_undo import put_back
from aftercare.web.desk import NOT_THE_LAST
from aftercare.web.experiment_pages import Look, draw_card, list_page, stands_page
from aftercare.web.experiment_result import result_page
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

COMPLIANCE = {one.value: one for one in Compliance}
PAGES = {"home": "home", "experiment": "experiment", "after_save": "after_save"}
"""Where the buttons of the draw lead back to."""


def show(visit: Visit) -> Response:
    """The one that runs, those before, and the way to a new one."""
    here = opened(visit)
    sentence, _steps = here.desk.take_sentence()
    undo = here.desk.take_experiment_undo()
    if not undo:
        here.desk.experiment_before = None
    page = list_page(
        here.journal,
        here.knowledge,
        _verdicts(here),
        planning=here.desk.planning is not None,
        gettext=here.gettext,
    )
    return visit.render(
        "experiments/list.html",
        page=page,
        sentence=sentence,
        undo=undo,
    )


def choose(visit: Visit) -> Response:
    """Take one to look at."""
    here = opened(visit)
    here.desk.experiment = use.experiment_of(here.journal, visit.posted.text("experiment")).id
    return visit.go("experiment")


def one(visit: Visit) -> Response:
    """Where the one on the desk stands; the list when there is none."""
    here = opened(visit)
    experiment = _chosen(here)
    return visit.go("experiments") if experiment is None else _stands(visit, here, experiment)


def act(visit: Visit) -> Response:
    """Pause, go on, stop, delete; or take the last of these back."""
    here = opened(visit)
    doing = _ACTS.get(visit.posted.text("do"))
    experiment = _chosen(here)
    try:
        if visit.posted.text("do") == "undo":
            return _undo(visit, here)
        if doing is None or experiment is None:
            return visit.go("experiments")
        where = doing(here, experiment)
    except UserError as error:
        here.desk.say(error.sentence)
        return visit.go("experiment")
    here.desk.experiment_before = experiment
    here.desk.experiment_acts += 1
    here.desk.experiment_undo = str(here.desk.experiment_acts)
    return visit.go(where)


def draw(visit: Visit) -> Response:
    """One tap on the draw: see it, give it back, say how it went; look at what has ended, or put its card away."""
    here = opened(visit)
    do, back = visit.posted.text("do"), PAGES.get(visit.posted.text("page"), "home")
    try:
        if do == "reveal":
            use.reveal(here.vault, here.knowledge, here.now)
            here.desk.drawn = True
        elif do == "give_back":
            use.give_back(here.vault, here.knowledge, here.now)
        elif do == "comply" and visit.posted.text("compliance") in COMPLIANCE:
            _comply(visit, here, back)
        elif do in ("look", "away"):
            return _ended(visit, here, do)
    except UserError as error:
        here.desk.say(error.sentence)
        return visit.go("home")
    return visit.go(back)


def result(visit: Visit) -> Response:
    """What one that has ended came to."""
    here = opened(visit)
    experiment = _chosen(here)
    if experiment is None or experiment.is_running:
        return visit.go("experiment")
    found = use.result(here.journal, experiment, here.knowledge, here.now)
    # Who has seen the answer can't take the stop back: drawing on after a look would bend what comes out.
    here.desk.experiment_before = None
    _looked_at(here, experiment)
    return visit.render("experiments/result.html", page=result_page(found, here.journal, here.knowledge, here.gettext))


def _ended(visit: Visit, here: Opened, do: str) -> Response:
    card = use.card(here.journal, here.knowledge, here.now)
    if card is None or card.state is not use.CardState.ENDED:
        return visit.go("home")
    here.desk.experiment = card.experiment
    if do == "look":
        return visit.go("experiment_result")
    with here.undoable("Put away."):
        use.put_card_away(here.vault, card.experiment, here.now)
    return visit.go("home")


def _comply(visit: Visit, here: Opened, back: str) -> None:
    """Say how it went; after a save it is taken back with the rest of that save."""
    with here.vault.one_step() as step:
        use.comply(here.vault, visit.posted.text("entry"), COMPLIANCE[visit.posted.text("compliance")])
    if back == "after_save" and here.desk.after is not None:
        here.desk.after.answered_in(step.made)
    elif back == "home":
        here.desk.say("Noted.", undo=step.made)


def _looked_at(here: Opened, experiment: Experiment) -> None:
    card = use.card(here.journal, here.knowledge, here.now)
    if card is not None and card.state is use.CardState.ENDED and card.experiment == experiment.id:
        use.put_card_away(here.vault, experiment.id, here.now)


def _stands(visit: Visit, here: Opened, experiment: Experiment) -> Response:
    sentence, _steps = here.desk.take_sentence()
    found = use.result(here.journal, experiment, here.knowledge, here.now)
    page = stands_page(
        experiment, found.measure, here.journal, here.knowledge, clear=found.clear_already, gettext=here.gettext
    )
    opened_now, here.desk.drawn = here.desk.drawn, False
    screened = here.screening() if experiment.is_running else None
    card = use.card(here.journal, here.knowledge, here.now, screened=screened) if experiment.is_running else None
    return visit.render(
        "experiments/stands.html",
        page=page,
        draw=draw_card(card, here.journal, here.knowledge, Look("experiment", opened_now), here.gettext),
        sentence=sentence,
        undo=here.desk.take_experiment_undo(),
    )


def _chosen(here: Opened) -> Experiment | None:
    """The one on the desk as the journal has it now; else the one that runs."""
    known = {one.id: one for one in here.journal.experiments}
    found = known.get(here.desk.experiment or "") or use.running(here.journal)
    return None if found is None else settled(found, here.journal, here.knowledge)


def _verdicts(here: Opened) -> Mapping[str, Verdict]:
    found = {}
    for kept in here.journal.experiments:
        try:
            answer = use.result(here.journal, kept, here.knowledge, here.now).verdict
        except NotThere:
            continue
        if answer is not None:
            found[kept.id] = answer
    return found


def _undo(visit: Visit, here: Opened) -> Response:
    before = here.desk.experiment_before
    if before is None or visit.posted.text("step") != str(here.desk.experiment_acts):
        here.desk.say(NOT_THE_LAST)
        return visit.go("experiments" if before is None else "experiment")
    here.desk.experiment_before = None
    put_back(here.vault, here.knowledge, before, here.now)
    here.desk.experiment = before.id
    here.desk.say("It is as it was.")
    return visit.go("experiment")


def _pause(here: Opened, _experiment: Experiment) -> str:
    use.pause(here.vault, here.knowledge, here.now)
    here.desk.say("Paused.")
    return "experiment"


def _resume(here: Opened, _experiment: Experiment) -> str:
    use.resume(here.vault, here.knowledge, here.now)
    here.desk.say("It goes on.")
    return "experiment"


def _stop(here: Opened, experiment: Experiment) -> str:
    here.desk.experiment = experiment.id
    use.stop(here.vault, here.knowledge, here.now)
    here.desk.say("Stopped.")
    return "experiment"


def _delete(here: Opened, experiment: Experiment) -> str:
    use.delete(here.vault, experiment.id)
    here.desk.experiment = None
    here.desk.say("Deleted. Your entries are as they were.")
    return "experiments"


_ACTS: Mapping[str, Callable[[Opened, Experiment], str]] = {
    "pause": _pause,
    "resume": _resume,
    "stop": _stop,
    "delete": _delete,
}
