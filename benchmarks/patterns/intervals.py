"""How often the intervals that a person is shown hold the truth (PATTERNS 4.8), on standard lives.

Binary factors only, where the true difference is known: that of a link, nothing for a pair that is neither link nor
proxy. Wald is the plain 95 % interval, shrunk the one that is shown, always-valid the one that may be watched daily.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from statistics import fmean, median

from aftercare.model.pattern import Effect, Pair, PatternRole, Patterns, Per, Tier
from aftercare.patterns.effect import NORMAL_95
from aftercare.patterns.find import find
from aftercare.usecases import read_diary
from aftercare.usecases.diary_lines import read_diaries
from benchmarks.patterns.asked import grid
from benchmarks.patterns.diaries import SCENARIOS, Diary, simulate
from benchmarks.patterns.lives import Key

FIXED = (60, 120, 250, 400)
KINDS = ("wald", "shrunk", "always-valid")


@dataclass
class Held:
    """What held the truth, in one life."""

    fixed: dict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Wald, by entry."""
    everywhere: dict[str, dict[Key, bool]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    """Whether it held at all looks so far, pair by pair."""
    first: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
    """By tier and kind, at the first showing of a true link."""
    grown: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    """Shown over true, raw and shrunk, at the first showing."""
    signs: list[bool] = field(default_factory=list)
    """Whether the sign was right at the first hunch."""


def measure(seeds: Sequence[int], jobs: int = 1) -> Iterator[str]:
    """The table, as lines of text."""
    with ProcessPoolExecutor(jobs) as pool:
        lives = list(pool.map(live, seeds))
    yield f"Intervals: binary factors, standard lives ({len(lives)} people)"
    for entry in FIXED:
        held = [one for life in lives for one in life.fixed[entry]]
        yield f"  Wald 95 % at entry {entry:<4} (of {len(held)}){fmean(held):8.3f}"
    for kind in KINDS:
        held = [one for life in lives for one in life.everywhere[kind].values()]
        yield f"  {kind} 95 % right at all looks of a diary (of {len(held)}){fmean(held):8.3f}"
    for tier in ("hunch", "likely"):
        for kind in KINDS:
            held = [one for life in lives for one in life.first[tier, kind]]
            yield f"  true links at first {tier}: {kind} (of {len(held)}){fmean(held):8.3f}"
        for kind in ("raw", "shrunk"):
            grown = [one for life in lives for one in life.grown[tier, kind]]
            yield f"  exaggeration at first {tier}, median: {kind}{median(grown):8.3f}"
    signs = [one for life in lives for one in life.signs]
    yield f"  wrong sign at first showing of a true link: {signs.count(False)} of {len(signs)}"


def live(seed: int) -> Held:
    """One standard life, asked all along."""
    diary = simulate(SCENARIOS["standard"], seed)
    read = next(iter(read_diaries(json.dumps(line) for line in diary.lines)))
    whole = read_diary.table_of(read)
    held, shown = Held(), set[tuple[Tier, Key]]()
    for n in grid(len(whole.rows)):
        found = find(whole.first(n, cycle_length=read.cycle_length(n)))
        _note(held, diary, found, n)
        _note_first(held, diary, found, shown)
    return held


def _note(held: Held, diary: Diary, found: Patterns, n: int) -> None:
    for pair in found.pairs:
        truth = _truth(diary, pair)
        if truth is None or pair.effect is None:
            continue
        right = _right(pair.effect, truth)
        if n in FIXED:
            held.fixed[n].append(right["wald"])
        for kind in KINDS:
            held.everywhere[kind][pair.key] = held.everywhere[kind].get(pair.key, True) and right[kind]


def _note_first(held: Held, diary: Diary, found: Patterns, shown: set[tuple[Tier, Key]]) -> None:
    for pattern in found.of(tier=Tier.HUNCH):
        key, effect = pattern.pair.key, pattern.pair.effect
        link = diary.links.get(key)
        if pattern.role is not PatternRole.LEAD or link is None or effect is None:
            continue
        for tier in list(Tier)[: pattern.tier.rank]:
            if (tier, key) in shown:
                continue
            shown.add((tier, key))
            if tier is Tier.HUNCH and link.sign:
                held.signs.append(pattern.pair.direction == link.sign)
            if effect.per is Per.PRESENCE:
                for kind, right in _right(effect, link.effect).items():
                    held.first[tier.value, kind].append(right)
                held.grown[tier.value, "raw"].append(effect.raw / link.effect)
                held.grown[tier.value, "shrunk"].append(effect.estimate / link.effect)


def _truth(diary: Diary, pair: Pair) -> float | None:
    """The true difference of a testable pair of a binary factor; None where nobody could say."""
    if pair.effect is None or pair.effect.per is not Per.PRESENCE or not pair.testable or pair.key in diary.proxies:
        return None
    return diary.links[pair.key].effect if pair.key in diary.links else 0.0


def _right(effect: Effect, truth: float) -> dict[str, bool]:
    half = NORMAL_95 * effect.standard_error
    return {
        "wald": effect.raw - half <= truth <= effect.raw + half,
        "shrunk": effect.low <= truth <= effect.high,
        "always-valid": effect.always_low <= truth <= effect.always_high,
    }
