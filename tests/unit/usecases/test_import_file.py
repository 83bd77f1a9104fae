"""Bringing another app's file into one's own journal, and taking it back."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault

from aftercare.importers.base import ENCOUNTER, Answers
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import EntryKind
from aftercare.model.errors import BadFile, Conflict, NotThere
from aftercare.usecases import import_file
from aftercare.vault import passphrase_step, unlock
from aftercare.vault.session import Session

SAMPLES = Path(__file__).parents[2] / "samples"
KNOWLEDGE = load_knowledge()
GERMAN = (SAMPLES / "daylio" / "german_mockdata_700days.csv").read_bytes()
MOODS = (SAMPLES / "daylio" / "sample_multiple_moods.csv").read_bytes()
APPLE = (SAMPLES / "apple_health" / "synthetic_reproductive_v14.xml").read_bytes()
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    opened = unlock(copy_vault(CURRENT, tmp_path / "vault"), PASSPHRASE, NOW)
    yield opened
    opened.lock()


def look(session: Session, data: bytes, answers: Answers | None = None) -> import_file.Preview:
    return import_file.preview(session, KNOWLEDGE, io.BytesIO(data), answers=answers or Answers(), now=NOON)


def take(session: Session, data: bytes, number: int = 1, answers: Answers | None = None) -> import_file.Taken:
    return import_file.take(
        session, KNOWLEDGE, io.BytesIO(data), answers=answers or Answers(), now=NOON, import_id=f"import-{number}"
    )


def test_a_dry_run_says_what_would_come_and_changes_nothing(session: Session) -> None:
    before = session.journal
    seen = look(session, APPLE)
    assert seen.new_entries == 18
    assert seen.kinds == {"day": 9, "moment": 6, "encounter": 3}
    assert seen.can_be_taken
    assert session.journal == before


def test_all_700_days_are_in_and_a_second_import_adds_nothing(session: Session) -> None:
    before = len(session.journal.entries)
    taken = take(session, GERMAN)
    assert len(taken.entries) == 700
    assert len(session.journal.entries) == before + 700
    assert taken.record is not None
    assert taken.record.entries_added == 700
    again = take(session, GERMAN, 2)
    assert again.entries == ()
    assert again.record is None
    assert again.report.duplicates == 700
    assert len(session.journal.entries) == before + 700
    assert len(session.journal.imports) == 1
    assert not look(session, GERMAN).can_be_taken


def test_an_import_can_be_taken_back_as_one_and_brought_again(session: Session) -> None:
    before = session.journal.entries
    take(session, GERMAN)
    import_file.undo(session, "import-1")
    assert session.journal.entries == before
    assert session.journal.imports == ()
    assert len(take(session, GERMAN, 2).entries) == 700
    with pytest.raises(NotThere):
        import_file.undo(session, "import-1")


def test_an_imported_entry_that_was_deleted_does_not_come_back(session: Session) -> None:
    taken = take(session, APPLE)
    session.delete(taken.entries[0].id)
    again = take(session, APPLE, 2)
    assert again.entries == ()
    assert again.report.duplicates == 20


def test_nothing_is_taken_while_a_mood_name_is_open(session: Session) -> None:
    before = session.journal
    assert not look(session, MOODS).can_be_taken
    with pytest.raises(Conflict, match="answer this first"):
        take(session, MOODS)
    assert session.journal == before
    faces = {"OK": "so_so", "Refreshed": "good", "Anxious": "low", "ok but sleepy": "so_so"}
    answers = Answers(words={"moods": faces})
    assert look(session, MOODS, answers).can_be_taken
    assert len(take(session, MOODS, answers=answers).entries) == 7


def test_a_file_that_is_refused_leaves_the_journal_as_it_was(session: Session) -> None:
    before = session.journal
    for broken in (APPLE[:-30], b"", b"\x00\x01", GERMAN + b'2022-08-01,Montag,"Gut'):
        with pytest.raises(BadFile):
            take(session, broken)
    assert session.journal == before


def test_words_of_the_persons_own_are_shown_in_the_report_but_not_kept(session: Session) -> None:
    taken = take(session, GERMAN)
    assert "activity: Familie" in taken.report.unknown
    assert taken.record is not None
    assert set(taken.record.unknown) == {"activity"}


def test_notes_are_counted_so_that_the_danger_list_is_shown_once(session: Session) -> None:
    data = b"full_date,time,mood,activities,note\n2021-01-01,10:00,good,sex,I want to talk\n"
    assert take(session, data).notes == 0
    import_file.undo(session, "import-1")
    answers = Answers(words={"activities": {"sex": ENCOUNTER}}, notes=True)
    taken = take(session, data, 2, answers)
    assert taken.notes == 1
    assert {entry.kind for entry in taken.entries} == {EntryKind.DAY, EntryKind.ENCOUNTER}


def test_each_entry_says_where_it_came_from(session: Session) -> None:
    for entry in take(session, APPLE).entries:
        assert entry.source is not None
        assert (entry.source.app, entry.source.import_id) == ("apple_health", "import-1")
        assert entry.recorded == NOON


def test_a_recent_danger_in_an_import_is_in_the_list_and_an_old_one_is_not(session: Session) -> None:
    day = "2026-11-21 11:00:00 +0000"
    old = "2019-11-21 11:00:00 +0000"

    def faint(at: str) -> bytes:
        record = (
            f'<Record type="HKCategoryTypeIdentifierFainting" startDate="{at}" endDate="{at}" '
            'value="HKCategoryValueSeveritySevere"/>'
        )
        return f'<HealthData locale="x">{record}</HealthData>'.encode()

    assert "RF07" not in [fired.rule for fired in take(session, faint(old)).found]
    assert "RF07" in [fired.rule for fired in take(session, faint(day), 2).found]
