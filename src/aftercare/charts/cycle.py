"""The cycle: what an outcome was on each day of it, one dot one time, and the curve that was fitted to them.

Takes days, values and the curve; gives SVG and a table. The curve is a cosine, as the search for patterns fits it: its
height is half the swing, its top the peak day; the days around the top are shaded. Dots that fall together stand side
by side, and a thin bar below marks the days of bleeding.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi
from statistics import fmean

from aftercare.charts.scale import CHARACTER, TYPE_SIZE, Scale
from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable
from aftercare.model.first_letter import capital

WIDTH, HEIGHT = 284, 204
RIGHT, TOP, BOTTOM = 272, 14, 132
WIDEST_WORDS = 72
RADIUS = 2.8
ABREAST = 5
"""Dots of one day and value stand so many side by side, then in another line."""
PARTS = 7
"""Rows of the table: the cycle in so many parts."""
BLEEDING_DAYS = 5
NEAR_TOP = 0.1
"""Of a cycle, to each side of its highest day."""


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
    row: str = "time"
    """What one dot is: a time, or a day."""

    def __post_init__(self) -> None:
        assert self.length > 1, "a cycle has days"

    def at(self, day: float, level: float) -> float:
        """The curve's value on a day, around the mean `level`."""
        return level + self.swing * cos(2 * pi * (day - self.peak_day) / self.length)

    @property
    def top(self) -> int:
        """The highest day as it is said."""
        return max(1, round(self.peak_day))


def cycle(
    points: Sequence[CyclePoint], curve: CycleCurve, scale: Scale, outcome: str, *, palette: Palette = SCREEN
) -> Markup:
    """Dots and curve over the days of one cycle."""
    place = _Place(scale=scale, length=curve.length)
    level = fmean(point.value for point in points) if points else scale.low
    days = [1 + (curve.length - 1) * i / 60 for i in range(61)]
    line = "L".join(f"{number(place.x(day))} {number(place.y(curve.at(day, level)))}" for day in days)
    frame = Frame(
        width=WIDTH,
        height=HEIGHT,
        title=f"{outcome} by day of the cycle",
        description=f"One dot is one {curve.row}, {len(points)} in all. The curve is highest around day "
        f"{curve.top} of about {round(curve.length)}.",
        name="cycle",
        palette=palette,
    )
    return picture(
        frame,
        *_shade(curve, place, palette),
        *_grid(place, palette),
        *_dots(points, place, palette),
        tag("path", class_="cycle-curve", d=f"M{line}", fill="none", stroke=palette.plum, stroke_width=3),
        *_days(curve, place, palette),
    )


def cycle_table(points: Sequence[CyclePoint], curve: CycleCurve, outcome: str) -> DataTable:
    """The cycle in parts of a few days: how many times, and the mean."""
    width = curve.length / PARTS
    rows = []
    for part in range(PARTS):
        first, last = round(part * width) + 1, round((part + 1) * width)
        values = [p.value for p in points if first <= round(p.day) <= last or (part == PARTS - 1 and p.day > last)]
        mean = f"{fmean(values):.1f}" if values else "–"
        rows.append((f"{first} to {last}", str(len(values)), mean))
    head = ("Day of the cycle", f"{capital(curve.row)}s", "Mean")
    return DataTable(caption=f"{outcome} by day of the cycle", head=head, rows=tuple(rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a day and a value stand."""

    scale: Scale
    length: float

    @property
    def left(self) -> float:
        return min(WIDEST_WORDS, max(len(word) for _, word in self.scale.ticks) * CHARACTER) + 10

    def x(self, day: float) -> float:
        return self.left + (RIGHT - self.left) * (min(day, self.length) - 1) / (self.length - 1)

    def y(self, value: float) -> float:
        return self.scale.place(min(max(value, self.scale.low), self.scale.high), BOTTOM, TOP)


def _dots(points: Sequence[CyclePoint], place: _Place, palette: Palette) -> list[Markup]:
    drawn, taken = [], Counter[tuple[int, float]]()
    for point in points:
        key = (round(point.day), point.value)
        line, beside = divmod(taken[key], ABREAST)
        taken[key] += 1
        x = place.x(point.day) + (beside + 1) // 2 * 2.4 * (1 if beside % 2 else -1)
        y = place.y(point.value) + (line + 1) // 2 * 3 * (1 if line % 2 else -1)
        drawn.append(tag("circle", class_="cycle-dot", cx=x, cy=y, r=RADIUS, fill=palette.quiet, fill_opacity=0.7))
    return drawn


def _grid(place: _Place, palette: Palette) -> list[Markup]:
    ticks = place.scale.ticks
    shown = ticks if len(ticks) <= 6 else [tick for i, tick in enumerate(ticks) if i % 5 == 0]
    drawn = []
    for value, word in shown:
        y = place.y(value)
        drawn.append(tag("line", x1=place.left, x2=RIGHT, y1=y, y2=y, stroke=palette.line, stroke_dasharray="1 5"))
        drawn.append(words(word, place.left - 8, y + 4.5, font_size=TYPE_SIZE, fill=palette.soft, text_anchor="end"))
    return drawn


def _shade(curve: CycleCurve, place: _Place, palette: Palette) -> list[Markup]:
    """The days around the top; where they run over the end of the cycle they go on at its beginning."""
    first, last = (curve.peak_day + side * NEAR_TOP * curve.length for side in (-1, 1))
    spans = [(max(first, 1.0), min(last, curve.length))]
    if first < 1:
        spans.append((first + curve.length, curve.length))
    if last > curve.length:
        spans.append((1.0, last - curve.length + 1))
    return [
        tag(
            "rect",
            class_="cycle-top",
            x=place.x(start),
            y=TOP - 8,
            width=max(0.0, place.x(end) - place.x(start)),
            height=BOTTOM - TOP + 14,
            fill=palette.ember,
            fill_opacity=0.16,
        )
        for start, end in spans
        if end > start
    ]


def _days(curve: CycleCurve, place: _Place, palette: Palette) -> list[Markup]:
    """The bar of bleeding, days as numbers, and where the curve is highest."""
    y, length = BOTTOM + 12, round(curve.length)
    top = f"highest around day {curve.top}"
    bleeding = place.x(min(BLEEDING_DAYS, curve.length))
    drawn = [
        tag("line", x1=place.left, x2=RIGHT, y1=y, y2=y, stroke=palette.line, stroke_width=2),
        tag("line", x1=place.left, x2=bleeding, y1=y, y2=y, stroke=palette.ember, stroke_width=5),
        words("bleeding", place.left, y + 36, font_size=TYPE_SIZE, fill=palette.soft),
        words(top, _inside(place.x(curve.peak_day), top), y + 56, font_size=14, fill=palette.ink, text_anchor="middle"),
    ]
    for day in (1, round(length / 4), round(length / 2), round(length * 3 / 4), length):
        text = f"day {day}" if day == 1 else str(day)
        anchor = "start" if day == 1 else "end" if day == length else "middle"
        drawn.append(words(text, place.x(day), y + 18, font_size=TYPE_SIZE, fill=palette.soft, text_anchor=anchor))
    return drawn


def _inside(x: float, text: str) -> float:
    half = len(text) * 7 / 2 + 2
    return min(max(x, half), WIDTH - half)
