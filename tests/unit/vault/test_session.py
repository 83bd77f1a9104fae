"""What a person does with an open vault: save, edit, delete, undo, search, import, lock."""

import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, PASSPHRASE, entry

from aftercare.model.entry import Source
from aftercare.model.errors import Conflict, Locked, NotThere, WrongSecret
from aftercare.model.fact import Fact, Status
from aftercare.model.journal import ImportRecord
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Person
from aftercare.model.settings import Settings
from aftercare.vault import Letter, burst, drop_letter, read_recipient, seal_letter, unlock
from aftercare.vault.contents import load_journal
from aftercare.vault.session import Session


def again(session: Session) -> Session:
    """Lock and unlock."""
    assert session.lock()
    return unlock(session.folder, PASSPHRASE, NOW)


def test_a_saved_entry_is_there_after_lock_and_unlock(session: Session) -> None:
    """With all it said, in the order of time."""
    late, early = entry(note="late", minutes=5000), entry(note="early", minutes=-5000)
    session.add(late)
    journal = session.add(early)
    assert journal.entries[0] == early
    assert journal.entries[-1] == late
    assert again(session).journal.entries == journal.entries


def test_a_write_makes_a_new_journal_and_leaves_the_old_value_alone(session: Session) -> None:
    """Who holds the old value still sees the old one; the version goes up."""
    before = session.journal
    after = session.add(entry())
    assert len(after.entries) == len(before.entries) + 1 == 5
    assert after.version > before.version


def test_saving_the_same_entry_twice_saves_it_once(session: Session) -> None:
    """A form sent twice doubles nothing; another entry under the same number is refused."""
    one = entry()
    session.add(one)
    session.add(one)
    assert len(session.journal.entries) == 5
    with pytest.raises(Conflict):
        session.add(replace(one, note="something else"))
    assert len(again(session).journal.entries) == 5


def test_an_edit_can_be_undone_until_lock(session: Session) -> None:
    """After lock there is nothing to undo any more."""
    one = session.journal.entries[0]
    edited = replace(one, note="said otherwise", changed=NOW)
    session.change(edited)
    assert session.journal.entry(one.id) == edited
    assert session.undo_steps()
    session.undo()
    assert session.journal.entry(one.id) == one
    session.change(edited)
    reopened = again(session)
    assert reopened.journal.entry(one.id) == edited
    assert not reopened.undo_steps()
    with pytest.raises(Conflict, match="nothing left"):
        reopened.undo()
    reopened.lock()


@pytest.mark.parametrize("did", ["add", "edit", "delete", "import", "import gone", "several", "letter kept"])
def test_after_undo_the_journal_is_the_one_that_is_stored(session: Session, did: str) -> None:
    """Only what the step had changed is read again, and all else stays the very same."""
    one, other = session.journal.entries[:2]
    session.put_answers([Fact(finding="fever", status=Status.PRESENT, entry=one.id, at=NOW)])
    if did == "import gone":
        session.add_import(record(), [imported("row 1"), imported("row 2")])
    if did == "letter kept":
        letter = Letter(id=str(uuid.uuid4()), device=None, content=entry(note="said while locked"))
        drop_letter(session.folder, seal_letter(letter, read_recipient(session.folder)))
        assert session.take_letters().entries
    stood = session.journal
    if did == "add":
        session.add(entry(note="new", minutes=7))
    elif did == "edit":
        session.change(replace(one, note="said otherwise", changed=NOW))
    elif did == "delete":
        session.delete(one.id)
    elif did == "import":
        session.add_import(record(), [imported("row 1")])
    elif did == "import gone":
        session.undo_import(record().id)
    elif did == "letter kept":
        session.keep_letter(next(iter(session.journal.waiting)))
    else:
        with session.one_step():
            session.change(replace(one, note="said otherwise", changed=NOW))
            session.put_settings(Settings(day_turns_at=6))
            session.put_person(Person(birth_year=1970))
            session.delete(one.id)
    changed = session.journal
    session.undo()
    back = session.journal
    assert replace(back, version=0) == replace(stood, version=0)
    assert back == load_journal(session._rows, version=back.version)
    assert back.version > changed.version
    assert back.entry(other.id) is stood.entry(other.id)


