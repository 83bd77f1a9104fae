"""Numbers of patterns as a person reads them: rounded, with unit, minutes as hours.

Takes a number and the column it belongs to, returns text. Never more digits than the entries can bear.
"""

from aftercare.model.first_letter import lowered
from aftercare.model.pattern import Factor, Outcome

MINUS = "\N{MINUS SIGN}"
MINUTES = "minutes"
HOUR = 60
NOTHING = ("0.0", "0 min")
"""How a difference reads that rounds to none."""


def amount(value: float, outcome: Outcome, *, signed: bool = False) -> str:
    """A mean, or with its sign a difference, in the outcome's units, to one decimal."""
    if outcome.unit == MINUTES:
        return _sign(value, signed=signed) + _duration(abs(value))
    number = f"{abs(value):.1f}"
    sign = "" if number == "0.0" else _sign(value, signed=signed)
    if signed and not outcome.unit:
        return f"{sign}{number} {'steps' if outcome.steps else 'points'}"
    if outcome.steps:
        return f"{sign}{number} of {len(outcome.steps) - 1}"
    if outcome.most is not None:
        return f"{sign}{number} of {outcome.most:g}"
    return f"{sign}{number} {outcome.unit}".rstrip()


def size(value: float, outcome: Outcome) -> str:
    """How large a difference is, without its sign."""
    return amount(abs(value), outcome, signed=True).removeprefix("+")


def bare(value: float, outcome: Outcome) -> str:
    """The same as a bare number, where the unit has just been named."""
    return _duration(abs(value)) if outcome.unit == MINUTES else f"{abs(value):.1f}"


def bound(value: float, factor: Factor) -> str:
    """Where a graded factor was cut, in its own words or units; a person's own words are quoted."""
    if factor.steps:
        word = factor.steps[round(value)]
        return f"“{word}”" if factor.spoken is None else lowered(word)
    if factor.unit == MINUTES:
        return _duration(value)
    return f"{value:.4g} {factor.unit}".rstrip()


def one_in_hundred(share: float) -> str:
    """A difference in probability as times in 100, with its sign."""
    times = round(100 * share)
    return f"{_sign(times, signed=True) if times else ''}{abs(times)}"


def _sign(value: float, *, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed else ""


def _duration(minutes: float) -> str:
    hours, rest = divmod(round(minutes), HOUR)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
