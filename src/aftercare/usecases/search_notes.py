"""Searching one's own words: entries whose note has the words, with the words around them. Nothing of it is kept.

Takes what the vault found, or all entries where only a filter is set; returns the latest with a piece of the note.
Entries written while locked that wait to be kept are not searched.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.catalogue import was_partnered
from aftercare.model.entry import Entry, EntryKind
from aftercare.vault.session import Session

MOST = 50
"""Results shown, the latest."""
LONGEST_QUERY = 200
AROUND = 60
"""Characters of the note before and after the first word found."""
_WORD = re.compile(r"\w+")


class Only(StrEnum):
    """What else an entry must have."""

    TEARS = "tears"
    PAIN = "pain"
    SOMEBODY = "somebody"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a note; `found` where it is a word that was searched for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One entry with the part of its note that fits."""

    entry: Entry
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, latest first."""

    found: tuple[Found, ...]
    all: int


def search_notes(session: Session, words: str, only: frozenset[Only]) -> Results:
    """Entries with all of these words, or beginnings of words, in their note; with none, those that fit the filters."""
    words = words[:LONGEST_QUERY]
    typed = _WORD.findall(words)
    journal = session.journal
    if not typed and not only:
        return Results((), 0)
    candidates: Iterable[Entry] = session.search(words) if typed else reversed(journal.entries)
    fitting = [entry for entry in candidates if entry.id not in journal.waiting and _fits(entry, only)]
    return Results(tuple(Found(entry, snippet(entry.note or "", typed)) for entry in fitting[:MOST]), len(fitting))


def snippet(note: str, typed: Iterable[str]) -> tuple[Piece, ...]:
    """The note around the first word found, each word found marked."""
    wanted = tuple(_folded(word) for word in typed)
    spans = [match.span() for match in _WORD.finditer(note) if wanted and _folded(match[0]).startswith(wanted)]
    begin = max(0, spans[0][0] - AROUND) if spans else 0
    end = min(len(note), (spans[0][1] if spans else 0) + 2 * AROUND)
    begin, end = _whole_words(note, begin, end)
    pieces = [Piece("… ", found=False)] if begin else []
    at = begin
    for start, stop in spans:
        if stop > end:
            break
        pieces += [Piece(note[at:start], found=False), Piece(note[start:stop], found=True)]
        at = stop
    pieces.append(Piece(note[at:end] + (" …" if end < len(note) else ""), found=False))
    return tuple(piece for piece in pieces if piece.text)


def _whole_words(note: str, begin: int, end: int) -> tuple[int, int]:
    """The same stretch, cut between words where it can be."""
    if begin:
        space = note.find(" ", begin, begin + AROUND // 2)
        begin = begin if space < 0 else space + 1
    if end < len(note):
        space = note.rfind(" ", end - AROUND // 2, end)
        end = end if space < 0 else space
    return begin, end


def _folded(word: str) -> str:
    """As the index compares: without case and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _fits(entry: Entry, only: frozenset[Only]) -> bool:
    values = entry.all_values()
    partnered = was_partnered(values) if entry.kind is EntryKind.ENCOUNTER else None
    held = {
        Only.TEARS: _at_least_one(values.get("tears")),
        Only.PAIN: _at_least_one(values.get("pain")),
        Only.SOMEBODY: partnered is True,
        Only.ALONE: partnered is False,
    }
    return all(held[one] for one in only)


def _at_least_one(value: object) -> bool:
    return isinstance(value, int) and value >= 1
