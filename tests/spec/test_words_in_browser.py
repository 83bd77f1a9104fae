"""A note is read in the browser as it is read here: every text of the specification, and thousands made up."""

import gzip
import json
import random
import shutil
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from tests.reading.browser import (
    NOW,
    SCREEN,
    Reader,
    facts_here,
    in_milliseconds,
    knowledge,
    milliseconds,
    reader,
    words,
)

from aftercare.check.screening import screen_facts
from aftercare.freetext.lexicon import ready
from aftercare.freetext.tokens import plain_word
from aftercare.knowledge.load import read_yaml_list
from aftercare.model.assessment import Level
from aftercare.model.fact import Fact, FactTime, Origin, Status

HERE = Path(__file__).parent
KNOWLEDGE = knowledge()
LEXICON = ready(KNOWLEDGE)
EVERY = 30
"""Of the told texts and of the questions people ask, which are thousands, every so manieth."""
LONGEST_NOTE = 16 * 1024
MOST_MILLISECONDS = 600
"""Of work for the longest note, on a machine that does much else; alone it takes about a tenth of a second."""
MOST_BYTES = 280_000
"""Compressed. All of the lexicon, because leaving a saying out would change what others are read as."""
UNREAD = {"facts": [], "read": False, "understood": False}
PROPERTY = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def browser() -> Iterator[Reader]:
    with reader() as found:
        yield found


def records(pattern: str) -> list[dict[str, Any]]:
    lines = (line for path in sorted(HERE.glob(pattern)) for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line]


def spec_texts() -> list[str]:
    """What people type, from every set of cases, the held-back ones too."""
    texts = [one["words"] for one in read_yaml_list(HERE / "words_cases.yaml")]
    texts += [one["words"] for one in records("check/*.jsonl")]
    texts += [one["q"] for path in HERE.glob("ask/*.yaml") for one in read_yaml_list(path)]
    return list(dict.fromkeys(texts))


def lexicon_texts() -> list[str]:
    """Every text that says something, every one that only looks like it, and figures of speech."""
    texts = [text for saying in LEXICON.sayings for text in (*saying.reads, *saying.leaves)]
    texts += [text for figure in KNOWLEDGE.figures_of_speech.values() for text in (*figure.reads, *figure.leaves)]
    texts += [text for told in KNOWLEDGE.told.values() for text in told.texts][::EVERY]
    texts += [text for page in KNOWLEDGE.asks.values() for text in page.asks][::EVERY]
    return list(dict.fromkeys(texts))


@pytest.mark.parametrize(
    ("texts", "at_least"), [(spec_texts(), 1_800), (lexicon_texts(), 3_000)], ids=["spec", "words"]
)
def test_every_text_is_read_alike_in_both_places(browser: Reader, texts: list[str], at_least: int) -> None:
    """The same findings, present or absent, of the same time, from the same words."""
    assert len(texts) > at_least
    here, there = browser.read_both(texts)
    assert sum(map(len, here)) > len(texts)
    differ = [(text, one, other) for text, one, other in zip(texts, here, there, strict=True) if one != other]
    assert not differ, (len(differ), differ[:5])


@pytest.mark.parametrize(
    "text",
    [
        "Penis hat geknackt beim Sex, blau und dick",
        "cramp, aber ich bin in der 7. Woche schwanger und blute",
        "me duele mucho el vientre y estoy embarazada",
    ],
)
def test_another_language_is_not_taken_for_read_before_it_is_sealed(browser: Reader, text: str) -> None:
    """Whatever English words it happens to hold: the page says that it could not be looked through."""
    assert browser.ask("other", words=words(), text=text, now=milliseconds(NOW))["understood"] is False


def test_plain_english_was_read_before_it_is_sealed(browser: Reader) -> None:
    text = "a bit sore after, and I had some tears"
    assert browser.ask("other", words=words(), text=text, now=milliseconds(NOW))["understood"] is True


def test_no_emergency_of_the_texts_by_strangers_is_missed_in_the_browser_alone(browser: Reader) -> None:
    """As many are called an emergency there as here, by patterns alone, and they are the same."""
    texts = [one["words"] for one in records("check/*danger*.jsonl") if one["kind"] == "emergency"]
    here, there = browser.read_both(texts)
    called_here = [text for text, facts in zip(texts, here, strict=True) if is_emergency(facts)]
    called_there = [text for text, facts in zip(texts, there, strict=True) if is_emergency(facts)]
    assert called_here == called_there
    assert len(called_here) > len(texts) / 2 > 100


