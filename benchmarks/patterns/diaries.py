"""Simulated diaries with known truth, in the file format of the patterns command.

Life phases move factors and outcomes together; factors come in clusters, one of which rides on the daily mood;
outcomes keep some of their own past; values go missing more often on bad days. A *link* acts on the outcome within
days, a *proxy* comes together with one that does, everything else is null, drifting together included. An odds ratio
is per exposure of a yes/no factor and per two standard deviations of any other, on a proportional-odds scale. Seeded:
the same number gives the same diary.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.patterns.diary_file import RecordedLife, diary_lines
from benchmarks.patterns.factors import Array, Factor, autoregressive, loaded, make_factors

LOGISTIC_SD = np.pi / np.sqrt(3.0)
OUTCOMES = ("tears", "bleeding", "low_next_day", "mood_change", "pain", "cramps", "irritability", "anxiety")
BINARY_OUTCOMES = 3
COMPOSITE = "distress"
COMPONENTS = {"tears": 1.0, "mood_change": -10.0, "irritability": 10.0}
"""What the composite is the mean of, each over its range, mood turned round."""
GRADES = (1.0, 0.5, 0.2)
"""Of the times a graded outcome is not none: how many reach 1, 2 and 3."""
SUSPECTS = 12
BAD = 0.5
"""Mean standardised outcome above which a day is a bad one."""
OWN_PAST = 0.8
"""Standard deviation of the part of an outcome that carries over to the next entry, on the logit scale."""


@dataclass(frozen=True)
class Scenario:
    """How a life goes."""

    entries: int = 400
    links: int = 15
    odds_ratios: tuple[float, ...] = (1.5, 2.0, 3.0, 4.0, 4.0, 6.0, 6.0)
    drift: float = 1.0
    autocorrelation: float = 0.3
    factors: int = 40
    main: bool = False
    """Whether the person names a main question with twelve suspects, the true ones among them."""
    graded: bool = False
    """Whether tears, bleeding and low mood are told in grades from 0 to 3, rather than yes or no."""
    composite: bool = False
    """Whether distress is an outcome of its own besides."""


SCENARIOS = {
    "standard": Scenario(),
    "null": Scenario(links=0),
    "heavy drift": Scenario(drift=2.0),
    "heavy drift, null": Scenario(drift=2.0, links=0),
    "few links": Scenario(links=6, odds_ratios=(1.5, 2.0, 2.0, 3.0, 4.0)),
    "strong links": Scenario(links=6, odds_ratios=(4.0, 6.0)),
    "no drift": Scenario(drift=0.0),
    "no drift, null": Scenario(drift=0.0, links=0, autocorrelation=0.8),
    "main question": Scenario(main=True),
    "main question, null": Scenario(links=0, main=True),
    "graded": Scenario(graded=True),
    "graded, null": Scenario(graded=True, links=0),
    "composite": Scenario(composite=True),
    "composite, null": Scenario(composite=True, links=0),
}


def longer(scenario: Scenario, entries: int) -> Scenario:
    """The same life, longer."""
    return replace(scenario, entries=entries)


@dataclass(frozen=True)
class Truth:
    """What is so, for one pair."""

    odds_ratio: float
    sign: int
    effect: float
    """Difference in the mean outcome with minus without (binary factors), other things as they were."""
    clear: bool
    """Factor in 20 to 65 % of entries or not binary, outcome not rarer than 20 %."""


@dataclass
class Diary:
    """One person's life as lines of the file, and the truth about it."""

    lines: list[dict[str, object]]
    links: dict[tuple[str, str], Truth]
    proxies: set[tuple[str, str]]
    outcome_sd: dict[str, float] = field(default_factory=dict)


