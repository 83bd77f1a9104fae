"""Whatever a journal holds, exporting and reading it back gives the same journal."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftercare.exporters.json_export import export_json, read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, Source, When
from aftercare.model.errors import UserError
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.journal import ImportRecord, Journal, entry_order
from aftercare.model.measure import Form, Kind, Measure, Phase, Role, Value
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Dated, Person
from aftercare.model.settings import Settings

CATALOGUE = load_knowledge().measures
OWN = Measure(
    id="own.tea",
    question="Tea?",
    label="Tea",
    kind=Kind.NUMBER,
    phase=Phase.BEFORE,
    form=Form.MORE,
    role=Role.FACTOR,
    minimum=0,
    maximum=12.5,
    unit="cups",
)
MEASURES = {**CATALOGUE, OWN.id: OWN}
TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != "" and "\0" not in text)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
LOCAL = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))


def values_of(measure: Measure) -> st.SearchStrategy[Value]:
    """Any value the measure takes, in the form it is kept in."""
    scale = st.integers(0, 10)
    options = st.sampled_from(measure.option_ids or ("",))
    lowest, highest = measure.minimum or 0, measure.maximum or 0
    made: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.YES_NO: st.booleans(),
        Kind.STEPS: st.integers(0, max(len(measure.options) - 1, 0)),
        Kind.SCALE: scale,
        Kind.CHOICE: options,
        Kind.CHOICES: st.sets(options, min_size=1).map(tuple),
        Kind.NUMBER: st.floats(lowest, highest) | st.integers(int(lowest), int(highest)),
        Kind.DURATION: st.integers(0, int(measure.maximum or 24 * 60)),
        Kind.DATE: st.dates().map(lambda day: day.isoformat()),
        Kind.SITES: st.dictionaries(options, scale, min_size=1, max_size=4),
        Kind.TEXT: TEXTS,
    }
    return made[measure.kind].map(measure.check)


@st.composite
def told(draw: st.DrawFn, phases: frozenset[Phase]) -> dict[str, Value]:
    fitting = [measure for measure in MEASURES.values() if measure.phase in phases]
    picked = draw(st.lists(st.sampled_from(fitting), max_size=5, unique_by=lambda measure: measure.id))
    return {measure.id: draw(values_of(measure)) for measure in picked}


@st.composite
def times(draw: st.DrawFn) -> When:
    local, precision = draw(LOCAL), draw(st.sampled_from(Precision))
    if precision is Precision.DAY:
        return When(local.replace(hour=0, minute=0, second=0, microsecond=0), None, precision)
    zone = (
        draw(st.sampled_from(["Europe/Berlin", "+02:00", "Asia/Kolkata"])) if precision is Precision.INSTANT else None
    )
    return When(local, zone, precision)


ENTRY_VALUES = told(frozenset(Phase) - {Phase.PERSON})
ENTRIES = st.builds(
    Entry,
    id=st.uuids(version=4).map(str),
    kind=st.sampled_from(EntryKind),
    at=times(),
    recorded=MOMENTS,
    values=ENTRY_VALUES,
    added=st.lists(st.builds(Addition, MOMENTS, ENTRY_VALUES), max_size=2).map(tuple),
    note=st.none() | TEXTS,
    source=st.none()
    | st.builds(Source, app=TEXTS, import_id=TEXTS, row=TEXTS, words=st.dictionaries(TEXTS, TEXTS, max_size=2)),
    changed=st.none() | MOMENTS,
    left_out=st.booleans(),
    letter=st.none() | TEXTS,
)
NOTICES = st.builds(
    Notice, kind=st.sampled_from(NoticeKind), subject=TEXTS, at=MOMENTS, until=st.none() | MOMENTS, detail=st.text()
)
IMPORTS = st.builds(
    ImportRecord,
    id=TEXTS,
    app=TEXTS,
    at=MOMENTS,
    file_hash=TEXTS,
    rows_read=st.integers(0, 10**6),
    entries_added=st.integers(0, 10**6),
    duplicates=st.integers(0, 10**6),
    unknown=st.dictionaries(TEXTS, st.integers(0, 99), max_size=2),
    first_day=st.none() | st.just("2026-01-01"),
)

FACTS = st.builds(
    Fact,
    finding=st.sampled_from(["fever", "unwanted_sex"]) | TEXTS,
    status=st.sampled_from(Status),
    time=st.sampled_from(FactTime),
    origin=st.sampled_from(Origin),
    at=st.none() | MOMENTS,
    quote=st.none() | TEXTS,
)


@st.composite
def journals(draw: st.DrawFn) -> Journal:
    entries = draw(st.lists(ENTRIES, max_size=6, unique_by=lambda entry: entry.id))
    ids = [entry.id for entry in entries]
    waiting = draw(st.frozensets(st.sampled_from(ids))) if ids else frozenset[str]()
    answers = draw(told(frozenset({Phase.PERSON})))
    return Journal(
        person=Person(birth_year=1990, answers={key: Dated(value, draw(MOMENTS)) for key, value in answers.items()}),
        entries=tuple(sorted(entries, key=entry_order)),
        own_measures=(OWN,),
        settings=draw(
            st.builds(
                Settings,
                day_turns_at=st.integers(0, 12),
                zone=st.just("Europe/Berlin"),
                main_outcome=st.none() | TEXTS,
                suspects=st.lists(TEXTS, max_size=3).map(tuple),
                swapped_in=st.lists(st.sampled_from(["tears", "touch:hands"]), unique=True).map(tuple),
                swapped_out=st.lists(st.sampled_from(["pain", "own.tea"]), unique=True).map(tuple),
                pregnancy_matters=st.none() | st.booleans(),
                day_after_card=st.booleans(),
            )
        ),
        notices=tuple(draw(st.lists(NOTICES, max_size=3))),
        imports=tuple(draw(st.lists(IMPORTS, max_size=2))),
        answers=tuple(
            replace(fact, entry=draw(st.sampled_from([None, *ids]))) for fact in draw(st.lists(FACTS, max_size=3))
        ),
        waiting=waiting,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journals())
def test_a_whole_journal_comes_back_as_it_was(journal: Journal) -> None:
    data = export_json(journal, CATALOGUE, include_private=True, include_left_out=True)
    read = read_export(data, CATALOGUE)
    assert read.journal == journal
    assert read.without == ()
    assert export_json(read.journal, CATALOGUE, include_private=True, include_left_out=True) == data


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journals())
def test_what_stays_private_is_nowhere_in_the_file_and_the_rest_is_all_there(journal: Journal) -> None:
    data = export_json(journal, CATALOGUE, include_private=False, include_left_out=False)
    read = read_export(data, CATALOGUE)
    assert read.without == ("private", "left_out")
    private = {measure.id for measure in CATALOGUE.values() if measure.private}
    kept = [entry for entry in journal.entries if not entry.left_out]
    assert [entry.id for entry in read.journal.entries] == [entry.id for entry in kept]
    for before, after in zip(kept, read.journal.entries, strict=True):
        public = {key: value for key, value in before.all_values().items() if key not in private}
        assert after.all_values() == public
        assert replace(after, values={}, added=(), source=None) == replace(before, values={}, added=(), source=None)
    assert not [notice for notice in read.journal.notices if notice.kind.value.startswith("flag")]
    told = {gives.finding for measure in CATALOGUE.values() if measure.private for gives in measure.gives}
    assert read.journal.answers == tuple(
        fact
        for fact in journal.answers
        if fact.finding not in told and fact.entry in (None, *(entry.id for entry in kept))
    )
    assert not private & {key for entry in json.loads(data)["entries"] for key in entry["values"]}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_other_file_is_refused_with_one_sentence(data: bytes) -> None:
    try:
        read_export(data, CATALOGUE, name="notes.json")
    except UserError as refused:
        assert str(refused).startswith("notes.json: ")
        assert "\n" not in str(refused)
    else:
        raise AssertionError("it was taken for an export")
