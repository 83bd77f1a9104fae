"""Raising or lowering a first letter leaves the rest alone: a German noun keeps its capital."""

import re
from pathlib import Path

import aftercare
from aftercare.model.first_letter import capital, inside, lowered
from aftercare.web.templating import environment

SOURCES = Path(aftercare.__file__).parent


def test_only_the_first_letter_is_raised() -> None:
    """At the beginning of a sentence."""
    assert capital("starke Schmerzen im Bauch") == "Starke Schmerzen im Bauch"
    assert capital("über Nacht") == "Über Nacht"
    assert capital("") == ""


def test_only_the_first_letter_is_lowered() -> None:
    """An English label inside a sentence."""
    assert lowered("Pain of the IUD") == "pain of the IUD"
    assert lowered("") == ""


def test_inside_a_sentence_english_is_small_and_a_translation_stays_as_it_is_written() -> None:
    """A translator knows which words take a capital."""
    german = {"None": "Keine", "Welled up": "Tränen in den Augen"}
    assert inside("Welled up", lambda text: german.get(text, text)) == "Tränen in den Augen"
    assert inside("Welled up", lambda text: text) == "welled up"


def test_a_template_raises_the_first_letter_alone() -> None:
    """The same way as everywhere."""
    page = environment("en", lambda name, **values: f"/{name}").from_string("{{ 'heute zur Ärztin'|capital }}")
    assert page.render() == "Heute zur Ärztin"


def test_nothing_shown_to_a_person_lowers_the_rest_of_a_text() -> None:
    """Neither the filter nor the method that does is used where pages, pictures and sentences are made."""
    files = [path for kind in ("*.py", "*.html") for path in SOURCES.rglob(kind)]
    assert len(files) > 300
    found = [path.name for path in files if re.search(r"\|\s*(capitalize|title)\b|\.capitalize\(", path.read_text())]
    assert found == []
