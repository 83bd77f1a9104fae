"""Pictures of an experiment: every round is one dot, the two sides differ in shape, an open end looks open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.charts.reading import description, of_class, read, texts

from aftercare.charts.experiment import (
    ArmValues,
    Axis,
    Difference,
    arms,
    arms_table,
    difference,
    difference_table,
    of_ten,
)

PAIN = Axis(name="Pain", ticks=tuple((float(step), str(step)) for step in range(11)), steps=True)
MINUTES = Axis(name="How long", ticks=((0.0, "0"), (90.0, "90")), steps=False)
SIDES = (
    ArmValues(label="As usual", values=(4.0, 5.0, 5.0), filled=False),
    ArmValues(label="With the change", values=(2.0, 2.0, 3.0, 5.0), filled=True),
)


def effect(low: float | None = -3.0, high: float | None = -0.4) -> Difference:
    return Difference(estimate=-1.7, low=low, high=high, unit="points", less="less pain", more="more pain")


def test_every_round_is_one_dot_and_the_sides_differ_in_shape() -> None:
    drawn = arms(SIDES, PAIN)
    assert len(of_class(drawn, "dot-ring")) == 3
    assert len(of_class(drawn, "dot-filled")) == 4
    assert texts(drawn)[:2] == ["As usual: 3 rounds, average 4.7", "With the change: 4 rounds, average 3.0"]


def test_the_table_counts_every_value_of_both_sides() -> None:
    table = arms_table(SIDES, PAIN)
    assert table.head == ("", "As usual", "With the change")
    assert table.rows[2] == ("2", "0", "2")
    assert table.rows[5] == ("5", "2", "1")


def test_without_steps_the_table_has_the_spread() -> None:
    table = arms_table((ArmValues(label="As usual", values=(10.0, 21.5), filled=False),), MINUTES)
    assert table.rows == (("As usual", "2", "10", "15.8", "21.5"),)


def test_a_side_without_rounds_is_shown_as_none() -> None:
    drawn = arms((ArmValues(label="As usual", values=(), filled=False), SIDES[1]), PAIN)
    assert "As usual: 0 rounds" in texts(drawn)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 90), max_size=60), st.lists(st.floats(0, 90), min_size=1, max_size=60))
def test_no_dot_leaves_the_picture_or_hides_another(usual: list[float], change: list[float]) -> None:
    sides = (
        ArmValues(label="As usual", values=tuple(usual), filled=False),
        ArmValues(label="With the change", values=tuple(change), filled=True),
    )
    drawn = arms(sides, MINUTES)
    width, height = (float(read(drawn).get(side, "")) for side in ("width", "height"))
    places = [(dot.get("cx"), dot.get("cy")) for dot in read(drawn).iter() if dot.get("cx")]
    assert len(places) == len(set(places)) == len(usual) + len(change)
    assert all(0 < float(x or 0) < width and 0 < float(y or 0) < height for x, y in places)


def test_an_interval_is_drawn_around_its_estimate_with_zero_in_view() -> None:
    drawn = difference(effect(), "Between 0.4 and 3.0 points less pain.")
    assert "−1.7 points" in texts(drawn)
    assert "no difference" in texts(drawn)
    assert description(drawn) == "Between 0.4 and 3.0 points less pain."
    bar = of_class(drawn, "interval-bar")[0]
    dot = of_class(drawn, "estimate")[0]
    assert float(bar.get("x1", "")) < float(dot.get("cx", "")) < float(bar.get("x2", "")) < 146


@pytest.mark.parametrize("ends", [(None, 1.0), (-1.0, None), (None, None)])
def test_an_end_that_is_not_known_runs_out_of_the_picture_and_is_a_dash_in_the_table(
    ends: tuple[float | None, float | None],
) -> None:
    whole, open_ = difference(effect(), "x"), difference(effect(*ends), "x")
    assert whole != open_
    assert ("–" in difference_table(effect(*ends)).rows[0]) == (None in ends)


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    assert effect().written(-0.04) == "0.0"
    assert effect().written(0.16) == "+0.2"


def test_six_in_ten_is_six_filled_marks_of_ten() -> None:
    drawn = of_ten(6, "About 6 in 10.")
    assert (len(of_class(drawn, "dot-filled")), len(of_class(drawn, "dot-ring"))) == (6, 4)
    assert description(drawn) == "About 6 in 10."
