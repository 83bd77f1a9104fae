"""The shape of the lexicon: how people write clinical facts, and the small words that turn a fact round.

Records and their written patterns only; matching is `freetext`'s. Words stand in lower case without apostrophes
("cant", "im"). A pattern is parts with spaces between them:

    bleeding              a word                      a|b|c        one of these words
    bleed~                with its regular endings    word?        may be missing
    (blacked out|fell)    one of these runs of words  <partner>    a word group, by id
    ..  ...               up to three, seven words    @  @4  @4+  @7-10  a number
    [cramp]               must stand there but is not covered (figures of speech)
    ^  $                  the beginning, the end of a sentence
    lip|tongue & swollen  both, in any order, up to seven words apart: "swollen tongue", "my lips are so swollen"
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from aftercare.knowledge.rule import Duration, Expression
from aftercare.model.errors import BadValue

_WORD = re.compile(r"[^\W_]+~?\Z")
_NUMBER = re.compile(r"@(?:(\d+(?:\.\d+)?)(?:(\+)|-(\d+(?:\.\d+)?))?)?\Z")
_PIECE = re.compile(r"\(|\)\??|\[|\]\??|\||[^\s()\[\]|]+")
TOGETHER = "&"
MOST_TOGETHER = 3
"""So many parts in any order: each more multiplies the orders to look for."""
GAPS = {"..": 3, "...": 7}
BRACKETS = {"(": ")", "[": "]"}
VOWELS = frozenset("aeiou")


class Kind(StrEnum):
    """What a part of a pattern stands for."""

    CHOICE = "choice"
    WORD = "word"
    GROUP = "group"
    NUMBER = "number"
    GAP = "gap"
    START = "start"
    END = "end"
    TOGETHER = "together"
    """Its choices all stand there, in any order, with a gap between."""


EDGES = {"^": Kind.START, "$": Kind.END}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern."""

    kind: Kind
    words: tuple[str, ...] = ()
    """The word and its endings; for a group its id."""
    choices: tuple[tuple["Part", ...], ...] = ()
    least: float = 0
    most: float = 0
    """Bounds of a number; `most` is also the longest gap."""
    optional: bool = False
    context: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write something."""

    written: str
    parts: tuple[Part, ...]

    @classmethod
    def from_plain(cls, value: object, where: str) -> "Pattern":
        """Read the written form (module docstring), or raise BadValue naming the place."""
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip() or value != value.lower():
            raise BadValue("A pattern is words in lower case.", where=where)
        reader = _Reader(_PIECE.findall(value), where)
        parts = reader.together() if TOGETHER in reader.pieces else reader.sequence(closing="")
        if all(part.optional or part.kind in (Kind.GAP, *EDGES.values()) for part in parts):
            raise BadValue("A pattern needs a word that must be there.", where=where)
        return cls(" ".join(value.split()), parts)


class _Reader:
    """Reads the pieces of one written pattern from left to right."""

    def __init__(self, pieces: list[str], where: str) -> None:
        self.pieces = pieces
        self.where = where
        self.at = 0

    def together(self) -> tuple[Part, ...]:
        """The whole pattern as parts in any order."""
        edges = [number for number, piece in enumerate(self.pieces) if piece == TOGETHER]
        starts, ends = [0, *(edge + 1 for edge in edges)], [*edges, len(self.pieces)]
        choices = [
            _Reader(self.pieces[start:end], self.where).sequence(closing="")
            for start, end in zip(starts, ends, strict=True)
        ]
        if not all(choices) or len(choices) > MOST_TOGETHER:
            self._refuse(TOGETHER)
        return (Part(Kind.TOGETHER, choices=tuple(choices), most=GAPS["..."]),)

    def sequence(self, closing: str) -> tuple[Part, ...]:
        """Parts up to the closing bracket; a bar binds the two parts beside it."""
        parts: list[Part] = []
        bound = False
        while self.at < len(self.pieces) and not (closing and self.pieces[self.at].startswith((closing, "|"))):
            piece = self.pieces[self.at]
            self.at += 1
            if piece == "|":
                bound = True
                continue
            part = self._part(piece)
            if bound:
                parts[-1:] = [_joined(parts[-1], part)] if parts else self._refuse(piece)
            else:
                parts.append(part)
            bound = False
        return tuple(parts)

    def _part(self, piece: str) -> Part:
        if piece in BRACKETS:
            return self._choice(BRACKETS[piece])
        return _simple_part(piece) or self._refuse(piece)[0]

    def _choice(self, closing: str) -> Part:
        choices = [self.sequence(closing)]
        while self.at < len(self.pieces) and self.pieces[self.at] == "|":
            self.at += 1
            choices.append(self.sequence(closing))
        optional = self._close(closing).endswith("?")
        if not all(choices):
            self._refuse(closing)
        context = closing == "]"
        if not context and all(len(one) == 1 and _is_plain(one[0]) for one in choices):
            return Part(Kind.WORD, words=tuple(word for one in choices for word in one[0].words), optional=optional)
        return Part(Kind.CHOICE, choices=tuple(choices), optional=optional, context=context)

    def _close(self, closing: str) -> str:
        if self.at >= len(self.pieces) or not self.pieces[self.at].startswith(closing):
            self._refuse(closing)
        self.at += 1
        return self.pieces[self.at - 1]

    def _refuse(self, piece: str) -> list[Part]:
        raise BadValue(f"This pattern can't be read at “{piece}”.", where=self.where)


@lru_cache(maxsize=10_000)
def _simple_part(piece: str) -> Part | None:
    """A part that is one piece: the same words stand in hundreds of patterns. None when it can't be read."""
    if piece in EDGES:
        return Part(EDGES[piece])
    if piece in GAPS:
        return Part(Kind.GAP, most=GAPS[piece])
    optional = piece.endswith("?")
    bare = piece.removesuffix("?")
    if bare.startswith("<") and bare.endswith(">"):
        return Part(Kind.GROUP, words=(bare[1:-1],), optional=optional)
    if number := _NUMBER.match(bare):
        least = float(number[1] or 0)
        most = float(number[3]) if number[3] else least if number[1] and not number[2] else float("inf")
        return Part(Kind.NUMBER, least=least, most=most, optional=optional)
    if not _WORD.match(bare):
        return None
    return Part(Kind.WORD, words=endings(bare[:-1]) if bare.endswith("~") else (bare,), optional=optional)