def test_several_steps_are_undone_last_first(session: Session) -> None:
    """Save, edit, delete; then back, back, back."""
    before = session.journal.entries
    one = entry(note="first")
    edited = replace(one, note="second", changed=NOW)
    session.add(one)
    session.change(edited)
    session.delete(one.id)
    session.undo()
    assert session.journal.entry(one.id) == edited
    session.undo()
    assert session.journal.entry(one.id) == one
    session.undo()
    assert session.journal.entries == before


def test_a_deleted_entry_takes_its_search_words_notices_and_answers_along(session: Session) -> None:
    """And undo brings all of them back."""
    one = entry(note="umbrella in the rain")
    session.add(one)
    card = Notice(kind=NoticeKind.CARD_DISMISSED, subject=f"day-after {one.id}", at=NOW)
    other = Notice(kind=NoticeKind.FLAG_SHOWN, subject="RF10", at=NOW)
    session.put_notices([card, other])
    session.put_answers([Fact(finding="bleeding", status=Status.PRESENT, entry=one.id)])
    assert session.search("umbrel") == (one,)
    session.delete(one.id)
    assert session.search("umbrel") == ()
    assert session.journal.notices == (other,)
    assert session.journal.answers == ()
    session.undo()
    assert session.search("umbrel") == (one,)
    assert session.journal.notices == (card, other)
    assert len(session.journal.answers) == 1


def test_what_is_not_there_can_be_neither_changed_nor_deleted(session: Session) -> None:
    """One sentence, and nothing changes."""
    for attempt in (lambda: session.change(entry()), lambda: session.delete(entry().id)):
        with pytest.raises(NotThere):
            attempt()
    assert len(session.journal.entries) == 4


@pytest.mark.parametrize("words", ["Umbrella", "umbrella rain", "RAI", "é rain".replace("é", "cafe")])
def test_notes_are_found_by_beginnings_of_words(session: Session, words: str) -> None:
    """In any case, with or without accents, all words needed, newest first."""
    older = entry(note="Umbrella at the café, rain")
    newer = entry(note="umbrella again, cafe, rain", minutes=100)
    session.add(older)
    session.add(newer)
    assert session.search(words) == (newer, older)


@pytest.mark.parametrize("words", ["", '"', "note:*", "a OR b", "NEAR(", "-", "*", "'; DROP TABLE entries"])
def test_typed_signs_are_never_query_language(session: Session, words: str) -> None:
    """They find nothing rather than fail."""
    assert session.search(words) == ()


def test_person_settings_notices_and_answers_are_kept(session: Session) -> None:
    """Each in place of what was there."""
    person = Person(birth_year=1985)
    settings = Settings(zone="Europe/Berlin", day_turns_at=5)
    notice = Notice(kind=NoticeKind.FLAG_QUIETED, subject="RF10", at=NOW, until=NOW + timedelta(days=14))
    fact = Fact(finding="bleeding", status=Status.ABSENT, at=NOW)
    session.put_person(person)
    session.put_settings(settings)
    session.put_notices([notice])
    session.put_answers([fact])
    journal = again(session).journal
    assert (journal.person, journal.settings) == (person, settings)
    assert (journal.notices, journal.answers) == ((notice,), (fact,))


def test_what_another_program_wrote_is_seen(session: Session) -> None:
    """Both see both entries, and neither loses one."""
    other = unlock(session.folder, PASSPHRASE, NOW)
    mine, theirs = entry(note="mine"), entry(note="theirs")
    other.add(theirs)
    assert len(session.journal.entries) == 4
    session.add(mine)
    assert {mine.id, theirs.id} <= {each.id for each in session.journal.entries}
    assert mine.id in {each.id for each in other.refresh().entries}
    assert session.refresh() is session.refresh()
    other.lock()


def test_undo_never_undoes_what_another_program_did(session: Session) -> None:
    """Each has its own steps."""
    other = unlock(session.folder, PASSPHRASE, NOW)
    mine, theirs = entry(), entry()
    session.add(mine)
    other.add(theirs)
    session.undo()
    ids = {each.id for each in session.journal.entries}
    assert theirs.id in ids
    assert mine.id not in ids
    other.lock()


def test_several_threads_save_without_losing_anything(session: Session) -> None:
    """The web server answers several requests at once."""
    written = [[entry() for _ in range(10)] for _ in range(4)]
    threads = [threading.Thread(target=lambda mine=mine: [session.add(e) for e in mine]) for mine in written]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(session.journal.entries) == 44
    assert len(again(session).journal.entries) == 44


