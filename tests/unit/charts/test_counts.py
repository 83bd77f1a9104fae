"""Dots, stacks, people and intervals: what is drawn is what was counted, and the words say the same."""

import pytest
from tests.unit.charts.reading import SVG, description, of_class, read, texts

from aftercare.charts import scale as scales
from aftercare.charts.dots import DotGroup, dots, dots_table
from aftercare.charts.icon_array import icon_array, icon_array_table
from aftercare.charts.interval import Interval, interval, interval_sentence, interval_table
from aftercare.charts.stacks import WIDTH, Shift, StackGroup, margin_of, stacks, stacks_table
from aftercare.charts.step_rows import RowGroup, step_rows

SLEEP = (DotGroup(label="Little sleep", times=21, happened=9), DotGroup(label="Other nights", times=70, happened=6))
MOODS = scales.of_words(("awful", "low", "so-so", "fine", "good"))


def test_there_is_one_dot_for_each_time_filled_where_it_happened() -> None:
    drawn = dots(SLEEP, "Tears")
    assert len(of_class(drawn, "dot-filled")) == 9 + 6
    assert len(of_class(drawn, "dot-ring")) == 12 + 64
    assert texts(drawn) == ["Little sleep: 9 of 21", "Other nights: 6 of 70"]


def test_filled_and_open_dots_differ_by_more_than_colour() -> None:
    drawn = dots(SLEEP, "Tears")
    assert {dot.get("fill") for dot in of_class(drawn, "dot-ring")} == {"none"}
    assert all(dot.get("stroke") for dot in of_class(drawn, "dot-ring"))


def test_dots_stay_inside_the_picture_and_apart() -> None:
    drawn = dots((DotGroup(label="All", times=1200, happened=3),), "Tears")
    width, height = (float(read(drawn).get(side, "")) for side in ("width", "height"))
    dotted = [[float(d.get(name, "")) for name in ("cx", "cy", "r")] for d in read(drawn).iter() if d.get("cx")]
    assert len({(x, y) for x, y, _ in dotted}) == 1200
    assert all(r <= x <= width - r and r <= y <= height - r for x, y, r in dotted)
    assert height < 300


def test_the_table_of_dots_has_the_same_counts() -> None:
    assert dots_table(SLEEP, "Tears").rows == (("Little sleep", "9", "21"), ("Other nights", "6", "70"))


def test_it_cannot_happen_more_often_than_there_were_times() -> None:
    with pytest.raises(AssertionError):
        DotGroup(label="x", times=3, happened=4)


def test_an_empty_group_is_shown_as_none() -> None:
    assert texts(dots((DotGroup(label="Quarrel", times=0, happened=0),), "Tears")) == ["Quarrel: 0 of 0"]


def test_every_value_on_a_scale_is_one_dot_over_its_place() -> None:
    groups = (
        StackGroup(label="Quarrel", values=(0, 1, 1), average="0.7 of 4"),
        StackGroup(label="None", values=(3, 3, 4, 2), average="3.0 of 4"),
    )
    drawn = stacks(groups, MOODS, "Mood after")
    filled = of_class(drawn, "dot-filled")
    assert len(filled) == 7
    places = {element.text: float(element.get("x", "")) for element in read(drawn).iter(f"{SVG}text")}
    words = [word for _, word in MOODS.ticks]
    means = [sum(float(d.get("cx", "")) for d in filled if abs(float(d.get("cx", "")) - places[w]) < 25) for w in words]
    counts = [sum(1 for d in filled if abs(float(d.get("cx", "")) - places[w]) < 25) for w in words]
    assert counts == [1, 2, 1, 2, 1]
    for total, count, word in zip(means, counts, words, strict=True):
        assert total / count == pytest.approx(places[word], abs=2.5)
    assert [text for text in texts(drawn) if "times" in text] == ["Quarrel: 3 times", "None: 4 times"]
    assert [text for text in texts(drawn) if "average" in text] == ["average 0.7 of 4", "average 3.0 of 4"]
    assert "Quarrel: 3 times, average 0.7 of 4" in description(drawn)
    assert len(of_class(drawn, "mean-mark")) == 2
    assert stacks_table(groups, MOODS, "Mood after").rows[0] == ("Quarrel", "1", "2", "0", "0", "0")


