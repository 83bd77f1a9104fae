"""What is looked at: the main question with its suspects, the watch list, and what is searched; each may be changed.

Everything is picked by how often it was noted. What is named counts from now on, and the page says to name it before
looking.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from aftercare.days.picking import Offered
from aftercare.model.errors import BadValue
from aftercare.model.settings import MOST_WATCHED, Settings
from aftercare.usecases import looked_at as use
from aftercare.usecases.looked_at import LookedAt
from aftercare.web.forms import FieldError, Posted
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Watched:
    """A pair of the watch list."""

    factor: str
    outcome: str
    words: str


def show(visit: Visit) -> Response:
    """The page as it stands."""
    here = opened(visit)
    return _page(visit, here, _there(here))


def change(visit: Visit) -> Response:
    """One change; what cannot be is said at its place, with nothing lost."""
    here = opened(visit)
    there = _there(here)
    act = _ACTS.get(visit.posted.text("do"))
    if act is None:
        return visit.go("looked_at")
    try:
        with here.vault.one_step() as step:
            sentence = act(here, there, visit.posted)
    except BadValue as error:
        wrong = FieldError(error.where or "question", "", error.sentence)
        return _page(visit, here, there, wrong=wrong, status=error.status)
    here.desk.say(sentence, undo=step.made)
    return visit.go("looked_at")


def _ask(here: Opened, there: LookedAt, posted: Posted) -> str:
    use.ask(here.vault, posted.text("outcome"), posted.all("suspect"), there)
    return here.gettext("Kept. It counts from now on.")


def _watch(here: Opened, there: LookedAt, posted: Posted) -> str:
    use.watch(here.vault, (posted.text("factor"), posted.text("outcome")), there)
    return here.gettext("Watched from now on.")


def _unwatch(here: Opened, _there: LookedAt, posted: Posted) -> str:
    use.unwatch(here.vault, (posted.text("factor"), posted.text("outcome")))
    return here.gettext("Taken off the watch list.")


def _put_in(here: Opened, there: LookedAt, posted: Posted) -> str:
    use.put_in(here.vault, posted.text("what"), there)
    return here.gettext("Put in. It is looked at from now on.")


def _take_out(here: Opened, there: LookedAt, posted: Posted) -> str:
    use.take_out(here.vault, posted.text("what"), there)
    return here.gettext("Taken out. Its entries stay as they are.")


_ACTS: Mapping[str, Callable[[Opened, LookedAt, Posted], str]] = {
    "ask": _ask,
    "watch": _watch,
    "unwatch": _unwatch,
    "in": _put_in,
    "out": _take_out,
}


def _there(here: Opened) -> LookedAt:
    """What could be searched: reckoned once for each version of the journal."""
    known = here.desk.offered
    if known is None or known[0] != here.journal.version:
        known = here.desk.offered = (here.journal.version, use.looked_at(here.journal, here.knowledge))
    return known[1]


def _page(
    visit: Visit, here: Opened, there: LookedAt, *, wrong: FieldError | None = None, status: int = 200
) -> Response:
    settings = here.journal.settings
    sentence, undo = here.take_sentence()
    return visit.render(
        "journal/looked_at.html",
        status=status,
        there=there,
        factors=_by_name((*there.factors, *there.left_factors)),
        outcomes=_by_name((*there.outcomes, *there.left_outcomes)),
        new_factors=_by_name(there.new_factors),
        new_outcomes=_by_name(there.new_outcomes),
        settings=settings,
        suspects=visit.posted.all("suspect") if wrong is not None else settings.suspects,
        watched=_watched(settings, there, here),
        most_suspects=use.MOST_SUSPECTS,
        most_watched=MOST_WATCHED,
        errors=() if wrong is None else (wrong,),
        sentence=sentence,
        undo=undo,
    )


def _by_name(offered: tuple[Offered, ...]) -> tuple[Offered, ...]:
    return tuple(sorted(offered, key=lambda one: one.label.casefold()))


def _watched(settings: Settings, there: LookedAt, here: Opened) -> tuple[Watched, ...]:
    noted = (*there.factors, *there.left_factors, *there.outcomes, *there.left_outcomes)
    every = (*noted, *there.new_factors, *there.new_outcomes)
    labels = {one.id: here.gettext(one.label) for one in every}
    return tuple(
        Watched(factor, outcome, f"{labels.get(factor, factor)} · {labels.get(outcome, outcome)}")
        for factor, outcome in settings.watched
    )
