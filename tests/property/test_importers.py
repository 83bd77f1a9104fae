"""Whatever file is brought: entries or one clear sentence, never a crash; and twice is never more than once."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftercare.importers.base import Answers, Draft, ImportContext
from aftercare.importers.registry import read_import
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.parse import parse_values
from aftercare.model.entry import EntryKind, Precision
from aftercare.model.errors import UserError
from aftercare.model.wire import entry_from_json, entry_to_json

SAMPLES = Path(__file__).parents[1] / "samples"
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
MEASURES = load_knowledge().measures
APPLE = (SAMPLES / "apple_health" / "synthetic_reproductive_v14.xml").read_bytes()
DAYLIO = (SAMPLES / "daylio" / "parser_test_data.csv").read_bytes()
QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def _zip(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.xml", data)
    return packed.getvalue()


ZIP = _zip(APPLE)


def _read(data: bytes, known: frozenset[str] = frozenset()) -> Draft:
    context = ImportContext(
        measures=MEASURES,
        import_id="i",
        now=NOW,
        known_rows={"apple_health": known, "daylio": known},
        answers=Answers(notes=True),
    )
    return read_import(io.BytesIO(data), context)


def _rows(draft: Draft) -> frozenset[str]:
    return frozenset(row for entry in draft.entries if entry.source for row in entry.source.row.split(","))


@pytest.mark.parametrize("original", [APPLE, DAYLIO, ZIP], ids=["apple", "daylio", "zip"])
@QUICK
@given(
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 30)), max_size=5),
    end=st.floats(0.0, 1.0),
    shorten=st.booleans(),
)
def test_a_damaged_file_gives_a_sentence_and_never_a_crash(
    original: bytes, cuts: list[tuple[float, bytes, int]], end: float, shorten: bool
) -> None:
    data = bytearray(original)
    for place, put, taken in cuts:
        at = int(place * len(data))
        data[at : at + taken] = put
    try:
        draft = _read(bytes(data[: int(end * len(data))] if shorten else data))
    except UserError as error:
        assert error.sentence.endswith(".")
        return
    for entry in draft.entries:
        assert parse_values(MEASURES, entry.values) == entry.values


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_at_all_give_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError):
        _read(data)


_names = st.sampled_from(["rad", "good", "meh", "bad", "awful"])
_cell = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)


@st.composite
def _daylio_row(draw: st.DrawFn) -> list[str]:
    day = draw(st.dates(datetime(2015, 1, 1).date(), datetime(2026, 1, 1).date()))
    hour = draw(st.one_of(st.just(""), st.times().map(lambda t: t.strftime("%H:%M"))))
    return [day.isoformat(), "", "", hour, draw(_names), draw(_cell), draw(_cell), draw(_cell)]


def _csv(rows: list[list[str]]) -> bytes:
    import csv

    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(["full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note"])
    writer.writerows(rows)
    return written.getvalue().encode()


@QUICK
@given(rows=st.lists(_daylio_row(), min_size=1, max_size=12), data=st.data())
def test_a_daylio_file_brought_twice_or_in_parts_adds_each_row_once(rows: list[list[str]], data: st.DataObject) -> None:
    whole = _read(_csv(rows))
    assert _read(_csv(rows), _rows(whole)).entries == ()
    assert _read(_csv(rows + rows)).entries == whole.entries
    part = data.draw(st.integers(1, len(rows)))
    first = _read(_csv(rows[:part]))
    rest = _read(_csv(rows), _rows(first))
    assert {entry.id for entry in first.entries}.isdisjoint(entry.id for entry in rest.entries)
    assert {entry.id for entry in (*first.entries, *rest.entries)} == {entry.id for entry in whole.entries}


_KINDS = ["SexualActivity", "MenstrualFlow", "Headache", "SleepAnalysis", "MoodChanges", "Unheard"]
_VALUES = [
    "HKCategoryValueNotApplicable",
    "HKCategoryValueMenstrualFlowLight",
    "HKCategoryValueVaginalBleedingHeavy",
    "HKCategoryValueSeverityMild",
    "HKCategoryValueSeverityUnspecified",
    "HKCategoryValueSleepAnalysisAsleepCore",
    "HKCategoryValuePresencePresent",
    "5",
]


@st.composite
def _apple_record(draw: st.DrawFn) -> str:
    start = draw(st.datetimes(datetime(2020, 1, 1), datetime(2025, 1, 1))).replace(microsecond=0)
    length = draw(st.sampled_from([0, 60, 3600, 86399, 86400]))
    end = datetime.fromtimestamp(start.replace(tzinfo=UTC).timestamp() + length, UTC)
    return (
        f'<Record type="HKCategoryTypeIdentifier{draw(st.sampled_from(_KINDS))}" sourceName="x" '
        f'startDate="{start:%Y-%m-%d %H:%M:%S} +0100" endDate="{end:%Y-%m-%d %H:%M:%S} +0100" '
        f'value="{draw(st.sampled_from(_VALUES))}"/>'
    )


@QUICK
@given(st.lists(_apple_record(), max_size=25))
def test_an_apple_file_brought_twice_adds_nothing_and_every_entry_can_be_kept(records: list[str]) -> None:
    data = ('<HealthData locale="x">' + "".join(records) + "</HealthData>").encode()
    doubled = ('<HealthData locale="x">' + "".join(records * 2) + "</HealthData>").encode()
    try:
        whole = _read(data)
    except UserError:
        return
    assert _read(data, _rows(whole)).entries == ()
    assert _read(doubled).entries == whole.entries
    for entry in whole.entries:
        assert entry_from_json(entry_to_json(entry)) == entry
        if entry.kind is EntryKind.ENCOUNTER:
            assert set(entry.values) <= {"protection"}
        assert (entry.at.precision is Precision.DAY) == (entry.at.zone is None)
