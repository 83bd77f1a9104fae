"""What one with the disk can see or do: nothing readable anywhere, and no changed or mixed byte goes unnoticed."""

import random
import shutil
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault, entry, sealed

from aftercare.model.errors import DamagedVault, UserError
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.wire import entry_to_json
from aftercare.vault import drop_letter, opening, passphrase_step, read_recipient, unlock
from aftercare.vault import keys as keyfiles
from aftercare.vault.folder import JOURNAL, FolderLock
from aftercare.vault.renew import Recovery
from aftercare.vault.rows import EntryRow
from aftercare.vault.schema import TABLES

PAGE = 4096
MARKER = b"kaleidoscope"


@pytest.fixture(autouse=True)
def _remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keyfiles.Keys]:
    """A vault with enough entries to have inner pages and free pages, and its keys."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passphrase_step, "_run", REMEMBERING)
        folder = copy_vault(CURRENT, tmp_path_factory.mktemp("grown") / "vault")
        keys = keyfiles.open_keys(folder, PASSPHRASE)
        session = unlock(folder, PASSPHRASE, NOW)
        with session._rows.changing():
            for number in range(300):
                one = entry(note=f"note {number} " * 10, minutes=number)
                session._rows.insert_entry(one.id, EntryRow(entry_to_json(one), waiting=False), one.note)
        session.lock()
        session = unlock(folder, PASSPHRASE, NOW)
        with session._rows.changing():
            for one in session.journal.entries[:150]:
                session._rows.remove_entry(one.id)
        session._close()
    return folder, keys


def open_checked(folder: Path, keys: keyfiles.Keys) -> None:
    """Every check of unlocking but the passphrase."""
    lock = FolderLock(folder)
    try:
        assert lock.try_alone()
        opening.open_with_keys(folder, keys, lock=lock, is_alone=True).connection.close()
    finally:
        lock.release()


def with_journal(folder: Path, to: Path, content: bytes) -> Path:
    """The vault with another journal.db."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    (to / JOURNAL).write_bytes(content)
    return to


