"""How soon: red flags, floors of what is open, else D1 to D4, each worded from its time on."""

import pytest
from tests.unit.check.saves import KNOWLEDGE
from tests.unit.check.told import assessed, fact, no, yes

from aftercare.model.assessment import ACTION_ORDER, Action, Level
from aftercare.model.fact import Origin, Status


def rules(*names: str) -> list[str]:
    return [reason.rule for reason in assessed(*yes(*names)).reasons]


def test_something_in_the_body_that_keeps_coming_back_is_for_a_clinician() -> None:
    given = assessed(*yes("dryness", "keeps_coming_back"))
    assert (given.reasons[0].rule, given.level) == ("D1", Level.CLINICIAN)


def test_feelings_alone_that_keep_coming_back_are_for_a_therapist() -> None:
    given = assessed(*yes("tears_after", "keeps_coming_back"))
    assert (given.reasons[0].rule, given.level) == ("D2", Level.THERAPIST)


def test_feelings_beside_a_symptom_of_the_body_go_by_the_body() -> None:
    assert assessed(*yes("tears_after", "dryness", "keeps_coming_back")).reasons[0].rule == "D1"


def test_told_once_and_nothing_else_is_self_care_with_when_to_look_again() -> None:
    given = assessed(*yes("tears_after"))
    assert (given.reasons[0].rule, given.level) == ("D3", Level.SELF_CARE)
    assert given.reasons[0].look_again


@pytest.mark.parametrize("facts", [(), no("fever", "chest_pain"), (fact("fever", Status.UNKNOWN),)])
def test_nothing_that_could_be_read_is_never_self_care(facts: tuple[object, ...]) -> None:
    given = assessed(*facts, understood=False)
    assert (given.reasons[0].rule, given.level) == ("D4", Level.CLINICIAN)


def test_beside_words_that_nobody_could_read_a_harmless_yes_is_no_self_care() -> None:
    given = assessed(*yes("tears_after"), understood=False, unread=True)
    assert (given.reasons[0].rule, given.level) == ("D4", Level.CLINICIAN)


def test_beside_words_that_nobody_could_read_a_danger_still_counts() -> None:
    given = assessed(*yes("chest_pain"), understood=False, unread=True)
    assert given.level is Level.EMERGENCY


def test_a_red_flag_leaves_no_room_for_d1_to_d4() -> None:
    given = assessed(*yes("chest_pain", "keeps_coming_back"))
    assert given.level is Level.EMERGENCY
    assert not any(reason.rule.startswith("D") for reason in given.reasons)


def test_an_open_rule_holds_the_level_at_its_floor_and_says_it_is_not_sure() -> None:
    given = assessed(*yes("seizure"))
    reason = given.reasons[0]
    assert (reason.rule, reason.fired, given.level) == ("RF10", False, Level.EMERGENCY)
    assert reason.because.startswith("Now, until one thing more is known")
    assert not given.is_emergency
    assert given.next_question is not None
    assert given.next_question.rule == "RF10"


def test_reasons_come_most_urgent_first_and_begin_with_their_time() -> None:
    given = assessed(*yes("chest_pain", "fever", "burning_urine", "blood_in_urine"))
    order = [ACTION_ORDER.index(reason.action) for reason in given.reasons]
    assert order == sorted(order)
    assert given.reasons[0].within == given.within
    assert all(": " in reason.because for reason in given.reasons)


def test_what_is_less_urgent_than_what_fired_is_not_held_open() -> None:
    given = assessed(*yes("chest_pain", "testicle_pain", "new_lump"))
    first = ACTION_ORDER.index(min((one.action for one in given.reasons if one.fired), key=ACTION_ORDER.index))
    assert all(ACTION_ORDER.index(one.action) <= first for one in given.reasons if not one.fired)


def test_what_is_about_despair_or_violence_is_marked() -> None:
    given = assessed(*yes("suicidal_thoughts", "chest_pain"))
    marked = {reason.rule: reason.discreet for reason in given.reasons}
    assert marked["RF02"]
    assert not marked["RF07"]


def test_every_fallback_has_its_time_its_source_and_when_to_look_again() -> None:
    assert [one.id for one in KNOWLEDGE.levels.values()] == ["D1", "D2", "D3", "D4"]
    for one in KNOWLEDGE.levels.values():
        assert one.within
        assert one.sources
        assert one.look_again
        assert one.action not in (Action.EMERGENCY, Action.SAME_DAY)


def test_words_that_say_a_danger_count_as_much_as_an_answer() -> None:
    assert assessed(fact("chest_pain", origin=Origin.WORDS, quote="my chest hurts")).level is Level.EMERGENCY


def test_fever_with_any_complaint_below_the_belt_needs_help_today() -> None:
    for name in ("tender_behind_testicle", "blood_in_urine", "retained_smell_or_item", "scar_spot_pain"):
        assert assessed(*yes("fever", name)).level is Level.SAME_DAY, name


def test_a_lump_told_by_its_own_question_is_seen_by_a_clinician() -> None:
    for name in ("lump_or_plaque_penis", "vulval_lump_one_side"):
        assert assessed(*yes(name)).level is Level.CLINICIAN, name


def test_hard_breathing_that_is_known_panic_is_still_more_than_self_care() -> None:
    assert assessed(*yes("heart_danger_sign", "usual_panic_checked")).level is not Level.SELF_CARE


def test_a_pregnancy_alone_raises_no_warning_about_a_coil() -> None:
    assert "RF33" not in rules("pregnant", "tears_after")
    assert assessed(*yes("pregnant", "iud")).level is Level.SAME_DAY
