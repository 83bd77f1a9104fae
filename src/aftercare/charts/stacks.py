"""Outcomes in numbers, one dot one time: stacked over the value they had, with and without, and their averages.

Takes values and their scale; gives SVG and a table. Values of a continuous outcome that would cover each other stand in
one narrow column. Where the difference belongs to the two groups, it stands below them on
the same scale: the average without it, and from there the interval.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from aftercare.charts.scale import CHARACTER, TYPE_SIZE, Scale
from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable

WIDTH = 284
MARGIN = 14
"""At least so much beside the ends of the scale; more where the outer words need it."""
TALLEST = 128
RADII = (3.8, 3.2, 2.6, 2.0, 1.6, 1.2)
GAP = 1.2
MOST_WHOLE = 20
"""Whole numbers in so narrow a range each have a pile of their own."""
WIDEST_COLUMN = 14.0
"""Of a continuous outcome: so that no dot stands more than 7 of 256 from its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StackGroup:
    """One side: the value of each time, and its average in words."""

    label: str
    values: tuple[float, ...]
    average: str = ""
    row: str = "time"
    """What one dot is: a time, or a day."""

    @property
    def headed(self) -> str:
        """Name and number."""
        return f"{self.label}: {len(self.values)} {self.row}{'' if len(self.values) == 1 else 's'}"

    @property
    def described(self) -> str:
        """The same with the average."""
        return f"{self.headed}, average {self.average}" if self.values else self.headed


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The adjusted difference of the first group to the second, in the scale's units."""

    estimate: float
    low: float
    high: float
    written: str
    """In words: "+1.6 points"."""


def stacks(
    groups: Sequence[StackGroup],
    scale: Scale,
    outcome: str,
    *,
    shift: Shift | None = None,
    palette: Palette = SCREEN,
) -> Markup:
    """The groups under each other on one common scale, whose marks stand below the last."""
    assert all(scale.holds(value) for group in groups for value in group.values), "each value is on the scale"
    columns = _Columns.of(groups, scale)
    children: list[str] = []
    y = 0.0
    for group in groups:
        y += 18
        children.append(words(group.headed, 1, y, font_size=14, fill=palette.ink))
        drawn, height = _drawn_stack(group, y + 8, columns, palette)
        children.append(drawn)
        y += 8 + height
    if shift is not None and groups[-1].values:
        children.append(_drawn_shift(shift, fmean(groups[-1].values), (y, columns), palette))
        y += 46
    children += _marks(columns, y + 16, palette)
    frame = Frame(
        width=WIDTH,
        height=y + 22,
        title=f"{outcome}, {groups[0].row} by {groups[0].row}",
        description=f"One dot is one {groups[0].row}. " + "; ".join(group.described for group in groups) + ".",
        name="stacks",
        palette=palette,
    )
    return picture(frame, *children)


def stacks_table(groups: Sequence[StackGroup], scale: Scale, outcome: str) -> DataTable:
    """How often each value came, by group; values between two marks are counted up to the next."""
    marks = [value for value, _ in scale.ticks]
    on_marks = all(value in marks for group in groups for value in group.values)
    heads = [word for _, word in scale.ticks]
    if not on_marks:
        heads = [f"{start} to {end}" for start, end in pairwise(heads)]
    rows = tuple(
        (group.label, *(str(count) for count in _counted(group, marks, on_marks=on_marks))) for group in groups
    )
    return DataTable(caption=f"{outcome}, how often each", head=("", *heads), rows=rows)


def _counted(group: StackGroup, marks: Sequence[float], *, on_marks: bool) -> list[int]:
    if on_marks:
        return [sum(1 for value in group.values if value == mark) for mark in marks]
    last = len(marks) - 2
    parts = Counter(min(last, max(i for i, mark in enumerate(marks) if mark <= value)) for value in group.values)
    return [parts[i] for i in range(len(marks) - 1)]


