"""Ends connections that open and then say nothing, or say it one byte at a time.

Who holds all of them open would otherwise keep the person from locking. Takes the place of uvicorn's own protocol.
"""

import asyncio
import ipaddress
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 256
"""A browser keeps six or so."""
HEAD_SECONDS = 10.0
"""A browser on this machine sends the head of a request at once."""


class Patience(H11Protocol):
    """A connection that has to finish the head of each request within `HEAD_SECONDS`."""

    _until: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The time runs from here. Who is on no home network is let go at once, whatever a router lets through."""
        super().connection_made(transport)
        if from_afar(transport.get_extra_info("peername")):
            transport.abort()
            return
        self._look()

    def data_received(self, data: bytes) -> None:
        """The time ends with a whole head, and runs again with the first byte of the next."""
        super().data_received(data)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's signature
        """What is no request gets no answer: the toolkit's would tell what is here."""
        self.transport.close()

    def _look(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop()
        elif self._until is None:
            self._until = self.loop.call_later(HEAD_SECONDS, self._end)

    def _stop(self) -> None:
        if self._until is not None:
            self._until.cancel()
            self._until = None

    def _end(self) -> None:
        self._until = None
        self.transport.close()


def from_afar(peer: tuple[str, int] | None) -> bool:
    """Whether this address is one of the internet at large."""
    return peer is not None and ipaddress.ip_address(peer[0]).is_global


class BriefHandshakes(asyncio.SelectorEventLoop):
    """An event loop on which a connection has to agree on its encryption within `HEAD_SECONDS` too."""

    async def create_server(self, *args: Any, **options: Any) -> asyncio.Server:
        """As always, with that limit where there is encryption."""
        if options.get("ssl") is not None:
            options.setdefault("ssl_handshake_timeout", HEAD_SECONDS)
        return await super().create_server(*args, **options)
