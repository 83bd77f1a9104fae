"""What an experiment comes to, from the journal as it stands now (PATTERNS 5). Pure.

By what was drawn first (intention to treat); by what was done only beside it, because that compares days on which one
kept to it with days on which one did not. Values are read at this moment, so that an answer of the day after counts.
While it runs only the any-time evidence may be told: the end test is for the planned end alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aftercare.experiments.analyse import CLEAR, P_CLEAR, analyse
from aftercare.experiments.wording import Verdict, kind_of, verdict
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.entry import Entry
from aftercare.model.errors import NotThere
from aftercare.model.experiment import BLOCK, Arm, Compliance, Experiment, Round, Trial, TrialResult
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure, Phase
from aftercare.usecases.experiment_course import GIVEN_BACK, happened, settled
from aftercare.usecases.experiment_offers import number_of

ANSWER_COMES = timedelta(days=5)
"""Until so long after an encounter its day-after answer may still come (72 hours of the card, and the day before)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One round as drawn, for the picture."""

    place: int
    entry: str
    arm: Arm
    at: datetime
    value: float
    compliance: Compliance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the rounds. Why one is void is never told (SAFETY 4)."""

    drawn: int
    """Arms revealed, the one that stands included."""
    counted: int
    """In the analysis, with a value."""
    missing: int
    """Belongs to an encounter, but the outcome was not noted."""
    void: int
    given_back: Mapping[Arm, int]
    """Put back unused, by arm: more of one than of the other weakens the answer."""
    outside: int
    """Encounters of its time without a reveal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWhatWasDone:
    """Means by what was done, where that was said. Beside the main analysis, never in its place."""

    usual: float | None
    change: float | None
    usual_rounds: int
    change_rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentResult:
    """One experiment as it stands now."""

    experiment: Experiment
    """Brought up to date with the journal."""
    measure: Measure
    trial: TrialResult
    verdict: Verdict | None
    """None while it runs: then only `clear_already` is told."""
    clear_already: bool
    """The any-time evidence has reached 20 at some look: one may stop, or go on to the planned end."""
    counts: Counts
    compliance: Mapping[Compliance, int]
    """Of the rounds that count; those that nobody said anything of are not in it."""
    as_done: ByWhatWasDone
    points: tuple[Point, ...]


def result(journal: Journal, experiment: Experiment, knowledge: Knowledge, now: datetime) -> ExperimentResult:
    """What it comes to now; NotThere where its outcome is no measure any more."""
    one = settled(experiment, journal, knowledge)
    measure = _outcome(journal, one, knowledge)
    trial = analyse(trial_of(journal, one, knowledge, now), missed=P_CLEAR)
    points = tuple(_points(journal, one, knowledge, measure))
    return ExperimentResult(
        experiment=one,
        measure=measure,
        trial=trial,
        verdict=None if one.is_running else verdict(one, trial),
        clear_already=trial.evidence_max >= CLEAR,
        counts=_counts(one, len(points)),
        compliance=Counter(point.compliance for point in points if point.compliance is not None),
        as_done=_as_done(points),
        points=points,
    )


def trial_of(journal: Journal, experiment: Experiment, knowledge: Knowledge, now: datetime) -> Trial:
    """The rounds as the analysis sees them, in the order of the draw; a void one has no value.

    While it runs, what still waits for its encounter or for the answer of the day after is not in it yet, nor what
    comes after that: a block is looked at once, when it is whole.
    """
    one = settled(experiment, journal, knowledge)
    measure = _outcome(journal, one, knowledge)
    entries = {entry.id: entry for entry in journal.entries}
    rounds = []
    for draw in one.draws:
        entry = None if draw.entry is None or draw.void else entries.get(draw.entry)
        value = None if entry is None else number_of(entry, measure, knowledge)
        if one.standing == draw or (
            one.is_running and entry is not None and value is None and _comes_yet(entry, now, measure)
        ):
            break
        rounds.append(Round(block=draw.place // BLOCK, arm=draw.arm, value=value))
    return Trial(kind=kind_of(measure), rounds=tuple(rounds))


def _outcome(journal: Journal, experiment: Experiment, knowledge: Knowledge) -> Measure:
    measure = catalogue(knowledge, journal.own_measures).get(experiment.outcome)
    if measure is None:
        raise NotThere("What this experiment looked at is not in the journal any more.")
    return measure


def _comes_yet(entry: Entry, now: datetime, measure: Measure) -> bool:
    return measure.phase is Phase.LATER and now - (happened(entry, "UTC") or entry.recorded) <= ANSWER_COMES


def _points(journal: Journal, experiment: Experiment, knowledge: Knowledge, measure: Measure) -> Iterator[Point]:
    entries = {entry.id: entry for entry in journal.entries}
    for draw in experiment.draws:
        entry = None if draw.entry is None or draw.void else entries.get(draw.entry)
        value = None if entry is None else number_of(entry, measure, knowledge)
        if entry is not None and value is not None:
            at = happened(entry, journal.settings.zone) or entry.recorded
            yield Point(place=draw.place, entry=entry.id, arm=draw.arm, at=at, value=value, compliance=draw.compliance)


def _counts(experiment: Experiment, counted: int) -> Counts:
    kept = [draw for draw in experiment.draws if draw.entry is not None and not draw.void]
    back = Counter(draw.arm for draw in experiment.draws if draw.void == GIVEN_BACK)
    return Counts(
        drawn=len(experiment.draws),
        counted=counted,
        missing=len(kept) - counted,
        void=sum(bool(draw.void) and draw.void != GIVEN_BACK for draw in experiment.draws),
        given_back={arm: back[arm] for arm in Arm},
        outside=len(experiment.outside),
    )


def _as_done(points: tuple[Point, ...]) -> ByWhatWasDone:
    done: dict[Arm, list[float]] = {arm: [] for arm in Arm}
    for point in points:
        if point.compliance is Compliance.AS_DRAWN:
            done[point.arm].append(point.value)
        elif point.compliance is Compliance.OTHERWISE:
            done[_other(point.arm)].append(point.value)
    return ByWhatWasDone(
        usual=_mean(done[Arm.USUAL]),
        change=_mean(done[Arm.CHANGE]),
        usual_rounds=len(done[Arm.USUAL]),
        change_rounds=len(done[Arm.CHANGE]),
    )


def _other(arm: Arm) -> Arm:
    return Arm.USUAL if arm is Arm.CHANGE else Arm.CHANGE


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
