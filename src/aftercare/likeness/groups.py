"""Compares a text with groups of texts: how like it is to a group's examples, and how well its language explains it.

Each group has examples (texts that stand alone) and a language (all its texts, some counting more). Two terms side by
side count as one more term. Rarity is over groups. Built once, then asked many times; pure.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from aftercare.likeness.postings import Postings
from aftercare.likeness.terms import WORD

Terms = tuple[str, ...]
SMOOTHING = 150.0
"""So many words of the language of all groups are mixed into that of each (mu of the Dirichlet prior; Zhai, Lafferty
2004, ACM Trans Inf Syst 22:179-214), so that a word a group happens not to use does not rule it out."""
UNKNOWN_SHARE = 0.35
"""A word no group uses weighs this share of the rarest known one: people tell of their lives on the way."""
LIKEST, LIKE, SPOKEN = 0.5, 1.5, 0.4
"""What each counts: the likeness to the likest example, that to the few likest, and the language."""
FEW = 8


@dataclass(frozen=True, slots=True)
class Group:
    """What one group is made of."""

    examples: tuple[Terms, ...]
    other: tuple[tuple[float, Terms], ...] = ()
    """Texts that are no examples but of its language, with what their words count beside those of an example."""
    plain: tuple[tuple[float, Terms], ...] = ()
    """The same, counted word by word and without a say in rarity: long texts about many things."""
    weights: tuple[float, ...] = ()
    """What the words of each example count for the language; empty: 1 each."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text as weighted terms."""

    weights: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Many groups, ready to be compared with. Groups are numbered in order."""

    rarity: Mapping[str, float]
    """Inverse document frequency of each term."""
    unknown: float
    """The weight of a term that is not there."""
    spoken: Postings
    """How much more likely each term is in a group than anywhere, as a logarithm before the group's length counts."""
    length_effect: Sequence[float]
    """What each term of a text loses in a group for its length, as a logarithm."""
    examples_with: Postings
    """Weight in an example of length 1."""
    group_of_example: Sequence[int]

    @classmethod
    def of(cls, groups: Sequence[Group]) -> "Groups":
        """Index them."""
        rarity = _rarity(groups)
        spoken, length_effect = _language(groups)
        examples = [(number, terms) for number, group in enumerate(groups) for terms in group.examples if terms]
        return cls(
            rarity=rarity,
            unknown=UNKNOWN_SHARE * log(1 + 2 * len(groups)),
            spoken=spoken,
            length_effect=length_effect,
            examples_with=_examples_with([terms for _, terms in examples], rarity),
            group_of_example=array("H", [number for number, _ in examples]),
        )

    def query(self, terms: Sequence[str]) -> Query:
        """The terms of a text, weighted."""
        weights = {term: self.rarity.get(term, self.unknown) for term in with_pairs(terms)}
        return Query(weights, sqrt(sum(weight * weight for weight in weights.values())))

    def scores(self, query: Query) -> dict[int, float]:
        """Every group that shares a term with the text, and how well it fits."""
        scores = {group: SPOKEN * max(0.0, gain) for group, gain in self._explained(query).items()}
        for group, nearest in self._likeness(query).items():
            nearest.sort(reverse=True)
            scores[group] = scores.get(group, 0.0) + LIKEST * nearest[0] + LIKE * sum(nearest[:FEW]) / FEW
        return scores

    def covered(self, terms: Sequence[str], group: int) -> float:
        """The share of a text, by rarity, that a group has words for; a word no group has counts as the rarest."""
        rarest = max(self.rarity.values(), default=1.0)
        weights = {term: self.rarity.get(term, rarest) for term in terms}
        held = sum(weight for term, weight in weights.items() if group in self.spoken.get(term, ((), ()))[0])
        return held / sum(weights.values()) if weights else 0.0

    def _explained(self, query: Query) -> dict[int, float]:
        """How much better the language of each group explains the text than that of all groups, per term."""
        found: dict[int, float] = {}
        known = 0
        for term in query.weights:
            groups, gains = self.spoken.get(term, ((), ()))
            known += bool(groups)
            for group, gain in zip(groups, gains, strict=True):
                found[group] = found.get(group, 0.0) + gain
        return {group: (gain + known * self.length_effect[group]) / len(query.weights) for group, gain in found.items()}

    def _likeness(self, query: Query) -> dict[int, list[float]]:
        """The cosines between the text and the examples of each group that share a term with it, from 0 to 1."""
        shared: dict[int, float] = {}
        for term, weight in query.weights.items():
            numbers, weights = self.examples_with.get(term, ((), ()))
            part = weight / query.length
            for number, held in zip(numbers, weights, strict=True):
                shared[number] = shared.get(number, 0.0) + part * held
        found: dict[int, list[float]] = {}
        for number, likeness in shared.items():
            found.setdefault(self.group_of_example[number], []).append(likeness)
        return found


