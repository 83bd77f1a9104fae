"""The lexicon made ready for matching: each written pattern as a regular expression that is built when first needed.

Takes knowledge; returns one `Lexicon` for it, kept for as long as the process runs. A pattern is tried only where every
word it can't do without stands in the text, so that a short question costs little however large the lexicon is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import permutations
from math import inf

from aftercare.freetext.spelling import Speller
from aftercare.freetext.tokens import SENTENCE_END, plain_word
from aftercare.knowledge.lexicon import Cue, CueKind, FigureOfSpeech, Kind, Part, Pattern, Saying
from aftercare.knowledge.load import Knowledge

Groups = Mapping[str, tuple[Pattern, ...]]
COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "be",
        "do",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "i",
        "if",
        "im",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "out",
        "she",
        "so",
        "that",
        "the",
        "they",
        "this",
        "to",
        "was",
        "we",
        "when",
        "with",
        "you",
        "your",
        "after",
        "sex",
    ]
)
"""Words too common to choose patterns by."""
ANY_WORD = ("",)
"""What a pattern of numbers alone needs."""
LONG_ENOUGH = 5
"""Small words of this length are mended too: "weks ago"."""


Words = tuple[str, ...]
"""Of these words one must stand in the text; a tuple takes a fifth of a set's room, and there are thousands."""
Match = tuple[int, int, tuple[tuple[int, int], ...]]
"""From, to, and the parts that are context only."""
OFTEN = 4
"""A word that stands so often in questions is spelled as it is meant."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(slots=True)
class _Expression:
    """Parts in order as a regular expression."""

    groups: Groups
    barred: frozenset[str]
    bounds: list[tuple[float, float]] = field(default_factory=list)
    contexts: int = 0
    compiled: re.Pattern[str] | None = None

    @classmethod
    def of(cls, parts: Sequence[Part], groups: Groups, barred: frozenset[str]) -> "_Expression":
        """Write and compile it."""
        made = cls(groups, barred)
        made.compiled = re.compile("(?<= )" + made._written(parts))
        return made

    def find(self, line: str) -> Iterator[Match]:
        """Every place where it stands."""
        assert self.compiled is not None
        at = 0
        while match := self.compiled.search(line, at):
            if match[0] and self._numbers_fit(match):
                context = tuple(match.span(name) for name in match.groupdict() if name[0] == "c" and match[name])
                yield match.start(), match.end(), context
                at = max(match.end() - 1, at + 1)
            else:
                at = match.start() + 1

    def _numbers_fit(self, match: re.Match[str]) -> bool:
        return all(
            match[f"n{number}"] is None or least <= float(match[f"n{number}"]) <= most
            for number, (least, most) in enumerate(self.bounds)
        )

    def _written(self, parts: Sequence[Part]) -> str:
        return "".join(self._part(part) for part in parts)

    def _gap(self, most: float) -> str:
        """No gap reaches over a "not": "my testicle, it does not hurt"."""
        barred = f"(?!(?:{'|'.join(sorted(self.barred))}) )" if self.barred else ""
        return rf"(?:{barred}[^ {SENTENCE_END}]+ ){{0,{most:.0f}}}?"

    def _part(self, part: Part) -> str:
        if part.kind is Kind.START:
            return f"(?<={SENTENCE_END} )"
        if part.kind is Kind.END:
            return f"(?={SENTENCE_END} )"
        if part.kind is Kind.GAP:
            return self._gap(part.most)
        if part.kind is Kind.NUMBER:
            self.bounds.append((part.least, part.most))
            inside = rf"(?P<n{len(self.bounds) - 1}>\d+(?:\.\d+)?) "
        elif part.kind is Kind.WORD:
            inside = f"(?:{'|'.join(dict.fromkeys(part.words))}) "
        elif part.kind is Kind.GROUP:
            inside = f"(?:{'|'.join(self._written(one.parts) for one in self.groups[part.words[0]])})"
        else:
            self.contexts += part.context
            name = f"?P<c{self.contexts}>" if part.context else "?:"
            inside = f"({name}{'|'.join(self._written(choice) for choice in part.choices)})"
        return f"(?:{inside})?" if part.optional else inside


@dataclass(slots=True)
class Matcher:
    """One pattern: the words it needs, and its expression once it was needed."""

    owner: int
    """Which of the lexicon's entries it belongs to."""
    pattern: Pattern
    groups: Groups
    needs: tuple[Words, ...]
    barred: frozenset[str] = frozenset()
    """What a gap may not hold: small words that turn the meaning round."""
    _expressions: tuple["_Expression", ...] = ()

    def find(self, line: str) -> Iterator[Match]:
        """Where it stands in a line: from, to, and the parts that are context only. Never crosses a sentence."""
        first = self.pattern.parts[0]
        together = first.kind is Kind.TOGETHER
        if not self._expressions:
            runs = first.choices if together else (self.pattern.parts,)
            self._expressions = tuple(_Expression.of(run, self.groups, self.barred) for run in runs)
        if not together:
            yield from self._expressions[0].find(line)
            return
        found = [list(one.find(line)) for one in self._expressions]
        end = 0
        for start, last in sorted(self._together(line, found, first.most)):
            if start >= end:
                yield start, last, ()
                end = last

    def _together(self, line: str, found: Sequence[list[Match]], most: float) -> Iterator[tuple[int, int]]:
        """From and to where one match of each stands near the next, in any order."""
        for order in permutations(found):
            ways = [(one[0], one[1]) for one in order[0]]
            for following in order[1:]:
                ways = [
                    (start, other[1])
                    for start, end in ways
                    for other in following
                    if other[0] >= end and self._near(line, end, other[0], most)
                ]
            yield from ways

    def _near(self, line: str, end: int, start: int, most: float) -> bool:
        between = line[end:start].split(None, int(most) + 1)
        return len(between) <= most and SENTENCE_END not in between and self.barred.isdisjoint(between)


