"""Devices that may write, logging while locked, and the letters that come of it."""

import re
import uuid

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, shown
from tests.unit.web.yours_bench import leave, lock, my_journal, pair

from aftercare.usecases.unlock import unlock
from aftercare.web.link import Say
from aftercare.web.routes import url_for


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return my_journal(inside)


def test_a_browser_that_may_write_logs_without_unlocking(mine: Mine) -> None:
    """Sealed at once; kept out until kept; what was told there is not shown again."""
    client = mine.bench.client
    assert "Log without unlocking" not in mine.get("devices")
    pair(mine)
    assert "this browser" in shown(mine.get("devices"))
    folder = mine.vault.folder
    lock(mine.bench)
    assert "Log without unlocking" in client.get("/", headers=OWN).text
    form = client.get(url_for("locked_log"), headers=OWN).text
    form_id = re.search(r'name="id" value="([^"]+)"', form)
    assert form_id is not None
    answer = mine.bench.post(url_for("locked_log"), id=form_id[1], when="now", tears="2", mood_after="2", pain="1")
    assert answer.status_code == 303
    done = client.get(url_for("locked_step"), headers=OWN).text
    assert "It waits, sealed, until you unlock." in shown(done)
    assert len(list((folder / "letterbox").glob("*.age"))) == 1
    again = mine.bench.post(url_for("locked_log"), id=form_id[1], when="now", tears="2", mood_after="2", pain="1")
    assert again.status_code == 303
    assert len(list((folder / "letterbox").glob("*.age"))) == 1
    mine.bench.post(url_for("locked_step"), do="done")
    assert client.get(url_for("locked_step"), headers=OWN).headers["location"] == "/"
    opened = unlock(folder, PASSPHRASE, mine.bench.state.now())
    (entry,) = opened.session.journal.entries
    assert (entry.letter, entry.values["tears"]) == ("Laptop", 2)
    assert opened.session.journal.waiting == {entry.id}
    opened.session.lock()


def test_while_locked_a_severe_pain_asks_and_warns_before_it_says_noted(mine: Mine) -> None:
    """Entry-only rules are screened there, and what they lack is asked; nothing of the answers is kept."""
    pair(mine)
    lock(mine.bench)
    bench, client = mine.bench, mine.bench.client
    bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", pain="9", mood_after="0")
    page = client.get(url_for("locked_step"), headers=OWN).text
    seen = set()
    for _ in range(20):
        if "It waits, sealed" in page:
            break
        if "Any of these now?" in page:
            seen.add("danger")
            first = re.search(r'name="line" value="([^"]+)"', page)
            assert first is not None
            assert bench.post(url_for("locked_step"), do="danger").status_code == 422
            bench.post(url_for("locked_step"), do="danger", line=first[1])
        elif "I have read this" in page:
            seen.add("flags")
            bench.post(url_for("locked_step"), do="read")
        else:
            seen.add("question")
            finding = re.search(r'name="finding" value="([^"]+)"', page)
            assert finding is not None
            bench.post(url_for("locked_step"), do="question", finding=finding[1], answer="yes")
        page = client.get(url_for("locked_step"), headers=OWN).text
    assert "It waits, sealed" in page
    assert "flags" in seen
    assert seen & {"danger", "question"}


def test_own_words_while_locked_get_the_danger_list(mine: Mine) -> None:
    pair(mine)
    lock(mine.bench)
    mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", note="a word for nobody")
    page = mine.bench.client.get(url_for("locked_step"), headers=OWN).text
    assert "Is one of these so right now?" in page
    assert "Chest pain" in page
    assert "a word for nobody" not in page


def test_what_does_not_fit_while_locked_can_be_mended(mine: Mine) -> None:
    pair(mine)
    lock(mine.bench)
    answer = mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now")
    assert answer.status_code == 422
    mine.bench.parent.answers[Say.LETTER] = False
    answer = mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", pain="1")
    assert answer.status_code == 429


def test_a_browser_that_is_not_paired_or_no_more_cannot_write(mine: Mine) -> None:
    pair(mine)
    device = mine.vault.devices()[0].id
    cookie = mine.bench.client.cookies[mine.bench.state.launch.device_cookie]
    mine.post("devices", revoke=device)
    mine.bench.client.cookies.set(mine.bench.state.launch.device_cookie, cookie)
    lock(mine.bench)
    assert "Log without unlocking" not in mine.bench.client.get("/", headers=OWN).text
    assert mine.bench.client.get(url_for("locked_log"), headers=OWN).headers["location"] == "/"
    assert mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", pain="1").status_code == 403
    assert not list((mine.vault.folder / "letterbox").glob("*.age"))


