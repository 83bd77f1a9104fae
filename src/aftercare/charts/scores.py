"""A score over time: one dot for each date, on the whole range of the scale, with its bands as faint lines.

Takes totals with their days; gives SVG and a table. Dots are placed by date, so a long pause looks long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aftercare.charts.encounter import MONTH_NAMES
from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, picture, tag, words
from aftercare.charts.table import DataTable

WIDTH, HEIGHT = 324, 168
LEFT, RIGHT, TOP, BOTTOM = 26, 10, 12, 24
RADIUS = 4.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One time it was filled in."""

    day: date
    total: int | None
    """None where a question was left open."""
    words: str
    """The band, or why there is no total."""
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is drawn: name, range, and where bands begin."""

    name: str
    highest: int
    bands: tuple[int, ...]


def scores(scale: Scale, points: Sequence[Scored], *, palette: Palette = SCREEN) -> Markup:
    """The totals in the order of their days; those without a total are left out of the picture, not of the table."""
    drawn = [point for point in points if point.total is not None]
    assert drawn, "without a total there is nothing to draw"
    first, last = drawn[0].day, drawn[-1].day
    places = [(_x(point.day, first, last), _y(point.total or 0, scale)) for point in drawn]
    said = "; ".join(f"{short_day(point.day)}: {point.total}" for point in drawn)
    frame = Frame(
        width=WIDTH,
        height=HEIGHT,
        title=f"{scale.name} over time",
        description=f"From 0 to {scale.highest}. {said}.",
        name="scores",
        palette=palette,
    )
    return picture(
        frame,
        *(_level(start, scale, palette) for start in (*scale.bands, scale.highest)),
        *_line(places, palette),
        *(tag("circle", cx=x, cy=y, r=RADIUS, fill=palette.plum) for x, y in places),
        *_dates(first, last, palette),
    )


def scores_table(scale: Scale, points: Sequence[Scored]) -> DataTable:
    """Every time, latest first."""
    rows = tuple(
        (short_day(one.day), "–" if one.total is None else str(one.total), one.words, _signed(one.change))
        for one in reversed(points)
    )
    return DataTable(caption=f"{scale.name}, 0 to {scale.highest}", head=("Day", "Score", "Range", "Change"), rows=rows)


def short_day(day: date) -> str:
    """A day in a table: "20 Nov 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"


def _signed(change: int | None) -> str:
    return "–" if change is None else f"{change:+d}".replace("-", "\N{MINUS SIGN}") if change else "0"


def _x(day: date, first: date, last: date) -> float:
    width = WIDTH - LEFT - RIGHT - 2 * RADIUS
    length = (last - first).days
    share = (day - first).days / length if length else 0.5
    return LEFT + RADIUS + width * share


def _y(total: int, scale: Scale) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * total / scale.highest


def _level(start: int, scale: Scale, palette: Palette) -> Markup:
    y = _y(start, scale)
    return tag(
        "g",
        tag("path", d=f"M{LEFT} {y:.2f}H{WIDTH - RIGHT}", stroke=palette.line, stroke_width=1, fill="none"),
        words(str(start), LEFT - 5, y + 4, font_size=12, fill=palette.soft, text_anchor="end"),
    )


def _line(places: Sequence[tuple[float, float]], palette: Palette) -> list[Markup]:
    if len(places) < 2:
        return []
    d = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in places)
    return [tag("path", d=d, stroke=palette.plum, stroke_width=1.6, fill="none")]


def _dates(first: date, last: date, palette: Palette) -> list[Markup]:
    y = HEIGHT - 6
    if first == last:
        return [words(short_day(first), WIDTH / 2, y, font_size=12, fill=palette.soft, text_anchor="middle")]
    return [
        words(short_day(first), LEFT, y, font_size=12, fill=palette.soft),
        words(short_day(last), WIDTH - RIGHT, y, font_size=12, fill=palette.soft, text_anchor="end"),
    ]
