"""Mends misspelt words against the words the library knows: "dysparunia", "cramsp", "orgasim".

A word is changed only when it is unknown and a known word is close: one slip in five letters, two in seven or more. In
words of four letters only a missing or swapped letter is mended ("aftr"): a changed one makes another word. Shorter
words stay as they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
CAREFUL = 5
"""Below so many letters a changed letter makes another word."""
TWO_SLIPS = 7
THREE_SLIPS = 11


@dataclass(frozen=True, slots=True)
class Speller:
    """Known words by length, so that only words of a like length are compared."""

    known: frozenset[str]
    by_length: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Speller":
        """A speller that knows these lower-case words."""
        known = frozenset(words)
        longest = max(map(len, known), default=0)
        by_length = tuple(tuple(sorted(word for word in known if len(word) == length)) for length in range(longest + 1))
        return cls(known=known, by_length=by_length)

    def mend(self, word: str) -> str | None:
        """The known word that was most likely meant; the word itself when known, None when nothing is close."""
        if word in self.known:
            return word
        if len(word) < SHORTEST or not word.isalpha():
            return None
        slips = 1 if len(word) < TWO_SLIPS else 2 if len(word) < THREE_SLIPS else 3
        lengths = range(max(SHORTEST, len(word) - slips), min(len(word) + slips + 1, len(self.by_length)))
        near = [other for length in lengths for other in self.by_length[length]]
        if len(word) < CAREFUL:
            near = [other for other in near if _same_letters(word, other)]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not found:
            return None
        # The first letter is seldom mistyped: between equals, keep it.
        best = min(found, key=lambda match: (match[1] + (match[0][0] != word[0]) * 0.5, match[0]))
        if best[0][0] != word[0] and best[1] >= slips:
            return None
        return str(best[0])


def _same_letters(word: str, other: str) -> bool:
    """Whether `other` is `word` with two letters swapped or one letter missing put in."""
    return word[0] == other[0] and (sorted(word) == sorted(other) or len(other) == len(word) + 1)