def test_letters_are_looked_at_kept_or_discarded(mine: Mine) -> None:
    kept, lost = leave(mine, pain=1), leave(mine, hours=3, pain=2)
    page = mine.get("letters")
    assert "from this device" in shown(page)
    assert mine.journal.waiting == {kept.id, lost.id}
    look = mine.post("letters", do="look", entry=kept.id)
    assert "not yet kept" in shown(look)
    mine.post("letters", do="keep", entry=kept.id)
    assert "Discarded." in shown(mine.post("letters", do="discard", entry=lost.id))
    assert [entry.id for entry in mine.journal.entries] == [kept.id]
    assert mine.journal.waiting == frozenset()
    assert "Nothing waits." in shown(mine.get("letters"))


def test_a_fresh_letter_that_cannot_wait_shows_it_before_anything_else(mine: Mine) -> None:
    entry = leave(mine, hours=1, pain=9)
    page = mine.get("letters")
    assert "Look at this one first" in shown(page)
    look = shown(mine.post("letters", do="look", entry=entry.id))
    assert "Is it still there?" not in look
    assert look.index("Do now") < look.index("After")


@pytest.mark.parametrize(("still", "warns"), [("yes", True), ("no", False), ("unsure", False)])
def test_a_letter_older_than_a_day_is_asked_whether_it_is_still_there(mine: Mine, still: str, warns: bool) -> None:
    """Heavy bleeding, thirty hours ago: asked first. Then it is an emergency, or what follows when it is over."""
    entry = leave(mine, hours=30, bleeding_after=4)
    assert "Look at this one first" in shown(mine.get("letters"))
    look = mine.post("letters", do="look", entry=entry.id)
    assert "Is it still there?" in shown(look)
    assert "Do now" not in shown(look)
    rule = re.search(r'name="rule" value="(\w+)"', look)
    assert rule is not None
    after = shown(mine.post("letter_look", rule=rule[1], still=still))
    assert "Is it still there?" not in after
    assert ("Get help now" in after) == warns
    assert ("Be seen today" in after) == (not warns)


def test_a_letter_that_does_not_open_is_listed_and_can_be_removed(mine: Mine) -> None:
    leave(mine, pain=1)
    (mine.vault.folder / "letterbox" / f"{'0' * 32}.age").write_bytes(b"age-encryption.org/v1\n-> X25519 broken")
    page = mine.get("letters")
    assert "These could not be opened" in shown(page)
    mine.post("letters", do="aside", aside="0" * 32)
    assert mine.vault.letters_aside() == ()
    assert "These could not be opened" not in shown(mine.get("letters"))


def test_a_thought_of_ending_ones_life_is_met_with_a_number_and_kind_words(mine: Mine) -> None:
    """Ticked while locked: the number first, then ours; not what was logged."""
    pair(mine)
    lock(mine.bench)
    bench, client = mine.bench, mine.bench.client
    bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", mood_after="0")
    page = client.get(url_for("locked_step"), headers=OWN).text
    line = re.search(r'value="([^"]+)"><span>[^<]*ending your life', page)
    assert line is not None, shown(page)
    bench.post(url_for("locked_step"), do="danger", line=line[1])
    text = shown(client.get(url_for("locked_step"), headers=OWN).text)
    assert "It is good that you said that." in text
    assert "can't call anyone" in text.replace("&#39;", "'")
    assert text.index("Where are you?") < text.index("It is good that you said that.")


CHEST = "my chest hurts badly and I can not breathe"
AHEAD = {"when": "earlier", "day": "2099-01-01", "only_day": "yes"}


@pytest.mark.parametrize("hindered", ["a time ahead", "too fast", "no room"])
def test_what_cannot_wait_is_said_when_an_entry_cannot_be_kept(mine: Mine, hindered: str) -> None:
    """Above the complaint; nothing is kept, and the form still holds what was filled in."""
    pair(mine)
    folder = mine.vault.folder
    lock(mine.bench)
    if hindered == "too fast":
        mine.bench.parent.answers[Say.LETTER] = False
    if hindered == "no room":
        (folder / "letterbox").mkdir(exist_ok=True)
        for number in range(500):
            (folder / "letterbox" / f"{number:032x}.age").touch()
    when = AHEAD if hindered == "a time ahead" else {"when": "now"}
    before = len(list((folder / "letterbox").glob("*.age")))
    answer = mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), pain="9", note=CHEST, **when)
    page = shown(answer.text)
    assert answer.status_code >= 400
    assert "Get help now" in page
    order = [answer.text.index(part) for part in ("Get help now", "Is one of these so right now?", 'class="errors"')]
    assert order == sorted(order)
    assert CHEST in page
    assert len(list((folder / "letterbox").glob("*.age"))) == before


def test_an_empty_form_is_only_asked_for_an_answer(mine: Mine) -> None:
    pair(mine)
    lock(mine.bench)
    page = shown(mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now").text)
    assert "answer at least one line" in page
    assert page.count("Is one of these so right now?") == 1, "in the template for the script alone"
