"""Finds the lexicon's words in a text: first figures of speech, which cover what they stand for, then cues and sayings.

Takes tokens and lexicon; returns spans of tokens. A long text is cut into stretches of whole sentences, so that the
work grows with its length and no faster.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from aftercare.freetext.lexicon import Index, Lexicon
from aftercare.freetext.tokens import SENTENCE_END, Token, Tokens
from aftercare.knowledge.lexicon import Cue, Saying

STRETCH = 60
"""About so many words are looked at together."""
OVERLAP = 16
"""A sentence longer than a stretch is cut; the pieces share so many words."""
COVERED = "_"


@dataclass(frozen=True, slots=True)
class Span:
    """From one token to another, both included."""

    first: int
    last: int

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a token."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Said:
    """A saying, where it stands."""

    saying: Saying
    span: Span


@dataclass(frozen=True, slots=True)
class Cued:
    """A cue, where it stands."""

    cue: Cue
    span: Span


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in a text, in order."""

    sayings: tuple[Said, ...]
    cues: tuple[Cued, ...]
    figures: tuple[Span, ...]


def find(tokens: Tokens, lexicon: Lexicon) -> Found:
    """Find everything."""
    said: dict[tuple[str, Span], Said] = {}
    cued: dict[tuple[str, Span], Cued] = {}
    figures: dict[Span, None] = {}
    for first, last in _stretches(tokens.all):
        line = _Line.of(tokens.all, first, last)
        found = list(line.matches(lexicon.figurative))
        covered = list(line.covered(lexicon.figures))
        figures.update(dict.fromkeys(covered))
        for number, span in line.matches(lexicon.cue_index):
            cued[lexicon.cues[number].id, span] = Cued(lexicon.cues[number], span)
        found.extend(line.matches(lexicon.says))
        excused = (
            {(number, tokens.all[span.first].sentence) for number, span in line.matches(lexicon.unless)}
            if found
            else set()
        )
        for number, span in found:
            if (number, tokens.all[span.first].sentence) not in excused:
                said[lexicon.sayings[number].id, span] = Said(lexicon.sayings[number], span)
    return Found(
        tuple(sorted(said.values(), key=lambda one: (one.span.first, one.span.last, one.saying.id))),
        tuple(sorted(cued.values(), key=lambda one: (one.span.first, one.span.last, one.cue.id))),
        tuple(figures),
    )


def _stretches(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """From and to (not included) of pieces of about `STRETCH` words, whole sentences where they are not longer."""
    start = 0
    while start < len(tokens):
        end = min(start + STRETCH, len(tokens))
        if end < len(tokens):
            cut = end
            while cut > start and tokens[cut].sentence == tokens[cut - 1].sentence:
                cut -= 1
            if cut > start:
                end = cut
        yield start, end
        inside = end < len(tokens) and tokens[end].sentence == tokens[end - 1].sentence
        start = end - OVERLAP if inside else end


class _Line:
    """Some tokens written as one line: "; my chest hurts ; it is bad ; ", and which token stands where."""

    def __init__(self, words: list[str], numbers: list[int]) -> None:
        self.words = words
        self.numbers = numbers
        self._write()

    @classmethod
    def of(cls, tokens: tuple[Token, ...], first: int, last: int) -> "_Line":
        """Write the tokens from `first` up to `last`."""
        words = [SENTENCE_END]
        numbers = [first]
        for number in range(first, last):
            if number > first and tokens[number].sentence != tokens[number - 1].sentence:
                words.append(SENTENCE_END)
                numbers.append(number)
            words.append(tokens[number].word)
            numbers.append(number)
        return cls([*words, SENTENCE_END], [*numbers, last])

    def _write(self) -> None:
        self.line = " ".join(self.words) + " "
        self.starts: list[int] = []
        at = 0
        for word in self.words:
            self.starts.append(at)
            at += len(word) + 1
        self.present = frozenset(self.words)

    def matches(self, index: Index) -> Iterator[tuple[int, Span]]:
        """Owner and span of every match."""
        for matcher in index.candidates(self.present):
            for start, end, _context in matcher.find(self.line):
                yield matcher.owner, self._span(start, end)

    def covered(self, index: Index) -> Iterator[Span]:
        """Cover every figure of speech but its context."""
        changed = False
        for matcher in index.candidates(self.present):
            for start, end, context in matcher.find(self.line):
                yield self._span(start, end)
                for place in range(self._place(start), self._place(end - 1) + 1):
                    if not any(low <= self.starts[place] < high for low, high in context):
                        self.words[place] = COVERED
                        changed = True
        if changed:
            self._write()

    def _place(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def _span(self, start: int, end: int) -> Span:
        return Span(self.numbers[self._place(start)], self.numbers[self._place(end - 1)])
