"""Logging while the vault is locked: sealed letters that only add, once each, whatever happens."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from tests.vectors.vaults import NOW, PASSPHRASE, entry, letter, sealed

from aftercare.model.entry import Addition, Entry, Precision, Source, When
from aftercare.model.errors import BadValue, Conflict, Locked, NotThere, TooLarge
from aftercare.model.wire import entry_to_json, entry_to_object
from aftercare.vault import drop_letter, letterbox, read_recipient, unlock, waiting
from aftercare.vault.connection import transaction
from aftercare.vault.letter import Draft, Letter, seal_letter
from aftercare.vault.letterbox import LetterboxFull, LetterSlot, NotPaired, TooManyLetters
from aftercare.vault.renew import Recovery, change_passphrase
from aftercare.vault.session import Session


@pytest.fixture
def empty_box(folder: Path) -> Path:
    """The vault without the letter it comes with."""
    for path in letterbox.letter_files(folder):
        path.unlink()
    return folder


def drop(folder: Path, content: Entry | Draft) -> None:
    """Log while locked."""
    drop_letter(folder, sealed(content, read_recipient(folder)))


def taken(folder: Path, passphrase: str = PASSPHRASE) -> Session:
    """Unlock and take the letters in."""
    session = unlock(folder, passphrase, NOW)
    session.take_letters()
    return session


def test_an_entry_logged_while_locked_is_listed_after_unlocking_until_it_is_kept(empty_box: Path) -> None:
    """It waits, also over a lock; kept, it is an entry like any other."""
    one = entry(note="written in the dark")
    drop(empty_box, one)
    session = unlock(empty_box, PASSPHRASE, NOW)
    result = session.take_letters()
    assert [each.id for each in result.entries] == [one.id]
    assert result.set_aside == ()
    assert session.journal.waiting == {one.id}
    assert session.journal.entry(one.id).letter == "this device"
    assert session.search("dark")
    assert waiting(empty_box).letters == 0
    session.lock()
    session = unlock(empty_box, PASSPHRASE, NOW)
    assert session.journal.waiting == {one.id}
    session.keep_letter(one.id)
    assert session.journal.waiting == frozenset()
    session.lock()
    session = unlock(empty_box, PASSPHRASE, NOW)
    assert session.journal.waiting == frozenset()
    assert session.journal.entry(one.id).values == one.values
    session.lock()


def test_a_discarded_letter_never_comes_back(empty_box: Path) -> None:
    """Its number is remembered, though nothing of what it said."""
    one = entry()
    again = sealed(one, read_recipient(empty_box))
    drop_letter(empty_box, again)
    session = taken(empty_box)
    session.discard_letter(one.id)
    with pytest.raises(NotThere):
        session.discard_letter(session.journal.entries[0].id)
    session.lock()
    drop_letter(empty_box, again)
    session = taken(empty_box)
    assert len(session.journal.entries) == 4
    assert waiting(empty_box).letters == 0
    session.lock()


def test_the_same_letter_twice_is_one_entry(empty_box: Path) -> None:
    """Sent twice by the phone, or left over when the program was killed after storing it."""
    one = sealed(entry(), read_recipient(empty_box))
    drop_letter(empty_box, one)
    drop_letter(empty_box, one)
    session = taken(empty_box)
    assert len(session.journal.entries) == 5
    drop_letter(empty_box, one)
    assert session.take_letters().entries == ()
    assert len(session.journal.entries) == 5
    session.lock()


def test_one_that_does_not_open_stops_no_other(empty_box: Path) -> None:
    """It is set aside, shown with a reason that says nothing of its content, and can be removed."""
    stranger = str(pyrage.x25519.Identity.generate().to_public())
    drop_letter(empty_box, sealed(entry(), stranger))
    drop(empty_box, entry())
    drop_letter(empty_box, b"age-encryption.org/v1\n-> X25519 and then rubbish")
    session = unlock(empty_box, PASSPHRASE, NOW)
    result = session.take_letters()
    assert len(result.entries) == 1
    assert len(result.set_aside) == 2
    assert all("not sealed for this journal" in reason for reason in result.set_aside)
    assert len(session.letters_aside()) == waiting(empty_box).aside == 2
    for name in session.letters_aside():
        session.discard_aside(name)
    assert session.letters_aside() == ()
    session.lock()


def _changed(one: Entry) -> dict[str, Entry]:
    return {
        "edited": replace(one, changed=NOW),
        "imported": replace(one, source=Source(app="daylio", import_id="i", row="r")),
        "answered later": replace(one, added=(Addition(NOW, {"mood_next_day": 1}),)),
        "named itself": replace(one, letter="Somebody's phone"),
    }


@pytest.mark.parametrize("how", ["edited", "imported", "answered later", "named itself"])
def test_a_letter_only_adds_a_new_entry(empty_box: Path, how: str) -> None:
    """One that claims more is set aside."""
    drop(empty_box, _changed(entry())[how])
    session = taken(empty_box)
    assert len(session.journal.entries) == 4
    assert len(session.letters_aside()) == 1
    session.lock()


def test_a_letter_never_changes_an_entry_that_is_there(empty_box: Path) -> None:
    """Nor one that is still waiting; and its number isn't used up by the attempt."""
    session = unlock(empty_box, PASSPHRASE, NOW)
    there = session.journal.entries[0]
    session.lock()
    drop(empty_box, replace(there, values={"tears": 0}))
    session = taken(empty_box)
    assert session.journal.entry(there.id) == there
    assert len(session.letters_aside()) == 1
    session.lock()


