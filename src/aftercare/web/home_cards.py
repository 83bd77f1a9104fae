"""Which card home shows for today: one, by what matters most now; the others fold away below it. Pure.

What cannot wait, the question after a heavy hour and the neutral line are no cards: they always stand in their place.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from aftercare.days.waking_day import waking_day
from aftercare.model.entry import EntryKind
from aftercare.model.journal import Journal
from aftercare.model.translatable import for_translation
from aftercare.web.day_after_card import DayAfterCard
from aftercare.web.experiment_pages import DrawCard
from aftercare.web.telling import Line


class Card(StrEnum):
    """A card that may be today's."""

    DAY_AFTER = "day_after"
    DRAW = "draw"
    BEGUN = "begun"
    LETTERS = "letters"
    CHECK = "check"
    CHECK_IN = "check_in"


LABELS = {
    Card.DAY_AFTER: for_translation("The day after"),
    Card.DRAW: for_translation("The draw"),
    Card.BEGUN: for_translation("You had begun something"),
    Card.LETTERS: for_translation("Entries that wait"),
    Card.CHECK: for_translation("Go on with your check"),
}
"""As folded away; the check-in has a line of its own."""
RESTS = ("standing", "paused")
"""States of the draw in which nothing is to be done now."""
LOOKED_BACK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits."""

    line: Line
    urgent: bool
    """Something in it cannot wait, or is for this person only: it is looked at before it is kept or discarded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What there is for today."""

    day_after: DayAfterCard | None = None
    draw: DrawCard | None = None
    begun: tuple[dict[str, str], ...] = ()
    letters: tuple[Waiting, ...] = ()
    check: str = ""
    """When the check that waits was begun; empty when there is none."""
    checked_in: bool = False


def cards_in_order(waits: Waits) -> tuple[Card, ...]:
    """What is there, first what is gone soonest: what was just drawn, the day after, a draw to see, what was left half
    done, a draw that stands; the check-in when nothing else asks for anything.
    """
    draw = waits.draw
    acts = draw is not None and (bool(draw.about) or draw.state not in RESTS)
    order = (
        (Card.DRAW, draw is not None and draw.opened),
        (Card.DAY_AFTER, waits.day_after is not None),
        (Card.DRAW, acts),
        (Card.BEGUN, bool(waits.begun)),
        (Card.LETTERS, bool(waits.letters)),
        (Card.CHECK, bool(waits.check)),
        (Card.DRAW, draw is not None and draw.state != "paused"),
        (Card.CHECK_IN, not waits.checked_in),
        (Card.DRAW, draw is not None),
    )
    return tuple(dict.fromkeys(card for card, is_there in order if is_there))


def folded(cards: tuple[Card, ...]) -> tuple[tuple[Card, str], ...]:
    """The cards below today's, each with what its line says."""
    return tuple((card, LABELS[card]) for card in cards[1:] if card in LABELS)


def checked_in_today(journal: Journal, local_now: datetime) -> bool:
    """Whether there is a check-in of this waking day; `local_now` is the person's local time, naive."""
    turns_at = journal.settings.day_turns_at
    today = (local_now - timedelta(hours=turns_at)).date()
    for entry in reversed(journal.entries):
        if entry.at.local < local_now - LOOKED_BACK:
            return False
        if entry.kind is EntryKind.DAY and waking_day(entry.at, turns_at) == today:
            return True
    return False
