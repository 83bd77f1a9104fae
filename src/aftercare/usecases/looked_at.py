"""What patterns are searched among, and what the person wants of it: swap in and out, main question, watch list.

Takes an open vault and ids; changes settings, nothing else. Must never look at what came of anything: what may be
swapped in is told by how often it was noted, and what is named counts from now on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aftercare.days.columns import offered_columns
from aftercare.days.picking import MOST_FACTORS, MOST_OUTCOMES, Offered
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.errors import BadValue
from aftercare.model.journal import Journal
from aftercare.model.measure import Kind, Measure, Phase, Role
from aftercare.model.settings import MOST_WATCHED, Settings
from aftercare.vault.session import Session

GRADED = (Kind.YES_NO, Kind.STEPS, Kind.SCALE, Kind.NUMBER, Kind.DURATION)
MOST_SUSPECTS = 12
"""More would be no question of one's own (PATTERNS 9b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """All that could be searched, what is and what did not fit."""

    factors: tuple[Offered, ...]
    outcomes: tuple[Offered, ...]
    left_factors: tuple[Offered, ...]
    left_outcomes: tuple[Offered, ...]
    new_factors: tuple[Offered, ...]
    """Never noted so far: they can be named all the same, and that is the best time to. What was named stays here too
    where it makes no column, so that keeping one thing never drops another."""
    new_outcomes: tuple[Offered, ...]
    most_factors: int = MOST_FACTORS
    most_outcomes: int = MOST_OUTCOMES


def looked_at(journal: Journal, knowledge: Knowledge) -> LookedAt:
    """What is searched, in the order of how often it was noted, and what did not fit."""
    measures, settings = catalogue(knowledge, journal.own_measures), journal.settings
    factors = [*_could_be(knowledge, measures.values(), Role.FACTOR), *_named(settings.suspects, measures, knowledge)]
    outcomes = can_be_asked(knowledge, measures, settings)
    every = offered_columns(journal, measures, knowledge.composites.values())
    return LookedAt(
        factors=tuple(one for one in every if one.picked and not one.is_outcome),
        outcomes=tuple(one for one in every if one.picked and one.is_outcome),
        left_factors=tuple(one for one in every if not one.picked and not one.is_outcome),
        left_outcomes=tuple(one for one in every if not one.picked and one.is_outcome),
        new_factors=_never_noted(every, factors, is_outcome=False),
        new_outcomes=_never_noted(every, outcomes, is_outcome=True),
    )


def can_be_asked(
    knowledge: Knowledge, measures: Mapping[str, Measure], settings: Settings
) -> tuple[tuple[str, str], ...]:
    """Ids and names of what a main question can be about before anything is noted, and of what it is about now."""
    asked = (settings.main_outcome,) if settings.main_outcome else ()
    offered = (*_could_be(knowledge, measures.values(), Role.OUTCOME), *_named(asked, measures, knowledge))
    return tuple(dict(offered).items())


def _named(names: Iterable[str], measures: Mapping[str, Measure], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """What the person named, whether or not it can make a column: an option of a choice by both their names."""
    for name in names:
        measure_id, _, option_id = name.partition(":")
        measure = measures.get(measure_id)
        if measure is None:
            yield name, knowledge.composites[name].label if name in knowledge.composites else name
        else:
            option = next((one.label for one in measure.options if one.id == option_id), "")
            yield name, f"{measure.clear_label}: {option}" if option else measure.clear_label


def _could_be(knowledge: Knowledge, measures: Iterable[Measure], role: Role) -> Iterator[tuple[str, str]]:
    """Ids and names of what would be one column by itself."""
    for measure in measures:
        fits = measure.role in (role, Role.BOTH) and measure.kind in GRADED and measure.phase is not Phase.PERSON
        if fits and not (measure.retired or measure.private or (role is Role.OUTCOME and measure.phase is Phase.DAY)):
            yield measure.id, measure.clear_label
    if role is Role.OUTCOME:
        yield from ((one.id, one.label) for one in knowledge.composites.values())


def _never_noted(
    every: Iterable[Offered], named: Iterable[tuple[str, str]], *, is_outcome: bool
) -> tuple[Offered, ...]:
    noted = {one.id for one in every if one.is_outcome == is_outcome}
    return tuple(
        Offered(id=name, label=label, recorded=0, is_outcome=is_outcome, picked=False)
        for name, label in dict(named).items()
        if name not in noted
    )


def put_in(session: Session, name: str, there: LookedAt) -> None:
    """Search this too; what was noted least gives way when there is no room."""
    _known(name, (*there.left_factors, *there.left_outcomes))
    settings = session.journal.settings
    _save(
        session,
        replace(settings, swapped_in=_with(settings.swapped_in, name), swapped_out=_without(settings, name)),
    )


def take_out(session: Session, name: str, there: LookedAt) -> None:
    """Search this no more, so that something else has its place. What is asked about stays."""
    _known(name, (*there.factors, *there.outcomes))
    settings = session.journal.settings
    if name == settings.main_outcome or name in settings.suspects or any(name in pair for pair in settings.watched):
        raise BadValue("You asked about this. Take it off your question or your watch list first.", where="out")
    swapped_in = tuple(one for one in settings.swapped_in if one != name)
    _save(session, replace(settings, swapped_in=swapped_in, swapped_out=_with(settings.swapped_out, name)))


def ask(session: Session, outcome: str, suspects: Sequence[str], there: LookedAt) -> None:
    """Keep the main question and its suspects; no outcome takes the question back."""
    settings = session.journal.settings
    if not outcome:
        _save(session, replace(settings, main_outcome=None, suspects=()))
        return
    _known(outcome, (*there.outcomes, *there.left_outcomes, *there.new_outcomes))
    named = tuple(dict.fromkeys(suspects))
    for name in named:
        _known(name, (*there.factors, *there.left_factors, *there.new_factors))
    if len(named) > MOST_SUSPECTS:
        raise BadValue(
            f"Name at most {MOST_SUSPECTS} suspects: you named {len(named)}. Fewer are told sooner.", where="suspects"
        )
    _save(session, replace(settings, main_outcome=outcome, suspects=named))


def watch(session: Session, pair: tuple[str, str], there: LookedAt) -> None:
    """Put a factor and an outcome on the watch list."""
    factor, outcome = pair
    _known(factor, (*there.factors, *there.left_factors, *there.new_factors))
    _known(outcome, (*there.outcomes, *there.left_outcomes, *there.new_outcomes))
    settings = session.journal.settings
    if pair in settings.watched:
        return
    if len(settings.watched) >= MOST_WATCHED:
        raise BadValue(f"The watch list holds {MOST_WATCHED} pairs. Take one off first.", where="watched")
    _save(session, replace(settings, watched=(*settings.watched, pair)))


def unwatch(session: Session, pair: tuple[str, str]) -> None:
    """Take a pair off the watch list."""
    settings = session.journal.settings
    _save(session, replace(settings, watched=tuple(one for one in settings.watched if one != pair)))


def _known(name: str, offered: Iterable[Offered]) -> None:
    if all(one.id != name for one in offered):
        raise BadValue("This is not among what you note. Pick one from the list.", where="choice")


def _with(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, name)))


def _without(settings: Settings, name: str) -> tuple[str, ...]:
    return tuple(one for one in settings.swapped_out if one != name)


def _save(session: Session, settings: Settings) -> None:
    if settings != session.journal.settings:
        session.put_settings(settings)
