"""What is asked after a save: the danger list and the questions of open rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, fired, journal

from aftercare.check.screening import (
    MOST_LINES,
    MOST_QUESTIONS,
    answer,
    any_of_these,
    danger_list_for_words,
    excuses,
    next_questions,
    none_of_these,
    questions_after_save,
    screen_entry,
    tapped,
)
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action
from aftercare.model.fact import Status
from aftercare.model.measure import Value


def test_a_question_answered_not_sure_is_not_asked_again_and_keeps_the_floor() -> None:
    """Skip is not no."""
    logged = entry({"worries_after": ("suicidal_thoughts",)})
    first = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    question = next_questions(KNOWLEDGE, first)[0]
    told = (answer(question.id, Status.UNKNOWN, NOW, logged),)
    second = screen_entry(KNOWLEDGE, journal(logged), logged, told, NOW)
    assert question not in next_questions(KNOWLEDGE, second)
    assert second.action is first.action


def test_an_answer_about_yesterday_is_no_answer_about_today() -> None:
    """No faintness yesterday says nothing about today's bleeding: it is asked again."""
    before = entry({"bleeding_after": 1}, timedelta(hours=20), number=1)
    said = answer("faint", Status.ABSENT, NOW - timedelta(hours=19), before)
    now = entry({"bleeding_after": 1}, number=2)
    held = replace(journal(before, now), answers=(said,))
    opened = next(rule for rule in screen_entry(KNOWLEDGE, held, now, (), NOW).open if rule.rule == "RF11")
    assert "faint" in opened.ask


def test_questions_are_few_and_those_about_despair_or_violence_wait_for_their_own_tap() -> None:
    """At most twelve, and the discreet rules only on request."""
    logged = entry({"wanted": "no", "pain": 5, "pain_sites": {"low_belly_left": 5}})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert len(next_questions(KNOWLEDGE, screening)) <= MOST_QUESTIONS
    quiet = {question.id for question in next_questions(KNOWLEDGE, screening, discreet=False)}
    assert "drugged_and_drowsy" not in quiet
    assert "drugged_and_drowsy" in {question.id for question in next_questions(KNOWLEDGE, screening)}


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"pain": 4}, True),
        ({"pain": 3}, False),
        ({"bleeding_after": 1}, True),
        ({"bleeding_after": 0}, False),
        ({"wanted": "not_sure"}, True),
        ({"wanted": "yes"}, False),
        ({"mood_after": 0}, True),
        ({"mood_after": 1}, False),
    ],
)
def test_any_of_these_is_asked_after_the_saves_that_call_for_it(values: Mapping[str, Value], asked: bool) -> None:
    """Pain of 4 or more, bleeding, wanted other than yes, or the lowest mood; never after others."""
    logged = entry(values)
    held = journal(logged)
    lines = any_of_these(KNOWLEDGE, held, logged, screen_entry(KNOWLEDGE, held, logged, (), NOW), ())
    assert bool(lines) is asked
    assert len(lines) <= MOST_LINES


def test_after_pain_the_body_comes_first_and_after_the_lowest_mood_the_mind() -> None:
    """The order of SAFETY 2; and despair is in both lists."""
    sides = {}
    for name, values in {"body": {"pain": 5}, "mind": {"mood_after": 0}}.items():
        logged = entry(values)
        lines = any_of_these(
            KNOWLEDGE, journal(logged), logged, screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW), ()
        )
        sides[name] = lines[0].side
    assert sides == {"body": "body", "mind": "mind"}


@pytest.mark.parametrize("body", [{"pain": 8}, {"pain": 5}, {"bleeding_after": 2}, {"pain": 8, "bleeding_after": 2}])
@pytest.mark.parametrize("mind", [{"mood_after": 0}, {"wanted": "no"}, {"mood_after": 0, "wanted": "no"}])
@pytest.mark.parametrize("organs", [(), ("vagina", "uterus"), ("penis", "testes")])
def test_pain_or_bleeding_never_takes_the_place_of_despair_or_danger(
    body: dict[str, Value], mind: dict[str, Value], organs: tuple[str, ...]
) -> None:
    """Eight lines are the most, and an entry can call for two lists: the first of each are there (SAFETY 2, 4)."""
    logged = entry({**body, **mind})
    held = journal(logged, organs=organs) if organs else journal(logged)
    shown = [
        line.id for line in any_of_these(KNOWLEDGE, held, logged, screen_entry(KNOWLEDGE, held, logged, (), NOW), ())
    ]
    assert {"overdose", "suicide", "danger", "fainted", "bleeding"} <= set(shown)
    assert len(shown) == MOST_LINES