@dataclass(frozen=True, slots=True)
class Index:
    """Matchers by a word that each of them needs."""

    by_word: Mapping[str, tuple[Matcher, ...]]

    @classmethod
    def of(cls, matchers: Iterable[Matcher]) -> "Index":
        """Index each matcher by its most telling need."""
        by_word: dict[str, list[Matcher]] = {}
        for matcher in matchers:
            for word in min(matcher.needs, key=_cost, default=ANY_WORD):
                by_word.setdefault(word, []).append(matcher)
        return cls({word: tuple(found) for word, found in by_word.items()})

    def candidates(self, words: frozenset[str]) -> Iterator[Matcher]:
        """The matchers whose every need is met by these words, each once."""
        seen: set[int] = set()
        for word in (*words, *ANY_WORD):
            for matcher in self.by_word.get(word, ()):
                if id(matcher) not in seen:
                    seen.add(id(matcher))
                    if not any(words.isdisjoint(need) for need in matcher.needs):
                        yield matcher


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything reading needs, worked out once."""

    sayings: tuple[Saying, ...]
    says: Index
    figurative: Index
    """Those that are read under figures of speech too, and so before these are covered."""
    unless: Index
    figures: Index
    cues: tuple[Cue, ...]
    cue_index: Index
    spellings: Mapping[str, tuple[str, ...]]
    speller: Speller
    lasting: frozenset[str]
    """Findings that matter as much once they are over: a first fit, a blackout, despair, violence."""
    states: frozenset[str]
    """States of a person that last: a birth within the year, no womb. Of a partner too, who may be ill now."""


@lru_cache(maxsize=4)
def ready(knowledge: Knowledge) -> Lexicon:
    """Work it out; kept for each knowledge."""
    spellings = {
        plain_word(short): tuple(spelling.id.split("_"))
        for spelling in knowledge.spellings.values()
        for short in spelling.written
    }
    respell = _Respeller(spellings)
    groups = {group.id: respell.patterns(group.words) for group in knowledge.word_groups.values()}
    sayings = tuple(knowledge.lexicon.values())
    figures: tuple[FigureOfSpeech, ...] = tuple(knowledge.figures_of_speech.values())
    cues = tuple(knowledge.cues.values())
    says = _matchers([respell.patterns(saying.says) for saying in sayings], groups, _barred(cues))
    unless = _matchers([respell.patterns(saying.unless) for saying in sayings], groups)
    covered = _matchers([respell.patterns(figure.says) for figure in figures], groups)
    cued = _matchers([respell.patterns(cue.says) for cue in cues], groups)
    meant = [word for matcher in (*says, *unless, *covered) for word in _words(matcher.pattern.parts, groups)]
    small = {word for matcher in cued for word in _words(matcher.pattern.parts, groups)}
    meant.extend(word for word in (*small, *spellings) if len(word) >= LONG_ENOUGH)
    others = {word for listed in knowledge.other_words.values() for word in listed.words} | _often_asked(knowledge)
    return Lexicon(
        sayings=sayings,
        says=Index.of([matcher for matcher in says if not sayings[matcher.owner].figurative]),
        figurative=Index.of([matcher for matcher in says if sayings[matcher.owner].figurative]),
        unless=Index.of(unless),
        figures=Index.of(covered),
        cues=cues,
        cue_index=Index.of(cued),
        spellings=spellings,
        speller=Speller.of(meant, small | others | set(spellings)),
        lasting=_lasting(knowledge),
        states=frozenset(one.id for one in knowledge.findings.values() if one.lasts is not None and not one.discreet),
    )


def _often_asked(knowledge: Knowledge) -> frozenset[str]:
    """Words that people's questions hold again and again are no misspellings: "married" is not "mottled"."""
    asked = Counter(
        plain_word(word) for page in knowledge.asks.values() for ask in page.asks for word in _WORD.findall(ask)
    )
    return frozenset(word for word, times in asked.items() if times >= OFTEN)


