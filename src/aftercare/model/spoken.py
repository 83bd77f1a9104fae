"""How a measure is said in a sentence about patterns: phrases kept as data beside the measure.

Plain values. All begin lower-case and stand inside a sentence; the sentences themselves are in `patterns.wording`. A
measure without them, like a person's own, is said by its label. Must never say why anything happens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a factor: that it was there, or that there was little or much of it."""

    name: str
    """What goes with something: "a quarrel"."""
    plural: bool = False
    """Whether it takes "go", not "goes"."""
    when: str = ""
    """How the times of this side are told, after "times": "alone". Empty: "with" and the name."""
    absent: str = ""
    """How the times of the other side are told, after their number: "in company". Empty: "without"."""

    @property
    def told(self) -> str:
        """How the times of this side are told."""
        return self.when or f"with {self.name}"

    @property
    def others(self) -> str:
        """How the times of the other side are told where both sides are in view."""
        return self.absent or "without"

    @property
    def without(self) -> str:
        """How the times of the other side are told on their own."""
        return self.absent or f"without {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOutcome:
    """An outcome in a sentence."""

    name: str
    """"Mood afterwards", "tears"."""
    more: str
    """What goes with something that raises it: "a better mood afterwards", "tears"."""
    less: str
    """And with something that lowers it: "fewer tears"."""
    plural: bool = False
    happened: str = ""
    """That it happened, for what can be counted so: "tears came"."""
    counted: bool = True
    """Whether something in words from "none" on is told by how often it happened; else by its mean, as energy is."""
    higher: str = "higher"
    """What a higher value is called: "stronger", "heavier"."""
    lower: str = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A measure in a sentence: only what its kind and role need is filled."""

    label: str = ""
    """Its label where that on its form ("Now") says too little elsewhere."""
    name: str = ""
    """A factor as a subject of its own: "sleep". Empty: the name of its presence."""
    plural: bool = False
    nights: bool = False
    """Whether what is counted may be called nights."""
    present: Side | None = None
    """Of a yes-or-no factor."""
    low: Side | None = None
    high: Side | None = None
    options: Mapping[str, Side] = field(default_factory=dict)
    """Of a choice: each option's presence."""
    outcome: SpokenOutcome | None = None

    def of_option(self, option: str) -> "Spoken | None":
        """The same for one option of a choice as a factor of its own; None when it has no words."""
        side = self.options.get(option)
        return None if side is None else replace(self, name="", plural=side.plural, present=side, options={})
