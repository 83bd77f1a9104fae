"""The person: what rarely changes and what rules and forms need to know. Every field optional but the birth year."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from aftercare.model.errors import BadValue, TooYoung
from aftercare.model.measure import Organ, Value

ADULT_AGE = 18
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Dated:
    """An answer and when it was given (UTC)."""

    value: Value
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Birth year, and the answers to the measures of phase `person` (organs, life stage, medicines, history)."""

    birth_year: int
    answers: Mapping[str, Dated] = field(default_factory=dict)

    def value(self, measure_id: str) -> Value | None:
        """The latest answer to a person measure; None when unknown."""
        dated = self.answers.get(measure_id)
        return None if dated is None else dated.value

    @property
    def organs(self) -> frozenset[Organ] | None:
        """The organs told of; None when never answered."""
        told = self.value("organs")
        return frozenset(Organ(organ) for organ in told) if isinstance(told, tuple) else None

    def youngest_age(self, today: date) -> int:
        """The age the person surely has: only the year of birth is kept, so the birthday may be to come."""
        return today.year - self.birth_year - 1

    def with_answers(self, answers: Mapping[str, Value | None], recorded: datetime) -> "Person":
        """This person with new answers; None takes an answer back."""
        merged = dict(self.answers)
        for measure_id, value in answers.items():
            if value is None:
                merged.pop(measure_id, None)
            else:
                merged[measure_id] = Dated(value, recorded)
        return replace(self, answers=merged)


def check_birth_year(year: int, today: date) -> int:
    """Return the year, or raise: TooYoung where no one born then is 18 yet, BadValue when it cannot be right.

    Someone born 18 years ago may still be 17: whoever asks then asks for that birthday too (`may_be_under_age`).
    """
    if not today.year - OLDEST <= year <= today.year:
        raise BadValue("Give the year of birth with four digits, like 1990.", where="birth year")
    if today.year - year < ADULT_AGE:
        raise TooYoung("A journal is for people of 18 and over. Right now and the help lines are open to everyone.")
    return year


def may_be_under_age(year: int, today: date) -> bool:
    """Whether someone born in `year` has or has not turned 18 depending on the day."""
    return today.year - year == ADULT_AGE
