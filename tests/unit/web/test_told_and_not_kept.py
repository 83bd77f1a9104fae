"""Danger that the program was told is answered, whatever becomes of the entry (SAFETY 2, 4).

Nothing is kept in any of these, and each page says so; the list of dangers and the numbers stand in the page itself.
"""

import secrets
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.unit.web.conftest import ADDRESS, OWN, Bench
from tests.unit.web.journal_bench import Mine, shown
from tests.unit.web.test_posted_pages import BROWSER
from tests.unit.web.yours_bench import lock, my_journal, pair

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.web.routes import make_app, url_for

CHEST = "my chest hurts badly and I can not breathe"
LIST = "Is one of these so right now?"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return my_journal(inside)


def taken_back(mine: Mine) -> Path:
    """This browser may not write any more, and the journal is locked; the folder."""
    pair(mine)
    launch = mine.bench.state.launch
    cookie = mine.bench.client.cookies[launch.device_cookie]
    mine.post("devices", revoke=mine.vault.devices()[0].id)
    mine.bench.client.cookies.set(launch.device_cookie, cookie)
    lock(mine.bench)
    return launch.folder


def noted(bench: Bench, **fields: str) -> Response:
    """The form that is there without unlocking, sent; the page it leads to."""
    data = {"t": bench.token("/"), "id": str(uuid.uuid4()), "when": "now", **fields}
    answer = bench.client.post(url_for("locked_log"), data=data, headers=BROWSER)
    return bench.client.get(answer.headers["location"], headers=BROWSER)


def letters(folder: Path) -> list[Path]:
    return list((folder / "letterbox").glob("*.age"))


def has_whole_list_and_numbers(page: str) -> bool:
    lines = [line.text.replace("'", "&#39;") for line in danger_list_for_words(load_knowledge())]
    return LIST in page and all(line in page.replace("’", "&#39;") for line in lines) and 'href="tel:112"' in page


def anew(mine: Mine) -> TestClient:
    """The same browser, after the program was started anew."""
    launch = replace(mine.bench.state.launch, key=secrets.token_hex(32))
    client = TestClient(make_app(replace(mine.bench.state, launch=launch)), base_url=ADDRESS, follow_redirects=False)
    client.cookies.update(mine.bench.client.cookies)
    mine.bench.state.launch = launch
    return client


def test_who_may_not_write_any_more_still_reads_what_cannot_wait(mine: Mine) -> None:
    folder = taken_back(mine)
    page = noted(mine.bench, pain="9", note=CHEST)
    assert page.status_code == 403
    assert "Get help now" in shown(page.text)
    assert has_whole_list_and_numbers(page.text)
    assert "may not write here any more, so this was not kept" in shown(page.text)
    assert CHEST in page.text, "what was typed still stands there"
    assert letters(folder) == []


def test_who_may_not_write_any_more_reads_the_list_where_words_say_nothing_to_the_rules(mine: Mine) -> None:
    taken_back(mine)
    page = noted(mine.bench, note="ein Satz in einer anderen Sprache")
    assert "Get help now" not in shown(page.text)
    assert has_whole_list_and_numbers(page.text)


def test_a_locked_form_of_an_earlier_start_comes_back_as_it_was_with_what_cannot_wait(mine: Mine) -> None:
    """The program was started anew while the form stood open: the browser may write, its form is out of date."""
    pair(mine)
    lock(mine.bench)
    client = anew(mine)
    data = {"t": "old", "id": str(uuid.uuid4()), "when": "now", "pain": "9", "note": CHEST}
    answer = client.post(url_for("locked_log"), data=data, headers=BROWSER)
    page = client.get(answer.headers["location"], headers=BROWSER)
    assert page.status_code == 403
    assert "Get help now" in shown(page.text)
    assert has_whole_list_and_numbers(page.text)
    assert "out of date" in page.text
    token = page.text.split('name="t" value="')[-1].split('"')[0]
    assert letters(mine.bench.state.launch.folder) == []
    client.post(url_for("locked_log"), data={**data, "t": token}, headers=BROWSER)
    assert len(letters(mine.bench.state.launch.folder)) == 1, "Save once more keeps it"


