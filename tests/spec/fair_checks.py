"""What the fair checks share: small diaries and trials as lines, and asking the program as anyone would.

Written from the description of the two file formats alone. Nothing here knows how an answer is found.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from aftercare.cli import main

Line = dict[str, Any]
FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Said:
    """What the program wrote and the code it ended with."""

    code: int
    out: str
    err: str

    def answers(self) -> list[Line]:
        """The objects it wrote, without the time it took."""
        found = [json.loads(line) for line in self.out.splitlines()]
        return [{key: value for key, value in answer.items() if key != "seconds"} for answer in found]


def no_pages(*, host: str, port: int | None, folder: Path, open_browser: bool) -> None:
    """Stand where the pages would be opened; these commands never do."""
    raise AssertionError("no page is opened here")


class Program:
    """The program, asked about a file in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture = folder, capture

    def _say(self, *arguments: str) -> Said:
        self.capture.readouterr()
        code = main(list(arguments), no_pages)
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def _file(self, lines: list[Line] | bytes) -> str:
        path = self.folder / "lines.jsonl"
        path.write_bytes(lines if isinstance(lines, bytes) else as_bytes(lines))
        return str(path)

    def patterns(self, lines: list[Line] | bytes) -> Said:
        """Ask after every entry what goes with what in a diary."""
        return self._say("patterns", "--diary", self._file(lines), "--every-entry")

    def trials(self, lines: list[Line] | bytes) -> Said:
        """Ask what randomised trials came to."""
        return self._say("experiment", "--trials", self._file(lines))


def as_bytes(lines: list[Line]) -> bytes:
    """Write lines as a file holds them."""
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def diary(entries: int = 60, *, seed: int = 1) -> list[Line]:
    """A small diary: `cold_room` goes with pain, `late` with tears; two factors and the daily one go with nothing."""
    rng = random.Random(seed)
    factors = [("cold_room", "binary"), ("wine", "binary"), ("late", "ordinal"), ("minutes", "continuous")]
    meta: Line = {
        "type": "meta",
        "person": "p1",
        "factors": [{"name": name, "kind": kind, "source": "encounter"} for name, kind in factors]
        + [{"name": "stress", "kind": "ordinal", "source": "daily"}],
        "outcomes": [
            {"name": "pain", "kind": "ordinal", "min": 0, "max": 10},
            {"name": "tears", "kind": "binary", "min": 0, "max": 1},
        ],
    }
    lines = [meta]
    for i in range(entries):
        day = (FIRST_DAY + timedelta(days=3 * i)).isoformat()
        cold, late = int(rng.random() < 0.45), rng.randint(0, 4)
        lines.append({"type": "checkin", "date": day, "values": {"stress": rng.randint(0, 10)}})
        felt = {"cold_room": cold, "wine": int(rng.random() < 0.5), "late": late, "minutes": round(rng.gauss(30, 9), 1)}
        pain = max(0, min(10, round(2 + 3 * cold + rng.gauss(0, 1.3))))
        tears = int(rng.random() < (0.85 if late >= 3 else 0.1))
        lines.append(
            {
                "type": "encounter",
                "i": i + 1,
                "date": day,
                "time": "21:30",
                "factors": felt,
                "outcomes": {"pain": pain, "tears": tears},
            }
        )
    return lines


def changed(lines: list[Line], change: Callable[[Line], object]) -> list[Line]:
    """The same lines with a change made to each entry or check-in (not to the first line)."""
    copied = copy.deepcopy(lines)
    for line in copied[1:]:
        change(line)
    return copied


def first_entries(lines: list[Line], entries: int) -> list[Line]:
    """The diary cut right after an encounter."""
    kept: list[Line] = []
    for line in lines:
        kept.append(line)
        if line.get("i") == entries:
            return kept
    return kept


def trial(entries: int = 40, *, effect: float = 0.0, binary: bool = False, seed: int = 1) -> Line:
    """A trial in blocks of four, two of each arm in random order; `effect` is what B adds to a score or a chance."""
    rng = random.Random(seed)
    rows: list[Line] = []
    for block in range(entries // 4):
        arms = ["A", "A", "B", "B"]
        rng.shuffle(arms)
        for arm in arms:
            more = effect * (arm == "B")
            score = max(0, min(10, round(4 + more + rng.gauss(0, 2))))
            rows.append({"block": block, "arm": arm, "value": int(rng.random() < 0.3 + more) if binary else score})
    return {"id": f"t{seed}", "outcome_kind": "binary" if binary else "score", "entries": rows}
