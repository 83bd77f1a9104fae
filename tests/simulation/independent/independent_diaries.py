"""Diaries with known truth, written from the specification by another hand.

Takes a scenario, a number of encounters and a seed; returns what was so, what
was felt and the truth behind it (`write_diaries` turns it into lines). It shares no code with the product or with the
product's own simulator: only the written description of the simulated life
(phases that drift, factors that come together, daily check-ins, cycles,
missing values) is common. It must never read or be shaped by what an engine
answers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Recording = Callable[[Floats], Floats]

CLUSTER_CORRELATION = 0.65
PHASE_DAYS = 170.0
BINARY, ORDINAL, CONTINUOUS, CYCLE = "binary", "ordinal", "continuous", "cycle_day"


class Scenario(StrEnum):
    """The lives of the specification's section 2 and 9b."""

    STANDARD = "standard"
    NULL = "null"
    HEAVY_DRIFT = "heavy_drift"
    FEW_LINKS = "few_links"
    MAIN = "main"
    MAIN_NULL = "main_null"


ODDS_RATIOS: dict[Scenario, tuple[float, ...]] = {
    Scenario.STANDARD: (1.5, 2, 3, 4, 6) * 3,
    Scenario.NULL: (),
    Scenario.HEAVY_DRIFT: (1.5, 2, 3, 4, 6) * 3,
    Scenario.FEW_LINKS: (1.5, 1.5, 2, 2, 3, 4),
    Scenario.MAIN: (6, 4, 3, 2, 1.5, 2, 3, 4, 6, 1.5, 2, 3, 4, 6),
    Scenario.MAIN_NULL: (),
}
LINKS_OF_MAIN = 4  # the first four ratios of MAIN act on the outcome that matters
SUSPECTS = 12

OUTCOMES: tuple[tuple[str, str, int, int], ...] = (
    ("tears", BINARY, 0, 1),
    ("bleeding", BINARY, 0, 1),
    ("low_next_day", BINARY, 0, 1),
    ("mood_change", ORDINAL, -5, 5),
    ("pain", ORDINAL, 0, 10),
    ("cramps", ORDINAL, 0, 10),
    ("irritability", ORDINAL, 0, 10),
    ("anxiety", ORDINAL, 0, 10),
)
BASE_RATES = {"tears": (0.12, 0.35), "bleeding": (0.06, 0.15), "low_next_day": (0.15, 0.4)}
KINDS = [BINARY] * 24 + [ORDINAL] * 6 + [CONTINUOUS] * 4 + [CYCLE] + ["daily"] * 5


@dataclass(frozen=True, slots=True)
class Link:
    """A factor that acts on an outcome, with its size in the outcome's units."""

    factor: str
    outcome: str
    odds_ratio: float
    sign: int  # 0 for a cycle: it has a phase, not a direction
    binary: bool
    clear: bool
    effect: float
    size_sd: float


@dataclass(slots=True)
class Calendar:
    """When things happened: days are counted from the first day."""

    day: NDArray[np.int64]  # of each encounter
    days: int
    phases: Floats  # three processes x days


@dataclass(slots=True)
class Factors:
    """What was so (not yet what was recorded), one row a factor."""

    names: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)  # at the encounter, as it acts
    cluster: list[int] = field(default_factory=list)  # -1: none
    daily: dict[str, Floats] = field(default_factory=dict)  # one value a day
    mood: Floats = field(default_factory=lambda: np.zeros(0))


def autoregressive(rng: np.random.Generator, n: int, phi: float) -> Floats:
    """Return a standard normal AR(1) series of length n."""
    steps = rng.standard_normal(n) * math.sqrt(1 - phi * phi)
    out = np.empty(n)
    level = rng.standard_normal()
    for i in range(n):
        level = phi * level + steps[i]
        out[i] = level
    return out


def standardised(series: Floats) -> Floats:
    """Return the series with mean 0 and SD 1 (or 0 throughout)."""
    spread = float(series.std())
    return (series - series.mean()) / spread if spread > 0 else series * 0.0


def life_phase(rng: np.random.Generator, days: int) -> Floats:
    """Return one phase process a day: 60 % steps, 40 % ramps, and a slow trend."""
    out = np.empty(0)
    level = rng.standard_normal()
    while out.size < days:
        length = max(10, int(rng.exponential(PHASE_DAYS)))
        target = rng.standard_normal()
        ramp = rng.random() < 0.4
        out = np.append(out, np.linspace(level, target, length) if ramp else np.full(length, target))
        level = target
    trend = rng.normal(0, 0.5) * np.linspace(-1, 1, days)
    return standardised(out[:days] + trend)


