"""The body map as SVG: a drawing whose regions are links, for the form, and a small picture of where it hurt.

Takes drawings (`knowledge.body_map`) and scores; returns SVG. A score shows by size and number, from 7 on by a second
ring, and not by colour alone. Decides nothing about what is asked, and never says a gender.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.knowledge.body_map import Drawing, Ink, MapView, Region, Seen, Spot

SMALLEST_MARK, MARK_STEP = 9.0, 0.8
"""Radius of the mark of a 0, and how much each point adds, in units; the page's script draws by the same."""
STRONG = 7
"""From this score on a mark has a second ring."""
SMALL = 0.62
"""How large the read-only picture is, to the drawing of the form."""
SMALL_MARKS = 1.5
"""And its marks to that, so that their numbers can be read."""
IN_A_ROW = 2
GAP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One site as the form asks it."""

    label: str
    """With its score, as it is read out."""
    address: str
    """The site's field in the list."""
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The words for the person's own sides."""

    right: str = "your right"
    left: str = "your left"


DEFAULT_SIDES = Sides()


def asking_map(
    drawing: Drawing, asked: Mapping[str, Asked], *, sides: Sides = DEFAULT_SIDES, say: Callable[[str], str] = str
) -> Markup:
    """A drawing to tap: each region is a link to its site's field in the list, which works without script.

    `say` puts the drawing's own words into the person's language.
    """
    view = drawing.view
    links = [
        (_blank_link if asked[region.site].score is None else _link)(region, asked[region.site], say(region.place.word))
        for region in drawing.regions
    ]
    return tag(
        "svg",
        *_ground(drawing, SCREEN, sides),
        *links,
        class_="map",
        viewBox=f"0 0 {view.width} {view.height}",
        role="group",
        aria_label=say(view.name),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """Where it hurt, for the small picture."""

    title: str
    description: str
    """Everything the picture says, in words."""
    scores: Mapping[str, int]
    sides: Sides = DEFAULT_SIDES


def hurt_picture(drawn: Iterable[Drawing], hurt: Hurt, palette: Palette = SCREEN) -> Markup:
    """The drawings side by side, small, with a mark of its size and number at each site."""
    small = [_small(drawing, hurt, palette) for drawing in drawn]
    placed: list[Markup] = []
    wide, down = 0.0, 0.0
    for start in range(0, len(small), IN_A_ROW):
        across, row = 0.0, small[start : start + IN_A_ROW]
        for width, height, parts, box in row:
            placed.append(tag("svg", *parts, x=across, y=down, width=width, height=height, viewBox=box))
            across += width + GAP
        wide = max(wide, across - GAP)
        down += max(height for _, height, _, _ in row) + GAP
    frame = Frame(
        width=wide,
        height=max(0.0, down - GAP),
        title=hurt.title,
        description=hurt.description,
        name="body-map",
        palette=palette,
    )
    return picture(frame, *placed)


def _small(drawing: Drawing, hurt: Hurt, palette: Palette) -> tuple[float, float, list[Markup], str]:
    """Width, height, what is drawn, and its own units."""
    marks = [
        _mark(spot, hurt.scores[region.site], palette, SMALL_MARKS)
        for region in drawing.regions
        for spot in region.place.spots
    ]
    view = drawing.view
    parts = [*_ground(drawing, palette, hurt.sides, SMALL_MARKS), *marks]
    return view.width * SMALL, view.height * SMALL, parts, f"0 0 {view.width} {view.height}"


def mark_radius(score: int) -> float:
    """How large the mark of a score is, in units."""
    return SMALLEST_MARK + MARK_STEP * score


def _ground(drawing: Drawing, palette: Palette, sides: Sides, scale: float = 1) -> list[Markup]:
    strokes = [_stroke(one.d, one.ink, palette) for one in drawing.strokes]
    return [*strokes, *_side_words(drawing.view, palette, sides, scale)]


@lru_cache(maxsize=256)
def _stroke(d: str, ink: Ink, palette: Palette) -> Markup:
    if ink is Ink.BODY:
        return tag("path", d=d, class_="body", fill=palette.card, stroke=palette.quiet, stroke_width=1.5)
    faint = ink is Ink.FAINT
    return tag(
        "path",
        d=d,
        class_=ink.value,
        fill="none",
        stroke=palette.line if faint else palette.quiet,
        stroke_width=1.5,
        stroke_linecap="round",
    )


def _side_words(view: MapView, palette: Palette, sides: Sides, scale: float) -> list[Markup]:
    if view.seen is Seen.MIDDLE:
        return []
    first, second = (sides.right, sides.left) if view.seen is Seen.FRONT else (sides.left, sides.right)
    look: dict[str, str | float] = {"fill": palette.soft, "font_size": 12 * scale, "class_": "side"}
    return [
        words(first, 3, 13 * scale, **look),
        words(second, view.width - 3, 13 * scale, text_anchor="end", **look),
    ]


def _link(region: Region, asked: Asked, word: str) -> Markup:
    place, score = region.place, asked.score
    inside = [part for spot in place.spots for part in (_spot(spot), _word(word, spot), _mark(spot, score, SCREEN))]
    targets = [_target(spot) for spot in place.spots]
    return tag(
        "a",
        *inside,
        *targets,
        class_="region",
        href=asked.address,
        data_site=region.site,
        data_score=score,
        aria_label=asked.label,
    )


@lru_cache(maxsize=256)
def _blank_link(region: Region, asked: Asked, word: str) -> Markup:
    """Without a score: the same for everybody, and nothing of a person is held."""
    assert asked.score is None
    return _link(region, asked, word)


def _spot(spot: Spot) -> Markup:
    return tag("ellipse", class_="spot", cx=spot.x, cy=spot.y, rx=spot.rx, ry=spot.ry)


def _word(word: str, spot: Spot) -> Markup:
    return words(word, spot.x, spot.y + 4, class_="word", text_anchor="middle") if word else Markup("")


def _target(spot: Spot) -> Markup:
    left, top, right, bottom = spot.target
    return tag("rect", class_="target", x=left, y=top, width=right - left, height=bottom - top, rx=12)


def _mark(spot: Spot, score: int | None, palette: Palette, scale: float = 1) -> Markup:
    """The mark of a score; without one it is there, empty and unseen, for the page's script to fill."""
    place = f"translate({number(spot.x)} {number(spot.y)})"
    if score is None:
        empty = tag("circle", class_="ring"), tag("circle", class_="dot"), tag("text", y=5)
        return tag("g", *empty, class_="mark", transform=place)
    radius = mark_radius(score) * scale
    ground, ink = (palette.ember, palette.card) if score else (palette.card, palette.ember)
    ring = palette.ember if score >= STRONG else "none"
    text: dict[str, str | float] = {"text_anchor": "middle", "font_size": 14 * scale, "font_weight": 700, "fill": ink}
    return tag(
        "g",
        tag("circle", class_="ring", r=radius + 4, fill="none", stroke=ring, stroke_width=2 * scale),
        tag("circle", class_="dot", r=radius, fill=ground, stroke=palette.ember, stroke_width=2),
        tag("text", str(score), y=5 * scale, **text),
        class_="mark",
        transform=place,
    )
