"""The data files once more as one JSON file, because reading YAML takes most of the time that loading takes.

`python -m tools.compile_knowledge` writes it (`make install` does). It is used only while its digest is that of the
YAML files beside it; anyone who changes one of them is read from YAML, so nothing can be out of date.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from os import SEEK_END
from pathlib import Path
from typing import Any

COMPILED = "compiled.json"
"""Beside the data folder, not in the repository."""


def compiled_path(folder: Path) -> Path:
    """Where the compiled form of a data folder lies."""
    return folder.parent / COMPILED


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of all data files."""
    digest = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_compiled(folder: Path, file: str) -> list[Any] | None:
    """The records of one data file, by its path inside the folder; None where nothing compiled fits.

    Only what is asked for is parsed, and nothing of it is kept: every section is read once, and most of a process's
    life needs few of them.
    """
    place = _places(folder).get(file)
    if place is None:
        return None
    start, length = place
    try:
        with compiled_path(folder).open("rb") as held:
            held.seek(start)
            records: list[Any] = json.loads(held.read(length))
    except (OSError, ValueError):
        return None
    return records


@lru_cache(maxsize=2)
def _places(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Where each data file stands in the compiled one: from which byte, and how many."""
    try:
        with compiled_path(folder).open("rb") as held:
            first = held.readline()
            head = json.loads(first)
            size = held.seek(0, SEEK_END)
    except (OSError, ValueError):
        return {}
    if not isinstance(head, dict) or head.get("bytes") != size - len(first) or head.get("digest") != digest_of(folder):
        return {}
    return {file: (len(first) + start, length) for file, (start, length) in head["files"].items()}


def write_compiled(folder: Path, files: Mapping[str, list[Any]]) -> None:
    """Write the records of each file, whole or not at all: first a line that says where each stands."""
    parts = {file: json.dumps(records, ensure_ascii=False).encode() for file, records in files.items()}
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for file, part in parts.items():
        places[file] = (start, len(part))
        start += len(part)
    head = json.dumps({"digest": digest_of(folder), "bytes": start, "files": places}).encode()
    fresh = compiled_path(folder).with_suffix(".new")
    fresh.write_bytes(b"\n".join([head, b"".join(parts.values())]))
    fresh.replace(compiled_path(folder))
