"""Independent lives as diary files: one JSON object a line, and the truth beside it.

Takes what `independent_diaries` simulates; returns or writes the lines of the
diary format. What was not recorded is absent from a line, never 0.

    python -m tests.simulation.independent.write_diaries \\
        --scenario standard --people 24 --entries 400 --seed 1 --out FOLDER
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from tests.simulation.independent.independent_diaries import (
    ORDINAL,
    OUTCOMES,
    SUSPECTS,
    Calendar,
    Factors,
    Floats,
    Link,
    Scenario,
    calendar,
    draw_links,
    make_factors,
    make_outcomes,
    proxies_of,
)

Line = dict[str, object]

FIRST_DAY = date(2015, 3, 1)


@dataclass(frozen=True, slots=True)
class Life:
    """One person's diary lines and the truth behind them."""

    lines: list[Line]
    links: tuple[Link, ...]
    proxies: tuple[tuple[str, str], ...]


def plain(value: float) -> int | float:
    """Return whole numbers without a decimal point, as a person would write them."""
    return int(value) if value == int(value) else round(float(value), 1)


def meta_line(rng: np.random.Generator, person: str, factors: Factors, main: int, suspects: list[str]) -> Line:
    """Return the first line of the diary; with suspects it names the main question."""
    line: Line = {
        "type": "meta",
        "person": person,
        "factors": [
            {"name": name, "kind": ORDINAL, "source": "daily"}
            if kind == "daily"
            else {"name": name, "kind": kind, "source": "encounter"}
            for name, kind in zip(factors.names, factors.kinds, strict=True)
        ],
        "outcomes": [{"name": name, "kind": kind, "min": low, "max": high} for name, kind, low, high in OUTCOMES],
    }
    if suspects:
        line["main"] = {"outcome": OUTCOMES[main][0], "suspects": [suspects[i] for i in rng.permutation(len(suspects))]}
    return line


def diary_lines(rng: np.random.Generator, when: Calendar, factors: Factors, columns: list[Floats]) -> list[Line]:
    """Return check-ins and encounters in time order; what is missing is absent, more so on bad days."""
    bad = np.where(factors.mood < -0.5, 1.8, 0.8)
    names = [n for n in factors.names if n not in factors.daily]
    values = {n: v for n, v in zip(factors.names, factors.values, strict=True) if n not in factors.daily}
    outcomes = {name: column for (name, _, _, _), column in zip(OUTCOMES, columns, strict=True)}
    rate = {name: rng.uniform(0, 0.16) for name in [*names, *outcomes, "checkin"]}
    first_of_day: dict[int, list[int]] = {}
    for i, day in enumerate(when.day):
        first_of_day.setdefault(int(day), []).append(i)
    lines: list[Line] = []
    for day in range(when.days):
        stamp = (FIRST_DAY + timedelta(days=day)).isoformat()
        if rng.random() > rate["checkin"] * bad[day]:
            lines.append(
                {"type": "checkin", "date": stamp, "values": {n: plain(v[day]) for n, v in factors.daily.items()}}
            )
        for turn, i in enumerate(first_of_day.get(day, [])):
            kept = {n for n, missing in rate.items() if rng.random() > missing * bad[day]}
            lines.append(
                {
                    "type": "encounter",
                    "i": i + 1,
                    "date": stamp,
                    "time": f"{min(23, 19 + turn):02d}:30",
                    "factors": {n: plain(values[n][i]) for n in names if n in kept},
                    "outcomes": {n: plain(c[i]) for n, c in outcomes.items() if n in kept},
                }
            )
    return lines


def simulate(scenario: Scenario, entries: int, seed: int, person: str = "p0001") -> Life:
    """Return one life; the same arguments give the same life."""
    rng = np.random.default_rng([seed, list(Scenario).index(scenario)])
    drift = 2.0 if scenario is Scenario.HEAVY_DRIFT else 1.0
    when = calendar(rng, entries)
    factors = make_factors(rng, when, drift)
    main = int(rng.integers(len(OUTCOMES)))
    drawn = draw_links(rng, scenario, factors, main)
    columns, links = make_outcomes(rng, when, drift, factors, drawn)
    suspects: list[str] = []
    if scenario in (Scenario.MAIN, Scenario.MAIN_NULL):
        suspects = sorted({link.factor for link in links if link.outcome == OUTCOMES[main][0]})
        others = [name for name in factors.names if name not in suspects]
        suspects += [others[i] for i in rng.permutation(len(others))[: SUSPECTS - len(suspects)]]
    lines = [meta_line(rng, person, factors, main, suspects), *diary_lines(rng, when, factors, columns)]
    return Life(lines, tuple(links), proxies_of(factors, links))


def main() -> None:
    """Write a diary and a truth file for each person."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", type=Scenario, choices=list(Scenario), required=True)
    parser.add_argument("--people", type=int, default=24)
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for number in range(1, chosen.people + 1):
        person = f"p{number:04d}"
        life = simulate(chosen.scenario, chosen.entries, 100_000 * chosen.seed + number, person)
        text = "".join(json.dumps(line) + "\n" for line in life.lines)
        (chosen.out / f"{person}.diary.jsonl").write_text(text, encoding="utf-8")
        truth = {"person": person, "links": [asdict(link) for link in life.links], "proxies": life.proxies}
        (chosen.out / f"{person}.truth.json").write_text(json.dumps(truth, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
