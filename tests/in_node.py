"""Scripts of the pages, run in node: one process for many questions, a line of JSON to and fro."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Plain = dict[str, Any]


class Node:
    """Asks one thing after another."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def send(self, doing: str, **what: Any) -> None:
        """Ask, and do something else meanwhile; `line` must follow."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": doing} | what) + "\n")
        self._process.stdin.flush()

    def line(self) -> Plain:
        """What the driver wrote to what was sent."""
        assert self._process.stdout is not None
        answer: Plain = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def node_with(driver: Path, place: Path) -> Iterator[Node]:
    """A node that has loaded the scripts of a folder by its driver, for as long as it is needed."""
    node = shutil.which("node")
    assert node is not None, "node is needed to run the page's scripts"
    process = subprocess.Popen(
        [node, str(driver), str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Node(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def as_modules(folder: Path, place: Path) -> Path:
    """The scripts of a folder copied to where node takes them for modules, as a browser does."""
    shutil.copytree(folder, place)
    (place / "package.json").write_text('{"type": "module"}', encoding="ascii")
    return place
