"""An answer in words: what the person picked, as the form called it."""

from collections.abc import Callable, Mapping
from datetime import date

from aftercare.model.first_letter import inside
from aftercare.model.measure import Kind, Measure, Value
from aftercare.model.translatable import for_translation
from aftercare.report.wording import day_in_words

HOUR = 60
YES, NO = for_translation("yes"), for_translation("no")


def in_words(measure: Measure, value: Value, gettext: Callable[[str], str] = str) -> str:
    """The stored value of a measure as the person would read it back, in English or what `gettext` makes of it."""
    match measure.kind:
        case Kind.YES_NO:
            return gettext(YES if value else NO)
        case Kind.STEPS | Kind.CHOICE:
            return inside(_option(measure, value), gettext)
        case Kind.CHOICES:
            picked = value if isinstance(value, tuple) else None
            return "?" if picked is None else ", ".join(inside(_option(measure, one), gettext) for one in picked)
        case Kind.SITES:
            scores = value.items() if isinstance(value, Mapping) else ()
            return ", ".join(f"{inside(_option(measure, site), gettext)} {score}" for site, score in scores)
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
