"""Who has the disk can write letters: the public key lies beside the box. None of them may shut the person out."""

import json
import shutil
import uuid
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import UserError
from aftercare.review import review_journal
from aftercare.usecases.letters import keep_letter, waiting_letters
from aftercare.usecases.unlock import unlock
from aftercare.vault import drop_letter, passphrase_step, read_recipient
from aftercare.vault.letter import LARGE, SMALL, open_letter

HALF_A_SIGN = "\ud800"


@pytest.fixture(autouse=True)
def _remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)


def entry(**parts: Any) -> dict[str, Any]:
    """The written form of an entry that is good but for `parts`."""
    at = {"local": "2026-11-20T23:40", "zone": "Europe/Berlin", "precision": "instant"}
    good = {"v": 1, "id": str(uuid.uuid4()), "kind": "encounter", "at": at, "recorded": "2026-11-20T22:40:00Z"}
    return good | {"values": {"pain": 3}, "note": "n", "source": None} | parts


def at(local: str, zone: str = "Europe/Berlin") -> dict[str, str]:
    """A time to the minute."""
    return {"local": local, "zone": zone, "precision": "instant"}


def letter_with(content: object, kind: str = "entry") -> bytes:
    """A letter's inside."""
    return json.dumps({"v": 1, "letter": str(uuid.uuid4()), "device": None, kind: content}).encode()


def seal(inside: bytes, recipient: str) -> bytes:
    """Sealed and padded as ours are."""
    padded = inside.ljust(SMALL if len(inside) <= SMALL else LARGE)
    sealed: bytes = pyrage.encrypt(padded, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


HOSTILE = {
    "half a sign in the note": letter_with(entry(note=HALF_A_SIGN)),
    "half a sign in a value": letter_with(entry(values={"pain": HALF_A_SIGN})),
    "half a sign in the zone": letter_with(entry(at=at("2026-11-20T23:40", HALF_A_SIGN))),
    "half a sign in a draft": letter_with({"form": "log", "fields": {"a": HALF_A_SIGN}}, "draft"),
    "the first moment of the calendar": letter_with(entry(at=at("0001-01-01T00:00"))),
    "the last moment of the calendar": letter_with(entry(at=at("9999-12-31T23:59", "Etc/GMT+12"))),
    "written down at the end of days": letter_with(entry(recorded="9999-12-31T23:59:59Z")),
    "a zone that is a path": letter_with(entry(at=at("2026-11-20T23:40", "../../etc/passwd"))),
    "a precision that is a list": letter_with(entry(at={"local": "2026-11-20", "zone": None, "precision": []})),
    "a number beyond all numbers": letter_with(entry(values={"pain": 10**400})),
    "not a number": letter_with(entry()).replace(b'"pain": 3', b'"pain": NaN'),
    "a score there is not": letter_with(entry(values={"pain": 99})),
    "a word for a score": letter_with(entry(values={"pain": "high"})),
    "brackets without end": b"[" * 3000,
    "digits without end": b'{"v":1,"letter":' + b"9" * 5000,
    "another alphabet": '{"v":1}'.encode("utf-16"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_letter_is_set_aside_and_everything_else_works(name: str, tmp_path: Path) -> None:
    """The journal opens, the good letter beside it comes in, and all that is shown can be computed; twice over."""
    folder = copy_vault(CURRENT, tmp_path / "vault")
    shutil.rmtree(folder / "letterbox")
    (folder / "letterbox").mkdir()
    recipient = read_recipient(folder)
    drop_letter(folder, seal(HOSTILE[name], recipient))
    drop_letter(folder, seal(letter_with(entry(note="the good one")), recipient))
    for first in (True, False):
        opened = unlock(folder, PASSPHRASE, NOW)
        assert len(opened.taken.set_aside) == int(first)
        session, knowledge = opened.session, load_knowledge()
        assert [e.note for e in session.journal.entries if e.id in session.journal.waiting] == ["the good one"]
        waiting_letters(session, knowledge, NOW)
        review_journal(session.journal, (), knowledge, NOW)
        assert len(session.letters_aside()) == 1
        session.lock()


@pytest.mark.parametrize("values", [{"made_up": 10**400}, {"own.made_up": "x"}, {"made_up": ["<b>", "y"]}])
def test_a_letter_with_a_measure_from_a_newer_version_comes_in_and_stops_nothing(
    values: dict[str, object], tmp_path: Path
) -> None:
    """It keeps its own name; it defines nothing."""
    folder = copy_vault(CURRENT, tmp_path / "vault")
    drop_letter(folder, seal(letter_with(entry(values=values)), read_recipient(folder)))
    opened = unlock(folder, PASSPHRASE, NOW)
    assert opened.taken.set_aside == ()
    for letter in waiting_letters(opened.session, load_knowledge(), NOW):
        keep_letter(opened.session, load_knowledge(), letter.entry.id, NOW)
    review_journal(opened.session.journal, (), load_knowledge(), NOW)
    assert opened.session.journal.own_measures == ()
    opened.session.lock()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from([*entry(), "added", "changed", "letter", "left_out", "nonsense"]), value=ANYTHING)
def test_whatever_stands_in_a_letter_it_opens_or_is_refused_with_a_sentence(part: str, value: object) -> None:
    """Never anything but a letter or a UserError, so that it can always be set aside."""
    identity = pyrage.x25519.Identity.generate()
    try:
        inside = letter_with(entry(**{part: value}))
    except UnicodeEncodeError:
        return
    if len(inside) > LARGE:
        return
    try:
        open_letter(seal(inside, str(identity.to_public())), [str(identity)])
    except UserError as error:
        assert error.sentence
