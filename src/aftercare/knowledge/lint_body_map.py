"""Whether the body map is sound: every site has its place, on the right side, and a fingertip can hit each one."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from aftercare.knowledge.body_map import Drawing, Mapped, MapPlace, MapSite, MapView, Seen, Spot, drawings
from aftercare.knowledge.load import Knowledge
from aftercare.model.measure import Kind, Organ

APART = 24
"""Between the middles of two targets, in units (WCAG 2.2, target size)."""
_PATH = re.compile(r"[MLHVCSQTAZ0-9 .-]+\Z")
_SIDES = {"left": 1, "right": -1}
"""Seen from the front, the person's left lies to the right of the middle."""


def body_map_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/body_map`."""
    asked = {
        option.id
        for measure in knowledge.measures.values()
        if measure.kind is Kind.SITES and not measure.retired
        for option in measure.options
    }
    for site in sorted(asked - knowledge.map_sites.keys()):
        yield f"body_map/{site}: a measure asks about this site, and the body map has no place for it."
    for site in sorted(knowledge.map_sites.keys() - asked):
        yield f"body_map/{site}: no measure asks about this site."
    for view in knowledge.map_views.values():
        yield from (f"body_map/{view.id}: {sentence}" for sentence in _view_problems(view))
    for one in knowledge.map_sites.values():
        yield from (f"body_map/{one.id}: {sentence}" for sentence in _site_problems(knowledge, one))
    everyone = (None, frozenset(Organ), *(frozenset({organ}) for organ in Organ), frozenset[Organ]())
    yield from dict.fromkeys(problem for one in everyone for problem in _crowded(drawings(knowledge, asked, one)))


def _view_problems(view: MapView) -> Iterator[str]:
    if not view.strokes:
        yield "nothing is drawn."
    for stroke in view.strokes:
        if not _PATH.match(stroke.d) or not stroke.d.startswith("M"):
            yield "a line is no path of moves, lines and curves."


def _site_problems(knowledge: Knowledge, site: MapSite) -> Iterator[str]:
    if site.map is Mapped.NONE:
        if site.places or not site.reason:
            yield "what is not on the map says why, and has no place."
        return
    if not site.places:
        yield "it has no place on the map; give it one, or say `map: none` and the reason."
    for view, count in Counter(place.view for place in site.places).items():
        if count > 1:
            yield f"it stands twice in {view}; give one place several spots."
    for place in site.places:
        view_of = knowledge.map_views.get(place.view)
        if view_of is None:
            yield f"there is no drawing {place.view}."
        else:
            yield from _place_problems(site, place, view_of)


def _place_problems(site: MapSite, place: MapPlace, view: MapView) -> Iterator[str]:
    if not place.spots:
        yield f"it has no spot in {view.id}."
    for spot in place.spots:
        left, top, right, bottom = spot.target
        if left < 0 or top < 0 or right > view.width or bottom > view.height:
            yield f"its target reaches over the edge of {view.id}."
    side = _SIDES.get(site.id.rpartition("_")[2])
    if side is None or view.seen is Seen.MIDDLE:
        return
    turned = side if view.seen is Seen.FRONT else -side
    if any((spot.x - view.width / 2) * turned <= 0 for spot in place.spots):
        yield f"in {view.id} it is not on the person's own side."


def _crowded(drawn: tuple[Drawing, ...]) -> Iterator[str]:
    for drawing in drawn:
        spots = [(region.site, spot) for region in drawing.regions for spot in region.place.spots]
        for (one, a), (other, b) in combinations(spots, 2):
            if overlap(a, b) or ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 < APART:
                yield f"body_map/{drawing.view.id}: {one} and {other} are in each other's way."


def overlap(a: Spot, b: Spot) -> bool:
    """Whether two targets share any ground."""
    left, top, right, bottom = a.target
    other_left, other_top, other_right, other_bottom = b.target
    return left < other_right and other_left < right and top < other_bottom and other_top < bottom
