"""The cycle: what an outcome was on each day of it, one dot one time, and the curve that was fitted to them.

Takes days, values and the curve; gives SVG and a table. The curve is a cosine, as the search for patterns fits it: its
height is half the swing, its top the peak day. Dots that fall together stand side by side.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi
from statistics import fmean

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable

WIDTH, HEIGHT = 300, 170
LEFT, RIGHT, TOP, BOTTOM = 68, 288, 14, 122
RADIUS = 2.8
PARTS = 7
"""Rows of the table: the cycle in so many parts."""


@dataclass(frozen=True, slots=True)
class CyclePoint:
    """One time: the day of the cycle (1 is the first of bleeding) and the outcome's value."""

    day: float
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleCurve:
    """What was fitted."""

    length: float
    """Days of the person's usual cycle."""
    peak_day: float
    swing: float
    """Half the difference between the highest and the lowest day, in the outcome's units."""

    def __post_init__(self) -> None:
        assert self.length > 1, "a cycle has days"

    def at(self, day: float, level: float) -> float:
        """The curve's value on a day, around the mean `level`."""
        return level + self.swing * cos(2 * pi * (day - self.peak_day) / self.length)


def cycle(
    points: Sequence[CyclePoint],
    curve: CycleCurve,
    scale: Sequence[str],
    outcome: str,
    *,
    palette: Palette = SCREEN,
) -> Markup:
    """Dots and curve over the days of one cycle; `scale` names the outcome's values from 0 up."""
    top_value = max(1, len(scale) - 1)

    def x_of(day: float) -> float:
        return LEFT + (RIGHT - LEFT) * (min(day, curve.length) - 1) / (curve.length - 1)

    def y_of(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * min(max(value, 0), top_value) / top_value

    children = [*_grid(scale, y_of(0), y_of(top_value), palette)]
    taken: Counter[tuple[int, float]] = Counter()
    for point in points:
        place = (round(point.day), point.value)
        beside = taken[place]
        taken[place] += 1
        children.append(
            tag(
                "circle",
                class_="cycle-dot",
                cx=x_of(point.day),
                cy=y_of(point.value) + (beside + 1) // 2 * 4 * (1 if beside % 2 else -1),
                r=RADIUS,
                fill=palette.quiet,
            )
        )
    level = fmean(point.value for point in points) if points else 0.0
    days = [1 + (curve.length - 1) * i / 60 for i in range(61)]
    line = "L".join(f"{number(x_of(day))} {number(y_of(curve.at(day, level)))}" for day in days)
    children.append(tag("path", class_="cycle-curve", d=f"M{line}", fill="none", stroke=palette.plum, stroke_width=3))
    children += _days(curve, x_of(1), x_of(curve.peak_day), palette)
    frame = Frame(
        width=WIDTH,
        height=HEIGHT,
        title=f"{outcome} by day of the cycle",
        description=f"One dot is one time, {len(points)} in all. The curve is highest around day "
        f"{max(1, round(curve.peak_day))} of about {round(curve.length)}.",
        name="cycle",
        palette=palette,
    )
    return picture(frame, *children)


def cycle_table(points: Sequence[CyclePoint], curve: CycleCurve, outcome: str) -> DataTable:
    """The cycle in parts of a few days: how many times, and the mean."""
    width = curve.length / PARTS
    rows = []
    for part in range(PARTS):
        first, last = round(part * width) + 1, round((part + 1) * width)
        values = [p.value for p in points if first <= round(p.day) <= last or (part == PARTS - 1 and p.day > last)]
        mean = f"{fmean(values):.1f}" if values else "–"
        rows.append((f"{first} to {last}", str(len(values)), mean))
    return DataTable(caption=f"{outcome} by day of the cycle", head=("Days", "Times", "Mean"), rows=tuple(rows))


def _grid(scale: Sequence[str], bottom: float, top: float, palette: Palette) -> list[Markup]:
    drawn = []
    shown = range(len(scale)) if len(scale) <= 6 else range(0, len(scale), 5)
    for value in shown:
        y = bottom - (bottom - top) * value / max(1, len(scale) - 1)
        drawn.append(tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=palette.line, stroke_dasharray="1 5"))
        drawn.append(words(scale[value], LEFT - 8, y + 4, font_size=12, fill=palette.soft, text_anchor="end"))
    return drawn


def _days(curve: CycleCurve, first: float, peak: float, palette: Palette) -> list[Markup]:
    """The first day, the last, and where the curve is highest."""
    y = BOTTOM + 22
    drawn = [
        tag("line", x1=peak, x2=peak, y1=TOP, y2=BOTTOM + 6, stroke=palette.ember, stroke_dasharray="3 3"),
        words(
            f"highest around day {max(1, round(curve.peak_day))}",
            _inside(peak),
            y + 18,
            font_size=13,
            fill=palette.ink,
            text_anchor="middle",
        ),
    ]
    for label, x, anchor in (("day 1", first, "start"), (f"day {round(curve.length)}", RIGHT, "end")):
        drawn.append(words(label, x, y, font_size=12, fill=palette.soft, text_anchor=anchor))
    return drawn


def _inside(x: float) -> float:
    return min(max(x, 78.0), WIDTH - 78.0)
