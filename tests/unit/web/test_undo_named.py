"""An Undo takes back what it stood beside and nothing else, and never a danger in silence (SAFETY 2, 4)."""

import re

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.web.routes import url_for

REFUSED = "Something else was changed since, so nothing was taken back. It is as it was."


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def named(page: str) -> str:
    """The steps that the Undo on this page names."""
    found = re.search(r'name="step" value="([^"]+)"', page)
    assert found is not None, shown(page)
    return found[1]


def answered(mine: Mine, line: str = "") -> str:
    """Through everything that comes after a save, with this line ticked where it is asked; the last page."""
    page = mine.get_following("after_save")
    for _ in range(15):
        if "It is noted." in page:
            return page
        question = re.search(r'name="finding" value="(\w+)"', page)
        if 'value="read"' in page:
            page = mine.after("read")
        elif 'name="line"' in page:
            ticked = line and f'value="{line}"' in page
            page = mine.after("danger", line=[line]) if ticked else mine.after("danger", none="yes")
        elif question is not None:
            page = mine.after("question", finding=question[1], answer="skip")
        else:
            page = mine.after("wanted", keep="skip")
    raise AssertionError("it never ends")


def test_an_undo_from_an_older_page_takes_back_nothing_of_what_came_since(mine: Mine) -> None:
    """Fainting was ticked after a save, a flag put away on home; then back to the page after saving, and Undo."""
    mine.log(pain="8")
    old = named(answered(mine, "fainted"))
    urgent = mine.get("home")
    assert "Get help now" in shown(urgent)
    rules = re.findall(r'name="rule" value="(\w+)"', urgent)
    mine.post("quiet_flag", rule=rules[0], why="seen_someone")
    before = mine.journal
    page = mine.post("undo", step=old)
    assert REFUSED in shown(page)
    assert mine.journal == before
    assert "Get help now" in shown(mine.get("home"))
    assert 'name="step"' not in mine.get_following("after_save"), "it is not offered any more"


def test_an_undo_of_an_earlier_entry_leaves_the_later_one(mine: Mine) -> None:
    mine.log(mood_after="0", pain="0")
    first = named(answered(mine))
    mine.log(mood_after="1", pain="0")
    answered(mine)
    assert REFUSED in shown(mine.post("undo", step=first))
    assert len(mine.journal.entries) == 2


def test_an_undo_that_names_nothing_takes_back_nothing(mine: Mine) -> None:
    mine.log(mood_after="0", pain="0")
    for step in ("", "0", "99", "words"):
        assert REFUSED in shown(mine.post("undo", step=step))
    assert len(mine.journal.entries) == 1


def test_an_undo_sent_twice_takes_back_one_thing(mine: Mine) -> None:
    mine.post("settings", day_after_card="no", turns_at="6", zone_name="UTC")
    mine.log(mood_after="0", pain="0")
    step = named(answered(mine))
    assert "Taken back." in shown(mine.post("undo", step=step))
    mine.post("undo", step=step)
    assert mine.journal.entries == ()
    assert mine.journal.settings.day_turns_at == 6


def test_a_form_sent_twice_is_still_taken_back_as_one(mine: Mine) -> None:
    form = mine.form_id()
    for _ in range(2):
        mine.post("log", id=form, when="now", mood_after="0", pain="0")
    step = named(answered(mine))
    mine.post("undo", step=step)
    assert mine.journal.entries == ()


def test_an_emergency_that_is_taken_back_is_asked_about_with_the_way_to_help(mine: Mine) -> None:
    mine.log(pain="8")
    answered(mine, "fainted")
    page = mine.post("undo")
    assert mine.journal.entries == ()
    assert mine.journal.answers == ()
    said = shown(page)
    assert "Taken back. This took back something that can't wait. Is it still so?" in said
    assert "Get help now" in said
    assert "Do now" in said
    assert 'class="reach"' in page
    assert shown(mine.get("taken_back")) == said, "it stays there when the page is loaded again"
    assert shown(mine.post("undo")) == said, "and when Undo is tapped twice"


def test_a_same_day_flag_that_is_taken_back_by_an_edit_undone_is_said_too(mine: Mine) -> None:
    mine.log(pain="2", mood_after="0")
    answered(mine)
    mine.post("edit", entry=mine.last.id, when="now", day="2026-11-22", pain="8", mood_after="0")
    answered(mine)
    assert "Is it still so?" in shown(mine.post("undo"))
    assert mine.last.value("pain") == 2


def test_what_was_told_and_not_kept_is_not_lost_in_silence(mine: Mine) -> None:
    """Ending one's life: told after a save, kept nowhere; the page about it carries nothing personal."""
    mine.log(mood_after="0", tears="3", pain="0")
    answered(mine, "suicide")
    assert mine.journal.answers == ()
    page = mine.post("undo")
    assert "Is it still so?" in shown(page)
    assert "data-personal" not in page


def test_what_is_for_one_alone_stays_behind_a_neutral_line(mine: Mine) -> None:
    mine.log(mood_after="0", pain="0", company="one")
    mine.after("wanted", wanted="no", keep="yes")
    answered(mine)
    page = mine.post("undo")
    assert shown(page).split("> ")[-1].strip() == "Taken back. A note for you Go on"
    assert f'href="{url_for("private")}"' in page
    assert "Do now" in shown(mine.get("private"))


def test_nothing_urgent_taken_back_leads_on_with_one_sentence(mine: Mine) -> None:
    mine.log(mood_after="0", pain="0")
    answered(mine)
    page = mine.post("undo")
    assert "Taken back." in shown(page)
    assert "still so" not in shown(page)
    assert mine.get_following("taken_back") == mine.get("home")


def test_an_old_undo_of_an_experiment_or_of_this_device_is_refused(mine: Mine) -> None:
    before = mine.journal
    assert REFUSED in shown(mine.post("experiment_act", do="undo", step="1"))
    assert mine.journal == before
