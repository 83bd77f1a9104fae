"""A check that waited in the journal: it says from when it is before anybody goes on with it."""

from datetime import timedelta

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_a_check_that_waited_says_when_it_was_begun_and_can_be_thrown_away(mine: Mine) -> None:
    mine.post("my_check", words="deep pain during sex for months")
    later = mine.bench.state.now() + timedelta(minutes=3)
    mine.bench.state.now = lambda: later
    page = shown(mine.get("my_check"))
    assert "Go on with your check" in page
    assert page.index("Begun: ") < page.index("Throw it away") < page.index("In your own words")
