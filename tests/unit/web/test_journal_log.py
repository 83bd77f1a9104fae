"""Logging in the browser: four taps, when it was, and a form that loses nothing and adds nothing twice."""

import re
from datetime import datetime

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.model.entry import EntryKind, Precision
from aftercare.model.measure import Form, Kind, Measure, Phase, Role
from aftercare.web.routes import url_for


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_a_fresh_form_has_nothing_preset_but_that_it_is_now(mine: Mine) -> None:
    checked = re.findall(r"<input[^>]*\bchecked\b[^>]*>", mine.get("log"))
    assert [re.search(r'value="(\w+)"', field)[1] for field in checked] == ["now"]
    assert " selected" not in mine.get("log").replace('value="" selected', "")


def test_three_answers_and_save_make_an_entry_with_just_those_values(mine: Mine) -> None:
    page = mine.log(tears="0", mood_after="3", pain="0")
    assert dict(mine.last.values) == {"tears": 0, "mood_after": 3, "pain": 0}
    assert mine.last.kind is EntryKind.ENCOUNTER
    assert "It is noted." in shown(page)


def test_what_was_left_open_is_unknown_and_not_zero(mine: Mine) -> None:
    mine.log(mood_after="3")
    assert mine.last.value("pain") is None
    assert mine.last.value("tears") is None


def test_sending_the_same_form_twice_adds_nothing_twice(mine: Mine) -> None:
    form = mine.form_id()
    mine.post("log", id=form, when="now", tears="0", mood_after="3")
    mine.post("log", id=form, when="now", tears="0", mood_after="3")
    assert len(mine.journal.entries) == 1
    assert mine.last.changed is None


def test_going_back_and_saving_again_with_changes_changes_the_entry(mine: Mine) -> None:
    form = mine.form_id()
    mine.post("log", id=form, when="now", tears="0", mood_after="3")
    mine.post("log", id=form, when="now", tears="1", mood_after="3")
    assert len(mine.journal.entries) == 1
    assert mine.last.value("tears") == 1


def test_two_entries_of_one_day_stand_beside_each_other(mine: Mine) -> None:
    mine.log(mood_after="3")
    mine.log(mood_after="1")
    assert len(mine.journal.entries) == 2


def test_an_empty_form_says_what_is_missing_and_saves_nothing(mine: Mine) -> None:
    answer = mine.send("log", id=mine.form_id(), when="now")
    assert answer.status_code == 422
    assert "answer at least one line" in shown(answer.text)
    assert mine.journal.entries == ()


def test_what_was_typed_stays_when_something_has_to_be_mended(mine: Mine) -> None:
    answer = mine.send(
        "log", id=mine.form_id(), when="now", tears="2", cycle_day="hello", note="Long day, then better."
    )
    assert answer.status_code == 422
    assert re.search(r'name="tears" value="2" checked', answer.text)
    assert 'value="hello"' in answer.text
    assert "Long day, then better." in answer.text
    assert 'href="#cycle_day"' in answer.text
    assert '<details class="card fold more" id="more" open>' in answer.text
    assert mine.journal.entries == ()


def test_now_is_the_browsers_clock_and_zone_and_the_zone_is_remembered(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="now", mood_after="3", local="2026-11-22T23:40", zone="Asia/Tokyo")
    assert mine.last.at.local == datetime(2026, 11, 22, 23, 40)
    assert mine.last.at.zone == "Asia/Tokyo"
    assert mine.journal.settings.zone == "Asia/Tokyo"


def test_without_script_now_is_our_clock_in_the_zone_last_used(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="now", mood_after="3", zone="Asia/Tokyo", local="2026-11-22T21:00")
    mine.log(mood_after="2")
    assert mine.last.at.local == datetime(2026, 11, 22, 21, 0)
    assert mine.last.at.zone == "Asia/Tokyo"


def test_a_browser_that_says_nonsense_about_its_zone_is_not_believed(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="now", mood_after="3", zone="Moon/Base", local="tomorrow")
    assert mine.last.at.zone == "UTC"
    assert mine.journal.settings.zone == "UTC"