def with_pairs(terms: Sequence[str]) -> list[str]:
    """The terms, and each two that stand side by side as one more."""
    in_order = [term for term in terms if not term.startswith(WORD)]
    return [*terms, *(f"{one} {two}" for one, two in pairwise(in_order) if one != two)]


def _rarity(groups: Sequence[Group]) -> dict[str, float]:
    held_by: Counter[str] = Counter()
    for group in groups:
        texts = (*group.examples, *(terms for _, terms in group.other))
        held_by.update({term for terms in texts for term in with_pairs(terms)})
    for group in groups:
        for _, terms in group.plain:
            for term in terms:
                held_by.setdefault(term, 1)
    total = len(groups)
    return {term: log(1 + (total - held + 0.5) / (held + 0.5)) for term, held in held_by.items()}


def _language(groups: Sequence[Group]) -> tuple[Postings, Sequence[float]]:
    """The smoothed language of each group, and what its length takes off."""
    spoken = [_weighted(group) for group in groups]
    lengths = [max(1.0, sum(one.values())) for one in spoken]
    everywhere: dict[str, float] = {}
    for one, length in zip(spoken, lengths, strict=True):
        for term, weight in one.items():
            everywhere[term] = everywhere.get(term, 0.0) + weight / length / len(spoken)
    numbers: defaultdict[str, array[int]] = defaultdict(_whole_numbers)
    gains: defaultdict[str, array[float]] = defaultdict(_fractions)
    for number, one in enumerate(spoken):
        for term, weight in one.items():
            numbers[term].append(number)
            gains[term].append(log(1 + weight / (SMOOTHING * everywhere[term])))
    postings = {term: (held_by, gains[term]) for term, held_by in numbers.items()}
    return Postings.of(postings), array("f", [log(SMOOTHING / (SMOOTHING + length)) for length in lengths])


def _weighted(group: Group) -> dict[str, float]:
    spoken: dict[str, float] = {}
    counts = group.weights or (1.0,) * len(group.examples)
    in_pairs = (*zip(counts, group.examples, strict=True), *group.other)
    _count(spoken, ((weight, with_pairs(terms)) for weight, terms in in_pairs))
    _count(spoken, group.plain)
    return spoken


def _count(spoken: dict[str, float], texts: Iterable[tuple[float, Sequence[str]]]) -> None:
    for weight, terms in texts:
        for term in terms:
            spoken[term] = spoken.get(term, 0.0) + weight


def _examples_with(examples: Sequence[Terms], rarity: Mapping[str, float]) -> Postings:
    numbers: defaultdict[str, array[int]] = defaultdict(_whole_numbers)
    weights: defaultdict[str, array[float]] = defaultdict(_fractions)
    for number, terms in enumerate(examples):
        held = {term: rarity[term] for term in with_pairs(terms)}
        length = sqrt(sum(weight * weight for weight in held.values()))
        for term, weight in held.items():
            numbers[term].append(number)
            weights[term].append(weight / length)
    return Postings.of({term: (held_by, weights[term]) for term, held_by in numbers.items()})


def _whole_numbers() -> "array[int]":
    return array("H")


def _fractions() -> "array[float]":
    return array("f")
