"""An export taken back: into a fresh journal it brings everything, into the same one nothing, and never half of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from tests.property.test_export_round_trip import journals
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.exporters.json_export import read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.own import NewMeasure
from aftercare.model.entry import Entry, EntryKind, Precision, Source, When
from aftercare.model.errors import BadFile, Conflict, WrongSecret
from aftercare.model.experiment import Arm, Draw, EndReason, Experiment
from aftercare.model.journal import ImportRecord, Journal
from aftercare.model.measure import Kind
from aftercare.model.person import Dated, Person
from aftercare.usecases import export_journal as use
from aftercare.usecases import log_entry
from aftercare.usecases.confirm import confirm_passphrase
from aftercare.usecases.own_measures import define_measure
from aftercare.vault import Session, create_vault, passphrase_step, unlock

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
ADULT = Person(birth_year=1990)


@pytest.fixture(autouse=True)
def _remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)


def fresh(folder: Path) -> Session:
    return create_vault(folder, PASSPHRASE, person=ADULT, now=NOW, recovery=False).session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = fresh(tmp_path / "journal")
    yield opened
    opened.lock()


def entry(number: int, **values: int) -> Entry:
    at = When(datetime(2026, 11, number), None, Precision.DAY)
    entry_id = f"00000000-0000-4000-8000-{number:012d}"
    return Entry(id=entry_id, kind=EntryKind.ENCOUNTER, at=at, recorded=NOW, values=values or {"pain": 2})


def whole(journal: Journal) -> bytes:
    return use.plain_json(journal, KNOWLEDGE, include_private=True, include_left_out=True)


def test_export_into_a_fresh_journal_and_export_again_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the journal holds: waiting marks, imports, own measures, notices, answers, person, settings."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(journals())
    def holds(journal: Journal) -> None:
        with TemporaryDirectory() as place:
            first, second = fresh(Path(place) / "first"), fresh(Path(place) / "second")
            try:
                use.take_export(first, KNOWLEDGE, whole(journal), NOW)
                said = whole(first.journal)
                assert {each.id for each in first.journal.entries} == {each.id for each in journal.entries}
                use.take_export(second, KNOWLEDGE, said, NOW)
                assert whole(second.journal) == said
                again = use.take_export(second, KNOWLEDGE, said, NOW)
                assert (again.added, again.there_already) == (0, len(journal.entries))
                assert whole(second.journal) == said
            finally:
                first.lock()
                second.lock()

    holds()


def test_what_was_taken_back_is_on_disk(tmp_path: Path) -> None:
    """It opens again, with its digest whole and its letters still waiting."""
    taken = Journal(person=ADULT, entries=(entry(1), entry(2)), waiting=frozenset({entry(2).id}))
    session = fresh(tmp_path / "journal")
    assert use.take_export(session, KNOWLEDGE, whole(taken), NOW).added == 2
    session.lock()
    again = unlock(tmp_path / "journal", PASSPHRASE, NOW)
    assert [each.id for each in again.journal.entries] == [entry(1).id, entry(2).id]
    assert again.journal.waiting == {entry(2).id}
    again.lock()


def test_what_is_here_is_never_replaced(session: Session) -> None:
    """An entry edited here, a person described here, stay as they are."""
    mine = replace(entry(1), values={"pain": 7})
    session.add(mine)
    session.put_person(replace(ADULT, answers={"life_stage": Dated("postpartum", NOW)}))
    theirs = Journal(person=Person(birth_year=1980), entries=(entry(1), entry(3)))
    done = use.take_export(session, KNOWLEDGE, whole(theirs), NOW)
    assert (done.added, done.there_already) == (1, 1)
    assert session.journal.entry(mine.id).values == {"pain": 7}
    assert session.journal.person.birth_year == 1990


def test_looking_says_what_would_come_and_writes_nothing(session: Session) -> None:
    theirs = whole(Journal(person=ADULT, entries=(entry(1), replace(entry(4), note="words"))))
    version = session.journal.version
    seen = use.look_at_export(session.journal, KNOWLEDGE, theirs)
    assert (seen.added, seen.notes, seen.first_day, seen.last_day) == (2, 1, "2026-11-01", "2026-11-04")
    assert session.journal.version == version


def test_one_undo_takes_all_of_it_back(session: Session) -> None:
    """Entries, imports, own measures, notices and answers, as one."""
    before = whole(session.journal)
    record = ImportRecord(id="i", app="daylio", at=NOW, file_hash="0", rows_read=1, entries_added=1, duplicates=0)
    sourced = replace(entry(5), source=Source(app="daylio", import_id="i", row="r"))
    use.take_export(session, KNOWLEDGE, whole(Journal(person=ADULT, entries=(sourced,), imports=(record,))), NOW)
    assert len(session.journal.entries) == 1
    log_entry.undo(session)
    assert whole(session.journal) == before


def test_rows_of_another_app_that_came_back_are_known_from_then_on(session: Session) -> None:
    """Importing the same file again adds nothing; undoing the import removes them as one."""
    record = ImportRecord(id="i", app="daylio", at=NOW, file_hash="0", rows_read=1, entries_added=1, duplicates=0)
    sourced = replace(entry(5), source=Source(app="daylio", import_id="i", row="r"))
    use.take_export(session, KNOWLEDGE, whole(Journal(person=ADULT, entries=(sourced,), imports=(record,))), NOW)
    session.delete(sourced.id)
    other = replace(sourced, id=entry(6).id, source=Source(app="daylio", import_id="j", row="r"))
    assert session.new_rows([other]) == ()
    session.undo()
    session.undo_import("i")
    assert session.journal.entries == ()
    assert session.new_rows([other]) == (other,)


def test_a_red_flag_that_comes_with_it_is_listed_once(session: Session) -> None:
    """As after an import: a list, never a screen, and nothing on a second time."""
    severe = replace(entry(20, pain=9), at=When(datetime(2026, 11, 20, 20), "UTC", Precision.INSTANT))
    theirs = whole(Journal(person=ADULT, entries=(severe,)))
    first = use.take_export(session, KNOWLEDGE, theirs, NOW)
    assert first.found
    assert use.take_export(session, KNOWLEDGE, theirs, NOW).found == ()


def test_an_own_measure_of_another_meaning_is_refused_and_nothing_taken(session: Session, tmp_path: Path) -> None:
    other = fresh(tmp_path / "other")
    define_measure(session, KNOWLEDGE, NewMeasure(label="Tea", kind=Kind.SCALE))
    define_measure(other, KNOWLEDGE, NewMeasure(label="Tea", kind=Kind.YES_NO))
    other.add(replace(entry(1), values={"own.tea": True}))
    with pytest.raises(Conflict, match="means something else"):
        use.take_export(session, KNOWLEDGE, whole(other.journal), NOW)
    assert session.journal.entries == ()
    other.lock()


def test_a_sealed_export_opens_with_its_own_passphrase_only(session: Session) -> None:
    session.add(entry(1))
    sealed = use.sealed_json(
        session.journal, KNOWLEDGE, "a kettle sings at noon", include_private=False, include_left_out=False
    )
    assert use.is_sealed(sealed)
    assert not use.is_export(sealed)
    plain = use.open_sealed(sealed, "a kettle sings at noon")
    assert use.is_export(plain)
    assert len(read_export(plain, KNOWLEDGE.measures).journal.entries) == 1
    with pytest.raises(WrongSecret):
        use.open_sealed(sealed, PASSPHRASE)


def test_a_file_that_is_no_export_is_refused_with_a_sentence(session: Session) -> None:
    with pytest.raises(BadFile):
        use.take_export(session, KNOWLEDGE, b"{}", NOW)
    assert not use.is_export(b'{"format": "something else"}')


def test_the_passphrase_asked_for_again_is_the_journals(session: Session) -> None:
    confirm_passphrase(session, PASSPHRASE)
    with pytest.raises(WrongSecret):
        confirm_passphrase(session, "another one altogether")


def test_experiments_come_back_and_only_one_runs(tmp_path: Path, session: Session) -> None:
    begun = Experiment(
        id="mine", template="own", change="A cup of tea", outcome="pain", better=-1, rounds=24, seed="a" * 64, begun=NOW
    )
    drawn = Draw(place=0, arm=Arm.USUAL, revealed=NOW)
    theirs = replace(begun, id="theirs", draws=(drawn,))
    session.put_experiments((theirs,))
    exported = whole(session.journal)
    other = fresh(tmp_path / "other")
    try:
        use.take_export(other, KNOWLEDGE, exported, NOW)
        assert other.journal.experiments == (theirs,)
        other.put_experiments((begun,))
        use.take_export(other, KNOWLEDGE, exported, NOW)
        mine, taken = other.journal.experiments
        assert mine == begun
        assert (taken.draws, taken.ended, taken.end_reason) == ((drawn,), NOW, EndReason.STOPPED)
        other.undo()
        assert other.journal.experiments == (begun,)
    finally:
        other.lock()


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "other", "begun": "2026-11-20T22:00:00Z"},
        {"draws": [{"place": 1, "arm": "usual", "revealed": "2026-11-20T22:00:00Z"}]},
        {"draws": [{"place": 0, "arm": "both", "revealed": "2026-11-20T22:00:00Z"}]},
        {"seed": "short"},
        {"rounds": 3},
    ],
)
def test_experiments_that_do_not_fit_together_are_refused(session: Session, broken: dict[str, object]) -> None:
    one = {
        "id": "one",
        "template": "own",
        "change": "Tea",
        "outcome": "pain",
        "better": -1,
        "rounds": 24,
        "seed": "a" * 64,
        "begun": "2026-11-20T22:00:00Z",
    }
    told = json.loads(whole(session.journal))
    told["experiments"] = [one, {**one, **broken}] if "id" in broken else [{**one, **broken}]
    with pytest.raises(BadFile):
        use.take_export(session, KNOWLEDGE, json.dumps(told).encode(), NOW)
    assert session.journal.experiments == ()


def test_an_export_from_before_there_were_experiments_is_read(session: Session) -> None:
    told = json.loads(whole(session.journal))
    del told["experiments"]
    assert read_export(json.dumps(told).encode(), KNOWLEDGE.measures).journal.experiments == ()
