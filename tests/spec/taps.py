"""Taps: one value of one measure, and how taps come together in what one form holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aftercare.model.measure import Gives, Kind, Measure, Value


@dataclass(frozen=True)
class Tap:
    """One value of one measure, and what it makes present."""

    measure: Measure
    value: Value

    def __str__(self) -> str:
        value = ", ".join(self.value) if isinstance(self.value, tuple) else self.value
        if isinstance(value, Mapping):
            value = ", ".join(f"{site} {score}" for site, score in value.items())
        elif self.measure.kind is Kind.STEPS and isinstance(value, int):
            value = self.measure.options[value].id
        return f"{self.measure.id} = {str(value).lower()}"


def put(values: dict[str, Value], tap: Tap) -> bool:
    """Add a tap to what a form holds; False when the form can't hold both."""
    name, old = tap.measure.id, values.get(tap.measure.id)
    if old is None:
        values[name] = tap.value
    elif isinstance(old, tuple) and isinstance(tap.value, tuple):
        values[name] = tuple(dict.fromkeys((*old, *tap.value)))
    elif isinstance(old, Mapping) and isinstance(tap.value, Mapping):
        values[name] = {**old, **{site: max(score, old.get(site, 0)) for site, score in tap.value.items()}}
    elif isinstance(old, int) and isinstance(tap.value, int) and tap.measure.kind in (Kind.SCALE, Kind.STEPS):
        values[name] = max(old, tap.value)
    else:
        return old == tap.value
    return True


def value_that_gives(measure: Measure, given: Gives) -> Value | None:
    """A value of the measure that makes the finding present."""
    if given.present is None:
        return None
    for value in _values(measure):
        if given.present.holds(value):
            return value
    return None


def _values(measure: Measure) -> Iterator[Value]:
    if measure.kind is Kind.YES_NO:
        yield from (True, False)
    elif measure.kind is Kind.STEPS:
        yield from range(len(measure.options))
    elif measure.kind is Kind.SCALE:
        yield from range(11)
    elif measure.kind is Kind.CHOICE:
        yield from measure.option_ids
    elif measure.kind is Kind.CHOICES:
        yield from ((option,) for option in measure.option_ids)
    elif measure.kind is Kind.SITES:
        yield from ({site: score} for site in measure.option_ids for score in range(1, 11))
    elif measure.kind is Kind.NUMBER:
        assert measure.minimum is not None
        assert measure.maximum is not None
        yield from (measure.minimum + i / 2 for i in range(int((measure.maximum - measure.minimum) * 2) + 1))
    elif measure.kind is Kind.DURATION:
        yield from range(0, 1441, 15)
