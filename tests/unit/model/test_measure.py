"""What a measure is, and when one of its values meets a condition."""

import pytest

from aftercare.model.errors import BadValue, FieldErrors
from aftercare.model.measure import Condition, Form, Kind, Measure, Option, Phase, Value

WORDS = (Option(id="none", label="None"), Option(id="some", label="Some"))


def measure(**more: object) -> Measure:
    fields: dict[str, object] = {
        "id": "thing",
        "question": "How?",
        "label": "Thing",
        "kind": Kind.STEPS,
        "phase": Phase.AFTER,
        "form": Form.MORE,
        "options": WORDS,
    }
    return Measure(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Thing"},
        {"id": "1thing"},
        {"id": "own."},
        {"id": "other.thing"},
        {"id": "x" * 60},
        {"options": WORDS[:1]},
        {"options": (WORDS[0], WORDS[0])},
        {"kind": Kind.NUMBER},
    ],
)
def test_a_measure_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        measure(**wrong)


def test_a_step_and_a_choice_have_words() -> None:
    assert measure().option_label(1) == "Some"
    assert measure(kind=Kind.CHOICE).option_label("none") == "None"
    assert measure().option_ids == ("none", "some")


@pytest.mark.parametrize(
    ("condition", "holds", "fails"),
    [
        (Condition(equals=True), [True], [False, "yes"]),
        (Condition(equals="no"), ["no"], ["yes"]),
        (Condition(equals=0), [0], [1, 3]),
        (Condition(at_least=4), [4, 10, 4.5], [3, "5", ("5",)]),
        (Condition(at_most=1), [0, 1], [2]),
        (Condition(at_least=1, at_most=3), [1, 3], [0, 4]),
        (Condition(any_of=("a", "b")), ["a", ("b", "c"), ("a",)], ["c", ("c",), 1, True]),
        (Condition(site="head", at_least=7), [{"head": 7}], [{"head": 6}, {"neck": 9}, {}, 9]),
        (Condition(site="*", at_least=4), [{"head": 1, "neck": 4}], [{"head": 3}, 4]),
    ],
)
def test_a_condition_holds_on_one_side_of_its_threshold_only(
    condition: Condition, holds: list[Value], fails: list[Value]
) -> None:
    assert [condition.holds(value) for value in holds] == [True] * len(holds)
    assert [condition.holds(value) for value in fails] == [False] * len(fails)


def test_a_refusal_never_repeats_what_was_entered() -> None:
    with pytest.raises(BadValue) as caught:
        measure(kind=Kind.TEXT, options=(), maximum=10).check("something very private")
    assert "private" not in str(caught.value)
    assert str(caught.value) == "thing: Write between 1 and 10 characters."


def test_several_refusals_are_one_error_with_a_sentence_each() -> None:
    errors = FieldErrors({"pain": "Give a number.", "tears": "Pick a word."}, where="line 3")
    assert errors.errors == {"pain": "Give a number.", "tears": "Pick a word."}
    assert str(errors) == "line 3: pain: Give a number. tears: Pick a word."
    assert errors.status == 422
