"""Changing the passphrase, and getting back in with the recovery key: everything new, old secrets shut out."""

import shutil
from pathlib import Path

import pyrage
import pytest
from tests.vectors.vaults import NOW, PASSPHRASE, entry, recovery_key, sealed

from aftercare.model.errors import BadValue, Conflict, DamagedVault, UserError, WrongSecret
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault import last_six_match, opening, renew, unlock, unlock_with_recovery
from aftercare.vault.letterbox import LetterSlot, NotPaired
from aftercare.vault.renew import Recovery, change_passphrase
from aftercare.vault.session import Session

NEW = "quite another passphrase"


def opens(folder: Path, passphrase: str) -> int | None:
    """How many entries open with it, or None."""
    try:
        session = unlock(folder, passphrase, NOW)
    except WrongSecret:
        return None
    count = len(session.journal.entries)
    session.lock()
    return count


def test_after_a_change_only_the_new_passphrase_opens(folder: Path) -> None:
    """And all entries are there."""
    change_passphrase(folder, PASSPHRASE, NEW, recovery=Recovery.KEEP, now=NOW)
    assert opens(folder, PASSPHRASE) is None
    assert opens(folder, NEW) == 4


def test_a_change_makes_every_secret_new(folder: Path) -> None:
    """Identity, recipient, journal key, salt of the database, and device tokens."""
    old = keyfiles.open_keys(folder, PASSPHRASE)
    salt = (folder / files.JOURNAL).read_bytes()[:16]
    session = unlock(folder, PASSPHRASE, NOW)
    pairing = session.pair_device("Phone", NOW)
    session.change_passphrase(PASSPHRASE, NEW, recovery=Recovery.KEEP, now=NOW)
    assert not session.is_open
    new = keyfiles.open_keys(folder, NEW)
    assert old.identity != new.identity
    assert old.recipient != new.recipient == keyfiles.read_recipient(folder)
    assert old.journal_key != new.journal_key
    assert (folder / files.JOURNAL).read_bytes()[:16] != salt
    with pytest.raises(NotPaired):
        LetterSlot(folder).push(pairing.address, pairing.token, sealed(entry(), new.recipient), now=NOW)
    session = unlock(folder, NEW, NOW)
    assert session.devices() == ()
    session.lock()


def test_no_older_secret_opens_the_live_files(folder: Path) -> None:
    """Neither the old identity, nor the old database key, nor old key files put back."""
    old = keyfiles.open_keys(folder, PASSPHRASE)
    kept = folder.parent / "copy"
    shutil.copytree(folder, kept)
    change_passphrase(folder, PASSPHRASE, NEW, recovery=Recovery.REPLACE, now=NOW)
    with pytest.raises(pyrage.DecryptError):
        identity = pyrage.x25519.Identity.from_str(old.identity)
        pyrage.decrypt((folder / files.JOURNAL_KEY).read_bytes(), [identity])
    with pytest.raises(DamagedVault):
        opening.open_database(folder / files.JOURNAL, old.journal_key)
    for name in (files.IDENTITY, files.JOURNAL_KEY, files.RECIPIENT):
        shutil.copyfile(kept / name, folder / name)
    with pytest.raises(DamagedVault):
        unlock(folder, PASSPHRASE, NOW)
    assert opens(kept, PASSPHRASE) == 4


def test_a_wrong_old_passphrase_changes_and_ends_nothing(session: Session) -> None:
    """The session goes on."""
    with pytest.raises(WrongSecret):
        session.change_passphrase("not the passphrase", NEW, recovery=Recovery.KEEP, now=NOW)
    with pytest.raises(BadValue):
        session.change_passphrase(PASSPHRASE, "short", recovery=Recovery.KEEP, now=NOW)
    session.add(entry())
    session.lock()
    assert opens(session.folder, PASSPHRASE) == 5


def test_a_change_waits_until_nobody_else_has_it_open(session: Session) -> None:
    """With a sentence that says where to lock it."""
    with pytest.raises(Conflict, match="another window or program"):
        change_passphrase(session.folder, PASSPHRASE, NEW, recovery=Recovery.KEEP, now=NOW)
    session.lock()
    assert opens(session.folder, PASSPHRASE) == 4


