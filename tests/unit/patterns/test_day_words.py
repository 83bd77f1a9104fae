"""Of days it is said "days", never "times" or "entries", and no rate is promised that was measured for encounters."""

import ast
import re
from pathlib import Path
from string import Formatter

import aftercare
from aftercare.model.pattern import Tier
from aftercare.model.review import Sentence
from aftercare.patterns import wording
from aftercare.patterns.day_words import BY_DAY, of_days
from aftercare.web.pattern_days import OF_DAYS

SOURCES = Path(aftercare.__file__).parent
CORE = ("patterns/wording.py", "patterns/beside.py", "patterns/phrases.py")
PAGES = ("web/pattern_cards.py", "web/pattern_pictures.py", "web/patterns_list.py")
SPEAKING = {"Sentence", "for_translation", "_", "gettext"}
OF_ENCOUNTERS = re.compile(r"\b(entry|entries|times?|nights?|journal|hold up)\b")
NEVER_OF_DAYS = re.compile(
    r"after \{events\}|of \{times\} nights|over \{times\} nights|after \{times\} nights|Other nights"
)
"""What is counted after the time, or by nights: every outcome of days is of the day itself, and its row a day."""
STAYS = "The plain counts mix good and bad times of life and point the other way."


def said_in(*files: str) -> set[str]:
    """Every text that these files say."""
    found = set()
    for file in files:
        for node in ast.walk(ast.parse((SOURCES / file).read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING:
                text = node.args[0]
                told = (text.body, text.orelse) if isinstance(text, ast.IfExp) else (text,)
                found |= {c.value for c in told if isinstance(c, ast.Constant) and isinstance(c.value, str)}
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def bare(text: str) -> str:
    """Without the names of its places."""
    return re.sub(r"\{\w+\}", "", text)


def test_every_sentence_about_times_or_entries_has_its_own_words_for_days() -> None:
    said = said_in(*CORE, *PAGES)
    without = {
        text
        for text in said
        if OF_ENCOUNTERS.search(bare(text)) and not NEVER_OF_DAYS.search(text) and text not in {*OF_DAYS, STAYS}
    }
    assert without == set()


def test_no_words_for_days_are_left_over_when_a_sentence_changes() -> None:
    assert set(BY_DAY) <= said_in(*CORE)
    assert set(OF_DAYS) <= said_in(*CORE, *PAGES)


def test_the_words_for_days_fill_the_same_places_and_speak_of_days() -> None:
    for text, of_the_day in OF_DAYS.items():
        assert places(text) == places(of_the_day), text
        assert text.count("%s") == of_the_day.count("%s")
        left = re.sub("around the same time|For days it has not been measured how many .*hold up", "", bare(of_the_day))
        assert not OF_ENCOUNTERS.search(left), of_the_day


def test_no_tier_promises_for_days_how_many_hold_up() -> None:
    for tier in Tier:
        for meaning in (wording.meaning(tier), wording.meaning_of_named(tier)):
            told = str(of_days(meaning))
            assert "For days it has not been measured" in told
            assert not re.search(r"\d", told)


def test_phrases_within_a_sentence_are_told_of_days_too() -> None:
    told = of_days(Sentence("{a}: {b}", {"a": Sentence("Other times"), "b": "times as typed"}))
    assert str(told) == "Other days: times as typed"
