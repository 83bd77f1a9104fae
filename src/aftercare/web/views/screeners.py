"""Questionnaires with a score: pick one, fill it in, danger before any score, what it means, keep it or not.

Nothing is kept until the person says so; what was filled in lies on the desk, in memory, until lock. The page about
ending one's life comes before the score and says nothing personal (SAFETY 4).
"""

import uuid
from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from aftercare.charts.scores import Scale, Scored, scores, scores_table
from aftercare.charts.table import DataTable
from aftercare.check.screeners import Point
from aftercare.knowledge.schema import Service
from aftercare.knowledge.screener import Screener
from aftercare.knowledge.services import services_for
from aftercare.model.entry import zone_info
from aftercare.model.errors import UserError
from aftercare.model.measure import Measure
from aftercare.usecases.drafts import moment
from aftercare.usecases.right_now import help_by_country
from aftercare.usecases.screeners import (
    Sheet,
    SheetResult,
    keep_sheet,
    questions_beside,
    screener_named,
    see_sheet,
    sheet_facts,
    trends,
    was_asked_how_it_is,
    with_answers,
)
from aftercare.web.desk import FillingIn
from aftercare.web.flag_pages import flag_pages
from aftercare.web.forms import FieldError, Posted, read_answers
from aftercare.web.opened import Opened, opened
from aftercare.web.telling import drawn
from aftercare.web.visit import Visit

KINDS = ("crisis", "ambulance")
YES_NO = {"yes": True, "no": False}
AWAY, LIGHTER = "away", "lighter"


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be reached before anything was answered; empty while the country is not known."""

    services: tuple[Service, ...]
    kinds: tuple[str, ...] = KINDS
    emergency: bool = True
    """So that a number stands there where no country is known, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One screener on the first page: what it is, and how it went."""

    screener: Screener
    last: Point | None
    picture: Markup | None
    table: DataTable | None


def front(visit: Visit) -> Response:
    """The questionnaires there are, with their course."""
    here = opened(visit)
    sentence, undo = here.take_sentence()
    return visit.render(
        "screeners/front.html",
        courses=[_course(screener, points) for screener, points in trends(here.journal, here.knowledge)],
        helps=help_by_country(here.knowledge),
        crisis=_crisis(visit, here),
        sentence=sentence,
        undo=undo,
    )


def choose(visit: Visit) -> Response:
    """Pick one; or answer the one kind question of home."""
    here = opened(visit)
    how = visit.posted.text("how")
    if how:
        with here.vault.one_step() as step:
            was_asked_how_it_is(here.vault, here.now)
        if how in (AWAY, LIGHTER):
            here.desk.say("Good that you are here." if how == LIGHTER else "Put away.", undo=step.made)
            return visit.go("home")
        here.desk.filling = None
        return visit.go("screener_help")
    here.desk.filling = FillingIn(screener_named(here.knowledge, visit.posted.text("screener")).id)
    return visit.go("screener")


def form(visit: Visit) -> Response:
    """The questions, with what was answered before where the person came back."""
    here = opened(visit)
    filling = here.desk.filling
    return visit.go("screeners") if filling is None else _form(visit, here, filling)


def fill(visit: Visit) -> Response:
    """Take the answers: danger first, else what they come to. Nothing is kept."""
    here = opened(visit)
    filling = here.desk.filling
    if filling is None:
        return visit.go("screeners")
    screener = screener_named(here.knowledge, filling.screener)
    answers = read_answers(visit.posted, _measures(here, screener))
    if answers.errors:
        return _form(visit, here, filling, answers.errors)
    local = here.now.astimezone(zone_info(here.journal.settings.zone)).replace(tzinfo=None)
    sheet = Sheet(
        id=str(uuid.uuid4()),
        screener=screener.id,
        at=moment(local, here.journal.settings.zone),
        values=answers.values,
        told=sheet_facts(here.knowledge, screener, _answered(visit.posted), here.now),
    )
    if not sheet.values and not sheet.told:
        return _form(
            visit, here, filling, (FieldError("questions", "", "Answer at least one line, or leave the page."),)
        )
    here.desk.filling = FillingIn(screener.id, sheet)
    return visit.go("screener_help" if _see(here, sheet).despair else "screener_result")


def show_help(visit: Visit) -> Response:
    """Before any score: who can be reached, and what to do now. Without a sheet: only that."""
    here = opened(visit)
    filling = here.desk.filling
    found = _see(here, filling.sheet) if filling is not None and filling.sheet is not None else None
    if filling is not None:
        filling.seen = True
    return visit.render(
        "screeners/help.html",
        flags=flag_pages(here.knowledge, () if found is None else found.despair, visit.state.device.country),
        still=() if found is None else found.still,
        helps=help_by_country(here.knowledge),
        crisis=_crisis(visit, here),
        on="home" if found is None else "screener_result",
    )


def answer_help(visit: Visit) -> Response:
    """More answers to the direct questions, screened at once; a skipped one is not a no."""
    here = opened(visit)
    filling = here.desk.filling
    if filling is None or filling.sheet is None:
        return visit.go("home")
    screener = screener_named(here.knowledge, filling.screener)
    before = _see(here, filling.sheet)
    facts = sheet_facts(here.knowledge, screener, _answered(visit.posted), here.now)
    filling.sheet = with_answers(filling.sheet, facts)
    after = _see(here, filling.sheet)
    news = {(flag.rule, flag.action) for flag in after.despair} - {(flag.rule, flag.action) for flag in before.despair}
    return visit.go("screener_help" if news else "screener_result")


def result(visit: Visit) -> Response:
    """The score with its meaning, where it comes from, what comes next, and who sees it."""
    here = opened(visit)
    filling = here.desk.filling
    if filling is None or filling.sheet is None:
        return visit.go("screeners")
    found = _see(here, filling.sheet)
    if found.despair and not filling.seen:
        return visit.go("screener_help")
    return _result(visit, here, filling, found)


def keep(visit: Visit) -> Response:
    """Keep the score, the answers beside it, or neither."""
    here = opened(visit)
    filling = here.desk.filling
    if filling is None or filling.sheet is None:
        return visit.go("screeners")
    if visit.posted.text("do") == AWAY:
        here.desk.filling = None
        here.desk.say("Nothing was kept.")
        return visit.go("screeners")
    if not filling.kept:
        try:
            with here.undoable("Kept."):
                keep_sheet(
                    here.vault,
                    here.knowledge,
                    filling.sheet,
                    here.now,
                    values=visit.posted.text("do") == "keep",
                    answers=visit.posted.text("answers") == "yes",
                )
        except UserError as error:
            wrong = (FieldError("keep", "", error.sentence),)
            return _result(visit, here, filling, _see(here, filling.sheet), wrong)
        filling.kept = True
    return visit.go("screener_result")


def _crisis(visit: Visit, here: Opened) -> Reach:
    """The crisis lines, of the person's country where it is known."""
    country = visit.state.device.country
    return Reach(() if country is None else services_for(here.knowledge.services, country, KINDS))


