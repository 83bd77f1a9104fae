"""The parent process: holds the listening socket, the launch secrets and the throttles, and nothing of the journal.

`serve` binds, prints the address, opens the browser and keeps one worker serving and one in reserve. Locking ends a
worker, because a process can't wipe its memory but the system can; the reserve takes over at once. Imports nothing
but the standard library and this package's small parts, so that it stays small.
"""

import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import TextIO

from aftercare.model.errors import Conflict, UserError
from aftercare.model.reach import BehindProxy, OnTheNetwork, OnThisMachine, Reach
from aftercare.vault.harden import harden_process
from aftercare.web.announce import announce, show_address
from aftercare.web.authority.kept import obtain
from aftercare.web.launch import LAUNCH_PATH, Launch
from aftercare.web.let_in import LetIn
from aftercare.web.link import Line, Link, Say
from aftercare.web.throttle import LetterRate, UnlockThrottle

DEFAULT_PORT = 8427
BACKLOG = 64
FAILED_STARTS = 3
HERE = OnThisMachine()


def serve(
    *,
    folder: Path,
    port: int | None = None,
    reach: Reach = HERE,
    open_browser: bool = True,
    out: TextIO | None = None,
) -> None:
    """Serve the vault in `folder` until interrupted.

    `port` None takes 8427, or on this machine alone any free one when that is busy; a port asked for by number, or that
    a phone or a proxy relies on, is never swapped. Raises Conflict when the port is busy, UserError when there can be
    no certificate.
    """
    listener = listen(reach, port)
    launch = _launch(reach, listener, folder)
    harden_process()
    parent = Parent(launch, listener, LetIn("" if launch.outside else secrets.token_urlsafe(24)), out or sys.stdout)
    parent.start()
    announce(launch, parent.first_address(), parent.out, datetime.now(UTC).date())
    if open_browser:
        _open_browser(parent.opening_address())
    parent.run()


def _launch(reach: Reach, listener: socket.socket, folder: Path) -> Launch:
    """What this start fixes. A certificate is made here where one is needed."""
    key, port = secrets.token_hex(32), listener.getsockname()[1]
    if isinstance(reach, OnThisMachine):
        return Launch(folder=folder, host=reach.host, port=port, key=key)
    if isinstance(reach, BehindProxy):
        return Launch(folder=folder, host=reach.name, port=reach.port, key=key, tls=True, prefix=reach.prefix)
    return Launch(folder=folder, host=reach.name, port=port, key=key, tls=True, kept=obtain(folder, reach))


def listen(reach: Reach, port: int | None) -> socket.socket:
    """The listening socket: on loopback, unless the home network was asked for (IPv4: homes keep others out of it)."""
    address = "0.0.0.0" if isinstance(reach, OnTheNetwork) else "127.0.0.1"  # noqa: S104  asked for in so many words
    others = (DEFAULT_PORT, 0) if isinstance(reach, OnThisMachine) else (DEFAULT_PORT,)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for candidate in others if port is None else (port,):
        try:
            listener.bind((address, candidate))
        except OSError:
            continue
        listener.listen(BACKLOG)
        return listener
    listener.close()
    raise Conflict("Another program uses this port; give another one, or none.", where=f"port {port or DEFAULT_PORT}")


