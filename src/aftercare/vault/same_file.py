"""Whether a path still leads to the file that was opened: a vault forgotten or renewed elsewhere must take no save."""

import os
from pathlib import Path


class SameFile:
    """A file as it was when this was made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number = _number_of(path)

    def is_there(self) -> bool:
        """Whether the path still leads to it."""
        try:
            return _number_of(self._path) == self._number
        except FileNotFoundError:
            return False


def _number_of(path: Path) -> int:
    return os.stat(path).st_ino  # noqa: PTH116  a tenth of the time of Path, on every save