def test_an_entry_can_be_dated_back_to_a_day_and_time(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="earlier", day="2026-11-19", hour="22:15", mood_after="1")
    assert mine.last.at.local == datetime(2026, 11, 19, 22, 15)
    assert mine.last.at.precision is Precision.INSTANT


@pytest.mark.parametrize("fields", [{"hour": "22:15", "only_day": "yes"}, {"hour": ""}])
def test_when_only_the_day_is_known_no_hour_is_invented(mine: Mine, fields: dict[str, str]) -> None:
    mine.post("log", id=mine.form_id(), when="earlier", day="2026-11-19", mood_after="1", **fields)
    assert mine.last.at.precision is Precision.DAY
    assert "22:15" not in mine.get("timeline")


@pytest.mark.parametrize(("day", "said"), [("2026-12-24", "still to come"), ("24.12.", "year-month-day")])
def test_a_time_nobody_can_mean_gets_its_sentence_at_its_field(mine: Mine, day: str, said: str) -> None:
    answer = mine.send("log", id=mine.form_id(), when="earlier", day=day, mood_after="1")
    assert answer.status_code == 422
    assert said in shown(answer.text)
    assert 'class="earlier bad" id="time"' in answer.text


def test_what_a_person_notes_often_comes_up_first_under_more(mine: Mine) -> None:
    for _ in range(3):
        mine.log(mood_after="3", quarrel="no", alcohol="0")
    first = mine.get("log").split('id="more"')[1].split("</details>")[0]
    assert "What you often note" in first
    assert 'id="quarrel"' in first
    assert 'id="alcohol"' in first
    assert 'id="orgasm"' not in first


def test_more_has_its_groups_in_order(mine: Mine) -> None:
    headings = re.findall(r"<summary><h2>([^<]+)</h2>", mine.get("log"))
    assert headings == ["Before", "During", "After", "Around it"]


def test_a_check_in_takes_the_day_and_a_second_one_is_added_to_the_first(mine: Mine) -> None:
    mine.post("check_in", id=mine.form_id("check_in"), when="now", mood="2", energy="3")
    mine.post("check_in", id=mine.form_id("check_in"), when="now", mood="3")
    assert len(mine.journal.entries) == 1
    assert mine.journal.entries[0].all_values() == {"mood": 3, "energy": 3}


def test_the_same_check_in_sent_twice_is_one(mine: Mine) -> None:
    form = mine.form_id("check_in")
    mine.post("check_in", id=form, when="now", mood="2")
    mine.post("check_in", id=form, when="now", mood="2")
    assert mine.journal.entries[0].added == ()


def test_an_own_measure_with_signs_of_html_and_per_cent_is_only_text(mine: Mine) -> None:
    own = Measure(
        id="own.odd",
        question="100% <b>sure</b>?",
        label="100% <b>sure</b>",
        kind=Kind.YES_NO,
        phase=Phase.BEFORE,
        form=Form.MORE,
        group="Own",
        role=Role.FACTOR,
    )
    mine.vault.put_own_measures([own])
    page = mine.get("log")
    assert "100% &lt;b&gt;sure&lt;/b&gt;" in page
    assert "<b>sure" not in page
    mine.log(**{"mood_after": "3", "own.odd": "yes"})
    entry_page = mine.post("entry", entry=mine.last.id)
    assert "<b>sure" not in entry_page


def test_no_address_on_any_page_names_an_entry(mine: Mine) -> None:
    mine.log(tears="2", mood_after="1", pain="6")
    mine.post("entry", entry=mine.last.id)
    for name in ("home", "timeline", "entry", "edit", "after_save", "patterns"):
        addresses = re.findall(r'(?:href|action)="([^"]+)"', mine.get(name))
        assert addresses
        assert all(re.fullmatch(r"(/|/m\.json|/p/\d+|/s/[0-9a-f]+/[\w./-]+|#\w+)", address) for address in addresses)


def test_a_locked_journal_shows_none_of_its_pages(mine: Mine) -> None:
    mine.log(mood_after="1")
    mine.bench.state.sessions.end_all()
    for name in ("home", "log", "timeline", "entry", "patterns", "person", "settings", "after_save", "day_after"):
        answer = mine.bench.client.get(url_for(name), headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 303
        assert answer.headers["location"] == "/"
