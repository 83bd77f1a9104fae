"""The written form of an entry is exactly the one the design states, and nothing else is read."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import BadValue, NewerVault
from aftercare.model.wire import entry_from_json, entry_from_object, entry_to_json, entry_to_object, time_from_text

WRITTEN: dict[str, Any] = {
    "v": 1,
    "id": "11111111-2222-4333-8444-555555555555",
    "kind": "encounter",
    "at": {"local": "2026-11-20T23:40", "zone": "Europe/Berlin", "precision": "instant"},
    "recorded": "2026-11-20T22:45:00Z",
    "values": {"pain": 3, "tears": 1, "feelings": ["sad", "close"], "pain_sites": {"vulva": 4}, "lubricant": False},
    "added": [{"recorded": "2026-11-21T08:00:00Z", "values": {"mood_next_day": 1}}],
    "note": "a word",
    "source": None,
}


def test_the_form_of_the_design_is_read_and_written_the_same() -> None:
    entry = entry_from_object(WRITTEN)
    assert entry.values["feelings"] == ("sad", "close")
    assert entry.at == When(datetime(2026, 11, 20, 23, 40), "Europe/Berlin", Precision.INSTANT)
    assert json.loads(entry_to_json(entry)) == WRITTEN


def test_a_day_is_written_without_an_hour() -> None:
    entry = Entry(
        id=WRITTEN["id"],
        kind=EntryKind.DAY,
        at=When(datetime(2026, 11, 20), None, Precision.DAY),
        recorded=datetime(2026, 11, 20, tzinfo=UTC),
        values={},
    )
    assert entry_to_object(entry)["at"] == {"local": "2026-11-20", "zone": None, "precision": "day"}


@pytest.mark.parametrize("seconds", ["2026-11-20T23:40:05", "2026-11-20T23:40:05.250000"])
def test_seconds_are_kept_when_there_are_any(seconds: str) -> None:
    written = WRITTEN | {"at": WRITTEN["at"] | {"local": seconds}}
    assert entry_to_object(entry_from_object(written))["at"]["local"] == seconds


@pytest.mark.parametrize("key", ["v", "id", "kind", "at", "recorded", "values"])
def test_a_missing_part_is_named(key: str) -> None:
    with pytest.raises(BadValue):
        entry_from_object({name: value for name, value in WRITTEN.items() if name != key})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("surprise", 1),
        ("v", 0),
        ("kind", "party"),
        ("kind", ["encounter"]),
        ("at", {"local": "2026-11-20", "zone": None}),
        ("at", {"local": "2026-11-20", "zone": None, "precision": "instant"}),
        ("at", {"local": "2026-11-20T10:00", "zone": None, "precision": "day"}),
        ("at", {"local": "2026-11-20T10:00+02:00", "zone": None, "precision": "local"}),
        ("at", {"local": 5, "zone": None, "precision": "day"}),
        ("recorded", "2026-11-20T22:45:00"),
        ("recorded", "2026-11-20T22:45:00+00:00"),
        ("values", []),
        ("values", {"pain": None}),
        ("values", {"feelings": [1]}),
        ("values", {"pain_sites": {"vulva": 1.5}}),
        ("values", {"pain_sites": {"vulva": True}}),
        ("added", {}),
        ("added", [{"recorded": "2026-11-21T08:00:00Z"}]),
        ("note", 5),
        ("note", ""),
        ("source", {"app": "daylio"}),
        ("source", {"app": "daylio", "import": "a", "row": "b", "words": {"mood": 1}}),
        ("changed", "soon"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(key: str, value: object) -> None:
    with pytest.raises(BadValue) as caught:
        entry_from_object(WRITTEN | {key: value})
    assert caught.value.sentence.endswith(".")


def test_an_entry_of_a_newer_version_says_so() -> None:
    with pytest.raises(NewerVault):
        entry_from_object(WRITTEN | {"v": 2})


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"v": NaN}', "[" * 100_000, b"\xff"])
def test_what_is_no_entry_at_all_is_refused(text: str | bytes) -> None:
    with pytest.raises(BadValue):
        entry_from_json(text)


def test_a_moment_must_be_in_utc() -> None:
    assert time_from_text("2026-11-20T22:40:05Z", "at") == datetime(2026, 11, 20, 22, 40, 5, tzinfo=UTC)
    for wrong in ("2026-11-20T22:40:05+01:00", "now", None, 5):
        with pytest.raises(BadValue):
            time_from_text(wrong, "at")
