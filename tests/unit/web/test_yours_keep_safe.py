"""What opens the journal, forgetting, putting a backup back, one's own questions."""

import io
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, shown
from tests.unit.web.yours_bench import lock, my_journal, pair, renewed, session_cookie

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import WrongSecret
from aftercare.usecases import keep_safe
from aftercare.usecases.start import start
from aftercare.usecases.unlock import unlock, unlock_with_recovery
from aftercare.vault import Recovery
from aftercare.web.routes import url_for

NEW = "a lantern, a ladder, a loud sea"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return my_journal(inside)


# Passphrase and recovery key


def test_a_new_passphrase_shuts_the_old_one_and_every_other_browser_out(mine: Mine) -> None:
    before = session_cookie(mine.bench)
    assert len(re.findall(r"<li>(\w+)</li>", mine.get("passphrase").split('id="words"')[1].split("</ol>")[0])) == 6
    page = mine.post("passphrase", old=PASSPHRASE, which="own", phrase=NEW, again=NEW)
    assert "The passphrase is new." in shown(page)
    assert session_cookie(mine.bench) != before
    assert mine.bench.state.sessions.get(before) is None
    folder = mine.vault.folder
    lock(mine.bench)
    with pytest.raises(WrongSecret):
        unlock(folder, PASSPHRASE, mine.bench.state.now())
    unlock(folder, NEW, mine.bench.state.now()).session.lock()


