"""Language and time of this device: the words, the clock, the first day of the week. Outside the vault."""

from dataclasses import replace
from datetime import datetime

from starlette.responses import Response

from aftercare.model.errors import BadValue, UserError
from aftercare.model.settings import CLOCKS, WEEKS
from aftercare.web.device_change import change_device, take_sentence
from aftercare.web.forms import FieldError
from aftercare.web.i18n import language_name, languages
from aftercare.web.times import FIRST_DAYS, first_weekday, times_of
from aftercare.web.visit import Visit

EVENING = datetime(2000, 1, 1, 21, 30)  # noqa: DTZ001  shows how an hour looks


def show(visit: Visit) -> Response:
    """The form."""
    return _page(visit)


def keep(visit: Visit) -> Response:
    """Take them over. Only a language that ships is one."""
    posted, device = visit.posted, visit.state.device
    try:
        language = posted.text("language") or device.language
        if language not in (*languages(), device.language):
            raise BadValue("This language is not there yet. Pick one from the list.", where="language")
        changed = replace(
            device,
            language=language,
            clock=posted.text("clock") or device.clock,
            week=posted.text("week") or device.week,
        )
    except UserError as error:
        return _page(visit, (FieldError(error.where or "form", "", error.sentence),), status=error.status)
    change_device(visit.state, changed)
    return visit.go("language")


def _page(visit: Visit, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    device, times = visit.state.device, visit.times
    sentence, undo = take_sentence(visit.state)
    usual = replace(device, clock=CLOCKS[0], week=WEEKS[0])
    return visit.render(
        "settings/language.html",
        status=status,
        errors=errors,
        languages=[(code, language_name(code)) for code in languages()],
        clocks=CLOCKS,
        looks={clock: _evening(visit, clock) for clock in CLOCKS},
        weeks=[(name, times.weekday(FIRST_DAYS[name])) for name in WEEKS if name in FIRST_DAYS],
        usual_day=times.weekday(first_weekday(usual)),
        today=times.weekday_day(visit.state.now().date()),
        sentence=sentence,
        undo=undo,
    )


def _evening(visit: Visit, clock: str) -> str:
    device = replace(visit.state.device, clock=clock)
    return times_of(device, EVENING.date(), visit.times.gettext).hour(EVENING)
