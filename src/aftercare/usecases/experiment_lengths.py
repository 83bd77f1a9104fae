"""How many rounds, and what so many can tell: the lengths to choose from, each with its chance of a clear answer. Pure.

Goes by what the person has noted of the outcome so far, for two named sizes of change; a typical spread stands in where
too little is noted, and the page says so. It promises nothing: the true size is what nobody knows.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from aftercare.experiments.chance import HALF, HALF_AGAIN, LENGTHS, THIRD_LESS, THIRD_MORE, Basis, Size, outlook
from aftercare.experiments.wording import phrase, spoken
from aftercare.knowledge.load import Knowledge
from aftercare.model.journal import Journal
from aftercare.model.measure import SCALE_MAXIMUM, Kind, Measure
from aftercare.model.review import Sentence
from aftercare.usecases.experiment_offers import OutcomeChoice, encounters_a_week, template_named

DAY = 24 * 60
SEED = 20261122
"""Of the simulation: the same notes give the same chance each time it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSize:
    """A size of change to look for, and how it is said: "If the change halves pain"."""

    size: Size
    said: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOption:
    """One length, with its chance of a clear answer at the end for a large change and for a smaller one."""

    rounds: int
    large: float
    smaller: float
    weeks: int | None
    """How long it would take at the pace of the last months; None where nobody can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What there is to choose from."""

    basis: Basis
    large: NamedSize
    smaller: NamedSize
    options: tuple[PlanOption, ...]


def plan_options(
    knowledge: Knowledge, journal: Journal, template: str, outcome: OutcomeChoice, better: int, *, now: datetime
) -> PlanOptions:
    """The lengths to choose from. Takes about half a second."""
    large, smaller = sizes(outcome.measure, better)
    looks = [outlook(outcome.values, outcome.kind, size=one.size, seed=SEED) for one in (large, smaller)]
    pace = encounters_a_week(journal, template_named(knowledge, template), now)
    return PlanOptions(
        basis=looks[0].basis,
        large=large,
        smaller=smaller,
        options=tuple(
            PlanOption(
                rounds=rounds,
                large=much.at_end,
                smaller=little.at_end,
                weeks=None if pace is None else ceil(rounds / pace),
            )
            for rounds, much, little in zip(LENGTHS, looks[0].chances, looks[1].chances, strict=True)
        ),
    )


def sizes(measure: Measure, better: int) -> tuple[NamedSize, NamedSize]:
    """A large change and a smaller one, in the way that is hoped for."""
    name = {"name": phrase(measure, spoken(measure).name)}
    if measure.kind is Kind.YES_NO:
        return _shares(name, better)
    if better < 0:
        return (
            NamedSize(size=_on(measure, HALF), said=Sentence("If the change halves {name}", name)),
            NamedSize(size=_on(measure, THIRD_LESS), said=Sentence("If it takes a third off {name}", name)),
        )
    if measure.kind is Kind.STEPS:
        return (
            NamedSize(size=_points(measure, 1.0), said=Sentence("If the change lifts {name} by a step", name)),
            NamedSize(size=_points(measure, 0.5), said=Sentence("If it lifts {name} by half a step", name)),
        )
    if measure.kind is Kind.SCALE:
        return (
            NamedSize(size=_points(measure, 2.0), said=Sentence("If the change lifts {name} by 2 points", name)),
            NamedSize(size=_points(measure, 1.0), said=Sentence("If it lifts {name} by 1 point", name)),
        )
    return (
        NamedSize(size=_on(measure, HALF_AGAIN), said=Sentence("If the change adds a half to {name}", name)),
        NamedSize(size=_on(measure, THIRD_MORE), said=Sentence("If it adds a third to {name}", name)),
    )


def _shares(name: dict[str, Sentence | str], better: int) -> tuple[NamedSize, NamedSize]:
    if better < 0:
        return (
            NamedSize(size=HALF, said=Sentence("If {name} comes half as often", name)),
            NamedSize(size=THIRD_LESS, said=Sentence("If {name} comes a third less often", name)),
        )
    return (
        NamedSize(size=HALF_AGAIN, said=Sentence("If {name} comes half as often again", name)),
        NamedSize(size=THIRD_MORE, said=Sentence("If {name} comes a third more often", name)),
    )


def _on(measure: Measure, size: Size) -> Size:
    return Size(times=size.times, ends=_ends(measure))


def _points(measure: Measure, points: float) -> Size:
    return Size(points=points, ends=_ends(measure))


def _ends(measure: Measure) -> tuple[float, float]:
    """The smallest and the largest value there can be."""
    if measure.kind is Kind.STEPS:
        return 0.0, float(len(measure.options) - 1)
    if measure.kind is Kind.SCALE:
        return 0.0, float(SCALE_MAXIMUM)
    if measure.kind is Kind.DURATION:
        return 0.0, float(measure.maximum or DAY)
    assert measure.minimum is not None, "a number has a smallest"
    assert measure.maximum is not None, "and a largest"
    return measure.minimum, measure.maximum
