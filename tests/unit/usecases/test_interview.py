"""An interview: what comes after what, how it goes back, and how it ends."""

from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, journal

from aftercare.check.screening import MOST_QUESTIONS
from aftercare.model.check import Subject, Writer
from aftercare.model.errors import BadValue, NotThere
from aftercare.model.fact import Status
from aftercare.model.interview import Interview, StepKind
from aftercare.model.measure import Organ
from aftercare.usecases.interview import (
    Screen,
    Shown,
    back,
    begin,
    enough,
    show,
    taken_up,
    with_answer,
    with_complaints,
    with_dangers,
    with_journal,
    with_words,
)

DRY = journal(entry({"tears": 2, "pain": 5}), organs=("vagina", "uterus", "ovaries"))


def begun(words: str = "", subject: Subject | None = None) -> Interview:
    return begin("1", NOW, words=words, subject=subject)


def shown(interview: Interview) -> Shown:
    return show(KNOWLEDGE, interview, NOW)


def past_the_list(interview: Interview) -> Interview:
    return with_dangers(interview, shown(interview).lines, (), none=True)


def asked(interview: Interview, most: int = 20, status: Status = Status.UNKNOWN) -> tuple[Interview, list[str]]:
    """Answer every question alike until the result; what was asked."""
    names: list[str] = []
    for _ in range(most):
        now = shown(interview)
        if now.screen is not Screen.QUESTION:
            break
        question = now.assessment.next_question
        assert question is not None
        names.append(question.finding)
        interview = with_answer(interview, question.finding, status)
    return interview, names


def test_danger_comes_before_anything_else() -> None:
    assert shown(begun("it hurts deep inside")).screen is Screen.DANGER


def test_an_emergency_in_the_words_ends_it_at_once() -> None:
    given = shown(begun("sudden pain in one testicle and I threw up"))
    assert given.screen is Screen.RESULT
    assert given.assessment.is_emergency


def test_a_tap_on_the_danger_list_ends_it() -> None:
    interview = begun("it hurts deep inside")
    told = with_dangers(interview, shown(interview).lines, ["chest"], none=False)
    assert shown(told).screen is Screen.RESULT
    assert shown(told).assessment.is_emergency


def test_only_none_of_these_is_a_no() -> None:
    interview = begun("it hurts deep inside")
    lines = shown(interview).lines
    left_open = with_dangers(interview, lines, (), none=False)
    assert left_open.answers == {}
    assert set(with_dangers(interview, lines, (), none=True).answers.values()) == {Status.ABSENT}
    with pytest.raises(BadValue):
        with_dangers(interview, lines, ["chest"], none=True)


def test_what_was_told_already_and_other_bodies_are_not_on_the_list() -> None:
    lines = shown(begun("it hurts", Subject(organs=frozenset({Organ.VAGINA})))).lines
    assert "penis" not in {line.id for line in lines}


def test_for_tears_the_lines_of_the_mind_come_first() -> None:
    assert shown(begun("I cry after sex")).lines[0].side == "mind"
    assert shown(begun("it hurts deep inside")).lines[0].side == "body"


def test_without_a_complaint_one_is_asked_for() -> None:
    interview = past_the_list(begun())
    assert shown(interview).screen is Screen.COMPLAINT
    told = with_complaints(KNOWLEDGE, interview, ["deep_pain"])
    assert shown(told).assessment.causes
    with pytest.raises(NotThere):
        with_complaints(KNOWLEDGE, interview, ["nothing_like_it"])


def test_nothing_tapped_and_nothing_said_is_not_enough_to_judge() -> None:
    told = with_complaints(KNOWLEDGE, past_the_list(begun()), ())
    assert shown(told).assessment.reasons[0].rule == "D4"


@pytest.mark.parametrize("words", ["it hurts deep inside", "I cry after sex", "it burns when I pee"])
def test_at_most_twelve_questions_none_twice_then_the_result(words: str) -> None:
    interview, names = asked(past_the_list(begun(words)))
    assert 0 < len(names) <= MOST_QUESTIONS
    assert len(set(names)) == len(names)
    assert shown(interview).screen is Screen.RESULT


