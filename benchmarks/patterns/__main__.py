"""How often the search for patterns is right over whole lives, and how fast: figures beside the targets.

    python -m benchmarks.patterns --people 24 --jobs 2

Every diary is asked again after nearly every entry, and everything ever shown counts, withdrawn or not.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from aftercare.model.pattern import Patterns
from aftercare.patterns.find import find
from aftercare.usecases import read_diary
from aftercare.usecases.diary_lines import read_diaries
from benchmarks.patterns.diaries import SCENARIOS, longer, simulate
from benchmarks.patterns.lives import TIERS, Life, false_shares, look, power

CHECKPOINTS = (60, 120, 250, 400)


def grid(entries: int) -> list[int]:
    """Prefixes asked: every entry to 59, every 2nd to 118, every 5th to 295, every 10th after, and the last."""
    asked = [*range(8, 60), *range(60, 120, 2), *range(120, 300, 5), *range(300, entries + 1, 10), entries]
    return sorted({n for n in asked if n <= entries})


def live(scenario: str, entries: int, seed: int) -> Life:
    """Simulate one diary and ask it all along."""
    diary = simulate(longer(SCENARIOS[scenario], entries), seed)
    life = Life(diary=diary)
    read = next(iter(read_diaries(json.dumps(line) for line in diary.lines)))
    whole = read_diary.table_of(read)
    for n in grid(entries):
        found = find(whole.first(n, cycle_length=read.cycle_length(n)))
        look(life, read_diary.claims_object(found), n)
        life.pairs = found.pair_count
    return life


@dataclass(frozen=True)
class Line:
    """One figure beside its target."""

    name: str
    figure: float
    target: float
    at_most: bool

    def text(self) -> str:
        """The line of the table."""
        good = self.figure <= self.target if self.at_most else self.figure >= self.target
        sign = "<=" if self.at_most else ">="
        return f"  {'ok  ' if good else 'MISS'} {self.name:<66} {self.figure:8.3f}   {sign} {self.target}"


def standard_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Targets 1 and 4 to 7."""
    for tier, target, direct in (("hunch", 0.40, None), ("likely", 0.10, 0.12), ("strong", 0.04, None)):
        share, with_proxies, _, _ = false_shares(lives, tier)
        yield Line(f"{tier}: false share of all ever shown", share, target, True)
        if direct is not None:
            yield Line(f"{tier}: the same, proxies counted as false", with_proxies, direct, True)
    for tier, odds_ratio, by, target in (
        ("likely", 6.0, 250, 0.60),
        ("likely", 4.0, 400, 0.66),
        ("hunch", 6.0, 120, 0.40),
        ("hunch", 4.0, 250, 0.60),
    ):
        share, count = power(lives, tier, odds_ratio, by)
        yield Line(f"{tier}: clear links of OR {odds_ratio:g} found by entry {by} (of {count})", share, target, False)
    yield from interval_lines(lives)
    yield from no_link_lines(lives)
    yield from role_lines(lives)


def interval_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Target 5."""
    first = [interval for life in lives for interval in life.intervals]
    if first:
        covered = statistics.fmean(1.0 * (lo <= truth.effect <= hi) for truth, _, lo, hi in first)
        yield Line(f"first interval shown holds the truth (of {len(first)})", covered, 0.90, False)
        grown = statistics.median(effect / truth.effect for truth, effect, _, _ in first if truth.effect)
        yield Line("exaggeration at first showing, median, not below", grown, 0.9, False)
        yield Line("exaggeration at first showing, median, not above", grown, 1.2, True)
    signs = [sign for life in lives for sign in life.signs]
    if signs:
        yield Line(f"wrong sign at first showing (of {len(signs)})", 1 - statistics.fmean(signs), 0.02, True)


def no_link_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Target 6."""
    big = [
        key in life.no_link
        for life in lives
        for key, truth in life.diary.links.items()
        if abs(truth.effect) >= 0.5 * life.diary.outcome_sd[key[1]]
    ]
    if big:
        yield Line(f"large link called absent (of {len(big)})", statistics.fmean(big), 0.05, True)
    graded = [
        key in life.no_link
        for life in lives
        for key, truth in life.diary.links.items()
        if truth.effect != truth.effect and truth.odds_ratio >= 4.0
    ]
    if graded:
        yield Line(f"OR 4+ of a graded factor called absent (of {len(graded)})", statistics.fmean(graded), 0.05, True)
    null = sum(life.pairs - len(life.diary.links) for life in lives)
    said = sum(len(life.no_link_last - set(life.diary.links)) for life in lives)
    yield Line("null pairs called absent by the last entry", said / null, 0.35, False)


