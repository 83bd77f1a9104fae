"""No page is the direct answer to a form, so that a browser has nothing to keep of what was posted."""

from datetime import timedelta

import pytest
from httpx2 import Response
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal

from aftercare.web.posted_pages import HELD, KEPT_FOR
from aftercare.web.routes import url_for

BROWSER = {**OWN, "accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
WORDS = "a mild sentence that nobody else has"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def sent(mine: Mine, name: str, **fields: str) -> Response:
    """As a browser's own form, whose answer is looked at before it is followed."""
    return mine.bench.client.post(url_for(name), data={"t": mine.key, **fields}, headers=BROWSER)


def searched(mine: Mine) -> str:
    """The address of the answer to a search for WORDS, which finds one entry."""
    mine.log(tears="1", note=WORDS)
    answer = sent(mine, "search", words="mild sentence")
    assert answer.status_code == 303
    assert answer.text == ""
    return answer.headers["location"]


def test_an_answer_to_a_form_is_fetched_by_an_address_that_says_nothing(mine: Mine) -> None:
    address = searched(mine)
    assert address == url_for("search") + "?1"
    answer = mine.bench.client.get(address, headers=BROWSER)
    assert (answer.status_code, WORDS in answer.text.replace("<mark>", "").replace("</mark>", "")) == (200, True)
    assert answer.headers["cache-control"] == "no-store"


def test_back_and_a_reload_bring_the_same_page_and_the_menu_brings_a_fresh_one(mine: Mine) -> None:
    address = searched(mine)
    first, again = (mine.bench.client.get(address, headers=BROWSER).text for _ in range(2))
    assert first == again
    assert "1 entry found." not in mine.get("search")


def test_a_form_to_be_mended_comes_back_whole_with_its_status(mine: Mine) -> None:
    answer = sent(mine, "log", id=mine.form_id(), when="now", cycle_day="400", note=WORDS)
    assert answer.status_code == 303
    page = mine.bench.client.get(answer.headers["location"], headers=BROWSER)
    assert page.status_code == 422
    assert WORDS in page.text


def test_a_refusal_is_fetched_too(mine: Mine) -> None:
    """A form of another session, with the words still in it."""
    answer = mine.bench.client.post(url_for("log"), data={"t": "old", "note": WORDS}, headers=BROWSER)
    page = mine.bench.client.get(answer.headers["location"], headers=BROWSER)
    assert (answer.status_code, page.status_code) == (303, 403)
    assert "out of date" in page.text


def test_a_passphrase_that_was_shown_while_it_was_typed_stands_on_no_page_either(inside: Bench, mine: Mine) -> None:
    mine.bench.state.sessions.end_all()
    inside.state.vault = None
    mine.vault.lock()
    token = inside.token("/")
    answer = inside.client.post(url_for("unlock"), data={"t": token, "phrase": WORDS}, headers=BROWSER)
    assert answer.status_code == 303
    assert WORDS not in inside.client.get(answer.headers["location"], headers=BROWSER).text


def test_another_browser_or_session_never_gets_it(mine: Mine) -> None:
    address, client = searched(mine), mine.bench.client
    held = dict(client.cookies)
    for name in list(held):
        del client.cookies[name]
    mine.bench.let_in()
    assert WORDS not in client.get(address, headers=BROWSER).text
    session = mine.bench.state.launch.session_cookie
    client.cookies.set(session, held[session])
    answer = client.get(address, headers=BROWSER)
    assert "1 entry found." not in answer.text, "the session of one browser, in another one"


def test_when_it_is_time_to_lock_it_is_gone(mine: Mine) -> None:
    address = searched(mine)
    mine.bench.clock.move(301)
    answer = mine.bench.client.get(address, headers=BROWSER)
    assert (answer.status_code, WORDS in answer.text) == (303, False)


def test_what_came_just_as_it_locked_leads_to_a_page_that_says_so(mine: Mine) -> None:
    """The worker that held the journal ends; the next one knows nothing of the form."""
    mine.bench.clock.move(301)
    answer = sent(mine, "settings", zone_name="UTC")
    assert (answer.status_code, answer.headers["location"]) == (303, url_for("locked_meanwhile"))
    assert "nothing was saved" in mine.get("locked_meanwhile")


def test_only_the_latest_are_held_and_not_for_long(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    first = searched(mine)
    for _ in range(HELD):
        last = sent(mine, "search", words="mild").headers["location"]
    assert "1 entry found." not in mine.bench.client.get(first, headers=BROWSER).text
    assert "1 entry found." in mine.bench.client.get(last, headers=BROWSER).text
    later = mine.bench.state.now() + KEPT_FOR + timedelta(seconds=1)
    monkeypatch.setattr(mine.bench.state, "now", lambda: later)
    assert "1 entry found." not in mine.bench.client.get(last, headers=BROWSER).text
