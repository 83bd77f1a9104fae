"""What changed between two looks at the patterns: new, stronger, weaker, faded, back. Wording only, never evidence.

Takes the patterns of now and what was seen at the last look, returns the changes; what was seen is one short line a
pattern, so that the vault keeps only the last look. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from aftercare.model.pattern import Pattern, PatternRole, Patterns, Standing

SEPARATOR = " > "
_FADED, _STAYING, _ALONG = 0, 1, 2
Seen = Mapping[tuple[str, str], int]
"""(factor, outcome) to its standing: 0 faded, 1 weaker but still there, 2 only along with another or not told apart,
then one more for each tier."""


class ChangeKind(StrEnum):
    """In the order in which they are told."""

    NEW = "new"
    BACK = "back"
    STRONGER = "stronger"
    WEAKER = "weaker"
    FADED = "faded"


@dataclass(frozen=True, slots=True)
class Change:
    """One pattern that stands otherwise than at the last look."""

    kind: ChangeKind
    pattern: Pattern


def seen_now(patterns: Patterns) -> dict[tuple[str, str], int]:
    """What there is to see."""
    return {pattern.pair.key: _standing(pattern) for pattern in patterns.patterns}


def changes(before: Seen, patterns: Patterns) -> tuple[Change, ...]:
    """What is otherwise than `before`, in the order of the kinds, then as the patterns stand."""
    found = [
        Change(kind, pattern)
        for pattern in patterns.patterns
        if (kind := _kind(before.get(pattern.pair.key), _standing(pattern))) is not None
    ]
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda change: order.index(change.kind)))


def as_detail(seen: Seen) -> str:
    """The written form kept in a notice: one line a pattern, the same for the same look."""
    return "\n".join(f"{standing} {factor}{SEPARATOR}{outcome}" for (factor, outcome), standing in sorted(seen.items()))


def from_detail(detail: str) -> dict[tuple[str, str], int]:
    """Read it; a line that is none is left out: it only changes wording."""
    seen = {}
    for line in detail.splitlines():
        standing, _, pair = line.partition(" ")
        factor, separator, outcome = pair.partition(SEPARATOR)
        if separator and standing.isascii() and standing.isdigit():
            seen[factor, outcome] = int(standing)
    return seen


def _standing(pattern: Pattern) -> int:
    if pattern.standing is Standing.FADED:
        return _FADED
    if pattern.standing is Standing.STAYING:
        return _STAYING
    return _ALONG if pattern.role is not PatternRole.LEAD else _ALONG + pattern.tier.rank


def _kind(before: int | None, now: int) -> ChangeKind | None:
    if before is None:
        return ChangeKind.NEW if now >= _ALONG else None
    if before == now:
        return None
    if now == _FADED:
        return ChangeKind.FADED
    if before == _FADED and now >= _ALONG:
        return ChangeKind.BACK
    return ChangeKind.STRONGER if now > before else ChangeKind.WEAKER
