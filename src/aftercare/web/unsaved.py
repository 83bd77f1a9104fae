"""Half-filled forms, sealed already, held for the moment when the journal locks by itself. In the worker's memory only.

Nothing here can be read: each was sealed to the journal's public key before it came. What the person saves, leaves or
locks away themself is forgotten; only a lock that comes by itself puts the rest into the letterbox.
"""

from dataclasses import dataclass, field

HELD = 20
"""Forms at once. More is no person."""


@dataclass(slots=True)
class Unsaved:
    """By the id of the form; handed over again, the newer takes the older one's place."""

    _sealed: dict[str, bytes] = field(default_factory=dict, repr=False)

    def hold(self, form_id: str, sealed: bytes) -> None:
        """Keep it for now; beyond `HELD` the oldest makes room."""
        self._sealed.pop(form_id, None)
        self._sealed[form_id] = sealed
        while len(self._sealed) > HELD:
            del self._sealed[next(iter(self._sealed))]

    def forget(self, form_id: str) -> None:
        """It was saved, or left on purpose."""
        self._sealed.pop(form_id, None)

    def take_all(self) -> tuple[bytes, ...]:
        """All of it, which is then held no more."""
        taken = tuple(self._sealed.values())
        self._sealed.clear()
        return taken
