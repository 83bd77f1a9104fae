"""What a check asks next: what decides a danger, then what tells the leading causes apart, and then nothing."""

from dataclasses import replace

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW
from tests.unit.check.told import FEMALE, MALE, assessed, fact, yes

from aftercare.check.assess import Told, assess
from aftercare.check.questions import is_askable
from aftercare.check.screening import MOST_QUESTIONS
from aftercare.knowledge.red_flag import Ages
from aftercare.model.check import NextQuestion, Subject
from aftercare.model.fact import Fact, Origin, Status


def question(*facts: Fact, **more: object) -> NextQuestion | None:
    return assessed(*facts, **more).next_question


def test_an_open_red_flag_comes_first() -> None:
    asked = question(*yes("seizure", "dryness"))
    assert asked is not None
    assert asked.rule == "RF10"
    assert asked.finding in KNOWLEDGE.red_flags["RF10"].ask
    assert asked.why


def test_an_emergency_ends_the_questions() -> None:
    assert question(*yes("chest_pain", "deep_pain")) is None


def test_after_twelve_no_more_is_asked() -> None:
    assert question(*yes("deep_pain"), questions_asked=MOST_QUESTIONS - 1) is not None
    assert question(*yes("deep_pain"), questions_asked=MOST_QUESTIONS) is None


@pytest.mark.parametrize("status", list(Status))
def test_what_was_answered_is_not_asked_again(status: Status) -> None:
    first = question(*yes("deep_pain"))
    assert first is not None
    after = question(*yes("deep_pain"), fact(first.finding, status))
    assert after is None or after.finding != first.finding


def test_a_no_in_words_is_asked_to_be_confirmed_where_a_danger_hangs_on_it() -> None:
    asked = question(*yes("breathless"), fact("chest_pain", Status.ABSENT, origin=Origin.WORDS))
    assert asked is not None
    assert (asked.finding, asked.confirms) == ("chest_pain", True)
    assert asked.lay == KNOWLEDGE.findings["chest_pain"].lay
    after = question(*yes("breathless"), fact("chest_pain", Status.ABSENT))
    assert after is None or after.finding != "chest_pain"


@pytest.mark.parametrize("organs", [FEMALE, MALE])
def test_nobody_is_asked_about_an_organ_they_do_not_have(organs: frozenset[object]) -> None:
    told = list(yes("any_pain", "burning_urine"))
    for _ in range(MOST_QUESTIONS):
        asked = question(*told, organs=organs)
        if asked is None:
            break
        of = KNOWLEDGE.findings[asked.finding].organs
        assert not of or of & organs
        told.append(fact(asked.finding, Status.ABSENT))
    assert len(told) > 2


def test_an_unknown_body_or_age_is_no_reason_not_to_ask() -> None:
    finding = replace(KNOWLEDGE.findings["dryness"], organs=frozenset({"vagina"}), ages=Ages(least=40, most=60))
    assert is_askable(finding, Subject())
    assert is_askable(finding, Subject(organs=FEMALE, youngest=45, oldest=46))
    assert not is_askable(finding, Subject(organs=MALE))
    assert not is_askable(finding, Subject(youngest=20, oldest=21))
    assert not is_askable(replace(finding, question=""), Subject())


def test_no_question_about_despair_or_violence_is_asked_to_tell_causes_apart() -> None:
    told = list(yes("tears_after", "low_mood_after"))
    for _ in range(MOST_QUESTIONS):
        asked = question(*told)
        if asked is None:
            break
        if not asked.rule:
            assert not KNOWLEDGE.findings[asked.finding].discreet
        told.append(fact(asked.finding, Status.UNKNOWN))


def test_what_it_asks_changes_the_level_or_the_order_of_causes() -> None:
    """A question is worth asking only if its yes and its no lead to different results."""
    told = list(yes("deep_pain"))
    for _ in range(MOST_QUESTIONS):
        asked = question(*told)
        if asked is None:
            break
        if not asked.rule:
            with_yes = assessed(*told, fact(asked.finding))
            with_no = assessed(*told, fact(asked.finding, Status.ABSENT))
            assert with_yes.level is not with_no.level or with_yes.causes != with_no.causes
        told.append(fact(asked.finding, Status.ABSENT))
    assert len(told) > 3


def test_who_is_pregnant_is_not_asked_whether_they_could_be() -> None:
    told = list(yes("pregnant", "cramp_after_sex"))
    for _ in range(MOST_QUESTIONS):
        asked = question(*told, organs=FEMALE)
        if asked is None:
            break
        assert asked.finding != "pregnancy_possible"
        told += [fact(asked.finding, Status.UNKNOWN)]
    assert question(*yes("cramp_after_sex", "fever"), organs=FEMALE) is not None


def test_who_is_under_thirteen_is_asked_first_what_decides_about_help_for_children() -> None:
    told = Told(subject=Subject(youngest=12, oldest=12), facts=yes("burning_urine", "itching"))
    asked = assess(KNOWLEDGE, told, NOW).next_question
    assert asked is not None
    assert asked.finding == "sexual_contact"
