"""A letter that can't wait is looked at before it is kept or discarded; violence in one stays discreet (SAFETY 4)."""

import uuid

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, shown
from tests.unit.web.yours_bench import my_journal

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.usecases.letters import take_in
from aftercare.vault import Letter, drop_letter, read_recipient, seal_letter
from aftercare.web.routes import url_for

KNIFE = "he has a knife and he hit me, he won't let me leave"
CHEST = "my chest hurts badly"
DISCREET_WORDS = ("violence", "police", "hurt you", "partner", "knife")


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return my_journal(inside)


def written(mine: Mine, note: str) -> Entry:
    """A letter with this note, taken in."""
    now, folder = mine.bench.state.now(), mine.vault.folder
    at = When(now.replace(tzinfo=None), "UTC", Precision.INSTANT)
    entry = Entry(id=str(uuid.uuid4()), kind=EntryKind.ENCOUNTER, at=at, recorded=now, values={}, note=note)
    drop_letter(folder, seal_letter(Letter(id=str(uuid.uuid4()), device=None, content=entry), read_recipient(folder)))
    take_in(mine.vault)
    return entry


@pytest.mark.parametrize("note", [KNIFE, CHEST])
@pytest.mark.parametrize("name", ["home", "letters"])
def test_it_is_looked_at_first_and_neither_kept_nor_discarded_unread(mine: Mine, name: str, note: str) -> None:
    written(mine, note)
    page = mine.get(name)
    assert "Look at this one first" in shown(page)
    assert 'value="look"' in page
    assert 'value="keep"' not in page
    assert 'value="discard"' not in page


@pytest.mark.parametrize("name", ["home", "letters"])
def test_a_calm_letter_is_kept_or_discarded_as_ever(mine: Mine, name: str) -> None:
    written(mine, "a calm evening")
    page = mine.get(name)
    assert "Look at this one first" not in shown(page)
    assert 'value="keep"' in page
    assert 'value="discard"' in page


def test_the_way_to_help_stands_above_todays_card_and_says_nothing(mine: Mine) -> None:
    written(mine, KNIFE)
    page = mine.get("home")
    line, card = page.index("A note for you"), page.index('class="today"')
    assert line < card
    assert "when you like" not in page
    said = shown(page).lower()
    assert not [word for word in DISCREET_WORDS if word in said]
    assert "Do now" in shown(mine.get("private"))


def test_the_letter_itself_and_the_pages_after_keeping_it_have_the_line_first(mine: Mine) -> None:
    entry = written(mine, KNIFE)
    page = mine.post("letters", entry=entry.id, do="look")
    assert page.index(url_for("private")) < page.index('class="note"')
    assert "Get help now" not in shown(page)
    page = mine.post("letters", entry=entry.id, do="keep")
    main = page.split("<main", 1)[1]
    assert main.index("A note for you") < main.index("<h1")
    assert "when you like" not in main
    assert "Do now" in shown(mine.post("quiet", entry=entry.id))


def test_what_is_not_an_emergency_keeps_its_place_below(mine: Mine) -> None:
    """Not sure that it was wanted: one line, when they like."""
    mine.log(mood_after="0", pain="0", company="one")
    mine.after("wanted", wanted="not_sure", keep="yes")
    page = mine.get("home")
    assert page.index("main-acts") < page.index("A note for you, when you like")
