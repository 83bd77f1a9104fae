"""Where it hurt: in the form, on the entry, after a change of mind about organs, and in a check."""

import gzip

import pytest
from tests.unit.web.check_bench import Visitor
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.usecases import interview as asking
from aftercare.web.body_maps import site_field
from aftercare.web.static_files import static_files


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def told(mine: Mine, *organs: str) -> None:
    """Say which organs there are."""
    mine.post("person", birth_year="1990", organs=list(organs))


def test_the_form_offers_only_drawings_that_fit_the_organs_told_of(mine: Mine) -> None:
    told(mine, "penis", "testes")
    html = mine.get("log")
    assert 'data-site="testicle_left"' in html
    assert 'data-site="clitoris"' not in html
    assert "Front, close up" in html
    assert "Inside" not in html


def test_an_entry_shows_where_it_hurt_and_says_the_same_in_words(mine: Mine) -> None:
    mine.log(tears="0", **{"pain_sites.chest": "3", "pain_sites.lower_back": "8"})
    mine.post("entry", entry=mine.last.id)
    html = mine.get("entry")
    assert "chart-body-map" in html
    assert "<desc>Where it hurt: lower back 8, chest 3</desc>" in html
    assert "Lower back 8, chest 3" in shown(html)


def test_an_entry_without_places_has_no_picture_of_a_body(mine: Mine) -> None:
    mine.log(tears="0")
    mine.post("entry", entry=mine.last.id)
    assert "chart-body-map" not in mine.get("entry")


def test_a_place_once_scored_stays_when_other_organs_are_told_later(mine: Mine) -> None:
    """Changing something else in the entry must not lose it."""
    mine.log(tears="0", **{"pain_sites.vulva": "4"})
    told(mine, "penis")
    mine.post("entry", entry=mine.last.id)
    html = mine.get("edit")
    assert 'data-site="vulva" data-score="4"' in html
    fields = {"tears": "1", "pain_sites.vulva": "4"}
    mine.post("edit", entry=mine.last.id, when="earlier", day="2026-11-20", hour="20:00", **fields)
    assert mine.last.values["pain_sites"] == {"vulva": 4}


def test_no_address_in_a_drawing_names_a_place() -> None:
    assert "vulva" not in site_field("pain_sites", "vulva")


def test_the_script_is_small() -> None:
    """Under 6 KB gzip; it is fetched once."""
    assert len(gzip.compress(static_files().contents["body_map.js"])) < 6_000


def test_a_place_tapped_in_a_check_says_what_an_entry_with_it_would_say(inside: Bench) -> None:
    """Severe pain low in the belly is brought up at once."""
    visitor = Visitor(inside)
    visitor.begin(**{"pain_sites.low_belly_middle": "8"})
    visitor.none()
    knowledge = load_knowledge()
    found = asking.found_where(knowledge, {"pain_sites": {"low_belly_middle": 8}})
    assert {"any_pain", "severe_pain", "belly_pain", "severe_belly_pain"} <= set(found)
    assert "belly" in visitor.through("no").lower()


def test_a_zero_in_a_check_makes_nothing_present() -> None:
    assert asking.found_where(load_knowledge(), {"pain_sites": {"chest": 0}}) == ()


def test_words_told_anew_in_a_check_keep_what_the_body_map_said(inside: Bench) -> None:
    visitor = Visitor(inside)
    visitor.begin(**{"pain_sites.head": "8"})
    visitor.do("words")
    visitor.do("told", words="")
    visitor.none()
    assert load_knowledge().findings["severe_headache"].lay.lower() in visitor.through("no").lower()