def is_emergency(facts: list[dict[str, Any]]) -> bool:
    return comes_to_emergency(json.dumps(facts))


@cache
def comes_to_emergency(facts: str) -> bool:
    """What the rules make of them; equal facts are looked at once."""
    told = [
        Fact(
            finding=one["finding"],
            status=Status(one["status"]),
            time=FactTime(one["time"]),
            origin=Origin(one["origin"]),
            at=datetime.fromtimestamp(one["at"] / 1000, UTC),
            quote=one["quote"],
        )
        for one in json.loads(facts)
    ]
    return screen_facts(KNOWLEDGE, None, told, NOW).level is Level.EMERGENCY


SAID = sorted({text for saying in LEXICON.sayings for text in saying.reads})
KNOWN = sorted(LEXICON.speller.weight)
SMALL = (
    *(
        "no",
        "not",
        "never",
        "without",
        "didn't",
        "don’t think",
        "no sign of",
        "but",
        "and",
        "or",
        "yesterday",
        "2 weeks ago",
    ),
    *(
        "3 days ago",
        "a year ago",
        "last night",
        "right now",
        "since then",
        "for 5 hours",
        "every time",
        "he",
        "she",
        "my partner",
    ),
    *(
        "my friend",
        "my sister",
        "i",
        "my",
        "what if",
        "can",
        "is it normal",
        "in the film",
        "it passed at once",
        "came back",
    ),
    *("i'm fine now", "7/10", "7,5", "38.5", "1,200", "٣", "½", "my character", "once", "usually", "again", "still"),
)
MARKS = (
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "? ",
    "! ",
    "... ",
    "… ",
    " - ",
    " 😭 ",
    "\n",
    "; ",
    " ‼️ ",
    " “",
    "” ",
    "\u200d",
    "/",
)
SLIPS = ("swap", "drop", "double", "draw", "glue", "upper", "wide", "accent")


@st.composite
def notes(draw: st.DrawFn) -> str:
    """Pieces of what people say, small words, other words, with slips and marks between."""
    piece = st.one_of(st.sampled_from(SAID), st.sampled_from(SMALL), st.sampled_from(KNOWN))
    pieces = draw(st.lists(piece, min_size=1, max_size=14))
    return "".join(
        slipped(one, draw(st.sampled_from(SLIPS)), draw(st.integers(0, 40)))
        if draw(st.integers(0, 4)) == 0
        else one + draw(st.sampled_from(MARKS))
        for one in pieces
    )


def slipped(text: str, how: str, at: int) -> str:
    """The text with one slip of the finger, or in other letters."""
    at = at % max(len(text) - 1, 1)
    before, sign, after = text[:at], text[at : at + 1], text[at + 1 :]
    changed = {
        "swap": before + after[:1] + sign + after[1:],
        "drop": before + after,
        "double": before + sign * 2 + after,
        "draw": before + sign * 5 + after,
        "glue": text.replace(" ", "", 1),
        "upper": text.upper(),
        "wide": "".join(chr(ord(one) + 0xFEE0) if one.isalpha() and one.isascii() else one for one in text),
        "accent": text.replace("e", "e\u0301"),
    }
    return changed[how] + " "


@PROPERTY
@given(text=notes())
def test_whatever_is_put_together_is_read_alike(browser: Reader, text: str) -> None:
    """With slips, denials, times, other people, marks and little pictures."""
    here, there = browser.read_both([text])
    assert here == there


@PROPERTY
@given(text=st.text(max_size=120))
def test_no_text_makes_reading_fail(browser: Reader, text: str) -> None:
    here, there = browser.read_both([text])
    assert here == there


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\ud83d",
        "x" * 20_000,
        "no " * 6_000,
        "(" * 16_000,
        "pain " * 3_200,
        "\u0301" * 9_000,
        "9" * 15_000,
        "9" * 5_000 + ",123",
    ],
    ids=["empty", "space", "half a sign", "one word", "no", "brackets", "pain", "accents", "digits", "a long number"],
)
def test_odd_notes_are_read_too(browser: Reader, text: str) -> None:
    answer = browser.ask("read", texts=[text], now=milliseconds(NOW))[0]
    assert answer["read"]
    assert in_milliseconds(answer["facts"]) == facts_here(text)


