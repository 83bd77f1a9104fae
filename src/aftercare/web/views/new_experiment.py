"""A new experiment, step by step: what, hoped for what, how long, what will happen. Nothing begins before the end.

What was picked lies on the desk, in memory, so that every step can be gone back to with nothing lost.
"""

from collections.abc import Mapping

from starlette.responses import Response

from aftercare.knowledge.experiments import OWN
from aftercare.model.errors import UserError
from aftercare.model.translatable import for_translation
from aftercare.usecases import experiments as use
from aftercare.usecases.experiment_lengths import PlanOptions, plan_options
from aftercare.usecases.experiment_offers import OutcomeChoice, Plan, outcomes_for, own_offered, plan, templates_for
from aftercare.web.desk import Planning
from aftercare.web.experiment_wizard import begin_page, choice_id, hope_page, length_page, what_page
from aftercare.web.forms import FieldError
from aftercare.web.opened import Opened, opened
from aftercare.web.telling import said
from aftercare.web.visit import Visit

FIELDS: Mapping[str, str] = {"change": "own", "agreed": "agreed", "rounds": "rounds"}
PICK_CHANGE = for_translation("Pick one of these, or say a change of your own.")
PICK_HOPE = for_translation("Pick one thing to look at.")
PICK_ROUNDS = for_translation("Pick how many rounds.")
BACK = "back"
LESS_OR_MORE = (-1, 1)


def show(visit: Visit) -> Response:
    """What to try."""
    return _what(visit, opened(visit))


def choose(visit: Visit) -> Response:
    """Take what was picked; or, from a pattern, what to look at."""
    here = opened(visit)
    planning = _planning(here)
    if visit.posted.text("outcome"):
        here.desk.planning = Planning(hoped=visit.posted.text("outcome"))
        return visit.go("experiment_new")
    template, planning.own = visit.posted.text("template"), visit.posted.text("own")
    planning.agreed = visit.posted.text("agreed") == "yes"
    if template not in {OWN, *here.knowledge.experiments}:
        return _what(visit, here, FieldError("template", "", PICK_CHANGE))
    if template != planning.template:
        planning.template, planning.outcome, planning.better = template, "", 0
    outcomes = _outcomes(here)
    try:
        if outcomes:
            wanted = _wanted(here, planning, outcomes[0].measure.id)
            plan(here.knowledge, here.journal, wanted, here.now, screened=here.screening())
    except UserError as error:
        wrong = FieldError(FIELDS.get(error.where or "", "template"), "", error.sentence)
        return _what(visit, here, wrong, status=error.status)
    return visit.go("experiment_outcome")


def show_outcome(visit: Visit) -> Response:
    """What to hope for."""
    here = opened(visit)
    return _hope(visit, here) if _planning(here).template else visit.go("experiment_new")


def choose_outcome(visit: Visit) -> Response:
    """Take what is hoped for, and which way."""
    here = opened(visit)
    planning = _planning(here)
    if not planning.template:
        return visit.go("experiment_new")
    picked = visit.posted.text("outcome")
    found = [
        (one.measure.id, better)
        for one in _outcomes(here)
        for better in ((one.better,) if one.better_known else LESS_OR_MORE)
        if choice_id(one, better) == picked
    ]
    if found:
        planning.outcome, planning.better = found[0]
    if visit.posted.text("do") == BACK:
        return visit.go("experiment_new")
    if not found:
        return _hope(visit, here, FieldError("outcome", "", PICK_HOPE))
    return visit.go("experiment_length")


def show_length(visit: Visit) -> Response:
    """How many rounds."""
    here = opened(visit)
    return _length(visit, here) if _outcome(here) is not None else visit.go("experiment_outcome")


def choose_length(visit: Visit) -> Response:
    """Take the number of rounds."""
    here = opened(visit)
    planning = _planning(here)
    if _outcome(here) is None:
        return visit.go("experiment_outcome")
    options, _ = _options(here)
    picked = next((one.rounds for one in options.options if str(one.rounds) == visit.posted.text("rounds")), None)
    planning.rounds = picked or planning.rounds
    if visit.posted.text("do") == BACK:
        return visit.go("experiment_outcome")
    if picked is None:
        return _length(visit, here, FieldError("rounds", "", PICK_ROUNDS))
    return visit.go("experiment_begin")


