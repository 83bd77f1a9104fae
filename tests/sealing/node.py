"""The scripts that seal, run in node: one process for a file of tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.in_node import Node as Process
from tests.in_node import node_with

import aftercare.web

SEALING = Path(aftercare.web.__file__).parent / "static" / "sealing"
DRIVER = Path(__file__).with_name("driver.mjs")


class Node:
    """Asks one thing after another."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def ask(self, doing: str, **what: Any) -> dict[str, Any]:
        """What the script makes of it; a fault in the script is ours."""
        self._process.send(doing, **what)
        answer = self._process.line()
        assert "bug" not in answer, answer["bug"]
        return answer


@contextmanager
def started() -> Iterator[Node]:
    """A node for as long as it is needed."""
    with node_with(DRIVER, SEALING) as process:
        yield Node(process)
