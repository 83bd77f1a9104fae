"""Which columns are searched: at most 8 outcomes and 40 factors (DESIGN 6).

Takes all columns that could be made, and the person's settings. What was asked about comes first, then what was swapped
in, then what was recorded most often. Must never look at what came of it, or at any value: only at how often there is
one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aftercare.days.expand import Expanded
from aftercare.model.settings import Settings

MOST_OUTCOMES = 8
MOST_FACTORS = 40
"""The options of a choice count each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One column that is searched, or could be swapped in."""

    id: str
    label: str
    recorded: int
    """In how many rows it was recorded; for an option, chosen."""
    is_outcome: bool
    picked: bool
    """Whether it is searched now."""


def pick(made: Sequence[Expanded], asked: Sequence[str], settings: Settings, most: int) -> list[Expanded]:
    """What was asked about, then swapped in, then the most often recorded; kept in catalogue order.

    What is swapped out stays out, unless it is asked about or this very column is swapped in.
    """
    order = {one.id: place for place, one in enumerate(made)}
    kept = [
        one
        for one in made
        if is_named(one, asked) or one.id in settings.swapped_in or not is_named(one, settings.swapped_out)
    ]

    def rank(one: Expanded) -> tuple[bool, bool, int, int]:
        swapped_in = is_named(one, settings.swapped_in)
        return not is_named(one, asked), not swapped_in, -one.recorded, order[one.id]

    return sorted(sorted(kept, key=rank)[:most], key=lambda one: order[one.id])


def is_named(one: Expanded, named: Sequence[str]) -> bool:
    """Whether a list of ids names this column, by itself or by its measure."""
    return one.id in named or one.measure.id in named


def offered(made: Sequence[Expanded], picked: Sequence[Expanded], *, is_outcome: bool) -> tuple[Offered, ...]:
    """All columns of one kind, the picked ones first, then by how often recorded."""
    chosen = {one.id for one in picked}
    listed = [
        Offered(id=one.id, label=one.label, recorded=one.recorded, is_outcome=is_outcome, picked=one.id in chosen)
        for one in made
    ]
    return tuple(sorted(listed, key=lambda each: (not each.picked, -each.recorded)))
