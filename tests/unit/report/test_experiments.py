"""Experiments on the clinician's page: the answer with its size, only what has ended, nothing private unasked."""

from dataclasses import replace
from datetime import date

from tests.unit.report.example import PAIN, TRIED, sample, source_of

from aftercare.exporters.pdf import report_pdf
from aftercare.model.report import USUAL_ITEMS, Item, ReportChoice, ReportExperiment
from aftercare.report.build import build_report
from aftercare.report.experiments import Tried


def lines(tried: Tried = TRIED, choice: ReportChoice | None = None) -> tuple[ReportExperiment, ...]:
    return build_report(replace(source_of(sample()), tried=(tried,)), choice or ReportChoice()).experiments


def test_an_answer_stands_there_with_its_size_its_interval_and_its_rounds() -> None:
    assert Item.EXPERIMENTS in USUAL_ITEMS
    (line,) = lines()
    assert line.change == "Twenty minutes of talking first."
    assert line.answer == "Pain: It made a difference, for the better."
    assert "1.7 points milder, on average. It is probably between 0.4 and 3.0 points milder." in line.size
    assert line.counts == "1 Mar 2026 to 2 Aug 2026; 1 round with the change, 2 as usual, of 40 planned."


def test_could_not_tell_stands_there_with_what_is_ruled_out() -> None:
    (line,) = lines(replace(TRIED, result=replace(TRIED.result, p=0.4, low=-1.2, high=0.6)))
    assert line.answer == "Pain: It could not tell."
    assert line.size.startswith("A difference of more than 1.2 points milder")


def test_left_off_or_outside_the_period_nothing_stands_there() -> None:
    assert lines(choice=ReportChoice(items=USUAL_ITEMS - {Item.EXPERIMENTS})) == ()
    assert lines(choice=ReportChoice(last=date(2026, 2, 1))) == ()
    assert lines(choice=ReportChoice(first=date(2026, 9, 1))) == ()
    assert len(lines(choice=ReportChoice(first=date(2026, 8, 1)))) == 1


def test_one_that_looked_at_a_private_measure_needs_the_separate_yes() -> None:
    private = replace(TRIED, measure=replace(PAIN, private=True))
    assert lines(private) == ()
    assert len(lines(private, ReportChoice(private=True))) == 1


def test_it_can_be_set_on_paper() -> None:
    with_one = build_report(replace(source_of(sample()), tried=(TRIED,)), ReportChoice())
    assert with_one.experiments_note
    assert len(report_pdf(with_one)) > len(report_pdf(replace(with_one, experiments=(), experiments_note="")))
