"""Reads danger by likeness: a text that is like others in which people told the same danger (`data/told`).

The second reader, for what no pattern foresaw. Takes a text, knowledge and now; returns facts with the whole text as
their quote, and how like it is, or nothing. Twins (near in words, no danger) stand against it. It can only add facts:
it never takes one away.
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
LEAST = 0.3
"""Below this it is like nothing told."""
AHEAD = 1.3
"""Danger must be so many times as like as the likest twin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What a text is like."""

    facts: tuple[Fact, ...]
    """What such texts usually tell, present now."""
    rule: str
    """The red flag they bring up."""
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIndex:
    """The examples, ready. The last group is what tells no danger at all."""

    phrases: Phrases
    speller: Speller
    groups: Groups
    findings: tuple[tuple[str, ...], ...]
    """What each group says is present; empty for twins."""
    rules: tuple[str, ...]

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
        rules=(*(record.rule for record in records), ""),
    )


def read_alike(words: str, knowledge: Knowledge, now: datetime) -> Alike | None:
    """What a text like this usually tells; None when it is like no danger told."""
    index = ready(knowledge)
    scores = index.groups.scores(index.groups.query(index.terms(words)))
    dangers = [(score, -group) for group, score in scores.items() if index.findings[group]]
    if not dangers:
        return None
    likeness, group = max(dangers)
    twin = max((score for other, score in scores.items() if not index.findings[other]), default=0.0)
    if likeness < max(LEAST, AHEAD * twin):
        return None
    at = now.astimezone(UTC)
    facts = (
        Fact(finding=name, status=Status.PRESENT, time=FactTime.NOW, origin=Origin.WORDS, at=at, quote=words)
        for name in index.findings[-group]
    )
    return Alike(facts=tuple(facts), rule=index.rules[-group], likeness=likeness)
