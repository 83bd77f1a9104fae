"""An emergency told with one entry is not ended by "None of these" after another (SAFETY 2)."""

from datetime import timedelta

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.unit.web.test_undo_named import answered

CHEST = "I had crushing chest pain for an hour."
STANDS = "a blackout or hard breathing after sex can be the heart or the lungs. This stands even if it has passed."


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def tell(mine: Mine, how: str) -> None:
    if how == "in words":
        mine.log(pain="0", mood_after="1", note=CHEST)
    else:
        mine.log(pain="8")
        answered(mine, "fainted")


def log_another_with_none_of_these(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    later = mine.bench.state.now() + timedelta(hours=2)
    monkeypatch.setattr(mine.bench.state, "now", lambda: later)
    mine.log(pain="8")
    answered(mine)


@pytest.mark.parametrize("how", ["in words", "by a tap"])
def test_what_stands_even_if_it_has_passed_stands_after_the_next_entry(
    mine: Mine, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(mine, how)
    assert STANDS in shown(mine.get_following("home"))
    log_another_with_none_of_these(mine, monkeypatch)
    assert STANDS in shown(mine.get_following("home"))


def test_deleting_the_next_entry_and_taking_that_back_changes_nothing_of_it(
    mine: Mine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(mine, "by a tap")
    log_another_with_none_of_these(mine, monkeypatch)
    mine.post("delete", entry=mine.last.id)
    assert STANDS in shown(mine.get_following("home"))
    page = mine.post("undo")
    assert "Is it still so?" not in shown(page)
    assert STANDS in shown(mine.get_following("home"))


def test_no_after_its_own_words_were_shown_still_ends_it(mine: Mine) -> None:
    """That very question, after seeing the quote."""
    mine.log(pain="0", mood_after="1", note=CHEST)
    page = mine.get_following("after_save")
    key = page.split('name="quote" value="')[1].split('"')[0]
    mine.after("quote", quote=key, so="not_so")
    assert STANDS not in shown(mine.get_following("home"))
