"""What a person has typed between two pages of one job, such as Start. In memory only, by browser, a short while."""

from dataclasses import dataclass, field

KEPT = 20
"""Browsers. More is no person."""


@dataclass(slots=True)
class Drafts:
    """One half-done job per browser; the oldest makes room."""

    _by_browser: dict[str, object] = field(default_factory=dict)

    def keep(self, launch_id: str, draft: object) -> None:
        """Remember `draft` for this browser."""
        self._by_browser.pop(launch_id, None)
        self._by_browser[launch_id] = draft
        while len(self._by_browser) > KEPT:
            del self._by_browser[next(iter(self._by_browser))]

    def get(self, launch_id: str) -> object | None:
        """What this browser is in the middle of."""
        return self._by_browser.get(launch_id)

    def forget(self, launch_id: str) -> None:
        """The job is done or given up."""
        self._by_browser.pop(launch_id, None)

    def forget_all(self) -> None:
        """Lock."""
        self._by_browser.clear()
