"""The clinician's page in words, to be seen before it is made. Takes an open journal and what was chosen."""

from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.knowledge.load import load_knowledge
from aftercare.model.report import Report, ReportChoice, ReportTable
from aftercare.usecases.look import Reviews
from aftercare.usecases.make_report import preview_report
from aftercare.vault import Session


def preview(session: Session, choice: ReportChoice) -> Report:
    """The page as a value."""
    knowledge = load_knowledge()
    review = Reviews(knowledge).of(session.journal, now())
    return preview_report(session.journal, review, knowledge, choice)


def show(report: Report) -> None:
    """Everything that stands on the page, in words."""
    days = f", {report.first} to {report.last}" if report.first else ""
    voice.show(voice.strong(f"{report.words['document_title']}: {report.encounters} encounters{days}"))
    _part(report.words["concern"], () if report.concern is None else (report.concern,))
    _part(report.words["arcs"], () if report.arcs is None else (report.arcs.words,))
    for table in (report.frequencies, report.scores):
        _table(table)
    found = [f"{pattern.tier}: {pattern.counts} {pattern.effect}".strip() for pattern in report.patterns]
    _part(report.words["patterns"], (*found, *((report.patterns_note,) if report.patterns_note else ())))
    _part(report.words["ruled_out"], report.ruled_out)
    tried = tuple(" ".join((one.change, one.answer, one.size, one.counts)) for one in report.experiments)
    _part(report.words["experiments"], tried)
    if report.flags is not None:
        _part(report.words["flags"], (report.flags.summary, *report.flags.raised, *report.flags.unanswered))
    _part(report.words["medicines"], tuple(f"{line.label}: {line.text}" for line in report.medicines))
    _part(report.words["history"], tuple(f"{line.label}: {line.text}" for line in report.history))
    _table(report.screeners)
    _part(report.words["questions"], report.questions)
    _table(report.private)
    for table in report.appendix:
        voice.show(f"{report.words['appendix']}: {table.title}, {len(table.rows)} rows")
    voice.show(voice.wrapped(report.origin))


def _part(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        voice.show(voice.strong(title))
        voice.show(voice.listed(lines))


def _table(table: ReportTable | None) -> None:
    if table is not None:
        _part(table.title, tuple(", ".join(row) for row in table.rows))
