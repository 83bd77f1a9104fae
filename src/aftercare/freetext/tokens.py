"""Cuts a text into words and sentences, and writes each word the way the lexicon writes it.

Takes any text; returns tokens with their place in it. Linear in the length of the text. Must never keep a word beyond
the call: what a person typed is in no cache.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aftercare.freetext.spelling import Speller

_PIECE = re.compile(
    r"(?P<score>\d{1,2}(?:\.\d)? ?(?:/|out of) ?10\b)"
    r"|(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’‘`´][^\W\d_]+)*)"
    r"|(?P<end>[.!?]+|[。！？…]+)"
    r"|(?P<mark>[,;:()\-–—/|*\"“”])"
)
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
LONGEST_WORD = 40
OUT_OF_TEN = "outof10"
SENTENCE_END = ";"
LONG_SENTENCE = 40
LONGEST_SENTENCE = 80
"""Who writes on without a full stop is read in pieces: cut where a new thought begins, at the latest here."""
NEW_THOUGHT = frozenset(("and", "but", "then", "so", "because", "now", "i"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word, with where it stands."""

    word: str
    """As the lexicon writes it."""
    start: int
    end: int
    """Its place in the text."""
    sentence: int
    after_mark: bool
    """A comma or the like stands before it."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A whole text."""

    text: str
    all: tuple[Token, ...]
    asks: frozenset[int]
    """The sentences that end in a question mark."""
    typed: int
    """How many words were typed, numbers aside."""
    known: int
    """How many of them are English as they were typed: a word that was mended may be one of another language."""

    def quote(self, first: int, last: int) -> str:
        """The person's own words from one token to another."""
        return self.text[self.all[first].start : self.all[last].end]


def tokenize(text: str, spellings: Mapping[str, Sequence[str]], speller: Speller) -> Tokens:
    """Cut up a text. `spellings` gives the words for a short form."""
    text = unicodedata.normalize("NFKC", text)
    tokens: list[Token] = []
    asks: set[int] = set()
    sentence = 0
    marked = False
    typed = known = began = 0
    mended: dict[str, tuple[str, ...]] = {}
    english: dict[str, bool] = {}
    for match in _PIECE.finditer(text):
        if match.lastgroup == "end":
            if "?" in match[0] or "？" in match[0]:
                asks.add(sentence)
            if _ends_sentence(match[0]):
                sentence += 1
            marked = True
            continue
        if match.lastgroup == "mark":
            marked = True
            continue
        raw = match[0]
        if raw not in mended:
            mended[raw] = tuple(_words_of(match, spellings, speller))
            english[raw] = match.lastgroup == "word" and _is_english(raw, spellings, speller)
        typed += match.lastgroup == "word"
        known += english[raw]
        for word in mended[raw]:
            if _runs_on(len(tokens) - began, word, marked):
                sentence += 1
            if not tokens or tokens[-1].sentence != sentence:
                began = len(tokens)
            tokens.append(Token(word, match.start(), match.end(), sentence, marked))
            marked = False
    return Tokens(text, tuple(tokens), frozenset(asks), typed, known)


def _is_english(raw: str, spellings: Mapping[str, Sequence[str]], speller: Speller) -> bool:
    word = plain_word(raw)
    return word in speller.known or word in spellings


def _runs_on(length: int, word: str, marked: bool) -> bool:
    return length >= LONGEST_SENTENCE or (length >= LONG_SENTENCE and (marked or word in NEW_THOUGHT))


def _ends_sentence(marks: str) -> bool:
    """One full stop, or a mark that cries or asks; dots in a row only pause."""
    return not set(marks) <= {".", "…"} or marks == "."


def _words_of(match: re.Match[str], spellings: Mapping[str, Sequence[str]], speller: Speller) -> Iterator[str]:
    if match.lastgroup == "score":
        yield re.match(r"[\d.]+", match[0])[0]  # type: ignore[index]  # the pattern begins with digits
        yield OUT_OF_TEN
        return
    if match.lastgroup == "number":
        yield _plain_number(match[0])
        return
    word = plain_word(match[0])
    for one in spellings.get(word, (word,)):
        yield from (one,) if one != word or one in speller.known else _mended(one, spellings, speller)


def _mended(word: str, spellings: Mapping[str, Sequence[str]], speller: Speller) -> Sequence[str]:
    words = speller.mend(word)
    return tuple(part for one in words for part in spellings.get(one, (one,)))


def plain_word(word: str) -> str:
    """Lower case, without accents and apostrophes."""
    lowered = word.casefold().translate(_APOSTROPHES)
    if lowered.isascii():
        return lowered
    bare = unicodedata.normalize("NFD", lowered)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def _plain_number(number: str) -> str:
    """A comma before three digits parts thousands; before fewer it is a decimal comma."""
    whole, _, rest = number.replace(",", ".").partition(".")
    if "," in number and len(rest) == 3:
        return str(int((whole + rest)[:LONGEST_WORD]))
    return f"{whole.lstrip('0') or '0'}.{rest}" if rest else whole.lstrip("0")[:LONGEST_WORD] or "0"
