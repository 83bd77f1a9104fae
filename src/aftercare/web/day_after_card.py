"""The card of the day after: which encounter it asks about, in words that give nothing away. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from aftercare.charts.encounter import HAPPY, MOODS, TEARS, TEARS_KIND
from aftercare.model.entry import Entry
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.usecases.after_save import WANTED, WANTED_YES
from aftercare.web.times import Times

TAP = MOODS[-1]
"""The measure that the card's faces answer with one tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAfterCard:
    """What the card shows."""

    entry: str
    when: str
    ended_in_tears: bool
    """Said only where nothing speaks for a neutral card (SAFETY 4)."""
    measure: Measure


def card_for(
    journal: Journal, measures: Mapping[str, Measure], entry_id: str | None, times: Times, *, neutral: bool = False
) -> DayAfterCard | None:
    """The card of an encounter whose day after is due. `neutral`: something about unwanted sex or violence stands."""
    if entry_id is None:
        return None
    entry = journal.entry(entry_id)
    return DayAfterCard(
        entry=entry.id,
        when=times.told(entry.at),
        ended_in_tears=not neutral and _sad_tears(entry) and not _neutral(entry),
        measure=measures[TAP],
    )


def _sad_tears(entry: Entry) -> bool:
    tears = entry.value(TEARS)
    return isinstance(tears, int) and tears >= 1 and entry.value(TEARS_KIND) != HAPPY


def _neutral(entry: Entry) -> bool:
    return entry.left_out or entry.value(WANTED) not in (None, WANTED_YES)