def test_while_everything_opens_anew_the_waiting_page_does_not_hear_that_it_has_locked(
    mine: Mine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It went to the first page, and the recovery key that had just been made was shown to nobody."""
    before, heard = session_cookie(mine.bench), []

    def unlock_late(*arguments: object) -> object:
        heard.append(mine.bench.state.sessions.get(before) is not None)
        return unlock(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("aftercare.web.views.secrets.unlock", unlock_late)
    assert "There is a new recovery key." in shown(mine.post("recovery", do="replace", phrase=PASSPHRASE))
    assert heard == [True]
    assert mine.bench.state.sessions.get(before) is None


def test_a_wrong_or_mistyped_passphrase_changes_and_ends_nothing(mine: Mine) -> None:
    mine.get("passphrase")
    assert mine.send("passphrase", old="nope", which="own", phrase=NEW, again=NEW).status_code == 403
    assert mine.send("passphrase", old=PASSPHRASE, which="own", phrase=NEW, again="else").status_code == 422
    assert mine.send("passphrase", old=PASSPHRASE, which="own", phrase="short", again="short").status_code == 422
    assert mine.send("passphrase", old=PASSPHRASE, which="words", phrase="six other words").status_code == 422
    assert mine.vault.is_open
    assert mine.get("yours")


def test_copies_that_still_open_the_old_way_are_named(mine: Mine) -> None:
    mine.post("backup")
    mine.get("passphrase")
    text = shown(mine.post("passphrase", old=PASSPHRASE, which="own", phrase=NEW, again=NEW))
    assert "These copies still open the old way" in text
    assert "notes-2026-11-22.tar" in text


def test_a_recovery_key_is_made_shown_once_and_checked_by_its_last_six(mine: Mine) -> None:
    assert "There is none." in shown(mine.get("secrets"))
    assert mine.send("recovery", do="replace", phrase="wrong one").status_code == 403
    page = mine.post("recovery", do="replace", phrase=PASSPHRASE)
    assert "There is a new recovery key." in shown(page)
    now = renewed(mine)
    paper = now.get("start_paper")
    key = re.search(r"AGE-SECRET-KEY-1\w+", paper)
    assert key is not None
    assert now.send("start_paper", last="XXXXXX").status_code == 403
    now.post("start_paper", last=key[0][-6:].lower())
    assert "AGE-SECRET" not in now.follow(now.bench.client.get(url_for("start_paper"), headers=OWN))
    assert "There is one, on paper." in shown(now.get("secrets"))
    folder = now.vault.folder
    lock(mine.bench)
    opened = unlock_with_recovery(
        folder, key[0], new_passphrase=NEW, recovery=Recovery.KEEP, now=mine.bench.state.now()
    )
    opened.session.lock()


def test_with_a_recovery_key_a_change_asks_whether_its_paper_is_safe(mine: Mine) -> None:
    """Not answered, nothing happens; kept, it still opens; withdrawn, it opens no more."""
    mine.post("recovery", do="replace", phrase=PASSPHRASE)
    now = renewed(mine)
    assert "Is the paper with the recovery key safe?" in shown(now.get("passphrase"))
    refused = now.send("passphrase", old=PASSPHRASE, which="own", phrase=NEW, again=NEW)
    assert refused.status_code == 422
    assert "Say whether the paper is safe." in refused.text
    now.post("passphrase", old=PASSPHRASE, which="own", phrase=NEW, again=NEW, paper="safe")
    now = renewed(mine)
    assert now.vault.has_recovery
    assert "There is no recovery key any more." in shown(now.post("recovery", do="withdraw", phrase=NEW))
    assert not renewed(mine).vault.has_recovery


def test_a_lost_passphrase_is_replaced_by_the_recovery_key(inside: Bench) -> None:
    """From the locked page: key, new passphrase, in."""
    state = inside.state
    made = start(state.launch.folder, PASSPHRASE, birth_year=1990, recovery=True, now=state.now())
    made.session.lock()
    assert "I lost the passphrase" in inside.client.get("/", headers=OWN).text
    assert "Open with the recovery key" in inside.client.get(url_for("recover"), headers=OWN).text
    parts = {"which": "own", "phrase": NEW, "again": NEW, "paper": "safe"}
    wrong = inside.post(url_for("recover"), key="AGE-SECRET-KEY-1NOT", **parts)
    assert wrong.status_code == 403
    assert inside.post(url_for("recover"), key=made.recovery_key or "", which="own", phrase=NEW).status_code == 422
    answer = inside.post(url_for("recover"), key=(made.recovery_key or "").lower(), **parts)
    assert answer.status_code == 303
    assert state.vault is not None
    assert state.vault.is_open


# Forget, restore


def test_forgetting_lists_what_it_cannot_reach_and_takes_one_tap(mine: Mine) -> None:
    mine.post("backup")
    pair(mine)
    before = shown(mine.get("forget"))
    assert "notes-2026-11-22.tar" in before
    assert "Laptop" in before
    folder = mine.vault.folder
    answer = mine.send("forget")
    assert answer.status_code == 200
    assert "Forgotten." in shown(answer.text)
    assert "notes-2026-11-22.tar" in shown(answer.text)
    assert answer.headers["clear-site-data"] == '"cache"'
    assert not folder.exists()
    assert mine.bench.leaves == ["left"]
    assert mine.bench.state.vault is None


def test_whoever_lost_both_keys_can_start_over(mine: Mine) -> None:
    folder = mine.vault.folder
    assert mine.bench.client.get(url_for("forget_locked"), headers=OWN).status_code == 303
    lock(mine.bench)
    assert "Start over" in mine.bench.client.get(url_for("forget_locked"), headers=OWN).text
    assert "Forgotten." in mine.bench.post(url_for("forget_locked")).text
    assert not folder.exists()


def test_nobody_forgets_a_journal_that_another_browser_has_open(mine: Mine) -> None:
    mine.bench.client.cookies.delete(mine.bench.state.launch.session_cookie)
    assert mine.bench.post(url_for("forget_locked")).status_code == 409
    assert mine.vault.is_open


@pytest.fixture
def archive(tmp_path: Path, inside: Bench) -> bytes:
    """A backup of another journal with one entry."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    other = start(tmp_path / "other", PASSPHRASE, birth_year=1990, recovery=False, now=now).session
    at = When(datetime(2026, 11, 20), None, Precision.DAY)
    other.add(Entry(id=str(uuid.uuid4()), kind=EntryKind.DAY, at=at, recorded=now, values={"mood": 2}))
    copied = keep_safe.backup_to_carry(other, "notes.tar", now)
    other.lock()
    return copied


def nothing_in(folder: Path) -> bool:
    """No file at all; an empty folder says nothing."""
    return not any(path.is_file() for path in folder.rglob("*"))


def put_back(bench: Bench, data: bytes, **fields: str) -> object:
    return bench.client.post(
        url_for("restore"), data={"t": bench.token("/"), **fields}, files={"file": ("x", data)}, headers=OWN
    )


def test_a_backup_is_put_back_from_the_first_page(inside: Bench, archive: bytes) -> None:
    assert "Put a backup back" in inside.client.get("/", headers=OWN).text
    assert put_back(inside, archive, phrase="wrong words here").status_code == 403
    assert nothing_in(inside.state.launch.folder)
    answer = put_back(inside, archive, phrase=PASSPHRASE)
    assert answer.status_code == 303
    assert "Welcome back." in inside.client.get("/", headers=OWN).text
    opened = unlock(inside.state.launch.folder, PASSPHRASE, inside.state.now())
    assert len(opened.session.journal.entries) == 1
    opened.session.lock()
    assert inside.client.get(url_for("restore"), headers=OWN).headers["location"] == "/"


@pytest.mark.parametrize("data", [b"", b"a text of mine", b"\0" * 2048])
def test_what_is_no_backup_is_refused_and_leaves_nothing(inside: Bench, data: bytes) -> None:
    assert put_back(inside, data, phrase=PASSPHRASE).status_code == 422
    assert nothing_in(inside.state.launch.folder)


def test_a_backup_never_takes_the_place_of_a_journal(mine: Mine, archive: bytes) -> None:
    lock(mine.bench)
    assert put_back(mine.bench, archive, phrase=PASSPHRASE).status_code == 409


def test_the_archive_is_read_from_memory(archive: bytes, tmp_path: Path) -> None:
    """Whatever was chosen by mistake is never written down."""
    keep_safe.restore(io.BytesIO(archive), tmp_path / "again", passphrase=PASSPHRASE)
    assert (tmp_path / "again" / "journal.db").exists()


# Own questions


def test_own_questions_are_added_renamed_retired_and_brought_back(mine: Mine) -> None:
    page = mine.post("own_measures", label="Herbal tea", kind="yes_no", form="more", phase="before")
    assert "Added." in shown(page)
    (measure,) = mine.journal.own_measures
    assert f'name="{measure.id}"' in mine.get("log")
    assert "Renamed." in shown(mine.post("own_measure", do="rename", id=measure.id, label="Tea"))
    mine.post("own_measure", do="retire", id=measure.id)
    assert f'name="{measure.id}"' not in mine.get("log")
    mine.post("own_measure", do="bring_back", id=measure.id)
    (measure,) = mine.journal.own_measures
    assert (measure.label, measure.retired) == ("Tea", False)


def test_words_numbers_and_places_are_checked_and_what_was_typed_stays(mine: Mine) -> None:
    cases = (
        {"label": "", "kind": "yes_no", "form": "check_in"},
        {"label": "Tea", "kind": "choice", "form": "check_in", "options": "only one"},
        {"label": "Tea", "kind": "number", "form": "check_in", "minimum": "x"},
        {"label": "Tea", "kind": "yes_no", "form": "more"},
        {"label": "Tea", "kind": "sites", "form": "more"},
    )
    for case in cases:
        answer = mine.send("own_measures", **case)
        assert answer.status_code == 422, case
        assert case["label"] in answer.text
    assert mine.journal.own_measures == ()
    mine.post("own_measures", label="Cups", kind="number", form="check_in", unit="cups", minimum="0", maximum="12,5")
    assert mine.journal.own_measures[0].maximum == 12.5
    mine.post("own_measures", label="Weather", kind="choice", form="day_after", options="sun\nrain\n")
    assert mine.journal.own_measures[1].option_ids == ("sun", "rain")
    assert mine.send("own_measure", do="rename", id=mine.journal.own_measures[0].id, label="").status_code == 422
