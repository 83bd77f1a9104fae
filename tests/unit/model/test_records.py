"""The journal's other records survive being written down, and a wrong one is refused by field."""

import json
from datetime import UTC, datetime

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import BadValue
from aftercare.model.journal import ImportRecord
from aftercare.model.measure import Measure
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Dated, Person
from aftercare.model.records import from_object, to_object
from aftercare.model.settings import Device, Settings

NOW = datetime(2026, 11, 20, 22, 45, tzinfo=UTC)
RECORDS = [
    Person(birth_year=1990, answers={"organs": Dated(("vagina", "uterus"), NOW), "cycle_length": Dated(28, NOW)}),
    Settings(day_turns_at=5, zone="Europe/Berlin", suspects=("alcohol",), pregnancy_matters=False),
    Settings(swapped_in=("touch:hands", "own.candles"), swapped_out=("pain",)),
    Device(country="DE", theme="dark"),
    Notice(kind=NoticeKind.FLAG_QUIETED, subject="RF28", at=NOW, until=NOW, detail="seen_someone"),
    ImportRecord(
        id="i", app="daylio", at=NOW, file_hash="f", rows_read=3, entries_added=2, duplicates=1, unknown={"a": 1}
    ),
    *load_knowledge().measures.values(),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: getattr(record, "id", type(record).__name__))
def test_a_record_written_and_read_is_the_same(record: object) -> None:
    written = json.loads(json.dumps(to_object(record)))
    assert from_object(type(record), written) == record


def test_what_stands_at_its_default_is_not_written() -> None:
    assert to_object(Settings()) == {}
    assert to_object(Settings(day_turns_at=5)) == {"day_turns_at": 5}


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ([], "Settings"),
        ({"surprise": 1}, "Settings"),
        ({"day_turns_at": "four"}, "day_turns_at"),
        ({"day_turns_at": 13}, "day turns at"),
        ({"suspects": "alcohol"}, "suspects"),
        ({"suspects": [1]}, "suspects[0]"),
        ({"swapped_in": ["touch:hands", "touch:hands"]}, "swapped in"),
        ({"swapped_in": ["a thing"]}, "swapped in"),
        ({"swapped_out": [""]}, "swapped out"),
        ({"swapped_in": ["pain"], "swapped_out": ["pain"]}, "swapped out"),
        ({"pregnancy_matters": 1}, "pregnancy_matters"),
    ],
)
def test_a_wrong_field_is_named(written: object, where: str) -> None:
    with pytest.raises(BadValue) as caught:
        from_object(Settings, written)
    assert caught.value.where == where


def test_a_missing_field_is_named() -> None:
    with pytest.raises(BadValue) as caught:
        from_object(Measure, {"id": "thing"})
    assert caught.value.where == "question"


def test_yes_and_no_are_no_texts() -> None:
    """YAML reads an unquoted `No` as false; the strict reader must not let it pass for a label."""
    with pytest.raises(BadValue):
        from_object(Settings, {"zone": False})
