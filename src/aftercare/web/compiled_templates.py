"""The templates once more as Python's bytecode, because compiling them takes most of the time a worker takes to start.

`python -m tools.compile_templates` writes them (`make install` does); the running program only reads them, from beside
the templates, as Python's own bytecode lies beside the sources. Each is used only while it is whole and was made from
the very text of its template, for the same language, by the same engine and settings: anything else is compiled anew,
so nothing can be out of date.
"""

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent / "templates.compiled"
"""Not in the repository."""
SETTINGS = [Path(__file__).with_name(name) for name in ("templating.py", "countries.py")]
"""What a template is compiled with: an engine may work out at once what a filter makes of a word."""
DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """What the template engine asks for bytecode. `write`: also put down what it had to compile."""

    def __init__(self, language: str, folder: Path = FOLDER, *, write: bool = False) -> None:
        self._folder = folder
        self._write = write
        made_with = sha256(f"{language}\n{sys.version}\n{version('jinja2')}\n".encode())
        for path in SETTINGS:
            made_with.update(path.read_bytes())
        self._made_with = made_with.hexdigest()[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket; it stays empty where there is nothing, or what is there fits no more."""
        try:
            held = self._path(bucket).read_bytes()
        except OSError:
            return
        if sha256(held[DIGEST:]).digest() == held[:DIGEST]:
            bucket.bytecode_from_string(held[DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put the bytecode down, whole or not at all."""
        if not self._write:
            return
        self._folder.mkdir(exist_ok=True)
        fresh = self._path(bucket).with_suffix(".new")
        made = bucket.bytecode_to_string()
        fresh.write_bytes(sha256(made).digest() + made)
        fresh.replace(self._path(bucket))

    def clear(self) -> None:
        """Take away what is there."""
        for path in self._folder.glob("*"):
            path.unlink()

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{self._made_with}"
