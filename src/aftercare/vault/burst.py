"""Know when a burst of saves is over. Takes what to do then; does it once, from a thread of its own."""

import threading
import time
from collections.abc import Callable

QUIET_SECONDS = 2.0


class Burst:
    """Calls `over` when nothing was written for two seconds."""

    def __init__(self, over: Callable[[], None]) -> None:
        self._over = over
        self._guard = threading.Lock()
        self._timer: threading.Timer | None = None
        self._last = 0.0
        self._stopped = False

    def wrote(self) -> None:
        """Something was written just now."""
        with self._guard:
            self._last = time.monotonic()
            if self._timer is None and not self._stopped:
                self._wait(QUIET_SECONDS)

    def stop(self) -> None:
        """Call nothing any more."""
        with self._guard:
            self._stopped = True
            if self._timer is not None:
                self._timer.cancel()

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        with self._guard:
            self._timer = None
            left = self._last + QUIET_SECONDS - time.monotonic()
            if self._stopped:
                return
            if left > 0:
                self._wait(left)
                return
        self._over()
