"""The catalogue: the shipped measures and a person's own, and which of them a form shows.

Takes knowledge and the journal's own measures; returns measures in the order they are asked. It never changes a
measure and reads no file: everything here is a pure function of its arguments.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from aftercare.model.measure import Form, Measure, Option, Organ, OtherName, Value

COMPANY = "company"
"""The measure that says who was there."""
ALONE = "alone"


class _HasMeasures(Protocol):
    @property
    def measures(self) -> Mapping[str, Measure]: ...


def catalogue(knowledge: _HasMeasures, own_measures: Iterable[Measure] = ()) -> Mapping[str, Measure]:
    """All measures by id, the retired ones too; own ones come last."""
    own = {measure.id: measure for measure in own_measures if measure.id.startswith("own.")}
    return MappingProxyType({**knowledge.measures, **own})


def by_form(measures: Mapping[str, Measure], form: Form, *, organs: frozenset[Organ] | None = None) -> list[Measure]:
    """What a form asks, in order: nothing retired, nothing about organs the person said they don't have."""
    shown = [measure for measure in measures.values() if measure.form is form and is_visible(measure, organs)]
    return sorted(shown, key=lambda measure: (measure.id.startswith("own."), measure.order, measure.id))


def by_group(measures: Iterable[Measure]) -> dict[str, list[Measure]]:
    """The measures under their headings, both in the order given."""
    groups: dict[str, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(measure.group, []).append(measure)
    return groups


def often_first(measures: Iterable[Measure], counts: Mapping[str, int]) -> list[Measure]:
    """What a person records often comes up first; the rest keeps its order."""
    return sorted(measures, key=lambda measure: -counts.get(measure.id, 0))


def is_visible(measure: Measure, organs: frozenset[Organ] | None) -> bool:
    """Whether to ask: not retired, and one of its organs is there (organs None: never told, so all are shown)."""
    return not measure.retired and _fits(measure.anatomy, organs)


def visible_options(measure: Measure, organs: frozenset[Organ] | None) -> tuple[Option, ...]:
    """The options that can fit a person's organs. `steps` keep all, because their place is their value."""
    return tuple(option for option in measure.options if _fits(option.needs, organs))


def is_asked(measure: Measure, values: Mapping[str, Value]) -> bool:
    """Whether a measure still fits the other answers: `shown_when` is not contradicted, somebody else was there."""
    if measure.partnered and was_partnered(values) is False:
        return False
    if measure.shown_when is None:
        return True
    other = values.get(measure.shown_when.measure)
    return other is not None and measure.shown_when.when.holds(other)


def was_partnered(values: Mapping[str, Value]) -> bool | None:
    """Whether somebody else was there; None when that was not said."""
    told = values.get(COMPANY)
    return None if told is None else told != ALONE


def names_in(measures: Mapping[str, Measure], app: str) -> dict[str, list[tuple[Measure, OtherName]]]:
    """For one other app: its names, each with the measures it may become."""
    found: dict[str, list[tuple[Measure, OtherName]]] = {}
    for measure in measures.values():
        if measure.retired:
            continue
        for name in measure.names:
            if name.app == app:
                found.setdefault(name.name, []).append((measure, name))
    return found


def _fits(needed: frozenset[Organ], organs: frozenset[Organ] | None) -> bool:
    return not needed or organs is None or bool(needed & organs)
