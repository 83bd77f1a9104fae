"""Mends misspelt words against the words the lexicon knows: "bleedign", "unconcious", "passedout", "helpppp".

A word is changed only when it is unknown. Short words bear one slip and keep their first letter, because there one slip
makes another word. Must never change a word that is known to mean something else (`other_words`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
TWO_SLIPS = 7
THREE_SLIPS = 11
LONGEST = 30
"""Longer runs of letters are no words."""
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Speller:
    """Known words, and by first letter and length those that a misspelt word may have meant."""

    known: frozenset[str]
    by_start: dict[tuple[str, int], tuple[str, ...]]
    halves: frozenset[str]
    """Words that are sometimes written together."""
    weight: Mapping[str, int]
    """How much a word is used in the lexicon: between equals, the one that is used more was meant."""

    @classmethod
    def of(cls, meant: Iterable[str], others: Iterable[str]) -> "Speller":
        """A speller that mends into the words `meant`, given as often as used, and leaves the `others` alone."""
        weight = Counter(word for word in meant if word.isalpha())
        wanted = frozenset(weight)
        grouped: dict[tuple[str, int], list[str]] = {}
        for word in sorted(wanted):
            if len(word) >= SHORTEST:
                grouped.setdefault((word[0], len(word)), []).append(word)
        by_start = {key: tuple(words) for key, words in grouped.items()}
        return cls(wanted | frozenset(others), by_start, frozenset(word for word in wanted if len(word) >= 3), weight)

    def mend(self, word: str) -> tuple[str, ...]:
        """The words that were most likely meant; the word itself when nothing is close."""
        if word in self.known or len(word) < SHORTEST or len(word) > LONGEST or not word.isascii():
            return (word,)
        for shorter in (_DRAWN_OUT.sub(r"\1\1", word), _DRAWN_OUT.sub(r"\1", word)):
            if shorter in self.known:
                return (shorter,)
        return self._split(word) or (self._nearest(word),)

    def _nearest(self, word: str) -> str:
        slips = 1 if len(word) < TWO_SLIPS else 2 if len(word) < THREE_SLIPS else 3
        near: list[str] = []
        for first in (word[0], word[1]):
            for length in range(max(SHORTEST, len(word) - slips), len(word) + slips + 1):
                near.extend(self.by_start.get((first, length), ()))
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=8)
        best = min(found, key=lambda match: self._distance(word, match[0], match[1]), default=None)
        return word if best is None else str(best[0])

    def _distance(self, word: str, other: str, slips: float) -> tuple[float, bool, bool, int, str]:
        """The fewest slips; then the same first letter, the same letters in another order, and the more used word."""
        return (slips, other[0] != word[0], set(other) != set(word), -self.weight[other], other)

    def _split(self, word: str) -> tuple[str, ...]:
        for cut in range(SHORTEST, len(word) - 2):
            if word[:cut] in self.halves and word[cut:] in self.halves:
                return (word[:cut], word[cut:])
        return ()
