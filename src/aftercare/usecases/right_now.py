"""Right now and help by country: what to show to someone who needs it this minute. Reads data only, stores nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from aftercare.check.screening import danger_list_for_words, screen_facts, tapped
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import DangerLine, Service
from aftercare.right_now.steps import Guide, read_guides

EVERYWHERE = "ZZ"


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """The help services of one country, in file order."""

    country: str
    """Two letters, EU, or ZZ for everywhere else."""
    services: tuple[Service, ...]

    def of(self, kinds: tuple[str, ...]) -> tuple[Service, ...]:
        """The services of these kinds, in the order of the kinds."""
        return tuple(service for kind in kinds for service in self.services if service.kind == kind)


@lru_cache(maxsize=1)
def guides() -> Mapping[str, Guide]:
    """Every guide by id."""
    return read_guides()


def help_by_country(knowledge: Knowledge) -> tuple[CountryHelp, ...]:
    """Every country with help services; everywhere else last."""
    by_country: dict[str, list[Service]] = {}
    for service in knowledge.services.values():
        by_country.setdefault(service.country, []).append(service)
    ordered = sorted(by_country, key=lambda code: (code == EVERYWHERE, code))
    return tuple(CountryHelp(code, tuple(by_country[code])) for code in ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """One line of the danger list, and what to do about it: what its red flag says, or the flag it leaves open."""

    line: DangerLine
    within: str
    """How soon, in words."""
    because: str
    do_now: tuple[str, ...]
    do_not: tuple[str, ...]
    place: str
    """Whom to turn to."""
    services: tuple[str, ...]
    """Kinds of help lines, in order."""


def danger_list(knowledge: Knowledge, side: str, now: datetime) -> tuple[Danger, ...]:
    """The list where nothing is known, the side that matters first at the top (SAFETY 2)."""
    return tuple(_danger(knowledge, line, now) for line in _sorted(lines_when_unsure(knowledge), side))


def lines_of(knowledge: Knowledge, guide: Guide) -> tuple[DangerLine, ...]:
    """The lines that come before a guide: the whole list, with what this guide adds to it."""
    added = (knowledge.danger_lines[line] for line in guide.also)
    return _sorted((*danger_list_for_words(knowledge), *added), guide.side)


def lines_when_unsure(knowledge: Knowledge) -> tuple[DangerLine, ...]:
    """The lines for a person who wants help now and can't say with what: the whole list, and danger from others."""
    return tuple(line for line in knowledge.danger_lines.values() if line.listed or line.when_unsure)


def dangers_of(knowledge: Knowledge, guide: Guide, now: datetime) -> tuple[Danger, ...]:
    """The same with what to do about each."""
    return tuple(_danger(knowledge, line, now) for line in lines_of(knowledge, guide))


def begins_with_its_list(guide: Guide, other: Guide) -> bool:
    """Whether the way from one guide to another passes the other's list: where that has a line not read yet."""
    return not set(other.also) <= set(guide.also)


def every_danger(knowledge: Knowledge, now: datetime) -> tuple[Danger, ...]:
    """Every line that some list or choice of Right now leads to, each once, in the order of the data."""
    led = {line for guide in guides().values() for line in (*guide.also, *guide.dangers_chosen())}
    listed = {line.id for line in lines_when_unsure(knowledge)}
    return tuple(
        _danger(knowledge, line, now) for line in knowledge.danger_lines.values() if line.id in listed or line.id in led
    )


def _sorted(lines: tuple[DangerLine, ...], side: str) -> tuple[DangerLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.side != side))


def _danger(knowledge: Knowledge, line: DangerLine, now: datetime) -> Danger:
    screening = screen_facts(knowledge, None, tapped(line, now), now)
    if screening.fired:
        fired = screening.fired[0]
        within, service, because = fired.within, fired.service, fired.because
        do_now, do_not = fired.do_now, fired.do_not
    else:
        rule = knowledge.red_flags[screening.open[0].rule]
        worst = rule.branches[0]
        within, service, because = worst.within, worst.service, worst.because
        do_now, do_not = worst.do_now or rule.do_now, worst.do_not
    place = knowledge.places[service]
    return Danger(
        line=line,
        within=within,
        because=because,
        do_now=do_now,
        do_not=do_not,
        place=place.name,
        services=place.lines,
    )