def test_many_times_never_run_into_the_next_value_or_out_of_the_picture() -> None:
    scale = scales.whole(0, 10)
    drawn = stacks((StackGroup(label="All", values=(0,) * 900 + (10,) * 80, average="0.8"),), scale, "Pain")
    xs = sorted({float(dot.get("cx", "")) for dot in of_class(drawn, "dot-filled")})
    assert xs[0] > 0
    assert xs[-1] < WIDTH
    margin = margin_of(scale)
    step = (WIDTH - 2 * margin) / 10
    assert all(min(abs(x - margin), abs(x - (WIDTH - margin))) < step / 2 for x in xs)
    assert texts(drawn)[0] == "All: 980 times"


def test_a_duration_is_drawn_near_its_place_and_none_is_lost() -> None:
    minutes = tuple(float(value) for value in range(300, 560, 4))
    scale = scales.of_values(minutes, minutes=True)
    drawn = stacks((StackGroup(label="All", values=minutes, average="7 h"),), scale, "Sleep")
    dots = sorted(float(dot.get("cx", "")) for dot in of_class(drawn, "dot-filled"))
    assert len(dots) == len(minutes)
    margin = margin_of(scale)
    for value, x in zip(minutes, dots, strict=True):
        assert x == pytest.approx(scale.place(value, margin, WIDTH - margin), abs=7)
    assert {"5 h", "6 h", "7 h", "8 h", "9 h"} <= set(texts(drawn))


def test_a_change_from_worse_to_better_has_zero_in_its_middle() -> None:
    scale = scales.whole(-5, 5)
    groups = (
        StackGroup(label="With", values=(-5, -2, -2), average="\N{MINUS SIGN}3.0"),
        StackGroup(label="Without", values=(0, 5), average="2.5"),
    )
    drawn = stacks(groups, scale, "Mood change")
    places = {element.text: float(element.get("x", "")) for element in read(drawn).iter(f"{SVG}text")}
    assert places["0"] == pytest.approx(WIDTH / 2)
    assert places["\N{MINUS SIGN}5"] < places["0"] < places["5"]


def test_the_difference_stands_on_the_same_scale_from_the_average_without() -> None:
    groups = (
        StackGroup(label="With", values=(4, 5, 6), average="5.0"),
        StackGroup(label="Without", values=(2, 3, 4), average="3.0"),
    )
    scale = scales.whole(0, 10)
    drawn = stacks(groups, scale, "Pain", shift=Shift(estimate=1.5, low=0.5, high=2.5, written="+1.5 points"))
    (zero,), (bar,), (dot,) = (of_class(drawn, name) for name in ("no-difference", "interval-bar", "estimate"))
    margin = margin_of(scale)

    def at(value: float) -> float:
        return scale.place(value, margin, WIDTH - margin)

    assert float(zero.get("x1", "")) == pytest.approx(at(3), abs=0.01)
    assert float(dot.get("cx", "")) == pytest.approx(at(4.5), abs=0.01)
    assert (float(bar.get("x1", "")), float(bar.get("x2", ""))) == pytest.approx((at(3.5), at(5.5)), abs=0.01)
    assert "+1.5 points" in texts(drawn)


TEARS = ("none", "welled up", "cried", "sobbed")


def test_ordered_words_have_a_row_each_the_strongest_on_top() -> None:
    groups = (
        RowGroup(label="Little sleep", values=(0, 1, 1, 3), counted="3 of 4"),
        RowGroup(label="Other nights", values=(0,) * 30, counted="0 of 30"),
    )
    drawn = step_rows(groups, TEARS, (False, True, True, True), "Tears")
    assert len(of_class(drawn, "dot-filled")) == 3
    assert len(of_class(drawn, "dot-ring")) == 31
    assert texts(drawn)[:5] == ["Little sleep: 3 of 4", "sobbed", "cried", "welled up", "none"]
    heights = [float(e.get("y", "")) for e in read(drawn).iter(f"{SVG}text")]
    assert heights == sorted(heights)


