"""The arc: mood before, during, after and the next day on one five-step scale. The picture of Aftercare.

Takes what an encounter holds; gives SVG and a table. A missing point is a gap: the line breaks there, and only a thin
dotted thread says that the two ends belong together. A filled dot says tears, a ring says happy tears; it grows with
how strong they were. What was not recorded is never drawn as if it had been.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable
from aftercare.model.first_letter import capital

PHASES = ("before", "during", "after", "next day")
AFTER = PHASES.index("after")
TOP_STEP = 4
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArcScale:
    """The words of the scale and of the tears, as the measures name them (worst mood, weakest tears first)."""

    moods: tuple[str, ...]
    tears: tuple[str, ...]

    def __post_init__(self) -> None:
        assert len(self.moods) == TOP_STEP + 1, "the arc is drawn on five steps"

    def mood(self, step: int | None) -> str:
        """The word for a mood; absence has its own."""
        return "not recorded" if step is None else self.moods[step]

    def tear(self, step: int | None) -> str:
        """The word for the tears."""
        return "not recorded" if step is None else self.tears[step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One encounter as its arc shows it."""

    label: str
    """The day and time in words."""
    moods: tuple[int | None, int | None, int | None, int | None]
    """Before, during, after, next day: 0 (worst) to 4, or None where unknown."""
    tears: int | None = None
    """0 is none."""
    happy_tears: bool = False
    month: str = ""
    """Short name of the month, written under a row of arcs where it changes."""

    def __post_init__(self) -> None:
        assert all(mood is None or 0 <= mood <= TOP_STEP for mood in self.moods), "a mood is a step from 0 to 4"

    @property
    def cried(self) -> bool:
        """Whether tears of any strength were recorded."""
        return bool(self.tears)


def arc_in_words(arc: Arc, scale: ArcScale) -> str:
    """One arc as a phrase: "before fine, during not recorded, after low, next day so-so; cried"."""
    moods = ", ".join(f"{phase} {scale.mood(mood)}" for phase, mood in zip(PHASES, arc.moods, strict=True))
    tears = "tears not recorded" if arc.tears is None else f"tears: {scale.tear(arc.tears)}"
    return f"{moods}; {tears}{' (happy)' if arc.cried and arc.happy_tears else ''}"


def arc_table(arcs: Sequence[Arc], scale: ArcScale) -> DataTable:
    """The arcs as rows of words, in the order given."""
    return DataTable(
        caption="Mood before, during, after and the next day",
        head=("When", *(capital(phase) for phase in PHASES), "Tears"),
        rows=tuple(
            (
                arc.label,
                *(scale.mood(mood) for mood in arc.moods),
                scale.tear(arc.tears) + (", happy" if arc.cried and arc.happy_tears else ""),
            )
            for arc in arcs
        ),
    )


def large_arc(arc: Arc, scale: ArcScale, *, palette: Palette = SCREEN) -> Markup:
    """One encounter, big: the five words at the side, the four times below, each point named."""
    left, step_x, top, step_y = 64, 76, 24, 30
    xs = [left + 22 + step_x * i for i in range(len(PHASES))]
    place = _Place(xs=xs, top=top, step_y=step_y, tears_row=top + step_y * TOP_STEP + 11)
    right, bottom = xs[-1] + 22, top + step_y * TOP_STEP
    grid = []
    for step, word in enumerate(scale.moods):
        y = top + step_y * (TOP_STEP - step)
        dash = None if step == TOP_STEP // 2 else "1 5"
        grid.append(tag("line", x1=left, x2=right, y1=y, y2=y, stroke=palette.line, stroke_dasharray=dash))
        grid.append(words(word, left - 8, y + 4.5, font_size=13, fill=palette.soft, text_anchor="end"))
    for x, phase, mood in zip(xs, PHASES, arc.moods, strict=True):
        known = mood is not None
        grid.append(
            words(
                phase, x, bottom + 34, font_size=13, text_anchor="middle", fill=palette.ink if known else palette.soft
            )
        )
        if not known:
            grid.append(words("no answer", x, bottom + 50, font_size=12, text_anchor="middle", fill=palette.soft))
    drawn = _drawn_arc(arc, place, _Pen(palette=palette, line=3.5, dot=5.5, tear=6))
    frame = Frame(
        width=right + 10,
        height=bottom + 60,
        title=f"How it went: {arc.label}",
        description=capital(arc_in_words(arc, scale)) + ".",
        name="arc",
        palette=palette,
    )
    return picture(frame, *grid, drawn)


