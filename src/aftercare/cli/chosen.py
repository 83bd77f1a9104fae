"""Which entry the person means by the number they typed."""

from aftercare.model.entry import Entry
from aftercare.model.errors import NotThere
from aftercare.model.journal import Journal

SHORTEST = 4


def entry_named(journal: Journal, typed: str) -> Entry:
    """The one entry whose id begins like this; NotThere when there is none or more than one."""
    wanted = typed.strip().casefold()
    found = [entry for entry in journal.entries if len(wanted) >= SHORTEST and entry.id.startswith(wanted)]
    if not found:
        raise NotThere("There is no entry with this number. The timeline shows the numbers: aftercare timeline")
    if len(found) > 1:
        raise NotThere("More than one entry begins like this. Give more of its number.")
    return found[0]
