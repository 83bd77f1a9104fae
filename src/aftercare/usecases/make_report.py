"""The page for the clinician: as a value to look at first, then as a PDF; sealed unless the person says otherwise."""

import contextlib
from collections.abc import Sequence
from datetime import UTC, datetime

from aftercare.exporters.pdf import Paper, report_pdf
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.errors import NotThere
from aftercare.model.fact import Fact
from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.report import Item, Report, ReportChoice
from aftercare.model.review import Review
from aftercare.report.build import ReportSource, build_report
from aftercare.report.experiments import Tried
from aftercare.usecases.experiment_result import result
from aftercare.vault import seal
from aftercare.vault.session import Session


def preview_report(
    journal: Journal,
    review: Review,
    knowledge: Knowledge,
    choice: ReportChoice,
    *,
    told: Sequence[Fact] = (),
    sample: bool = False,
) -> Report:
    """The report as the person chose it, to be seen before it is made. Pure."""
    source = ReportSource(
        journal=journal,
        review=review,
        measures=catalogue(knowledge, journal.own_measures),
        findings=knowledge.findings,
        rules=knowledge.red_flags,
        screeners=knowledge.screeners,
        tried=_tried(journal, knowledge, review.at) if Item.EXPERIMENTS in choice.items else (),
        told=tuple(told),
        sample=sample,
    )
    return build_report(source, choice)


def _tried(journal: Journal, knowledge: Knowledge, now: datetime) -> tuple[Tried, ...]:
    """The experiments that have ended, with what they came to."""
    tried = []
    for one in journal.experiments:
        with contextlib.suppress(NotThere):  # what it looked at is no measure any more
            found = result(journal, one, knowledge, now)
            if found.verdict is not None:
                tried.append(Tried(experiment=found.experiment, measure=found.measure, result=found.trial))
    return tuple(tried)


def plain_pdf(report: Report, *, paper: Paper = Paper.A4, language: str = "en") -> bytes:
    """The report as a PDF that anyone can open. Only after a warning and the passphrase (DESIGN 11)."""
    return report_pdf(report, paper=paper, language=language)


def sealed_pdf(report: Report, passphrase: str, *, paper: Paper = Paper.A4, language: str = "en") -> bytes:
    """The report as a PDF sealed with a passphrase, in the age format."""
    return seal.seal_with_passphrase(report_pdf(report, paper=paper, language=language), passphrase)


def note_export(session: Session, what: str, now: datetime) -> None:
    """Remember that an export was made, so that forgetting everything can list what it cannot reach."""
    notice = Notice(kind=NoticeKind.EXPORT_MADE, subject=what, at=now.astimezone(UTC))
    session.put_notices((*session.journal.notices, notice))
