"""For the clinician: choose period and items, see the page as it will be, then take it along."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.responses import Response

from aftercare.exporters.pdf import Paper
from aftercare.model.errors import BadValue, UserError
from aftercare.model.interview import KeptCheck
from aftercare.model.report import MOST_QUESTIONS, USUAL_ITEMS, Item, Report, ReportChoice
from aftercare.model.translatable import for_translation
from aftercare.usecases.make_report import plain_pdf, preview_report, sealed_pdf
from aftercare.web.desk import MadeReport
from aftercare.web.forms import FieldError, Posted
from aftercare.web.leaving_files import Wish
from aftercare.web.opened import Opened, opened
from aftercare.web.telling import drawn
from aftercare.web.visit import Visit

FIELDS = {"period": "first", "main concern": "concern", "questions": "questions"}
PAPERS = {Paper.A4: "A4", Paper.LETTER: for_translation("US letter"), Paper.A5: "A5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form as it stands."""

    first: str = ""
    last: str = ""
    items: frozenset[str] = frozenset(item.value for item in USUAL_ITEMS)
    concern: str = ""
    questions: str = ""
    private: bool = False
    left_out: bool = False
    paper: str = Paper.A4.value
    check: str = ""
    check_private: bool = False


def show(visit: Visit) -> Response:
    """The form. Private answers and left-out entries are never preset."""
    here = opened(visit)
    typed = Typed()
    if isinstance(here.desk.job, Wish) and here.desk.job.choice is not None:
        typed = _typed_before(here.desk.job.choice)
    return _form(visit, here, typed)


def choose(visit: Visit) -> Response:
    """Go on to the page as it will be."""
    here = opened(visit)
    typed = _typed(visit.posted)
    try:
        choice = _choice(typed)
        paper = Paper(typed.paper) if typed.paper in set(Paper) else Paper.A4
    except UserError as error:
        wrong = FieldError(FIELDS.get(error.where or "", "form"), "", error.sentence)
        return _form(visit, here, typed, (wrong,), status=error.status)
    here.desk.job = Wish(
        make=partial(_pdf, choice=choice, paper=paper),
        ending="pdf",
        media="application/pdf",
        back="report_look",
        choice=choice,
    )
    return visit.go("report_look")


def look(visit: Visit) -> Response:
    """The page as it will be, from the same value the PDF is set from."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Wish) or job.choice is None:
        return visit.go("report")
    report = _report(here, job.choice)
    picture = None if report.arcs is None else drawn(report.arcs.on_screen)
    return visit.render("yours/report_look.html", report=report, picture=picture, choice=job.choice)


def _form(
    visit: Visit, here: Opened, typed: Typed, errors: tuple[FieldError, ...] = (), *, status: int = 200
) -> Response:
    return visit.render(
        "yours/report.html",
        status=status,
        typed=typed,
        errors=errors,
        most_questions=MOST_QUESTIONS,
        papers=[(paper.value, name) for paper, name in PAPERS.items()],
        left_out=sum(entry.left_out for entry in here.journal.entries),
        checks=[(one.id, _check_name(here, one)) for one in reversed(here.journal.checks)],
        any_private=any(one.is_private for one in here.journal.checks),
    )


def _typed(posted: Posted) -> Typed:
    return Typed(
        first=posted.text("first"),
        last=posted.text("last"),
        items=frozenset(posted.all("item")),
        concern=posted.text("concern"),
        questions=posted.text("questions"),
        private=posted.text("private") == "yes",
        left_out=posted.text("left_out") == "yes",
        paper=posted.text("paper"),
        check=posted.text("check"),
        check_private=posted.text("check_private") == "yes",
    )


def _typed_before(choice: ReportChoice) -> Typed:
    """As chosen a moment ago; what is private is asked anew."""
    return Typed(
        first="" if choice.first is None else choice.first.isoformat(),
        last="" if choice.last is None else choice.last.isoformat(),
        items=frozenset(item.value for item in choice.items),
        concern=choice.concern or "",
        questions="\n".join(choice.questions),
        check=choice.check or "",
    )


def _choice(typed: Typed) -> ReportChoice:
    return ReportChoice(
        first=_day(typed.first),
        last=_day(typed.last),
        items=frozenset(item for item in Item if item.value in typed.items),
        concern=typed.concern or None,
        questions=tuple(line.strip() for line in typed.questions.splitlines() if line.strip()),
        private=typed.private,
        left_out=typed.left_out,
        check=typed.check or None,
        check_private=typed.check_private,
    )


def _check_name(here: Opened, check: KeptCheck) -> str:
    """A kept check by its day and hour: what it is about is not said before it is chosen."""
    return here.times.made(here.local(check.at))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue("Give the day as year-month-day, like 2026-03-09.", where="period") from None


def _report(here: Opened, choice: ReportChoice) -> Report:
    """The report, made once for the page and the file."""
    journal, review, made = here.journal, here.review(), here.desk.report
    if made is None or not made.is_of(journal, review, choice):
        report = preview_report(journal, review, here.knowledge, choice)
        here.desk.report = made = MadeReport(journal, review, choice, report)
    return made.report


def _pdf(here: Opened, passphrase: str | None, *, choice: ReportChoice, paper: Paper) -> bytes:
    report = _report(here, choice)
    if passphrase is None:
        return plain_pdf(report, paper=paper, language=here.language)
    return sealed_pdf(report, passphrase, paper=paper, language=here.language)
