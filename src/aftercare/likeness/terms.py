"""From words as people type them to search terms: stems, and the ideas that many wordings share.

A term is a stem ("cramp"), or an idea from the lay words, written "~orgasm": "whenever i climax", "when I come" and
"after finishing" all hold it. The words an idea was read from count on their own as well, after all others ("=climax").
Words that carry no meaning of their own give no term. Pure; linear in the text's length.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from aftercare.knowledge.condition import LayWord

STOP = "stop"
"""The lay-word record that lists words without meaning of their own."""
EVERYDAY = "everyday"
"""The lay-word record that lists words which are spelled right as they are, and mean nothing special here."""
IDEA, WORD = "~", "="
LONGEST_WORD = 40
MOST_WORDS = 400
"""A question longer than this is read to here; a library answers questions, the check reads stories."""
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['’`´ʼ]")
_STEMMER = snowballstemmer.stemmer("english")
_ONE_AT_A_TIME = Lock()
"""The stemmer keeps the word it is working on in itself, and a server answers several people's pages at once."""


def words_of(text: str) -> list[str]:
    """Plain lower-case words: accents off, apostrophes closed up ("can't" is cant)."""
    plain = text.lower()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    plain = _APOSTROPHES.sub("", plain)
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)[:MOST_WORDS]]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(word))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lay words, ready for lookup."""

    ideas: Mapping[tuple[str, ...], tuple[str, ...]]
    """From the stems of a wording to the ideas it stands for."""
    longest: Mapping[str, int]
    """How many stems the longest wording that begins with a stem has."""
    stop: frozenset[str]
    """Words, not stems, that give no term."""
    words: frozenset[str]
    """Every word that stands in a wording, as written."""

    @classmethod
    def of(cls, lay_words: Iterable[LayWord]) -> "Phrases":
        """Index the wordings of all ideas."""
        ideas: dict[tuple[str, ...], tuple[str, ...]] = {}
        stop: set[str] = set()
        words: set[str] = set()
        for idea in lay_words:
            for wording in idea.say:
                written = words_of(wording)
                words.update(written)
                if idea.id in (STOP, EVERYDAY):
                    stop.update(written if idea.id == STOP else ())
                    continue
                key = tuple(stem(word) for word in written)
                ideas[key] = tuple(dict.fromkeys((*ideas.get(key, ()), IDEA + idea.id)))
        longest: dict[str, int] = {}
        for key in filter(None, ideas):
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
        return cls(ideas=ideas, longest=longest, stop=frozenset(stop), words=frozenset(words))

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order."""
        return list(self.terms_of_words(words_of(text)))

    def terms_of_words(self, words: list[str]) -> Iterator[str]:
        """The terms of words already taken apart: the longest wording at each place, else the word's own stem; then the
        stems of the words that ideas were read from.
        """
        stems = [stem(word) for word in words]
        read: list[int] = []
        place = 0
        while place < len(words):
            length = self._wording_at(stems, place)
            if length:
                yield from self.ideas[tuple(stems[place : place + length])]
                read.extend(inner for inner in range(place, place + length) if words[inner] not in self.stop)
                if length > 1:
                    yield from self._inside(stems, words, place, length)
            elif words[place] not in self.stop:
                yield stems[place]
            place += max(1, length)
        yield from (WORD + stems[inner] for inner in read)

    def _wording_at(self, stems: list[str], place: int) -> int:
        for length in range(min(self.longest.get(stems[place], 0), len(stems) - place), 0, -1):
            if tuple(stems[place : place + length]) in self.ideas:
                return length
        return 0

    def _inside(self, stems: list[str], words: list[str], place: int, length: int) -> Iterator[str]:
        """Ideas that single words of a longer wording stand for: "painful orgasm" is about orgasm too."""
        for inner in range(place, place + length):
            if words[inner] not in self.stop:
                yield from self.ideas.get((stems[inner],), ())
