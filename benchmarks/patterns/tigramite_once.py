"""PCMCI+ of tigramite on the same diaries, once; its figures are recorded in results/tigramite.json.

tigramite is under the GPL, so it is no part of this project and nothing here needs it. To run this again, make an
environment of your own with tigramite in it, and from the root of the repository:

    PYTHONPATH=src:. OPENBLAS_NUM_THREADS=1 OWN/bin/python -m benchmarks.patterns.tigramite_once

Partial correlation, lags 0 and 1, alpha .01 (Runge 2020, arXiv:2003.03685), asked at four looks only. A pair is shown
when any link between the two is left at either lag. Daily factors are the mean of their two days, the cycle is its
cosine and sine; both sides get the same table, and the search of our own is timed right after in the same process.
"""

import argparse
import importlib.metadata
import json
import platform
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from aftercare.model.pattern import ColumnKind, Table
from aftercare.patterns.find import find
from benchmarks.patterns.asked import HERE, people, table_of
from benchmarks.patterns.baselines import columns_of
from benchmarks.patterns.diaries import SCENARIOS, longer, simulate
from benchmarks.patterns.factors import Array
from benchmarks.patterns.lives import Life, false_shares, power

RULE = "PCMCI+"
LOOKS = (60, 120, 250, 400)
ALPHA = 0.01
MISSING = 999.0
CYCLE = 28.5


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and record."""
    parser = argparse.ArgumentParser(description="Record PCMCI+ once.")
    parser.add_argument("--people", type=int, default=12)
    told = parser.parse_args(arguments)
    kept = HERE / "results" / "tigramite.json"
    recorded: dict[str, object] = {
        "version": importlib.metadata.version("tigramite"),
        "numpy": np.__version__,
        "python": platform.python_version(),
        "measured": datetime.now(UTC).date().isoformat(),
        "method": f"PCMCI+, ParCorr, lags 0 to 1, alpha {ALPHA}",
        "looks": LOOKS,
        "timed": timed(1000),
    }
    print(recorded["timed"], flush=True)
    for scenario in ("standard", "null"):
        lives = [live(scenario, seed) for seed in people("first", told.people)]
        share, direct, each, seeing = false_shares(lives, RULE)
        recorded[scenario] = {
            "people": len(lives),
            "false_share": round(share, 4),
            "with_proxies": round(direct, 4),
            "false_each": round(each, 2),
            "people_with_false": round(seeing, 4),
            "power": {
                f"{odds_ratio:g}": {str(by): round(power(lives, RULE, odds_ratio, by)[0], 4) for by in LOOKS}
                for odds_ratio in (4.0, 6.0)
                if lives[0].diary.links
            },
            "seconds_each_look": round(statistics.median(life.seconds for life in lives) / len(LOOKS), 2),
        }
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(recorded, indent=1) + "\n")


def live(scenario: str, seed: int) -> Life:
    """One person, asked at the looks."""
    diary = simulate(SCENARIOS[scenario], seed)
    life = Life(diary=diary, rules=(RULE,))
    table = table_of(diary)
    started = time.process_time()
    for n in LOOKS:
        life.note(RULE, pairs_of(table.first(n, cycle_length=None)), n)
    life.seconds = time.process_time() - started
    print(scenario, seed, round(life.seconds, 1), len(life.first[RULE]), flush=True)
    return life


def timed(entries: int) -> dict[str, float]:
    """Seconds of one analysis of 40 factors by 8 outcomes, tigramite and ours, one after the other, one process."""
    table = table_of(simulate(longer(SCENARIOS["standard"], entries), people("first", 1)[0]))
    started = time.process_time()
    pairs_of(table)
    theirs = time.process_time() - started
    ours = []
    for _ in range(21):
        started = time.process_time()
        find(table)
        ours.append(time.process_time() - started)
    mine = statistics.median(ours)
    return {"entries": entries, "theirs": round(theirs, 2), "ours": round(mine, 4), "times": round(theirs / mine, 1)}


def pairs_of(table: Table) -> set[tuple[str, str]]:
    """Pairs between which PCMCI+ leaves a link."""
    from tigramite.data_processing import DataFrame
    from tigramite.independence_tests.parcorr import ParCorr
    from tigramite.pcmci import PCMCI

    data, names = flat(table)
    count = len(table.outcomes)
    frame = DataFrame(np.where(np.isnan(data), MISSING, data), missing_flag=MISSING)
    graph = PCMCI(frame, ParCorr(), verbosity=0).run_pcmciplus(tau_min=0, tau_max=1, pc_alpha=ALPHA)["graph"]
    first = data.shape[1] - count
    return {
        (names[i], outcome.id)
        for i in range(first)
        for k, outcome in enumerate(table.outcomes)
        if any(graph[i, first + k, lag] for lag in (0, 1))
    }


def flat(table: Table) -> tuple[Array, list[str]]:
    """One column a variable, factors first, columns that do not vary left out, and the factor of each."""
    simple = columns_of(table).x
    made: list[Array] = []
    names: list[str] = []
    for factor, column in zip(table.factors, simple.T, strict=True):
        parts = [column]
        if factor.kind is ColumnKind.CYCLE_DAY:
            angle = 2 * np.pi * (np.array(factor.columns[0]) - 1) / CYCLE
            parts = [np.cos(angle), np.sin(angle)]
        for part in parts:
            if np.nanstd(part) > 0:
                made.append(part)
                names.append(factor.id)
    made += [np.array(outcome.values) for outcome in table.outcomes]
    return np.array(made).T, names


if __name__ == "__main__":
    main()