def _lasting(knowledge: Knowledge) -> frozenset[str]:
    waiting = [
        name
        for rule in knowledge.red_flags.values()
        for branch in rule.branches
        if branch.stands
        for name in branch.fires.findings()
    ]
    found = {finding.id for finding in knowledge.findings.values() if finding.discreet}
    while waiting:
        name = waiting.pop()
        if name not in found and name in knowledge.findings:
            found.add(name)
            derive = knowledge.findings[name].derive
            waiting.extend(derive.when.findings() if derive is not None and derive.when is not None else ())
    return frozenset(found)


class _Respeller:
    """Writes the words of patterns the way words of a text are written."""

    def __init__(self, spellings: Mapping[str, tuple[str, ...]]) -> None:
        self.single = {short: words[0] for short, words in spellings.items() if len(words) == 1}

    def patterns(self, patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
        """The patterns, respelt. What needs no respelling stays the very same object: there are many."""
        return tuple(self._pattern(pattern) for pattern in patterns)

    def _pattern(self, pattern: Pattern) -> Pattern:
        parts = self._parts(pattern.parts)
        return pattern if parts is pattern.parts else replace(pattern, parts=parts)

    def _parts(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        respelt = tuple(self._part(part) for part in parts)
        return parts if all(one is other for one, other in zip(respelt, parts, strict=True)) else respelt

    def _part(self, part: Part) -> Part:
        if part.kind is Kind.WORD and not self.single.keys().isdisjoint(part.words):
            return replace(part, words=tuple(self.single.get(word, word) for word in part.words))
        if part.choices:
            choices = tuple(self._parts(choice) for choice in part.choices)
            if any(one is not other for one, other in zip(choices, part.choices, strict=True)):
                return replace(part, choices=choices)
        return part


def _barred(cues: Iterable[Cue]) -> frozenset[str]:
    return frozenset(
        word
        for cue in cues
        if cue.kind is CueKind.NEGATION
        for pattern in cue.says
        if len(pattern.parts) == 1
        for word in pattern.parts[0].words
    )


def _matchers(
    patterns: Sequence[tuple[Pattern, ...]], groups: Groups, barred: frozenset[str] = frozenset()
) -> list[Matcher]:
    needs = _Needs(groups)
    return [
        Matcher(number, pattern, groups, needs.of(pattern), barred)
        for number, written in enumerate(patterns)
        for pattern in written
    ]


class _Needs:
    """Sets of words of each of which one must stand in a text for a pattern to match; equal ones are one object."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._known: dict[Words, Words] = {}

    def of(self, pattern: Pattern) -> tuple[Words, ...]:
        """What a pattern needs."""
        return tuple(self._known.setdefault(need, need) for need in _needs(pattern.parts, self._groups))


def _needs(parts: Sequence[Part], groups: Groups) -> Iterator[Words]:
    """Sets of words of each of which one must stand in a text for the parts to match."""
    for part in parts:
        if part.optional or part.kind in (Kind.GAP, Kind.START, Kind.END, Kind.NUMBER):
            continue
        if part.kind is Kind.WORD:
            yield part.words
            continue
        if part.kind is Kind.TOGETHER:
            for choice in part.choices:
                yield from _needs(choice, groups)
            continue
        choices = part.choices if part.kind is Kind.CHOICE else [one.parts for one in groups[part.words[0]]]
        best = [min(_needs(choice, groups), key=_cost, default=None) for choice in choices]
        if None not in best:
            yield tuple(dict.fromkeys(word for words in best if words is not None for word in words))


def _cost(words: Words) -> float:
    return sum(20 if word in COMMON else 1 for word in words) or inf


def _words(parts: Sequence[Part], groups: Groups) -> Iterator[str]:
    for part in parts:
        if part.kind is Kind.WORD:
            yield from part.words
        elif part.kind is Kind.GROUP:
            for pattern in groups[part.words[0]]:
                yield from _words(pattern.parts, groups)
        for choice in part.choices:
            yield from _words(choice, groups)
