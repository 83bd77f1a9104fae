"""Outcomes on a scale, one dot one time: stacked over the value they had, with and without, and a mark at each mean.

Takes values and the words of the scale; gives SVG and a table. Nothing is smoothed or binned away.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable

WIDTH = 292
TALLEST = 112
RADII = (3.8, 3.2, 2.6, 2.0, 1.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class StackGroup:
    """One side: the value of each time, as its place on the scale."""

    label: str
    values: tuple[int, ...]


def stacks(groups: Sequence[StackGroup], scale: Sequence[str], outcome: str, *, palette: Palette = SCREEN) -> Markup:
    """The groups under each other on one common scale, whose words stand below the last."""
    assert all(0 <= value < len(scale) for group in groups for value in group.values), "each value is on the scale"
    xs = _places(len(scale))
    pile = _piling(groups, xs[1] - xs[0] - 5)
    children: list[str] = []
    y = 0.0
    for group in groups:
        y += 18
        children.append(words(_headed(group, scale), 1, y, font_size=14, fill=palette.ink))
        drawn, height = _drawn_stack(group, xs, y + 8, pile, palette)
        children.append(drawn)
        y += 8 + height
    y += 16
    for x, word in zip(xs, scale, strict=True):
        children.append(words(word, x, y, font_size=12, fill=palette.soft, text_anchor="middle"))
    frame = Frame(
        width=WIDTH,
        height=y + 6,
        title=f"{outcome}, time by time",
        description="One dot is one time. " + "; ".join(_headed(group, scale) for group in groups) + ".",
        name="stacks",
        palette=palette,
    )
    return picture(frame, *children)


def stacks_table(groups: Sequence[StackGroup], scale: Sequence[str], outcome: str) -> DataTable:
    """How often each value came, by group."""
    rows = []
    for group in groups:
        counted = Counter(group.values)
        rows.append((group.label, *(str(counted[value]) for value in range(len(scale)))))
    return DataTable(caption=f"{outcome}, how often each", head=("", *scale), rows=tuple(rows))


def _places(steps: int) -> list[float]:
    margin = 20
    return [margin + (WIDTH - 2 * margin) * i / max(1, steps - 1) for i in range(steps)]


def _headed(group: StackGroup, scale: Sequence[str]) -> str:
    count = len(group.values)
    times = "1 time" if count == 1 else f"{count} times"
    if not count:
        return f"{group.label}: {times}"
    if all(word.isdigit() for word in scale):
        mean = fmean(int(scale[value]) for value in group.values)
        return f"{group.label}: {times}, mean {mean:.1f}"
    return f"{group.label}: {times}, on average near {scale[round(fmean(group.values))]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pile:
    """Size and spacing of the dots, the same in every group, so that piles can be compared."""

    radius: float
    abreast: int

    @property
    def pitch(self) -> float:
        return self.radius * 2 + 1.2

    def height(self, count: int) -> float:
        return -(-count // self.abreast) * self.pitch


def _piling(groups: Sequence[StackGroup], spacing: float) -> _Pile:
    """The largest dots with which the tallest pile is no higher than TALLEST; a few abreast when there are many."""
    tallest = max((count for group in groups for count in Counter(group.values).values()), default=1)
    for radius in RADII:
        for abreast in range(1, max(1, int(spacing // (radius * 2 + 1.2))) + 1):
            pile = _Pile(radius=radius, abreast=abreast)
            if pile.height(tallest) <= TALLEST:
                return pile
    return pile


def _drawn_stack(
    group: StackGroup, xs: Sequence[float], top: float, pile: _Pile, palette: Palette
) -> tuple[Markup, float]:
    """The dots of one group and the height they take."""
    counted = Counter(group.values)
    height = max(14.0, pile.height(max(counted.values(), default=1)) + 3)
    floor = top + height
    drawn = [tag("line", x1=0, x2=WIDTH, y1=floor, y2=floor, stroke=palette.line)]
    for value, count in sorted(counted.items()):
        width = min(count, pile.abreast)
        for i in range(count):
            x = xs[value] + (i % pile.abreast - (width - 1) / 2) * pile.pitch
            y = floor - pile.radius - 1 - i // pile.abreast * pile.pitch
            drawn.append(tag("circle", class_="dot-filled", cx=x, cy=y, r=pile.radius, fill=palette.plum))
    if group.values:
        x = xs[0] + (xs[-1] - xs[0]) * fmean(group.values) / max(1, len(xs) - 1)
        mark = f"M{number(x)} {number(floor + 2)}l5 8h-10z"
        drawn.append(tag("path", class_="mean-mark", d=mark, fill=palette.ember))
        height += 12
    return tag("g", *drawn), height
