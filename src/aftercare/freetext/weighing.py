"""Weighs words: how much a text's terms speak for one kind of text rather than for another.

Takes texts of both kinds as terms; returns the sum of the log odds of a text's terms, each counted once, and each two
that stand side by side as one more (naive Bayes; Maron 1961, J ACM 8:404-417). A term of neither kind says nothing.
Pure; linear in the text's length.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from aftercare.likeness.groups import Terms, with_pairs

UNSEEN = 0.5
"""A term counts as if it stood in half a text more of each kind, so that one never seen there rules nothing out."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much each term speaks for the first kind, as a natural logarithm of odds; below 0 for the second."""

    odds: Mapping[str, float]

    @classmethod
    def of(cls, texts: Iterable[Terms], others: Iterable[Terms]) -> "Evidence":
        """Count the texts of both kinds."""
        one, number = _counted(texts)
        other, others_number = _counted(others)
        apart = log((others_number + 2 * UNSEEN) / (number + 2 * UNSEEN))
        odds = {term: log((one[term] + UNSEEN) / (other[term] + UNSEEN)) + apart for term in one.keys() | other.keys()}
        return cls(odds)

    def weight(self, terms: Terms) -> float:
        """How much a text speaks for the first kind, all its terms together."""
        return sum(self.odds.get(term, 0.0) for term in sorted(set(with_pairs(terms))))


def _counted(texts: Iterable[Terms]) -> tuple[Counter[str], int]:
    """In how many texts each term stands, and how many texts there are."""
    counted: Counter[str] = Counter()
    number = 0
    for terms in texts:
        counted.update(set(with_pairs(terms)))
        number += 1
    return counted, number
