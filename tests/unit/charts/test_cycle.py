"""The cycle shows every time on its day, and the curve where it is highest."""

import re

import pytest
from tests.unit.charts.reading import description, of_class, read, texts

from aftercare.charts import scale as scales
from aftercare.charts.cycle import BOTTOM, TOP, WIDTH, CycleCurve, CyclePoint, cycle, cycle_table

CURVE = CycleCurve(length=28, peak_day=26, swing=0.8)
SCALE = scales.of_words(("none", "mild", "moderate", "severe"))
POINTS = [
    CyclePoint(1, 0),
    CyclePoint(14, 0),
    CyclePoint(14, 0),
    CyclePoint(26, 2),
    CyclePoint(27, 3),
    CyclePoint(28, 1),
]


def test_there_is_one_dot_for_each_time_and_none_covers_another() -> None:
    dots = of_class(cycle(POINTS, CURVE, SCALE, "Cramps"), "cycle-dot")
    assert len({(dot.get("cx"), dot.get("cy")) for dot in dots}) == len(POINTS)


def test_the_curve_is_highest_on_the_peak_day() -> None:
    drawn = cycle(POINTS, CURVE, SCALE, "Cramps")
    (curve,) = of_class(drawn, "cycle-curve")
    numbers = [float(found) for found in re.findall(r"[\d.]+", curve.get("d", ""))]
    xs, ys = numbers[::2], numbers[1::2]
    day = 1 + (xs[ys.index(min(ys))] - xs[0]) / (xs[-1] - xs[0]) * 27
    assert day == pytest.approx(26, abs=0.5)
    assert "highest around day 26" in texts(drawn)
    assert "highest around day 26 of about 28" in description(drawn)


@pytest.mark.parametrize("peak", [1, 14, 28])
def test_everything_stays_inside_the_picture(peak: float) -> None:
    many = [CyclePoint(day, value) for day in (1, 28, 45) for value in (0, 3)]
    drawn = cycle(many, CycleCurve(length=28, peak_day=peak, swing=9), SCALE, "Cramps")
    (curve,) = of_class(drawn, "cycle-curve")
    ys = [float(found) for found in re.findall(r"[\d.]+", curve.get("d", ""))][1::2]
    assert min(ys) >= TOP
    assert max(ys) <= BOTTOM
    for dot in of_class(drawn, "cycle-dot"):
        assert 0 < float(dot.get("cx", "")) < WIDTH
    for shade in of_class(drawn, "cycle-top"):
        assert float(shade.get("x", "")) + float(shade.get("width", "")) <= WIDTH
    assert float(read(drawn).get("height", "")) > BOTTOM


def test_the_table_has_every_time_once() -> None:
    table = cycle_table([*POINTS, CyclePoint(40, 3)], CURVE, "Cramps")
    assert sum(int(row[1]) for row in table.rows) == 7
    assert table.rows[0] == ("1 to 4", "1", "0.0")
    assert table.rows[3] == ("13 to 16", "2", "0.0")
    assert table.rows[1][2] == "–"


def test_a_scale_of_ten_names_only_some_steps() -> None:
    named = texts(cycle(POINTS, CURVE, scales.whole(0, 10), "Pain"))
    assert {"0", "5", "10"} <= set(named)
    assert "3" not in named


def test_the_days_around_the_top_are_shaded_also_over_the_end_of_the_cycle() -> None:
    (middle,) = of_class(cycle(POINTS, CycleCurve(length=28, peak_day=14, swing=1), SCALE, "Cramps"), "cycle-top")
    parts = of_class(cycle(POINTS, CycleCurve(length=28, peak_day=28, swing=1), SCALE, "Cramps"), "cycle-top")
    assert len(parts) == 2
    assert sum(float(part.get("width", "")) for part in parts) <= float(middle.get("width", "")) + 0.1


def test_the_days_of_bleeding_are_named_below() -> None:
    assert "bleeding" in texts(cycle(POINTS, CURVE, SCALE, "Cramps"))