@pytest.mark.parametrize("stop", ["write_keys", "commit_change", "settle"])
def test_a_change_cut_short_leaves_exactly_one_passphrase(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    """Before the rename the old one, after it the new one; never both, never none."""

    class Killed(BaseException):
        pass

    def killed(*_arguments: object, **_options: object) -> None:
        raise Killed

    place = {"write_keys": keyfiles, "commit_change": files, "settle": files}[stop]
    settled = []
    if stop == "settle":
        real = files.settle

        def settle_but_once(path: Path) -> None:
            if settled:
                raise Killed
            settled.append(path)
            real(path)

        monkeypatch.setattr(files, "settle", settle_but_once)
    else:
        monkeypatch.setattr(place, stop, killed)
    with pytest.raises(Killed):
        change_passphrase(folder, PASSPHRASE, NEW, recovery=Recovery.KEEP, now=NOW)
    monkeypatch.undo()
    from tests.vectors.vaults import REMEMBERING

    from aftercare.vault import passphrase_step

    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    right, wrong = (NEW, PASSPHRASE) if stop == "settle" else (PASSPHRASE, NEW)
    assert opens(folder, wrong) is None
    assert opens(folder, right) == 4
    assert not list(folder.glob(".*"))


def test_the_recovery_key_opens_and_a_new_passphrase_is_set(folder: Path) -> None:
    """All entries and waiting letters come along; the lost passphrase opens nothing any more."""
    recovered = unlock_with_recovery(folder, recovery_key(), new_passphrase=NEW, recovery=Recovery.KEEP, now=NOW)
    assert len(recovered.session.journal.entries) == 4
    assert len(recovered.session.take_letters().entries) == 1
    assert recovered.recovery_key is None
    assert recovered.session.has_recovery
    recovered.session.lock()
    assert opens(folder, PASSPHRASE) is None
    assert opens(folder, NEW) == 5
    again = unlock_with_recovery(folder, recovery_key(), new_passphrase=PASSPHRASE, recovery=Recovery.KEEP, now=NOW)
    assert len(again.session.journal.entries) == 5
    again.session.lock()


def test_a_recovery_key_typed_from_paper_opens(folder: Path) -> None:
    """In small letters, with blanks and line breaks."""
    typed = "\n".join(recovery_key().lower()[start : start + 10] + " " for start in range(0, 80, 10))
    unlock_with_recovery(folder, typed, new_passphrase=NEW, recovery=Recovery.KEEP, now=NOW).session.lock()


@pytest.mark.parametrize("how", [Recovery.REPLACE, Recovery.WITHDRAW])
def test_a_replaced_or_withdrawn_recovery_key_opens_nothing(folder: Path, how: Recovery) -> None:
    """The new one does; the passphrase may stay the same."""
    renewed = change_passphrase(folder, PASSPHRASE, PASSPHRASE, recovery=how, now=NOW)
    with pytest.raises(WrongSecret, match="replaced or withdrawn"):
        unlock_with_recovery(folder, recovery_key(), new_passphrase=NEW, recovery=Recovery.KEEP, now=NOW)
    session = unlock(folder, PASSPHRASE, NOW)
    assert session.has_recovery == (how is Recovery.REPLACE)
    session.lock()
    if renewed.recovery_key is not None:
        recovered = unlock_with_recovery(
            folder, renewed.recovery_key, new_passphrase=NEW, recovery=Recovery.WITHDRAW, now=NOW
        )
        assert not recovered.session.has_recovery
        recovered.session.lock()


@pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1", "not a key", "AGE-SECRET-KEY-1" + "Q" * 58])
def test_half_a_recovery_key_gets_a_sentence(folder: Path, typed: str) -> None:
    """And never one that repeats it."""
    with pytest.raises(WrongSecret, match="not a whole recovery key"):
        unlock_with_recovery(folder, typed, new_passphrase=NEW, recovery=Recovery.KEEP, now=NOW)


def test_the_last_six_characters_prove_the_paper() -> None:
    """In any case and with blanks; five or wrong ones do not."""
    key = recovery_key()
    assert last_six_match(key, f" {key[-6:].lower()[:3]} {key[-3:]} ")
    assert not last_six_match(key, key[-5:])
    assert not last_six_match(key, "AAAAAA" if key[-6:] != "AAAAAA" else "BBBBBB")


def test_a_damaged_journal_is_never_carried_over(folder: Path) -> None:
    """The change is refused and the old passphrase stays."""
    path = folder / files.JOURNAL
    content = bytearray(path.read_bytes())
    content[5 * 4096 + 7] ^= 1
    path.write_bytes(content)
    before = (folder / files.IDENTITY).read_bytes()
    with pytest.raises(UserError):
        change_passphrase(folder, PASSPHRASE, NEW, recovery=Recovery.KEEP, now=NOW)
    assert (folder / files.IDENTITY).read_bytes() == before


def test_no_secret_shows_in_a_repr(folder: Path) -> None:
    """A traceback or a log line must not carry one."""
    keys = keyfiles.open_keys(folder, PASSPHRASE)
    renewed = change_passphrase(folder, PASSPHRASE, NEW, recovery=Recovery.REPLACE, now=NOW)
    session = unlock(folder, NEW, NOW)
    shown = repr((keys, renewed, session, session._opened, session.pair_device("Phone", NOW)))
    session.lock()
    assert "AGE-SECRET-KEY" not in shown
    assert keys.journal_key.hex() not in shown
    assert renew.Renewed.__dataclass_fields__["recovery_key"].repr is False
