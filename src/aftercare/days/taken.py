"""Which entries may stand in a table at all.

Takes a journal, gives its entries of one kind in time order. Entries left out, letters not yet kept, and encounters of
which the person said that they were not wanted or that they were not sure are absent whole (SAFETY 4): nothing of them
is a value, and their absence is never a "no".
"""

from collections.abc import Iterator

from aftercare.model.entry import Entry, EntryKind
from aftercare.model.journal import Journal

WANTED, YES = "wanted", "yes"


def taken(journal: Journal, *kinds: EntryKind) -> Iterator[Entry]:
    """The entries of these kinds that patterns may see."""
    return (entry for entry in journal.entries if entry.kind in kinds and is_taken(entry, journal))


def is_taken(entry: Entry, journal: Journal) -> bool:
    """Whether patterns may see this entry."""
    if entry.left_out or entry.id in journal.waiting:
        return False
    return entry.kind is not EntryKind.ENCOUNTER or entry.value(WANTED) in (None, YES)
