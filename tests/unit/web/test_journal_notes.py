"""A danger told in a note comes first, with its words; it holds until the person says otherwise, and goes nowhere."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.unit.web.yours_bench import lock, pair

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.web.i18n import translations
from aftercare.web.routes import url_for

CALM = {"tears": "0", "mood_after": "3", "pain": "0"}
STROKE = "half an hour ago one side of my face drooped and my speech is slurred"
DESPAIR = "I want to kill myself"
UNWANTED = "I kept saying no and he forced me to have sex anyway"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def key_of(page: str) -> str:
    found = re.search(r'name="quote" value="([^"]+)"', page)
    assert found is not None, shown(page)
    return found[1]


def test_a_danger_in_a_note_comes_first_with_its_words_and_one_question(mine: Mine) -> None:
    page = mine.log(**CALM, note=STROKE)
    assert "You wrote:" in page
    assert "face drooped" in shown(page)
    assert "Is that so now?" in shown(page)
    for answer in ("Yes, now", "It was earlier", "No, not so"):
        assert answer in shown(page)
    assert page.index("Get help now") < page.index("You wrote:"), "the number stands before the question"


def test_no_takes_it_back_and_the_page_goes_on(mine: Mine) -> None:
    page = mine.log(**CALM, note=STROKE)
    for _ in range(4):
        if 'name="quote"' not in page:
            break
        page = mine.after("quote", quote=key_of(page), so="not_so")
    assert "Get help now" not in shown(page)
    assert "Something you noted" not in shown(mine.get("home"))


def test_reading_on_is_no_answer_and_it_stands_on_home_with_its_question(mine: Mine) -> None:
    mine.log(**CALM, note=STROKE)
    page = mine.after("read")
    assert "Is that so now?" in shown(page), "it is asked once more on a page of its own"
    end = mine.after("quote", quote=key_of(page), so="skip")
    while 'name="quote"' in end:
        end = mine.after("quote", quote=key_of(end), so="skip")
    assert "This still stands." in shown(end)
    home = mine.get("home")
    assert "face drooped" in shown(home)
    while 'name="quote"' in home:
        home = mine.post("quiet_flag", quote=key_of(home), entry=mine.last.id, so="not_so")
    assert "face drooped" not in shown(home)


def test_an_answer_to_nothing_that_was_asked_changes_nothing(mine: Mine) -> None:
    mine.log(**CALM, note=STROKE)
    mine.after("quote", quote="RF01.suicide_intent", so="not_so")
    mine.post("quiet_flag", quote="RF01.suicide_intent", entry=mine.last.id, so="not_so")
    assert mine.journal.answers == ()


def test_the_page_about_ending_ones_life_shows_no_quote_and_stays_when_it_locks(mine: Mine) -> None:
    """What was written comes on the next page, which is covered like any other."""
    page = mine.log(**CALM, note=DESPAIR)
    assert "It is good that you said that." in page
    assert DESPAIR not in page
    assert "data-personal" not in page.split("<main")[0]
    asked = mine.after("read")
    assert DESPAIR in shown(asked)
    assert "Is that so now?" in shown(asked)
    assert "Keep my answer in the journal" in shown(asked)


def test_nothing_of_an_answer_about_despair_is_kept_unless_asked(mine: Mine) -> None:
    mine.log(**CALM, note=DESPAIR)
    asked = mine.after("read")
    mine.after("quote", quote=key_of(asked), so="now")
    assert mine.journal.answers == ()


def test_what_was_not_wanted_waits_behind_the_neutral_line(mine: Mine) -> None:
    page = mine.log(**CALM, note=UNWANTED)
    assert "forced me" not in page
    assert "A note for you" in page
    quiet = mine.post("quiet", entry=mine.last.id)
    assert "forced me" in shown(quiet)
    assert "Is that so now?" in shown(quiet)
    assert "A note for you" in mine.get("home")


def test_a_no_in_words_is_only_offered_with_its_question(mine: Mine) -> None:
    page = mine.log(tears="0", mood_after="3", pain="0", note="Some bleeding after. I have no clotting disorder.")
    asked = []
    for _ in range(20):
        finding = re.search(r'name="finding" value="(\w+)"', page)
        asked += [finding[1]] if finding else []
        if "It is noted." in page or asked[-1:] == ["clotting_disorder"]:
            break
        doing = re.search(r'name="do" value="(\w+)"', page)
        assert doing is not None
        fields = {"finding": asked[-1]} if finding else {}
        page = mine.after(doing[1], skip="yes", keep="skip", answer="no", **fields)
    assert asked[-1] == "clotting_disorder", asked
    assert "You wrote of “clotting disorder”, and it reads like a no." in shown(page)


def test_words_while_locked_are_read_before_they_are_sealed_and_asked_about_there(mine: Mine) -> None:
    pair(mine)
    lock(mine.bench)
    bench, client = mine.bench, mine.bench.client
    bench.post(url_for("locked_log"), id="00000000-0000-4000-8000-0000000000aa", when="now", tears="0", note=STROKE)
    page = client.get(url_for("locked_step"), headers=OWN).text
    assert "Get help now" in page
    assert "face drooped" in page
    while 'name="quote"' in page:
        bench.post(url_for("locked_step"), do="quote", quote=key_of(page), so="not_so")
        page = client.get(url_for("locked_step"), headers=OWN).text
    assert "Get help now" not in page


def test_no_word_of_a_note_is_in_a_title_an_address_or_the_log(mine: Mine, capfd: pytest.CaptureFixture[str]) -> None:
    page = mine.log(**CALM, note=STROKE)
    title = page.split("<title>", 1)[1].split("</title>")[0]
    assert "face" not in title
    answer = mine.send("after_save", entry=mine.last.id, do="quote", quote=key_of(page), so="earlier")
    assert "face" not in answer.headers["location"]
    said = capfd.readouterr()
    assert "drooped" not in said.out + said.err


def test_no_word_of_a_note_reaches_the_disk_unsealed(mine: Mine, tmp_path: Path) -> None:
    page = mine.log(**CALM, note=STROKE)
    mine.after("quote", quote=key_of(page), so="now")
    mine.get("home")
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"drooped" not in file.read_bytes(), file.name


def test_an_old_danger_in_a_note_opens_no_screen(mine: Mine) -> None:
    long_ago = (mine.bench.state.now() - timedelta(days=200)).date().isoformat()
    page = mine.post("log", id=mine.form_id(), when="earlier", day=long_ago, hour="12:00", **CALM, note=STROKE)
    assert "Get help now" not in page


@pytest.mark.parametrize("language, listed", [("en", False), ("de", True)])
def test_a_note_on_pages_in_another_language_gets_the_danger_list(mine: Mine, language: str, listed: bool) -> None:
    """Only English is read: even a note whose words look English is not trusted to have been understood."""
    bench = mine.bench
    bench.state.device = replace(bench.state.device, language=language)
    page = mine.log(**CALM, note="we talked and watched a film")
    while 'name="finding"' in page or 'name="line"' in page or 'name="wanted"' in page:
        page = mine.after("skip")
    line = danger_list_for_words(load_knowledge())[0].text
    assert (translations(language).gettext(line) in unescape(page)) is listed