def simulate(scenario: Scenario, seed: int) -> Diary:
    """One diary."""
    rng = np.random.default_rng([20261, seed])
    days = _days(rng, scenario.entries)
    span = int(days[-1]) + 1
    phases = _phases(rng, span) * scenario.drift
    factors = make_factors(rng, scenario.factors, days=days, phases=phases)
    links = _choose_links(rng, scenario, factors)
    outcomes, truth = _outcomes(rng, scenario, days, phases, factors, links)
    proxies = {
        (other.name, outcome)
        for (name, outcome) in truth
        for one in factors
        if one.name == name and one.cluster is not None
        for other in factors
        if other.cluster == one.cluster and (other.name, outcome) not in truth
    }
    badness = np.mean([(v - v.mean()) / max(float(v.std()), 1e-9) for v in outcomes.values()], axis=0)
    life = RecordedLife(days=days, factors=factors, outcomes=outcomes, is_bad=badness > BAD)
    lines = [_meta(seed, scenario, factors), *diary_lines(rng, life)]
    if scenario.main:
        lines[0]["main"] = _main(rng, factors, truth)
    spread = {name: float(np.std(values)) for name, values in outcomes.items()}
    diary = Diary(lines=lines, links=truth, proxies=proxies, outcome_sd=spread)
    if scenario.composite:
        _add_composite(diary)
    return diary


def _add_composite(diary: Diary) -> None:
    """One more outcome, the mean of its components where all are recorded; what acts on one of them acts on it."""
    told = diary.lines[0]["outcomes"]
    assert isinstance(told, list)
    told.append({"name": COMPOSITE, "kind": "continuous", "min": -1, "max": 1})
    for line in diary.lines:
        felt = line.get("outcomes")
        if isinstance(felt, dict) and COMPONENTS.keys() <= felt.keys():
            felt[COMPOSITE] = round(sum(felt[name] / over for name, over in COMPONENTS.items()) / len(COMPONENTS), 4)
    for factor in {name for name, outcome in diary.links if outcome in COMPONENTS}:
        diary.links[factor, COMPOSITE] = Truth(odds_ratio=0.0, sign=0, effect=float("nan"), clear=False)
    near = {(name, COMPOSITE) for name, outcome in diary.proxies if outcome in COMPONENTS}
    diary.proxies |= near - diary.links.keys()
    diary.outcome_sd[COMPOSITE] = float("nan")


def _days(rng: np.random.Generator, entries: int) -> NDArray[np.int64]:
    pace = np.exp(0.4 * np.cumsum(rng.normal(0, 0.12, entries)).clip(-2, 2))
    gaps = rng.gamma(1.6, 3.0 / 1.6 * pace / pace.mean())
    return np.floor(np.cumsum(gaps)).astype(np.int64)


def _phases(rng: np.random.Generator, span: int) -> Array:
    """Three life-phase processes by day: 60 % steps, 40 % ramps, about 170 days each, plus a slow trend."""
    processes = np.zeros((span, 3))
    for k in range(3):
        level, day = rng.normal(), 0
        while day < span:
            length = max(20, int(rng.exponential(170)))
            target = rng.normal()
            stop = min(span, day + length)
            if rng.random() < 0.6:
                processes[day:stop, k] = target
            else:
                processes[day:stop, k] = level + (target - level) * np.arange(stop - day) / length
            level, day = processes[stop - 1, k], stop
        processes[:, k] += rng.normal(0, 0.5) * np.linspace(-1, 1, span)
    return processes


def _choose_links(rng: np.random.Generator, scenario: Scenario, factors: list[Factor]) -> dict[tuple[int, int], float]:
    """(factor, outcome) to signed log odds ratio: one of the cycle, at most one per cluster and outcome."""
    chosen: dict[tuple[int, int], float] = {}
    taken: set[tuple[int, int]] = set()
    while len(chosen) < scenario.links:
        j = int(rng.integers(len(factors) - 1)) if chosen else len(factors) - 1
        k = int(rng.integers(len(OUTCOMES)))
        cluster = factors[j].cluster
        if (j, k) in chosen or (cluster is not None and (cluster, k) in taken):
            continue
        if cluster is not None:
            taken.add((cluster, k))
        sign = -1.0 if rng.random() < 0.35 else 1.0
        chosen[j, k] = sign * float(np.log(rng.choice(scenario.odds_ratios)))
    return chosen