def role_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Target 7, on what is shown as likely or better at the last entry."""
    direct = [role == "lead" for life in lives for key, role in life.last_roles.items() if key in life.diary.links]
    moved = [role != "lead" for life in lives for key, role in life.last_roles.items() if key in life.diary.proxies]
    if direct:
        yield Line(f"direct causes shown as lead (of {len(direct)})", statistics.fmean(direct), 0.90, False)
    if moved:
        yield Line(f"proxies moved under a lead (of {len(moved)})", statistics.fmean(moved), 0.70, False)


def null_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Target 2."""
    yield Line("likely: people with no link who ever see one", false_shares(lives, "likely")[3], 0.25, True)
    yield Line("strong: people with no link who ever see one", false_shares(lives, "strong")[3], 0.05, True)
    yield Line("hunches per person with no link", false_shares(lives, "hunch")[2], 5.0, True)


def likely_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Target 3."""
    yield Line("likely: false share of all ever shown", false_shares(lives, "likely")[0], 0.17, True)


def drift_null_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """Doubled drift without links: no target is set; the published rate over 40 people is .20."""
    yield Line("likely: people with no link who ever see one", false_shares(lives, "likely")[3], 0.35, True)


EARLY = (40, 60, 80, 120)


def main_lines(lives: Sequence[Life]) -> Iterable[Line]:
    """A main question with 12 suspects: the same error rates, and its links sooner (printed as a table)."""
    print("  clear links of the main question found by entry" + "".join(f"{n:>7}" for n in EARLY))
    for tier in TIERS:
        for odds_ratio in (4.0, 6.0):
            row = [power(lives, tier, odds_ratio, by, main_only=True)[0] for by in EARLY]
            print(f"    {tier:<8} OR {odds_ratio:g}" + " " * 33 + "".join(f"{share:7.2f}" for share in row))
    yield Line("likely: false share of all ever shown", false_shares(lives, "likely")[0], 0.10, True)


REPORTS = {
    "standard": standard_lines,
    "null": null_lines,
    "heavy drift": likely_lines,
    "heavy drift, null": drift_null_lines,
    "few links": likely_lines,
    "main question": main_lines,
    "main question, null": null_lines,
    "no drift, null": null_lines,
}


def power_table(lives: Sequence[Life]) -> None:
    """Power by tier, odds ratio and entry, clear pairs."""
    print("  clear links found by entry      " + "".join(f"{n:>7}" for n in CHECKPOINTS))
    for tier in TIERS:
        for odds_ratio in (2.0, 3.0, 4.0, 6.0):
            row = [power(lives, tier, odds_ratio, by)[0] for by in CHECKPOINTS]
            print(f"    {tier:<8} OR {odds_ratio:g}                 " + "".join(f"{share:7.2f}" for share in row))


def speed_lines() -> Iterable[Line]:
    """Target 8: milliseconds for 40 by 8 pairs on one core, best of three."""
    for entries, target in ((250, 100.0), (1000, 250.0), (2000, 1000.0)):
        diary = simulate(longer(SCENARIOS["standard"], entries), 0)
        read = next(iter(read_diaries(json.dumps(line) for line in diary.lines)))
        table = read_diary.table_of(read).first(entries, cycle_length=read.cycle_length(entries))
        times = []
        for _ in range(3):
            started = time.perf_counter()
            result: Patterns = find(table)
            times.append(1000 * (time.perf_counter() - started))
            assert result.entries == entries
        yield Line(f"milliseconds for one analysis, n = {entries}", min(times), target, True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=4, help="people per scenario (24 or more to judge targets)")
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--scenarios", nargs="*", default=list(REPORTS), choices=list(REPORTS))
    told = parser.parse_args(arguments)
    print("Patterns: speed")
    for line in speed_lines():
        print(line.text())
    with ProcessPoolExecutor(told.jobs) as pool:
        for scenario in told.scenarios:
            seeds = range(told.seed, told.seed + told.people)
            lives = list(pool.map(live, [scenario] * told.people, [told.entries] * told.people, seeds, chunksize=1))
            print(f"Patterns: {scenario}, {told.people} people, {told.entries} entries", flush=True)
            for line in REPORTS[scenario](lives):
                print(line.text(), flush=True)
            if scenario == "standard":
                power_table(lives)


if __name__ == "__main__":
    main()