@pytest.mark.parametrize("name", ["log", "check_in", "after_save", "locked_log", "check", "my_check_step"])
def test_a_browser_that_this_start_does_not_know_reads_the_list_with_numbers(mine: Mine, name: str) -> None:
    """It may write no more, the program was started anew: nothing it sends is read, and that is said with the list."""
    taken_back(mine)
    client = anew(mine)
    answer = client.post(url_for(name), data={"t": "old", "note": CHEST}, headers=BROWSER)
    assert (answer.status_code, answer.text) == (303, "")
    page = client.get(answer.headers["location"], headers=BROWSER)
    assert page.status_code == 403
    assert "This was not kept." in page.text
    assert has_whole_list_and_numbers(page.text)
    assert CHEST not in page.text
    assert 'href="/' not in page.text, "no link to what this browser does not get"


def test_a_stranger_gets_nothing_of_it(mine: Mine) -> None:
    client = anew(mine)
    client.cookies.clear()
    answer = client.post(url_for("log"), data={"note": CHEST}, headers=BROWSER)
    assert (answer.status_code, answer.content) == (404, b"")
    page = client.get(url_for("not_kept"), headers=BROWSER)
    assert page.status_code == 403
    assert "danger" not in page.text
    assert LIST not in page.text


@pytest.mark.parametrize("name", ["log", "check_in"])
def test_an_entry_sent_when_the_journal_had_locked_is_answered_by_what_cannot_wait(mine: Mine, name: str) -> None:
    lock(mine.bench)
    data = {"t": mine.key, "id": str(uuid.uuid4()), "when": "now", "note": CHEST}
    answer = mine.bench.client.post(url_for(name), data=data, headers=BROWSER)
    page = mine.bench.client.get(answer.headers["location"], headers=BROWSER)
    assert page.status_code == 403
    assert "Get help now" in shown(page.text)
    assert has_whole_list_and_numbers(page.text)
    assert "It has locked meanwhile, so nothing was saved." in shown(page.text)
    assert CHEST not in page.text, "the journal is locked: what was written is not shown again"


def test_an_entry_that_came_just_as_it_locked_is_answered_by_the_list(mine: Mine) -> None:
    """The worker that could have read it ends; the next one has nothing but the list."""
    mine.bench.clock.move(301)
    data = {"t": mine.key, "id": str(uuid.uuid4()), "when": "now", "note": CHEST}
    answer = mine.bench.client.post(url_for("log"), data=data, headers=BROWSER)
    assert answer.headers["location"] == url_for("not_kept")
    page = mine.bench.client.get(url_for("not_kept"), headers=OWN).text
    assert has_whole_list_and_numbers(page)
    assert "It has locked meanwhile, so nothing was saved." in shown(page)


def test_a_danger_ticked_when_the_journal_had_locked_is_answered_by_the_list(mine: Mine) -> None:
    lock(mine.bench)
    data = {"t": mine.key, "do": "danger", "line": "suicide"}
    page = mine.bench.client.post(url_for("after_save"), data=data, headers=OWN).text
    assert has_whole_list_and_numbers(page)


def test_an_entry_that_is_too_long_to_take_or_meets_a_fault_of_ours_is_answered_by_the_list(
    mine: Mine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = mine.bench.client.post(url_for("log"), data={"t": mine.key, "note": "x" * 300_000}, headers=OWN)
    assert long.status_code == 413
    assert has_whole_list_and_numbers(long.text)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(CHEST)

    monkeypatch.setattr("aftercare.web.saving.log_entry", broken)
    answer = mine.send("log", id=str(uuid.uuid4()), when="now", note=CHEST)
    assert answer.status_code == 500
    assert has_whole_list_and_numbers(answer.text)
    assert "on our side" in answer.text
    assert CHEST not in capsys.readouterr().err


def test_the_country_that_was_set_has_its_own_numbers_beside_the_list(mine: Mine) -> None:
    mine.bench.state.device = replace(mine.bench.state.device, country="GB")
    lock(mine.bench)
    page = mine.bench.client.post(url_for("log"), data={"t": mine.key, "note": CHEST}, headers=OWN).text
    numbers = page.split(LIST)[1]
    assert 'href="tel:999"' in numbers
    assert 'href="tel:911"' not in numbers


def test_other_forms_say_only_that_nothing_was_saved(mine: Mine) -> None:
    lock(mine.bench)
    page = mine.bench.client.post(url_for("settings"), data={"t": mine.key}, headers=OWN)
    assert "nothing was saved" in page.text
    assert LIST not in page.text
