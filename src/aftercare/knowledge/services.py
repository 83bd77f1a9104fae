"""Help services for a country: which lines to show, in order, and which of them may be buttons.

Takes the services data, a country that the person chose (never guessed), and kinds; returns services. Must never offer
a number of less than high confidence as a button (SAFETY 4).
"""

from collections.abc import Iterable, Mapping

from aftercare.knowledge.schema import Line, Place, Service

EVERYWHERE = "ZZ"
EUROPE = "EU"
EU_MEMBERS = frozenset(
    f"{codes[place]}{codes[place + 1]}"
    for codes in ("ATBEBGCYCZDEDKEEESFIFRGRHRHU", "IEITLTLULVMTNLPLPTROSESISK")
    for place in range(0, len(codes), 2)
)
"""Members of the European Union, by two-letter code."""


def countries(services: Mapping[str, Service]) -> tuple[str, ...]:
    """The countries that have services of their own, and all members of the EU; everywhere else is ZZ."""
    own = {service.country for service in services.values()} - {EVERYWHERE, EUROPE}
    return tuple(sorted(own | EU_MEMBERS))


def services_for(services: Mapping[str, Service], country: str | None, kinds: Iterable[str]) -> tuple[Service, ...]:
    """The services of these kinds, kinds in the order given.

    A kind the country has none of falls back to the EU's where it is a member, then to what works in many places.
    """
    found: list[Service] = []
    for kind in dict.fromkeys(kinds):
        for place in _places(country):
            here = [service for service in services.values() if service.country == place and service.kind == kind]
            if here:
                found.extend(here)
                break
    return tuple(found)


def services_of_place(services: Mapping[str, Service], place: Place, country: str | None) -> tuple[Service, ...]:
    """The services that lead to where a red flag sends a person."""
    return services_for(services, country, place.lines)


def may_be_button(line: Line) -> bool:
    """Whether the line may be offered as a call button; else it is text, "not checked"."""
    return line.confidence == "high" and line.how in ("call", "text")


def _places(country: str | None) -> tuple[str, ...]:
    if country is None:
        return (EVERYWHERE,)
    if country in EU_MEMBERS:
        return (country, EUROPE, EVERYWHERE)
    return (country, EVERYWHERE)
