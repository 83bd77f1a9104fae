"""Open sessions: who may see the open vault. In the worker's memory only; they end with it."""

from dataclasses import dataclass, field

from aftercare.web.desk import Desk
from aftercare.web.launch import RandomHex


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """One unlocking by one browser. The id is in its cookie, the form key never leaves the server."""

    id: str = field(repr=False)
    form_key: str = field(repr=False)
    desk: Desk = field(default_factory=Desk, repr=False, compare=False)
    """What is open in front of this browser."""


@dataclass(slots=True)
class Sessions:
    """A new id at each unlock; an id from before is worthless."""

    _open: dict[str, BrowserSession] = field(default_factory=dict)

    def begin(self, random_hex: RandomHex, *, replacing: str | None = None) -> BrowserSession:
        """A new session, ending the one this browser had."""
        self.end(replacing)
        session = BrowserSession(random_hex(32), random_hex(32))
        self._open[session.id] = session
        return session

    def get(self, session_id: str | None) -> BrowserSession | None:
        """The open session with this id."""
        return None if session_id is None else self._open.get(session_id)

    def end(self, session_id: str | None) -> None:
        """End one."""
        if session_id is not None:
            self._open.pop(session_id, None)

    def end_all(self) -> None:
        """End them all: the vault locks."""
        self._open.clear()
