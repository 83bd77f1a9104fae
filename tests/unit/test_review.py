"""The review: plain counts, the card of the day after, and what was shown before; a pure function of the journal."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, Source, When
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.pattern import Tier
from aftercare.model.person import Person
from aftercare.model.settings import Settings
from aftercare.review import count_back, day_after_due, review_journal, shown_before
from aftercare.usecases.sample_journal import sample_journal

KNOWLEDGE = load_knowledge()
MEASURES = catalogue(KNOWLEDGE)
FRIDAY = datetime(2026, 11, 20, 23, 40)
BERLIN = "Europe/Berlin"


def encounter(number: int, local: datetime = FRIDAY, **values: Value) -> Entry:
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=EntryKind.ENCOUNTER,
        at=When(local, BERLIN, Precision.INSTANT),
        recorded=When(local, BERLIN, Precision.INSTANT).instant(),
        values=values or {"tears": 2},
    )


def journal(*entries: Entry, **changed: object) -> Journal:
    made = Journal(person=Person(birth_year=1990), settings=Settings(zone=BERLIN)).with_entries(entries)
    return Journal(**{field: getattr(made, field) for field in made.__slots__} | changed)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November as the clock in Berlin shows it (one hour ahead of UTC)."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(21, 4, 59), False),
        (at(21, 5), True),
        (at(23, 22), True),
        (at(24, 5), True),
        (at(24, 5, 1), False),
    ],
)
def test_the_morning_after_is_asked_from_five_oclock_for_72_hours(now: datetime, due: bool) -> None:
    held = journal(encounter(1))
    assert day_after_due(held, MEASURES, now) == (held.entries[0].id if due else None)


def test_an_encounter_after_midnight_belongs_to_the_evening_before() -> None:
    """At half past midnight on Saturday it is still Friday night, so the card comes on Saturday morning."""
    held = journal(encounter(1, datetime(2026, 11, 21, 0, 30)))
    assert day_after_due(held, MEASURES, at(21, 4)) is None
    assert day_after_due(held, MEASURES, at(21, 5)) == held.entries[0].id


def test_the_card_goes_once_answered_put_away_or_not_wanted() -> None:
    one = encounter(1)
    answered = one.with_addition(Addition(at(21, 8), {"mood_next_day": 3}))
    away = Notice(kind=NoticeKind.CARD_DISMISSED, subject=one.id, at=at(21, 7))
    assert day_after_due(journal(answered), MEASURES, at(21, 9)) is None
    assert day_after_due(journal(one, notices=(away,)), MEASURES, at(21, 9)) is None
    assert (
        day_after_due(journal(one, settings=Settings(zone=BERLIN, day_after_card=False)), MEASURES, at(21, 9)) is None
    )


def test_an_imported_encounter_asks_nothing() -> None:
    from dataclasses import replace

    imported = replace(encounter(1), source=Source(app="daylio", import_id="i", row="r"))
    assert day_after_due(journal(imported), MEASURES, at(21, 9)) is None


def test_the_latest_encounter_is_the_one_asked_about() -> None:
    held = journal(encounter(1, FRIDAY - timedelta(days=1)), encounter(2))
    assert day_after_due(held, MEASURES, at(21, 9)) == held.entries[1].id


def test_what_was_not_answered_is_not_counted_as_no() -> None:
    held = journal(encounter(1, tears=2), encounter(2, tears=0), encounter(3, pain=5))
    tears = next(count for count in count_back(held, held.entries[0], MEASURES) if count.measure == "tears")
    assert (tears.times, tears.of, tears.last) == (1, 2, date(2026, 11, 20))


def test_only_what_this_entry_recorded_is_counted_back() -> None:
    held = journal(encounter(1, tears=2, pain=6), encounter(2, tears=1))
    assert {count.measure for count in count_back(held, held.entries[1], MEASURES)} == {"tears"}


def test_a_letter_not_yet_kept_is_in_no_count() -> None:
    one, two = encounter(1, tears=2), encounter(2, tears=2)
    held = journal(one, two, waiting=frozenset({two.id}))
    review = review_journal(held, (), KNOWLEDGE, at(21, 9))
    assert review.encounters == 1
    assert next(count.of for count in review.counts if count.measure == "tears") == 1


def test_a_journal_without_entries_has_a_review_too() -> None:
    review = review_journal(journal(), (), KNOWLEDGE, at(21, 9))
    assert (review.encounters, review.check_ins, review.first_day, review.last_day) == (0, 0, None, None)
    assert review.counts == ()
    assert review.patterns.patterns == ()
    assert review.screening.level is None


def test_the_same_journal_gives_the_same_review() -> None:
    held = sample_journal(MEASURES, date(2026, 11, 22))
    now = at(22, 12)
    assert review_journal(held, (), KNOWLEDGE, now) == review_journal(held, (), KNOWLEDGE, now)


def test_the_highest_tier_a_pattern_ever_had_is_remembered() -> None:
    def shown(detail: str) -> Notice:
        return Notice(kind=NoticeKind.PATTERN_SHOWN, subject="sleep_hours > tears", at=at(20, 1), detail=detail)

    held = journal(notices=(shown("likely 160"), shown("hunch 16")))
    remembered = shown_before(held)["sleep_hours", "tears"]
    assert (remembered.tier, remembered.threshold) == (Tier.LIKELY, 160.0)
