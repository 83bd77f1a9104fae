"""Groups as bytes and back: building them from texts takes a second or two, reading them a twentieth of it.

Takes groups, returns bytes that say the same on every machine, and the other way round. A ValueError where bytes are
not those of groups.
"""

import json
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence

from aftercare.likeness.groups import Groups
from aftercare.likeness.postings import Postings


def groups_as_bytes(groups: Groups) -> bytes:
    """A line that says what follows, then the terms, then arrays of little-endian numbers."""
    place = {term: number for number, term in enumerate(groups.rarity)}
    parts = [
        "\n".join(groups.rarity).encode(),
        _as_bytes(array("d", groups.rarity.values())),
        _as_bytes(array("f", groups.length_effect)),
        _as_bytes(array("H", groups.group_of_example)),
        *_of_postings(groups.spoken, place),
        *_of_postings(groups.examples_with, place),
    ]
    head = {"unknown": groups.unknown.hex(), "sizes": [len(part) for part in parts]}
    return b"\n".join([json.dumps(head).encode(), b"".join(parts)])


def groups_from_bytes(held: bytes) -> Groups:
    """The groups."""
    first, _, rest = held.partition(b"\n")
    head = json.loads(first)
    parts = _Parts(rest, head["sizes"])
    terms = parts.words()
    groups = Groups(
        rarity=dict(zip(terms, parts.fractions("d"), strict=True)),
        unknown=float.fromhex(head["unknown"]),
        length_effect=parts.fractions("f"),
        group_of_example=parts.whole("H"),
        spoken=parts.postings(terms),
        examples_with=parts.postings(terms),
    )
    parts.end()
    return groups


def _of_postings(postings: Postings, place: Mapping[str, int]) -> Iterator[bytes]:
    yield _as_bytes(array("I", [place[term] for term in postings.terms]))
    yield _as_bytes(postings.ends)
    yield _as_bytes(postings.numbers)
    yield _as_bytes(postings.weights)


def _as_bytes(numbers: "array[int] | array[float]") -> bytes:
    held = numbers[:]
    if sys.byteorder == "big":
        held.byteswap()
    return held.tobytes()


class _Parts:
    """What stands behind the first line, taken one part after the other."""

    def __init__(self, held: bytes, sizes: Sequence[int]) -> None:
        self._held = memoryview(held)
        self._sizes = iter(sizes)

    def next(self) -> bytes:
        size = next(self._sizes, -1)
        if not 0 <= size <= len(self._held):
            raise ValueError("these are not the bytes of groups")
        part, self._held = bytes(self._held[:size]), self._held[size:]
        return part

    def words(self) -> list[str]:
        text = self.next().decode()
        return text.split("\n") if text else []

    def whole(self, kind: str) -> "array[int]":
        numbers: array[int] = array(kind)
        numbers.frombytes(self.next())
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def fractions(self, kind: str) -> "array[float]":
        numbers: array[float] = array(kind)
        numbers.frombytes(self.next())
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def postings(self, terms: Sequence[str]) -> Postings:
        places = self.whole("I")
        return Postings([terms[place] for place in places], self.whole("I"), self.whole("H"), self.fractions("f"))

    def end(self) -> None:
        if len(self._held) or next(self._sizes, None) is not None:
            raise ValueError("these are not the bytes of groups")
