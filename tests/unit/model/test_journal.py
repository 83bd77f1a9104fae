"""A journal is a value: a write makes a new one, in the order of time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import NotThere
from aftercare.model.journal import Journal
from aftercare.model.person import Person

BEGIN = datetime(2026, 1, 1, 12)


def entry(number: int, day: int, kind: EntryKind = EntryKind.ENCOUNTER) -> Entry:
    return Entry(
        id=str(UUID(int=number)),
        kind=kind,
        at=When(BEGIN + timedelta(days=day), None, Precision.LOCAL),
        recorded=datetime(2026, 6, 1, tzinfo=UTC),
        values={"pain": number},
    )


def ids(journal: Journal) -> list[int]:
    return [UUID(one.id).int for one in journal.entries]


def test_entries_stand_in_the_order_of_their_time_however_they_came() -> None:
    empty = Journal(person=Person(birth_year=1990))
    journal = empty.with_entries([entry(1, 5), entry(2, 1)]).with_entries([entry(3, 3)]).with_entries([entry(4, 9)])
    assert ids(journal) == [2, 3, 1, 4]
    assert empty.entries == ()
    assert journal.version == 3


def test_an_entry_of_the_same_id_replaces_the_old_one() -> None:
    journal = Journal(person=Person(birth_year=1990)).with_entries([entry(1, 1), entry(2, 2)])
    assert ids(journal.with_entries([entry(1, 5)])) == [2, 1]


def test_entries_can_be_found_and_taken_away() -> None:
    day = entry(3, 3, EntryKind.DAY)
    journal = Journal(person=Person(birth_year=1990)).with_entries([entry(1, 1), entry(2, 2), day])
    assert [one.kind for one in journal.check_ins()] == [EntryKind.DAY]
    assert len(list(journal.encounters())) == 2
    assert journal.entry(day.id) == day
    assert ids(journal.without_entries([day.id])) == [1, 2]
    with pytest.raises(NotThere):
        journal.without_entries([day.id]).entry(day.id)
