"""What is left of a question once it is read: ideas and stems; slips of the fingers are mended, other words let be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare.knowledge.condition import LayWord
from aftercare.likeness.spelling import Speller
from aftercare.likeness.terms import LONGEST_WORD, MOST_WORDS, Phrases, words_of

PHRASES = Phrases.of(
    (
        LayWord(id="stop", say=("why", "do", "i", "my", "after", "when", "can't")),
        LayWord(id="orgasm", say=("orgasm", "climax", "i come", "finish")),
        LayWord(id="orgasm_pain", say=("painful orgasm", "hurts to climax")),
        LayWord(id="pain", say=("pain", "painful", "hurts", "ache")),
        LayWord(id="crying", say=("cry", "tears", "break down")),
    )
)
SPELLER = Speller.of(
    ("dyspareunia", "cramps", "orgasm", "after", "bleeding", "crying", "vaginismus", "womb", "tired", "pain")
)


@pytest.mark.parametrize("text", ["whenever I climax", "after finishing", "when I come", "ORGASMS?"])
def test_many_ways_to_say_it_hold_the_same_idea(text: str) -> None:
    assert "~orgasm" in PHRASES.terms(text)


def test_words_without_meaning_of_their_own_are_left_out() -> None:
    assert PHRASES.terms("why do I cry") == ["~crying", "=cri"]
    assert PHRASES.terms("why do i") == []


def test_a_longer_wording_counts_before_its_parts_and_still_holds_them() -> None:
    """The ideas first, in order; then the words themselves, because one idea has many that are not the same."""
    assert PHRASES.terms("painful orgasm") == ["~orgasm_pain", "~pain", "~orgasm", "=pain", "=orgasm"]


def test_other_words_are_known_by_their_stem() -> None:
    assert PHRASES.terms("cramping") == PHRASES.terms("cramps") == ["cramp"]


@pytest.mark.parametrize("text", ["can't", "can’t", "cant", "CAN'T"])
def test_apostrophes_and_capitals_make_no_difference(text: str) -> None:
    assert words_of(text) == ["cant"]


def test_accents_make_no_difference() -> None:
    assert words_of("Café  naïve") == ["cafe", "naive"]


@given(st.text())
def test_any_text_comes_to_plain_words(text: str) -> None:
    """Whatever is typed or pasted: letters and digits only, and a bounded number of them."""
    words = words_of(text)
    assert len(words) <= MOST_WORDS
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
    assert all(len(word) <= LONGEST_WORD for word in words)
    list(PHRASES.terms(text))


def test_a_whole_book_pasted_in_is_read_at_once() -> None:
    started = time.process_time()
    PHRASES.terms("painful orgasm and tears " * 50_000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dysparunia", "dyspareunia"),
        ("cramsp", "cramps"),
        ("orgasim", "orgasm"),
        ("aftr", "after"),
        ("cryng", "crying"),
        ("bleading", "bleeding"),
        ("vaginismis", "vaginismus"),
        ("pian", "pain"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert SPELLER.mend(typed) == meant


@pytest.mark.parametrize("typed", ["tomb", "tide", "paid", "wom", "w0mb2", "concrete", "xyzzy", "", "gain"])
def test_another_word_a_short_one_and_one_with_digits_are_left_alone(typed: str) -> None:
    assert SPELLER.mend(typed) in (None, typed)


@pytest.mark.parametrize("word", ["cramps", "pain", "womb"])
def test_a_known_word_stays_as_it_is(word: str) -> None:
    assert SPELLER.mend(word) == word


def test_between_two_as_close_the_one_with_the_same_first_letter_is_meant() -> None:
    speller = Speller.of(("butter", "cutter", "gutter", "mutter", "nutter", "putter", "setter"))
    assert speller.mend("sutter") == "setter"


def test_a_speller_without_words_mends_nothing() -> None:
    assert Speller.of(()).mend("cramps") is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=0, max_size=14))
def test_what_is_mended_is_always_a_known_word(typed: str) -> None:
    mended = SPELLER.mend(typed)
    assert mended is None or mended in SPELLER.known
