"""Where nobody has read what was written, the page says so, and never that it was read."""

from dataclasses import replace

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.unit.web.yours_bench import lock, pair

from aftercare.web.i18n import translations
from aftercare.web.routes import url_for

READ = "Your words were read, but not with all your journal knows. If one of these is so, get help now."
NOT_READ = "This could not be looked through here. If one of these is so, get help now."
FILM = "we talked and watched a film"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    opened = open_journal(inside)
    pair(opened)
    return opened


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        ("en", FILM, READ),
        ("en", "Ich bin sehr traurig und mir ist warm", NOT_READ),
        ("de", FILM, NOT_READ),
        ("de", "Ich bin sehr traurig und mir ist warm", NOT_READ),
    ],
)
def test_the_last_page_of_a_locked_entry_says_whether_its_words_were_read(
    mine: Mine, language: str, note: str, said: str
) -> None:
    bench, client = mine.bench, mine.bench.client
    lock(bench)
    bench.state.device = replace(bench.state.device, language=language)
    bench.post(url_for("locked_log"), id="00000000-0000-4000-8000-0000000000ab", when="now", tears="0", note=note)
    page = client.get(url_for("locked_step"), headers=OWN).text
    for _ in range(5):
        if 'value="danger"' in page:
            bench.post(url_for("locked_step"), do="danger", none="yes")
        elif 'name="finding"' in page:
            bench.post(url_for("locked_step"), do="question", finding="", answer="")
        page = client.get(url_for("locked_step"), headers=OWN).text
    told = translations(language).gettext
    other = READ if said is NOT_READ else NOT_READ
    assert told(said) in shown(page)
    assert told(other) not in shown(page)
