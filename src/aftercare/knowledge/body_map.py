"""The body map: its drawings, and where in them each site that a measure asks about can be tapped.

Plain records, read from `data/body_map/`. Sizes are in drawing units; one is at least one CSS pixel on a screen of 320
pixels. Drawings follow the organs a person says they have, never gender; nothing here decides what is asked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from aftercare.model.errors import BadValue
from aftercare.model.measure import Organ

NARROWEST = 240
"""How wide, in CSS pixels, a drawing is at least on a screen 320 pixels wide: no drawing has more units than that."""
TOUCH = 48
"""The least width and height of what can be tapped, in units."""


class Seen(StrEnum):
    """From which side a drawing shows the body: it settles where the person's own left and right are."""

    FRONT = "front"
    """Facing the person: their right is on the left of the drawing."""
    BACK = "back"
    """From behind: their right is on the right."""
    MIDDLE = "middle"
    """Sides play no part."""


class Ink(StrEnum):
    """How a line is drawn; the colours belong to the style sheet."""

    BODY = "body"
    """A filled outline."""
    LINE = "line"
    FAINT = "faint"


class Mapped(StrEnum):
    """Whether a site is in a drawing."""

    DRAWN = "drawn"
    NONE = "none"
    """Only in the list; `reason` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One line of a drawing."""

    d: str
    """The path, in SVG's words."""
    ink: Ink = Ink.LINE
    needs: frozenset[Organ] = frozenset()
    """Drawn only for people who said that they have one of these: where nothing was said the drawing stays neutral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """One drawing."""

    id: str
    name: str
    width: int
    height: int
    seen: Seen
    strokes: tuple[Stroke, ...]

    def __post_init__(self) -> None:
        if not (TOUCH <= self.width <= NARROWEST and self.height >= TOUCH):
            raise BadValue(f"A drawing is {TOUCH} to {NARROWEST} units wide and at least {TOUCH} high.", where=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An ellipse in a drawing."""

    x: float
    y: float
    rx: float
    ry: float

    @property
    def target(self) -> tuple[float, float, float, float]:
        """What can be tapped: left, top, right, bottom; never smaller than a fingertip needs."""
        across, down = max(self.rx, TOUCH / 2), max(self.ry, TOUCH / 2)
        return self.x - across, self.y - down, self.x + across, self.y + down


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """Where one drawing shows a site: one spot, or one on either side."""

    view: str
    spots: tuple[Spot, ...]
    word: str = ""
    """A short word written in the spot, where its place alone does not say what it is."""
    needs: frozenset[Organ] = frozenset()
    """Only for people who have one of these, or never said; a site that would stand nowhere keeps its first place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSite:
    """A site, by the id that the measures' options give it."""

    id: str
    places: tuple[MapPlace, ...] = ()
    """The first is the one that a small picture shows."""
    map: Mapped = Mapped.DRAWN
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One site as one drawing offers it."""

    site: str
    place: MapPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing for one person, with what can be tapped in reading order."""

    view: MapView
    strokes: tuple[Stroke, ...]
    regions: tuple[Region, ...]


class BodyMaps(Protocol):
    """What is needed of the knowledge."""

    @property
    def map_views(self) -> Mapping[str, MapView]:
        """Every drawing, in order."""

    @property
    def map_sites(self) -> Mapping[str, MapSite]:
        """Every site, in reading order."""


def drawings(maps: BodyMaps, sites: Collection[str], organs: frozenset[Organ] | None) -> tuple[Drawing, ...]:
    """The drawings that show these sites, for someone with these organs (None: never told, so drawn neutrally)."""
    regions = [
        Region(site=site.id, place=place)
        for site in maps.map_sites.values()
        if site.id in sites
        for place in _places(site, organs)
    ]
    return tuple(_drawn(maps.map_views.values(), regions, organs))


def main_places(maps: BodyMaps, sites: Collection[str], organs: frozenset[Organ] | None) -> tuple[Drawing, ...]:
    """The same, with each site in one drawing only."""
    first = [
        Region(site=site.id, place=_places(site, organs)[0])
        for site in maps.map_sites.values()
        if site.id in sites and site.places
    ]
    return tuple(_drawn(maps.map_views.values(), first, organs))


def _drawn(views: Iterable[MapView], regions: Collection[Region], organs: frozenset[Organ] | None) -> Iterator[Drawing]:
    for view in views:
        here = tuple(region for region in regions if region.place.view == view.id)
        if here:
            strokes = tuple(s for s in view.strokes if not s.needs or (organs is not None and s.needs & organs))
            yield Drawing(view=view, strokes=strokes, regions=here)


def _places(site: MapSite, organs: frozenset[Organ] | None) -> tuple[MapPlace, ...]:
    fitting = tuple(place for place in site.places if not place.needs or organs is None or place.needs & organs)
    return fitting or site.places[:1]