def test_the_same_entry_sealed_twice_is_one_entry(empty_box: Path) -> None:
    """A phone that could not know whether its letter arrived."""
    one = entry()
    drop(empty_box, one)
    drop(empty_box, one)
    session = taken(empty_box)
    assert len(session.journal.entries) == 5
    assert session.letters_aside() == ()
    session.lock()


def test_saved_and_sealed_as_well_since_the_answer_got_lost_it_is_there_once(empty_box: Path) -> None:
    """The page could not know: it wrote the same a little later. What says anything else is still set aside."""
    session = unlock(empty_box, PASSPHRASE, NOW)
    one = entry(note="once")
    session.add(one)
    session.lock()
    drop(empty_box, replace(one, recorded=one.recorded + timedelta(seconds=9)))
    session = taken(empty_box)
    assert session.journal.entry(one.id) == one
    assert session.journal.waiting == frozenset()
    assert session.letters_aside() == ()
    session.lock()
    drop(empty_box, replace(one, note="twice"))
    session = taken(empty_box)
    assert session.journal.entry(one.id).note == "once"
    assert len(session.letters_aside()) == 1
    session.lock()


def test_a_zone_that_only_the_phone_knows_loses_no_entry(empty_box: Path) -> None:
    """Its hour stays as it was lived; what it was in the world's time is then known to the day only."""
    one = entry()
    drop(empty_box, replace(one, at=When(one.at.local, "Europe/Newly_Named", Precision.INSTANT)))
    session = taken(empty_box)
    assert session.letters_aside() == ()
    assert session.journal.entry(one.id).at == When(one.at.local, None, Precision.LOCAL)
    session.lock()


@pytest.mark.parametrize(
    "inside",
    [
        b"not json",
        b"[]",
        b'{"v":0}',
        b'{"v":true}',
        b'{"v":1,"letter":"x","device":null,"entry":{}}',
        b"[" * 16000,
        json.dumps({"v": 1, "letter": "1" * 36, "device": None, "define": {}}).encode(),
    ],
)
def test_rubbish_inside_a_good_seal_is_set_aside(empty_box: Path, inside: bytes) -> None:
    """Anyone with the public key can seal anything."""
    recipient = pyrage.x25519.Recipient.from_str(read_recipient(empty_box))
    drop_letter(empty_box, pyrage.encrypt(inside, [recipient]))
    session = taken(empty_box)
    assert len(session.letters_aside()) == 1
    assert len(session.journal.entries) == 4
    session.lock()


