"""Ten years in the worker: from the key to the rendered timeline, the review with all notes read that can still be
urgent, and the memory after both. Every entry of the last quarter has a note.

`python -m benchmarks.ten_years_bench` fills a vault once, then measures in fresh processes that import what the web
worker imports and nothing more. The passphrase step (one to two seconds by design, in a process of its own) is not in
it: time runs from the opened key to the finished HTML. What reading notes needs is built beside that step.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftercare.model.entry import Entry
    from aftercare.vault.session import Session
    from aftercare.web.visit import Visit

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
QUARTER = timedelta(days=91)
ROUNDS = 5
TIMELINE_MS, REVIEW_MS, MEMORY_MB = 300, 500, 120


def measure(folder: Path, keys: str) -> dict[str, float]:
    """Open, render, review; in this process, which must be fresh."""
    from aftercare.freetext.read import read
    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.look import Reviews
    from aftercare.vault import opening
    from aftercare.vault.folder import FolderLock
    from aftercare.vault.keys import Keys
    from aftercare.vault.session import Session
    from aftercare.web.views import timeline

    knowledge = load_knowledge()
    assert knowledge.measures, "the worker has read the catalogue when it starts"
    look = _worker(folder)
    read("", knowledge, NOW)
    fields = json.loads(keys)
    fields["journal_key"] = bytes.fromhex(fields["journal_key"])
    lock = FolderLock(folder)
    begun = time.perf_counter()
    session = Session(opening.open_with_keys(folder, Keys(**fields), lock=lock, is_alone=lock.try_alone()))
    html = timeline.newest(look(session)).body
    shown = time.perf_counter()
    review = Reviews(knowledge).of(session.journal, NOW)
    reviewed = time.perf_counter()
    assert len(html) > 10_000
    assert (review.encounters, review.check_ins) == (1_200, 3_800)
    return {"timeline": (shown - begun) * 1e3, "review": (reviewed - shown) * 1e3, "resident": _resident()}


def _worker(folder: Path) -> Callable[[Session], Visit]:
    """What the web worker sets up when it starts; returns how a visit to the timeline begins."""
    from aftercare.web import routes
    from aftercare.web.visit import Visit
    from benchmarks.one_worker import worker_state

    state = worker_state(folder)
    routes.make_app(state)
    page = next(page for page in routes.PAGES if page.name == "timeline")

    def look(session: Session) -> Visit:
        opened = state.open(session)
        return Visit(state=state, page=page, url_for=routes.url_for, launch_id="0" * 64, session=opened)

    return look


def _resident() -> float:
    """Megabytes of memory this process holds now."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def main() -> list[str]:
    """Print and return one line a figure: the median of several fresh processes, and the range."""
    from aftercare.knowledge.catalogue import catalogue
    from aftercare.knowledge.load import load_knowledge
    from aftercare.model.person import Person
    from aftercare.usecases.ten_years import ten_years
    from aftercare.vault import opening
    from benchmarks.vault_bench import PASSPHRASE, fill

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "vault")
        keys = opening.create(folder, PASSPHRASE, person=Person(birth_year=1990), recovery=None, now=NOW)
        fill(folder, keys, [_noted(entry) for entry in ten_years(catalogue(load_knowledge()), NOW.date()).entries])
        written = asdict(keys)
        hexed = {name: value.hex() if isinstance(value, bytes) else value for name, value in written.items()}
        runs = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.ten_years_bench", str(folder)],
                    input=json.dumps(hexed),
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout
            )
            for _ in range(ROUNDS)
        ]
    lines = [
        _line("ten years, from key to rendered timeline", [run["timeline"] for run in runs], "ms", TIMELINE_MS),
        _line("ten years, review", [run["review"] for run in runs], "ms", REVIEW_MS),
        _line("ten years, resident memory after both", [run["resident"] for run in runs], "MB", MEMORY_MB),
    ]
    for line in lines:
        print(line)
    return lines


def _noted(entry: Entry) -> Entry:
    """With a note, where it is of the last quarter."""
    if entry.at.day < NOW.date() - QUARTER:
        return entry
    said = f"{entry.at.day:%A}. We had dinner late and talked about the move; a bit sore after, tea and bed by eleven."
    return replace(entry, note=f"{said} {entry.at.day.isoformat()}, slept badly, mother rang twice.")


def _line(what: str, values: list[float], unit: str, target: float) -> str:
    middle = statistics.median(values)
    verdict = "ok" if middle < target else "MISSED"
    return (
        f"{what}: {middle:.0f} {unit} (range {min(values):.0f} to {max(values):.0f}; "
        f"under {target} {unit} promised): {verdict}"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]), sys.stdin.read())))
    else:
        main()
