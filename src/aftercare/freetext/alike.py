"""Reads danger by likeness: a text that is like others in which people told the same danger (`data/told`).

The second reader, for what no pattern foresaw. Takes a text, knowledge and now; returns facts with the whole text as
their quote, and how like it is, or nothing. Two things count: how much its words speak for danger rather than for what
people tell and ask without danger (twins, questions about everyday pages, questions no page answers), and how like it
is to what was told of one danger. It can only add facts: it never takes one away.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from aftercare.freetext.weighing import Evidence
from aftercare.knowledge.load import Knowledge
from aftercare.likeness.groups import Group, Groups, Terms
from aftercare.likeness.spelling import Speller
from aftercare.likeness.terms import Phrases, words_of
from aftercare.model.fact import Fact, FactTime, Origin, Status

STOP = "stop"
"""Small words count here: "can i", "what is", "no" and "not" tell a question or a denial from a danger."""
ELSEWHERE = "elsewhere"
SPEAKS = 0.26
"""What the words' speaking for danger counts, beside a likeness of 1."""
AHEAD = 1.7
"""What the likest twin takes off, beside a likeness of 1 to the danger."""
LEAST = 1.4
"""Below this it is like nothing told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What a text is like."""

    facts: tuple[Fact, ...]
    """What such texts usually tell, present now."""
    rule: str
    """The red flag they bring up."""
    likeness: float
    """How clearly, above `LEAST`; other likenesses can be taken off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldIndex:
    """The examples, ready."""

    phrases: Phrases
    speller: Speller
    groups: Groups
    evidence: Evidence
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
    told = [tuple(tuple(phrases.terms(text)) for text in record.texts) for record in records]
    asked = [text for page in _everyday(knowledge) if page in knowledge.asks for text in knowledge.asks[page].asks]
    written = Counter(
        word for texts in (*(record.texts for record in records), asked) for text in texts for word in words_of(text)
    )
    return ToldIndex(
        phrases=phrases,
        speller=Speller.of((*phrases.words, *(word for word, times in written.items() if times > 1))),
        groups=Groups.of([Group(texts) for texts in told]),
        evidence=Evidence.of(
            (terms for texts, record in zip(told, records, strict=True) if record.findings for terms in texts),
            (
                *(terms for texts, record in zip(told, records, strict=True) if not record.findings for terms in texts),
                *(tuple(phrases.terms(text)) for text in asked),
            ),
        ),
        findings=tuple(record.findings for record in records),
        rules=tuple(record.rule for record in records),
    )


def _everyday(knowledge: Knowledge) -> tuple[str, ...]:
    """The pages whose questions tell no danger, and what is on no page."""
    pages = (page for record in knowledge.told.values() for page in record.asks_of)
    return tuple(dict.fromkeys((*pages, ELSEWHERE)))


def read_alike(words: str, knowledge: Knowledge, now: datetime) -> Alike | None:
    """What a text like this usually tells; None when it is like no danger told."""
    index = ready(knowledge)
    terms = index.terms(words)
    scores = index.groups.scores(index.groups.query(terms))
    dangers = [(score, -group) for group, score in scores.items() if index.findings[group]]
    if not dangers:
        return None
    like, group = max(dangers)
    twin = max((score for other, score in scores.items() if not index.findings[other]), default=0.0)
    likeness = SPEAKS * index.evidence.weight(terms) + like - AHEAD * twin - LEAST
    if likeness < 0:
        return None
    at = now.astimezone(UTC)
    facts = (
        Fact(finding=name, status=Status.PRESENT, time=FactTime.NOW, origin=Origin.WORDS, at=at, quote=words)
        for name in index.findings[-group]
    )
    return Alike(facts=tuple(facts), rule=index.rules[-group], likeness=likeness)
