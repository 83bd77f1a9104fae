"""Whether a path still leads to the file that was opened: a vault forgotten or renewed elsewhere must take no save."""

import os
from pathlib import Path


class SameFile:
    """A file as it was when this was made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number = os.stat(path).st_ino  # noqa: PTH116  a tenth of the time of Path, on every save

    def is_there(self) -> bool:
        """Whether the path still leads to it."""
        try:
            return os.stat(self._path).st_ino == self._number  # noqa: PTH116
        except FileNotFoundError:
            return False
