"""What is made once and shown again: a change of the journal, of the choice or of the time is on the very next page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.unit.web.yours_bench import leave

from aftercare.knowledge.load import load_knowledge
from aftercare.model.fact import Fact, Origin, Status
from aftercare.usecases.check import STANDS_FOR, LastReading, check
from aftercare.usecases.interview import as_asked
from aftercare.usecases.letters import LOOK_HOLDS, look_at_letter, take_in, waiting_letters
from aftercare.usecases.look import Reviews
from aftercare.web.check_waiting import Held
from aftercare.web.desk import FOUND_HOLDS, Desk
from aftercare.web.routes import url_for


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def pass_time(mine: Mine, by: timedelta) -> None:
    """The person reads on for so long."""
    later = mine.bench.state.now() + by
    mine.bench.state.now = lambda: later


def held(mine: Mine) -> Held:
    session = mine.bench.state.sessions.get(mine.bench.client.cookies[mine.bench.state.launch.session_cookie])
    assert session is not None
    assert session.desk.check is not None
    return session.desk.check


def test_the_report_has_what_was_logged_since_it_was_last_looked_at(mine: Mine) -> None:
    mine.log(tears="2")
    assert "1 time" in shown(mine.post("report", concern="Tears", item=["concern", "frequencies"]))
    assert "Tears 1 of 1" in shown(mine.get("report_look"))
    mine.log(tears="0")
    assert "Tears 1 of 2" in shown(mine.get("report_look"))
    calm = next(entry.id for entry in mine.journal.entries if entry.value("tears") == 0)
    mine.post("leave_out", entry=calm, do="out")
    assert "Tears 1 of 1" in shown(mine.get("report_look"))


def test_the_report_is_as_chosen_last(mine: Mine) -> None:
    mine.log(tears="2")
    assert "The first concern" in mine.post("report", concern="The first concern", item=["concern"])
    page = mine.post("report", concern="Another concern", item=["concern", "frequencies"])
    assert "Another concern" in page
    assert "The first concern" not in page
    assert "Tears 1 of 1" in shown(page)


def test_an_experiment_rests_as_soon_as_something_must_come_first(mine: Mine) -> None:
    mine.log(tears="0")
    assert "Experiments rest for now" not in shown(mine.get("experiment_new"))
    mine.log(pain="9")
    assert "Experiments rest for now" in shown(mine.get("experiment_new"))
    mine.post("delete", entry=next(entry.id for entry in mine.journal.entries if entry.value("pain") == 9))
    assert "Experiments rest for now" not in shown(mine.get("experiment_new"))


def test_a_check_shows_what_was_logged_since_its_page_was_last_seen(mine: Mine) -> None:
    mine.post("my_check", words="my mood is low after sex")
    mine.post("my_check_step", do="danger", at="0", none="yes")
    assert "From your journal" not in shown(mine.get("my_check_step"))
    mine.log(pain="3", tears="2")
    assert "From your journal" in shown(mine.get("my_check_step"))
    mine.post("delete", entry=mine.last.id)
    assert "From your journal" not in shown(mine.get("my_check_step"))


def test_a_check_is_as_told_last_and_goes_by_the_hour_it_is(mine: Mine) -> None:
    """The same words and answers are not gone through again within a minute, and are after it."""
    mine.post("my_check", words="deep pain during sex for months")
    one, now, knowledge = held(mine), mine.bench.state.now(), load_knowledge()
    asked, reading = as_asked(one.interview), LastReading()

    first = check(knowledge, asked, now, journal=mine.journal, reading=reading)
    assert check(knowledge, asked, now + STANDS_FOR / 2, journal=mine.journal, reading=reading) is first
    assert check(knowledge, asked, now + STANDS_FOR, journal=mine.journal, reading=reading) is not first
    assert check(knowledge, asked, now - STANDS_FOR, journal=mine.journal, reading=reading) is not first

    other = as_asked(one.interview)
    told = check(knowledge, other, now, journal=mine.journal, reading=reading)
    severe = type(other)(words=other.words, subject=other.subject, answers={"severe_pain": Status.PRESENT})
    assert check(knowledge, severe, now, journal=mine.journal, reading=reading) != told
    reading.language_read = False
    assert check(knowledge, other, now, journal=mine.journal, reading=reading) != told


def test_an_answer_of_a_check_is_on_the_page_after_it(mine: Mine) -> None:
    page = mine.post("my_check", words="deep pain during sex for months")
    assert "any of these" in shown(page)
    assert "any of these" not in shown(mine.post("my_check_step", do="danger", at="0", none="yes"))
    pass_time(mine, timedelta(minutes=3))
    assert "any of these" not in shown(mine.get("my_check_step"))


def test_the_page_after_a_save_has_what_was_changed_since(mine: Mine) -> None:
    """Looked at twice it is the same; an edit elsewhere is seen."""
    mine.log(pain="9")
    first = shown(mine.get("after_save"))
    assert shown(mine.get("after_save")) == first
    mine.vault.change(replace(mine.last, values={"tears": 0}))
    assert shown(mine.get("after_save")) != first


def test_what_was_found_of_a_saved_entry_holds_for_a_minute_with_the_same_answers(mine: Mine) -> None:
    mine.log(pain="9")
    mine.get("after_save")
    session = mine.bench.state.sessions.get(mine.bench.client.cookies[mine.bench.state.launch.session_cookie])
    assert session is not None
    assert session.desk.after is not None
    found, journal, now = session.desk.after.found, mine.journal, mine.bench.state.now()
    assert found is not None
    told = (Fact(finding="fever", status=Status.PRESENT, origin=Origin.ANSWER, at=now),)
    assert found.holds(journal, (), now + FOUND_HOLDS / 2)
    assert not found.holds(journal, told, now)
    assert not found.holds(journal, (), now + FOUND_HOLDS)
    mine.log(tears="0")
    assert not found.holds(mine.journal, (), now)


def test_what_can_be_looked_at_in_an_experiment_is_that_of_the_change_picked_last(mine: Mine) -> None:
    mine.log(tears="0", dryness="2")
    first = mine.post("experiment_new", template="lubricant", do="on")
    assert shown(mine.get("experiment_outcome")) == shown(first)
    other = mine.post("experiment_new", template="holding", do="on")
    assert shown(other) != shown(first)
    assert shown(mine.get("experiment_outcome")) == shown(other)


def test_what_stands_in_the_journal_is_that_of_the_journal_and_the_hour_as_they_are(mine: Mine) -> None:
    """Made alone for a page that needs no more; by a review it is the same."""
    knowledge, now = load_knowledge(), mine.bench.state.now()
    mine.log(tears="0")
    reviews = Reviews(knowledge)
    calm = reviews.screening(mine.journal, now)
    assert reviews.screening(mine.journal, now) is calm
    mine.log(pain="9")
    severe = reviews.screening(mine.journal, now)
    assert {flag.rule for flag in severe.fired} > {flag.rule for flag in calm.fired}
    assert Reviews(knowledge).of(mine.journal, now).screening == severe
    assert reviews.screening(mine.journal, now + timedelta(hours=1)) is not severe
    assert reviews.screening(mine.journal, now + timedelta(days=400)).fired == calm.fired


def desk_of(mine: Mine) -> Desk:
    session = mine.bench.state.sessions.get(mine.bench.client.cookies[mine.bench.state.launch.session_cookie])
    assert session is not None
    return session.desk


def test_letters_are_found_anew_for_another_journal_and_after_a_minute(mine: Mine) -> None:
    """What was said of one stands for the very same journal alone, and goes with the lock."""
    letter = leave(mine, pain=9)
    take_in(mine.vault)
    knowledge, now, last = load_knowledge(), mine.bench.state.now(), desk_of(mine).letters
    (first,) = waiting_letters(mine.vault, knowledge, now, last=last)
    assert "Look at this one first" in shown(mine.get("home"))
    assert "Look at this one first" in shown(mine.get("letters"))
    assert look_at_letter(mine.vault, knowledge, letter.id, now + LOOK_HOLDS / 2, last=last) is first
    assert look_at_letter(mine.vault, knowledge, letter.id, now + LOOK_HOLDS, last=last) is not first
    assert look_at_letter(mine.vault, knowledge, letter.id, now - LOOK_HOLDS, last=last) is not first
    mine.vault.change(replace(mine.journal.entry(letter.id), values={"pain": 0}))
    assert "Look at this one first" not in shown(mine.get("home"))
    assert "Look at this one first" not in shown(mine.get("letters"))
    assert desk_of(mine).letters is last
    mine.bench.state.lock()
    assert mine.bench.state.sessions.get(mine.bench.client.cookies[mine.bench.state.launch.session_cookie]) is None


def test_a_questionnaire_is_screened_anew_with_other_answers_another_journal_and_after_a_minute(mine: Mine) -> None:
    mine.post("screeners", screener="phq4")
    assert "0 of 12" in shown(mine.post("screener", gad7_1="0", gad7_2="0", phq9_1="0", phq9_2="0"))
    filling, now = desk_of(mine).filling, mine.bench.state.now()
    assert filling is not None
    assert filling.sheet is not None
    found, sheet, journal = filling.found_for(mine.journal, filling.sheet, now), filling.sheet, mine.journal
    assert found is not None
    assert filling.found_for(journal, sheet, now + FOUND_HOLDS) is None
    assert filling.found_for(journal, replace(sheet), now) is None
    mine.log(pain="9")
    assert filling.found_for(mine.journal, sheet, now) is None
    mine.post("screeners", screener="phq4")
    assert "12 of 12" in shown(mine.post("screener", gad7_1="3", gad7_2="3", phq9_1="3", phq9_2="3"))


@pytest.mark.parametrize("name", ["library", "right_now"])
def test_what_is_the_same_for_everyone_is_in_the_language_and_at_the_place_of_who_looks(mine: Mine, name: str) -> None:
    """It holds no form token and no cookie, so that nothing of one browser can be shown to another."""
    state = mine.bench.state
    english, path = mine.get(name), url_for(name)
    assert mine.get(name) == english
    part = english.split("<main", 1)[1].split("</main>", 1)[0]
    if name == "right_now":
        assert mine.key not in part
        assert state.launch.sign("form", "") not in part
    state.device = replace(state.device, language="de")
    german = mine.get(name)
    assert german != english
    assert ("Deutschland" in german) == (name == "right_now")
    state.device = replace(state.device, language="en")
    assert mine.bench.client.get(path, headers=OWN).text == english
