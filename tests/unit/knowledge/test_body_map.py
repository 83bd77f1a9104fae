"""Which drawings a person is offered: by the organs they told of, and every site that is asked about has a place."""

import pytest

from aftercare.knowledge.body_map import TOUCH, Drawing, MapView, Seen, Spot, Stroke, drawings, main_places
from aftercare.knowledge.catalogue import visible_options
from aftercare.knowledge.load import Knowledge
from aftercare.model.errors import BadValue
from aftercare.model.measure import Kind, Measure, Organ

KNOWLEDGE = Knowledge()
SITES = [measure for measure in KNOWLEDGE.measures.values() if measure.kind is Kind.SITES]
EVERY_BODY = [None, frozenset[Organ](), frozenset(Organ), *(frozenset({organ}) for organ in Organ)]


def offered(measure: Measure, organs: frozenset[Organ] | None) -> tuple[Drawing, ...]:
    sites = {option.id for option in visible_options(measure, organs)}
    return drawings(KNOWLEDGE, sites, organs)


def names(organs: frozenset[Organ] | None) -> list[str]:
    return [one.view.id for one in offered(KNOWLEDGE.measures["pain_sites"], organs)]


@pytest.mark.parametrize("organs", EVERY_BODY)
@pytest.mark.parametrize("measure", SITES, ids=lambda one: one.id)
def test_every_site_a_form_asks_about_can_be_tapped_by_every_body(
    measure: Measure, organs: frozenset[Organ] | None
) -> None:
    asked = {option.id for option in visible_options(measure, organs)}
    assert {region.site for one in offered(measure, organs) for region in one.regions} == asked


def test_the_organs_told_of_choose_the_drawings_and_nobody_told_gets_all() -> None:
    everything = ["front", "back", "below", "close", "inside"]
    assert names(None) == everything
    assert names(frozenset(Organ)) == everything
    assert names(frozenset({Organ.VAGINA})) == ["front", "back", "below", "inside"]
    assert names(frozenset({Organ.PENIS, Organ.TESTES, Organ.PROSTATE})) == ["front", "back", "below", "close"]
    assert names(frozenset()) == ["front", "back", "below"]


def test_where_nothing_was_told_no_line_shows_an_organ() -> None:
    """All sites are there, on a drawing that is nobody's in particular."""
    measure = KNOWLEDGE.measures["pain_sites"]
    assert all(not stroke.needs for one in offered(measure, None) for stroke in one.strokes)
    told = frozenset({Organ.VAGINA})
    drawn = {organ for one in offered(measure, told) for stroke in one.strokes for organ in stroke.needs}
    assert drawn == {Organ.VAGINA}


def test_a_site_with_two_places_stands_where_the_body_has_it_and_always_somewhere() -> None:
    def where(organs: frozenset[Organ] | None) -> list[str]:
        return [one.view.id for one in drawings(KNOWLEDGE, {"urethra"}, organs)]

    assert where(frozenset({Organ.VAGINA})) == ["below"]
    assert where(frozenset({Organ.PENIS})) == ["close"]
    assert where(None) == ["below", "close"]
    assert where(frozenset()) == ["below"]


def test_a_site_that_was_recorded_is_drawn_even_where_its_organ_was_never_told_of() -> None:
    drawn = drawings(KNOWLEDGE, {"testicle_left"}, frozenset({Organ.VAGINA}))
    assert [region.site for one in drawn for region in one.regions] == ["testicle_left"]


def test_the_small_picture_shows_each_site_once() -> None:
    sites = {option.id for option in KNOWLEDGE.measures["pain_sites"].options}
    shown = [region.site for one in main_places(KNOWLEDGE, sites, None) for region in one.regions]
    assert sorted(shown) == sorted(sites)


def test_a_target_is_never_smaller_than_a_fingertip_needs() -> None:
    left, top, right, bottom = Spot(x=100, y=100, rx=3, ry=60).target
    assert (right - left, bottom - top) == (TOUCH, 120)


def test_a_drawing_wider_than_the_narrowest_phone_is_refused() -> None:
    with pytest.raises(BadValue):
        MapView(id="x", name="X", width=300, height=200, seen=Seen.FRONT, strokes=(Stroke(d="M0 0L1 1"),))