def margin_of(scale: Scale) -> float:
    """Beside the ends of the scale, so that the outer words stand under their dots."""
    outer = max(len(scale.ticks[0][1]), len(scale.ticks[-1][1]))
    return max(MARGIN, outer * CHARACTER / 2 + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where piles stand and how large their dots are, the same in every group, so that piles can be compared."""

    scale: Scale
    is_whole: bool
    radius: float
    abreast: int

    @property
    def pitch(self) -> float:
        return self.radius * 2 + GAP

    @property
    def width(self) -> float:
        return self.abreast * self.pitch

    @staticmethod
    def of(groups: Sequence[StackGroup], scale: Scale) -> "_Columns":
        """The largest dots with which the tallest pile is no higher than TALLEST."""
        counts = [Counter(group.values) for group in groups]
        is_whole = (
            all(value == round(value) for counted in counts for value in counted)
            and scale.high - scale.low <= MOST_WHOLE
        )
        margin = margin_of(scale)
        spacing = (WIDTH - 2 * margin) / (scale.high - scale.low) - 4 if is_whole else WIDEST_COLUMN
        spacing = min(spacing, 2 * margin)
        for radius in RADII:
            most = max(1, int(spacing // (radius * 2 + GAP)))
            for abreast in range(1, most + 1):
                made = _Columns(scale=scale, is_whole=is_whole, radius=radius, abreast=abreast)
                if max(made.height(counted) for counted in counts) <= TALLEST:
                    return made
        return made

    def x(self, value: float) -> float:
        """Where a value stands."""
        margin = margin_of(self.scale)
        return self.scale.place(value, margin, WIDTH - margin)

    def piles(self, counted: Mapping[float, int]) -> Mapping[float, int]:
        """How many dots stand at each place; `counted` says how often each value came."""
        start = margin_of(self.scale)
        found: dict[float, int] = {}
        for value, count in counted.items():
            place = self.x(value)
            if not self.is_whole:
                place = start + round((place - start) / self.width) * self.width
            found[place] = found.get(place, 0) + count
        return found

    def height(self, counted: Mapping[float, int]) -> float:
        """Of the tallest pile of a group."""
        tallest = max(self.piles(counted).values(), default=1)
        return max(12.0, -(-tallest // self.abreast) * self.pitch + 3)


def _drawn_stack(group: StackGroup, top: float, columns: _Columns, palette: Palette) -> tuple[Markup, float]:
    """The dots of one group, its average below, and the height they take."""
    counted = Counter(group.values)
    height = columns.height(counted)
    floor = top + height
    drawn = [tag("line", x1=0, x2=WIDTH, y1=floor, y2=floor, stroke=palette.line)]
    for place, count in sorted(columns.piles(counted).items()):
        width = min(count, columns.abreast)
        for i in range(count):
            x = place + (i % columns.abreast - (width - 1) / 2) * columns.pitch
            y = floor - columns.radius - 1 - i // columns.abreast * columns.pitch
            drawn.append(tag("circle", class_="dot-filled", cx=x, cy=y, r=columns.radius, fill=palette.plum))
    if not group.values:
        return tag("g", *drawn), height
    x = columns.x(fmean(group.values))
    mark = f"M{number(x)} {number(floor + 2)}l5 8h-10z"
    drawn.append(tag("path", class_="mean-mark", d=mark, fill=palette.ember))
    drawn.append(_beside(f"average {group.average}", x, floor + 13, palette))
    return tag("g", *drawn), height + 16


def _drawn_shift(shift: Shift, base: float, place: tuple[float, _Columns], palette: Palette) -> Markup:
    """From the average without it, where the average with it would be, and how sure that is."""
    top, columns = place
    low, middle, high = (
        min(max(columns.x(base + value), 2), WIDTH - 2) for value in (shift.low, shift.estimate, shift.high)
    )
    zero, line = columns.x(base), top + 34
    caps = "".join(f"M{number(x)} {number(line - 6)}v12" for x in (low, high))
    return tag(
        "g",
        _centred(shift.written, middle, top + 19, palette),
        tag("line", class_="no-difference", x1=zero, x2=zero, y1=top - 4, y2=line + 9, stroke=palette.soft,
            stroke_width=1.5, stroke_dasharray="3 3"),
        tag("line", class_="interval-bar", x1=low, x2=high, y1=line, y2=line, stroke=palette.plum, stroke_width=8,
            stroke_opacity=0.4),
        tag("path", d=caps, stroke=palette.plum, stroke_width=2.5, stroke_linecap="round", fill="none"),
        tag("circle", class_="estimate", cx=middle, cy=line, r=7, fill=palette.plum, stroke=palette.card,
            stroke_width=2),
    )  # fmt: skip


def _marks(columns: _Columns, y: float, palette: Palette) -> list[Markup]:
    """The words of the scale; the outer ones stay inside the picture."""
    drawn = []
    for value, word in columns.scale.ticks:
        x, half = columns.x(value), len(word) * CHARACTER / 2
        anchor = "start" if x < half else "end" if x > WIDTH - half else "middle"
        at = {"start": 0.0, "middle": x, "end": float(WIDTH)}[anchor]
        drawn.append(words(word, at, y, font_size=TYPE_SIZE, fill=palette.soft, text_anchor=anchor))
    return drawn


def _beside(text: str, x: float, y: float, palette: Palette) -> Markup:
    """To the right of a mark, or to its left where there is no room."""
    if x + 10 + len(text) * CHARACTER < WIDTH:
        return words(text, x + 10, y, font_size=TYPE_SIZE, fill=palette.ink)
    return words(text, x - 10, y, font_size=TYPE_SIZE, fill=palette.ink, text_anchor="end")


def _centred(text: str, x: float, y: float, palette: Palette) -> Markup:
    half = len(text) * CHARACTER / 2 + 2
    at = min(max(x, half), WIDTH - half)
    return words(text, at, y, font_size=TYPE_SIZE, font_weight="bold", fill=palette.ink, text_anchor="middle")
