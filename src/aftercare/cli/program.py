"""What one call of the program carries to its commands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from aftercare.model.reach import Reach


class Serve(Protocol):
    """Opens the app. It lives in `aftercare.web`, which the command line never imports: `__main__` hands it in."""

    def __call__(self, *, reach: Reach, port: int | None, folder: Path, open_browser: bool) -> None:
        """Serve until interrupted."""


@dataclass(frozen=True, slots=True)
class Program:
    """One call."""

    serve: Serve
    folder: Path | None = None
    """`--vault` of the group a command stands in."""
    passphrase_file: Path | None = None
    """`--passphrase-file` of the group a command stands in."""