def _outcomes(
    rng: np.random.Generator,
    scenario: Scenario,
    days: NDArray[np.int64],
    phases: Array,
    factors: list[Factor],
    links: dict[tuple[int, int], float],
) -> tuple[dict[str, Array], dict[tuple[str, str], Truth]]:
    entries = len(days)
    made: dict[str, Array] = {}
    truth: dict[tuple[str, str], Truth] = {}
    phi = scenario.autocorrelation
    for k, name in enumerate(OUTCOMES):
        drift = loaded(rng, phases, 1.04)[days]
        carried = autoregressive(rng, (entries, 1), phi)[:, 0] * OWN_PAST
        logistic = rng.logistic(size=entries)
        acting = {j: links[j, k] for j in range(len(factors)) if (j, k) in links}
        base = drift + carried + logistic
        total = base + sum((beta * factors[j].acting for j, beta in acting.items()), np.zeros(entries))
        cut = _scale(rng, name, total, graded=scenario.graded)
        made[name] = cut(total)
        for j, beta in acting.items():
            rest = total - beta * factors[j].acting
            binary = factors[j].kind == "binary"
            effect = float(np.mean(cut(rest + beta) - cut(rest))) if binary else float("nan")
            frequent = not binary or 0.2 <= factors[j].recorded.mean() <= 0.65
            common = k >= BINARY_OUTCOMES or (made[name] > 0).mean() >= 0.2
            truth[factors[j].name, name] = Truth(
                odds_ratio=float(np.round(np.exp(abs(beta)), 3)),
                sign=0 if factors[j].kind == "cycle_day" else int(np.sign(beta)),
                effect=effect,
                clear=bool(frequent and common),
            )
    return made, truth


def _scale(rng: np.random.Generator, name: str, total: Array, *, graded: bool) -> Callable[[Array], Array]:
    """The map from the latent scale to what is recorded."""
    centre, spread = float(total.mean()), LOGISTIC_SD
    if name in OUTCOMES[:BINARY_OUTCOMES]:
        low, high = (0.06, 0.15) if name == "bleeding" else (0.12, 0.35)
        often = rng.uniform(low, high)
        bars = [float(np.quantile(total, 1 - often * share)) for share in (GRADES if graded else GRADES[:1])]
        return lambda latent: np.sum([latent > bar for bar in bars], axis=0).astype(float)
    if name == "mood_change":
        return lambda latent: np.clip(np.round(1.5 * (latent - centre) / spread), -5, 5)
    if name in ("pain", "cramps"):
        none = float(np.quantile(total, rng.uniform(0.35, 0.60)))
        return lambda latent: np.where(latent <= none, 0.0, np.clip(np.ceil(2.2 * (latent - none) / spread), 1, 10))
    return lambda latent: np.clip(np.round(4.0 + 2.0 * (latent - centre) / spread), 0, 10)


def _main(rng: np.random.Generator, factors: list[Factor], truth: dict[tuple[str, str], Truth]) -> dict[str, object]:
    """An outcome with the most links, its true factors and others at random, twelve in all."""
    linked = {outcome: [name for name, other in truth if other == outcome] for outcome in OUTCOMES}
    most = max(len(names) for names in linked.values())
    outcome = str(rng.choice([name for name in OUTCOMES if len(linked[name]) == most]))
    others = [factor.name for factor in factors if factor.name not in linked[outcome]]
    drawn = rng.choice(others, size=max(0, SUSPECTS - len(linked[outcome])), replace=False)
    return {"outcome": outcome, "suspects": [*linked[outcome], *(str(name) for name in drawn)][:SUSPECTS]}


def _meta(seed: int, scenario: Scenario, factors: list[Factor]) -> dict[str, object]:
    yes_no = 0 if scenario.graded else BINARY_OUTCOMES
    return {
        "type": "meta",
        "person": f"p{seed:04d}",
        "factors": [{"name": f.name, "kind": f.kind, "source": f.source} for f in factors],
        "outcomes": [
            {"name": name, "kind": "binary" if k < yes_no else "ordinal", **_ends(name, k, yes_no)}
            for k, name in enumerate(OUTCOMES)
        ],
    }


def _ends(name: str, k: int, yes_no: int) -> dict[str, int]:
    if name == "mood_change":
        return {"min": -5, "max": 5}
    return {"min": 0, "max": 1 if k < yes_no else len(GRADES) if k < BINARY_OUTCOMES else 10}
