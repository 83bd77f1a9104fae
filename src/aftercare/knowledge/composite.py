"""A composite: one outcome made of several measures that tell of the same thing (PATTERNS 9b).

Plain records, read from `data/composites/`; the arithmetic is in `aftercare.days.composites`.
"""

from dataclasses import dataclass

from aftercare.model.errors import BadValue
from aftercare.model.measure import Phase, ShownWhen
from aftercare.model.spoken import SpokenOutcome

MORE, LESS = 1, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositePart:
    """One measure of it."""

    measure: str
    sign: int
    """1: more of the measure is more of the composite; -1: less of it is."""
    since: str | None = None
    """The measure that told the same thing earlier: what counts is the change since then. Where the earlier one was
    not recorded the later value counts as it is, against others of its kind."""
    lowest_when: ShownWhen | None = None
    """When another answer says that this part was not of this sort at all: then it counts as the measure's least."""

    def __post_init__(self) -> None:
        if self.sign not in (MORE, LESS):
            raise BadValue("The sign of a part is 1 or -1.", where=self.measure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """One outcome of several parts."""

    id: str
    label: str
    help: str
    """What it is made of, in a sentence for the person."""
    phase: Phase
    parts: tuple[CompositePart, ...]
    least: int
    """How many parts must have been recorded in an entry for it to count."""
    spoken: SpokenOutcome
    sources: tuple[str, ...] = ()
    reviewed: str | None = None

    def __post_init__(self) -> None:
        if len({part.measure for part in self.parts}) != len(self.parts) or not 2 <= self.least <= len(self.parts):
            raise BadValue("A composite names each part once and asks for at least two of them.", where=self.id)
