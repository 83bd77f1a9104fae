"""What a self-experiment came to, as pictures: the values themselves by what was drawn, and their difference.

Takes values, words and an interval that may be open at an end; gives SVG and tables. The two arms differ in shape, not
in colour alone: a ring is a round as usual, a filled dot one with the change. Nothing is smoothed, cut or left out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from aftercare.charts.svg import SCREEN, Frame, Markup, Number, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable

WIDTH = 292
LEFT, RIGHT = 20, 272
TALLEST = 96
RADII = (4.4, 3.6, 3.0, 2.4, 1.8)
PLACES = 25
"""Dots on a scale without steps are stacked in so many places: as many as fit side by side."""
OF_TEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmValues:
    """One side: what it is called, and the value of each round in the order they came."""

    label: str
    values: tuple[float, ...]
    filled: bool
    """The side of the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The scale that both sides stand on."""

    name: str
    """Of the outcome: "Mood afterwards"."""
    ticks: tuple[tuple[float, str], ...]
    """Where a word stands, from low to high; the first and the last are the ends."""
    steps: bool
    """Whole values, each with a place of its own."""

    def __post_init__(self) -> None:
        assert len(self.ticks) > 1, "a scale has two ends"
        assert self.ticks[0][0] < self.ticks[-1][0], "from low to high"

    def x(self, value: float) -> float:
        """Where a value stands, in the picture's pixels."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return LEFT + (RIGHT - LEFT) * (value - low) / (high - low)

    def place(self, value: float) -> float:
        """The pile a value belongs to."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return value if self.steps else low + round((value - low) / (high - low) * PLACES) * (high - low) / PLACES


def arms(sides: Sequence[ArmValues], axis: Axis, *, palette: Palette = SCREEN) -> Markup:
    """Both sides under each other on one scale, a mark below each at its mean."""
    pile = _piling(sides, axis)
    children: list[str] = []
    y = 0.0
    for side in sides:
        y += 17
        children.append(words(_headed(side), 1, y, font_size=14, fill=palette.ink))
        drawn, height = _drawn_side(side, axis, y + 8, pile, palette)
        children.append(drawn)
        y += 8 + height
    y += 15
    for value, word in axis.ticks:
        if word:
            children.append(words(word, axis.x(value), y, font_size=12, fill=palette.soft, text_anchor="middle"))
    frame = Frame(
        width=WIDTH,
        height=y + 6,
        title=f"{axis.name}, round by round",
        description="One dot is one round. " + "; ".join(_headed(side) for side in sides) + ".",
        name="arms",
        palette=palette,
    )
    return picture(frame, *children)


def arms_table(sides: Sequence[ArmValues], axis: Axis) -> DataTable:
    """How often each value came, by side; on a scale without steps each side's lowest, middle and highest."""
    if not axis.steps:
        rows = tuple((side.label, str(len(side.values)), *_spread(side.values)) for side in sides)
        return DataTable(caption=axis.name, head=("", "Rounds", "Lowest", "Mean", "Highest"), rows=rows)
    counted = [(side.label, Counter(side.values)) for side in sides]
    steps = range(int(axis.ticks[0][0]), int(axis.ticks[-1][0]) + 1)
    named = {value: word for value, word in axis.ticks if word}
    return DataTable(
        caption=f"{axis.name}, how often each",
        head=("", *(label for label, _ in counted)),
        rows=tuple(
            (named.get(float(step), str(step)), *(str(count[float(step)]) for _, count in counted)) for step in steps
        ),
    )


def _spread(values: Sequence[float]) -> tuple[str, str, str]:
    if not values:
        return ("–", "–", "–")
    return (f"{min(values):g}", f"{fmean(values):.1f}", f"{max(values):g}")


def _headed(side: ArmValues) -> str:
    count = len(side.values)
    rounds = "1 round" if count == 1 else f"{count} rounds"
    return f"{side.label}: {rounds}, average {fmean(side.values):.1f}" if count else f"{side.label}: {rounds}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    """Size of the dots and how many stand abreast, the same on both sides so that piles can be compared."""

    radius: float
    abreast: int

    @property
    def pitch(self) -> float:
        return self.radius * 2 + 1.4

    def height(self, count: int) -> float:
        return -(-count // self.abreast) * self.pitch


def _piling(sides: Sequence[ArmValues], axis: Axis) -> _Pile:
    """The largest dots with which the tallest pile stays below TALLEST."""
    spans = (axis.ticks[-1][0] - axis.ticks[0][0]) if axis.steps else PLACES
    spacing = (RIGHT - LEFT) / max(1, spans) - 4
    tallest = max((n for side in sides for n in Counter(map(axis.place, side.values)).values()), default=1)
    for radius in RADII:
        for abreast in range(1, max(1, int(spacing // (radius * 2 + 1.4))) + 1):
            pile = _Pile(radius=radius, abreast=abreast)
            if pile.height(tallest) <= TALLEST:
                return pile
    return pile


def _drawn_side(side: ArmValues, axis: Axis, top: float, pile: _Pile, palette: Palette) -> tuple[Markup, float]:
    """The dots of one side and the height they take."""
    counted = Counter(axis.place(value) for value in side.values)
    height = max(14.0, pile.height(max(counted.values(), default=1)) + 3)
    floor = top + height
    drawn = [tag("line", x1=0, x2=WIDTH, y1=floor, y2=floor, stroke=palette.line)]
    for value, count in sorted(counted.items()):
        for i in range(count):
            width = min(pile.abreast, count - i // pile.abreast * pile.abreast)
            x = axis.x(value) + (i % pile.abreast - (width - 1) / 2) * pile.pitch
            y = floor - pile.radius - 1.2 - i // pile.abreast * pile.pitch
            drawn.append(_dot(x, y, pile.radius, filled=side.filled, palette=palette))
    if side.values:
        mark = f"M{number(axis.x(fmean(side.values)))} {number(floor + 2)}l5 8h-10z"
        drawn.append(tag("path", class_="mean-mark", d=mark, fill=palette.ember))
        height += 12
    return tag("g", *drawn), height


def _dot(x: Number, y: Number, radius: float, *, filled: bool, palette: Palette) -> Markup:
    if filled:
        return tag("circle", class_="dot-filled", cx=x, cy=y, r=radius, fill=palette.plum)
    return tag(
        "circle", class_="dot-ring", cx=x, cy=y, r=radius - 0.6, fill="none", stroke=palette.plum, stroke_width=1.3
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The change minus as usual, in the units a person reads; an end that is None is not known."""

    estimate: float
    low: float | None
    high: float | None
    unit: str
    less: str
    """What a negative difference is: "less pain"."""
    more: str
    decimals: int = 1

    def written(self, value: float | None) -> str:
        """A difference with its sign; one that rounds to nothing has none, one that is not known a dash."""
        if value is None:
            return "–"
        text = f"{abs(value):.{self.decimals}f}"
        return text if float(text) == 0 else f"{'+' if value > 0 else '−'}{text}"