def _open_browser(address: str) -> None:
    """Open the default browser where there is a screen; otherwise the printed address does."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    import webbrowser  # late: only here

    webbrowser.open(address)


class Stage(Enum):
    """Where a worker stands."""

    LOADING = auto()
    WAITING = auto()
    SERVING = auto()
    LEAVING = auto()


@dataclass(slots=True, eq=False)
class Worker:
    """A worker process and our end of its link."""

    process: subprocess.Popen[bytes]
    link: Link
    stage: Stage = Stage.LOADING
    trying: bool = False
    """It has a passphrase try running."""


@dataclass(slots=True)
class Parent:
    """Keeps one worker serving and one in reserve, and answers their questions."""

    launch: Launch
    listener: socket.socket
    let_in: LetIn
    out: TextIO
    workers: list[Worker] = field(default_factory=list)
    throttle: UnlockThrottle = field(default_factory=UnlockThrottle)
    letters: LetterRate = field(default_factory=LetterRate)
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _stopping: bool = False
    _failed_starts: int = 0

    def first_address(self) -> str:
        """The address to print. Where other devices reach us, it works once."""
        return self._address(self.let_in.lasting or self.let_in.code(time.monotonic()))

    def opening_address(self) -> str:
        """An address that works once, for the browser's command line."""
        return self._address(self.let_in.opening(time.monotonic()))

    def _address(self, token: str) -> str:
        return f"{self.launch.address.rstrip('/')}{LAUNCH_PATH}{token}"

    def start(self) -> None:
        """Start the first worker and the reserve."""
        self._spawn()
        self._spawn()

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM; then every worker ends and with it every open session."""
        wake, waker = socket.socketpair()
        wake.setblocking(False)
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self._selector.register(wake, selectors.EVENT_READ, None)
        if self.launch.outside and sys.stdin is not None and sys.stdin.isatty():
            signal.signal(signal.SIGTTIN, signal.SIG_IGN)
            self._selector.register(sys.stdin, selectors.EVENT_READ, None)
        try:
            while not self._stopping:
                for key, _ in self._selector.select():
                    if key.fileobj is sys.stdin:
                        self._enter_pressed()
                    if key.data is not None:
                        self._hear(key.data)
                        while key.data.link.more:
                            self._hear(key.data)
        finally:
            signal.set_wakeup_fd(-1)
            self._end_all()

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _enter_pressed(self) -> None:
        """Another code, for one more browser; no more of it when the terminal is gone."""
        try:
            typed = os.read(sys.stdin.fileno(), 4096)
        except OSError:
            typed = b""
        if not typed:
            self._selector.unregister(sys.stdin)
            return
        show_address(self.launch, self.first_address(), self.out)

    def _spawn(self) -> None:
        ours, theirs = socket.socketpair()
        fds = (theirs.fileno(), self.listener.fileno())
        process = subprocess.Popen(
            # -P: a file in the folder the program was started from must not pass for one of its modules.
            [sys.executable, "-P", "-m", "aftercare.web.worker", *map(str, fds)],
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the parent, which ends its workers itself
        )
        theirs.close()
        worker = Worker(process, Link(ours))
        worker.link.write(Line(Say.SETUP, self.launch.to_json()))
        self.workers.append(worker)
        self._selector.register(worker.link, selectors.EVENT_READ, worker)

    def _hear(self, worker: Worker) -> None:
        line = worker.link.read()
        if line is None:
            self._gone(worker)
        elif line.say is Say.READY:
            self._failed_starts = 0
            worker.stage = Stage.WAITING
            self._promote()
        elif line.say is Say.LEAVING:
            worker.stage = Stage.LEAVING
            self._promote()
            self._spawn()
        elif line.say is Say.TRIED:
            worker.trying = False
            if line.value is None:
                self.throttle.abandoned()
            else:
                self.throttle.end(time.monotonic(), opened=bool(line.value))
        else:
            worker.link.write(Line(Say.ANSWER, self._answer(worker, line)))

    def _answer(self, worker: Worker, line: Line) -> str | float | bool | None:
        now = time.monotonic()
        if line.say is Say.REDEEM:
            return self.let_in.redeem(str(line.value), now)
        if line.say is Say.TRY:
            wait = self.throttle.begin(now)
            worker.trying = wait == 0.0
            return wait
        if line.say is Say.LETTER:
            return self.letters.allow(str(line.value), now)
        raise AssertionError(f"a worker never says {line.say}")

    def _promote(self) -> None:
        """Let a waiting worker serve, if none does."""
        if any(worker.stage is Stage.SERVING for worker in self.workers):
            return
        for worker in self.workers:
            if worker.stage is Stage.WAITING:
                worker.stage = Stage.SERVING
                worker.link.write(Line(Say.SERVE))
                return

    def _gone(self, worker: Worker) -> None:
        self._selector.unregister(worker.link)
        self.workers.remove(worker)
        worker.link.close()
        worker.process.wait()
        if worker.trying:
            self.throttle.abandoned()
        if worker.stage is Stage.LEAVING or self._stopping:
            return
        if worker.stage is Stage.LOADING:
            self._failed_starts += 1
            if self._failed_starts >= FAILED_STARTS:
                self._end_all()
                raise UserError("The server could not start. Install the program anew and try again.")
        self._promote()
        self._spawn()

    def _end_all(self) -> None:
        for worker in self.workers:
            worker.link.close()
        for worker in self.workers:
            try:
                worker.process.wait(3)
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
        self.workers.clear()
        self.listener.close()