@pytest.mark.parametrize("newer", ['{"v":2}', "entry"])
def test_a_letter_from_a_newer_program_waits_until_this_one_is_updated(empty_box: Path, newer: str) -> None:
    """It is told of, stays where it is, and stops no other."""
    recipient = pyrage.x25519.Recipient.from_str(read_recipient(empty_box))
    inside = {"v": 1, "letter": entry().id, "device": None, "entry": {**entry_to_object(entry()), "v": 2}}
    drop_letter(empty_box, pyrage.encrypt((json.dumps(inside) if newer == "entry" else newer).encode(), [recipient]))
    drop(empty_box, entry())
    session = unlock(empty_box, PASSPHRASE, NOW)
    result = session.take_letters()
    assert len(result.entries) == 1
    assert "newer version" in result.set_aside[0]
    assert (waiting(empty_box).letters, waiting(empty_box).aside) == (1, 0)
    session.lock()


def test_a_vault_that_is_busy_sets_no_letter_aside(empty_box: Path) -> None:
    """It stays where it is for the next time."""
    drop(empty_box, entry())
    session, other = unlock(empty_box, PASSPHRASE, NOW), unlock(empty_box, PASSPHRASE, NOW)
    session._opened.connection.set_busy_timeout(20)
    with transaction(other._opened.connection), pytest.raises(Conflict):
        session.take_letters()
    assert (waiting(empty_box).letters, waiting(empty_box).aside) == (1, 0)
    assert len(session.take_letters().entries) == 1
    session.lock()
    other.lock()


def test_letters_look_alike_from_outside(empty_box: Path) -> None:
    """Random names, one time for all, two sizes; no word in plain."""
    for number in range(6):
        drop(empty_box, entry(note="x" * number * 300 or None))
    drop(empty_box, entry(note="long " * 1500))
    paths = letterbox.letter_files(empty_box)
    assert len({path.name for path in paths}) == 7
    assert all(len(path.stem) == 32 for path in paths)
    assert {path.stat().st_mtime for path in paths} == {946684800}
    sizes = sorted(path.stat().st_size for path in paths)
    assert all(4096 < size < 4096 + 1024 for size in sizes[:6])
    assert 16384 < sizes[6] < 16384 + 1024
    assert not any(b"tears" in path.read_bytes() or b"xxxx" in path.read_bytes() for path in paths)


def test_a_note_too_long_for_a_letter_is_told_before_it_is_lost() -> None:
    """The page still has it."""
    identity = pyrage.x25519.Identity.generate()
    long = entry(note="\u00e9" * 9000)
    assert len(entry_to_json(long).encode()) > 16384
    with pytest.raises(TooLarge, match="Shorten"):
        sealed(long, str(identity.to_public()))


def test_what_is_no_letter_is_refused_at_the_door(empty_box: Path) -> None:
    """Too long, or not sealed at all: it takes no room."""
    with pytest.raises(TooLarge):
        drop_letter(empty_box, b"age-encryption.org/v1\n-> " + b"x" * 20000)
    with pytest.raises(BadValue):
        drop_letter(empty_box, b'{"entry": "in plain"}')
    assert waiting(empty_box).letters == 0