def small_arc(arc: Arc, scale: ArcScale, *, palette: Palette = SCREEN) -> Markup:
    """One encounter, small, for a line of the timeline."""
    place = _Place(xs=(8, 28, 48, 68), top=8, step_y=8, tears_row=46)
    middle = tag("line", x1=2, x2=74, y1=24, y2=24, stroke=palette.line)
    drawn = _drawn_arc(arc, place, _Pen(palette=palette, line=2.4, dot=2.6, tear=3.6))
    frame = Frame(
        width=76,
        height=52,
        title=capital(arc_in_words(arc, scale)),
        description=arc.label,
        name="small-arc",
        palette=palette,
    )
    return picture(frame, middle, drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLayout:
    """How a row of arcs is laid out, in CSS pixels."""

    width: int = 320
    pitch: float = 29
    """From one arc to the next."""
    step_y: float = 13
    """Height of one step of mood."""

    @property
    def per_line(self) -> int:
        """How many arcs fit on one line."""
        return max(1, int((self.width - 4) // self.pitch))


def arc_rows(
    arcs: Sequence[Arc],
    *,
    layout: RowLayout | None = None,
    palette: Palette = SCREEN,
) -> Markup:
    """Many encounters, oldest first, side by side in as many lines as they need."""
    layout = layout or RowLayout()
    lines = [arcs[i : i + layout.per_line] for i in range(0, len(arcs), layout.per_line)]
    line_height = layout.step_y * TOP_STEP + 31
    children: list[str] = []
    month = ""
    for index, line in enumerate(lines):
        children.append(_drawn_line(line, layout, index * line_height, palette))
        for position, arc in enumerate(line):
            if arc.month != month:
                month = arc.month
                x, y = 4 + position * layout.pitch, (index + 1) * line_height - 3
                children.append(words(month, x, y, font_size=14, fill=palette.soft))
    tears = sum(arc.cried for arc in arcs)
    frame = Frame(
        width=layout.width,
        height=max(1, len(lines)) * line_height,
        title=f"Mood before, during, after and the next day, for {_times(len(arcs))}",
        description=f"Each line is one time, oldest first. Tears were recorded for {tears} of {len(arcs)}.",
        name="arcs",
        palette=palette,
    )
    return picture(frame, *children)


def _drawn_line(line: Sequence[Arc], layout: RowLayout, y0: float, palette: Palette) -> Markup:
    top = y0 + 8
    middle = top + layout.step_y * TOP_STEP / 2
    drawn = [tag("line", x1=0, x2=layout.width, y1=middle, y2=middle, stroke=palette.line)]
    step_x = layout.pitch * 0.76 / (len(PHASES) - 1)
    for position, arc in enumerate(line):
        x0 = 4 + position * layout.pitch
        xs = [x0 + step_x * i for i in range(len(PHASES))]
        tears_row = top + layout.step_y * TOP_STEP + 7
        place = _Place(xs=xs, top=top, step_y=layout.step_y, tears_row=tears_row)
        pen = _Pen(palette=palette, line=2.6 if arc.cried else 1.6, dot=2.2 if arc.cried else 1.7, tear=3.4)
        drawn.append(_drawn_arc(arc, place, pen))
    return tag("g", *drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    palette: Palette
    line: float
    dot: float
    tear: float
    """Radius of the tears dot for the weakest tears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where things go: x by phase, y by mood, and a row below the scale for tears whose mood is unknown."""

    xs: Sequence[float]
    top: float
    step_y: float
    tears_row: float

    def points(self, arc: Arc) -> list[Point | None]:
        return [
            None if mood is None else (x, self.top + self.step_y * (TOP_STEP - mood))
            for x, mood in zip(self.xs, arc.moods, strict=True)
        ]


def _drawn_arc(arc: Arc, place: _Place, pen: _Pen) -> Markup:
    points = place.points(arc)
    palette = pen.palette
    stroke = palette.plum if arc.cried else palette.quiet
    known = [(i, point) for i, point in enumerate(points) if point is not None]
    drawn: list[Markup] = []
    for (i, start), (j, end) in pairwise(known):
        neighbours = j == i + 1
        drawn.append(
            tag(
                "path",
                class_="arc-line" if neighbours else "arc-gap",
                d=_curve(start, end),
                fill="none",
                stroke=stroke,
                stroke_width=pen.line if neighbours else max(1.0, pen.line * 0.4),
                stroke_linecap="round",
                stroke_dasharray=None if neighbours else f"0.1 {number(pen.line * 1.7)}",
            )
        )
    for _, (x, y) in known:
        drawn.append(tag("circle", class_="arc-point", cx=x, cy=y, r=pen.dot, fill=stroke))
    if arc.tears:
        at = points[AFTER] or (place.xs[AFTER], place.tears_row)
        drawn.append(_tears_dot(arc, at, pen))
    return tag("g", *drawn, class_="arc arc-tears" if arc.cried else "arc")


def _tears_dot(arc: Arc, at: Point, pen: _Pen) -> Markup:
    assert arc.tears
    radius = pen.tear * (1 + 0.22 * (arc.tears - 1))
    ring = arc.happy_tears
    return tag(
        "circle",
        class_="arc-happy-dot" if ring else "arc-tears-dot",
        cx=at[0],
        cy=at[1],
        r=radius,
        fill=pen.palette.card if ring else pen.palette.ember,
        stroke=pen.palette.ember if ring else pen.palette.card,
        stroke_width=max(1.2, pen.tear * 0.3),
    )


def _curve(start: Point, end: Point) -> str:
    """A curve that leaves and arrives level, so that it never goes beyond what was recorded."""
    half = number((start[0] + end[0]) / 2)
    (x0, y0), (x1, y1) = start, end
    return f"M{number(x0)} {number(y0)}C{half} {number(y0)} {half} {number(y1)} {number(x1)} {number(y1)}"


def _times(count: int) -> str:
    return "1 time" if count == 1 else f"{count} times"
