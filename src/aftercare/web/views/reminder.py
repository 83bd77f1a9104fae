"""A reminder as a calendar file, for the person's own calendar. Made at once and kept nowhere."""

import uuid
from datetime import time, timedelta

from starlette.responses import Response

from aftercare.exporters.calendar_file import MOST_WORDS, Reminder, calendar_file
from aftercare.model.errors import BadValue, UserError
from aftercare.model.translatable import for_translation
from aftercare.web.entry_form import to_mend
from aftercare.web.forms import FieldError, Posted
from aftercare.web.i18n import translations
from aftercare.web.times import first_weekday
from aftercare.web.visit import Visit

FILE = "calendar.ics"
MEDIA = "text/calendar; charset=utf-8"
OFFERED = (for_translation("Notes"), for_translation("Look in"), for_translation("Ten minutes for me"))
"""Words that say nothing of what it is about."""
USUALLY = "21:00"
DAILY, WEEKLY = "daily", "weekly"


def show(visit: Visit) -> Response:
    """What it is, and the form."""
    return _page(visit, Posted((("words", _offered(visit)[0]), ("at", USUALLY), ("every", DAILY))))


def make(visit: Visit) -> Response:
    """The file, for the browser to save and to keep nowhere else."""
    try:
        reminder = _read(visit)
    except UserError as error:
        return _page(visit, visit.posted, to_mend(error, {}), status=error.status)
    uid = str(uuid.UUID(hex=visit.state.random_hex(16)))
    headers = {"content-disposition": f'attachment; filename="{FILE}"', "cache-control": "no-store"}
    return Response(calendar_file(reminder, uid=uid, now=visit.state.now()), media_type=MEDIA, headers=headers)


def _read(visit: Visit) -> Reminder:
    posted = visit.posted
    try:
        at = time.fromisoformat(posted.text("at")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise BadValue("Give the time as hours and minutes, like 21:00.", where="at") from None
    days = frozenset(int(day) for day in posted.all("day") if day in "0123456" and len(day) == 1)
    if posted.text("every") == WEEKLY and not days:
        raise BadValue("Pick at least one day of the week.", where="day")
    weekdays = days if posted.text("every") == WEEKLY else frozenset[int]()
    begins = visit.state.now().date() + timedelta(days=1)
    return Reminder(words=posted.text("words"), at=at, begins=begins, weekdays=weekdays)


def _page(visit: Visit, typed: Posted, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    starts = first_weekday(visit.state.device)
    return visit.render(
        "settings/reminder.html",
        status=status,
        typed=typed,
        offered=_offered(visit),
        days=[(str(day % 7), visit.times.weekday(day % 7)) for day in range(starts, starts + 7)],
        picked=set(typed.all("day")),
        most=MOST_WORDS,
        errors=errors,
        wrong={error.field: error.sentence for error in errors},
    )


def _offered(visit: Visit) -> tuple[str, ...]:
    gettext = translations(visit.state.device.language).gettext
    return tuple(gettext(words) for words in OFFERED)
