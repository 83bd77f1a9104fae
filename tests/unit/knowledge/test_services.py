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
    """Austria has no entry of its own; Kenya is not in the EU; nothing picked shows what works in many places."""
    assert services_for(SERVICES, "AT", ["ambulance"])[0].country == "EU"
    assert services_for(SERVICES, "KE", ["crisis"])[0].country == "ZZ"
    assert services_for(SERVICES, None, ["crisis"])[0].country == "ZZ"
    assert services_for(SERVICES, "DE", ["poison"]) == ()


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
