"""What a clinician's page says, and what it keeps back until the person asks for it."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.unit.report.example import NOW, PAIN_RULE, TRIED, answer, fired, sample, sample_source, source_of

from aftercare.model.assessment import Action, OpenRule, Screening
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import BadValue
from aftercare.model.fact import Fact, Status
from aftercare.model.journal import Journal
from aftercare.model.person import Dated, Person
from aftercare.model.report import USUAL_ITEMS, Item, Report, ReportChoice
from aftercare.report.build import build_report

ALL = ReportChoice()


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(sample_source(), ALL)


def everything(report: Report) -> str:
    """All words of a report, wherever they stand."""
    return repr([getattr(report, field.name) for field in fields(report)])


def _encounter(number: int, day: date, *, note: str | None = None, left_out: bool = False, **values: Any) -> Entry:
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=EntryKind.ENCOUNTER,
        at=When(datetime(day.year, day.month, day.day, 22, 0), "Europe/London", Precision.INSTANT),
        recorded=datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC),
        values=values,
        note=note,
        left_out=left_out,
    )


def _journal(*entries: Entry, **answers: Any) -> Journal:
    told = {measure: Dated(value, NOW) for measure, value in answers.items()}
    return Journal(person=Person(birth_year=1990, answers=told)).with_entries(entries)


def test_the_main_concern_stands_in_the_persons_own_words(report: Report) -> None:
    assert report.concern is not None
    assert report.concern.startswith("Sometimes I cry afterwards")


def test_the_person_may_say_it_differently_for_this_appointment_or_not_at_all() -> None:
    assert build_report(sample_source(), ReportChoice(concern="It hurts.")).concern == "It hurts."
    assert build_report(sample_source(), ReportChoice(concern="  ")).concern is None


def test_counts_are_counts_of_the_times_it_was_recorded(report: Report) -> None:
    tears = [entry.value("tears") for entry in sample().encounters()]
    pain = [value for entry in sample().encounters() if isinstance(value := entry.value("pain"), int)]
    assert report.frequencies is not None
    rows = {what: (times, last) for what, times, last in report.frequencies.rows}
    assert rows["Tears"] == (f"{sum(1 for t in tears if t)} of {len(tears)}", "21 Nov 2026")
    assert rows["Pain of 4 or more"][0] == f"{sum(1 for p in pain if p >= 4)} of {len(pain)}"
    assert len(pain) < len(tears), "times without an answer on pain are not counted as none"


def test_scores_show_how_many_the_middle_and_the_range(report: Report) -> None:
    assert report.scores is not None
    rows = {row[0]: row[1:] for row in report.scores.rows}
    pain = sorted(value for entry in sample().encounters() if isinstance(value := entry.value("pain"), int))
    assert rows["Mood afterwards"] == ("150", "fine", "awful to good")
    assert rows["Pain, 0 to 10"] == (str(len(pain)), str(pain[(len(pain) - 1) // 2]), f"{pain[0]} to {pain[-1]}")


def test_patterns_come_with_counts_interval_and_tier_and_say_no_cause(report: Report) -> None:
    assert report.patterns
    assert {pattern.tier for pattern in report.patterns} <= {"strong", "likely"}
    sleep = next(pattern for pattern in report.patterns if "Tears came" in pattern.counts)
    assert re.search(
        r"after \d+ of \d+ times with little sleep \(6 h \d+ min or less\), and after \d+ of \d+ others", sleep.counts
    )
    assert "95% interval" in sleep.effect
    assert any("comes along with sleep" in line for line in sleep.besides)
    assert "not why" in report.patterns_note
    assert report.ruled_out


def test_red_flags_are_shown_with_what_was_asked_and_answered(report: Report) -> None:
    assert report.flags is not None
    assert report.flags.raised == (PAIN_RULE.because,)
    assert report.flags.unanswered == ("Do you have a fever?",)
    assert report.flags.answers is not None
    assert report.flags.answers.rows == (("Do you have a fever?", "no", "22 Nov 2026"),)


def test_answers_the_journal_keeps_are_on_it_the_latest_of_each_question() -> None:
    first = replace(answer("fever", Status.PRESENT), at=datetime(2026, 3, 1, tzinfo=UTC))
    later = replace(answer("fever", Status.ABSENT), at=datetime(2026, 3, 2, tzinfo=UTC))
    outside = replace(answer("other", Status.PRESENT), at=datetime(2025, 1, 1, tzinfo=UTC))
    journal = replace(sample(), answers=(later, first, outside))
    flags = build_report(source_of(journal), ReportChoice(first=date(2026, 1, 1))).flags
    assert flags is not None
    assert flags.answers is not None
    assert flags.answers.rows == (("Do you have a fever?", "no", "2 Mar 2026"),)


def test_an_answer_about_an_entry_left_out_stays_off_with_it() -> None:
    entry = _encounter(1, date(2026, 3, 1), tears=1, left_out=True)
    journal = replace(_journal(entry), answers=(replace(answer("fever", Status.PRESENT), entry=entry.id),))
    usual, opted = (
        build_report(source_of(journal), ReportChoice(left_out=left_out)).flags for left_out in (False, True)
    )
    assert usual is not None
    assert usual.answers is None
    assert opted is not None
    assert opted.answers is not None


def test_only_pressing_open_questions_are_listed_and_not_too_many() -> None:
    mild = OpenRule(rule="RF14", floor=Action.SELF_CARE, ask=("faint",), could_be=Action.EMERGENCY)
    pressing = [
        OpenRule(rule=f"RF{n}", floor=Action.SAME_DAY, ask=(f"a_{n}", f"b_{n}", f"c_{n}"), could_be=Action.EMERGENCY)
        for n in range(60, 70)
    ]
    screening = Screening(fired=(), open=(mild, *pressing))
    flags = build_report(source_of(sample(), screening=screening), ALL).flags
    assert flags is not None
    assert flags.unanswered == ("a 60", "b 60", "a 61", "b 61", "a 62", "b 62")


def test_no_red_flag_is_never_called_safe() -> None:
    flags = build_report(source_of(sample()), ALL).flags
    assert flags is not None
    assert flags.raised == ()
    assert "does not rule anything out" in flags.summary


def test_a_warning_the_person_has_dealt_with_says_so() -> None:
    quiet = replace(PAIN_RULE, quieted=True)
    flags = build_report(source_of(sample(), screening=Screening(fired=(quiet,), open=())), ALL).flags
    assert flags is not None
    assert "has seen someone" in flags.raised[0]


def test_medicines_and_history_come_from_what_the_person_told(report: Report) -> None:
    assert [(line.label, line.text) for line in report.medicines] == [
        ("Medicines", "none of these"),
        ("Other medicines", "Vitamin D in winter"),
    ]
    history = {line.label: line.text for line in report.history}
    assert history["Cycle length"] == "28 days"
    assert history["Contraception"] == "condoms"
    assert "My main concern" not in history


def test_it_says_who_made_it_and_that_nobody_reviewed_it(report: Report) -> None:
    assert report.origin == "Made by the person with Aftercare; not reviewed by a clinician."
    assert report.sample


@pytest.mark.parametrize("item", sorted(USUAL_ITEMS))
def test_each_item_can_be_left_off(item: Item) -> None:
    source = replace(sample_source(), tried=(TRIED,))
    without = build_report(source, ReportChoice(items=USUAL_ITEMS - {item}))
    emptied = {
        Item.CONCERN: without.concern is None,
        Item.ARCS: without.arcs is None,
        Item.FREQUENCIES: without.frequencies is None,
        Item.SCORES: without.scores is None,
        Item.PATTERNS: (without.patterns, without.patterns_note, without.ruled_out) == ((), "", ()),
        Item.EXPERIMENTS: (without.experiments, without.experiments_note) == ((), ""),
        Item.RED_FLAGS: without.flags is None,
        Item.MEDICINES: without.medicines == (),
        Item.HISTORY: without.history == (),
        Item.QUESTIONS: without.questions == () and not without.room_for_questions,
        Item.APPENDIX: without.appendix == (),
    }
    assert emptied.pop(item)
    assert not any(emptied.values()), "the others stay"


def test_only_the_chosen_period_is_counted_both_ends_included() -> None:
    entries = [_encounter(n, date(2026, 3, n), tears=1) for n in (1, 2, 3, 4)]
    choice = ReportChoice(first=date(2026, 3, 2), last=date(2026, 3, 3))
    chosen = build_report(source_of(_journal(*entries)), choice)
    assert chosen.encounters == 2
    assert (chosen.first, chosen.last) == (date(2026, 3, 2), date(2026, 3, 3))
    assert chosen.frequencies is not None
    assert chosen.frequencies.rows[0] == ("Tears", "2 of 2", "3 Mar 2026")
    assert [row[0] for row in chosen.appendix[-1].rows] == ["2 Mar 2026 22:00", "3 Mar 2026 22:00"]


def test_whether_it_was_wanted_stays_off_unless_asked_for() -> None:
    assert "wanted" not in everything(build_report(sample_source(), ALL)).lower()
    opted = build_report(sample_source(), ReportChoice(private=True)).private
    assert opted is not None
    assert {row[0] for row in opted.rows} == {"Was it wanted?"}


def test_a_warning_that_would_give_the_answer_away_stays_off_with_it() -> None:
    wanted = load_wanted_finding()
    screening = Screening(
        fired=(
            PAIN_RULE,
            fired("RF03", "anything", "Today: it was not wanted."),
            fired("RF04", "afraid_of_partner", "Today: you are afraid of your partner."),
            fired("RF35", wanted, "Today: within 72 hours of it."),
        ),
        open=(),
    )
    source = source_of(sample(), screening=screening, told=(answer(wanted, Status.PRESENT),))
    flags = build_report(source, ALL).flags
    assert flags is not None
    assert flags.raised == (PAIN_RULE.because,)
    assert flags.answers is None
    opted = build_report(source, ReportChoice(private=True)).flags
    assert opted is not None
    assert len(opted.raised) == 4
    assert opted.answers is not None


def load_wanted_finding() -> str:
    """A finding that the private answer gives."""
    gives = sample_source().measures["wanted"].gives
    assert gives, "the private measure tells findings, or there is nothing to hold back"
    return gives[0].finding


def test_entries_left_out_of_patterns_stay_off_unless_asked_for() -> None:
    journal = _journal(
        _encounter(1, date(2026, 3, 1), tears=0, note="kept"),
        _encounter(2, date(2026, 3, 2), tears=3, note="mine alone", left_out=True),
    )
    notes = USUAL_ITEMS | {Item.NOTES}
    usual = build_report(source_of(journal), ReportChoice(items=notes))
    assert usual.encounters == 1
    assert "mine alone" not in everything(usual)
    assert "sobbed" not in everything(usual)
    opted = build_report(source_of(journal), ReportChoice(items=notes, left_out=True))
    assert opted.encounters == 2
    assert "mine alone" in everything(opted)


def test_a_warning_that_an_entry_left_out_decided_stays_off_with_it() -> None:
    entry = _encounter(1, date(2026, 3, 1), pain=6, left_out=True)
    raised = replace(PAIN_RULE, deciding=(Fact(finding="pain_4", status=Status.PRESENT, entry=entry.id),))
    source = source_of(_journal(entry), screening=Screening(fired=(raised,), open=()))
    usual, opted = (build_report(source, ReportChoice(left_out=left_out)).flags for left_out in (False, True))
    assert usual is not None
    assert usual.raised == ()
    assert opted is not None
    assert opted.raised == (PAIN_RULE.because,)


def test_a_letter_not_yet_kept_is_never_on_it() -> None:
    journal = _journal(_encounter(1, date(2026, 3, 1), tears=3))
    waiting = replace(journal, waiting=frozenset({journal.entries[0].id}))
    assert build_report(source_of(waiting), ReportChoice(left_out=True, private=True)).encounters == 0


def test_notes_stay_off_unless_chosen() -> None:
    journal = _journal(_encounter(1, date(2026, 3, 1), tears=3, note="what I wrote"))
    assert "what I wrote" not in everything(build_report(source_of(journal), ALL))
    chosen = build_report(source_of(journal), ReportChoice(items=USUAL_ITEMS | {Item.NOTES}))
    assert chosen.appendix[-1].rows[0][-1] == "what I wrote"


def test_an_empty_journal_makes_an_honest_page() -> None:
    empty = build_report(source_of(_journal()), ALL)
    assert (empty.encounters, empty.check_ins) == (0, 0)
    assert empty.arcs is None
    assert empty.frequencies is None
    assert empty.patterns == ()
    assert "Most journals need 100 or more" in empty.patterns_note
    assert empty.appendix == ()


def test_the_appendix_has_every_time_and_what_did_not_fit_on_the_page(report: Report) -> None:
    titles = [table.title for table in report.appendix]
    assert titles[-1] == "Each time"
    assert len(report.appendix[-1].rows) == 150
    assert "How strong" in titles, "there are more scores than the page holds"


def test_the_figure_shows_the_latest_times_and_says_of_how_many(report: Report) -> None:
    assert report.arcs is not None
    assert report.arcs.on_paper.count('class="arc') >= 60
    assert report.arcs.caption.startswith("The last 60 of 150 times.")
    assert "var(" in report.arcs.on_screen
    assert "var(" not in report.arcs.on_paper


def test_room_is_left_for_questions_until_some_are_written() -> None:
    assert build_report(sample_source(), ALL).room_for_questions
    assert build_report(sample_source(), ReportChoice(questions=("  ", ""))).room_for_questions
    asked = build_report(sample_source(), ReportChoice(questions=("Why? ",)))
    assert asked.questions == ("Why?",)
    assert not asked.room_for_questions


def test_a_value_from_an_older_catalogue_does_not_stop_the_page() -> None:
    journal = _journal(_encounter(1, date(2026, 3, 1), tears=1), contraception=("gone_option",), periods="other_word")
    history = {line.label: line.text for line in build_report(source_of(journal), ALL).history}
    assert history == {"Contraception": "gone option", "Periods": "other word"}


@pytest.mark.parametrize(
    "choice",
    [
        {"first": date(2026, 3, 2), "last": date(2026, 3, 1)},
        {"concern": "x" * 601},
        {"questions": ("?",) * 9},
        {"questions": ("x" * 601,)},
    ],
)
def test_a_choice_that_cannot_be_met_says_what_to_change(choice: dict[str, Any]) -> None:
    with pytest.raises(BadValue) as refused:
        ReportChoice(**choice)
    assert "xxx" not in str(refused.value)


def test_nothing_on_the_page_claims_more_than_counts(report: Report) -> None:
    said = everything(report).lower()
    for word in ("causes", "because of", "diagnosed", "normal for you", "nothing to worry", "harmless", "% chance"):
        assert word not in said
