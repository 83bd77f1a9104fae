"""The data files once more as one JSON file, because reading YAML takes most of the time that loading takes.

`python -m tools.compile_knowledge` writes it (`make install` does). It is used only while its digest is that of the
YAML files beside it; anyone who changes one of them is read from YAML, so nothing can be out of date.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
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


@lru_cache(maxsize=2)
def read_compiled(folder: Path) -> Mapping[str, list[Any]]:
    """The records of each file by its path inside the folder; empty where nothing compiled fits."""
    path = compiled_path(folder)
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict) or held.get("digest") != digest_of(folder):
        return {}
    files: dict[str, list[Any]] = held["files"]
    return files


def write_compiled(folder: Path, files: Mapping[str, list[Any]]) -> None:
    """Write the records of each file, whole or not at all."""
    fresh = compiled_path(folder).with_suffix(".new")
    fresh.write_text(json.dumps({"digest": digest_of(folder), "files": files}, ensure_ascii=False), encoding="utf-8")
    fresh.replace(compiled_path(folder))
