"""The arc shows what was recorded and nothing else."""

import re

import pytest
from tests.unit.charts.reading import description, of_class, read, texts

from aftercare.charts.arc import Arc, ArcScale, RowLayout, arc_in_words, arc_rows, arc_table, large_arc, small_arc
from aftercare.charts.svg import PRINT

SCALE = ArcScale(moods=("awful", "low", "so-so", "fine", "good"), tears=("none", "welled up", "cried", "sobbed"))
WHOLE = Arc(label="Friday", moods=(3, 4, 1, 2), tears=2, month="Nov")


def _arc(*moods: int | None, tears: int | None = None, happy: bool = False, month: str = "") -> Arc:
    before, during, after, next_day = moods
    return Arc(label="Friday", moods=(before, during, after, next_day), tears=tears, happy_tears=happy, month=month)


def test_a_better_mood_is_drawn_higher() -> None:
    heights = [float(point.get("cy", "")) for point in of_class(large_arc(_arc(0, 1, 2, 4), SCALE), "arc-point")]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] - heights[1] == heights[1] - heights[2] == (heights[2] - heights[3]) / 2


def test_a_whole_arc_is_one_unbroken_line() -> None:
    drawn = large_arc(WHOLE, SCALE)
    assert len(of_class(drawn, "arc-line")) == 3
    assert not of_class(drawn, "arc-gap")


@pytest.mark.parametrize(
    ("moods", "lines", "gaps", "points"),
    [
        ((3, None, 1, 2), 1, 1, 3),
        ((3, 4, None, None), 1, 0, 2),
        ((None, None, 1, None), 0, 0, 1),
        ((3, None, None, 2), 0, 1, 2),
        ((None, None, None, None), 0, 0, 0),
    ],
)
def test_a_missing_point_is_a_gap(moods: tuple[int | None, ...], lines: int, gaps: int, points: int) -> None:
    for drawn in (large_arc(_arc(*moods), SCALE), small_arc(_arc(*moods), SCALE), arc_rows([_arc(*moods)])):
        assert len(of_class(drawn, "arc-line")) == lines
        assert len(of_class(drawn, "arc-gap")) == gaps
        assert len(of_class(drawn, "arc-point")) == points
        assert all(gap.get("stroke-dasharray") for gap in of_class(drawn, "arc-gap"))


def test_the_big_arc_says_which_answers_are_missing() -> None:
    assert texts(large_arc(_arc(3, None, 1, None), SCALE)).count("no answer") == 2


def test_tears_are_a_filled_dot_on_the_mood_after() -> None:
    drawn = large_arc(WHOLE, SCALE)
    (dot,) = of_class(drawn, "arc-tears-dot")
    after = of_class(drawn, "arc-point")[2]
    assert (dot.get("cx"), dot.get("cy")) == (after.get("cx"), after.get("cy"))
    assert dot.get("fill") == "var(--ember)"


def test_stronger_tears_are_a_larger_dot() -> None:
    sizes = [
        float(of_class(large_arc(_arc(3, 4, 1, 2, tears=tears), SCALE), "arc-tears-dot")[0].get("r", ""))
        for tears in (1, 2, 3)
    ]
    assert sizes[0] < sizes[1] < sizes[2]


def test_happy_tears_are_a_ring_not_a_filled_dot() -> None:
    drawn = large_arc(_arc(3, 4, 4, 4, tears=1, happy=True), SCALE)
    assert not of_class(drawn, "arc-tears-dot")
    assert of_class(drawn, "arc-happy-dot")[0].get("fill") == "var(--card)"


@pytest.mark.parametrize("tears", [None, 0])
def test_no_tears_and_unknown_tears_have_no_dot(tears: int | None) -> None:
    drawn = large_arc(_arc(3, 4, 1, 2, tears=tears), SCALE)
    assert not of_class(drawn, "arc-tears-dot")
    assert not of_class(drawn, "arc-happy-dot")


def test_tears_without_a_mood_stand_below_the_scale_so_that_no_mood_is_claimed() -> None:
    drawn = large_arc(_arc(3, 4, None, None, tears=3), SCALE)
    (dot,) = of_class(drawn, "arc-tears-dot")
    worst_line = max(float(line.get("y1", "")) for line in read(drawn).iter() if line.get("x2"))
    assert float(dot.get("cy", "")) > worst_line


def test_the_curve_never_leaves_the_two_moods_it_joins() -> None:
    for line in of_class(large_arc(_arc(0, 4, 0, 4), SCALE), "arc-line"):
        numbers = [float(number) for number in re.findall(r"[\d.]+", line.get("d", ""))]
        ys = numbers[1::2]
        assert min(ys) == min(ys[0], ys[-1])
        assert max(ys) == max(ys[0], ys[-1])


def test_the_arc_is_told_in_words() -> None:
    assert arc_in_words(WHOLE, SCALE) == "before fine, during good, after low, next day so-so; tears: cried"
    assert description(large_arc(WHOLE, SCALE)) == (
        "Before fine, during good, after low, next day so-so; tears: cried."
    )
    assert arc_in_words(_arc(None, None, 4, None), SCALE) == (
        "before not recorded, during not recorded, after good, next day not recorded; tears not recorded"
    )


def test_the_table_says_what_the_picture_shows() -> None:
    table = arc_table([WHOLE, _arc(None, 4, 4, None, tears=1, happy=True)], SCALE)
    assert table.head == ("When", "Before", "During", "After", "Next day", "Tears")
    assert table.rows == (
        ("Friday", "fine", "good", "low", "so-so", "cried"),
        ("Friday", "not recorded", "good", "good", "not recorded", "welled up, happy"),
    )


def test_many_arcs_stand_side_by_side_and_take_as_many_lines_as_they_need() -> None:
    layout = RowLayout(width=300, pitch=30)
    drawn = arc_rows([WHOLE] * (layout.per_line + 1), layout=layout)
    arcs = of_class(drawn, "arc")
    assert len(arcs) == layout.per_line + 1
    lefts = [float(arc.find("{*}circle").get("cx", "")) for arc in arcs]
    assert lefts[-1] == lefts[0]
    assert lefts[:-1] == sorted(lefts[:-1])
    right = max(float(dot.get("cx", "")) for dot in of_class(drawn, "arc-point"))
    assert right <= layout.width


def test_a_month_is_named_once_where_it_begins() -> None:
    drawn = arc_rows([_arc(3, 4, 1, 2, month=month) for month in ("Oct", "Oct", "Nov", "Nov")])
    assert texts(drawn) == ["Oct", "Nov"]


def test_no_arcs_at_all_is_still_a_picture_that_says_so() -> None:
    assert description(arc_rows([])) == "Each line is one time, oldest first. Tears were recorded for 0 of 0."


def test_on_paper_the_colours_do_not_depend_on_the_page() -> None:
    assert "var(" not in large_arc(WHOLE, SCALE, palette=PRINT) + arc_rows([WHOLE], palette=PRINT)
