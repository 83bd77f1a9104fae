"""What can be tried, what to look at and for how long: everything before an experiment begins. Pure.

Takes knowledge, journal and now; returns values to choose from, each with why not, where so. What stands in the journal
about unwanted sex or a partner is never given as a reason (SAFETY 4): everything is off then, in the same words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aftercare.experiments.wording import kind_of
from aftercare.knowledge.catalogue import catalogue, is_visible
from aftercare.knowledge.experiments import OWN, ExperimentTemplate
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Screening
from aftercare.model.entry import Entry
from aftercare.model.errors import BadValue, Conflict, NotThere
from aftercare.model.experiment import BLOCK, FEWEST_ROUNDS, LONGEST_OWN, MOST_ROUNDS, USUAL_ROUNDS, OutcomeKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Kind, Measure, Phase, Role
from aftercare.model.person import ADULT_AGE
from aftercare.model.review import Sentence
from aftercare.usecases.experiment_course import counts, happened, is_out, running
from aftercare.usecases.experiment_safety import holding, must_rest
from aftercare.usecases.experiment_words import refused

RESTING = Sentence("Experiments rest for now. Everything else in your journal goes on as always.")
"""The one thing ever said where something must come first: it tells nothing of what."""
ONE_AT_A_TIME = Sentence("One experiment at a time. End the one that runs, then begin another.")
FOR_ADULTS = Sentence("Experiments are for people of 18 and over.")
AGREEMENT = Sentence("Nobody bears pain for it, protection stays as it is, and everyone is an adult and wants it.")
"""What the person says of a change of their own before it goes on: no reading of its words can know it (SAFETY 6)."""
NOT_AGREED = Sentence(
    "Only you can know this, so please say it first: nobody bears pain for it, protection stays as it is, and "
    "everyone is an adult and wants it."
)
NOT_FOR_THIS_BODY = Sentence("It is about a part of the body that you said you don't have.")
LOOK_BACK = timedelta(days=120)
"""How often a person logs is taken from so long back."""
FEW = 4
"""Fewer encounters than this say nothing of the pace."""
PHASES = (Phase.BEFORE, Phase.DURING, Phase.AFTER, Phase.LATER)
COUNTED = (Kind.SCALE, Kind.STEPS, Kind.NUMBER, Kind.DURATION, Kind.YES_NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    """Something to look at, with what the person has noted of it so far."""

    measure: Measure
    better: int
    """+1 where more of it is better, -1 where less is."""
    better_known: bool
    """False for a measure of the person's own: they say which way is better."""
    kind: OutcomeKind
    suggested: bool
    """The template names it."""
    values: tuple[float, ...]
    """As noted in encounters that could count, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One change that can be tried, or why not now."""

    template: ExperimentTemplate
    why_not: tuple[Sentence, ...] = ()
    """Empty: it can be begun."""

    @property
    def can_begin(self) -> bool:
        """Whether nothing speaks against it now."""
        return not self.why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the person chose."""

    template: str
    """Id of a template, or `OWN`."""
    change: str
    """What is done; the template's own words, or for `OWN` the person's."""
    outcome: str
    better: int
    rounds: int = USUAL_ROUNDS
    chance: float | None = None
    """The chance of a clear answer that was shown."""
    agreed: bool = False
    """For `OWN`: the person said that `AGREEMENT` holds. Nothing is asked for a template's own words."""


def templates_for(
    knowledge: Knowledge, journal: Journal, now: datetime, *, screened: Screening | None = None
) -> tuple[Offered, ...]:
    """Every template, each with why it can't be begun now, if so. `screened` as in `must_rest`."""
    general = _why_not_at_all(knowledge, journal, now, screened)
    if general:
        return tuple(Offered(template=one, why_not=general) for one in knowledge.experiments.values())
    templates = tuple(knowledge.experiments.values())
    against = _against(knowledge, journal, templates, now)
    return tuple(Offered(template=one, why_not=against[one.id]) for one in templates)


def own_offered(
    knowledge: Knowledge, journal: Journal, now: datetime, *, screened: Screening | None = None
) -> tuple[Sentence, ...]:
    """Why a change of one's own can't be begun now; empty: it can. `screened` as in `must_rest`."""
    return _why_not_at_all(knowledge, journal, now, screened)


def outcomes_for(knowledge: Knowledge, journal: Journal, template: str) -> tuple[OutcomeChoice, ...]:
    """What can be looked at: what the template suggests first, then what else comes after the change.

    A score tells more than a yes or no at the same number of rounds (PATTERNS 5), so scores come first.
    """
    of = template_named(knowledge, template)
    measures = catalogue(knowledge, journal.own_measures)
    suggested = {one.measure: one.better for one in of.outcomes} if of is not None else {}
    names = [*suggested, *(name for name, one in measures.items() if name not in suggested and _comes_after(one, of))]
    found = []
    for name in names:
        measure = measures[name]
        if not is_visible(measure, journal.person.organs) or measure.private:
            continue
        better = suggested.get(name) or _direction(knowledge, name)
        found.append(
            OutcomeChoice(
                measure=measure,
                better=better or -1,
                better_known=better is not None,
                kind=kind_of(measure),
                suggested=name in suggested,
                values=tuple(values_of(journal, knowledge, of, measure)),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.suggested, one.kind is OutcomeKind.BINARY)))


