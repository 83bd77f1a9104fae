"""What the body map shows for a measure of sites: its drawings for the form, and the picture of an entry.

Pure but for the knowledge, which is read once. The list's fields hold the values; the drawings only lead to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from markupsafe import Markup

from aftercare.charts.body_map import Asked, Hurt, Sides, asking_map, hurt_picture
from aftercare.knowledge.body_map import Drawing, drawings, main_places
from aftercare.knowledge.catalogue import visible_options
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.entry import Entry
from aftercare.model.measure import Kind, Measure, Organ
from aftercare.report.answers import in_words
from aftercare.web.i18n import translations
from aftercare.web.telling import Gettext, drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """One drawing as a form shows it."""

    id: str
    name: str
    picture: Markup
    open: bool
    marked: int
    """How many of its sites have a score."""


def asked_maps(measure: Measure, value: object, organs: frozenset[Organ] | None, language: str) -> tuple[MapPage, ...]:
    """The drawings with the measure's sites; none when none of them is on the map."""
    gettext = translations(language).gettext
    scores = scores_of(value)
    asked = {
        option.id: Asked(
            label=read_out(gettext(option.label), scores.get(option.id), gettext),
            address=f"#{site_field(measure.id, option.id)}",
            score=scores.get(option.id),
        )
        for option in measure.options
    }
    found = drawings(load_knowledge(), asked.keys(), organs)
    first = next((one.view.id for one in found if _marked(one, scores)), found[0].view.id if found else "")
    sides = _sides(gettext)
    return tuple(
        MapPage(
            id=one.view.id,
            name=gettext(one.view.name),
            picture=drawn(asking_map(one, asked, sides=sides, say=lambda text: gettext(text) if text else "")),
            open=one.view.id == first,
            marked=_marked(one, scores),
        )
        for one in found
    )


def asked_where(knowledge: Knowledge, organs: frozenset[Organ] | None = None) -> tuple[Measure, ...]:
    """The measures that a check asks by the body map, with the sites that can fit."""
    found = (one for one in knowledge.measures.values() if one.kind is Kind.SITES and not (one.retired or one.private))
    return tuple(replace(one, options=visible_options(one, organs)) for one in found)


def site_field(measure: str, site: str) -> str:
    """The id of a site's field. A browser without script writes it into its history, so it says nothing."""
    return "s" + sha256(f"{measure}.{site}".encode()).hexdigest()[:8]


def hurt_of(
    entry: Entry, measures: Mapping[str, Measure], organs: frozenset[Organ] | None, gettext: Gettext
) -> Markup | None:
    """Where it hurt, as a small picture with its words; None where no site of the entry is on the map."""
    for name, value in entry.all_values().items():
        measure = measures.get(name)
        if measure is None or measure.kind is not Kind.SITES or measure.private:
            continue
        scores = scores_of(value)
        places = main_places(load_knowledge(), scores.keys(), organs)
        if places:
            label, words = gettext(measure.label), in_words(measure, value, gettext)
            hurt = Hurt(title=label, description=f"{label}: {words}", scores=scores, sides=_sides(gettext))
            return drawn(hurt_picture(places, hurt))
    return None


def scores_of(value: object) -> dict[str, int]:
    """The scores that stand; a word typed in place of a number is none."""
    if not isinstance(value, Mapping):
        return {}
    return {site: score for site, score in value.items() if type(score) is int and 0 <= score <= 10}


def read_out(label: str, score: int | None, gettext: Gettext) -> str:
    """A region as a screen reader says it: "Low belly, right, 4 of 10"."""
    return label if score is None else gettext("{place}, {score} of 10").format(place=label, score=score)


def _marked(drawing: Drawing, scores: Mapping[str, int]) -> int:
    return sum(region.site in scores for region in drawing.regions)


def _sides(gettext: Gettext) -> Sides:
    return Sides(gettext("your right"), gettext("your left"))
