"""A worker process: serves the pages on the parent's socket and, while unlocked, holds key and journal.

Started by the parent with two inherited descriptors: its link and the listening socket. It loads everything, waits
for its turn, serves, and ends when the vault locks or the parent is gone.
"""

import asyncio
import os
import secrets
import socket
import sys
import threading
import time
from datetime import UTC, datetime

import uvicorn

from aftercare.usecases import device
from aftercare.vault.harden import harden_process
from aftercare.web.autolock import Reading
from aftercare.web.launch import Launch
from aftercare.web.link import Asking, Line, Link, Say
from aftercare.web.patience import MOST_CONNECTIONS, BriefHandshakes, Patience
from aftercare.web.routes import make_app
from aftercare.web.silence import keep_loop_silent, keep_silent
from aftercare.web.state import AppState

LINGER = 0.25
"""Seconds between "no longer accepting" and the end, so that requests already on their way get their answer."""
GRACE = 1
ORDERLY = 2.0
"""Seconds after which the process ends, whatever is still under way: what was acknowledged is on disk by then."""
TICK = 1.0


def main(link_fd: int, listener_fd: int) -> None:
    """Run one worker to its end. Never returns: the process ends here, without tidying that could fail."""
    harden_process()
    keep_silent()
    link = Link(socket.socket(fileno=link_fd))
    listener = socket.socket(fileno=listener_fd)
    setup = link.read()
    if setup is None:
        os._exit(0)
    asking = Asking(link)
    service = Service(Launch.from_json(str(setup.value)), asking)
    link.write(Line(Say.READY))
    if link.read() is None:
        os._exit(0)
    # Settings may have changed, or the folder may be another's, since this worker began to wait.
    service.state.device = device.load(service.state.launch.folder)
    threading.Thread(target=_end_with_parent, args=(asking, service), daemon=True).start()
    with asyncio.Runner(debug=False, loop_factory=BriefHandshakes) as runner:
        runner.run(service.serve(listener))
    os._exit(0)


def _end_with_parent(asking: Asking, service: "Service") -> None:
    """The program was stopped: close the vault properly if that goes quickly, end in any case."""
    asking.listen()
    threading.Timer(ORDERLY, os._exit, (0,)).start()
    service.state.lock_unasked()
    os._exit(0)


class Service:
    """The server of one worker."""

    def __init__(self, launch: Launch, asking: Asking) -> None:
        self.state: AppState = AppState(
            launch=launch,
            parent=asking,
            reading=read_clocks,
            now=lambda: datetime.now(UTC),
            random_hex=secrets.token_hex,
            leave=self.leave,
            device=device.load(launch.folder),
        )
        config = uvicorn.Config(
            make_app(self.state),
            http=Patience,
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=GRACE,
            ssl_context_factory=None if launch.kept is None else launch.kept.context,
        )
        self.server = uvicorn.Server(config)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, listener: socket.socket) -> None:
        """Serve until `leave`."""
        self._loop = asyncio.get_running_loop()
        keep_loop_silent(self._loop)
        watch = asyncio.create_task(self._watch())
        await self.server.serve(sockets=[listener])
        watch.cancel()
        self.state.lock_unasked()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self.state.lock_if_due()

    def leave(self) -> None:
        """Stop accepting at once, end shortly, and surely. Safe from any thread, and more than once."""
        assert self._loop is not None
        last = threading.Timer(LINGER + GRACE + ORDERLY, os._exit, (0,))
        last.daemon = True
        last.start()
        self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        for server in self.server.servers:
            server.close()
        asyncio.get_running_loop().call_later(LINGER, setattr, self.server, "should_exit", True)


def read_clocks() -> Reading:
    """Both clocks now."""
    return Reading(steady=time.monotonic(), wall=time.time())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