def plan(
    knowledge: Knowledge, journal: Journal, wanted: Plan, now: datetime, *, screened: Screening | None = None
) -> Plan:
    """The plan in the form it is begun with; Conflict or BadValue with one sentence where it can't be.

    `screened` as in `must_rest`, where a plan is only looked at; before it is begun the journal is screened anew.
    """
    if general := _why_not_at_all(knowledge, journal, now, screened):
        raise Conflict(str(general[0]))
    of = template_named(knowledge, wanted.template)
    if of is None:
        change = " ".join(wanted.change.split())
        if not 0 < len(change) <= LONGEST_OWN:
            raise BadValue(f"Say the change in 1 to {LONGEST_OWN} characters.", where="change")
        if (why := refused(knowledge, change)) is not None:
            raise BadValue(str(why), where="change")
        if not wanted.agreed:
            raise BadValue(str(NOT_AGREED), where="agreed")
    else:
        change = of.change
        for why_not in _against(knowledge, journal, (of,), now)[of.id]:
            raise Conflict(str(why_not))
    if wanted.outcome not in {one.measure.id for one in outcomes_for(knowledge, journal, wanted.template)}:
        raise NotThere("That can't be looked at with this change. Choose one that comes after it.")
    if wanted.rounds % BLOCK or not FEWEST_ROUNDS <= wanted.rounds <= MOST_ROUNDS:
        raise BadValue(f"Choose {FEWEST_ROUNDS} to {MOST_ROUNDS} rounds, in steps of {BLOCK}.", where="rounds")
    return Plan(
        template=wanted.template,
        change=change,
        outcome=wanted.outcome,
        better=wanted.better,
        rounds=wanted.rounds,
        chance=wanted.chance,
        agreed=wanted.agreed,
    )


def values_of(
    journal: Journal, knowledge: Knowledge, template: ExperimentTemplate | None, measure: Measure
) -> Iterator[float]:
    """What was noted of an outcome in encounters that could count, oldest first."""
    for entry in journal.encounters():
        if entry.id not in journal.waiting and not is_out(entry) and counts(entry, template):
            value = number_of(entry, measure, knowledge)
            if value is not None:
                yield value


def number_of(entry: Entry, measure: Measure, knowledge: Knowledge) -> float | None:
    """The outcome of an encounter as a number, the answers added later included; None where it was not noted."""
    value = entry.value(measure.id)
    direction = knowledge.experiment_directions.get(measure.id)
    none = None if direction is None else direction.none_where
    if value is not None and none is not None and (other := entry.value(none.measure)) is not None:
        value = 0 if none.when.holds(other) else value
    return float(value) if isinstance(value, bool | int | float) else None


def encounters_a_week(journal: Journal, template: ExperimentTemplate | None, now: datetime) -> float | None:
    """How often a person logs an encounter that could count, over the last months; None where nobody can say."""
    moments = [
        at
        for entry in journal.encounters()
        if counts(entry, template) and not is_out(entry) and (at := happened(entry, journal.settings.zone)) is not None
    ]
    lately = [at for at in moments if now.astimezone(UTC) - LOOK_BACK <= at <= now]
    if len(lately) < FEW:
        return None
    weeks = max((now.astimezone(UTC) - min(lately)) / timedelta(weeks=1), 1.0)
    return len(lately) / weeks


def template_named(knowledge: Knowledge, name: str) -> ExperimentTemplate | None:
    """The template of this id; None for the person's own; NotThere where there is none."""
    if name == OWN:
        return None
    found = knowledge.experiments.get(name)
    if found is None:
        raise NotThere("There is no such experiment to choose.")
    return found


def _why_not_at_all(
    knowledge: Knowledge, journal: Journal, now: datetime, screened: Screening | None = None
) -> tuple[Sentence, ...]:
    if now.year - journal.person.birth_year < ADULT_AGE:
        return (FOR_ADULTS,)
    if running(journal) is not None:
        return (ONE_AT_A_TIME,)
    return (RESTING,) if must_rest(knowledge, journal, now, screened=screened) else ()


def _against(
    knowledge: Knowledge, journal: Journal, templates: Iterable[ExperimentTemplate], now: datetime
) -> dict[str, tuple[Sentence, ...]]:
    """By template, what speaks against it: the body it is about, and what holds now."""
    templates = tuple(templates)
    organs = journal.person.organs
    held = holding(knowledge, journal, templates, now)
    return {
        one.id: (
            *((NOT_FOR_THIS_BODY,) if one.organs and organs is not None and one.organs.isdisjoint(organs) else ()),
            *(Sentence(reason.why) for reason in held[one.id]),
        )
        for one in templates
    }


def _direction(knowledge: Knowledge, name: str) -> int | None:
    known = knowledge.experiment_directions.get(name)
    return None if known is None else known.better


def _comes_after(measure: Measure, template: ExperimentTemplate | None) -> bool:
    """Whether a measure can be an outcome: counted, and never before the change (DESIGN 6)."""
    if measure.kind not in COUNTED or measure.role not in (Role.OUTCOME, Role.BOTH) or measure.retired:
        return False
    if template is None:
        return measure.phase in (Phase.AFTER, Phase.LATER)
    return measure.phase in PHASES and PHASES.index(measure.phase) > PHASES.index(template.phase)
