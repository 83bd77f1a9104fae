"""Who may have a journal, and what is known of a person."""

from datetime import UTC, date, datetime

import pytest

from aftercare.model.errors import BadValue, TooYoung
from aftercare.model.measure import Organ
from aftercare.model.person import Person, check_birth_year

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("year", [2008, 1990, 1906])
def test_an_adult_may_begin(year: int) -> None:
    assert check_birth_year(year, TODAY) == year


@pytest.mark.parametrize("year", [2009, 2026])
def test_under_18_there_is_no_journal_but_help_lines(year: int) -> None:
    with pytest.raises(TooYoung, match="help lines"):
        check_birth_year(year, TODAY)


@pytest.mark.parametrize("year", [1905, 2027, 90])
def test_a_year_that_cannot_be_is_refused(year: int) -> None:
    with pytest.raises(BadValue):
        check_birth_year(year, TODAY)


def test_answers_can_be_given_and_taken_back() -> None:
    person = Person(birth_year=1990)
    assert person.organs is None
    told = person.with_answers({"organs": ("vagina", "uterus"), "pregnant": "no"}, NOW)
    assert told.organs == {Organ.VAGINA, Organ.UTERUS}
    assert told.value("pregnant") == "no"
    taken = told.with_answers({"pregnant": None, "never_given": None}, NOW)
    assert taken.value("pregnant") is None
    assert person.answers == {}


def test_only_the_age_that_is_sure_is_used() -> None:
    assert Person(birth_year=1990).youngest_age(TODAY) == 35
