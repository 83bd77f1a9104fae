"""Passphrases: six drawn words, or an own one that is long enough and on no common list.

Takes a typed passphrase or a source of chance, returns words or raises BadValue. Never keeps or repeats a passphrase.
"""

import math
import secrets
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources

from aftercare.model.errors import BadValue
from aftercare.vault.passphrase_step import normal_passphrase

DRAWN_WORDS = 6
SHORTEST_OWN = 12
LONGEST = 256
_FEWEST_DIFFERENT = 5


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """The words passphrases are drawn from."""
    return _lines("words.txt")


def draw_passphrase(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Six words drawn evenly and independently, joined by blanks. `choose` is the system's secure chance."""
    return " ".join(choose(word_list()) for _ in range(DRAWN_WORDS))


def drawn_bits() -> float:
    """Entropy of a drawn passphrase in bits: words x log2(length of the list)."""
    return DRAWN_WORDS * math.log2(len(word_list()))


def check_passphrase(passphrase: str) -> str:
    """The passphrase in the form it is used in, or BadValue saying what to change."""
    normal = normal_passphrase(passphrase)
    if len(normal) < SHORTEST_OWN:
        raise BadValue(
            f"Take at least {SHORTEST_OWN} characters, or the six words offered. A short sentence works well.",
            where="passphrase",
        )
    if len(normal) > LONGEST:
        raise BadValue(f"Take at most {LONGEST} characters.", where="passphrase")
    if any(ord(character) < ord(" ") for character in normal):
        raise BadValue("Leave out line breaks and tabs.", where="passphrase")
    bare = _bare(normal)
    if bare in _common() or _is_repetition(bare or normal) or len(set(normal)) < _FEWEST_DIFFERENT:
        raise BadValue(
            "That is one of the first things a guesser tries. Take the six words offered, or a sentence only you "
            "would think of.",
            where="passphrase",
        )
    return normal


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_bare(line) for line in _lines("common_passphrases.txt"))


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _is_repetition(text: str) -> bool:
    """Whether the text is a short piece said over and over: any such text occurs inside itself doubled."""
    return 0 < (text + text).find(text, 1) <= max(1, len(text) // 2)


def _lines(name: str) -> tuple[str, ...]:
    text = resources.files("aftercare.vault").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
