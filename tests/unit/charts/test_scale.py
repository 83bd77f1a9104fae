"""The scale a picture is drawn on: round ends, marks a person can read, nothing cut off."""

import pytest

from aftercare.charts import scale as scales


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((0.13, 0.92), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ((3, 41), ["0", "10", "20", "30", "40", "50"]),
        ((-3.5, 4.2), ["\N{MINUS SIGN}4", "\N{MINUS SIGN}2", "0", "2", "4", "6"]),
        ((7, 7), ["7", "8"]),
        ((), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_numbers_have_round_marks_that_hold_them_all(values: tuple[float, ...], marks: list[str]) -> None:
    scale = scales.of_values(values)
    assert [word for _, word in scale.ticks] == marks
    assert all(scale.holds(value) for value in values)


@pytest.mark.parametrize(("least", "most"), [(0.0, 3.0), (20.0, 95.0), (300.0, 560.0), (0.0, 1440.0), (0.0, 9000.0)])
def test_minutes_are_marked_in_hours_and_minutes(least: float, most: float) -> None:
    scale = scales.of_values((least, most), minutes=True)
    assert scale.low <= least
    assert scale.high >= most
    assert 2 <= len(scale.ticks) <= scales.MOST_TICKS + 1
    assert all(word.endswith(("min", "h", "0", "5")) for _, word in scale.ticks)


def test_a_scale_of_0_to_10_names_every_number_and_a_long_one_does_not() -> None:
    assert [word for _, word in scales.whole(0, 10).ticks] == [str(value) for value in range(11)]
    assert len(scales.whole(-60, 60).ticks) <= 13


def test_long_words_do_not_fit_side_by_side() -> None:
    assert scales.of_words(("awful", "low", "so-so", "fine", "good")).fits(240)
    assert not scales.of_words(("not at all", "hardly ever", "now and then", "most times")).fits(240)


def test_a_mark_off_its_scale_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError):
        scales.Scale(low=0, high=1, ticks=((2.0, "two"),))
