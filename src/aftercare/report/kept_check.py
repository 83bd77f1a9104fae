"""A kept check on the report: level and reasons, causes with theirs, what was asked and answered. Pure.

What is about despair, violence or unwanted sex, and then the words too, stays off unless it was asked for separately.
"""

from collections.abc import Mapping

from aftercare.model.check import Fit
from aftercare.model.entry import zone_info
from aftercare.model.fact import Status
from aftercare.model.interview import KeptCheck
from aftercare.model.journal import Journal
from aftercare.model.report import ReportCause, ReportCheck, ReportChoice, ReportTable
from aftercare.report import wording

FITS: Mapping[Fit, str] = {
    Fit.DANGEROUS: "dangerous and not excluded",
    Fit.WELL: "fits well",
    Fit.PARTLY: "fits partly",
    Fit.LESS: "less likely",
}
SAID: Mapping[Status, str] = {Status.PRESENT: "Yes", Status.ABSENT: "No", Status.UNKNOWN: "Not sure"}
HEAD = ("Asked", "Answer")
ANSWERS = "Asked and answered in it"
NOTE = "Ordered by a program from what was told; no diagnosis, and no clinician has reviewed how it does so."


def check_section(journal: Journal, choice: ReportChoice) -> ReportCheck | None:
    """The chosen check; None where none is chosen or it is not there any more."""
    kept = next((one for one in journal.checks if one.id == choice.check), None)
    if kept is None:
        return None
    day = kept.at.astimezone(zone_info(journal.settings.zone)).date()
    whole = choice.check_private
    return ReportCheck(
        title=f"{wording.WORDS['check']} {wording.day_in_words(day)}",
        words=kept.words if whole or not kept.is_private else "",
        reasons=tuple(one.because for one in kept.reasons if whole or not one.discreet),
        causes=tuple(
            ReportCause(
                title=one.title,
                fit=FITS[one.fit],
                speaks_for=one.speaks_for,
                speaks_against=one.speaks_against,
            )
            for one in kept.causes
            if whole or not one.discreet
        ),
        answers=_answers(kept, whole=whole),
        note=NOTE,
    )


def _answers(kept: KeptCheck, *, whole: bool) -> ReportTable | None:
    rows = tuple((one.text, SAID[one.status]) for one in kept.answers if whole or not one.discreet)
    return ReportTable(title=ANSWERS, head=HEAD, rows=rows) if rows else None
