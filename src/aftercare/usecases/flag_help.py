"""What the page of a flag adds: until when help with a time window is usually offered, and what would excuse it.

Pure. Never "too late", never a countdown (SAFETY 5); an excuse is offered, never asked twice, and only a yes counts.
"""

from collections.abc import Iterable
from datetime import datetime

from aftercare.check.screening import excuses, window_closes
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Action, Fired
from aftercare.model.entry import zone_info
from aftercare.model.journal import Journal

_URGENT = (Action.EMERGENCY, Action.SAME_DAY)


def offered_until(knowledge: Knowledge, flag: Fired, journal: Journal) -> datetime | None:
    """Local time until which such help is usually offered, from the earliest it can have been; None without a window.

    It is told in the zone last used and is naive, like every local time.
    """
    closes = window_closes(knowledge, flag, journal)
    return None if closes is None else closes.astimezone(zone_info(journal.settings.zone)).replace(tzinfo=None)


def excuses_of(knowledge: Knowledge, flags: Iterable[Fired], answered: Iterable[str]) -> tuple[Finding, ...]:
    """What would excuse one of these urgent flags and was not answered yet, each once."""
    done = set(answered)
    return tuple(
        {
            finding.id: finding
            for flag in flags
            if flag.action in _URGENT
            for finding in excuses(knowledge, flag.rule, flag.action)
            if finding.id not in done
        }.values()
    )