_AXIS = 32


def difference(effect: Difference, sentence: str, *, palette: Palette = SCREEN) -> Markup:
    """A line with zero on it, the bar of the interval, the dot of the estimate. An open end runs out as an arrow."""
    known = [abs(value) for value in (effect.low, effect.high, effect.estimate) if value is not None]
    reach = max(*known, float(f"1e-{effect.decimals}")) * 1.25
    open_end = effect.low is None or effect.high is None
    reach *= 1.2 if open_end else 1

    def at(value: float) -> float:
        return (LEFT + RIGHT) / 2 + (RIGHT - LEFT) / 2 * value / reach

    middle, zero = at(effect.estimate), at(0)
    low, high = (None if end is None else at(end) for end in (effect.low, effect.high))
    frame = Frame(
        width=WIDTH,
        height=78,
        title=f"Difference: {effect.written(effect.estimate)} {effect.unit}",
        description=sentence,
        name="difference",
        palette=palette,
    )
    return picture(
        frame,
        tag("line", x1=LEFT, x2=RIGHT, y1=_AXIS, y2=_AXIS, stroke=palette.line, stroke_width=2),
        tag("line", x1=zero, x2=zero, y1=18, y2=50, stroke=palette.soft, stroke_width=1.5, stroke_dasharray="3 3"),
        _bar(low, high, palette),
        tag("circle", class_="estimate", cx=middle, cy=_AXIS, r=8, fill=palette.plum, stroke=palette.card),
        words(
            f"{effect.written(effect.estimate)} {effect.unit}",
            min(max(middle, 52), WIDTH - 52),
            13,
            font_size=14,
            fill=palette.ink,
            font_weight="bold",
            text_anchor="middle",
        ),
        words("no difference", zero, 66, font_size=12, fill=palette.soft, text_anchor="middle"),
        words(f"← {effect.less}", 2, 66, font_size=12, fill=palette.soft),
        words(f"{effect.more} →", WIDTH - 2, 66, font_size=12, fill=palette.soft, text_anchor="end"),
    )


def difference_table(effect: Difference) -> DataTable:
    """Estimate and both ends as one row."""
    return DataTable(
        caption=f"The change minus as usual, in {effect.unit}",
        head=("Difference", "Low end of the 96% interval", "High end"),
        rows=(tuple(effect.written(value) for value in (effect.estimate, effect.low, effect.high)),),
    )


def _bar(low: float | None, high: float | None, palette: Palette) -> Markup:
    """A pale bar; a known end is a dark stroke, an open one an arrow at the edge of the picture."""
    left, right = LEFT if low is None else low, RIGHT if high is None else high
    ends = [f"M{number(left)} {_AXIS - 7}v14" if low is not None else f"M{LEFT + 7} {_AXIS - 6}l-7 6 7 6"]
    ends.append(f"M{number(right)} {_AXIS - 7}v14" if high is not None else f"M{RIGHT - 7} {_AXIS - 6}l7 6-7 6")
    return tag(
        "g",
        tag(
            "line",
            class_="interval-bar",
            x1=left,
            x2=right,
            y1=_AXIS,
            y2=_AXIS,
            stroke=palette.plum,
            stroke_width=8,
            stroke_opacity=0.4,
        ),
        tag("path", d="".join(ends), stroke=palette.plum, stroke_width=2.5, stroke_linecap="round", fill="none"),
    )


def of_ten(count: int, sentence: str, *, palette: Palette = SCREEN) -> Markup:
    """Ten marks, `count` of them filled: a chance as a person can count it."""
    assert 0 <= count <= OF_TEN, "a chance is counted out of ten"
    marks = [
        tag(
            "circle",
            class_="dot-filled" if place < count else "dot-ring",
            cx=8 + place * 15,
            cy=8,
            r=6 if place < count else 5.3,
            fill=palette.plum if place < count else "none",
            stroke=None if place < count else palette.soft,
            stroke_width=None if place < count else 1.4,
        )
        for place in range(OF_TEN)
    ]
    frame = Frame(width=151, height=16, title=sentence, description=sentence, name="of-ten", palette=palette)
    return picture(frame, *marks)
