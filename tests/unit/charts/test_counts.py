"""Dots, stacks, people and intervals: what is drawn is what was counted, and the words say the same."""

import pytest
from tests.unit.charts.reading import SVG, description, of_class, read, texts

from aftercare.charts.dots import DotGroup, dots, dots_table
from aftercare.charts.icon_array import icon_array, icon_array_table
from aftercare.charts.interval import Interval, interval, interval_sentence, interval_table
from aftercare.charts.stacks import WIDTH, StackGroup, stacks, stacks_table

SLEEP = (DotGroup(label="Little sleep", times=21, happened=9), DotGroup(label="Other nights", times=70, happened=6))
MOODS = ("awful", "low", "so-so", "fine", "good")


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
    places = [(float(d.get("cx", "")), float(d.get("cy", ""))) for d in read(drawn).iter() if d.get("cx")]
    assert len(set(places)) == 1200
    assert all(4 <= x <= width - 4 and 4 <= y <= height - 4 for x, y in places)


def test_the_table_of_dots_has_the_same_counts() -> None:
    assert dots_table(SLEEP, "Tears").rows == (("Little sleep", "9", "21"), ("Other nights", "6", "70"))


def test_it_cannot_happen_more_often_than_there_were_times() -> None:
    with pytest.raises(AssertionError):
        DotGroup(label="x", times=3, happened=4)


def test_an_empty_group_is_shown_as_none() -> None:
    assert texts(dots((DotGroup(label="Quarrel", times=0, happened=0),), "Tears")) == ["Quarrel: 0 of 0"]


def test_every_value_on_a_scale_is_one_dot_over_its_place() -> None:
    groups = (StackGroup(label="Quarrel", values=(0, 1, 1)), StackGroup(label="None", values=(3, 3, 4, 2)))
    drawn = stacks(groups, MOODS, "Mood after")
    filled = of_class(drawn, "dot-filled")
    assert len(filled) == 7
    places = {element.text: float(element.get("x", "")) for element in read(drawn).iter(f"{SVG}text")}
    assert sorted({float(dot.get("cx", "")) for dot in filled}) == sorted(places[word] for word in MOODS)
    assert texts(drawn)[:2] == ["Quarrel: 3 times, on average near low", "None: 4 times, on average near fine"]
    assert len(of_class(drawn, "mean-mark")) == 2
    assert stacks_table(groups, MOODS, "Mood after").rows[0] == ("Quarrel", "1", "2", "0", "0", "0")


def test_many_times_never_run_into_the_next_value_or_out_of_the_picture() -> None:
    scale = tuple(str(i) for i in range(11))
    drawn = stacks((StackGroup(label="All", values=(0,) * 900 + (10,) * 80),), scale, "Pain")
    xs = sorted({float(dot.get("cx", "")) for dot in of_class(drawn, "dot-filled")})
    assert xs[0] > 0
    assert xs[-1] < WIDTH
    step = (WIDTH - 40) / 10
    assert all(min(abs(x - 20), abs(x - (WIDTH - 20))) < step / 2 for x in xs)
    assert texts(drawn)[0] == "All: 980 times, mean 0.8"


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
    assert 0 <= x_low <= x_dot <= x_high <= 292
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
