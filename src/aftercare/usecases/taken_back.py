"""What could not wait and stands no more once something was taken back: never lost in silence (SAFETY 2, 4).

Takes a journal as it is before and after; returns the flags that went with it. Pure.
"""

from datetime import datetime

from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Fired
from aftercare.model.errors import NotThere
from aftercare.model.journal import Journal
from aftercare.usecases.after_save import Told, after_save
from aftercare.usecases.noted import no_longer_standing, screen_noted


def standing(
    knowledge: Knowledge, journal: Journal, now: datetime, *, entry: str | None = None, told: Told = ()
) -> tuple[Fired, ...]:
    """What can't wait: in the journal, and by what was told after the last save of `entry` and is not kept."""
    stood = screen_noted(knowledge, journal, now).first_screen
    if entry is None or not told:
        return stood
    try:
        saved = journal.entry(entry)
    except NotThere:
        return stood
    also = after_save(journal, knowledge, saved, told, now).screening.first_screen
    return (*stood, *no_longer_standing(also, stood))


def lost(knowledge: Knowledge, journal: Journal, now: datetime, *, stood: tuple[Fired, ...]) -> tuple[Fired, ...]:
    """Those of `stood` that do not stand now, or only as something less urgent; the most urgent first."""
    return no_longer_standing(stood, screen_noted(knowledge, journal, now).first_screen)
