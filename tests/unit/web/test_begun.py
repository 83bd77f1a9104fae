"""A half-filled form and the lock that comes by itself: what waits afterwards, what is offered, what is forgotten."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient
from tests.unit.web.conftest import ADDRESS, OWN, Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, open_journal, shown

from aftercare.model.errors import BadValue
from aftercare.usecases.begun import Begun, BegunForm, begun_forms, check_begun
from aftercare.usecases.unlock import unlock
from aftercare.vault import Draft, Letter, drop_letter, read_recipient, seal_letter, waiting
from aftercare.web.routes import make_app, url_for
from aftercare.web.unsaved import HELD, Unsaved

OFFERED = "You had begun something"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def hand_over(mine: Mine, form: str, **fields: str | list[str]) -> dict[str, bool]:
    """What the page's script does a moment after each change."""
    answer = mine.send("keep_begun", form=form, **fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def walk_away(mine: Mine) -> None:
    """Five minutes pass, second by second."""
    for _ in range(301):
        mine.bench.clock.move(1)
        mine.bench.state.lock_if_due()
    assert mine.bench.state.vault is None


def letters(mine: Mine) -> int:
    return waiting(mine.bench.state.launch.folder).letters


def unlock_again(mine: Mine) -> Mine:
    """The fresh worker after a lock, and the same browser in front of it."""
    old = mine.bench.state
    state = replace(old, sessions=type(old.sessions)(), unsaved=Unsaved(), vault=None, autolock=None, left=False)
    client = TestClient(make_app(state), base_url=ADDRESS, follow_redirects=False, cookies=mine.bench.client.cookies)
    session = unlock(state.launch.folder, PASSPHRASE, state.now()).session
    browser = state.open(session)
    client.cookies.set(state.launch.session_cookie, browser.id)
    return Mine(replace(mine.bench, state=state, client=client), session, browser.form_key)


def checked(html: str, name: str, value: str) -> bool:
    """Whether an answer is picked."""
    field = html.split(f'name="{name}" value="{value}"', 1)[1].split(">", 1)[0]
    return "checked" in field


def test_what_was_begun_is_offered_after_unlocking_and_becomes_one_entry_once(mine: Mine) -> None:
    """Begin a log, walk away, unlock, continue, save."""
    form_id = mine.form_id()
    hand_over(mine, "log", id=form_id, when="now", local="2026-11-22T11:58", tears="2", note="so far\r\nso good")
    walk_away(mine)
    assert letters(mine) == 1
    again = unlock_again(mine)
    assert again.journal.entries == ()
    home = shown(again.get("home"))
    assert OFFERED in home
    assert "so far" not in home
    page = again.post("begun", begun=form_id, do="continue")
    assert checked(page, "tears", "2")
    assert "so far\r\nso good" in page
    assert 'value="2026-11-22"' in page
    assert 'value="11:58"' in page
    assert checked(page, "when", "earlier")
    fields = {"when": "earlier", "day": "2026-11-22", "hour": "11:58", "tears": "2", "note": "so far"}
    again.post("log", id=form_id, **fields)
    again.send("log", id=form_id, **fields)
    assert [entry.at.local.hour for entry in again.journal.entries] == [11]
    assert OFFERED not in again.get("home")
    assert again.vault.drafts() == {}


def test_nothing_plain_of_it_reaches_the_disk(mine: Mine) -> None:
    """What lies in the letterbox is sealed to the journal's own key."""
    hand_over(mine, "log", id=mine.form_id(), tears="2", note="nobody reads this")
    assert letters(mine) == 0
    walk_away(mine)
    for path in mine.bench.state.launch.folder.rglob("*"):
        if path.is_file():
            assert b"nobody reads this" not in path.read_bytes()


def test_handing_a_form_over_puts_off_no_lock(mine: Mine) -> None:
    """It is the script's doing, not the person's."""
    form_id = mine.form_id()
    for _ in range(299):
        mine.bench.clock.move(1)
        mine.bench.state.lock_if_due()
    hand_over(mine, "log", id=form_id, tears="2")
    for _ in range(2):
        mine.bench.clock.move(1)
        mine.bench.state.lock_if_due()
    assert mine.bench.state.vault is None
    assert letters(mine) == 1


def test_after_sleep_what_had_been_handed_over_is_there(mine: Mine) -> None:
    """The lock comes at once on waking; what was handed over before is kept, what comes after finds it locked."""
    form_id = mine.form_id()
    hand_over(mine, "log", id=form_id, tears="2")
    mine.bench.clock.sleep(7200)
    late = mine.send("keep_begun", form="log", id=form_id, tears="3")
    assert late.status_code == 403
    page = unlock_again(mine)
    (begun,) = begun_forms(page.vault)
    assert begun.fields["tears"] == "2"


@pytest.mark.parametrize("way", ["lock", "exit"])
def test_who_locks_themself_leaves_nothing_behind(mine: Mine, way: str) -> None:
    """Lock and Exit are the person's own doing."""
    hand_over(mine, "log", id=mine.form_id(), tears="2")
    token = mine.bench.token("/p/7")
    mine.bench.client.post(url_for(way), data={"t": token}, headers=OWN)
    assert mine.bench.state.vault is None
    assert letters(mine) == 0


def test_what_is_saved_or_left_on_purpose_is_not_offered(mine: Mine) -> None:
    """Saved: an entry. Cancelled: gone."""
    saved, left = mine.form_id(), mine.form_id()
    hand_over(mine, "log", id=saved, tears="2")
    hand_over(mine, "log", id=left, tears="1")
    mine.post("log", id=saved, when="now", tears="2")
    assert hand_over(mine, "log", id=left, do="away")["kept"] is False
    walk_away(mine)
    assert letters(mine) == 0


def test_an_untouched_form_is_not_kept(mine: Mine) -> None:
    assert hand_over(mine, "log", id=mine.form_id(), when="now", note="  ") == {"kept": False, "fits": True}
    walk_away(mine)
    assert letters(mine) == 0


def test_a_form_too_long_for_a_letter_is_said_so(mine: Mine) -> None:
    """While there is time to save it."""
    kept = hand_over(mine, "log", id=mine.form_id(), tears="2", note="ж" * 9_000)
    assert kept == {"kept": False, "fits": False}


def test_a_check_in_comes_back_with_everything_ticked(mine: Mine) -> None:
    """Also where several answers were given to one question."""
    form_id = mine.form_id("check_in")
    page = mine.get("check_in")
    several = next(part.split('"', 1)[0] for part in page.split('type="checkbox" name="')[2:])
    values = [part.split('"', 1)[0] for part in page.split(f'type="checkbox" name="{several}" value="')[1:]][:2]
    assert len(values) == 2
    hand_over(mine, "check_in", id=form_id, when="now", mood="1", **{several: values})
    walk_away(mine)
    again = unlock_again(mine)
    page = again.post("begun", begun=form_id, do="continue")
    assert checked(page, "mood", "1")
    assert all(checked(page, several, value) for value in values)


def test_a_change_of_an_entry_is_gone_on_with(mine: Mine) -> None:
    """The entry itself is as it was until saved."""
    mine.log(tears="2", note="before")
    entry = mine.last
    hand_over(mine, "edit", entry=entry.id, when="earlier", day="2026-11-22", hour="12:00", tears="3", note="after")
    walk_away(mine)
    again = unlock_again(mine)
    assert again.journal.entries[0].note == "before"
    assert "A change to an entry" in again.get("home")
    page = again.post("begun", begun=entry.id, do="continue")
    assert "Change this entry" in page
    assert checked(page, "tears", "3")
    again.post("edit", entry=entry.id, when="earlier", day="2026-11-22", hour="12:00", tears="3", note="after")
    assert [each.note for each in again.journal.entries] == ["after"]
    assert OFFERED not in again.get("home")


def test_a_change_of_an_entry_that_was_deleted_since_is_said_to_be_gone(mine: Mine) -> None:
    mine.log(tears="2")
    entry = mine.last
    hand_over(mine, "edit", entry=entry.id, tears="3")
    walk_away(mine)
    again = unlock_again(mine)
    again.post("delete", entry=entry.id)
    assert "no longer here" in again.post("begun", begun=entry.id, do="continue")
    assert OFFERED not in again.get("home")


def test_thrown_away_it_is_gone_for_good(mine: Mine) -> None:
    form_id = mine.form_id()
    hand_over(mine, "log", id=form_id, tears="2")
    walk_away(mine)
    again = unlock_again(mine)
    text = shown(again.post("begun", begun=form_id, do="away"))
    assert "Thrown away." in text
    assert OFFERED not in text
    assert again.vault.drafts() == {}
    assert again.send("begun", begun=form_id, do="continue").status_code == 404


def test_left_twice_it_is_offered_once_as_it_was_last(mine: Mine) -> None:
    """Gone on with, and interrupted again."""
    form_id = mine.form_id()
    hand_over(mine, "log", id=form_id, tears="1")
    walk_away(mine)
    again = unlock_again(mine)
    again.bench.state.now = lambda: datetime(2026, 11, 22, 13, tzinfo=UTC)
    hand_over(again, "log", id=form_id, tears="3")
    walk_away(again)
    third = unlock_again(again)
    assert third.get("home").count('value="continue"') == 1
    assert checked(third.post("begun", begun=form_id, do="continue"), "tears", "3")


def test_it_counts_in_nothing_until_saved(mine: Mine) -> None:
    """A half-filled form that would be an emergency once saved raises nothing and counts as no entry."""
    hand_over(mine, "log", id=mine.form_id(), pain="10", tears="3")
    walk_away(mine)
    again = unlock_again(mine)
    text = shown(again.get("home"))
    assert "Nothing to compare yet." in text
    assert "can't wait" not in text


def test_a_form_that_is_none_is_refused(mine: Mine) -> None:
    assert mine.send("keep_begun", form="other", id=mine.form_id(), tears="2").status_code == 404
    assert mine.send("keep_begun", form="log", tears="2").status_code == 404
    assert mine.send("keep_begun", form="log", id="../../x", tears="2").status_code == 422


def test_what_a_stranger_seals_as_a_form_is_set_aside_and_home_stands(mine: Mine) -> None:
    """Who has the public key can write a letter."""
    folder, good = mine.bench.state.launch.folder, str(uuid.uuid4())
    when = "2026-11-22T12:00:00+00:00"
    for form, fields in (
        ("poem", {"id": good, "kept": when}),
        ("log", {"id": "1", "kept": when}),
        ("log", {"id": good, "kept": "9999-12-31T23:59:59-12:00"}),
        ("log", {"id": good, "kept": "now"}),
        ("edit", {"id": good, "kept": when}),
        ("log", {"id": good, "kept": when, "day": "<i>x", "pain": "x", "local": "?", "tears": "900", "when": "\x00"}),
    ):
        letter = Letter(id=str(uuid.uuid4()), device=None, content=Draft(form=form, fields=fields))
        drop_letter(folder, seal_letter(letter, read_recipient(folder)))
    mine.bench.state.lock()
    again = unlock_again(mine)
    assert len(again.vault.letters_aside()) == 5
    assert OFFERED in again.get("home")
    page = again.post("begun", begun=good, do="continue")
    assert "<i>x" not in page


def test_only_forms_of_ours_can_have_been_left() -> None:
    with pytest.raises(BadValue):
        check_begun(Draft(form="log", fields={}))


def test_what_it_holds_is_in_no_message_or_log() -> None:
    """Neither field nor value."""
    begun = Begun(form=BegunForm.LOG, kept=datetime(2026, 11, 22, tzinfo=UTC), fields={"note": "quiet"})
    assert "quiet" not in repr(begun)
    held = Unsaved()
    held.hold("x", b"sealed")
    assert "sealed" not in repr(held)


def test_only_a_few_forms_are_held_at_once() -> None:
    held = Unsaved()
    for number in range(HELD + 3):
        held.hold(str(number), b"%d" % number)
    held.hold("5", b"newer")
    taken = held.take_all()
    assert len(taken) == HELD
    assert b"newer" in taken
    assert b"2" not in taken
    assert held.take_all() == ()


@pytest.mark.parametrize("name", ["log", "check_in"])
def test_without_script_the_page_says_that_what_is_typed_is_not_kept(mine: Mine, name: str) -> None:
    """Seen only where scripts are off."""
    page = mine.get(name)
    for part in page.split("<noscript>")[1:]:
        if "If it locks before, it is lost." in part.split("</noscript>")[0]:
            break
    else:
        pytest.fail("nothing is said")
    assert page.count("If it locks before, it is lost.") == 1