def calendar(rng: np.random.Generator, entries: int) -> Calendar:
    """Return encounter days: gamma gaps of about 3 days whose pace changes slowly."""
    pace = np.exp(0.35 * autoregressive(rng, entries, 0.98))
    gaps = rng.gamma(1.5, 2.0, entries) * pace
    day = np.floor(np.cumsum(gaps)).astype(np.int64) + 1
    days = int(day[-1]) + 2
    return Calendar(day, days, np.array([life_phase(rng, days) for _ in range(3)]))


def loaded(rng: np.random.Generator, phases: Floats, size: float) -> Floats:
    """Return a mixture of the phases in a random direction with the given SD."""
    direction = rng.standard_normal(3)
    return np.asarray(size * (direction / np.linalg.norm(direction)) @ phases, dtype=float)


def cycle_days(rng: np.random.Generator, days: int) -> Floats:
    """Return the day of the cycle for each day, lengths 22 to 38."""
    usual = rng.uniform(25, 33)
    out: list[int] = list(range(int(rng.integers(1, 25)), 29))
    while len(out) < days:
        length = int(np.clip(round(rng.normal(usual, 2.0)), 22, 38))
        out.extend(range(1, length + 1))
    return np.array(out[:days], dtype=float)


def as_recorded(rng: np.random.Generator, kind: str, latent: Floats) -> Floats:
    """Turn a latent series into yes/no, five steps, or a number with one decimal."""
    if kind == BINARY:
        prevalence = rng.uniform(0.08, 0.60)
        return (latent > np.quantile(latent, 1 - prevalence)).astype(float)
    if kind == ORDINAL:
        return np.clip(np.round(2 + 1.1 * latent), 0, 4)
    return np.round(50 + 12 * latent, 1)


def daily_factors(rng: np.random.Generator, when: Calendar, drift: float, out: Factors) -> None:
    """Add five daily series; each acts on the same or on the next day."""
    for place in range(5):
        base = autoregressive(rng, when.days, 0.5)
        if rng.random() < 0.7:
            base = base + loaded(rng, when.phases, 0.8 * drift)
        if place == 0:
            out.mood = standardised(base)
        name = f"daily_{place + 1:02d}"
        out.daily[name] = np.clip(np.round(5 + 1.8 * standardised(base)), 0, 10)
        out.names.append(name)
        out.kinds.append("daily")
        out.cluster.append(0 if place == 0 else -1)
        out.values.append(out.daily[name][when.day - (place % 2)])


def make_factors(rng: np.random.Generator, when: Calendar, drift: float) -> Factors:
    """Return 40 factors, 17 of them in five clusters, cluster 0 riding on mood."""
    out = Factors()
    daily_factors(rng, when, drift, out)
    n = when.day.size
    shared = [out.mood[when.day], *(autoregressive(rng, n, 0.5 * rng.random()) for _ in range(4))]
    membership = np.array([*[c for c in range(5) for _ in range(3)], 1, 2, *([-1] * 17)])
    rng.shuffle(membership)
    for place, kind in enumerate(k for k in KINDS if k not in ("daily", CYCLE)):
        share = rng.uniform(0, 0.8)
        own = math.sqrt(share) * autoregressive(rng, n, 0.5)
        own = own + math.sqrt(1 - share) * rng.standard_normal(n)
        cluster = int(membership[place])
        if cluster >= 0:
            common = math.sqrt(CLUSTER_CORRELATION) * shared[cluster]
            own = common + math.sqrt(1 - CLUSTER_CORRELATION) * own
        if rng.random() < 0.7:
            own = own + loaded(rng, when.phases, 0.8 * drift)[when.day]
        out.names.append(f"tag_{place + 1:02d}")
        out.kinds.append(kind)
        out.cluster.append(cluster)
        out.values.append(as_recorded(rng, kind, own))
    out.names.append("cycle")
    out.kinds.append(CYCLE)
    out.cluster.append(-1)
    out.values.append(cycle_days(rng, when.days)[when.day])
    return out


def push(kind: str, values: Floats, peak: float) -> Floats:
    """Return what a factor adds per unit of log odds ratio (centred).

    The ratio is per exposure for yes/no factors and per two SD for others.
    """
    if kind == BINARY:
        return values - float(values.mean())
    if kind == CYCLE:
        values = np.cos(2 * np.pi * (values - 1) / 28.5 - peak)
    return standardised(values) / 2.0


