"""The private link between parent and worker: one JSON line a message, over a socket pair.

Carries launch secrets, life-cycle words and the few questions a worker asks. Never a journal value, never a
passphrase. When one side is gone the other reads None.
"""

import contextlib
import json
import socket
import threading
from dataclasses import dataclass
from enum import StrEnum


class Say(StrEnum):
    """Everything that is ever said."""

    SETUP = "setup"
    """Parent: here is the Launch (as JSON)."""
    READY = "ready"
    """Worker: loaded, waiting."""
    SERVE = "serve"
    """Parent: it is your turn."""
    LEAVING = "leaving"
    """Worker: locked; no longer accepting; another should take over."""
    REDEEM = "redeem"
    """Worker: does this launch token hold? Answer: bool."""
    TRY = "try"
    """Worker: may a passphrase be tried now? Answer: seconds to wait (0: yes)."""
    TRIED = "tried"
    """Worker: the try is over, and this is whether it opened (None: it failed for another reason)."""
    LETTER = "letter"
    """Worker: may this token (its hash) leave one more letter? Answer: bool."""
    ANSWER = "answer"
    """Parent: the answer to the last question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message."""

    say: Say
    value: str | float | bool | None = None


class Link:
    """One end of the pair. Writing and asking are safe from several threads; only one thread may `read`."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._pending = b""
        self._writing = threading.Lock()

    def fileno(self) -> int:
        """For selectors."""
        return self._end.fileno()

    def write(self, line: Line) -> None:
        """Send one message; a partner that is gone is not an error here, reading tells."""
        data = json.dumps({"say": line.say, "value": line.value}) + "\n"
        with self._writing:
            try:
                self._end.sendall(data.encode())
            except OSError:
                return

    def read(self) -> Line | None:
        """Wait for the next message; None when the partner is gone."""
        while not self.more:
            try:
                received = self._end.recv(65_536)
            except OSError:
                received = b""
            if not received:
                return None
            self._pending += received
        text, self._pending = self._pending.split(b"\n", 1)
        raw = json.loads(text)
        return Line(Say(raw["say"]), raw["value"])

    @property
    def more(self) -> bool:
        """Whether a whole message is already here, which a selector would not tell."""
        return b"\n" in self._pending

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)
        self._end.close()


class Asking:
    """The worker's side once it serves: reads in the background, asks one question at a time.

    `on_gone` is called when the parent has gone; the worker must end then.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._one_at_a_time = threading.Lock()
        self._answered = threading.Condition()
        self._answers: list[Line] = []
        self._gone = False

    def listen(self) -> None:
        """Read answers until the parent is gone (run in a thread of its own)."""
        while (line := self._link.read()) is not None:
            with self._answered:
                self._answers.append(line)
                self._answered.notify_all()
        with self._answered:
            self._gone = True
            self._answered.notify_all()

    def tell(self, line: Line) -> None:
        """Say something that needs no answer."""
        self._link.write(line)

    def ask(self, line: Line) -> str | float | bool | None:
        """Ask the parent and wait for its answer; None when it has gone."""
        with self._one_at_a_time:
            self._link.write(line)
            with self._answered:
                self._answered.wait_for(lambda: self._answers or self._gone)
                return self._answers.pop(0).value if self._answers else None
