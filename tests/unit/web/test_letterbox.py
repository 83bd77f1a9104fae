"""Where the page brings what it sealed by itself: who may, how much, how often, and what is said when it can't be."""

import uuid
from pathlib import Path

import pytest
from httpx2 import Response
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, shown
from tests.unit.web.yours_bench import lock, my_journal, pair

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.usecases.letter_in import let_write
from aftercare.usecases.letters import take_in
from aftercare.usecases.secrets import change_passphrase
from aftercare.usecases.unlock import unlock
from aftercare.vault import Letter, Recovery, read_recipient, seal_letter
from aftercare.vault.letter import LONGEST_SEALED, SEALED_START
from aftercare.web.link import Say
from aftercare.web.routes import url_for

SCRIPT = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
SHELL = SCRIPT | {"x-shell": "1"}
NEW = "another lamp, another harbour, a mild wind"
SEALED = SEALED_START + b"X25519 nothing that opens\n"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    opened = my_journal(inside)
    pair(opened)
    return opened


def bring(bench: Bench, sealed: bytes, *, kind: str = "application/octet-stream", **headers: str) -> Response:
    return bench.client.post(url_for("letterbox"), content=sealed, headers=SCRIPT | {"content-type": kind} | headers)


def letter(mine: Mine, recipient: str, *, pain: int = 3, device: str | None = None) -> bytes:
    now = mine.bench.state.now()
    at = When(now.replace(tzinfo=None), "UTC", Precision.INSTANT)
    entry = Entry(id=str(uuid.uuid4()), kind=EntryKind.ENCOUNTER, at=at, recorded=now, values={"pain": pain})
    return seal_letter(Letter(id=str(uuid.uuid4()), device=device, content=entry), recipient)


def files(mine: Mine) -> list[Path]:
    return list((mine.vault.folder / "letterbox").glob("*.age"))


def test_what_is_brought_while_locked_is_kept_and_taken_in_once(mine: Mine) -> None:
    folder, device = mine.vault.folder, mine.vault.devices()[0].id
    sealed = letter(mine, read_recipient(folder), device=device)
    lock(mine.bench)
    for _time in range(3):
        assert bring(mine.bench, sealed).status_code == 204
    opened = unlock(folder, PASSPHRASE, mine.bench.state.now())
    (entry,) = opened.session.journal.entries
    assert (entry.letter, entry.values["pain"]) == ("Laptop", 3)
    assert opened.session.journal.waiting == {entry.id}
    opened.session.lock()


def test_while_the_journal_is_open_it_is_taken_in_at_once(mine: Mine) -> None:
    """And it puts off no lock: nobody has to be there."""
    state = mine.bench.state
    before = state.autolock and state.autolock.last_action
    mine.bench.clock.move(5)
    assert bring(mine.bench, letter(mine, mine.vault.recipient)).status_code == 204
    state.journal_thread.submit(lambda: None).result(5)
    assert len(mine.vault.journal.waiting) == 1
    assert files(mine) == []
    assert (state.autolock and state.autolock.last_action) == before


def test_the_time_of_its_file_says_nothing(mine: Mine) -> None:
    lock(mine.bench)
    assert bring(mine.bench, SEALED).status_code == 204
    (file,) = files(mine)
    assert (file.stat().st_mtime, file.stat().st_mode & 0o777) == (946684800, 0o600)


@pytest.mark.parametrize(
    ("sealed", "kind", "status"),
    [
        (b"plain words", "application/octet-stream", 422),
        (SEALED, "text/plain", 422),
        (SEALED, "application/octet-stream; charset=utf-8", 422),
        (SEALED, "application/x-www-form-urlencoded", 422),
        (SEALED.ljust(LONGEST_SEALED + 1), "application/octet-stream", 413),
        (b"", "application/octet-stream", 422),
    ],
)
def test_what_is_no_sealed_letter_is_refused_with_one_sentence(
    mine: Mine, sealed: bytes, kind: str, status: int
) -> None:
    answer = bring(mine.bench, sealed, kind=kind)
    assert answer.status_code == status
    assert list(answer.json()) == ["say"]
    assert answer.json()["say"].endswith(".")
    assert files(mine) == []