def test_the_checks_pass_on_an_untouched_vault_with_free_pages(
    grown: tuple[Path, keyfiles.Keys], tmp_path: Path
) -> None:
    """So that the tests below can fail."""
    folder, keys = grown
    content = (folder / JOURNAL).read_bytes()
    assert len(content) > 40 * PAGE
    database = opening.open_database(folder / JOURNAL, keys.journal_key)
    assert database.pragma("freelist_count") > 0
    database.close()
    open_checked(with_journal(folder, tmp_path / "v", content), keys)


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_one_flipped_bit_in_any_page_is_found(
    grown: tuple[Path, keyfiles.Keys], tmp_path: Path, data: st.DataObject
) -> None:
    """Anywhere: tables, indexes, search words, free pages, page trailers, the salt."""
    folder, keys = grown
    content = bytearray((folder / JOURNAL).read_bytes())
    page = data.draw(st.integers(0, len(content) // PAGE - 1))
    offset = data.draw(st.integers(0, PAGE - 1))
    content[page * PAGE + offset] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DamagedVault):
        open_checked(with_journal(folder, tmp_path / "v", bytes(content)), keys)


def test_every_page_and_every_byte_of_the_header_counts(grown: tuple[Path, keyfiles.Keys], tmp_path: Path) -> None:
    """Each page once, and the part of the first page that can be read by design."""
    folder, keys = grown
    content = (folder / JOURNAL).read_bytes()
    chance = random.Random(7)
    places = [page * PAGE + chance.randrange(PAGE) for page in range(len(content) // PAGE)] + list(range(0, 100, 3))
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(DamagedVault):
            open_checked(with_journal(folder, tmp_path / "v", bytes(changed)), keys)


def test_old_pages_among_new_ones_are_found(tmp_path: Path) -> None:
    """Each page that changed, put back alone, as a bad disk or someone with an older copy could.

    Only a page that holds nothing any more may go back unnoticed; then every entry and every search is right.
    """
    folder = copy_vault(CURRENT, tmp_path / "vault")
    keys = keyfiles.open_keys(folder, PASSPHRASE)
    session = unlock(folder, PASSPHRASE, NOW)
    for number in range(40):
        session.add(entry(note="x" * 300, minutes=number))
    session.lock()
    old = (folder / JOURNAL).read_bytes()
    session = unlock(folder, PASSPHRASE, NOW)
    for one in session.journal.entries[::7]:
        session.delete(one.id)
    session.add(entry(note="new"))
    session.rest()
    right = session.journal.entries
    session._close()
    new = (folder / JOURNAL).read_bytes()
    changed = [page for page in range(len(new) // PAGE) if new[page * PAGE :][:PAGE] != old[page * PAGE :][:PAGE]]
    found = 0
    for page in changed:
        mixed = new[: page * PAGE] + old[page * PAGE :][:PAGE].ljust(PAGE, b"\0") + new[(page + 1) * PAGE :]
        try:
            open_checked(with_journal(folder, tmp_path / "v", mixed), keys)
        except DamagedVault:
            found += 1
        else:
            again = unlock(tmp_path / "v", PASSPHRASE, NOW)
            assert again.journal.entries == right
            assert len(again.search("x")) == len([one for one in right if one.note == "x" * 300])
            again.lock()
    assert len(changed) > 10
    assert found >= len(changed) - 2


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_rubbish_in_a_key_file_opens_anything_or_breaks_the_program(tmp_path: Path, data: st.DataObject) -> None:
    """Cut, changed or replaced key files always end in a sentence."""
    shutil.rmtree(tmp_path / "vault", ignore_errors=True)
    folder = copy_vault(CURRENT, tmp_path / "vault")
    path = folder / data.draw(st.sampled_from(["journal.key.age", "recipient.txt"]))
    content = path.read_bytes()
    kept = content[: data.draw(st.integers(0, len(content) - 2))]
    rubbish = kept + data.draw(st.binary(max_size=40))
    if path.name == "recipient.txt" and rubbish.strip() == content.strip():
        return
    path.write_bytes(rubbish)
    with pytest.raises(UserError):
        unlock(folder, PASSPHRASE, NOW)


def test_nothing_readable_is_on_the_disk_at_any_moment(tmp_path: Path) -> None:
    """Database, log, index of it, letters, backup, staged files: not while open, not after a kill, not after lock."""
    folder = copy_vault(CURRENT, tmp_path / "vault")
    seen = []

    def look(moment: str) -> None:
        for path in tmp_path.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                seen.append((moment, path.name))
                assert MARKER not in content, f"{path.name} {moment}"
                assert not content.startswith(b"SQLite format 3"), f"{path.name} {moment}"
                assert b"AGE-SECRET-KEY" not in content, f"{path.name} {moment}"

    word = MARKER.decode()
    session = unlock(folder, PASSPHRASE, NOW)
    for number in range(50):
        session.add(entry({word: word}, note=f"{word} {number}"))
    session.put_notices([Notice(kind=NoticeKind.CARD_DISMISSED, subject=word, at=NOW)])
    session.pair_device(word, NOW)
    look("while open")
    drop_letter(folder, sealed(entry(note=word), read_recipient(folder)))
    session.take_letters()
    session.delete(session.journal.entries[0].id)
    session.backup(tmp_path / "kept.tar", NOW)
    look("after a backup")
    session.change_passphrase(PASSPHRASE, "a second passphrase", recovery=Recovery.KEEP, now=NOW)
    look("after a passphrase change")
    names = {name for _moment, name in seen}
    assert {"journal.db", "journal.db-wal", "kept.tar", "identity.age"} <= names


def test_the_search_for_readable_words_can_fail(tmp_path: Path) -> None:
    """In a plain database of the same tables the marker is found, so the test above means something."""
    plain = apsw.Connection(str(tmp_path / "plain.db"))
    plain.execute(TABLES)
    plain.execute("INSERT INTO entries(id, body) VALUES ('x', ?)", (MARKER.decode(),))
    plain.close()
    assert MARKER in (tmp_path / "plain.db").read_bytes()
