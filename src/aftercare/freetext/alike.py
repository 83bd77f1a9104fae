"""Reads danger by likeness: a text that is like others in which people told the same danger (`data/told`).

The second reader, for what no pattern foresaw. Takes a text, knowledge and now; returns facts with the whole text as
their quote, or none. Twins (near in words, no danger) stand against it. It can only add facts: it never takes one away.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from aftercare.knowledge.load import Knowledge
from aftercare.likeness.groups import Group, Groups, Terms
from aftercare.likeness.spelling import Speller
from aftercare.likeness.terms import Phrases, words_of
from aftercare.model.fact import Fact, FactTime, Origin, Status

STOP = "stop"
"""Small words count here: "can i", "what is", "no" and "not" tell a question or a denial from a danger."""
ELSEWHERE = "elsewhere"
LEAST = 0.62
"""Below this it is like nothing told."""
AHEAD = 1.0
"""Danger must be so many times as like as the likest twin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIndex:
    """The examples, ready. The last group is what tells no danger at all."""

    phrases: Phrases
    speller: Speller
    groups: Groups
    findings: tuple[tuple[str, ...], ...]
    """What each group says is present; empty for twins."""

    def terms(self, text: str) -> Terms:
        """The terms of what somebody typed, misspelt words mended."""
        return tuple(self.phrases.terms_of_words([self.speller.mend(word) or word for word in words_of(text)]))


@lru_cache(maxsize=2)
def ready(knowledge: Knowledge) -> ToldIndex:
    """Built once for each knowledge."""
    phrases = Phrases.of(word for word in knowledge.words.values() if word.id != STOP)
    records = tuple(knowledge.told.values())
    texts = [record.texts for record in records]
    elsewhere = knowledge.asks.get(ELSEWHERE)
    texts.append(elsewhere.asks if elsewhere is not None else ())
    known = (word for group in texts for text in group for word in words_of(text))
    return ToldIndex(
        phrases=phrases,
        speller=Speller.of((*phrases.words, *known)),
        groups=Groups.of([Group(tuple(tuple(phrases.terms(text)) for text in group)) for group in texts]),
        findings=(*(record.findings for record in records), ()),
    )


def read_alike(words: str, knowledge: Knowledge, now: datetime) -> tuple[Fact, ...]:
    """What a text like this usually tells, as facts that are present now; empty when it is like no danger told."""
    index = ready(knowledge)
    scores = index.groups.scores(index.groups.query(index.terms(words)))
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    danger = next(((group, score) for group, score in ranked if index.findings[group]), None)
    twin = next((score for group, score in ranked if not index.findings[group]), 0.0)
    if danger is None or danger[1] < max(LEAST, AHEAD * twin):
        return ()
    at = now.astimezone(UTC)
    return tuple(
        Fact(finding=name, status=Status.PRESENT, time=FactTime.NOW, origin=Origin.WORDS, at=at, quote=words)
        for name in index.findings[danger[0]]
    )
