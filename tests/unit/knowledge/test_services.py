"""Help services: the person's country first, buttons only for numbers that are sure."""

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.services import countries, may_be_button, services_for, services_of_place

KNOWLEDGE = load_knowledge()
SERVICES = KNOWLEDGE.services


def test_ambulance_and_police_stand_apart_in_every_country() -> None:
    """Someone who wants a doctor must not get the police."""
    for country in (*countries(SERVICES), "ZZ"):
        kinds = [service.kind for service in services_for(SERVICES, country, ["ambulance", "police"])]
        assert kinds.index("ambulance") < kinds.index("police"), country


def test_a_country_without_its_own_line_falls_back_to_europe_then_to_everywhere() -> None:
    """Poland has no entry of its own; Kenya is not in the EU; nothing picked shows what works in many places."""
    assert services_for(SERVICES, "PL", ["ambulance"])[0].country == "EU"
    assert services_for(SERVICES, "KE", ["crisis"])[0].country == "ZZ"
    assert services_for(SERVICES, None, ["crisis"])[0].country == "ZZ"
    assert services_for(SERVICES, "FR", ["poison"]) == ()


@pytest.mark.parametrize("country", ["AT", "CH", "DE"])
def test_where_german_is_spoken_every_kind_that_leads_somewhere_has_a_button(country: str) -> None:
    """Each in its own country, and at least one line there that asks for no gender."""
    for kind in ("ambulance", "police", "crisis", "sexual_assault", "partner_violence", "poison", "urgent_advice"):
        found = services_for(SERVICES, country, [kind])
        assert {service.country for service in found} == {country}, kind
        assert any(may_be_button(line) for service in found for line in service.lines), kind
        assert not all("women" in service.note or "men" in service.note.split() for service in found), kind


def test_each_country_has_its_own_emergency_numbers_and_112_beside_them() -> None:
    """As they are dialled there: a wrong one costs minutes."""
    first = {"AT": ("144", "133"), "CH": ("144", "117"), "DE": ("112", "110")}
    for country, numbers in first.items():
        found = services_for(SERVICES, country, ["ambulance", "police"])
        assert tuple(service.lines[0].number for service in found) == numbers
        assert any(line.number == "112" for line in found[0].lines)


def test_advice_in_pregnancy_never_stands_where_a_body_needs_care() -> None:
    """A line for the mind or for papers is no maternity unit; it stands in the list by country alone."""
    for country in ("AT", "CH", "DE"):
        advice = [one for one in SERVICES.values() if one.country == country and "pregnancy" in one.id]
        assert advice
        assert {one.kind for one in advice} == {"directory"}
    assert all("directory" not in place.lines for place in KNOWLEDGE.places.values())


def test_only_numbers_of_high_confidence_may_be_buttons() -> None:
    """The rest is text, not checked; a web address is never a call button."""
    for service in SERVICES.values():
        for line in service.lines:
            assert line.confidence in ("high", "medium", "low")
            assert may_be_button(line) is (line.confidence == "high" and line.how != "web")


@pytest.mark.parametrize("number", ["1-800-273-8255", "08457 90 90 90", "0800 500 2222"])
def test_retired_and_misprinted_numbers_are_not_offered(number: str) -> None:
    """Numbers that are superseded or wrong elsewhere."""
    assert all(line.number != number for service in SERVICES.values() for line in service.lines)


@pytest.mark.parametrize("place", KNOWLEDGE.places.values(), ids=lambda place: place.id)
def test_every_place_a_flag_sends_to_has_a_line_wherever_one_is(place: object) -> None:
    """Nobody is sent somewhere without a way to get there."""
    for country in (*countries(SERVICES), None):
        if place.lines:  # type: ignore[attr-defined]
            found = services_of_place(SERVICES, place, country)  # type: ignore[arg-type]
            assert found or set(place.lines) <= {"urgent_advice", "maternity"}  # type: ignore[attr-defined]


def test_ids_are_unique_and_nothing_claims_to_have_been_dialled() -> None:
    """`checked` stays empty until someone has dialled or read it."""
    assert len({service.id for service in SERVICES.values()}) == len(SERVICES)
    assert not any(service.checked for service in SERVICES.values())
