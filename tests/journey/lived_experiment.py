"""A person's months with an experiment, lived through the use cases: seeded, so that every run is the same."""

import random
import uuid
from datetime import UTC, datetime, timedelta

from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.experiment import Arm, Compliance, Experiment
from aftercare.usecases import experiments as use
from aftercare.usecases.drafts import Draft
from aftercare.usecases.experiment_offers import Plan
from aftercare.usecases.log_entry import log_entry
from aftercare.vault import Session

BETWEEN = timedelta(days=2)
SEED = "5e" * 32


def note(session: Session, now: datetime, **values: object) -> Entry:
    """Log an encounter of that moment."""
    entry_id = str(uuid.UUID(int=random.Random(now.isoformat()).getrandbits(128), version=4))
    at = When(now.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0), "UTC", Precision.INSTANT)
    log_entry(session, load_knowledge(), Draft(id=entry_id, kind=EntryKind.ENCOUNTER, at=at, values=values), now)
    return session.journal.entry(entry_id)


def months_before(session: Session, until: datetime, times: int = 14) -> None:
    """Encounters without an experiment, with pain that goes up and down."""
    chance = random.Random(1)
    for number in range(times, 0, -1):
        note(session, until - number * BETWEEN, pain=chance.choice((2, 3, 4, 5, 5, 6)), mood_after=chance.randint(1, 4))


def begun(session: Session, now: datetime, rounds: int = 24, seed: str = SEED) -> Experiment:
    """The lubricant, hoping for less pain."""
    plan = Plan(template="lubricant", change="", outcome="pain", better=-1, rounds=rounds, chance=0.56)
    return use.begin(session, load_knowledge(), plan, now, seed)


def lived(session: Session, begins: datetime, rounds: int, *, helps: int = 3, said: bool = True) -> datetime:
    """So many rounds, each revealed and logged; on rounds of the change pain is `helps` points milder. When it ends."""
    chance = random.Random(2)
    knowledge, now = load_knowledge(), begins
    for number in range(rounds):
        now += BETWEEN
        draw = use.reveal(session, knowledge, now - timedelta(hours=3))
        milder = helps if draw.arm is Arm.CHANGE else 0
        entry = note(
            session, now, pain=max(0, chance.choice((3, 4, 5, 5, 6)) - milder), mood_after=chance.randint(1, 4)
        )
        use.after_log(session, knowledge, entry, now)
        if said:
            how = Compliance.PARTLY if number % 7 == 3 else Compliance.AS_DRAWN
            use.comply(session, entry.id, Compliance.OTHERWISE if number % 11 == 5 else how)
    return now
