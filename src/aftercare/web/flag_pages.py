"""A fired flag with what its page needs: the place it sends to, and who can be reached there (SAFETY 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Service
from aftercare.knowledge.services import services_of_place
from aftercare.model.assessment import Action, Fired
from aftercare.model.journal import Journal
from aftercare.model.translatable import for_translation
from aftercare.usecases.discreet import is_of_mind
from aftercare.usecases.flag_help import offered_until
from aftercare.usecases.quotes import quotes_of

_ = for_translation
CHIPS = {
    Action.EMERGENCY: _("Get help now"),
    Action.SAME_DAY: _("Be seen today"),
    Action.TWO_WEEKS: _("See someone within two weeks"),
    Action.ROUTINE: _("Worth having looked at"),
    Action.THERAPIST: _("Worth talking about"),
    Action.SELF_CARE: _("Something you can do"),
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
    until: datetime | None = None
    """Local time until which such help is usually offered (SAFETY 5); None without a time window."""
    wrote: tuple[str, ...] = ()
    """The person's own words that decide it. Never on a page that stays when the journal locks."""

    @property
    def emergency(self) -> bool:
        """Whether it is one."""
        return self.flag.action is Action.EMERGENCY


def flag_pages(
    knowledge: Knowledge, flags: Iterable[Fired], country: str | None, journal: Journal | None = None
) -> tuple[FlagPage, ...]:
    """The flags, in the order given. The country is never guessed; time windows are told from the journal."""
    return tuple(_flag_page(knowledge, flag, country, journal) for flag in flags)


def _flag_page(knowledge: Knowledge, flag: Fired, country: str | None, journal: Journal | None) -> FlagPage:
    rule = knowledge.red_flags[flag.rule]
    place = knowledge.places.get(flag.service)
    kinds = place.lines if place is not None else ()
    found: tuple[Service, ...] = ()
    if country is not None and place is not None:
        found = services_of_place(knowledge.services, place, country)
    return FlagPage(
        flag=flag,
        chip=CHIPS[flag.action],
        title=rule.title,
        place=flag.service if place is None else place.name,
        kinds=kinds,
        mind=is_of_mind(knowledge, flag),
        services=found,
        until=None if journal is None else offered_until(knowledge, flag, journal),
        wrote=quotes_of(flag),
    )
