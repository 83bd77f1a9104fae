"""A fired flag with what its page needs: the place it sends to, and who can be reached there (SAFETY 4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Service
from aftercare.model.assessment import Action, Fired
from aftercare.usecases.right_now import EVERYWHERE, help_by_country

_CHIPS = {
    Action.EMERGENCY: "Get help now",
    Action.SAME_DAY: "Be seen today",
    Action.TWO_WEEKS: "See someone within two weeks",
    Action.ROUTINE: "Worth having looked at",
    Action.THERAPIST: "Worth talking about",
    Action.SELF_CARE: "Something you can do",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagPage:
    """One flag as it is shown."""

    flag: Fired
    chip: str
    title: str
    place: str
    """Where to turn to, in plain words."""
    kinds: tuple[str, ...]
    """Kinds of help lines that lead there."""
    mind: bool
    """About ending one's life or hurting oneself: its page says nothing personal (SAFETY 4)."""
    services: tuple[Service, ...]
    """Those of the person's country; empty while the country is not known: then it is picked on the page."""

    @property
    def emergency(self) -> bool:
        """Whether it is one."""
        return self.flag.action is Action.EMERGENCY


def flag_pages(knowledge: Knowledge, flags: Iterable[Fired], country: str | None) -> tuple[FlagPage, ...]:
    """The flags, in the order given. The country is never guessed."""
    return tuple(_flag_page(knowledge, flag, country) for flag in flags)


def _flag_page(knowledge: Knowledge, flag: Fired, country: str | None) -> FlagPage:
    rule = knowledge.red_flags[flag.rule]
    place = knowledge.places.get(flag.service)
    kinds = place.lines if place is not None else ()
    found: tuple[Service, ...] = ()
    if country is not None:
        by_country = {one.country: one for one in help_by_country(knowledge)}
        for code in (country, EVERYWHERE):
            if not found and code in by_country:
                found = by_country[code].of(kinds)
    return FlagPage(
        flag=flag,
        chip=_CHIPS[flag.action],
        title=rule.title,
        place=flag.service if place is None else place.name,
        kinds=kinds,
        mind=any(knowledge.findings[fact.finding].discreet for fact in flag.deciding) and not rule.discreet,
        services=found,
    )
