"""A journal with experiments, for tests: a vault kept in memory by its session, and a clock that the test moves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.experiment import Draw, Experiment
from aftercare.usecases import experiments as use
from aftercare.usecases import log_entry as log
from aftercare.usecases.drafts import Draft, moment
from aftercare.vault import Session

KNOWLEDGE = load_knowledge()
START = datetime(2026, 9, 1, 20, 0, tzinfo=UTC)
SEED = "0123456789abcdef" * 4
LUBRICANT = use.Plan(template="lubricant", change="", outcome="pain", better=-1, rounds=24)


def entry_id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


@dataclass
class Bench:
    """One person's evening after evening."""

    session: Session
    now: datetime = START
    logged: int = 0

    def later(self, **length: int) -> "Bench":
        self.now += timedelta(**length)
        return self

    @property
    def experiment(self) -> Experiment:
        """As the journal has it now."""
        return use.settled(self.session.journal.experiments[-1], self.session.journal, KNOWLEDGE)

    @property
    def card(self) -> use.HomeCard | None:
        return use.card(self.session.journal, KNOWLEDGE, self.now)

    def begin(self, plan: use.Plan = LUBRICANT) -> Experiment:
        return use.begin(self.session, KNOWLEDGE, plan, self.now, SEED)

    def reveal(self) -> Draw:
        return use.reveal(self.session, KNOWLEDGE, self.now)

    def log(self, *, ago: timedelta = timedelta(), kind: EntryKind = EntryKind.ENCOUNTER, **values: object) -> str:
        """Log something that was so long ago; by default an encounter with a pain of 2."""
        self.logged += 1
        at = (self.now - ago).replace(tzinfo=None)
        filled = values or {"pain": 2}
        draft = Draft(id=entry_id(self.logged), kind=kind, at=moment(at, "UTC"), values=filled)
        log.log_entry(self.session, KNOWLEDGE, draft, self.now)
        return draft.id

    def edit(self, name: str, *, at: datetime | None = None, **values: object) -> None:
        entry = self.entry(name)
        when = entry.at if at is None else moment(at.replace(tzinfo=None), "UTC")
        log.edit_entry(self.session, KNOWLEDGE, name, values=values, note=entry.note or "", at=when, now=self.now)

    def entry(self, name: str) -> Entry:
        return self.session.journal.entry(name)

    def round(self, **values: object) -> str:
        """Reveal, and the next evening log."""
        self.later(hours=20)
        self.reveal()
        self.later(hours=4)
        return self.log(**values)
