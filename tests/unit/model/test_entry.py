"""When an entry was, and what it holds."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from aftercare.model.entry import NOTE_LIMIT, Addition, Entry, EntryKind, Precision, When, zone_info
from aftercare.model.errors import BadValue

AT = When(datetime(2026, 11, 20, 23, 40), "Europe/Berlin", Precision.INSTANT)
ID = "11111111-2222-4333-8444-555555555555"
RECORDED = datetime(2026, 11, 20, 22, 45, tzinfo=UTC)


def entry(**more: object) -> Entry:
    fields: dict[str, object] = {"id": ID, "kind": EntryKind.ENCOUNTER, "at": AT, "recorded": RECORDED, "values": {}}
    return Entry(**(fields | more))  # type: ignore[arg-type]


def test_a_time_stands_as_it_was_lived_and_knows_its_moment() -> None:
    assert AT.day == date(2026, 11, 20)
    assert AT.instant() == datetime(2026, 11, 20, 22, 40, tzinfo=UTC)


def test_where_no_zone_was_kept_the_one_given_is_used() -> None:
    local = When(datetime(2026, 7, 1, 12, 0), None, Precision.LOCAL)
    assert local.instant("Europe/Berlin") == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    assert local.instant() == datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["+02:00", "-11:30", "+00:00"])
def test_an_offset_is_a_zone(zone: str) -> None:
    sign = -1 if zone[0] == "-" else 1
    hours, minutes = int(zone[1:3]), int(zone[4:])
    assert zone_info(zone) == timezone(sign * timedelta(hours=hours, minutes=minutes))


@pytest.mark.parametrize("zone", ["Mars/Base", "+25:00", "", "../etc/passwd", "+2:00"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(BadValue):
        zone_info(zone)


@pytest.mark.parametrize(
    ("local", "zone", "precision"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), None, Precision.LOCAL),
        (datetime(2026, 1, 1), None, Precision.INSTANT),
        (datetime(2026, 1, 1), "Europe/Berlin", Precision.LOCAL),
        (datetime(2026, 1, 1), "Europe/Berlin", Precision.DAY),
    ],
)
def test_an_exact_time_has_a_zone_and_only_an_exact_time(
    local: datetime, zone: str | None, precision: Precision
) -> None:
    with pytest.raises(BadValue):
        When(local, zone, precision)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "1"},
        {"id": ID.upper().replace("1", "A")},
        {"recorded": datetime(2026, 1, 1)},
        {"note": ""},
        {"note": "x" * (NOTE_LIMIT + 1)},
    ],
)
def test_an_entry_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        entry(**wrong)


def test_the_answer_of_the_day_after_stands_beside_the_entry_with_its_own_time() -> None:
    later = RECORDED + timedelta(days=1)
    grown = entry(values={"pain": 4, "tears": 1}).with_addition(Addition(later, {"mood_next_day": 1, "pain": 5}))
    assert grown.values == {"pain": 4, "tears": 1}
    assert grown.value("mood_next_day") == 1
    assert grown.value("pain") == 5
    assert grown.value("cramps") is None
    assert grown.all_values() == {"pain": 5, "tears": 1, "mood_next_day": 1}
    assert grown.added[0].recorded == later
