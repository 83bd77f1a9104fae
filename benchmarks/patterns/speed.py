"""How fast patterns are: one analysis, a whole diary entry by entry, and a new entry on a ten-year journal.

Time by the clock is what a person waits and what is judged, so run this on an idle machine; the processor time beside
it says how much of that was ours.
"""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from aftercare.days import columns
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.patterns.find import find
from aftercare.review import shown_before
from aftercare.usecases import read_diary
from aftercare.usecases.diary_lines import read_diaries
from aftercare.usecases.ten_years import ten_years
from benchmarks.patterns.asked import SEEDS
from benchmarks.patterns.diaries import SCENARIOS, longer, simulate

ROUNDS = 21
SEED = SEEDS["first"]["start"]
NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
FACTORS, OUTCOMES = 40, 8


@dataclass(frozen=True)
class Timed:
    """One figure in milliseconds, the middle of all rounds, beside its target."""

    name: str
    median: float
    fastest: float
    processor: float
    """Processor time, middle of all rounds."""
    rounds: int
    target: float

    def __str__(self) -> str:
        verdict = "ok" if self.median <= self.target else "MISS"
        return (
            f"  {verdict:<5}{self.name:<58}{self.median:10.0f} ms (processor {self.processor:.0f}, "
            f"fastest {self.fastest:.0f}, of {self.rounds}; at most {self.target:.0f})"
        )


def main(results: Path | None) -> None:
    """Print the figures; keep them in `results` if it is given."""
    load = os.getloadavg()[0]
    print(f"Patterns: speed on one core (load {load:.1f})")
    kept = []
    for name, rounds, target, once in (
        ("one analysis, 40 by 8, 250 entries", ROUNDS, 100.0, analysis(250)),
        ("one analysis, 40 by 8, 1,000 entries", ROUNDS, 80.0, analysis(1000)),
        ("one analysis, 40 by 8, 2,000 entries", ROUNDS, 1000.0, analysis(2000)),
        ("every entry of 400, 40 by 8, from lines to claims", 3, 15_000.0, every_entry),
        ("a new entry on ten years (1,200 encounters), patterns", ROUNDS, 150.0, new_entry()),
    ):
        timed = _timed(name, rounds, target, once)
        kept.append(asdict(timed))
        print(timed, flush=True)
    if results is not None:
        told = {
            "python": platform.python_version(),
            "load": round(load, 1),
            "measured": datetime.now(UTC).date().isoformat(),
            "figures": kept,
        }
        (results / "speed.json").write_text(json.dumps(told, indent=1) + "\n")


def analysis(entries: int) -> Callable[[], object]:
    """The whole search on a table of this many entries."""
    diary = simulate(longer(SCENARIOS["standard"], entries), SEED)
    read = next(iter(read_diaries(json.dumps(line) for line in diary.lines)))
    table = read_diary.table_of(read).first(entries, cycle_length=read.cycle_length(entries))
    assert (len(table.factors), len(table.outcomes)) == (FACTORS, OUTCOMES)
    return lambda: find(table)


def every_entry() -> None:
    """What `aftercare patterns --every-entry` does, without printing."""
    lines = [json.dumps(line) for line in simulate(SCENARIOS["standard"], SEED).lines]
    assert sum(1 for _ in read_diary.claims(lines, every_entry=True)) == SCENARIOS["standard"].entries


def new_entry() -> Callable[[], object]:
    """The part of a review that patterns take: table and search, nothing kept from before."""
    knowledge = load_knowledge()
    measures = catalogue(knowledge, ())
    journal = ten_years(measures, NOW.date())

    def once() -> object:
        table = columns.build(journal, measures, knowledge.composites.values())
        return find(table, history=shown_before(journal))

    return once


def _timed(name: str, rounds: int, target: float, once: Callable[[], object]) -> Timed:
    waited, spent = [], []
    for _ in range(rounds):
        started = time.perf_counter(), time.process_time()
        once()
        waited.append(1000.0 * (time.perf_counter() - started[0]))
        spent.append(1000.0 * (time.process_time() - started[1]))
    median, fastest, processor = statistics.median(waited), min(waited), statistics.median(spent)
    return Timed(name, round(median, 1), round(fastest, 1), round(processor, 1), rounds, target)
