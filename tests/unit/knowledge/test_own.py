"""What a person may define as a measure of their own."""

import pytest

from aftercare.knowledge import own
from aftercare.knowledge.catalogue import by_form, catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.own import NewMeasure
from aftercare.model.errors import Conflict, NotThere, UserError
from aftercare.model.measure import Form, Kind, Measure, Phase, Role

SHIPPED = load_knowledge().measures


def define(new: NewMeasure, before: tuple[Measure, ...] = ()) -> Measure:
    return own.define(before, new, SHIPPED)[-1]


@pytest.mark.parametrize(
    ("label", "measure_id"),
    [
        ("Yoga", "own.yoga"),
        ("  Two   words ", "own.two_words"),
        ("Käse & Brot", "own.kase_brot"),
        ("Йога", "own.item"),
        ("7", "own.item_7"),
        ("x", "own.item_x"),
        ("l" * 60, "own." + "l" * 40),
    ],
)
def test_any_name_gets_an_id_that_is_safe(label: str, measure_id: str) -> None:
    assert define(NewMeasure(label=label, kind=Kind.YES_NO)).id == measure_id


def test_an_id_is_never_used_twice_even_after_retiring() -> None:
    measures = own.define((), NewMeasure(label="Yoga", kind=Kind.YES_NO), SHIPPED)
    measures = own.retire(measures, "own.yoga")
    measures = own.define(measures, NewMeasure(label="Yoga", kind=Kind.SCALE), SHIPPED)
    assert [(measure.id, measure.retired) for measure in measures] == [("own.yoga", True), ("own.yoga_2", False)]
    with pytest.raises(Conflict):
        own.bring_back(measures, "own.yoga", SHIPPED)


def test_words_become_options_whose_ids_are_no_numbers() -> None:
    made = define(NewMeasure(label="Cups", kind=Kind.STEPS, options=("0", "1-2", "1 - 2 or so", "Many")))
    assert made.option_ids == ("word_0", "word_1_2", "word_1_2_or_so", "many")
    assert made.check(3) == 3


@pytest.mark.parametrize(
    ("form", "phase", "stands", "role"),
    [
        (Form.MORE, Phase.BEFORE, Phase.BEFORE, Role.FACTOR),
        (Form.MORE, Phase.DURING, Phase.DURING, Role.BOTH),
        (Form.MORE, Phase.AFTER, Phase.AFTER, Role.OUTCOME),
        (Form.CHECK_IN, Phase.BEFORE, Phase.DAY, Role.FACTOR),
        (Form.DAY_AFTER, Phase.BEFORE, Phase.LATER, Role.OUTCOME),
    ],
)
def test_what_comes_before_is_a_factor_and_what_comes_after_an_outcome(
    form: Form, phase: Phase, stands: Phase, role: Role
) -> None:
    made = define(NewMeasure(label="Mine", kind=Kind.SCALE, form=form, phase=phase))
    assert (made.phase, made.role) == (stands, role)
    assert made.id in [measure.id for measure in by_form(catalogue(load_knowledge(), (made,)), form)]


@pytest.mark.parametrize(
    "new",
    [
        NewMeasure(label="", kind=Kind.YES_NO),
        NewMeasure(label="x" * 61, kind=Kind.YES_NO),
        NewMeasure(label="a\x07b", kind=Kind.YES_NO),
        NewMeasure(label="Mine", kind=Kind.SITES),
        NewMeasure(label="Mine", kind=Kind.STEPS),
        NewMeasure(label="Mine", kind=Kind.STEPS, options=("One", "one")),
        NewMeasure(label="Mine", kind=Kind.NUMBER),
        NewMeasure(label="Mine", kind=Kind.YES_NO, form=Form.COMMON),
        NewMeasure(label="Mine", kind=Kind.YES_NO, phase=Phase.PERSON),
        NewMeasure(label="alcohol", kind=Kind.YES_NO),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(new: NewMeasure) -> None:
    with pytest.raises(UserError) as caught:
        define(new)
    assert caught.value.sentence.endswith(".")


def test_renaming_keeps_the_id_and_refuses_a_name_in_use() -> None:
    measures = own.define((), NewMeasure(label="Yoga", kind=Kind.YES_NO), SHIPPED)
    measures = own.define(measures, NewMeasure(label="Walk", kind=Kind.YES_NO), SHIPPED)
    renamed = own.rename(measures, "own.yoga", "Stretching", SHIPPED)
    assert [(measure.id, measure.label) for measure in renamed] == [("own.yoga", "Stretching"), ("own.walk", "Walk")]
    with pytest.raises(Conflict):
        own.rename(measures, "own.yoga", "walk", SHIPPED)
    with pytest.raises(NotThere):
        own.rename(measures, "own.gone", "Else", SHIPPED)


def test_there_is_an_end_to_them() -> None:
    measures = tuple(define(NewMeasure(label=f"Item {number}", kind=Kind.YES_NO)) for number in range(own.MOST))
    with pytest.raises(Conflict):
        define(NewMeasure(label="One more", kind=Kind.YES_NO), measures)