@pytest.mark.parametrize("words", ["it hurts deep inside", "bleeding after sex", "I cry after sex"])
def test_skipping_every_question_never_lowers_the_level(words: str) -> None:
    first = past_the_list(begun(words))
    last, _ = asked(first)
    assert shown(last).assessment.level is shown(first).assessment.level


def test_the_result_can_be_had_at_any_time_and_the_questions_gone_on_with() -> None:
    interview = past_the_list(begun("it hurts deep inside"))
    assert shown(enough(interview)).screen is Screen.RESULT
    assert shown(back(enough(interview))).screen is Screen.QUESTION


def test_back_takes_back_what_the_last_screen_was_answered_with() -> None:
    interview = past_the_list(begun("it hurts deep inside"))
    question = shown(interview).assessment.next_question
    assert question is not None
    answered = with_answer(interview, question.finding, Status.PRESENT)
    assert back(answered) == interview
    assert shown(back(interview)).screen is Screen.DANGER
    assert back(begun()) == begun()


def test_other_words_leave_the_answers() -> None:
    interview, _ = asked(past_the_list(begun("it hurts deep inside")), most=2)
    assert with_words(interview, "it burns when I pee").answers == interview.answers


class TestJournal:
    """What the journal says is looked through before it is used."""

    def test_it_comes_first_where_it_says_something(self) -> None:
        given = show(KNOWLEDGE, begun("it hurts deep inside"), NOW, journal=DRY)
        assert given.screen is Screen.JOURNAL
        assert given.from_journal

    def test_what_is_not_so_any_more_is_a_no(self) -> None:
        interview = begun("it hurts deep inside")
        lines = show(KNOWLEDGE, interview, NOW, journal=DRY).from_journal
        after = with_journal(interview, lines, [line.id for line in lines[1:]])
        assert after.answers == {lines[0].id: Status.ABSENT}
        assert show(KNOWLEDGE, after, NOW, journal=DRY).screen is Screen.DANGER

    def test_it_can_be_left_out_whole_and_taken_in_again(self) -> None:
        interview = begun("it hurts deep inside")
        lines = show(KNOWLEDGE, interview, NOW, journal=DRY).from_journal
        without = with_journal(interview, lines, (), use=False)
        assert without.answers == {}
        assert show(KNOWLEDGE, without, NOW, journal=DRY).assessment == shown(without).assessment
        assert back(without) == interview

    def test_about_a_partner_it_is_never_shown(self) -> None:
        interview = begun("it hurts deep inside", Subject(writer=Writer.PARTNER))
        assert show(KNOWLEDGE, interview, NOW, journal=DRY).screen is Screen.DANGER

    def test_what_is_for_the_person_alone_is_not_in_the_list(self) -> None:
        held = journal(entry({"company": "one", "wanted": "no", "tears": 2}))
        lines = show(KNOWLEDGE, begun("I cry after sex"), NOW, journal=held).from_journal
        assert all(not KNOWLEDGE.findings[line.id].discreet for line in lines)


def test_steps_are_remembered_by_kind() -> None:
    interview = past_the_list(begun("it hurts deep inside"))
    assert interview.has_seen(StepKind.DANGER)
    assert not interview.has_seen(StepKind.JOURNAL)
    assert interview.questions_asked == 0


def test_a_check_gone_on_with_days_later_keeps_the_words_and_asks_anew() -> None:
    """A "no fever" of Tuesday answers nothing on Friday."""
    interview = with_answer(begun("it burns"), "fever", Status.ABSENT)
    assert taken_up(interview, NOW + timedelta(hours=11)) == interview
    later = taken_up(interview, NOW + timedelta(days=3))
    assert (later.words, later.answers) == ("it burns", {})
    assert later.begun == NOW + timedelta(days=3)
