"""An entry survives being written down and read again, whatever it holds."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, Source, When
from aftercare.model.errors import UserError
from aftercare.model.measure import SCALE_MAXIMUM, Kind, Measure, Value
from aftercare.model.wire import entry_from_json, entry_from_object, entry_to_json, entry_to_object

MEASURES = load_knowledge().measures
QUICK = settings(max_examples=150, deadline=None, derandomize=True)
_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60).filter(str.strip)


def values_of(measure: Measure) -> st.SearchStrategy[Value]:
    """Any value that fits the measure."""
    options = st.sampled_from(measure.option_ids or ("-",))
    made: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.YES_NO: st.booleans(),
        Kind.STEPS: st.integers(0, max(len(measure.options) - 1, 0)),
        Kind.SCALE: st.integers(0, SCALE_MAXIMUM),
        Kind.CHOICE: options,
        Kind.CHOICES: st.sets(options, min_size=1, max_size=5).map(
            lambda chosen: tuple(option for option in measure.option_ids if option in chosen)
        ),
        Kind.NUMBER: st.one_of(
            st.integers(int(measure.minimum or 0) + 1, int(measure.maximum or 2)),
            st.floats(measure.minimum or 0, measure.maximum or 2, allow_nan=False),
        ),
        Kind.DURATION: st.integers(0, int(measure.maximum or 1440)),
        Kind.DATE: st.dates().map(lambda day: day.isoformat()),
        Kind.SITES: st.dictionaries(options, st.integers(0, SCALE_MAXIMUM), min_size=1, max_size=6),
        Kind.TEXT: _text.map(str.strip),
    }
    return made[measure.kind]


@st.composite
def values(draw: st.DrawFn) -> dict[str, Value]:
    chosen = draw(st.sets(st.sampled_from(sorted(MEASURES)), max_size=6))
    return {measure_id: draw(values_of(MEASURES[measure_id])) for measure_id in sorted(chosen)}


_moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))
_utc = _moments.map(lambda moment: moment.replace(tzinfo=UTC))


@st.composite
def whens(draw: st.DrawFn) -> When:
    precision = draw(st.sampled_from(Precision))
    local = draw(_moments)
    if precision is Precision.DAY:
        local = local.replace(hour=0, minute=0, second=0, microsecond=0)
    zone = draw(st.sampled_from(["Europe/Berlin", "+05:30", "-11:00"])) if precision is Precision.INSTANT else None
    return When(local, zone, precision)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    words = st.dictionaries(_text, _text, max_size=2)
    source = st.builds(Source, app=_text, import_id=_text, row=_text, words=words)
    return Entry(
        id=str(draw(st.uuids())),
        kind=draw(st.sampled_from(EntryKind)),
        at=draw(whens()),
        recorded=draw(_utc),
        values=draw(values()),
        added=tuple(draw(st.lists(st.builds(Addition, _utc, values()), max_size=2))),
        note=draw(st.none() | _text),
        source=draw(st.none() | source),
        changed=draw(st.none() | _utc),
        left_out=draw(st.booleans()),
        letter=draw(st.none() | _text),
    )


@QUICK
@given(entries())
def test_an_entry_written_and_read_is_the_same_entry(entry: Entry) -> None:
    text = entry_to_json(entry)
    assert entry_from_json(text) == entry
    assert entry_to_json(entry_from_json(text)) == text
    assert entry_from_object(json.loads(json.dumps(entry_to_object(entry)))) == entry


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_value_of_every_kind_survives_and_still_fits_its_measure(kind: Kind, data: st.DataObject) -> None:
    of_kind = sorted(measure.id for measure in MEASURES.values() if measure.kind is kind)
    measure = MEASURES[data.draw(st.sampled_from(of_kind or ["last_period"]))]
    value = data.draw(values_of(measure))
    at = When(datetime(2026, 1, 1), None, Precision.DAY)
    entry = Entry(
        id="0" * 8 + "-0000-0000-0000-" + "0" * 12,
        kind=EntryKind.DAY,
        at=at,
        recorded=datetime(2026, 1, 1, tzinfo=UTC),
        values={measure.id: value},
    )
    kept = entry_from_json(entry_to_json(entry)).values[measure.id]
    assert kept == value
    assert type(kept) is type(value)
    assert measure.check(kept) == value


def test_every_kind_has_a_measure() -> None:
    assert {measure.kind for measure in MEASURES.values()} == set(Kind)


@QUICK
@given(entries(), st.data())
def test_a_damaged_entry_gives_a_sentence_and_never_a_crash(entry: Entry, data: st.DataObject) -> None:
    text = entry_to_json(entry)
    at = data.draw(st.integers(0, len(text)))
    damaged = text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 9)) :]
    try:
        read = entry_from_json(damaged)
    except UserError:
        return
    assert entry_from_json(entry_to_json(read)) == read


@QUICK
@given(
    entries(), st.sampled_from(["v", "id", "kind", "at", "recorded", "values", "added", "note", "source"]), st.data()
)
def test_a_part_of_another_type_is_refused_with_a_sentence(entry: Entry, part: str, data: st.DataObject) -> None:
    written = entry_to_object(entry)
    odd = st.one_of(st.integers(2, 9), st.just([1]), st.just({"a": None}), st.just("x"), st.just(1.5))
    written[part] = data.draw(odd)
    try:
        read = entry_from_object(written)
    except UserError as error:
        assert error.sentence.endswith(".")
        return
    assert entry_from_json(entry_to_json(read)) == read


@QUICK
@given(_utc, st.timedeltas(timedelta(0), timedelta(days=1)))
def test_moments_keep_their_order_when_written(moment: datetime, later: timedelta) -> None:
    from aftercare.model.wire import time_from_text, time_to_text

    assert time_from_text(time_to_text(moment), "at") == moment
    assert time_from_text(time_to_text(moment + later), "at") >= time_from_text(time_to_text(moment), "at")
