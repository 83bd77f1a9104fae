"""Whole lives with a rule that shows pairs: what one person was ever shown, and how much of it was true.

Used by the simulation tests and by the bench, for our tiers and for the simpler rules alike. A *lead* shown once counts
for ever, withdrawn or not.
"""

import math
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aftercare.model.pattern import Effect, Tier
from benchmarks.patterns.coverage import wald
from benchmarks.patterns.diaries import BINARY_OUTCOMES, OUTCOMES, Diary, Truth

TIERS = tuple(tier.value for tier in Tier)
Key = tuple[str, str]
FIRST_SHOWN = TIERS[:2]
"""The tiers at whose first showing the interval is kept."""
NEVER = sys.maxsize


@dataclass
class Showing:
    """A true link as it was first shown."""

    odds_ratio: float
    right_sign: bool | None
    """None for a cycle, which has no sign."""
    truth: float | None = None
    """With the estimate and its interval, for yes/no factors."""
    effect: float = 0.0
    lo: float = 0.0
    hi: float = 0.0
    raw: float | None = None
    plain_holds: bool | None = None
    """Whether the plain 95 % interval around the raw estimate held at that look."""
    always_holds: bool | None = None
    """Whether the interval that is to hold at all looks did."""

    @property
    def holds(self) -> bool | None:
        """Whether the interval shown holds the truth; None where there is none to compare."""
        return None if self.truth is None else self.lo <= self.truth <= self.hi


@dataclass
class Life:
    """What one person ever saw."""

    diary: Diary
    rules: tuple[str, ...] = TIERS
    first: dict[str, dict[Key, int]] = field(default_factory=dict)
    """Rule to pair to the entry at which it was first shown as a lead by that rule (that tier or better)."""
    now: dict[str, set[Key]] = field(default_factory=dict)
    """The same as of the last look."""
    showings: dict[str, dict[Key, Showing]] = field(default_factory=lambda: {tier: {} for tier in FIRST_SHOWN})
    last_roles: dict[Key, str] = field(default_factory=dict)
    """Role of each pair shown as likely or better at the last look."""
    tangled: set[Key] = field(default_factory=set)
    """Pairs ever shown as not to be told apart from another."""
    no_link: set[Key] = field(default_factory=set)
    no_link_last: set[Key] = field(default_factory=set)
    evidence: dict[Key, float] = field(default_factory=dict)
    """Natural logarithm of the evidence at the last look."""
    coverage: dict[str, object] = field(default_factory=dict)
    pairs: int = 0
    entries: int = 0
    seconds: float = 0.0
    """Processor time of all looks together."""

    def __post_init__(self) -> None:
        self.first = self.first or {rule: {} for rule in self.rules}
        self.now = self.now or {rule: set() for rule in self.rules}

    def note(self, rule: str, shown: Iterable[Key], n: int) -> None:
        """What a rule shows after entry n."""
        self.now[rule] = set(shown)
        for key in self.now[rule]:
            self.first[rule].setdefault(key, n)

    def note_plain_intervals(self, effects: Mapping[Key, Effect | None]) -> None:
        """Beside the intervals just shown for the first time, those that are not shown."""
        for kept in self.showings.values():
            for key, showing in kept.items():
                effect = effects[key]
                if showing.truth is None or showing.plain_holds is not None or effect is None:
                    continue
                low, high = wald(effect)
                showing.raw = effect.raw
                showing.plain_holds = low <= showing.truth <= high
                showing.always_holds = effect.always_low <= showing.truth <= effect.always_high

    def kind(self, key: Key) -> str:
        """link, proxy or null."""
        return "link" if key in self.diary.links else "proxy" if key in self.diary.proxies else "null"


