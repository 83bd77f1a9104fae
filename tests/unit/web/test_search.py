"""Searching one's own notes: found by beginnings and without accents, shown with the words around, nothing kept."""

import logging
import re

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.web.routes import url_for

WORDS = "We walked home from the Café Zebrano and then it came over me."


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def search(mine: Mine, words: str, *only: str) -> str:
    answer = mine.send("search", words=words, only=list(only))
    assert answer.status_code == 200
    return answer.text


def test_before_the_first_note_it_says_what_can_be_found_here(mine: Mine) -> None:
    assert "from your first note on" in shown(mine.get("search"))


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "zebr", "walk cafe", "came over"])
def test_a_note_is_found_by_the_beginnings_of_its_words_with_or_without_accents(mine: Mine, typed: str) -> None:
    mine.log(tears="1", note=WORDS)
    page = search(mine, typed)
    assert "1 entry found." in shown(page)
    assert "<mark>" in page
    assert f'name="entry" value="{mine.last.id}"' in page


def test_a_search_that_finds_nothing_says_so(mine: Mine) -> None:
    mine.log(tears="1", note=WORDS)
    for typed in ("quarrel", '" OR note:x', "NEAR(", "*", "walk -home zzz"):
        assert "Nothing found." in shown(search(mine, typed)), typed


def test_what_was_searched_for_stands_marked_with_the_words_around_it(mine: Mine) -> None:
    mine.log(tears="1", note="<b>not a tag</b> " + WORDS)
    page = search(mine, "zebrano")
    assert "<mark>Zebrano</mark>" in page
    assert "<b>not a tag" not in page


def test_filters_narrow_and_work_without_words(mine: Mine) -> None:
    mine.log(tears="2", pain="0", note="first")
    mine.log(tears="0", pain="5", company="alone", note="second")
    assert "1 entry found." in shown(search(mine, "", "tears"))
    assert "1 entry found." in shown(search(mine, "", "alone"))
    assert "Nothing found." in shown(search(mine, "first", "pain"))
    assert "Nothing found." in shown(search(mine, "", "tears", "pain"))


def test_an_empty_search_is_the_box_again(mine: Mine) -> None:
    page = shown(search(mine, "  "))
    assert "found" not in page.lower().replace("can be found here", "")


def test_entries_that_wait_to_be_kept_are_not_searched(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    mine.log(tears="1", note=WORDS)
    journal = mine.journal
    monkeypatch.setattr(type(journal), "waiting", frozenset({mine.last.id}), raising=False)
    assert "Nothing found." in shown(search(mine, "zebrano"))


def test_nothing_is_kept_logged_or_put_in_an_address(mine: Mine, caplog: pytest.LogCaptureFixture) -> None:
    mine.log(tears="1", note=WORDS)
    before = mine.journal
    with caplog.at_level(logging.DEBUG):
        page = search(mine, "zebrano")
    assert "zebrano" not in caplog.text.lower()
    assert mine.journal is before
    assert not re.search(r'(href|action)="[^"]*zebrano', page.lower())
    for name in ("search", "timeline", "home"):
        assert 'value="zebrano"' not in mine.get(name), name
    assert url_for("search") == "/p/142"


def test_a_deleted_note_is_found_no_more(mine: Mine) -> None:
    mine.log(tears="1", note=WORDS)
    mine.post("delete", entry=mine.last.id)
    assert "Nothing found." in shown(search(mine, "zebrano"))


def test_the_timeline_leads_to_the_search_once_there_is_something_to_find(mine: Mine) -> None:
    box = f'action="{url_for("search")}"'
    assert box not in mine.get("timeline")
    mine.log(tears="1", note=WORDS)
    assert box in mine.get("timeline")