def scale(rng: np.random.Generator, name: str, eta: Floats) -> Recording:
    """Return the map from the logit scale to what is recorded for this outcome."""
    if name in BASE_RATES:
        low, high = BASE_RATES[name]
        cut = float(np.quantile(eta, 1 - rng.uniform(low, high)))
        return lambda e: (e > cut).astype(float)
    if name in ("pain", "cramps"):
        nothing = float(np.quantile(eta, rng.uniform(0.25, 0.55)))
        step = rng.uniform(0.6, 0.9)
        return lambda e: np.clip(np.ceil((e - nothing) / step), 0, 10)
    if name == "mood_change":
        middle = float(np.median(eta)) - rng.uniform(-0.5, 1.0)
        return lambda e: np.clip(np.round(0.9 * (e - middle)), -5, 5)
    middle = float(np.median(eta)) - rng.uniform(2.5, 5.0)
    return lambda e: np.clip(np.round(1.0 * (e - middle)), 0, 10)


def draw_links(
    rng: np.random.Generator, scenario: Scenario, factors: Factors, main: int
) -> list[tuple[int, int, float]]:
    """Return (factor, outcome, signed log odds ratio), one cosine effect among them."""
    ratios = ODDS_RATIOS[scenario]
    taken: set[tuple[int, int]] = set()
    out: list[tuple[int, int, float]] = []
    for place, ratio in enumerate(ratios):
        while True:
            factor = int(rng.integers(len(factors.names) - 1))
            outcome = int(rng.integers(len(OUTCOMES)))
            if scenario is Scenario.MAIN:
                outcome = main if place < LINKS_OF_MAIN else outcome
                if place >= LINKS_OF_MAIN and outcome == main:
                    continue
            if place == len(ratios) - 1:
                factor = factors.names.index("cycle")
            if (factor, outcome) not in taken:
                break
        taken.add((factor, outcome))
        sign = -1.0 if rng.random() < 0.35 else 1.0
        out.append((factor, outcome, sign * math.log(ratio)))
    return out


def logistic_noise(rng: np.random.Generator, n: int, phi: float) -> Floats:
    """Return logistic noise whose ranks follow an AR(1) series."""
    normal = autoregressive(rng, n, phi)
    share = np.array([0.5 * (1 + math.erf(v / math.sqrt(2))) for v in normal])
    share = np.clip(share, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(share / (1 - share)), dtype=float)


def clear_chance(kind: str, values: Floats, outcome_kind: str, recorded: Floats) -> bool:
    """Say whether the pair has a fair chance to be found (PATTERNS 6, "clear")."""
    fair_factor = kind != BINARY or 0.20 <= float(values.mean()) <= 0.65
    return fair_factor and (outcome_kind != BINARY or float(recorded.mean()) >= 0.20)


def true_size(size: float, kind: str, values: Floats, rest: Floats, recorded: Recording) -> float:
    """Return the mean change in the recorded outcome from without to with (low to high)."""
    share = float(values.mean()) if kind == BINARY else 0.5
    return float((recorded(rest + size * (1 - share)) - recorded(rest - size * share)).mean())


def make_outcomes(
    rng: np.random.Generator, when: Calendar, drift: float, factors: Factors, drawn: list[tuple[int, int, float]]
) -> tuple[list[Floats], list[Link]]:
    """Return the outcome columns and the links with their true sizes."""
    columns: list[Floats] = []
    links: list[Link] = []
    for place, (name, kind, _, _) in enumerate(OUTCOMES):
        eta = loaded(rng, when.phases, 1.04 * drift)[when.day]
        eta = eta + logistic_noise(rng, when.day.size, rng.uniform(0.1, 0.5))
        mine: list[tuple[int, float, Floats]] = []
        for factor, outcome, size in drawn:
            if outcome == place:
                added = size * push(factors.kinds[factor], factors.values[factor], rng.uniform(0, 2 * np.pi))
                mine.append((factor, size, added))
                eta = eta + added
        recorded = scale(rng, name, eta)
        column = recorded(eta)
        columns.append(column)
        for factor, size, added in mine:
            its_kind, values = factors.kinds[factor], factors.values[factor]
            effect = true_size(size, its_kind, values, eta - added, recorded)
            links.append(
                Link(
                    factor=factors.names[factor],
                    outcome=name,
                    odds_ratio=round(math.exp(abs(size)), 3),
                    sign=0 if its_kind == CYCLE else int(np.sign(size)),
                    binary=its_kind == BINARY,
                    clear=clear_chance(its_kind, values, kind, column),
                    effect=effect,
                    size_sd=abs(effect) / max(float(column.std()), 1e-9),
                )
            )
    return columns, links


def proxies_of(factors: Factors, links: list[Link]) -> tuple[tuple[str, str], ...]:
    """Return the pairs that only share a cluster with a factor that acts."""
    direct = {(link.factor, link.outcome) for link in links}
    found: set[tuple[str, str]] = set()
    for link in links:
        cluster = factors.cluster[factors.names.index(link.factor)]
        for name, other in zip(factors.names, factors.cluster, strict=True):
            if cluster >= 0 and other == cluster and (name, link.outcome) not in direct:
                found.add((name, link.outcome))
    return tuple(sorted(found))