def show_begin(visit: Visit) -> Response:
    """What will happen."""
    here = opened(visit)
    return _begin(visit, here) if _outcome(here) is not None else visit.go("experiment_outcome")


def begin(visit: Visit) -> Response:
    """Begin; sent twice it begins once."""
    here = opened(visit)
    planning = here.desk.planning
    if planning is None:
        return visit.go("experiments")
    if visit.posted.text("do") == BACK:
        return visit.go("experiment_length")
    try:
        wanted = plan(here.knowledge, here.journal, _wanted(here, planning, planning.outcome), here.now)
        begun = use.begin(here.vault, here.knowledge, wanted, now=here.now, seed=visit.state.random_hex(32))
    except UserError as error:
        return _begin(visit, here, FieldError("begin", "", error.sentence), status=error.status)
    here.desk.planning, here.desk.experiment = None, begun.id
    here.desk.say("It has begun. The draw is here whenever you like.")
    return visit.go("home")


def _what(visit: Visit, here: Opened, *errors: FieldError, status: int = 422) -> Response:
    planning = _planning(here)
    screened = here.screening()
    resting = own_offered(here.knowledge, here.journal, here.now, screened=screened)
    page = what_page(
        templates_for(here.knowledge, here.journal, here.now, screened=screened),
        said(resting[0], here.gettext) if resting else "",
        planning,
        here.measures.get(planning.hoped),
        here.gettext,
    )
    return visit.render("experiments/what.html", status=status if errors else 200, page=page, errors=errors)


def _hope(visit: Visit, here: Opened, *errors: FieldError) -> Response:
    planning = _planning(here)
    page = hope_page(_outcomes(here), planning, here.gettext)
    return visit.render("experiments/outcome.html", status=422 if errors else 200, page=page, errors=errors)


def _length(visit: Visit, here: Opened, *errors: FieldError) -> Response:
    options, outcome = _options(here)
    page = length_page(options, outcome, _planning(here), here.gettext)
    return visit.render("experiments/length.html", status=422 if errors else 200, page=page, errors=errors)


def _begin(visit: Visit, here: Opened, *errors: FieldError, status: int = 422) -> Response:
    planning, (options, outcome) = _planning(here), _options(here)
    page = begin_page(planning, here.knowledge.experiments.get(planning.template), outcome, options, here.gettext)
    return visit.render("experiments/begin.html", status=status if errors else 200, page=page, errors=errors)


def _planning(here: Opened) -> Planning:
    here.desk.planning = here.desk.planning or Planning()
    return here.desk.planning


def _outcome(here: Opened) -> OutcomeChoice | None:
    """What was picked to look at, with what is noted of it; None while nothing is."""
    planning = _planning(here)
    if not planning.template or not planning.outcome:
        return None
    return next((one for one in _outcomes(here) if one.measure.id == planning.outcome), None)


def _outcomes(here: Opened) -> tuple[OutcomeChoice, ...]:
    """What can be looked at with the picked change, gathered once for the journal as it is."""
    planning, journal = _planning(here), here.journal
    known = planning.outcomes
    if known is None or known[0] is not journal or known[1] != planning.template:
        gathered = outcomes_for(here.knowledge, journal, planning.template)
        planning.outcomes = known = (journal, planning.template, gathered)
    return known[2]


def _options(here: Opened) -> tuple[PlanOptions, OutcomeChoice]:
    """The lengths with their chances, reckoned once for what was picked; and what was picked."""
    planning, outcome = _planning(here), _outcome(here)
    assert outcome is not None, "the view turned back without one"
    key = (planning.template, planning.outcome, str(planning.better), str(here.journal.version))
    if planning.reckoned is None or planning.reckoned[0] != key:
        fresh = plan_options(here.knowledge, here.journal, planning.template, outcome, planning.better, now=here.now)
        planning.reckoned = key, fresh
    return planning.reckoned[1], outcome


def _wanted(here: Opened, planning: Planning, outcome: str) -> Plan:
    template = here.knowledge.experiments.get(planning.template)
    options = () if planning.reckoned is None else planning.reckoned[1].options
    return Plan(
        template=planning.template,
        change=planning.own if template is None else template.change,
        outcome=outcome,
        better=planning.better or -1,
        rounds=planning.rounds,
        chance=next((one.large for one in options if one.rounds == planning.rounds), None),
        agreed=planning.agreed,
    )
