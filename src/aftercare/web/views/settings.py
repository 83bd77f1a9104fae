"""Settings kept inside the journal: main question, day after, when a day turns, time zone."""

from dataclasses import replace
from datetime import time
from functools import lru_cache
from zoneinfo import available_timezones

from starlette.responses import Response

from aftercare.model.entry import zone_info
from aftercare.model.errors import BadValue, UserError
from aftercare.model.settings import Settings
from aftercare.usecases.looked_at import can_be_asked
from aftercare.usecases.person import save_settings
from aftercare.web.entry_form import to_mend
from aftercare.web.forms import FieldError, Posted
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

HOURS = range(13)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Zones by region and city, as browsers name them."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def show(visit: Visit) -> Response:
    """The settings as they are."""
    return _page(visit, opened(visit), ())


def save(visit: Visit) -> Response:
    """Keep them."""
    here = opened(visit)
    try:
        settings = _read(visit.posted, here)
    except UserError as error:
        return _page(visit, here, to_mend(error, here.measures), status=error.status)
    with here.undoable("Kept."):
        save_settings(here.vault, settings)
    return visit.go("settings")


def _read(posted: Posted, here: Opened) -> Settings:
    turns_at = posted.text("turns_at")
    if not turns_at.isdigit():
        raise BadValue("The day turns at an hour from 0 to 12.", where="turns_at")
    zone = posted.text("zone_name") or here.journal.settings.zone
    zone_info(zone)
    return replace(
        _asked(posted, here),
        day_after_card=posted.text("day_after_card") == "yes",
        advice_for_two=posted.text("advice_for_two") == "yes",
        day_turns_at=int(turns_at),
        zone=zone,
    )


def _asked(posted: Posted, here: Opened) -> Settings:
    """The settings with the main question that was chosen; what nobody touched on this page stays as it is now.

    Suspects stay with a question that is changed, and go with one that is taken back, as on the page that names them.
    """
    settings, outcome = here.journal.settings, posted.text("main_outcome")
    if outcome == posted.text("main_outcome_was"):
        return settings
    if not outcome:
        return replace(settings, main_outcome=None, suspects=())
    return replace(settings, main_outcome=outcome) if outcome in dict(_outcomes(here)) else settings


def _outcomes(here: Opened) -> tuple[tuple[str, str], ...]:
    """What a main question can be about, by id and name; what it is about now is always among it."""
    return can_be_asked(here.knowledge, here.measures, here.journal.settings)


def _page(visit: Visit, here: Opened, errors: tuple[FieldError, ...], *, status: int = 200) -> Response:
    sentence, undo = here.take_sentence()
    return visit.render(
        "journal/settings.html",
        status=status,
        settings=here.journal.settings,
        outcomes=_outcomes(here),
        hours=[(hour, here.times.hour(time(hour))) for hour in HOURS],
        zones=zones(),
        errors=errors,
        wrong={error.field: error.sentence for error in errors},
        sentence=sentence,
        undo=undo,
    )
