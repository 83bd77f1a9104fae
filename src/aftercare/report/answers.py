"""An answer in words: what the person picked, as the form called it."""

from collections.abc import Mapping
from datetime import date

from aftercare.model.measure import Kind, Measure, Value
from aftercare.report.wording import day_in_words

HOUR = 60


def in_words(measure: Measure, value: Value) -> str:
    """The stored value of a measure as the person would read it back."""
    match measure.kind:
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.STEPS | Kind.CHOICE:
            return _option(measure, value).lower()
        case Kind.CHOICES:
            return ", ".join(_option(measure, option).lower() for option in value) if isinstance(value, tuple) else "?"
        case Kind.SITES:
            scores = value.items() if isinstance(value, Mapping) else ()
            return ", ".join(f"{_option(measure, site).lower()} {score}" for site, score in scores)
        case Kind.DURATION:
            return _duration(int(value)) if isinstance(value, int) else "?"
        case Kind.DATE:
            return day_in_words(date.fromisoformat(str(value)))
        case Kind.NUMBER:
            return f"{value:g} {measure.unit}".rstrip()
        case _:
            return str(value)


def _option(measure: Measure, value: Value) -> str:
    """The option's label; an option that an older catalogue had keeps its own id as word."""
    if isinstance(value, int):
        return measure.options[value].label if 0 <= value < len(measure.options) else str(value)
    labels = {option.id: option.label for option in measure.options}
    return labels.get(str(value), str(value).replace("_", " "))


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
