"""After an entry a line of the library that fits it: from data, never beside anything urgent, never twice in a row."""

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.web.i18n import translations

LINES = {line.text for line in load_knowledge().after_lines.values()}


@pytest.fixture
def mine(inside: Bench) -> Mine:
    """Each look at the clock is a second later: entries follow one another."""
    seconds = itertools.count()
    inside.state.now = lambda: datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(seconds=next(seconds))
    return open_journal(inside)


def line_of(page: str) -> str | None:
    found = re.search(r"From the library (.*?) Read on", shown(page))
    return found[1] if found else None


def test_an_entry_with_tears_gets_a_line_about_tears_with_its_page(mine: Mine) -> None:
    page = mine.log(tears="1", mood_after="3")
    assert line_of(page) in LINES
    assert re.search(r'class="card library-line" href="/p/92/\d{8}"', page)


def test_never_the_same_line_twice_in_a_row(mine: Mine) -> None:
    said = [line_of(mine.log(tears="2", mood_after="3")) for _ in range(6)]
    assert all(first != second for first, second in itertools.pairwise(said))
    assert len(set(said)) > 1


def test_where_only_one_line_fits_it_does_not_come_twice(mine: Mine) -> None:
    first, second = (line_of(mine.log(dryness="1", mood_after="3")) for _ in range(2))
    assert first is not None
    assert second is None


def test_looking_at_the_page_again_shows_the_same_line(mine: Mine) -> None:
    assert line_of(mine.log(tears="2", mood_after="3")) == line_of(mine.get("after_save"))


def test_a_calm_entry_and_a_check_in_get_none(mine: Mine) -> None:
    assert line_of(mine.log(tears="0", mood_after="3", pain="0")) is None
    assert line_of(mine.post("check_in", id=mine.form_id("check_in"), when="now", mood="1")) is None


@pytest.mark.parametrize("keep", ["yes", "no"])
@pytest.mark.parametrize("answer", [one for one in load_knowledge().measures["wanted"].option_ids if one != "yes"])
def test_none_where_it_was_not_wanted_kept_or_not(mine: Mine, answer: str, keep: str) -> None:
    page = mine.log(tears="2", mood_after="3", company="one")
    assert "wanted" in page
    page = mine.after("wanted", wanted=answer, keep=keep)
    for _ in range(5):
        assert line_of(page) is None
        page = mine.after("danger", none="yes") if 'value="danger"' in page else mine.get("after_save")


def test_none_beside_anything_that_cannot_wait(mine: Mine) -> None:
    page = mine.log(tears="2", mood_after="3", pain="9", bleeding_after="4")
    for _ in range(8):
        assert line_of(page) is None
        question = re.search(r'name="finding" value="(\w+)"', page)
        if question is not None:
            page = mine.after("question", finding=question[1], answer="yes")
        elif 'value="danger"' in page:
            page = mine.after("danger", none="yes")
        elif 'value="read"' in page:
            page = mine.after("read")


def test_none_beside_the_danger_list_of_a_note_that_is_not_read(mine: Mine) -> None:
    """On German pages every note gets the list, and then nothing else is offered to read."""
    mine.bench.state.device = replace(mine.bench.state.device, language="de")
    page = mine.log(tears="1", mood_after="3", note="we talked and watched a film")
    while 'name="finding"' in page or 'name="line"' in page:
        page = mine.after("skip")
    assert translations("de").gettext(danger_list_for_words(load_knowledge())[0].text) in unescape(page)
    assert "library-line" not in page
