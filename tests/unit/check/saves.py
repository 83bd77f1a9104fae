"""Entries, journals and outlines for the tests of screening."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action, Screening
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.person import Dated, Person

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def entry(
    values: Mapping[str, Value],
    ago: timedelta = timedelta(minutes=5),
    *,
    number: int = 1,
    kind: EntryKind = EntryKind.ENCOUNTER,
) -> Entry:
    at = NOW - ago
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=kind,
        at=When(at.replace(tzinfo=None), "UTC", Precision.INSTANT),
        recorded=at,
        values=values,
    )


def journal(*entries: Entry, organs: tuple[str, ...] | None = None, **answers: Value) -> Journal:
    told: dict[str, Value] = dict(answers) if organs is None else {**answers, "organs": organs}
    person = Person(
        birth_year=1990, answers={name: Dated(value, NOW - timedelta(days=1)) for name, value in told.items()}
    )
    return Journal(person=person).with_entries(entries)


def fired(screening: Screening) -> dict[str, Action]:
    return {flag.rule: flag.action for flag in screening.fired}
