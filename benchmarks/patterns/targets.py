"""The targets of PATTERNS 6 and of the main question, each as one row: figure, target, ours, every simpler rule.

Reads summaries (see `summary`), computes nothing anew. A figure that only our engine has leaves the others empty.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.patterns.asked import BASELINES, HERE, OURS
from benchmarks.patterns.baselines import RULES

RESULTS = HERE / "results"
USUAL = 400
"""Entries of a life, unless said otherwise."""
Summary = Mapping[str, Any]
Read = Callable[[Summary], float | None]


@dataclass(frozen=True)
class Results:
    """The summaries of one set of seeds."""

    folder: Path

    @classmethod
    def of(cls, seeds: str, folder: Path = RESULTS) -> "Results":
        """Those of a set."""
        return cls(folder / seeds)

    def file(self, scenario: str, method: str, entries: int = USUAL) -> Path:
        """Where a summary stands."""
        long = "" if entries == USUAL else f"-{entries}-entries"
        return self.folder / f"{scenario.replace(', ', '-').replace(' ', '-')}{long}.{method}.json"

    def read(self, scenario: str, method: str, entries: int = USUAL) -> Summary | None:
        """A summary, or None if it was not made yet."""
        file = self.file(scenario, method, entries)
        return json.loads(file.read_text()) if file.exists() else None

    def rule(self, scenario: str, rule: str) -> Summary | None:
        """What a summary says of one tier or simpler rule."""
        summary = self.read(scenario, BASELINES if rule in RULES else OURS)
        return None if summary is None else summary["rules"][rule]


@dataclass(frozen=True)
class Row:
    """One figure."""

    name: str
    ours: float | None
    target: float | None
    at_most: bool = True
    simpler: tuple[float | None, ...] = ()
    """In the order of RULES; empty where the figure is ours alone."""

    @property
    def is_met(self) -> bool | None:
        """None where there is no target or no figure."""
        if self.ours is None or self.target is None:
            return None
        return self.ours <= self.target if self.at_most else self.ours >= self.target

    @property
    def told_target(self) -> str:
        """Like "≤ 0.10"."""
        return "" if self.target is None else f"{'≤' if self.at_most else '≥'} {self.target:g}"


def share(name: str) -> Read:
    """A figure that has a standard error beside it."""
    return lambda rule: rule[name][0]


def found(odds_ratio: str, by: int, which: str = "clear") -> Read:
    """Power."""
    return lambda rule: rule["power"][which][odds_ratio]["by"].get(str(by))


def rows(results: Results) -> Iterator[Row]:
    """Every row whose summaries are there."""
    yield from _errors(results)
    yield from _power(results)
    yield from _ours_alone(results)
    yield from _main(results)


def _row(results: Results, said: str, scenario: str, tier: str, read: Read, **target: Any) -> Iterator[Row]:
    ours = results.rule(scenario, tier)
    if ours is None:
        return
    simpler = [results.rule(scenario, rule) for rule in RULES]
    yield Row(
        f"{scenario}: {tier}, {said}",
        read(ours),
        target.get("target"),
        target.get("at_most", True),
        tuple(None if rule is None else read(rule) for rule in simpler),
    )


def _errors(results: Results) -> Iterator[Row]:
    false, direct = "false share of all ever shown", "the same, proxies counted as false"
    people, each = "people who ever see a false one", "false ones each"
    for tier, most, said, figure in (
        ("hunch", 0.40, false, "false_share"),
        ("likely", 0.10, false, "false_share"),
        ("likely", 0.12, direct, "with_proxies"),
        ("strong", 0.04, false, "false_share"),
    ):
        yield from _row(results, said, "standard", tier, share(figure), target=most)
    for scenario, tier, most, said, figure in (
        ("null", "likely", 0.25, people, "people_with_false"),
        ("null", "strong", 0.05, people, "people_with_false"),
        ("null", "hunch", 5.0, each, "false_each"),
        ("heavy drift", "likely", 0.17, false, "false_share"),
        ("few links", "likely", 0.17, false, "false_share"),
        ("heavy drift, null", "likely", None, people, "people_with_false"),
        ("strong links", "likely", None, false, "false_share"),
        ("no drift", "likely", None, false, "false_share"),
        ("no drift, null", "likely", None, people, "people_with_false"),
    ):
        yield from _row(results, said, scenario, tier, share(figure), target=most)


def _power(results: Results) -> Iterator[Row]:
    for tier, odds_ratio, by, least in (
        ("likely", "6", 250, 0.60),
        ("likely", "4", 400, 0.66),
        ("hunch", "6", 120, 0.40),
        ("hunch", "4", 250, 0.60),
    ):
        said = f"clear links of OR {odds_ratio} found by entry {by}"
        yield from _row(results, said, "standard", tier, found(odds_ratio, by), target=least, at_most=False)


def _ours_alone(results: Results) -> Iterator[Row]:
    summary = results.read("standard", OURS)
    if summary is None:
        return
    for tier, shown in summary["showings"].items():
        yield Row(f"standard: {tier}, first interval holds the truth", shown["hold"], 0.90, False)
        yield Row(f"standard: {tier}, wrong sign at first showing", shown["wrong_sign"], 0.02)
        yield Row(f"standard: {tier}, exaggeration, not below", shown["exaggeration"], 0.9, False)
        yield Row(f"standard: {tier}, exaggeration, not above", shown["exaggeration"], 1.2)
    for kind, covered in summary["coverage"].items():
        yield Row(f"standard: {kind}, plain interval holds at entry 250", covered["wald"].get("250"), 0.93, False)
        yield Row(f"standard: {kind}, always-valid one at all looks", covered["always_all_looks"], 0.95, False)
    absent, roles = summary["no_link"], summary["roles"]
    yield Row("standard: links of 0.5 SD or more ever called absent", absent["large_denied"], 0.05)
    yield Row("standard: OR 4+ of a graded factor ever called absent", absent["graded_denied"], 0.05)
    yield Row("standard: null pairs called absent by the last entry", absent["null_said"], 0.35, False)
    yield Row("standard: direct causes shown as lead", roles["lead"], 0.90, False)
    yield Row("standard: proxies moved under a lead", roles["moved"], 0.70, False)


def _main(results: Results) -> Iterator[Row]:
    scenario = "main question"
    for tier, odds_ratio, by, least in (("likely", "6", 60, 0.40), ("hunch", "6", 60, 0.60)):
        yield from _main_row(results, tier, odds_ratio, by, least)
    for tier in ("likely", "hunch"):
        for odds_ratio in ("6", "4"):
            for by in (40, 60, 80, 120):
                if (odds_ratio, by) != ("6", 60):
                    yield from _main_row(results, tier, odds_ratio, by, None)
    false = "false share of all ever shown"
    yield from _row(results, false, scenario, "likely", share("false_share"), target=0.10)
    summaries = {method: results.read(scenario, method) for method in (OURS, BASELINES)}
    if summaries[OURS] is not None:
        simpler = summaries[BASELINES]
        yield Row(
            f"{scenario}: likely, false share of its own claims",
            summaries[OURS]["main"]["likely"]["false_share"][0],
            0.10,
            True,
            () if simpler is None else tuple(simpler["main"][rule]["false_share"][0] for rule in RULES),
        )
    people = "people who ever see a false one"
    yield from _row(results, people, "main question, null", "likely", share("people_with_false"), target=0.25)


def _main_row(results: Results, tier: str, odds_ratio: str, by: int, least: float | None) -> Iterator[Row]:
    ours, simpler = (results.read("main question", method) for method in (OURS, BASELINES))
    if ours is None:
        return

    def at(summary: Summary, rule: str) -> float | None:
        return summary["main"][rule]["power"][odds_ratio]["by"].get(str(by))

    yield Row(
        f"main question: {tier}, its clear OR {odds_ratio} found by entry {by}",
        at(ours, tier),
        least,
        False,
        () if simpler is None else tuple(at(simpler, rule) for rule in RULES),
    )


def table(results: Results) -> Iterator[str]:
    """The rows as lines of text."""
    width = 68
    yield f"{'':5}{'figure':<{width}}{'target':>9}{'ours':>8}" + "".join(f"{rule:>15}" for rule in RULES)
    for row in rows(results):
        mark = {True: "ok", False: "MISS", None: ""}[row.is_met]
        simpler = "".join(f"{told(value):>15}" for value in row.simpler)
        yield f"{mark:<5}{row.name:<{width}}{row.told_target:>9}{told(row.ours):>8}{simpler}"


def told(value: float | None) -> str:
    """A figure as text."""
    return "" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.3f}"