def look(life: Life, shown: dict[str, object], n: int) -> None:
    """Note what is shown after entry n, as an object of the claims file."""
    claims = shown["claims"]
    assert isinstance(claims, list)
    life.last_roles = {}
    leads: dict[str, list[Key]] = {tier: [] for tier in TIERS}
    for claim in claims:
        key = (claim["factor"], claim["outcome"])
        rank = TIERS.index(claim["tier"])
        if rank >= 1:
            life.last_roles[key] = claim["role"]
        if claim["role"] == "lead":
            for tier in TIERS[: rank + 1]:
                leads[tier].append(key)
            note_first(life, key, claim)
    for tier in TIERS:
        life.note(tier, leads[tier], n)
    life.tangled |= set(_keys(shown.get("entangled", [])))
    life.no_link_last = set(_keys(shown["no_link"]))
    life.no_link |= life.no_link_last


def _keys(pairs: object) -> Iterable[Key]:
    assert isinstance(pairs, list)
    return ((pair["factor"], pair["outcome"]) for pair in pairs)


def note_first(life: Life, key: Key, claim: dict[str, object]) -> None:
    """Keep the interval and sign with which a true link was first shown, at each tier."""
    truth = life.diary.links.get(key)
    if truth is None:
        return
    showing = Showing(truth.odds_ratio, claim["direction"] == truth.sign if truth.sign else None)
    if claim.get("per") == "presence" and not math.isnan(truth.effect):
        effect, lo, hi = claim["effect"], claim["lo"], claim["hi"]
        assert isinstance(effect, float)
        assert isinstance(lo, float)
        assert isinstance(hi, float)
        showing.truth, showing.effect, showing.lo, showing.hi = truth.effect, effect, lo, hi
    for tier in FIRST_SHOWN:
        if TIERS.index(str(claim["tier"])) >= TIERS.index(tier):
            life.showings[tier].setdefault(key, showing)


def false_shares(lives: Sequence[Life], rule: str) -> tuple[float, float, float, float]:
    """Lifetime FDR, the same with proxies as false, false pairs per person, people who saw a false one."""
    shares, direct, counts = [], [], []
    for life in lives:
        kinds = [life.kind(key) for key in life.first[rule]]
        wrong, proxies = kinds.count("null"), kinds.count("proxy")
        shares.append(wrong / max(len(kinds), 1))
        direct.append((wrong + proxies) / max(len(kinds), 1))
        counts.append(wrong)
    mean = statistics.fmean
    return mean(shares), mean(direct), mean(counts), mean(1.0 * (count > 0) for count in counts)


@dataclass(frozen=True, kw_only=True)
class Links:
    """Which true links are counted. Cycles are not: they have no with and without."""

    odds_ratio: float
    clear: bool = True
    scores: bool | None = None
    """Only 0 to 10 outcomes, only yes/no ones, or (None) all."""
    main_only: bool = False
    """Only those of the person's main question."""

    def of(self, life: Life) -> list[Key]:
        """These links of one life."""
        return [key for key, truth in life.diary.links.items() if self._wanted(life, key, truth)]

    def _wanted(self, life: Life, key: Key, truth: Truth) -> bool:
        if not truth.sign:
            return False
        is_score = key[1] not in OUTCOMES[:BINARY_OUTCOMES]
        return bool(
            truth.odds_ratio == self.odds_ratio
            and (truth.clear or not self.clear)
            and (self.scores is None or self.scores == is_score)
            and (not self.main_only or key[1] == main_outcome(life))
        )


def found_at(lives: Sequence[Life], rule: str, links: Links) -> list[int]:
    """The entry at which each of the links was first shown; NEVER for those that were not."""
    return [life.first[rule].get(key, NEVER) for life in lives for key in links.of(life)]


def power(
    lives: Sequence[Life], rule: str, odds_ratio: float, by: int, *, main_only: bool = False
) -> tuple[float, int]:
    """Share of clear true links of this odds ratio found by an entry, and how many there are."""
    at = found_at(lives, rule, Links(odds_ratio=odds_ratio, main_only=main_only))
    return (statistics.fmean(n <= by for n in at) if at else float("nan")), len(at)


def main_outcome(life: Life) -> str | None:
    """The outcome of the person's main question, None without one."""
    main = life.diary.lines[0].get("main")
    return str(main["outcome"]) if isinstance(main, dict) else None
