"""What a journal says of itself: findings counted over its entries, offered as "from your journal"."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from aftercare.check.screening import journal_facts
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.fact import Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.person import Person

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def found(told: Sequence[Mapping[str, Value]], kind: EntryKind = EntryKind.ENCOUNTER) -> set[str]:
    """The findings that a journal of these entries, one each three days, gives as present."""
    entries = []
    for number, values in enumerate(told):
        at = NOW - timedelta(days=3 * (len(told) - number))
        entries.append(
            Entry(
                id=f"00000000-0000-4000-8000-{number:012d}",
                kind=kind,
                at=When(at.replace(tzinfo=None), "UTC", Precision.INSTANT),
                recorded=at,
                values=dict(values),
            )
        )
    journal = Journal(person=Person(birth_year=1990)).with_entries(entries)
    facts = journal_facts(load_knowledge(), journal, (), NOW)
    return {fact.finding for fact in facts if fact.status is Status.PRESENT and fact.origin is Origin.JOURNAL}


CRIED: Mapping[str, Value] = {"tears": 2, "tears_kind": "sad"}
DRY: Mapping[str, Value] = {"tears": 0, "mood_after": 4}


def test_tears_only_where_there_was_an_orgasm_are_said_to_come_after_orgasm_only() -> None:
    """Four with an orgasm and tears, four without either."""
    told = [{**CRIED, "orgasm": 1}] * 4 + [{**DRY, "orgasm": 0}] * 4
    assert "only_after_orgasm" in found(told)


@pytest.mark.parametrize(
    "told",
    [
        [{**CRIED, "orgasm": 1}] * 4 + [{**DRY, "orgasm": 0}] * 2,
        [{**CRIED, "orgasm": 1}] * 4 + [{**DRY, "orgasm": 0}] * 4 + [{**CRIED, "orgasm": 0}] * 2,
        [{**CRIED, "orgasm": 1}] * 2 + [{**DRY, "orgasm": 0}] * 4,
        [CRIED] * 8,
    ],
    ids=["too few without", "also without", "too few with", "orgasm never told"],
)
def test_too_little_or_another_picture_says_nothing(told: list[Mapping[str, Value]]) -> None:
    """A count that is not reached leaves the finding unknown."""
    assert "only_after_orgasm" not in found(told)


def test_tears_with_somebody_and_never_alone() -> None:
    """Told apart by company."""
    told = [{**CRIED, "company": "one"}] * 4 + [{**DRY, "company": "alone"}] * 4
    assert "not_when_alone" in found(told)
    assert "also_when_alone" not in found(told)


def test_tears_late_in_the_cycle_only() -> None:
    """By the day of the cycle that was logged."""
    told = [{**CRIED, "cycle_day": 25}] * 3 + [{**DRY, "cycle_day": 8}] * 4
    assert "premenstrual_timing" in found(told)
    assert "premenstrual_timing" not in found([*told, *[{**CRIED, "cycle_day": 7}] * 2])
