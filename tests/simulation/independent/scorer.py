"""Measures of what claims are worth, written from the specification by another hand.

Takes the claims lines of an engine (one object a prefix) and the truth of the
same lives; returns the measures of the specification's section 6: what share
of everything ever shown was false, how many people saw a false alarm, how soon
true links were found, whether first intervals held. Of a diary it
reads the first line only (the names); it must never look at how the engine
came to its claims.

    python -m tests.simulation.independent.scorer FOLDER [--every]

FOLDER holds pNNNN.claims.jsonl and pNNNN.truth.json. Without --every only the
reference grid counts: 8 to 59 each, to 119 by 2, to 299 by 5, then by 10, and
the last.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TIERS = ("hunch", "likely", "strong")
LOOKS_FOR_POWER = (40, 60, 80, 120, 250, 400)
LARGE = 0.5  # standard deviations: what "no large link" rules out

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TrueLink:
    """A link of the truth file, with its size in the outcome's units and in SD."""

    pair: Pair
    odds_ratio: float
    sign: int
    binary: bool
    clear: bool
    effect: float
    size_sd: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim as a person could read it."""

    rank: int  # place in TIERS
    lead: bool
    direction: int
    interval: tuple[float, float, float] | None  # effect, low, high


@dataclass(slots=True)
class Person:
    """One life: the truth, and what was shown when."""

    links: dict[Pair, TrueLink]
    proxies: frozenset[Pair]
    pairs: frozenset[Pair]
    main: str | None = None
    looks: list[tuple[int, dict[Pair, Shown]]] = field(default_factory=list)
    no_link: set[Pair] = field(default_factory=set)

    def ever(self, rank: int, *, leads_only: bool = True) -> set[Pair]:
        """Return the pairs ever shown at this tier or a higher one."""
        return {
            pair
            for _, claims in self.looks
            for pair, claim in claims.items()
            if claim.rank >= rank and (claim.lead or not leads_only)
        }

    def first(self, pair: Pair, rank: int) -> tuple[int, Shown] | None:
        """Return the entry and the claim when the pair was first shown as a lead."""
        for n, claims in self.looks:
            claim = claims.get(pair)
            if claim and claim.lead and claim.rank >= rank:
                return n, claim
        return None


def on_grid(n: int, last: int) -> bool:
    """Say whether the reference figures looked after n entries."""
    if n == last:
        return True
    if n < 60:
        return n >= 8
    step = 2 if n < 120 else 5 if n < 300 else 10
    return n % step == 0


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_claim(raw: dict[str, Any]) -> Shown:
    """Return a claim of the claims file; an interval only if all of it is there."""
    numbers = [raw.get(key) for key in ("effect", "lo", "hi")]
    interval = (float(numbers[0]), float(numbers[1]), float(numbers[2])) if None not in numbers else None
    return Shown(TIERS.index(raw["tier"]), raw["role"] == "lead", int(raw["direction"] or 0), interval)


def read_person(truth: Path, claims: Path, diary: Path, *, every: bool) -> Person:
    """Return one life from its three files; the diary is read for its first line only."""
    known = json.loads(truth.read_text(encoding="utf-8"))
    links = [TrueLink(pair=(raw.pop("factor"), raw.pop("outcome")), **raw) for raw in known["links"]]
    meta = next(json_lines(diary))
    person = Person(
        links={link.pair: link for link in links},
        proxies=frozenset((factor, outcome) for factor, outcome in known["proxies"]),
        pairs=frozenset((f["name"], o["name"]) for f in meta["factors"] for o in meta["outcomes"]),
        main=meta.get("main", {}).get("outcome"),
    )
    answers = list(json_lines(claims))
    last = answers[-1]["n"] if answers else 0
    for answer in answers:
        if every or on_grid(answer["n"], last):
            shown = {(raw["factor"], raw["outcome"]): read_claim(raw) for raw in answer["claims"]}
            person.looks.append((answer["n"], shown))
            person.no_link |= {(raw["factor"], raw["outcome"]) for raw in answer["no_link"]}
    return person


def mean(values: Iterable[float]) -> float:
    """Return the mean, or NaN of nothing."""
    listed = list(values)
    return statistics.fmean(listed) if listed else float("nan")


def false_shares(people: list[Person], rank: int) -> dict[str, float]:
    """Return lifetime false discovery rates, and false alarms by person."""
    nulls, direct, any_role, alarms = [], [], [], []
    for person in people:
        leads, shown = person.ever(rank), person.ever(rank, leads_only=False)
        false = {p for p in leads if p not in person.links and p not in person.proxies}
        false_shown = {p for p in shown if p not in person.links and p not in person.proxies}
        nulls.append(len(false) / max(1, len(leads)))
        direct.append(len(leads - person.links.keys()) / max(1, len(leads)))
        any_role.append(len(false_shown) / max(1, len(shown)))
        alarms.append(len(false))
    return {
        "lifetime_fdr": mean(nulls),
        "lifetime_fdr_direct": mean(direct),
        "lifetime_fdr_any_role": mean(any_role),
        "false_per_person": mean(alarms),
        "person_false_alarm": mean(count > 0 for count in alarms),
    }


def power(people: list[Person], rank: int, *, main_only: bool = False) -> dict[str, dict[int, float]]:
    """Return the share of true links found by each look, by odds ratio, clear pairs and all."""
    found: dict[str, list[float]] = {}
    for person in people:
        for link in person.links.values():
            if main_only and link.pair[1] != person.main:
                continue
            first = person.first(link.pair, rank)
            when = float(first[0]) if first else float("inf")
            found.setdefault(f"OR {link.odds_ratio:g} all", []).append(when)
            if link.clear:
                found.setdefault(f"OR {link.odds_ratio:g} clear", []).append(when)
    return {
        f"{name} ({len(times)})": {n: mean(t <= n for t in times) for n in LOOKS_FOR_POWER}
        for name, times in sorted(found.items())
    }


def first_intervals(people: list[Person], rank: int) -> dict[str, float]:
    """Return how the interval at first showing holds the truth, for yes/no factors that act."""
    inside, wrong, ratios = [], [], []
    for person in people:
        for link in person.links.values():
            first = person.first(link.pair, rank)
            if first is None:
                continue
            if link.sign:
                wrong.append(first[1].direction * link.sign < 0)
            if link.binary and first[1].interval:
                effect, low, high = first[1].interval
                inside.append(low <= link.effect <= high)
                ratios.append(effect / link.effect)
    return {
        "intervals": len(inside),
        "coverage": mean(inside),
        "wrong_sign": mean(wrong),
        "exaggeration_median": statistics.median(ratios) if ratios else float("nan"),
    }


def ruled_out(people: list[Person]) -> dict[str, float]:
    """Return how often "no large link" was ever said, of large true links and of null pairs."""
    large = [pair in p.no_link for p in people for pair, link in p.links.items() if link.size_sd >= LARGE]
    nulls = [pair in p.no_link for p in people for pair in p.pairs - p.links.keys() - p.proxies]
    return {"large_links": len(large), "large_ruled_out": mean(large), "null_ruled_out": mean(nulls)}


def roles(people: list[Person], rank: int) -> dict[str, float]:
    """Return, at the last entry, direct causes shown as leads and proxies moved under one."""
    direct, proxies = [], []
    for person in people:
        for pair, claim in person.looks[-1][1].items() if person.looks else ():
            if claim.rank >= rank and pair in person.links:
                direct.append(claim.lead)
            elif claim.rank >= rank and pair in person.proxies:
                proxies.append(not claim.lead)
    return {"direct": len(direct), "direct_as_lead": mean(direct), "proxies": len(proxies), "moved": mean(proxies)}


def score(people: list[Person]) -> dict[str, Any]:
    """Return all measures of the people's claims, by tier where tiers matter."""
    out: dict[str, Any] = {"people": len(people), "no_large_link": ruled_out(people)}
    for rank, tier in enumerate(TIERS):
        out[tier] = {
            "false": false_shares(people, rank),
            "power": power(people, rank),
            "first_showing": first_intervals(people, rank),
            "roles": roles(people, rank),
        }
        if any(person.main for person in people):
            out[tier]["main_power"] = power(people, rank, main_only=True)
            mine = [only_main(person) for person in people]
            out[tier]["main_false"] = false_shares(mine, rank)
    return out


def only_main(person: Person) -> Person:
    """Return the same life with nothing but the claims about the main question's outcome."""
    looks = [(n, {pair: c for pair, c in claims.items() if pair[1] == person.main}) for n, claims in person.looks]
    links = {pair: link for pair, link in person.links.items() if pair[1] == person.main}
    return Person(links, person.proxies, person.pairs, person.main, looks, person.no_link)


def rounded(value: Any) -> Any:
    """Return the same measures with three decimals."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def main() -> None:
    """Score a folder of lives and print the measures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", action="store_true", help="count every entry, not only the reference grid")
    chosen = parser.parse_args()
    people = [
        read_person(
            claims.with_name(claims.name.replace(".claims.jsonl", ".truth.json")),
            claims,
            claims.with_name(claims.name.replace(".claims.jsonl", ".diary.jsonl")),
            every=chosen.every,
        )
        for claims in sorted(chosen.folder.glob("*.claims.jsonl"))
    ]
    print(json.dumps(rounded(score(people)), indent=1))


if __name__ == "__main__":
    main()