def test_a_browser_that_is_not_paired_is_told_so(inside: Bench) -> None:
    mine = my_journal(inside)
    answer = bring(inside, SEALED)
    assert answer.status_code == 404
    assert "let this browser write again" in answer.json()["say"]
    assert files(mine) == []


def test_another_page_or_browser_gets_nothing(mine: Mine) -> None:
    """The cookie alone is not enough: the request has to come from our own pages."""
    for site in ("cross-site", "same-site", "none"):
        answer = bring(mine.bench, SEALED, **{"sec-fetch-site": site})
        assert (answer.status_code, answer.content) == (404, b"")
    assert files(mine) == []


def test_a_flood_is_slowed_and_a_full_box_refuses(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The phone keeps its own, in both cases."""
    mine.bench.parent.answers[Say.LETTER] = False
    slow = bring(mine.bench, SEALED)
    assert slow.status_code == 429
    assert "in a minute" in slow.json()["say"]
    mine.bench.parent.answers[Say.LETTER] = True
    monkeypatch.setattr("aftercare.vault.letterbox.MOST_LETTERS", 0)
    full = bring(mine.bench, SEALED)
    assert full.status_code == 507
    assert "stays on this phone" in full.json()["say"]


def test_after_the_passphrase_changed_the_old_sign_ends_and_old_letters_still_open(mine: Mine) -> None:
    """Sealed to the former key while the phone was away: the person pairs anew, and it is all there."""
    bench, folder, now = mine.bench, mine.vault.folder, mine.bench.state.now()
    sealed = letter(mine, mine.vault.recipient, device=mine.vault.devices()[0].id)
    change_passphrase(mine.vault, PASSPHRASE, NEW, recovery=Recovery.KEEP, now=now)
    lock(bench)
    assert bring(bench, sealed).status_code == 404
    opened = unlock(folder, NEW, now).session
    bench.client.cookies.set(bench.state.launch.device_cookie, let_write(opened, "Phone", now), domain="127.0.0.1")
    assert bring(bench, sealed).status_code == 204
    take_in(opened)
    (entry,) = opened.journal.entries
    assert (entry.values["pain"], entry.letter) == (3, "a device not paired now")
    opened.lock()


def test_the_page_as_it_stays_on_the_device_is_for_everyone(mine: Mine) -> None:
    """No token, no session, nothing of who is paired; the same while locked and while open."""
    client = mine.bench.client
    kept = client.get(url_for("locked_log"), headers=SHELL)
    assert kept.status_code == 200
    assert 'name="t" value=""' in kept.text
    assert 'data-token=""' in kept.text
    assert "This browser may not write yet." in kept.text
    lock(mine.bench)
    anew = client.get(url_for("locked_log"), headers=SHELL).text
    without_id = [line for line in anew.splitlines() if 'name="id"' not in line]
    assert without_id == [line for line in kept.text.splitlines() if 'name="id"' not in line]
    assert "Laptop" not in anew


def test_the_open_page_of_devices_gives_the_browser_what_it_seals_to(mine: Mine) -> None:
    page = mine.get("devices")
    assert f'data-recipient="{mine.vault.recipient}"' in page
    mine.post("devices", revoke=mine.vault.devices()[0].id)
    assert "data-recipient" not in mine.get("devices")


def test_every_text_of_the_screens_is_on_the_page_before_it_is_needed(mine: Mine) -> None:
    """Nothing has to be fetched to say what cannot wait."""
    page = shown(mine.bench.client.get(url_for("locked_log"), headers=SHELL).text)
    for text in ("Any of these now?", "I have read this", "Is that so now?", "Noted.", "Chest pain", "Do now"):
        assert text in page
