"""Which measures a form asks, and in what order."""

from dataclasses import replace

from aftercare.knowledge.catalogue import (
    by_form,
    by_group,
    catalogue,
    is_asked,
    names_in,
    often_first,
    visible_options,
    was_partnered,
)
from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Form, Kind, Organ, Phase

ALL = catalogue(load_knowledge())


def ids(form: Form, **more: object) -> list[str]:
    return [measure.id for measure in by_form(ALL, form, **more)]  # type: ignore[arg-type]


def test_there_are_more_than_seventy_things_to_record() -> None:
    assert len([measure for measure in ALL.values() if not measure.retired]) >= 70


def test_the_common_entry_has_its_rows_in_order() -> None:
    assert ids(Form.COMMON) == ["tears", "tears_kind", "mood_before", "mood_after", "pain"]
    assert [option.label for option in ALL["tears"].options] == ["None", "Welled up", "Cried", "Sobbed"]
    assert [option.label for option in ALL["mood_after"].options] == ["Awful", "Low", "So-so", "Fine", "Good"]
    assert ALL["pain"].kind is Kind.SCALE


def test_more_opens_before_during_after_and_around_it() -> None:
    groups = by_group(by_form(ALL, Form.MORE))
    assert list(groups) == ["Before", "During", "After", "Around it"]
    assert [measure.id for measure in groups["Before"]][:3] == ["stress_before", "tired_before", "wanting_before"]


def test_the_check_in_begins_with_its_short_form() -> None:
    groups = by_group(by_form(ALL, Form.CHECK_IN))
    assert [measure.id for measure in groups["Today"]] == [
        "mood",
        "energy",
        "stress",
        "sleep_hours",
        "sleep_quality",
        "menstrual_bleeding",
        "passing_urine",
        "bowels",
    ]


def test_questions_about_organs_are_asked_only_of_those_who_have_them() -> None:
    assert "dryness" in ids(Form.MORE)
    assert "dryness" not in ids(Form.MORE, organs=frozenset({Organ.PENIS}))
    assert "erection" in ids(Form.MORE, organs=frozenset({Organ.PENIS}))
    penis = {option.id for option in visible_options(ALL["pain_sites"], frozenset({Organ.PENIS}))}
    assert "penis_shaft" in penis
    assert "bladder" in penis
    assert "vagina_deep" not in penis
    assert visible_options(ALL["pain_sites"], None) == ALL["pain_sites"].options


def test_the_kind_of_tears_is_asked_after_tears() -> None:
    assert not is_asked(ALL["tears_kind"], {})
    assert not is_asked(ALL["tears_kind"], {"tears": 0})
    assert is_asked(ALL["tears_kind"], {"tears": 1})


def test_questions_about_somebody_else_are_not_asked_of_one_who_was_alone() -> None:
    assert was_partnered({}) is None
    assert was_partnered({"company": "alone"}) is False
    assert was_partnered({"company": "several"}) is True
    assert not is_asked(ALL["wanted"], {"company": "alone"})
    assert is_asked(ALL["wanted"], {"company": "one"})
    assert is_asked(ALL["wanted"], {})


def test_what_is_retired_is_asked_of_nobody() -> None:
    retired = {**ALL, "tears": replace(ALL["tears"], retired=True)}
    assert "tears" not in [measure.id for measure in by_form(retired, Form.COMMON)]


def test_what_a_person_uses_often_comes_up_first() -> None:
    shown = often_first(by_form(ALL, Form.MORE), {"alcohol": 9, "dryness": 20})
    assert [measure.id for measure in shown][:3] == ["dryness", "alcohol", "stress_before"]


def test_was_it_wanted_is_private_and_so_is_what_weighs_on_one() -> None:
    assert {measure.id for measure in ALL.values() if measure.private} == {"wanted", "worries_after"}
    assert ids(Form.WANTED) == ["wanted"]


def test_own_measures_join_the_catalogue_and_never_replace_a_shipped_one() -> None:
    mine = replace(ALL["tears"], id="own.mine", phase=Phase.AFTER)
    joined = catalogue(load_knowledge(), (mine, replace(ALL["pain"], label="Something else")))
    assert list(joined)[-1] == "own.mine"
    assert joined["pain"].label == "Pain"


def test_the_names_of_another_app_lead_to_measures() -> None:
    apple = names_in(ALL, "apple_health")
    pairs = apple["HKCategoryTypeIdentifierMenstrualFlow"]
    assert {measure.id for measure, _ in pairs} == {"menstrual_bleeding", "period_today"}
    assert names_in(ALL, "nothing") == {}
