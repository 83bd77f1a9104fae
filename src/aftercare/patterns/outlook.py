"""How many more entries a silent pair would need, roughly, if what is seen so far goes on.

Takes the answer for one table, returns for each pair that is testable and not yet *likely* a range of further entries.
Never a promise, never evidence, never shown as a pattern: most of these pairs come to nothing.

From the evidence E of a pair after N entries follows the z that a single window would have shown (the formula of
`patterns.evidence`, turned round). With a slope that is normal about 0 with spread t = 0.25 before any entry (between
the modest and the large slope of the evidence), it is normal afterwards with mean m = z sqrt(N) t^2 / (1 + N t^2) and
variance v = t^2 / (1 + N t^2); so after k more entries z is normal about (z sqrt(N) + k m) / sqrt(N + k) with variance
(k + k^2 v) / (N + k). This is the predictive power of a trial that goes on (Spiegelhalter, Freedman and Blackburn 1986,
10.1016/0197-2456(86)90003-6). `few` is the first k at which the upper quartile passes the threshold for *likely*,
`many` the first at which the lower quartile does: if it goes on like this, about one in four gets there sooner and one
in four later or never.

Limits: N counts entries with both sides recorded, so more may be needed; the smaller of two windows and the mean over
lags are treated as one z; a pair that looks large by luck looks nearer than it is; the threshold is that of today's
catalogue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.model.pattern import ColumnKind, Pair, Pattern, PatternRole, Patterns, Standing, Table, Tier
from aftercare.patterns.evidence import log_evidence, log_evidence_cycle
from aftercare.patterns.families import Bar, families

Array = NDArray[np.float64]

FARTHEST = 200
"""More further entries than these are not counted: years for most people."""
STEP = 5
QUARTILE = 0.6745
"""Of the standard normal distribution."""
SLOPE = 0.25
"""Spread of the slope before any entry: a pair seen in ten entries has hardly said anything yet."""
_LARGEST_Z_SQUARED = 400.0
_HALVINGS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How far a pair is from *likely*."""

    pair: Pair
    few: int | None
    """Further entries with both sides recorded, if it goes well; None: more than FARTHEST."""
    many: int | None
    """If it does not; None: more than FARTHEST, perhaps never."""


def outlook(patterns: Patterns, table: Table) -> tuple[Outlook, ...]:
    """Every testable pair below *likely* whose large link is not ruled out, in the order of the pairs."""
    shown = {p.pair.key: p for p in patterns.patterns if p.standing is Standing.CURRENT}
    open_pairs = [
        pair
        for pair in patterns.pairs
        if pair.testable and not pair.no_large_link and _is_below(shown.get(pair.key)) and pair.entries
    ]
    if not open_pairs:
        return ()
    ranges = _ranges(open_pairs, patterns, table)
    return tuple(Outlook(pair=pair, few=few, many=many) for pair, (few, many) in zip(open_pairs, ranges, strict=True))


def _is_below(pattern: Pattern | None) -> bool:
    """Whether a pair is silent, or a hunch of its own."""
    return pattern is None or (pattern.role is PatternRole.LEAD and pattern.tier is Tier.HUNCH)


def _ranges(pairs: Sequence[Pair], patterns: Patterns, table: Table) -> list[tuple[int | None, int | None]]:
    kinds = {factor.id: factor.kind for factor in table.factors}
    cycle = np.array([kinds[pair.factor] is ColumnKind.CYCLE_DAY for pair in pairs], dtype=bool)
    entries = np.array([pair.entries for pair in pairs], dtype=np.float64)
    found = np.array([pair.log_evidence_given_others for pair in pairs], dtype=np.float64)
    z = _z_behind(found, entries, cycle)[:, None]
    further = np.arange(STEP, FARTHEST + 1, STEP, dtype=np.float64)[None, :]
    asked = _asked(pairs, patterns, table, further[0])
    together = entries[:, None] + further
    certainty = SLOPE**2 / (1.0 + entries[:, None] * SLOPE**2)
    summed = z * np.sqrt(entries)[:, None]
    middle = (summed + further * summed * certainty) / np.sqrt(together)
    doubt = QUARTILE * np.sqrt((further + further**2 * certainty) / together)
    few = _first(_evidence(middle + doubt, together, cycle[:, None]) >= asked, further[0])
    many = _first(_evidence(np.maximum(middle - doubt, 0.0), together, cycle[:, None]) >= asked, further[0])
    return list(zip(few, many, strict=True))


def _evidence(z: Array, together: Array, cycle: NDArray[np.bool_]) -> Array:
    """Log evidence of z after so many entries; a cycle has two columns."""
    plain, of_cycle = log_evidence(z, together), log_evidence_cycle(z, np.zeros_like(z), together)
    chosen: Array = np.where(cycle, of_cycle, plain)
    return chosen


def _z_behind(found: Array, entries: Array, cycle: NDArray[np.bool_]) -> Array:
    """The z that gives this evidence, 0 where even that would give more: by halving, since evidence rises with z."""
    low, high = np.zeros_like(found), np.full_like(found, np.sqrt(_LARGEST_Z_SQUARED))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        enough = _evidence(middle, entries, cycle) >= found
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


def _asked(pairs: Sequence[Pair], patterns: Patterns, table: Table, further: Array) -> Array:
    """The log evidence that *likely* will ask for, if the other pairs go on as they are: pairs by further entries."""
    bars = _bars(patterns, table)
    rises: dict[Bar, Array] = {}
    for bar in set(bars.values()):
        now = bar.log_odds(patterns.entries)
        rises[bar] = np.array([bar.log_odds(patterns.entries + int(more)) - now for more in further])
    asked: Array = np.array([pair.log_asked + rises[bars[pair.key]] for pair in pairs])
    return asked


def _bars(patterns: Patterns, table: Table) -> Mapping[tuple[str, str], Bar]:
    """What *likely* asks of each pair of the catalogue."""
    known = {pair.key for pair in patterns.pairs}
    in_catalogue = np.array(
        [[(factor.id, outcome.id) in known for outcome in table.outcomes] for factor in table.factors], dtype=bool
    ).reshape(len(table.factors), len(table.outcomes))
    return {
        (table.factors[i].id, table.outcomes[j].id): family.bars[Tier.LIKELY]
        for family in reversed(families(table, in_catalogue))  # what is named comes last, so that it holds
        for i, j in np.argwhere(family.members)
    }


def _first(reached: NDArray[np.bool_], further: Array) -> list[int | None]:
    """The first count at which each pair is there."""
    places = np.argmax(reached, axis=1)
    return [int(further[place]) if row[place] else None for row, place in zip(reached, places, strict=True)]
