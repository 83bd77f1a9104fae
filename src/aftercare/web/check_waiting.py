"""A check between two screens: how far it is, and what of it is looked at. Two places where it can wait.

With the journal open it waits in the vault, and what is only of the moment on the desk. Locked, or without any journal,
it waits in the worker's memory under a random token that stands in a hidden field: in no address, cookie or file. It is
forgotten ten minutes after the last step, and with Lock and Exit.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aftercare.model.interview import Interview
from aftercare.usecases.check import LastReading

KEPT_FOR = timedelta(minutes=10)
HELD = 16
"""Checks at once; each is a few kilobytes."""
WORDS = "words"
JOURNAL = "journal"
"""What is changed when it is the words and the person, or what the journal says."""


@dataclass(slots=True)
class Held:
    """One check, and what of it is looked at."""

    interview: Interview
    changing: str = ""
    """`WORDS`, `JOURNAL`, or the finding whose answer is changed."""
    opened: bool = False
    """What is for the person alone was opened: it is shown plainly from here on."""
    seen: set[str] = field(default_factory=set)
    """Rules whose help was read before going on."""
    kept: bool = False
    reading: LastReading = field(default_factory=LastReading, repr=False)
    """Its words, read once."""


@dataclass(slots=True)
class Waiting:
    """Checks that wait in memory, by browser and token."""

    _held: dict[tuple[str, str], tuple[datetime, Held]] = field(default_factory=dict, repr=False)

    def hold(self, launch_id: str, token: str, held: Held, now: datetime) -> None:
        """From now on it waits for ten minutes more."""
        self.forget_old(now)
        self._held.pop((launch_id, token), None)
        self._held[launch_id, token] = (now, held)
        while len(self._held) > HELD:
            del self._held[next(iter(self._held))]

    def take(self, launch_id: str, token: str, now: datetime) -> Held | None:
        """The check of this token, unless it is too long ago or another browser's."""
        self.forget_old(now)
        found = self._held.get((launch_id, token))
        return None if found is None else found[1]

    def drop(self, launch_id: str, token: str) -> None:
        """Forget it at once."""
        self._held.pop((launch_id, token), None)

    def forget_old(self, now: datetime) -> None:
        """Forget what was not gone on with for ten minutes."""
        for key in [key for key, (at, _) in self._held.items() if now - at > KEPT_FOR]:
            del self._held[key]
