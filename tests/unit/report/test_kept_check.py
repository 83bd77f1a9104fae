"""A kept check on the clinician's page: only where chosen, what was told in confidence only where asked for."""

import subprocess
from dataclasses import replace

import page
from tests.unit.report.example import sample, source_of

from aftercare.exporters.pdf import Paper, report_pdf
from aftercare.model.assessment import Action, Level
from aftercare.model.check import Fit
from aftercare.model.fact import Status
from aftercare.model.interview import KeptAnswer, KeptCause, KeptCheck, KeptReason
from aftercare.model.report import Report, ReportChoice
from aftercare.report.build import build_report

JOURNAL = sample()
AT = JOURNAL.entries[-1].recorded
KEPT = KeptCheck(
    id="one",
    at=AT,
    words="Deep pain for months",
    level=Level.CLINICIAN,
    within="within two weeks",
    reasons=(KeptReason(rule="RF38", action=Action.TWO_WEEKS, because="Within two weeks: pain in many encounters."),),
    causes=(
        KeptCause(
            id="endometriosis",
            title="Endometriosis",
            fit=Fit.PARTLY,
            speaks_for=("It hurts deep inside.",),
            speaks_against=("Your periods do not keep you from daily life.",),
        ),
    ),
    answers=(KeptAnswer(finding="fever", text="Do you have a fever?", status=Status.ABSENT),),
)
PRIVATE = replace(
    KEPT,
    id="two",
    words="he forced me",
    reasons=(
        KeptReason(rule="RF03", action=Action.SAME_DAY, because="Today: some help works best early.", discreet=True),
        *KEPT.reasons,
    ),
    causes=(
        KeptCause(id="sexual_assault", title="Sex that was not wanted", fit=Fit.DANGEROUS, discreet=True),
        *KEPT.causes,
    ),
    answers=(
        KeptAnswer(finding="in_danger_now", text="Are you in danger right now?", status=Status.ABSENT, discreet=True),
        *KEPT.answers,
    ),
)
WITH = replace(JOURNAL, checks=(KEPT, PRIVATE))


def report(**choice: object) -> Report:
    return build_report(source_of(WITH), ReportChoice(**choice))


def test_unless_chosen_no_check_stands_on_the_page() -> None:
    assert report().check is None
    assert report(check="deleted meanwhile").check is None


def test_chosen_it_stands_there_with_level_reasons_causes_and_answers() -> None:
    check = report(check="one").check
    assert check is not None
    assert check.words == "Deep pain for months"
    assert check.reasons == ("Within two weeks: pain in many encounters.",)
    (cause,) = check.causes
    assert (cause.title, cause.fit) == ("Endometriosis", "fits partly")
    assert cause.speaks_against == ("Your periods do not keep you from daily life.",)
    assert check.answers is not None
    assert check.answers.rows == (("Do you have a fever?", "No"),)
    assert "no clinician has reviewed" in check.note
    assert "%" not in str(check)


def test_what_was_told_in_confidence_stays_off_with_the_words() -> None:
    check = report(check="two", private=True).check
    assert check is not None
    assert "forced" not in str(check)
    assert "not wanted" not in str(check)
    assert "danger right now" not in str(check)
    assert check.reasons == ("Within two weeks: pain in many encounters.",)


def test_asked_for_separately_all_of_it_stands_there() -> None:
    check = report(check="two", check_private=True).check
    assert check is not None
    assert check.words == "he forced me"
    assert len(check.reasons) == len(check.causes) == 2


def test_on_paper_it_has_its_own_page_and_meets_every_rule_of_accessible_pdf() -> None:
    for paper in (Paper.A4, Paper.A5):
        made = report_pdf(report(check="two", check_private=True), paper=paper)
        checked = page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_UA_1)
        assert checked.is_compliant, [failure.message for failure in checked.failures]
    run = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(run, input=made, capture_output=True, check=True).stdout.decode()
    for said in ("A check of", "he forced me", "Endometriosis", "For:", "Against:", "Do you have a fever?"):
        assert said in text