def test_lines_about_organs_the_person_does_not_have_are_left_out() -> None:
    """No line about a penis for a person who has none; all of them while nothing is known."""
    logged = entry({"pain": 5})
    held = journal(logged, organs=("vagina", "uterus"))
    lines = any_of_these(KNOWLEDGE, held, logged, screen_entry(KNOWLEDGE, held, logged, (), NOW), ())
    assert {"testicle", "penis"}.isdisjoint(line.id for line in lines)
    assert len(danger_list_for_words(KNOWLEDGE)) == 14


def test_none_of_these_closes_what_it_named_and_is_not_asked_again() -> None:
    """A no to each line shown, for this entry."""
    logged = entry({"pain": 5})
    held = journal(logged)
    screening = screen_entry(KNOWLEDGE, held, logged, (), NOW)
    lines = any_of_these(KNOWLEDGE, held, logged, screening, ())
    told = none_of_these(lines, NOW, logged)
    after = screen_entry(KNOWLEDGE, held, logged, told, NOW)
    assert after.first_screen == ()
    left = any_of_these(KNOWLEDGE, held, logged, after, told)
    assert not {line.id for line in left} & {line.id for line in lines}


@pytest.mark.parametrize("line", load_knowledge().danger_lines.values(), ids=lambda line: line.id)
def test_every_danger_line_leads_to_a_warning_or_a_question_at_once(line: object) -> None:
    """No tap on the danger list comes to nothing."""
    logged = entry({"pain": 5})
    told = tapped(line, NOW, logged)  # type: ignore[arg-type]
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, told, NOW)
    assert screening.first_screen or next_questions(KNOWLEDGE, screening)


def test_the_page_of_chest_pain_offers_its_excuse_and_only_a_yes_counts() -> None:
    """My usual panic, checked and settled."""
    logged = entry({"body_after": ("chest_pain",)})
    offered = excuses(KNOWLEDGE, "RF07")
    assert [finding.id for finding in offered] == ["usual_panic_checked"]
    for status, action in ((Status.UNKNOWN, Action.EMERGENCY), (Status.PRESENT, Action.THERAPIST)):
        told = (answer("usual_panic_checked", status, NOW, logged),)
        assert fired(screen_entry(KNOWLEDGE, journal(logged), logged, told, NOW))["RF07"] is action


def test_with_belly_pain_the_first_question_is_whether_a_pregnancy_is_possible() -> None:
    """It decides most."""
    logged = entry({"pain": 5, "pain_sites": {"low_belly_left": 5}})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert next_questions(KNOWLEDGE, screening)[0].id == "pregnancy_possible"


def test_with_thoughts_of_dying_it_is_first_asked_whether_something_was_done() -> None:
    """Harm that shows late comes before plans."""
    logged = entry({"worries_after": ("suicidal_thoughts",)})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert [question.id for question in next_questions(KNOWLEDGE, screening)][:2] == [
        "self_harm_done",
        "could_act_tonight",
    ]


def test_a_mild_ache_in_the_belly_is_not_met_with_a_questionnaire() -> None:
    """Its questions come once the pain calls for *Any of these now?*, or something less common is there."""
    asked = {}
    for name, values in {
        "mild": {"pain": 2, "pain_sites": {"low_belly_left": 2}},
        "strong": {"pain": 4, "pain_sites": {"low_belly_left": 4}},
        "with fever": {"pain": 2, "pain_sites": {"low_belly_left": 2}, "fever_next_day": True},
    }.items():
        logged = entry(values)
        screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
        asked[name] = bool(questions_after_save(KNOWLEDGE, logged, screening, (), NOW))
    assert asked == {"mild": False, "strong": True, "with fever": True}


@pytest.mark.parametrize(
    "values",
    [
        {"bleeding_after": 4, "pain": 5},
        {"pain": 5, "pain_sites": {"chest": 5}},
        {"pain": 5, "pain_sites": {"testicle_left": 5}},
        {"pain": 5, "headache_after": 1, "headache_onset": "sudden"},
        {"pain": 5, "body_after": ("long_erection",)},
        {"pain": 5, "faint_after": 3},
        {"mood_after": 0, "worries_after": ("suicidal_thoughts", "voices")},
    ],
)
def test_none_of_these_never_lowers_what_the_entry_itself_says(values: Mapping[str, Value]) -> None:
    """What was logged is not on the list again, so nobody denies it by leaving the list."""
    logged = entry(values)
    held = journal(logged)
    before = screen_entry(KNOWLEDGE, held, logged, (), NOW)
    lines = any_of_these(KNOWLEDGE, held, logged, before, ())
    assert lines
    after = screen_entry(KNOWLEDGE, held, logged, none_of_these(lines, NOW, logged), NOW)
    assert before.action is not None
    assert after.action == before.action
