"""The calendar: a month on one page, and one day of it. Which month and which day stands on the desk, in no address."""

from datetime import date, timedelta

from starlette.responses import Response

from aftercare.usecases.calendar import entries_of_day
from aftercare.web.calendar_pages import month_page
from aftercare.web.opened import Opened, opened
from aftercare.web.telling import line_of
from aftercare.web.times import first_weekday
from aftercare.web.visit import Visit

FORMS = {"log": "log", "check_in": "check_in"}
"""What can be added to a day, and the page that asks it."""


def show(visit: Visit) -> Response:
    """The month on the desk; this month after unlocking."""
    here = opened(visit)
    page = month_page(
        here.journal,
        here.measures,
        here.desk.month or _today(here),
        begins=first_weekday(visit.state.device),
        times=here.times,
    )
    return visit.render("journal/calendar.html", page=page, begun=bool(here.journal.entries), sample=False)


def turn(visit: Visit) -> Response:
    """Turn to another month."""
    here = opened(visit)
    here.desk.month = posted_day(visit, "month")
    return visit.go("calendar")


def choose(visit: Visit) -> Response:
    """Take a day to look at, or add something to the one on the desk."""
    here = opened(visit)
    doing = FORMS.get(visit.posted.text("add"))
    if doing is not None:
        here.desk.form_day = here.desk.day
        return visit.go(doing)
    here.desk.day = posted_day(visit, "day")
    return visit.go("calendar" if here.desk.day is None else "calendar_day")


def day(visit: Visit) -> Response:
    """What was logged on the day on the desk."""
    here = opened(visit)
    if here.desk.day is None:
        return visit.go("calendar")
    sentence, undo = here.take_sentence()
    entries = entries_of_day(here.journal, here.measures, here.desk.day)
    return visit.render(
        "journal/calendar_day.html",
        day=here.times.weekday_day(here.desk.day),
        lines=[line_of(entry, here.measures, here.times) for entry in entries],
        sentence=sentence,
        undo=undo,
        sample=False,
    )


def posted_day(visit: Visit, name: str) -> date | None:
    """A day that was posted; None for what is none."""
    try:
        return date.fromisoformat(visit.posted.text(name))
    except ValueError:
        return None


def _today(here: Opened) -> date:
    """The waking day it is: in the small hours the evening before goes on."""
    return (here.local_now - timedelta(hours=here.journal.settings.day_turns_at)).date()
