"""The experiments of the sample journal: two that ended, one that runs. Invented, and always the same.

Takes the sample's encounters in time order; returns them as they came out under the draw, and the experiments. Which
arm a round has follows from a fixed seed by `experiments.draw`, as in the app; on a round of the change the entry
mostly says that it was done. Being held lifts the next day a little, as everywhere in the sample; a bath and talking
do nothing. Never reads the clock, never written to a vault. See docs/sample-journal.md.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from hashlib import sha256
from uuid import UUID

from aftercare.experiments.draw import arm as drawn_arm
from aftercare.model.entry import Entry
from aftercare.model.experiment import Arm, Compliance, Draw, EndReason, Experiment
from aftercare.model.measure import Value

GIVEN_BACK = "given_back"
Values = dict[str, Value]


class _Went(Enum):
    """What an encounter is to the experiment."""

    DRAWN = auto()
    OUTSIDE = auto()
    """The draw was not looked at before."""
    BACK = auto()
    """It was looked at and put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One experiment, before it is lived through."""

    number: int
    """What the seed of its draw is made from."""
    template: str
    change: str
    done: str
    """The measure that tells whether it was done."""
    outcome: str
    better: int
    rounds: int
    first: int
    """The encounter with which it begins, counted from 0."""
    chance: float
    """Of a clear answer, as told before it began: what the app reckons from the entries up to then."""
    lifts: Mapping[str, tuple[float, int, int]]
    """What the change does: by measure of the next day, how many steps on average, lowest and highest."""
    partnered: bool = True
    """Whether only an encounter with somebody counts."""
    back: frozenset[int] = frozenset()
    """Places that are put back."""

    @property
    def seed(self) -> str:
        """As an experiment holds it."""
        return sha256(f"sample {self.number}".encode()).hexdigest()


# The numbers are chosen: for a modest answer of the first, none of the second, and to leave the patterns as they are.
COURSES: tuple[Course, ...] = (
    Course(
        number=412,
        template="holding",
        change="Afterwards, hold each other for about twenty minutes, in the way you both like. Phones stay away.",
        done="held_after",
        outcome="mood_next_day",
        better=1,
        rounds=40,
        first=12,
        chance=0.762,
        lifts={"mood_next_day": (0.6, 0, 4), "low_next_day": (-0.4, 0, 3)},
        back=frozenset({17}),
    ),
    Course(
        number=38,
        template="own",
        change="Take a warm bath before.",
        done="own.warm_bath",
        outcome="pain",
        better=-1,
        rounds=40,
        first=72,
        chance=0.336,
        lifts={},
        partnered=False,
        back=frozenset({9, 30}),
    ),
    Course(
        number=3,
        template="talking",
        change="Afterwards, talk for about ten minutes. "
        "Say one thing that was good and one you wish for, and ask the same.",
        done="talked_after",
        outcome="mood_next_day",
        better=1,
        rounds=24,
        first=122,
        chance=0.75,
        lifts={},
        back=frozenset({6}),
    ),
)


def lived(
    encounters: Sequence[Entry], early: datetime, courses: Sequence[Course] = COURSES
) -> tuple[list[Entry], tuple[Experiment, ...]]:
    """The encounters as they came out under the draw, and the experiments.

    `encounters` stand in time order; `early` is the moment (UTC) at which the draw of the one that runs was looked at.
    """
    told = list(encounters)
    experiments = tuple(_run(course, told, early) for course in courses)
    return told, experiments


def _run(course: Course, told: list[Entry], early: datetime) -> Experiment:
    """Live through one experiment; what an entry says under the draw takes its place in `told`."""
    chance = random.Random(course.seed)  # noqa: S311  an invented person, not a secret
    draws: list[Draw] = []
    outside: list[str] = []
    last = told[course.first]
    for index in range(course.first, len(told)):
        if len(draws) == course.rounds:
            break
        entry = told[index]
        if course.partnered and entry.value("company") == "alone":
            continue
        last = entry
        went = _went(len(draws), course, chance)
        if went is not _Went.OUTSIDE:
            draws.append(_draw(course, len(draws), entry, went, chance))
        if went is _Went.DRAWN:
            told[index] = _under_the_draw(entry, draws[-1], course, chance)
        else:
            outside.append(entry.id)
    over = len(draws) == course.rounds
    if not over:
        draws.append(Draw(place=len(draws), arm=drawn_arm(course.seed, len(draws)), revealed=early))
    return Experiment(
        id=str(UUID(bytes=sha256(b"experiment" + bytes.fromhex(course.seed)).digest()[:16], version=4)),
        template=course.template,
        change=course.change,
        outcome=course.outcome,
        better=course.better,
        rounds=course.rounds,
        seed=course.seed,
        begun=told[course.first].at.instant().astimezone(UTC) - timedelta(hours=6),
        draws=tuple(draws),
        outside=tuple(outside),
        ended=last.recorded.astimezone(UTC) if over else None,
        end_reason=EndReason.FINISHED if over else None,
        chance=course.chance,
    )


def _went(place: int, course: Course, chance: random.Random) -> _Went:
    if place in course.back:
        return _Went.BACK
    # The last round is one that counts, so that it ends with it.
    return _Went.OUTSIDE if place < course.rounds - 1 and chance.random() < 0.08 else _Went.DRAWN


def _draw(course: Course, place: int, entry: Entry, went: _Went, chance: random.Random) -> Draw:
    """Looked at some time before, and either lived through or put back."""
    arm = drawn_arm(course.seed, place)
    revealed = entry.at.instant().astimezone(UTC) - timedelta(minutes=chance.randint(20, 120))
    strays = 6 if arm is Arm.CHANGE else 0  # as usual is whatever one does
    weights = (84, strays, strays, 4)
    how = chance.choices((Compliance.AS_DRAWN, Compliance.PARTLY, Compliance.OTHERWISE, None), weights)[0]
    if went is _Went.BACK:
        return Draw(place=place, arm=arm, revealed=revealed, void=GIVEN_BACK)
    return Draw(place=place, arm=arm, revealed=revealed, entry=entry.id, compliance=how)


def _under_the_draw(entry: Entry, draw: Draw, course: Course, chance: random.Random) -> Entry:
    """The entry of a round: on one of the change it was done, unless it went otherwise; as usual stays as it was."""
    if draw.arm is Arm.USUAL:
        return entry
    done = draw.compliance is not Compliance.OTHERWISE
    if bool(entry.value(course.done)) is done:
        return replace(entry, values={**entry.values, course.done: done})
    values: Values = {**entry.values, course.done: done}
    if not done and values.get("what_helped") == ("being_held",):
        values["what_helped"] = ("time_alone",)
    moves = dict(_moves(course, chance, up=done))
    added = tuple(replace(one, values=dict(_moved(one.values, moves, course))) for one in entry.added)
    return replace(entry, values=values, added=added)


def _moves(course: Course, chance: random.Random, *, up: bool) -> Iterator[tuple[str, int]]:
    """Whole steps that come out as many as the change does on average."""
    for measure, (steps, _, _) in course.lifts.items():
        step = (1 if steps > 0 else -1) * (1 if up else -1)
        yield measure, step if chance.random() < abs(steps) else 0


def _moved(values: Mapping[str, Value], moves: Mapping[str, int], course: Course) -> Iterator[tuple[str, Value]]:
    for measure, value in values.items():
        if measure in moves and isinstance(value, int):
            _, lowest, highest = course.lifts[measure]
            yield measure, min(max(value + moves[measure], lowest), highest)
        else:
            yield measure, value
