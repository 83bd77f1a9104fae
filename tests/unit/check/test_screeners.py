"""Screeners counted: what a person reads about a score, and what it tells the red flags."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, fired, journal

from aftercare.check.screeners import facts_of_screener, in_short, score_of, trend
from aftercare.check.screening import screen_entry, screen_journal, screen_letter
from aftercare.model.assessment import Action
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.fact import Status

PHQ9, GAD7, PHQ4 = (KNOWLEDGE.screeners[name] for name in ("phq9", "gad7", "phq4"))


def filled(name: str, *values: int | None, ago: timedelta = timedelta(minutes=5), number: int = 1) -> Entry:
    names = KNOWLEDGE.screeners[name].measures
    told = {item: value for item, value in zip(names, values, strict=False) if value is not None}
    return entry({"screener": name, **told}, ago, number=number, kind=EntryKind.SCREENER)


def adding_up_to(name: str, total: int, **kwargs: timedelta) -> Entry:
    """Answered from the top, so that the last question stays "not at all" for as long as it can."""
    values, left = [], total
    for _ in KNOWLEDGE.screeners[name].measures:
        values.append(min(3, left))
        left -= values[-1]
    assert left == 0
    return filled(name, *values, **kwargs)


def test_all_answered_there_is_a_total_with_its_band() -> None:
    score = score_of(PHQ9, filled("phq9", 1, 2, 3, 0, 1, 2, 3, 0, 0).values)
    assert (score.total, score.band and score.band.name) == (12, "Moderate")


def test_one_left_open_there_is_no_total_and_no_band() -> None:
    score = score_of(PHQ9, filled("phq9", 1, 1, 1, 1, 1, 1, 1, 1, None).values)
    assert (score.total, score.band, score.at_least, score.answered) == (None, None, 8, 8)


def test_nothing_answered_is_not_a_score_of_zero() -> None:
    score = score_of(GAD7, {})
    assert (score.total, score.positive) == (None, None)


@pytest.mark.parametrize("value", [True, 4, -1, "2", 1.0])
def test_what_is_no_answer_is_not_counted(value: object) -> None:
    assert score_of(GAD7, {"gad7_1": value}).answered == 0


@pytest.mark.parametrize(
    ("values", "opens"),
    [
        ((1, 1, 1, 1), ()),
        ((1, 2, 1, 1), ("gad7",)),
        ((1, 1, 1, 2), ("phq9",)),
        ((3, 3, 3, 3), ("gad7", "phq9")),
        ((3, None, None, None), ("gad7",)),
        ((2, None, None, 2), ()),
    ],
)
def test_a_half_of_three_offers_the_longer_one_even_where_a_question_is_open(
    values: tuple[int | None, ...], opens: tuple[str, ...]
) -> None:
    assert score_of(PHQ4, filled("phq4", *values).values).opens == opens


@pytest.mark.parametrize(("total", "expected"), [(9, {}), (10, {"RF37": Action.TWO_WEEKS})])
@pytest.mark.parametrize("name", ["phq9", "gad7"])
def test_ten_is_a_reason_to_see_someone_within_two_weeks(name: str, total: int, expected: dict[str, Action]) -> None:
    said = adding_up_to(name, total)
    assert fired(screen_entry(KNOWLEDGE, journal(), said, (), NOW)) == expected


@pytest.mark.parametrize(("total", "action"), [(19, Action.TWO_WEEKS), (20, Action.SAME_DAY)])
def test_a_phq9_of_twenty_is_the_same_day(total: int, action: Action) -> None:
    assert fired(screen_entry(KNOWLEDGE, journal(), adding_up_to("phq9", total), (), NOW)) == {"RF37": action}


def test_a_gad7_of_twenty_one_stays_within_two_weeks() -> None:
    said = screen_entry(KNOWLEDGE, journal(), adding_up_to("gad7", 21), (), NOW)
    assert fired(said) == {"RF37": Action.TWO_WEEKS}


def test_answers_that_reach_the_cut_count_although_others_are_open() -> None:
    said = filled("phq9", 3, 3, 3, 3, 3, 3, 2)
    assert fired(screen_entry(KNOWLEDGE, journal(), said, (), NOW)) == {"RF37": Action.SAME_DAY}


def test_below_the_cut_with_a_question_open_nothing_is_said_to_be_absent() -> None:
    facts = facts_of_screener(filled("phq9", 1, 1), KNOWLEDGE.screeners, KNOWLEDGE.findings)
    assert facts == ()


def test_a_whole_low_score_is_absent_at_its_own_time() -> None:
    said = adding_up_to("phq9", 4)
    facts = facts_of_screener(said, KNOWLEDGE.screeners, KNOWLEDGE.findings)
    assert {(fact.finding, fact.status) for fact in facts} == {
        ("phq9_10", Status.ABSENT),
        ("phq9_20", Status.ABSENT),
    }
    assert all(fact.entry == said.id and fact.at == NOW - timedelta(minutes=5) for fact in facts)


def test_a_later_low_score_takes_no_same_day_back() -> None:
    high = adding_up_to("phq9", 20, ago=timedelta(days=3))
    low = filled("phq9", 0, 0, 0, 0, 0, 0, 0, 0, 0, number=2)
    assert fired(screen_journal(KNOWLEDGE, journal(high, low), (), NOW))["RF37"] is Action.SAME_DAY


@pytest.mark.parametrize("answer", [1, 2, 3])
def test_any_answer_but_not_at_all_to_the_last_question_is_the_same_day_and_leaves_the_emergency_open(
    answer: int,
) -> None:
    said = filled("phq9", *[None] * 8, answer)
    screening = screen_entry(KNOWLEDGE, journal(), said, (), NOW)
    assert fired(screening) == {"RF02": Action.SAME_DAY}
    assert {"RF01", "RF42"} <= {rule.rule for rule in screening.open}


def test_not_at_all_raises_nothing_and_rules_nothing_out() -> None:
    thoughts = entry({"worries_after": ("suicidal_thoughts",)}, timedelta(days=1), number=2)
    said = filled("phq9", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert fired(screen_entry(KNOWLEDGE, journal(), said, (), NOW)) == {}
    assert fired(screen_journal(KNOWLEDGE, journal(thoughts, said), (), NOW)) == {"RF02": Action.SAME_DAY}


def test_the_last_question_is_read_in_a_letter_too() -> None:
    assert fired(screen_letter(KNOWLEDGE, filled("phq9", *[None] * 8, 1), (), NOW)) == {"RF02": Action.SAME_DAY}


def test_the_course_is_in_the_order_of_days_with_the_change_between_totals() -> None:
    late = filled("gad7", 1, 1, 1, 0, 0, 0, 0, ago=timedelta(days=1), number=1)
    open_one = filled("gad7", 1, ago=timedelta(days=10), number=2)
    early = filled("gad7", 1, 1, 1, 1, 1, 1, 1, ago=timedelta(days=30), number=3)
    other = filled("phq4", 1, 1, 1, 1, number=4)
    points = trend(GAD7, [late, open_one, early, other])
    assert [(point.score.total, point.change) for point in points] == [(7, None), (None, None), (3, -4)]


def test_two_of_one_minute_are_in_the_order_they_were_written_down() -> None:
    first = filled("gad7", 1, 1, 1, 1, 1, 1, 1, number=2)
    second = replace(filled("gad7", 0, 0, 0, 0, 0, 0, 0, number=1), recorded=first.recorded + timedelta(seconds=9))
    for entries in ([first, second], [second, first]):
        assert [point.score.total for point in trend(GAD7, entries)] == [7, 0]


def test_in_a_list_it_reads_as_name_score_and_band() -> None:
    assert in_short(adding_up_to("phq9", 12), KNOWLEDGE.screeners) == "PHQ-9: 12 of 27, moderate"
    assert in_short(filled("phq9", 1), KNOWLEDGE.screeners) == "PHQ-9, 1 of 9 answered"
    assert in_short(entry({"screener": "gone"}, kind=EntryKind.SCREENER), KNOWLEDGE.screeners) == "Questionnaire"