def _form(visit: Visit, here: Opened, filling: FillingIn, errors: tuple[FieldError, ...] = ()) -> Response:
    screener = screener_named(here.knowledge, filling.screener)
    sheet = filling.sheet
    told = {fact.finding: fact.status.value for fact in sheet.told} if sheet is not None else {}
    return visit.render(
        "screeners/form.html",
        status=422 if errors else 200,
        screener=screener,
        values=sheet.values if sheet is not None else {},
        beside=questions_beside(here.knowledge, screener),
        told=told,
        errors=errors,
        helps=help_by_country(here.knowledge),
        crisis=_crisis(visit, here),
    )


def _result(
    visit: Visit, here: Opened, filling: FillingIn, found: SheetResult, errors: tuple[FieldError, ...] = ()
) -> Response:
    screener = found.score.screener
    country = visit.state.device.country
    points = next(points for one, points in trends(here.journal, here.knowledge) if one.id == screener.id)
    return visit.render(
        "screeners/result.html",
        status=422 if errors else 200,
        found=found,
        score=found.score,
        screener=screener,
        sources=[here.knowledge.sources[name] for name in screener.sources],
        opens=[screener_named(here.knowledge, name) for name in found.score.opens],
        pressing=flag_pages(here.knowledge, found.pressing, country),
        later=flag_pages(here.knowledge, found.later, country),
        told=bool(filling.sheet is not None and filling.sheet.told),
        kept=filling.kept,
        course=_course(screener, points),
        helps=help_by_country(here.knowledge),
        errors=errors,
    )


def _see(here: Opened, sheet: Sheet) -> SheetResult:
    """What it comes to: by the page before, where nothing has changed since; else counted and screened anew."""
    filling = here.desk.filling
    found = None if filling is None else filling.found_for(here.journal, sheet, here.now)
    if found is None:
        found = see_sheet(here.journal, here.knowledge, sheet, here.now)
        if filling is not None:
            filling.found = (here.journal, sheet, here.now, found)
    return found


def _measures(here: Opened, screener: Screener) -> list[Measure]:
    return [here.measures[name] for name in screener.measures]


def _answered(posted: Posted) -> dict[str, bool]:
    """The questions beside it that were answered; every other is left open."""
    named = {key.removeprefix("beside."): value for key, value in posted.fields if key.startswith("beside.")}
    return {name: YES_NO[value] for name, value in named.items() if value in YES_NO}


def _course(screener: Screener, points: tuple[Point, ...]) -> Course:
    scale = Scale(name=screener.name, highest=screener.highest, bands=tuple(band.least for band in screener.bands))
    drawable = [
        Scored(
            day=point.day,
            total=point.score.total,
            words=point.score.band.name if point.score.band is not None else f"{point.score.answered} answered",
            change=point.change,
        )
        for point in points
    ]
    totals = [one for one in drawable if one.total is not None]
    return Course(
        screener=screener,
        last=points[-1] if points else None,
        picture=drawn(scores(scale, drawable)) if totals else None,
        table=scores_table(scale, drawable) if drawable else None,
    )
