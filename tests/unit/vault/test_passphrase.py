"""Choosing a passphrase: six drawn words, or an own one that is not easily guessed."""

import pytest

from aftercare.model.errors import BadValue
from aftercare.vault.passphrase import check_passphrase, draw_passphrase, drawn_bits, word_list


def test_six_words_are_offered_from_a_long_list_of_plain_words() -> None:
    """At least 2048 different short words, so at least 66 bits."""
    assert len(word_list()) == len(set(word_list())) >= 2048
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 9 for word in word_list())
    assert drawn_bits() >= 66


def test_words_are_drawn_one_by_one() -> None:
    """Each word is its own even choice from the whole list."""
    asked = []

    def choose(words: object) -> str:
        asked.append(words)
        return word_list()[len(asked)]

    assert draw_passphrase(choose) == " ".join(word_list()[1:7])
    assert asked == [word_list()] * 6


def test_every_drawn_passphrase_is_accepted() -> None:
    """What the app offers passes its own rules."""
    for _ in range(200):
        drawn = draw_passphrase()
        assert check_passphrase(drawn) == drawn


@pytest.mark.parametrize("own", ["elevenchars", "   elevenchars   ", "", "short"])
def test_an_own_passphrase_needs_twelve_characters(own: str) -> None:
    """Blanks around it don't count."""
    with pytest.raises(BadValue, match="at least 12"):
        check_passphrase(own)


@pytest.mark.parametrize(
    "own",
    [
        "correct horse battery staple",
        "Correct-Horse-Battery-Staple!",
        "123456789012",
        "I love you forever",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "............................",
    ],
)
def test_what_guessers_try_first_is_refused(own: str) -> None:
    """Also with capitals, blanks and signs; also anything said over and over."""
    with pytest.raises(BadValue, match="guesser"):
        check_passphrase(own)


def test_twelve_characters_of_ones_own_are_enough() -> None:
    """Just long enough, and just too short."""
    assert check_passphrase("my own twelv") == "my own twelv"
    with pytest.raises(BadValue):
        check_passphrase("my own elev")


def test_the_same_letters_typed_on_another_keyboard_are_the_same_passphrase() -> None:
    """An e with an accent may come as one character or as two."""
    assert check_passphrase("cafe\u0301 at the harbour") == check_passphrase("caf\u00e9 at the harbour")


def test_line_breaks_and_endless_passphrases_are_refused() -> None:
    """They can't be typed again."""
    with pytest.raises(BadValue, match="line breaks"):
        check_passphrase("a line\nand another line")
    with pytest.raises(BadValue, match="at most"):
        check_passphrase("long " * 60)


def test_no_refusal_repeats_the_passphrase() -> None:
    """It must not end up on a screen or in a log."""
    with pytest.raises(BadValue) as refused:
        check_passphrase("iloveyouforever")
    assert "iloveyou" not in str(refused.value)