def test_a_thousand_times_in_rows_stay_inside_the_picture_and_apart() -> None:
    groups = (
        RowGroup(label="With", values=(0, 1, 2, 3) * 100, counted="300 of 400"),
        RowGroup(label="Without", values=(0,) * 700 + (1,) * 94, counted="94 of 794"),
    )
    drawn = step_rows(groups, TEARS, (False, True, True, True), "Tears")
    width, height = (float(read(drawn).get(side, "")) for side in ("width", "height"))
    places = [(float(d.get("cx", "")), float(d.get("cy", ""))) for d in read(drawn).iter() if d.get("cx")]
    assert len(set(places)) == 1194
    assert all(2 <= x <= width - 2 and 2 <= y <= height - 2 for x, y in places)
    assert height < 700


def test_a_value_off_the_scale_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError):
        stacks((StackGroup(label="x", values=(5,)),), MOODS, "Mood")


EFFECT = Interval(estimate=29, low=12, high=47, unit="points")


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [
        (EFFECT, "Between 12 and 47 points more often."),
        (Interval(estimate=-20, low=-31, high=-8, unit="points"), "Between 8 and 31 points less often."),
        (
            Interval(estimate=2, low=-4, high=9, unit="points"),
            "Between 4 points less often and 9 points more often: it may be no difference.",
        ),
        (
            Interval(estimate=1.2, low=0.4, high=2.04, unit="points", more="higher", less="lower", decimals=1),
            "Between 0.4 and 2.0 points higher.",
        ),
    ],
)
def test_the_interval_is_said_in_words(effect: Interval, sentence: str) -> None:
    assert interval_sentence(effect) == sentence
    assert description(interval(effect)) == sentence


@pytest.mark.parametrize(
    ("low", "estimate", "high"), [(12, 29, 47), (-47, -29, -12), (-3, 0, 3), (0, 0, 0), (99, 99.5, 100)]
)
def test_zero_and_the_whole_interval_are_inside_the_picture_in_the_right_order(
    low: float, estimate: float, high: float
) -> None:
    drawn = interval(Interval(estimate=estimate, low=low, high=high, unit="points"))
    (bar,) = of_class(drawn, "interval-bar")
    (dot,) = of_class(drawn, "estimate")
    zero = next(line for line in read(drawn).iter(f"{SVG}line") if line.get("stroke-dasharray"))
    x_low, x_high, x_dot, x_zero = (
        float(found or "") for found in (bar.get("x1"), bar.get("x2"), dot.get("cx"), zero.get("x1"))
    )
    assert 0 <= x_low <= x_dot <= x_high <= 284
    assert (x_zero < x_low) == (low > 0)
    assert (x_zero > x_high) == (high < 0)
    assert "no difference" in texts(drawn)


def test_a_difference_has_its_sign_in_the_table() -> None:
    assert interval_table(Interval(estimate=-8, low=-20, high=0.2, unit="points")).rows == (("−8", "−20", "0"),)


def test_an_estimate_outside_its_interval_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError):
        Interval(estimate=1, low=2, high=3, unit="points")


@pytest.mark.parametrize("count", [0, 4, 100])
def test_out_of_100_people_so_many_are_filled(count: int) -> None:
    drawn = icon_array(count, "cried")
    assert _people_in(drawn, "people-filled") == count
    assert _people_in(drawn, "people-open") == 100 - count
    assert description(drawn) == f"100 people, {count} of them filled: cried."
    assert icon_array_table(count, "cried").rows == ((str(count), str(100 - count)),)


def test_more_than_100_of_100_cannot_be_drawn() -> None:
    with pytest.raises(AssertionError):
        icon_array(101, "cried")


def test_every_picture_keeps_to_the_policy_and_names_itself() -> None:
    pictures = [
        dots(SLEEP, "Tears"),
        stacks((StackGroup(label="A", values=(1,)),), MOODS, "Mood"),
        step_rows((RowGroup(label="A", values=(1,), counted="1 of 1"),), TEARS, (False, True, True, True), "Tears"),
        interval(EFFECT),
        icon_array(3, "cried"),
    ]
    for drawn in pictures:
        root = read(drawn)
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert root.findtext("{*}title")
        assert description(drawn)
        assert "style" not in {name for element in root.iter() for name in element.attrib}


def _people_in(drawn: str, name: str) -> int:
    """A head and a body each begin a subpath."""
    return sum(path.attrib["d"].count("M") // 2 for path in of_class(drawn, name))
