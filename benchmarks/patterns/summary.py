"""Many lives to one small object of figures, kept in the repository: error rates, power, times, tiers, intervals.

Shares come with their standard error over people. Nothing of a single person is kept.
"""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks.patterns.coverage import FIXED, KINDS
from benchmarks.patterns.diaries import COMPONENTS, COMPOSITE
from benchmarks.patterns.lives import FIRST_SHOWN, NEVER, TIERS, Key, Life, Links, found_at, main_outcome

BY = (20, 40, 60, 80, 100, 120, 150, 200, 250, 300, 350, 400, 600, 800, 1000)
"""Entries at which power is told."""
ODDS_RATIOS = (2.0, 3.0, 4.0, 6.0)
WHICH: dict[str, dict[str, bool]] = {
    "clear": {},
    "clear, scores": {"scores": True},
    "clear, yes/no": {"scores": False},
    "every": {"clear": False},
    "every, yes/no": {"clear": False, "scores": False},
}
BINS = ((3.0, 16.0), (16.0, 50.0), (50.0, 160.0), (160.0, math.inf))
"""Evidence, as in the table of PATTERNS 4.7."""

Figures = dict[str, object]


def summarise(lives: Sequence[Life]) -> Figures:
    """All figures of one scenario and method."""
    figures: Figures = {
        "people": len(lives),
        "entries": lives[0].entries,
        "pairs": _mean([life.pairs for life in lives])[0],
        "links": _mean([len(life.diary.links) for life in lives])[0],
        "seconds": round(statistics.median(life.seconds for life in lives), 2),
        "rules": {rule: _rule(lives, rule) for rule in lives[0].rules},
    }
    if any(main_outcome(life) for life in lives):
        figures["main"] = {rule: _main(lives, rule) for rule in lives[0].rules}
    if lives[0].rules == TIERS:
        figures["showings"] = {tier: _showings(lives, tier) for tier in FIRST_SHOWN}
        figures["no_link"] = _no_link(lives)
        figures["roles"] = _roles(lives)
        figures["evidence"] = _evidence(lives)
        figures["coverage"] = {kind: _coverage([life.coverage[kind] for life in lives]) for kind in KINDS}
        figures["tangled"] = _tangled(lives)
        figures["distress"] = {tier: _distress(lives, tier) for tier in TIERS}
    return figures


def _rule(lives: Sequence[Life], rule: str) -> Figures:
    every = [list(life.first[rule]) for life in lives]
    now = [sorted(life.now[rule]) for life in lives]
    return {
        **_shares(lives, every),
        "now": _shares(lives, now),
        "first_entry": _first_entry([min(life.first[rule].values(), default=NEVER) for life in lives]),
        "power": {
            which: {f"{odds_ratio:g}": _power(lives, rule, odds_ratio, narrowed) for odds_ratio in ODDS_RATIOS}
            for which, narrowed in WHICH.items()
        },
    }


def _shares(lives: Sequence[Life], shown: Sequence[Sequence[Key]]) -> Figures:
    kinds = [[life.kind(key) for key in keys] for life, keys in zip(lives, shown, strict=True)]
    wrong = [one.count("null") for one in kinds]
    indirect = [one.count("null") + one.count("proxy") for one in kinds]
    return {
        "false_share": _mean([count / max(len(one), 1) for count, one in zip(wrong, kinds, strict=True)]),
        "with_proxies": _mean([count / max(len(one), 1) for count, one in zip(indirect, kinds, strict=True)]),
        "false_each": _mean(wrong),
        "people_with_false": _mean([count > 0 for count in wrong]),
        "shown_each": _mean([len(one) for one in kinds]),
        "pooled_true": round(1 - sum(wrong) / max(sum(map(len, kinds)), 1), 4),
        "people_shown": sum(1 for one in kinds if one),
    }


def _first_entry(firsts: Sequence[int]) -> Figures:
    return {"median": _entry(statistics.median_high(firsts)), "earliest": _entry(min(firsts))}


def _entry(n: int) -> int | None:
    return None if n == NEVER else n


def _power(lives: Sequence[Life], rule: str, odds_ratio: float, narrowed: dict[str, bool]) -> Figures:
    return _by(found_at(lives, rule, Links(odds_ratio=odds_ratio, **narrowed)), lives[0].entries)


def _main(lives: Sequence[Life], rule: str) -> Figures:
    """Of the main question alone: its suspects with its outcome."""
    asked = [_asked(life) for life in lives]
    shown = [[key for key in life.first[rule] if key in mine] for life, mine in zip(lives, asked, strict=True)]
    power = {f"{odds_ratio:g}": _power(lives, rule, odds_ratio, {"main_only": True}) for odds_ratio in (3.0, 4.0, 6.0)}
    return {**_shares(lives, shown), "power": power}


def _asked(life: Life) -> set[Key]:
    main = life.diary.lines[0]["main"]
    assert isinstance(main, dict)
    return {(suspect, main["outcome"]) for suspect in main["suspects"]}


