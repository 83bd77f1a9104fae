"""The sample's calendar and one day of it. Read-only, nothing kept from page to page: month and day come by POST."""

from starlette.responses import Response

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.calendar import entries_of_day
from aftercare.web.calendar_pages import month_page
from aftercare.web.telling import line_of
from aftercare.web.times import first_weekday
from aftercare.web.views.calendar import posted_day
from aftercare.web.views.sample import sample_of
from aftercare.web.visit import Visit


def calendar(visit: Visit) -> Response:
    """The month it ends in, or the one that is asked for."""
    sample, times = sample_of(visit)
    page = month_page(
        sample.journal,
        catalogue(load_knowledge(), sample.journal.own_measures),
        posted_day(visit, "month") or times.today,
        begins=first_weekday(visit.state.device),
        times=times,
    )
    return visit.render("journal/calendar.html", page=page, begun=True, sample=True)


def day(visit: Visit) -> Response:
    """What was logged on one day."""
    sample, times = sample_of(visit)
    asked = posted_day(visit, "day")
    if asked is None:
        return visit.go("sample_calendar")
    measures = catalogue(load_knowledge(), sample.journal.own_measures)
    entries = entries_of_day(sample.journal, measures, asked)
    return visit.render(
        "journal/calendar_day.html",
        day=times.weekday_day(asked),
        lines=[line_of(entry, measures, times) for entry in entries],
        sentence="",
        undo="",
        sample=True,
    )
