"""The last answer given to each browser, so that Back leads from a page to the answer. Never the question.

In the worker's memory only: it goes with lock and exit, and after some minutes by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aftercare.usecases.ask import Answer

KEPT_FOR = timedelta(minutes=10)
HELD = 8
"""Browsers at once."""


@dataclass(slots=True)
class Answered:
    """By the launch id of the browser."""

    _last: dict[str, tuple[datetime, Answer]] = field(default_factory=dict, repr=False)

    def hold(self, launch_id: str, given: Answer, now: datetime) -> None:
        """The newest answer takes the older one's place."""
        self._last.pop(launch_id, None)
        self._last[launch_id] = (now, given)
        while len(self._last) > HELD:
            del self._last[next(iter(self._last))]

    def last(self, launch_id: str, now: datetime) -> Answer | None:
        """The last answer, unless it is too long ago."""
        at, given = self._last.get(launch_id, (now, None))
        return given if now - at <= KEPT_FOR else None
