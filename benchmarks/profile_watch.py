"""Keeps what a browser writes over during a day: its session files, and what it remembers of forms.

Chromium starts a session file anew after some hundred changes, and the old one is gone when the day is searched at its
end. This keeps a copy of each that was replaced, so that the search sees it too. Never writes to the profile.
"""

import threading
from pathlib import Path

from benchmarks.profile_files import raw

WATCHED = ("*/Sessions*/*", "*/Web Data", "*/Network Action Predictor", "*/Preferences")
EVERY = 0.3
"""Seconds; Chromium writes its sessions every two and a half."""


class Watch(threading.Thread):
    """Runs until `stop`; `copies` is where what was written over is put."""

    def __init__(self, profile: Path, copies: Path) -> None:
        super().__init__(daemon=True)
        self._profile, self._copies = profile, copies
        self._latest: dict[Path, bytes] = {}
        self._over = threading.Event()
        copies.mkdir(exist_ok=True)

    def run(self) -> None:
        """Looks, waits, looks."""
        while not self._over.wait(EVERY):
            self._look()

    def stop(self) -> None:
        """At the end of the day."""
        self._over.set()
        self.join()

    def _look(self) -> None:
        now = {path: raw(path) for pattern in WATCHED for path in self._profile.glob(pattern)}
        for path, before in self._latest.items():
            if before and not now.get(path, b"").startswith(before):
                name = f"{len(list(self._copies.iterdir()))} {path.name}"
                (self._copies / name).write_bytes(before)
        self._latest = now
