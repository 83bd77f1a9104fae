"""A web worker's state without its parent or a browser, to time what a view takes."""

from datetime import UTC, datetime
from pathlib import Path

from aftercare.web.autolock import Reading
from aftercare.web.launch import Launch
from aftercare.web.link import Line
from aftercare.web.state import AppState

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


def worker_state(folder: Path) -> AppState:
    """As a worker has it when it starts, for the journal in `folder`."""
    return AppState(
        launch=Launch(folder=folder, host="127.0.0.1", port=1, key="0" * 64),
        parent=_Alone(),
        reading=lambda: Reading(0.0, 0.0),
        now=lambda: NOW,
        random_hex=lambda count: "0" * (2 * count),
        leave=lambda: None,
    )


class _Alone:
    """There is no parent here."""

    def tell(self, line: Line) -> None:
        """Nobody listens."""

    def ask(self, line: Line) -> None:
        """Nobody answers."""
