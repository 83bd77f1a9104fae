"""How soon the command line answers: help, and what needs no journal.

`python -m benchmarks.cli_bench` starts the installed program anew each time and prints the median and the slowest of
several starts, beside the start of the interpreter alone.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 15
PROMISED = 250
"""Milliseconds to the help of `aftercare log`."""


@dataclass(frozen=True, slots=True)
class Start:
    """How long one command took, in milliseconds."""

    words: str
    median: float
    slowest: float


def main() -> int:
    """Print the figures; 1 when the promise is broken."""
    program = str(Path(sys.executable).with_name("aftercare"))
    promised = measure("aftercare log --help", [program, "log", "--help"])
    show(measure("python alone", [sys.executable, "-c", "pass"]))
    show(promised)
    for arguments in (["--help"], ["timeline", "--help"], ["now", "--country", "DE"], ["measures", "--json"]):
        show(measure(" ".join(["aftercare", *arguments]), [program, *arguments]))
    kept = promised.median < PROMISED
    print(f"promised for `aftercare log --help`: under {PROMISED} ms: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def measure(words: str, command: Sequence[str]) -> Start:
    """Run a command several times, after one run that warms the disk's cache."""
    times = [_milliseconds(command) for _ in range(RUNS + 1)][1:]
    return Start(words, statistics.median(times), max(times))


def show(start: Start) -> None:
    """One line."""
    print(f"{start.words:32} median {start.median:6.0f} ms, slowest of {RUNS} {start.slowest:6.0f} ms")


def _milliseconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
