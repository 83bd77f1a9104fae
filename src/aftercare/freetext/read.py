"""Reads clinical facts out of plain words (entry point): `read`.

Takes a text, knowledge and now; returns facts with the words they were read from. Any text ends in an answer. A danger
read in words is present until the person says otherwise; a "no" read in words is only offered as a question (SAFETY 2).
Must never keep, log or show the text beyond the quotes in the facts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from aftercare.freetext.lexicon import Lexicon, ready
from aftercare.freetext.scope import Meant
from aftercare.freetext.tokens import Tokens
from aftercare.freetext.understand import Understood, understand
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.rule import KnownFacts, Truth, Window, evaluate
from aftercare.model.check import Writer
from aftercare.model.fact import Fact, FactTime, Origin, Status

ENOUGH_KNOWN = 0.7
"""With a smaller share of its words known to be English, a text counts as not read, whatever was found in it:
gibberish, or another language that happens to hold English words ("blau", "war", "die").
"""
IMPLIED_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read."""

    facts: tuple[Fact, ...]
    """Present and absent, origin words, each with its quote; dated back when the text tells of earlier."""
    asked: tuple[str, ...] = ()
    """Findings that the text only asks about, imagines, or tells of a story."""
    information: bool = False
    """The text asks for information and says nothing of anybody's state: it has no level."""
    crisis: bool = False
    """It touches despair, violence or unwanted sex, said or asked: never "nothing on that"."""
    read: bool = False
    """Enough of it was understood; False for gibberish, another language, nothing."""

    @property
    def present(self) -> tuple[Fact, ...]:
        """The facts that are present."""
        return tuple(fact for fact in self.facts if fact.status is Status.PRESENT)


def read(words: str, knowledge: Knowledge, now: datetime, *, writer: Writer = Writer.SELF) -> Reading:
    """Read what a text says. `now` is aware; `writer` is who writes it, about themselves unless they say otherwise."""
    return read_understood(understand(words, knowledge), knowledge, now, writer=writer)


def read_understood(
    understood: Understood, knowledge: Knowledge, now: datetime, *, writer: Writer = Writer.SELF
) -> Reading:
    """The same for a text that is taken apart already."""
    lexicon, tokens, meant = ready(knowledge), understood.tokens, understood.meant
    moment = now.astimezone(UTC)
    facts = _unique(fact for one in meant for fact in _facts_of(one, tokens, lexicon, moment, writer))
    facts = _with_implied(facts, knowledge, moment)
    asked = tuple(dict.fromkeys(name for one in meant if one.asked for name in one.said.saying.findings))
    touched = [one.said.saying for one in meant if not one.negated and one.said.saying.crisis]
    present = any(fact.status is Status.PRESENT for fact in facts)
    return Reading(
        facts=facts,
        asked=asked,
        information=not present and understood.scope.is_question(),
        crisis=any(is_crisis(knowledge, saying.findings) for saying in touched),
        read=_is_understood(tokens, said_anything=bool(meant or understood.found.figures)),
    )


def is_crisis(knowledge: Knowledge, findings: Iterable[str]) -> bool:
    """Whether one of these is despair, violence or unwanted sex."""
    return any(knowledge.findings[name].discreet for name in findings if name in knowledge.findings)


def _is_understood(tokens: Tokens, *, said_anything: bool) -> bool:
    """Numbers alone are no words, but may say something: "8/10"."""
    if not said_anything and (len(tokens.all) < 2 or tokens.known == 0):
        return False
    return tokens.known >= ENOUGH_KNOWN * tokens.typed


def _facts_of(meant: Meant, tokens: Tokens, lexicon: Lexicon, now: datetime, writer: Writer) -> Iterator[Fact]:
    if meant.asked:
        return
    anothers = meant.dropped and writer is Writer.SELF
    for name in meant.said.saying.findings:
        if anothers and not (meant.partners and name in lexicon.states):
            continue
        over = meant.passed and name not in lexicon.lasting
        yield Fact(
            finding=name,
            status=Status.ABSENT if meant.negated else Status.PRESENT,
            time=FactTime.EVER if over else FactTime.USUALLY if meant.usually else FactTime.NOW,
            origin=Origin.WORDS,
            at=now - meant.ago,
            quote=tokens.quote(meant.said.span.first, meant.said.span.last),
        )


def _unique(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each finding once for a time and status, with its longest quote; an absence goes where a presence stands."""
    kept: dict[tuple[str, Status, datetime | None, bool], Fact] = {}
    for fact in facts:
        key = (fact.finding, fact.status, fact.at, fact.time is FactTime.EVER)
        if key not in kept or len(fact.quote or "") > len(kept[key].quote or ""):
            kept[key] = fact
    present = {fact.finding for fact in kept.values() if fact.status is Status.PRESENT}
    return tuple(fact for fact in kept.values() if fact.status is Status.PRESENT or fact.finding not in present)


def _with_implied(facts: tuple[Fact, ...], knowledge: Knowledge, now: datetime) -> tuple[Fact, ...]:
    """Add what several facts say together."""
    for _step in range(IMPLIED_STEPS):
        known = KnownFacts.of(facts)
        added: list[Fact] = []
        for implied in knowledge.implied.values():
            verdict = evaluate(implied.when, known, Window(now))
            if verdict.truth is not Truth.FIRES:
                continue
            newest = max(verdict.deciding, key=lambda fact: fact.at or now)
            added.extend(
                Fact(
                    finding=name,
                    status=Status.PRESENT,
                    time=newest.time,
                    origin=Origin.WORDS,
                    at=newest.at,
                    quote=newest.quote,
                )
                for name in implied.gives
                if not any(fact.finding == name and fact.status is Status.PRESENT for fact in facts)
            )
        if not added:
            break
        facts = _unique((*facts, *added))
    return facts