def _is_plain(part: Part) -> bool:
    """A word that must be there: a choice of such is one part with several words, which takes far less room."""
    return part.kind is Kind.WORD and not part.optional


def _joined(one: Part, other: Part) -> Part:
    """`a|b`, the later part's question mark for both."""
    if one.kind is Kind.WORD and other.kind is Kind.WORD:
        return Part(Kind.WORD, words=(*one.words, *other.words), optional=other.optional)
    choices = one.choices if one.kind is Kind.CHOICE and not one.optional else ((one,),)
    return Part(Kind.CHOICE, choices=(*choices, (other,)), optional=other.optional)


def endings(word: str) -> tuple[str, ...]:
    """A word with its regular endings; some of them are no words, which does no harm."""
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2] not in VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    plain = (word, word + "s", word + "ed", word + "ing")
    closed = word[-1] not in VOWELS and word[-1] not in "wxy" and word[-2] in VOWELS
    if len(word) > 2 and closed and word[-3] not in VOWELS:
        return (*plain, word + word[-1] + "ed", word + word[-1] + "ing")
    return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The ways people write one clinical fact."""

    id: str
    gives: tuple[str, ...] = ()
    """The findings that are present by it; empty: the finding that is called like the saying."""
    says: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    """In the same sentence, these mean that something else was meant."""
    even_asked: bool = False
    """Stands even in a question about nobody: who asks how to end a life is not asking for information."""
    crisis: bool = True
    """False: with whom and how somebody had sex touches no crisis by itself, however discreet the finding is."""
    figurative: bool = False
    """Read under a figure of speech too: feelings are told in figures ("dead inside", "moved to tears")."""
    shares: tuple[str, ...] = ()
    """Sayings that have a pattern in common with this one, on purpose."""
    reads: tuple[str, ...]
    """Texts that say it."""
    leaves: tuple[str, ...]
    """Texts that look like it and don't."""

    @property
    def findings(self) -> tuple[str, ...]:
        """The findings that are present by it."""
        return self.gives or (self.id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Words that stand for one another in patterns: `<partner>`."""

    id: str
    words: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOfSpeech:
    """A figure of speech, or a harmless meaning of a dangerous word: what it covers is not read."""

    id: str
    says: tuple[Pattern, ...]
    reads: tuple[str, ...]
    leaves: tuple[str, ...] = ()


class CueKind(StrEnum):
    """What a small word does to the facts around it."""

    NEGATION = "negation"
    """What follows is not so, up to the next turn."""
    NO_NEGATION = "no_negation"
    """Looks like a negation and is none."""
    NEGATION_AFTER = "negation_after"
    """What stands before it is not so."""
    LIST_GOES_ON = "list_goes_on"
    """A list under one negation goes on past commas."""
    TURN = "turn"
    """Ends a negation and a time: "but"."""
    PART = "part"
    """Ends a negation, and lets a time go on where the past goes on: "and"."""
    AGO = "ago"
    """Was so at an earlier time."""
    ONGOING = "ongoing"
    """Began then and is still so."""
    NOW = "now"
    """Is so now."""
    USUALLY = "usually"
    """Is so again and again."""
    ONCE = "once"
    """Was so at some time: another's past is dropped."""
    SELF = "self"
    PARTNER = "partner"
    OTHER = "other"
    """Somebody who is not here."""
    QUESTION = "question"
    """Begins a question."""
    HYPOTHETICAL = "hypothetical"
    """Asks about what has not happened, whoever it names."""
    HERE = "here"
    """Shows that something is happening, in a question about nobody."""
    FICTION = "fiction"
    NOBODY = "nobody"
    """Somewhere in a text: all of it is about nobody who is ill."""
    WELL_SINCE = "well_since"
    """Somewhere in a text that tells of long ago: it is over, and they are well."""
    OVER = "over"
    """It passed at once, or all is as it was."""
    BACK = "back"
    """It came back."""
    PAST_VERB = "past_verb"
    PRESENT_VERB = "present_verb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Small words of one kind."""

    id: str
    kind: CueKind
    says: tuple[Pattern, ...]
    ago: Duration | None = None
    """How long ago; without it, the number and unit in the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Other ways to write a word: short forms, slang letters."""

    id: str
    """The word."""
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWords:
    """Words that mean nothing here and must not be taken for a misspelling of one that does."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """What several facts of one text say together."""

    id: str
    when: Expression
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Texts in which people tell the same danger in many words, to read by likeness what no pattern foresaw.

    Twins (no findings) are near in words and tell no danger: questions for information, long past, denied, mild,
    figures of speech.
    """

    id: str
    findings: tuple[str, ...]
    """What each text says is present now; empty for twins."""
    texts: tuple[str, ...]
    rule: str = ""
    """The rule they must bring up, for the specification test."""
    action: str = ""
    asks_of: tuple[str, ...] = ()
    """Pages whose questions (`asks`) are told without danger too; only for twins."""
