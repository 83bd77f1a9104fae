"""Scores on the clinician's page: only where chosen, with their dates, and no single answer."""

from dataclasses import replace
from datetime import date, timedelta

from tests.unit.check.saves import entry
from tests.unit.report.example import sample, source_of

from aftercare.exporters.pdf import report_pdf
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.report import USUAL_ITEMS, Item, ReportChoice
from aftercare.report.build import build_report

CHOSEN = ReportChoice(items=USUAL_ITEMS | {Item.SCREENERS})


def filled(number: int, ago: timedelta, **values: int) -> Entry:
    return entry({"screener": "gad7", **values}, ago, number=number, kind=EntryKind.SCREENER)


EVERY = {f"gad7_{n}": 2 for n in range(1, 8)}
JOURNAL = sample().with_entries(
    [
        filled(1, timedelta(days=30), **EVERY),
        filled(2, timedelta(days=2), **{**EVERY, "gad7_1": 0}),
        filled(3, timedelta(days=1), gad7_1=3),
    ]
)


def test_unless_chosen_no_score_stands_on_the_page() -> None:
    assert Item.SCREENERS not in USUAL_ITEMS
    assert build_report(source_of(JOURNAL), ReportChoice()).screeners is None


def test_chosen_every_score_stands_there_with_its_date_the_latest_first() -> None:
    table = build_report(source_of(JOURNAL), CHOSEN).screeners
    assert table is not None
    assert table.rows == (
        ("GAD-7", "19 Nov 2026", "–", "1 of 7 answered, no total"),
        ("GAD-7", "18 Nov 2026", "12 of 21", "Moderate"),
        ("GAD-7", "21 Oct 2026", "14 of 21", "Moderate"),
    )
    assert "not a diagnosis" in table.note


def test_outside_the_period_and_without_any_there_is_nothing() -> None:
    early = replace(CHOSEN, last=date(2026, 10, 1))
    assert build_report(source_of(JOURNAL), early).screeners is None
    assert build_report(source_of(sample()), CHOSEN).screeners is None


def test_a_letter_that_is_not_yet_kept_is_not_on_it() -> None:
    waiting = replace(JOURNAL, waiting=frozenset({filled(1, timedelta()).id}))
    table = build_report(source_of(waiting), CHOSEN).screeners
    assert table is not None
    assert len(table.rows) == 2


def test_it_can_be_set_on_paper() -> None:
    assert report_pdf(build_report(source_of(JOURNAL), CHOSEN)).startswith(b"%PDF")
