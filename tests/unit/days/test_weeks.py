"""The month as rows of weeks, whichever day they begin with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare.days.weeks import month_after, month_before, week_begins, weeks_of_month


@pytest.mark.parametrize(("country", "begins"), [(None, 0), ("DE", 0), ("GB", 0), ("US", 6), ("PT", 6), ("EG", 5)])
def test_weeks_begin_as_they_do_in_the_country_and_on_monday_where_none_is_set(
    country: str | None, begins: int
) -> None:
    assert week_begins(country) == begins


@given(st.dates(date(1931, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_every_day_of_the_month_stands_once_in_order_under_its_weekday(month: date, begins: int) -> None:
    rows = weeks_of_month(month, begins)
    days = [day for row in rows for day in row if day is not None]
    assert [day.day for day in days] == list(range(1, len(days) + 1))
    assert 28 <= len(days) <= 31
    assert {(day.year, day.month) for day in days} == {(month.year, month.month)}
    for row in rows:
        assert len(row) == 7
        assert all(day is None or day.weekday() == (begins + place) % 7 for place, day in enumerate(row))


@given(st.dates(date(1931, 1, 1), date(2100, 1, 1)))
def test_turning_forth_and_back_leads_to_the_same_month(month: date) -> None:
    assert month_before(month_after(month)) == month.replace(day=1)
    assert month_after(month_before(month)) == month.replace(day=1)
