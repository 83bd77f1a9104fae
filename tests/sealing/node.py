"""The page's own scripts, run in node: one process for a file of tests, a JSON line to and fro."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aftercare.web

SEALING = Path(aftercare.web.__file__).parent / "static" / "sealing"
DRIVER = Path(__file__).with_name("driver.mjs")


class Node:
    """Asks one thing after another."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, doing: str, **what: Any) -> dict[str, Any]:
        """What the script makes of it; a fault in the script is ours."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": doing} | what) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "bug" not in answer, answer["bug"]
        return answer


@contextmanager
def started() -> Iterator[Node]:
    """A node for as long as it is needed."""
    node = shutil.which("node")
    assert node is not None, "node is needed to run the page's scripts"
    process = subprocess.Popen(
        [node, str(DRIVER), str(SEALING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Node(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
