"""Whole lives with the search for patterns: what one person was ever shown, and how much of it was true.

Used by the simulation tests and by the bench. A *lead* shown once counts for ever, withdrawn or not.
"""

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from aftercare.model.pattern import Tier
from benchmarks.patterns.diaries import Diary, Truth

TIERS = tuple(tier.value for tier in Tier)
Key = tuple[str, str]


@dataclass
class Life:
    """What one person ever saw."""

    diary: Diary
    first: dict[str, dict[Key, int]] = field(default_factory=lambda: {tier: {} for tier in TIERS})
    """Tier to pair to the entry at which it was first a lead of that tier or better."""
    moved: set[Key] = field(default_factory=set)
    """Pairs ever shown as travelling with another, at the likely tier."""
    intervals: list[tuple[Truth, float, float, float]] = field(default_factory=list)
    signs: list[bool] = field(default_factory=list)
    last_roles: dict[Key, str] = field(default_factory=dict)
    no_link: set[Key] = field(default_factory=set)
    no_link_last: set[Key] = field(default_factory=set)
    pairs: int = 0


def look(life: Life, shown: dict[str, object], n: int) -> None:
    """Note what is shown after entry n."""
    claims = shown["claims"]
    assert isinstance(claims, list)
    life.last_roles = {}
    for claim in claims:
        key = (claim["factor"], claim["outcome"])
        rank = TIERS.index(claim["tier"])
        if rank >= 1:
            life.last_roles[key] = claim["role"]
        if claim["role"] != "lead":
            life.moved.add(key)
            continue
        if rank >= 1 and key not in life.first["likely"]:
            note_first(life, key, claim)
        for tier in TIERS[: rank + 1]:
            life.first[tier].setdefault(key, n)
    absent = shown["no_link"]
    assert isinstance(absent, list)
    life.no_link_last = {(pair["factor"], pair["outcome"]) for pair in absent}
    life.no_link |= life.no_link_last


def note_first(life: Life, key: Key, claim: dict[str, object]) -> None:
    """Keep the interval and sign with which a true link was first shown as likely."""
    truth = life.diary.links.get(key)
    if truth is None:
        return
    if truth.sign:
        life.signs.append(claim["direction"] == truth.sign)
    if claim.get("per") == "presence":
        lo, hi, effect = claim["lo"], claim["hi"], claim["effect"]
        assert isinstance(lo, float)
        assert isinstance(hi, float)
        assert isinstance(effect, float)
        life.intervals.append((truth, effect, lo, hi))


def false_shares(lives: Sequence[Life], tier: str) -> tuple[float, float, float, float]:
    """Lifetime FDR, the same with proxies as false, false pairs per person, people who saw a false one."""
    shares, direct, counts = [], [], []
    for life in lives:
        ever = life.first[tier]
        proxies = [key for key in ever if key in life.diary.proxies]
        wrong = [key for key in ever if key not in life.diary.links and key not in life.diary.proxies]
        shares.append(len(wrong) / max(len(ever), 1))
        direct.append((len(wrong) + len(proxies)) / max(len(ever), 1))
        counts.append(len(wrong))
    mean = statistics.fmean
    return mean(shares), mean(direct), mean(counts), mean(1.0 * (count > 0) for count in counts)


def power(
    lives: Sequence[Life], tier: str, odds_ratio: float, by: int, *, main_only: bool = False
) -> tuple[float, int]:
    """Share of clear true links of this odds ratio found by an entry, and how many there are."""
    found = [
        life.first[tier].get(key, sys.maxsize) <= by
        for life in lives
        for key, truth in life.diary.links.items()
        if truth.clear and truth.odds_ratio == odds_ratio and truth.sign
        if not main_only or key[1] == main_outcome(life)
    ]
    return (statistics.fmean(found) if found else float("nan")), len(found)


def main_outcome(life: Life) -> object:
    """The outcome of the person's main question, None without one."""
    main = life.diary.lines[0].get("main")
    return main["outcome"] if isinstance(main, dict) else None
