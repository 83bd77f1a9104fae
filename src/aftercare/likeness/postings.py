"""For each term the numbers that hold it and how much, all in two long arrays: thousands of short ones take far longer
to read from a file, and several times the memory.

Takes terms with numbers and weights; answers like a mapping. Weights are kept as 32-bit fractions.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence

Held = tuple[Sequence[int], Sequence[float]]


class Postings(Mapping[str, Held]):
    """See the module docstring. `ends[n]` is where the n-th term's numbers and weights end in the two long arrays."""

    def __init__(
        self, terms: Sequence[str], ends: "array[int]", numbers: "array[int]", weights: "array[float]"
    ) -> None:
        if not (len(terms) == len(ends) and len(numbers) == len(weights) == (ends[-1] if ends else 0)):
            raise ValueError("the parts of an index do not fit together")
        self.terms, self.ends, self.numbers, self.weights = terms, ends, numbers, weights
        self._places = {term: place for place, term in enumerate(terms)}

    @classmethod
    def of(cls, held: Mapping[str, Held]) -> "Postings":
        """Lay them one behind the other."""
        ends, numbers, weights = array("I"), array("H"), array("f")
        for some, their_weights in held.values():
            numbers.extend(some)
            weights.extend(their_weights)
            ends.append(len(numbers))
        return cls(tuple(held), ends, numbers, weights)

    def __getitem__(self, term: str) -> Held:
        place = self._places[term]
        start, end = self.ends[place - 1] if place else 0, self.ends[place]
        return self.numbers[start:end], self.weights[start:end]

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term: object) -> bool:
        return term in self._places