def test_a_locked_session_says_so(session: Session) -> None:
    """Nothing can be read or written through it any more."""
    session.lock()
    for attempt in (
        lambda: session.journal,
        lambda: session.add(entry()),
        session.refresh,
        session.undo,
        session.devices,
    ):
        with pytest.raises(Locked):
            attempt()
    assert session.lock()


def test_the_log_is_emptied_when_a_burst_is_over(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """And at lock."""
    monkeypatch.setattr(burst, "QUIET_SECONDS", 0.05)
    log = session.folder / "journal.db-wal"
    session.add(entry())
    session.add(entry())
    assert log.stat().st_size > 0
    done = threading.Event()
    for _ in range(100):
        if log.stat().st_size == 0:
            break
        done.wait(0.05)
    assert log.stat().st_size == 0
    session.add(entry())
    session.lock()
    assert not log.exists() or log.stat().st_size == 0


def test_a_wrong_passphrase_opens_nothing(folder: Path) -> None:
    """And says what to look at."""
    with pytest.raises(WrongSecret, match="capital letters"):
        unlock(folder, PASSPHRASE + "x", NOW)


def test_a_vault_copied_with_loose_rights_is_tightened(folder: Path) -> None:
    """0700 for folders, 0600 for files, also for what is made later."""
    (folder / "identity.age").chmod(0o644)
    folder.chmod(0o755)
    session = unlock(folder, PASSPHRASE, NOW)
    session.add(entry())
    session.pair_device("Tablet", NOW)
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path.name
    session.lock()


def test_a_save_into_a_vault_that_was_replaced_is_refused(session: Session, tmp_path: Path) -> None:
    """It would go into a file that is gone."""
    (session.folder / "journal.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(Locked, match="replaced or removed"):
        session.add(entry())
    assert not session.is_open


def imported(row: str, note: str | None = None, import_id: str = "i1") -> object:
    """An entry from another app."""
    return entry(note=note, source=Source(app="daylio", import_id=import_id, row=row))


def record(import_id: str = "i1") -> ImportRecord:
    """The record of an import."""
    return ImportRecord(id=import_id, app="daylio", at=NOW, file_hash="00", rows_read=3, entries_added=0, duplicates=0)


def test_an_import_adds_each_row_once(session: Session) -> None:
    """The second import adds nothing and is not recorded."""
    rows = [imported(f"row {n}") for n in range(3)]
    assert len(session.new_rows(rows)) == 3
    assert len(session.add_import(record(), rows)) == 3
    assert session.journal.imports[0].entries_added == 3
    later = [imported(f"row {n}", import_id="i2") for n in range(4)]
    assert session.new_rows(later) == (later[3],)
    assert session.add_import(record("i2"), later) == (later[3],)
    assert session.add_import(record("i3"), []) == ()
    assert [each.id for each in again(session).journal.imports] == ["i1", "i2"]


def test_an_import_is_undone_as_one_and_can_come_again(session: Session) -> None:
    """By its own button, also after lock; and that too can be undone until lock."""
    session.add_import(record(), [imported(f"row {n}", note="brought along") for n in range(3)])
    session = again(session)
    with_import = session.journal
    session.undo_import("i1")
    assert len(session.journal.entries) == 4
    assert session.journal.imports == ()
    assert session.search("brought") == ()
    session.undo()
    assert session.journal.entries == with_import.entries
    assert session.journal.imports == with_import.imports
    assert session.new_rows([imported("row 1")]) == ()
    session.undo_import("i1")
    session = again(session)
    assert len(session.add_import(record(), [imported("row 1")])) == 1
    with pytest.raises(NotThere):
        session.undo_import("never was")
    session.lock()


def test_undo_right_after_an_import_takes_it_back(session: Session) -> None:
    """Entries, record, and the memory of its rows; an import that added nothing leaves no step."""
    session.add_import(record(), [imported("row 1"), imported("row 2")])
    session.add_import(record("i2"), [imported("row 1", import_id="i2")])
    session.undo()
    assert len(session.journal.entries) == 4
    assert session.journal.imports == ()
    assert not session.undo_steps()
    assert len(session.new_rows([imported("row 1")])) == 1


def test_a_deleted_imported_entry_does_not_come_back(session: Session) -> None:
    """Importing the same file again leaves deleted what the person deleted."""
    one = imported("row 1")
    session.add_import(record(), [one])
    session.delete(one.id)
    session = again(session)
    assert session.add_import(record("i2"), [imported("row 1", import_id="i2")]) == ()
    session.lock()