@pytest.mark.parametrize(
    "damaged",
    [None, [], "words", {}, {"format": 2}, {"format": 1}, {**words(), "format": 99}, {**words(), "groups": {}}],
    ids=["nothing", "list", "text", "empty", "later", "hollow", "another format", "no groups"],
)
def test_damaged_words_read_nothing_and_say_so(browser: Reader, damaged: Any) -> None:
    """The page then shows the static danger list, and never that all is well."""
    answer = browser.ask("other", words=damaged, text="i fainted", now=milliseconds(NOW))
    assert answer == UNREAD


@pytest.mark.parametrize(("text", "now"), [(None, 0), (7, 0), ("i fainted", None), ("a" * 200_000, 0)])
def test_what_is_no_note_counts_as_unread(browser: Reader, text: Any, now: Any) -> None:
    assert browser.ask("other", words=words(), text=text, now=now) == UNREAD


def test_facts_have_the_shape_that_screening_takes(browser: Reader) -> None:
    """With the person's own words, so that the page can ask: is that so now?"""
    moment = milliseconds(NOW)
    (fact,) = browser.ask("facts", text="I fainted", now=moment)
    shape = {"finding": "blackout", "status": "present", "time": "now", "origin": "words", "at": moment}
    assert fact == {**shape, "entry": None, "quote": "fainted", "alike": False}


def test_the_longest_note_is_read_while_one_taps(browser: Reader) -> None:
    texts = [one["words"] for one in records("check/*danger*.jsonl") if one["kind"] == "emergency"]
    random.Random(6).shuffle(texts)
    note = "\n".join(texts).encode()[:LONGEST_NOTE].decode(errors="ignore")
    assert browser.ask("timed", text=note, now=milliseconds(NOW), times=4) <= MOST_MILLISECONDS
    here, there = browser.read_both([note])
    assert here == there
    assert len(here[0]) > 50


def test_words_are_folded_alike(browser: Reader) -> None:
    """Every Latin, Greek and Cyrillic letter."""
    signs = map(chr, (*range(0x530), *range(0x1E00, 0x2000)))
    letters = [sign for sign in signs if sign.isalpha() and unicodedata.normalize("NFKC", sign) == sign]
    assert browser.ask("plain", texts=letters) == [plain_word(sign) for sign in letters]


def test_slips_are_counted_alike(browser: Reader) -> None:
    chosen = random.Random(3).choices(KNOWN, k=2_000)
    pairs = [(one, other) for one, other in zip(chosen, sorted(chosen), strict=True)]
    assert browser.ask("slips", pairs=pairs) == [OSA.distance(one, other) for one, other in pairs]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("scope", "const MOST_BETWEEN = 5", "const MOST_BETWEEN = 1"),
        ("scope", 'if (this.isTurned(sentence, first, span.first, ["turn", "part"])) return false', ""),
        ("scope", "const once = this.cues", "const once = false && this.cues"),
        ("background", 'here.has("over") ||', ""),
        ("times", "* NEVER_TOO_SOON", ""),
        ("spelling", "if (swapped) cost", "if (false) cost"),
        ("find", "line.cover(lexicon.figures)", ""),
    ],
)
def test_a_mistake_in_the_scripts_shows(tmp_path: Path, name: str, before: str, after: str) -> None:
    """The comparison can fail: one change to how small words are taken, and texts are read otherwise."""
    folder = tmp_path / "screen"
    shutil.copytree(SCREEN, folder)
    script = folder / "words" / f"{name}.js"
    written = script.read_text(encoding="utf-8")
    assert written.count(before) == 1
    script.write_text(written.replace(before, after), encoding="utf-8")
    with reader(folder) as changed:
        here, there = changed.read_both(MISTAKEN)
    assert here != there


MISTAKEN = [
    "no sign at all of any fever",
    "no fever but chest pain",
    "my friend once fainted after sex",
    "severe belly pain, it went away by itself",
    "severe chest pain 3 days ago",
    "my lpis are so swollen",
    *(text for figure in KNOWLEDGE.figures_of_speech.values() for text in figure.reads),
]


def test_what_the_browser_reads_with_is_the_same_each_time_and_of_bearable_size() -> None:
    first, again = (
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (words(), words.__wrapped__())
    )
    assert first.partition('"sayings"')[2] == again.partition('"sayings"')[2] != ""
    assert len(gzip.compress(first.encode(), 9, mtime=0)) <= MOST_BYTES
    assert not any(text in first for text in SAID if len(text) > 40)
