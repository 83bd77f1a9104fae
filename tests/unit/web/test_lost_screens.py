"""Screens after something noted without unlocking that went before Done: the static list stands for them (SAFETY 4)."""

import uuid

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, shown
from tests.unit.web.test_told_and_not_kept import CHEST, LIST, anew, has_whole_list_and_numbers
from tests.unit.web.yours_bench import lock, my_journal, pair

from aftercare.web.routes import url_for


@pytest.fixture
def noted(inside: Bench) -> Mine:
    """Something that can't wait was just noted; its first screen is there."""
    mine = my_journal(inside)
    pair(mine)
    lock(mine.bench)
    mine.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", pain="9", note=CHEST)
    assert "Get help now" in page(mine, "locked_step")
    return mine


def page(mine: Mine, name: str) -> str:
    answer = mine.bench.client.get(url_for(name), headers=OWN)
    return mine.follow(answer) if answer.status_code == 303 else answer.text


def nobody_there(mine: Mine) -> None:
    """The idle time passes, and the worker that knew what was noted ends; the next takes over."""
    mine.bench.clock.move(301)
    assert mine.bench.state.lock_if_due()
    mine.bench.state.left = False


def test_after_the_idle_time_the_list_stands_with_numbers_and_nothing_of_what_was_noted(noted: Mine) -> None:
    nobody_there(noted)
    again = page(noted, "locked_step")
    assert has_whole_list_and_numbers(again)
    assert CHEST not in again
    assert "Get help now" not in again
    assert "<h1>" + LIST in again


@pytest.mark.parametrize("step", [{"do": "read"}, {"do": "danger", "line": "suicide"}, {"do": "danger", "none": "yes"}])
def test_an_answer_given_after_the_idle_time_leads_to_the_list(noted: Mine, step: dict[str, str]) -> None:
    nobody_there(noted)
    answer = noted.bench.client.post(url_for("locked_step"), data={"t": noted.bench.token("/"), **step}, headers=OWN)
    assert has_whole_list_and_numbers(noted.follow(answer))


def test_an_answer_given_after_the_program_was_started_anew_leads_to_the_list(noted: Mine) -> None:
    client = anew(noted)
    noted.bench.state.drafts.forget_all()
    answer = client.post(url_for("locked_step"), data={"t": "old", "do": "read"}, headers=OWN)
    assert answer.status_code == 403
    assert has_whole_list_and_numbers(answer.text)


def test_the_form_opened_anew_leads_back_to_screens_that_were_not_ended(noted: Mine) -> None:
    assert "Get help now" in page(noted, "locked_log")
    nobody_there(noted)
    assert has_whole_list_and_numbers(page(noted, "locked_log"))


def test_done_ends_it_and_the_form_is_there_again(noted: Mine) -> None:
    nobody_there(noted)
    assert noted.bench.post(url_for("locked_step"), do="done").headers["location"] == "/"
    assert 'id="form"' in page(noted, "locked_log")
    assert noted.bench.client.get(url_for("locked_step"), headers=OWN).headers["location"] == "/"


def test_where_nothing_was_left_to_say_the_form_is_there_again_without_done(noted: Mine) -> None:
    noted.bench.post(url_for("locked_step"), do="done")
    noted.bench.post(url_for("locked_log"), id=str(uuid.uuid4()), when="now", tears="2", mood_after="2", pain="1")
    assert "It waits, sealed" in page(noted, "locked_step")
    assert 'id="form"' in page(noted, "locked_log")


def test_the_sign_of_it_is_one_digit_and_goes_with_the_browser(noted: Mine) -> None:
    launch = noted.bench.state.launch
    noted.bench.client.cookies.delete(launch.unfinished_cookie)
    data = {"t": noted.bench.token("/"), "id": str(uuid.uuid4()), "when": "now", "pain": "9", "note": CHEST}
    answer = noted.bench.client.post(url_for("locked_log"), data=data, headers=OWN)
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith(f"{launch.unfinished_cookie}=1;")
    assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie


@pytest.mark.parametrize("leaving", ["exit", "forget_device"])
def test_exit_and_forgetting_this_device_take_it_away(noted: Mine, leaving: str) -> None:
    noted.bench.post(url_for(leaving))
    assert noted.bench.state.launch.unfinished_cookie not in noted.bench.client.cookies


def test_unlocking_takes_it_away_since_what_waits_is_then_screened_anew(noted: Mine) -> None:
    nobody_there(noted)
    noted.bench.post(url_for("unlock"), phrase=PASSPHRASE)
    assert noted.bench.state.launch.unfinished_cookie not in noted.bench.client.cookies
    assert noted.bench.state.vault is not None
    noted.bench.state.vault.lock()


def test_other_tabs_and_other_browsers_see_nothing_of_it(noted: Mine) -> None:
    assert LIST not in shown(page(noted, "front"))
    noted.bench.client.cookies.clear()
    noted.bench.let_in()
    answer = noted.bench.client.get(url_for("locked_step"), headers=OWN)
    assert answer.headers["location"] == "/"
