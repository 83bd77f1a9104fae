"""The journal: the value in memory of all that a vault holds (DESIGN 2). A write makes a new one."""

from bisect import bisect, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import NotThere
from aftercare.model.experiment import Experiment
from aftercare.model.fact import Fact
from aftercare.model.interview import Interview, KeptCheck
from aftercare.model.measure import Measure
from aftercare.model.notice import Notice
from aftercare.model.person import Person
from aftercare.model.safety_plan import SafetyPlan
from aftercare.model.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One import, so that it can be shown and undone as one."""

    id: str
    app: str
    at: datetime
    file_hash: str
    rows_read: int
    entries_added: int
    duplicates: int
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Types and words nobody could place, by count."""
    first_day: str | None = None
    last_day: str | None = None
    zone_assumption: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Entries in the order of their time, and all else the vault holds."""

    person: Person
    entries: tuple[Entry, ...] = ()
    own_measures: tuple[Measure, ...] = ()
    settings: Settings = field(default_factory=Settings)
    notices: tuple[Notice, ...] = ()
    imports: tuple[ImportRecord, ...] = ()
    answers: tuple[Fact, ...] = ()
    """Answers to safety questions that the person kept; each stands for its own time only."""
    checks: tuple[KeptCheck, ...] = ()
    """Results of checks that the person chose to keep, oldest first."""
    open_check: Interview | None = None
    """A check that was begun and waits to be gone on with."""
    safety_plan: SafetyPlan | None = None
    """What the person wrote for heavy hours; read by no rule."""
    experiments: tuple[Experiment, ...] = ()
    """Trials of one change on oneself, oldest first; at most one runs."""
    waiting: frozenset[str] = frozenset()
    """Ids of entries that came as letters and are not yet kept: shown, but in no pattern."""
    version: int = 0
    """Goes up with each write; reviews are cached by it."""

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id, or NotThere."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise NotThere("That entry is not here any more.")

    def encounters(self) -> Iterator[Entry]:
        """All encounters, in time order."""
        return (entry for entry in self.entries if entry.kind is EntryKind.ENCOUNTER)

    def check_ins(self) -> Iterator[Entry]:
        """All daily check-ins, in time order."""
        return (entry for entry in self.entries if entry.kind is EntryKind.DAY)

    def with_entries(self, new: Iterable[Entry]) -> "Journal":
        """This journal with entries put in at their time; one of the same id replaces the old."""
        fresh = {entry.id: entry for entry in new}
        kept = [entry for entry in self.entries if entry.id not in fresh]
        if len(fresh) == 1 and kept:
            insort(kept, next(iter(fresh.values())), key=entry_order)
        else:
            kept = sorted([*kept, *fresh.values()], key=entry_order)
        return replace(self, entries=tuple(kept), version=self.version + 1)

    def with_new_entry(self, entry: Entry) -> "Journal":
        """This journal with one entry that is known not to be in it: as `with_entries`, without looking for it."""
        place = bisect(self.entries, entry_order(entry), key=entry_order)
        entries = self.entries[:place] + (entry,) + self.entries[place:]  # noqa: RUF005  half the time for ten years
        return replace(self, entries=entries, version=self.version + 1)

    def without_entries(self, ids: Iterable[str]) -> "Journal":
        """This journal without the entries of these ids."""
        gone = frozenset(ids)
        kept = tuple(entry for entry in self.entries if entry.id not in gone)
        return replace(self, entries=kept, waiting=self.waiting - gone, version=self.version + 1)


def entry_order(entry: Entry) -> tuple[datetime, datetime, str]:
    """Entries stand in the order of their local time, then of writing; the id makes it total."""
    return (entry.at.local, entry.recorded, entry.id)