def _showings(lives: Sequence[Life], tier: str) -> Figures:
    """True links as they were first shown at a tier or better."""
    kept = [showing for life in lives for showing in life.showings[tier].values()]
    holds = [showing.holds for showing in kept if showing.holds is not None]
    grown = [showing.effect / showing.truth for showing in kept if showing.truth]
    raw = [showing.raw / showing.truth for showing in kept if showing.truth and showing.raw is not None]
    signs = [showing.right_sign for showing in kept if showing.right_sign is not None]
    return {
        "intervals": len(holds),
        "hold": _share(holds),
        "plain_hold": _share(showing.plain_holds for showing in kept if showing.plain_holds is not None),
        "always_hold": _share(showing.always_holds for showing in kept if showing.always_holds is not None),
        "raw_exaggeration": round(statistics.median(raw), 3) if raw else None,
        "exaggeration": round(statistics.median(grown), 3) if grown else None,
        "signs": len(signs),
        "wrong_sign": _share(not right for right in signs),
    }


def _no_link(lives: Sequence[Life]) -> Figures:
    large = [
        key in life.no_link
        for life in lives
        for key, truth in life.diary.links.items()
        if abs(truth.effect) >= 0.5 * life.diary.outcome_sd[key[1]]
    ]
    graded = [
        key in life.no_link
        for life in lives
        for key, truth in life.diary.links.items()
        if math.isnan(truth.effect) and truth.sign and truth.odds_ratio >= 4.0
    ]
    return {
        "large": len(large),
        "large_denied": _share(large),
        "graded": len(graded),
        "graded_denied": _share(graded),
        "null_said": _null_said(lives, lambda _: True),
        "null_said_yes_no": _null_said(lives, lambda key: key[0].startswith("tag_")),
    }


def _null_said(lives: Sequence[Life], wanted: Callable[[Key], bool]) -> float | None:
    return _share(
        key in life.no_link_last for life in lives for key in life.evidence if wanted(key) and _null(life, key)
    )


def _null(life: Life, key: Key) -> bool:
    return life.kind(key) == "null"


def _roles(lives: Sequence[Life]) -> Figures:
    """Of what stands as likely or better at the last entry."""
    roles = [(life.kind(key), role) for life in lives for key, role in life.last_roles.items()]
    direct = [role == "lead" for kind, role in roles if kind == "link"]
    moved = [role != "lead" for kind, role in roles if kind == "proxy"]
    return {"direct": len(direct), "lead": _share(direct), "proxies": len(moved), "moved": _share(moved)}


def _evidence(lives: Sequence[Life]) -> list[Figures]:
    """What evidence of a size means at the last entry."""
    rows: list[Figures] = []
    for low, high in BINS:
        kinds = [
            life.kind(key)
            for life in lives
            for key, value in life.evidence.items()
            if math.log(low) <= value < (math.log(high) if high < math.inf else math.inf)
        ]
        links, proxies = kinds.count("link"), kinds.count("proxy")
        rows.append(
            {
                "from": low,
                "pairs": len(kinds),
                "link_or_proxy": round((links + proxies) / len(kinds), 4) if kinds else None,
                "link": round(links / len(kinds), 4) if kinds else None,
                "null_each": round(kinds.count("null") / len(lives), 3),
            }
        )
    return rows


def _tangled(lives: Sequence[Life]) -> Figures:
    """Pairs ever shown as not to be told apart from another one."""
    kinds = [life.kind(key) for life in lives for key in life.tangled]
    return {"each": round(len(kinds) / len(lives), 3), "null": kinds.count("null"), "pairs": len(kinds)}


def _coverage(counts: Sequence[Any]) -> Figures:
    """Plain intervals at fixed entries, and both kinds at all looks of a life."""
    fixed: Figures = {}
    for n in FIXED:
        counted = [one["fixed"][str(n)] for one in counts if str(n) in one["fixed"]]
        if counted:
            fixed[str(n)] = round(sum(held for held, _ in counted) / sum(of for _, of in counted), 4)
    pairs = sum(one["pairs"] for one in counts)
    missed = {name: sum(one[f"{name}_missed"] for one in counts) for name in ("wald", "always")}
    ever = {f"{name}_all_looks": round(1 - count / max(pairs, 1), 4) for name, count in missed.items()}
    return {"pairs": pairs, "wald": fixed, **ever}


def _distress(lives: Sequence[Life], tier: str) -> Figures:
    """Clear links of what distress is made of, found at the component or (where it is an outcome) at distress."""
    told: Figures = {}
    for odds_ratio in (4.0, 6.0):
        at = [
            min(life.first[tier].get(key, NEVER), life.first[tier].get((key[0], COMPOSITE), NEVER))
            for life in lives
            for key in Links(odds_ratio=odds_ratio).of(life)
            if key[1] in COMPONENTS
        ]
        told[f"{odds_ratio:g}"] = _by(at, lives[0].entries)
    return told


def _by(at: Sequence[int], until: int) -> Figures:
    """Of links found at these entries: the share by entry, and the middle."""
    return {
        "links": len(at),
        "by": {str(n): round(statistics.fmean(found <= n for found in at), 4) for n in BY if n <= until} if at else {},
        "median_entry": _entry(statistics.median_high(at)) if at else None,
    }


def _share(values: Iterable[bool | None]) -> float | None:
    kept = [bool(value) for value in values]
    return round(statistics.fmean(kept), 4) if kept else None


def _mean(values: Sequence[float]) -> list[float]:
    """Mean and standard error."""
    error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return [round(statistics.fmean(values), 4), round(error, 4)]
