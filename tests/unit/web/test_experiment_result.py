"""The pictures of an answer: for every kind of outcome, on its own scale, with a table that says the same."""

from collections.abc import Sequence

import pytest
from tests.unit.charts.reading import of_class, read, texts

from aftercare.knowledge.load import load_knowledge
from aftercare.model.experiment import TrialResult
from aftercare.model.measure import Form, Kind, Measure, Phase, Role
from aftercare.web.experiment_result import difference_shown, values_shown

MEASURES = load_knowledge().measures
OUTCOMES = [
    each for each in MEASURES.values() if each.role in (Role.OUTCOME, Role.BOTH) and each.phase is not Phase.DAY
]
CUDDLES = Measure(
    id="own.cuddles",
    question="Minutes of <cuddles>",
    label="Minutes of <cuddles>",
    kind=Kind.NUMBER,
    phase=Phase.AFTER,
    form=Form.MORE,
    role=Role.OUTCOME,
    unit="min",
    minimum=0,
    maximum=300,
)


def same(text: str) -> str:
    return text


def result(usual: Sequence[float], change: Sequence[float], effect: float | None = -0.5) -> TrialResult:
    return TrialResult(
        p=0.2,
        evidence=1,
        evidence_max=1,
        effect=effect,
        low=-0.9,
        high=None,
        usual=tuple(usual),
        change=tuple(change),
        missing=0,
    )


@pytest.mark.parametrize("measure", [*OUTCOMES, CUDDLES], ids=lambda each: each.id)
def test_every_round_of_every_outcome_is_in_the_picture_and_in_the_table(measure: Measure) -> None:
    shown = values_shown(measure, result((0.0, 1.0, 1.0), (1.0, 0.0)), same)
    assert shown.picture is not None
    dots = [*of_class(shown.picture, "dot-filled"), *of_class(shown.picture, "dot-ring")]
    assert len(dots) == 5
    assert shown.table.rows
    assert shown.note


def test_words_too_long_for_their_place_stand_below_with_their_numbers() -> None:
    shown = values_shown(MEASURES["bleeding_after"], result((0.0,), (1.0,)), same)
    assert shown.picture is not None
    assert {"0", "1", "2", "3", "4"} <= set(texts(shown.picture))
    assert "1: a spot or streak" in shown.note
    assert values_shown(MEASURES["mood_after"], result((0.0,), (1.0,)), same).note.endswith("the average.")


def test_a_number_has_its_own_ends_and_its_unit() -> None:
    shown = values_shown(CUDDLES, result((10.0, 45.5), (120.0,)), same)
    assert shown.picture is not None
    assert {"0", "120"} <= set(texts(shown.picture))
    assert "(min)" in shown.note
    assert read(shown.picture).get("aria-label") == "Minutes of <cuddles>, round by round"


def test_a_share_is_told_as_times_in_a_hundred() -> None:
    shown = difference_shown(MEASURES["burning_next_day"], result((1.0, 1.0), (0.0, 1.0)), same)
    assert shown is not None
    assert "−50 times in 100" in texts(shown.picture or "")
    assert shown.table.rows == (("−50", "−90", "–"),)
    assert shown.note == "It is probably 90 fewer times in 100 at most. How far it goes the other way is open."


def test_without_rounds_of_both_kinds_there_is_no_difference_to_draw() -> None:
    assert difference_shown(CUDDLES, result((1.0,), (), None), same) is None