def test_a_full_letterbox_refuses_and_loses_nothing(empty_box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number and by size; the device keeps its own."""
    monkeypatch.setattr(letterbox, "MOST_LETTERS", 2)
    drop(empty_box, entry())
    drop(empty_box, entry())
    with pytest.raises(LetterboxFull):
        drop(empty_box, entry())
    monkeypatch.setattr(letterbox, "MOST_LETTERS", 500)
    monkeypatch.setattr(letterbox, "MOST_BYTES", 10_000)
    with pytest.raises(LetterboxFull):
        drop(empty_box, entry())
    assert waiting(empty_box).letters == 2
    assert (letterbox.MOST_LETTERS, letterbox.MOST_A_MINUTE) == (500, 30)


def test_a_paired_phone_may_write_and_is_named(empty_box: Path) -> None:
    """With its address and token; the server keeps only the token's hash, and the name only inside the vault."""
    session = unlock(empty_box, PASSPHRASE, NOW)
    pairing = session.pair_device("Sam's phone", NOW)
    session.lock()
    assert pairing.recipient == read_recipient(empty_box)
    assert pairing.token not in (empty_box / "letterbox/paired.json").read_text()
    assert "Sam" not in (empty_box / "letterbox/paired.json").read_text()
    content = seal_letter(letter(entry(), pairing.device), pairing.recipient)
    LetterSlot(empty_box).push(pairing.address, pairing.token, content, now=NOW)
    session = taken(empty_box)
    assert session.journal.entries[-1].letter == "Sam's phone" or any(
        each.letter == "Sam's phone" for each in session.journal.entries
    )
    session.lock()


def test_a_wrong_token_address_or_revoked_device_may_not_write(empty_box: Path) -> None:
    """All three look the same from outside."""
    session = unlock(empty_box, PASSPHRASE, NOW)
    pairing = session.pair_device("Phone", NOW)
    slot, content = LetterSlot(empty_box), sealed(entry(), pairing.recipient)
    for address, token in ((pairing.address, "x" * 43), ("elsewhere", pairing.token), ("", "")):
        with pytest.raises(NotPaired):
            slot.push(address, token, content, now=NOW)
    slot.push(pairing.address, pairing.token, content, now=NOW)
    session.revoke_device(pairing.device)
    assert [device.name for device in session.devices()] == ["A phone"]
    with pytest.raises(NotPaired):
        slot.push(pairing.address, pairing.token, content, now=NOW)
    assert waiting(empty_box).letters == 1
    session.lock()


def test_thirty_letters_a_minute_a_token(empty_box: Path) -> None:
    """The next minute it may again; another device is not held up."""
    session = unlock(empty_box, PASSPHRASE, NOW)
    first, second = session.pair_device("One", NOW), session.pair_device("Two", NOW)
    session.lock()
    slot, content = LetterSlot(empty_box), sealed(entry(), first.recipient)
    for second_of_minute in range(30):
        slot.push(first.address, first.token, content, now=NOW + timedelta(seconds=second_of_minute))
    with pytest.raises(TooManyLetters):
        slot.push(first.address, first.token, content, now=NOW + timedelta(seconds=59))
    slot.push(second.address, second.token, content, now=NOW + timedelta(seconds=59))
    slot.push(first.address, first.token, content, now=NOW + timedelta(seconds=60))
    assert waiting(empty_box).letters == 32


def test_letters_that_wait_open_after_a_passphrase_change(empty_box: Path) -> None:
    """Sealed to the old key, read with the former identity; also after a second change."""
    one, two = entry(), entry()
    old_recipient = read_recipient(empty_box)
    drop(empty_box, one)
    change_passphrase(empty_box, PASSPHRASE, "a second passphrase", recovery=Recovery.KEEP, now=NOW)
    change_passphrase(empty_box, "a second passphrase", "a third passphrase", recovery=Recovery.KEEP, now=NOW)
    drop_letter(empty_box, sealed(two, old_recipient))
    session = taken(empty_box, "a third passphrase")
    assert session.journal.waiting == {one.id, two.id}
    session.lock()


def test_a_half_filled_form_comes_back_as_a_draft(empty_box: Path) -> None:
    """Never as an entry, until it is finished or given up."""
    drop(empty_box, Draft(form="log", fields={"note": "half a"}))
    session = taken(empty_box)
    assert len(session.journal.entries) == 4
    ((draft_id, draft),) = session.drafts().items()
    assert (draft.form, draft.fields) == ("log", {"note": "half a"})
    session.discard_draft(draft_id)
    assert session.drafts() == {}
    session.lock()
    with pytest.raises(Locked):
        session.take_letters()


def test_the_padding_hides_nothing_but_the_length() -> None:
    """A letter opened by hand is the documented JSON followed by blanks."""
    identity = pyrage.x25519.Identity.generate()
    one = entry()
    written = Letter(id="0" * 8 + "-0000-0000-0000-" + "0" * 12, device=None, content=one)
    plain = pyrage.decrypt(seal_letter(written, str(identity.to_public())), [identity])
    assert len(plain) == 4096
    assert json.loads(plain) == {"v": 1, "letter": written.id, "device": None, "entry": entry_to_object(one)}
