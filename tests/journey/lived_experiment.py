"""A person's months with an experiment, seeded, so that every run is the same.

Written straight into the vault, with the arms as the seed draws them: that logging and revealing lead to the same is
what the use cases' own tests hold, and this is many times faster.
"""

import random
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aftercare.experiments.draw import arm
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.experiment import Arm, Compliance, Draw, Experiment
from aftercare.usecases import experiments as use
from aftercare.vault import Session

BETWEEN = timedelta(days=2)
SEED = "5e" * 32


def note(session: Session, now: datetime, **values: int) -> Entry:
    """Write an encounter of that moment down."""
    entry = Entry(
        id=str(uuid.UUID(int=random.Random(now.isoformat()).getrandbits(128), version=4)),
        kind=EntryKind.ENCOUNTER,
        at=When(now.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0), "UTC", Precision.INSTANT),
        recorded=now.astimezone(UTC),
        values=values,
    )
    session.add(entry)
    return entry


def months_before(session: Session, until: datetime, times: int = 14) -> None:
    """Encounters without an experiment, with pain that goes up and down."""
    chance = random.Random(1)
    for number in range(times, 0, -1):
        note(session, until - number * BETWEEN, pain=chance.choice((2, 3, 4, 5, 5, 6)), mood_after=chance.randint(1, 4))


def begun(session: Session, now: datetime, rounds: int = 24, seed: str = SEED) -> Experiment:
    """The lubricant, hoping for less pain."""
    plan = use.Plan(template="lubricant", change="", outcome="pain", better=-1, rounds=rounds, chance=0.56)
    return use.begin(session, load_knowledge(), plan, now, seed)


def lived(session: Session, rounds: int, *, helps: int = 3, said: bool = True) -> datetime:
    """So many rounds of the one that runs; with the change pain is `helps` points milder. When the last of them was."""
    chance = random.Random(2)
    one = session.journal.experiments[-1]
    now, draws = one.begun, []
    for number in range(rounds):
        now += BETWEEN
        drawn = arm(one.seed, number)
        milder = helps if drawn is Arm.CHANGE else 0
        entry = note(
            session, now, pain=max(0, chance.choice((3, 4, 5, 5, 6)) - milder), mood_after=chance.randint(1, 4)
        )
        draws.append(
            Draw(
                place=number,
                arm=drawn,
                revealed=now - timedelta(hours=3),
                entry=entry.id,
                compliance=_said(number) if said else None,
            )
        )
    others = session.journal.experiments[:-1]
    session.put_experiments((*others, use.settled(replace(one, draws=tuple(draws)), session.journal, load_knowledge())))
    return now


def _said(number: int) -> Compliance:
    """Mostly as drawn, now and then not."""
    if number % 11 == 5:
        return Compliance.OTHERWISE
    return Compliance.PARTLY if number % 7 == 3 else Compliance.AS_DRAWN
