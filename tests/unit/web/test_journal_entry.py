"""Looking back and putting right: timeline, one entry, changing, deleting, undo, the day after, letters."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.unit.web.test_journal_after_save import heading
from tests.vectors.vaults import sealed

from aftercare.model.entry import EntryKind, Precision
from aftercare.usecases.drafts import day_only
from aftercare.vault import drop_letter
from aftercare.web.routes import url_for


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def later(mine: Mine, hours: float) -> None:
    """Let time pass for the whole worker."""
    then = mine.bench.state.now() + timedelta(hours=hours)
    mine.bench.state.now = lambda: then


def test_the_timeline_shows_each_entry_with_its_arc_latest_first(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="earlier", day="2026-11-19", hour="22:15", mood_after="1", tears="2")
    mine.log(mood_after="4")
    text = shown(mine.get("timeline"))
    assert text.index("Today") < text.index("Thursday 19 November")
    assert "22:15 Cried, low" in text
    assert mine.get("timeline").count("chart-small-arc") == 2


def test_an_empty_timeline_says_what_will_be_here(mine: Mine) -> None:
    assert "Your days will stand here" in shown(mine.get("timeline"))


def test_the_small_hours_belong_to_the_evening_before_even_beside_a_day_only_check_in(mine: Mine) -> None:
    mine.post("log", id=mine.form_id(), when="earlier", day="2026-11-22", hour="01:10", mood_after="1")
    form = mine.form_id("check_in")
    mine.post("check_in", id=form, when="earlier", day="2026-11-22", hour="", mood="3")
    days = [line for line in shown(mine.get("timeline")).split(" ") if line in ("Today", "Yesterday")]
    assert days == ["Today", "Yesterday"]


def test_older_days_come_page_by_page_without_an_address_of_their_own(mine: Mine) -> None:
    for day in range(1, 36):
        when = mine.bench.state.now() - timedelta(days=day)
        mine.post("log", id=mine.form_id(), when="earlier", day=f"{when:%Y-%m-%d}", hour="20:00", mood_after="3")
    newest = mine.get("timeline")
    assert newest.count("entry-line") == 30
    before = newest.split('name="before" value="')[1].split('"')[0]
    older = mine.send("timeline", before=before)
    assert older.headers["location"] == url_for("timeline_older")
    assert mine.follow(older).count("entry-line") == 5


def test_one_entry_shows_everything_it_holds_in_words(mine: Mine) -> None:
    mine.log(tears="2", tears_kind="moved", mood_after="1", pain="3", alcohol="0", note="A note.")
    text = shown(mine.post("entry", entry=mine.last.id))
    for words in ("Tears Cried", "Kind of tears Happy or moved", "Pain 3 of 10", "Alcohol None", "A note."):
        assert words in text


def test_changing_replaces_what_the_form_asks_and_keeps_the_rest(mine: Mine) -> None:
    mine.log(tears="2", mood_after="1", company="one")
    mine.after("wanted", wanted="yes", keep="yes")
    entry = mine.last
    mine.post("entry", entry=entry.id)
    page = mine.get("edit")
    assert 'name="tears" value="2" checked' in page
    mine.post("edit", entry=entry.id, when="earlier", day="2026-11-22", hour="12:00", tears="1", company="one", note="")
    assert mine.last.all_values() == {"tears": 1, "company": "one", "wanted": "yes"}
    assert mine.last.at == entry.at
    assert mine.last.changed is not None


def test_an_entry_can_be_moved_to_another_time(mine: Mine) -> None:
    mine.log(mood_after="1")
    mine.post("edit", entry=mine.last.id, when="earlier", day="2026-11-20", only_day="yes", mood_after="1")
    assert mine.last.at.precision is Precision.DAY
    assert mine.last.at.day.isoformat() == "2026-11-20"


def test_a_change_that_leaves_nothing_is_refused_and_the_entry_is_as_before(mine: Mine) -> None:
    mine.log(mood_after="1")
    answer = mine.send("edit", entry=mine.last.id, when="earlier", day="2026-11-22", hour="12:00")
    assert answer.status_code == 422
    assert "delete it instead" in shown(answer.text)
    assert mine.last.value("mood_after") == 1


def test_deleting_takes_it_away_and_undo_brings_it_back(mine: Mine) -> None:
    mine.log(mood_after="1")
    entry = mine.last
    page = mine.post("delete", entry=entry.id)
    assert mine.journal.entries == ()
    assert "Until you lock, you can take that back" in shown(page)
    mine.post("undo")
    assert mine.journal.entries == (entry,)


def test_undo_with_nothing_left_says_so(mine: Mine) -> None:
    answer = mine.send("undo")
    assert answer.status_code == 409
    assert "nothing left to undo" in shown(answer.text)


def test_an_entry_can_be_left_out_of_patterns_and_taken_in_again(mine: Mine) -> None:
    mine.log(mood_after="1")
    assert "left out of patterns" in mine.post("leave_out", entry=mine.last.id, do="out")
    assert mine.last.left_out
    mine.post("leave_out", entry=mine.last.id, do="in")
    assert not mine.last.left_out


def test_an_entry_that_is_gone_gets_its_sentence(mine: Mine) -> None:
    answer = mine.send("entry", entry="no such thing")
    assert answer.status_code == 404
    assert "not here any more" in shown(answer.text)


def test_the_next_morning_home_asks_once_and_one_tap_answers(mine: Mine) -> None:
    mine.log(tears="2", mood_after="1")
    assert "The day after" not in shown(mine.get("home"))
    later(mine, 20)
    home = mine.get("home")
    assert "it ended in tears. How is it now?" in shown(home)
    mine.post("day_after", entry=mine.last.id, mood_next_day="3")
    assert mine.last.value("mood_next_day") == 3
    assert mine.last.added[0].recorded == mine.bench.state.now()
    assert "The day after" not in shown(mine.get("home"))


def test_the_card_can_be_put_away_or_opened_for_more(mine: Mine) -> None:
    mine.log(mood_after="1")
    later(mine, 20)
    page = mine.post("day_after", entry=mine.last.id, do="more")
    assert heading(page) == "How is it now?"
    assert "Fever or shivering" in shown(page)
    mine.post("day_after", entry=mine.last.id, do="away")
    assert "The day after" not in shown(mine.get("home"))


@pytest.mark.parametrize("keep", ["yes", "no"])
def test_the_card_is_neutral_where_it_was_not_clearly_wanted(mine: Mine, keep: str) -> None:
    mine.log(tears="2", mood_after="3", company="one")
    mine.after("wanted", wanted="not_sure", keep=keep)
    later(mine, 20)
    assert "The day after" in shown(mine.get("home"))
    assert "tears. How" not in shown(mine.get("home"))


def test_a_letter_waits_on_home_until_it_is_kept_or_discarded(mine: Mine) -> None:
    mine.log(mood_after="3")
    one = replace(
        mine.last,
        id="00000000-0000-4000-8000-000000000001",
        at=day_only(datetime(2026, 11, 21)),
        recorded=datetime(2026, 11, 21, 23, tzinfo=UTC),
    )
    two = replace(one, id="00000000-0000-4000-8000-000000000002")
    for entry in (one, two):
        drop_letter(mine.vault.folder, sealed(entry, mine.vault.recipient))
    mine.vault.take_letters()
    assert "2 entries wait" in shown(mine.get("home"))
    mine.post("letter", entry=one.id, do="keep")
    mine.post("letter", entry=two.id, do="discard")
    assert {entry.id for entry in mine.journal.entries if entry.kind is EntryKind.ENCOUNTER} == {
        mine.journal.entries[-1].id,
        one.id,
    }
    assert "wait" not in shown(mine.get("home"))
