"""Reads danger by likeness: a text that speaks like others in which people told the same danger (`data/told`).

The second reader, for what no pattern foresaw. Takes a text, knowledge and now; returns facts with the whole text as
their quote, how sure it is, and which words spoke for it, or nothing. It has learnt from the told dangers, their
twins, and thousands of everyday questions (`tools.learn_told`); what is denied, long past or a figure of speech counts
as such.
It can only add facts, and never says a level: the rules do.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from math import exp, sqrt

from aftercare.freetext.traits import LONG, WHOLE, phrases_of, traits
from aftercare.freetext.understand import Understood
from aftercare.knowledge.learned import TENTHS, Learned
from aftercare.knowledge.lexicon import CueKind
from aftercare.knowledge.load import Knowledge
from aftercare.model.fact import Fact, FactTime, Origin, Status

EMERGENCY = "EN"
SOOTHING = (CueKind.WELL_SINCE, CueKind.OVER, CueKind.NOBODY)
NAMED = 5
"""So many traits are named as what spoke for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What a text is like."""

    facts: tuple[Fact, ...]
    """What such texts usually tell, present now."""
    rule: str
    """The red flag they bring up."""
    share: float
    """How much speaks for it and for dangers as urgent, from 0 to 1."""
    because: tuple[str, ...]
    """The traits that spoke for it most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How like a text is to what was told of emergencies, and of what needs help the same day or sooner."""

    emergency: Alike | None = None
    urgent: Alike | None = None
    soothed: bool = False
    """The text also says that all is well again, that it passed, or speaks in figures of speech: less is sure."""


@dataclass(frozen=True, slots=True)
class _Groups:
    """The learnt groups by what they bring up."""

    learned: Learned
    emergency: frozenset[int]
    urgent: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Text:
    """One text while it is being read."""

    words: str
    at: datetime
    known: list[str]
    """Its traits that something was learnt about."""
    shares: list[float]
    """By group."""
    denied: frozenset[str]


@lru_cache(maxsize=2)
def ready(knowledge: Knowledge) -> _Groups:
    """Read once for each knowledge. Groups that are told no more count as no danger."""
    phrases_of(knowledge)
    learned = knowledge.learned
    told = {number: knowledge.told[group] for number, group in enumerate(learned.groups) if group in knowledge.told}
    return _Groups(
        learned,
        frozenset(number for number, record in told.items() if record.action == EMERGENCY),
        frozenset(told),
    )


def read_alike(understood: Understood, knowledge: Knowledge, now: datetime) -> Likeness:
    """How like a text is to told dangers."""
    groups = ready(knowledge)
    if _is_not_now(understood):
        return Likeness()
    known = [trait for trait in traits(understood, knowledge) if trait in groups.learned.weights]
    if not any(not trait.startswith(WHOLE) for trait in known):
        return Likeness()
    text = _Text(understood.words, now.astimezone(UTC), known, _shares(known, groups.learned), _denied(understood))
    return Likeness(
        emergency=_likest(text, groups.emergency, knowledge),
        urgent=_likest(text, groups.urgent, knowledge),
        soothed=_is_soothed(understood),
    )


def _is_soothed(understood: Understood) -> bool:
    kinds = {cued.cue.kind for cued in understood.found.cues}
    return bool(understood.found.figures) or not kinds.isdisjoint(SOOTHING)


def _denied(understood: Understood) -> frozenset[str]:
    """Findings that the text denies and nowhere tells."""
    told = {name for one in understood.meant if not one.negated for name in one.said.saying.findings}
    return frozenset(name for one in understood.meant if one.negated for name in one.said.saying.findings) - told


def _is_not_now(understood: Understood) -> bool:
    """Whether all of it is about nobody who is ill, or about long ago."""
    scope = understood.scope
    return all(scope.background.unreal(number) or scope.long_ago(number, LONG) for number in scope.starts)


def _shares(known: list[str], learned: Learned) -> list[float]:
    """The share of each group, together 1."""
    totals = [0] * len(learned.groups)
    for trait in known:
        numbers = learned.weights[trait]
        for place in range(0, len(numbers), 2):
            totals[numbers[place]] += numbers[place + 1]
    length = sqrt(len(known))
    sums = [(start + total / length) / TENTHS for start, total in zip(learned.start, totals, strict=True)]
    highest = max(sums)
    parts = [exp(one - highest) for one in sums]
    whole = sum(parts)
    return [part / whole for part in parts]


def _likest(text: _Text, among: frozenset[int], knowledge: Knowledge) -> Alike | None:
    """The likest of these groups, but none that brings a finding which the text denies."""
    learned = knowledge.learned
    records = {number: knowledge.told[learned.groups[number]] for number in sorted(among)}
    open_to = [number for number, record in records.items() if text.denied.isdisjoint(record.findings)]
    if not open_to:
        return None
    group = max(open_to, key=lambda number: text.shares[number])
    return Alike(
        facts=tuple(
            Fact(
                finding=name,
                status=Status.PRESENT,
                time=FactTime.NOW,
                origin=Origin.WORDS,
                at=text.at,
                quote=text.words,
                alike=True,
            )
            for name in records[group].findings
        ),
        rule=records[group].rule,
        share=sum(text.shares[number] for number in open_to),
        because=_because(text.known, group, learned),
    )


def _because(known: list[str], group: int, learned: Learned) -> tuple[str, ...]:
    """The traits that speak most for a group rather than for no danger."""
    spoke: dict[str, int] = defaultdict(int)
    for trait in known:
        numbers = learned.weights[trait]
        for place in range(0, len(numbers), 2):
            if numbers[place] == group:
                spoke[trait] += numbers[place + 1]
            elif numbers[place] == 0:
                spoke[trait] -= numbers[place + 1]
    return tuple(sorted((one for one in spoke if spoke[one] > 0), key=lambda one: (-spoke[one], one))[:NAMED])
