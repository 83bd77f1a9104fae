"""Where the journal is kept when nobody says where: a folder of the user's own account, under a neutral name.

Takes the environment's usual places, returns a path. Makes nothing.
"""

import os
import sys
from pathlib import Path

FOLDER_NAME = "daybook"
"""Says nothing of what is in it."""


def default_folder() -> Path:
    """`$XDG_DATA_HOME/daybook`, by default `~/.local/share/daybook`; on macOS under `Library/Application Support`."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / FOLDER_NAME
    told = os.environ.get("XDG_DATA_HOME", "")
    # The XDG rules ignore a relative path.
    base = Path(told) if told.startswith("/") else Path.home() / ".local" / "share"
    return base / FOLDER_NAME
