"""What the search index takes longest to build, kept in a file beside the sources: the groups and the known words.

`python -m tools.compile_knowledge` writes it (`make install` does). It is used only for the knowledge that ships, and
while it is whole and was made from the very files it says, data and program; else the index is built anew, so nothing
can be out of date.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from aftercare.knowledge.compiled import digest_of
from aftercare.knowledge.load import DATA
from aftercare.likeness.groups import Groups
from aftercare.likeness.kept import groups_as_bytes, groups_from_bytes

FILE = Path(__file__).with_name("index.compiled")
"""Not in the repository."""
PACKAGE = Path(__file__).parents[1]
MADE_BY = tuple(path for part in ("knowledge", "library", "likeness") for path in sorted((PACKAGE / part).glob("*.py")))
"""The program's files that what is kept depends on."""
MADE_WITH = ("rapidfuzz", "snowballstemmer")
"""Libraries that it depends on."""


@dataclass(frozen=True, slots=True)
class KeptIndex:
    """See the module docstring."""

    groups: Groups
    words: frozenset[str]


def read_kept(file: Path = FILE) -> KeptIndex | None:
    """What is kept; None where nothing that fits is."""
    try:
        head, _, rest = file.read_bytes().partition(b"\n")
        said = json.loads(head)
        if said["made_from"] != made_from() or said["sum"] != sha256(rest).hexdigest():
            return None
        words, groups = rest[: said["words"]], rest[said["words"] :]
        return KeptIndex(groups_from_bytes(groups), frozenset(words.decode().split("\n")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_kept(groups: Groups, words: Iterable[str], file: Path = FILE) -> None:
    """Keep it, whole or not at all."""
    listed = "\n".join(sorted(words)).encode()
    rest = listed + groups_as_bytes(groups)
    head = json.dumps({"made_from": made_from(), "words": len(listed), "sum": sha256(rest).hexdigest()}).encode()
    fresh = file.with_suffix(".new")
    fresh.write_bytes(b"\n".join([head, rest]))
    fresh.replace(file)


def made_from() -> str:
    """SHA-256 over the data files and the program's files that what is kept depends on."""
    digest = sha256(digest_of(DATA).encode())
    for path in MADE_BY:
        digest.update(path.name.encode() + path.read_bytes())
    for library in MADE_WITH:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
