"""Scores over time: every total is drawn at its date, and the table says the same and more."""

from datetime import date

import pytest
from tests.unit.charts.reading import description, read, texts

from aftercare.charts.scores import Scale, Scored, scores, scores_table

GAD7 = Scale(name="GAD-7", highest=21, bands=(0, 5, 10, 15))
COURSE = (
    Scored(day=date(2026, 1, 5), total=14, words="Moderate", change=None),
    Scored(day=date(2026, 2, 5), total=None, words="6 answered", change=None),
    Scored(day=date(2026, 3, 5), total=9, words="Mild", change=-5),
)


def dots(drawn: str) -> list[tuple[float, float]]:
    return [(float(d.get("cx", "")), float(d.get("cy", ""))) for d in read(drawn).iter() if d.get("cx")]


def test_there_is_one_dot_for_each_total_higher_where_the_score_is() -> None:
    (first_x, first_y), (last_x, last_y) = dots(scores(GAD7, COURSE))
    assert first_x < last_x
    assert first_y < last_y


def test_without_a_total_nothing_is_drawn_but_the_table_has_the_line() -> None:
    assert len(dots(scores(GAD7, COURSE))) == 2
    assert scores_table(GAD7, COURSE).rows == (
        ("5 Mar 2026", "9", "Mild", "\N{MINUS SIGN}5"),
        ("5 Feb 2026", "–", "6 answered", "–"),
        ("5 Jan 2026", "14", "Moderate", "–"),
    )


@pytest.mark.parametrize("total", [0, 21])
def test_the_lowest_and_the_highest_stay_inside_the_picture(total: int) -> None:
    drawn = scores(GAD7, (Scored(day=date(2026, 1, 5), total=total, words="", change=0),))
    height = float(read(drawn).get("height", ""))
    ((_, y),) = dots(drawn)
    assert 4 <= y <= height - 4


def test_the_bands_and_the_days_stand_beside_it_in_words() -> None:
    drawn = scores(GAD7, COURSE)
    assert texts(drawn) == ["0", "5", "10", "15", "21", "5 Jan 2026", "5 Mar 2026"]
    assert "5 Jan 2026: 14; 5 Mar 2026: 9" in description(drawn)


def test_a_long_pause_looks_long() -> None:
    days = (date(2026, 1, 1), date(2026, 1, 2), date(2026, 7, 1))
    course = tuple(Scored(day=day, total=5, words="Mild", change=None) for day in days)
    first, second, third = (x for x, _ in dots(scores(GAD7, course)))
    assert third - second > 50 * (second - first)
