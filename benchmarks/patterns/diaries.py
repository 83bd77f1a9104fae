"""Simulated diaries with known truth, in the file format of the patterns command.

Life phases move factors and outcomes together; factors come in clusters; outcomes keep some of their own past; values
go missing more often on bad days. A *link* acts on the outcome within days, a *proxy* comes together with one that
does, everything else is null, drifting together included. Seeded: the same number gives the same diary.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LOGISTIC_SD = np.pi / np.sqrt(3.0)
OUTCOMES = ("tears", "bleeding", "low_next_day", "mood_change", "pain", "cramps", "irritability", "anxiety")
BINARY_OUTCOMES = 3
SUSPECTS = 12


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


SCENARIOS = {
    "standard": Scenario(),
    "null": Scenario(links=0),
    "heavy drift": Scenario(drift=2.0),
    "heavy drift, null": Scenario(drift=2.0, links=0),
    "few links": Scenario(links=6, odds_ratios=(1.5, 2.0, 2.0, 3.0, 4.0)),
    "main question": Scenario(main=True),
    "main question, null": Scenario(links=0, main=True),
    "no drift, null": Scenario(drift=0.0, links=0, autocorrelation=0.8),
}


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


@dataclass(frozen=True)
class _Factor:
    name: str
    kind: str
    source: str
    acting: Array
    """The latent as it acts on each entry, per exposure (binary) or per 2 SD."""
    recorded: Array
    """One per entry, or one per day for daily ones."""
    cluster: int | None


def simulate(scenario: Scenario, seed: int) -> Diary:
    """One diary."""
    rng = np.random.default_rng([20261, seed])
    days = _days(rng, scenario.entries)
    span = int(days[-1]) + 1
    phases = _phases(rng, span) * scenario.drift
    factors = _factors(rng, scenario, days, phases)
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
    lines = _lines(rng, seed, days, factors, outcomes)
    if scenario.main:
        lines[0]["main"] = _main(rng, factors, truth)
    spread = {name: float(np.std(values)) for name, values in outcomes.items()}
    return Diary(lines=lines, links=truth, proxies=proxies, outcome_sd=spread)


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


def _ar1(rng: np.random.Generator, shape: tuple[int, int], phi: float) -> Array:
    noise = rng.normal(size=shape)
    series = np.empty(shape)
    series[0] = noise[0]
    for t in range(1, shape[0]):
        series[t] = phi * series[t - 1] + np.sqrt(1 - phi**2) * noise[t]
    return series


def _loaded(rng: np.random.Generator, phases: Array, sd: float) -> Array:
    weights = rng.normal(size=phases.shape[1])
    return phases @ (sd * weights / np.linalg.norm(weights))


def _factors(rng: np.random.Generator, scenario: Scenario, days: NDArray[np.int64], phases: Array) -> list[_Factor]:
    span, entries = phases.shape[0], len(days)
    made: list[_Factor] = []
    clusters = {j: j // 3 for j in range(15)}
    shared = _ar1(rng, (entries, 5), 0.3)
    for j in range(scenario.factors):
        drift = _loaded(rng, phases, 0.8) if rng.random() < 0.7 else np.zeros(span)
        if j == scenario.factors - 1:
            made.append(_cycle(rng, span, days))
        elif j >= scenario.factors - 7:
            made.append(_daily(rng, j, drift, days))
        else:
            cluster = clusters.get(j)
            own_share = rng.uniform(0.2, 0.8)
            own = np.sqrt(own_share) * _ar1(rng, (entries, 1), 0.5)[:, 0]
            own += np.sqrt(1 - own_share) * rng.normal(size=entries)
            latent = own if cluster is None else np.sqrt(0.65) * shared[:, cluster] + np.sqrt(0.35) * own
            made.append(_at_entry(rng, j, latent + drift[days], cluster))
    return made


def _at_entry(rng: np.random.Generator, j: int, latent: Array, cluster: int | None) -> _Factor:
    if j % 3 != 2 or j >= 24:
        prevalence = rng.uniform(0.08, 0.60)
        value = (latent > np.quantile(latent, 1 - prevalence)).astype(float)
        return _Factor(f"tag_{j:02d}", "binary", "entry", value, value, cluster)
    scaled = (latent - latent.mean()) / latent.std()
    if j % 2:
        value = np.clip(np.round(5 + 2 * scaled), 0, 10)
        return _Factor(f"scale_{j:02d}", "ordinal", "entry", _per_2sd(value), value, cluster)
    value = np.round(7 + 1.3 * scaled, 1)
    return _Factor(f"amount_{j:02d}", "continuous", "entry", _per_2sd(value), value, cluster)


def _daily(rng: np.random.Generator, j: int, drift: Array, days: NDArray[np.int64]) -> _Factor:
    latent = _ar1(rng, (len(drift), 1), 0.5)[:, 0] + drift
    value = np.clip(np.round(5 + 2 * (latent - latent.mean()) / latent.std()), 0, 10)
    lag = int(rng.integers(0, 2))
    acting = _per_2sd(value)[np.maximum(days - lag, 0)]
    return _Factor(f"daily_{j:02d}", "ordinal", "daily", acting, value, None)


def _cycle(rng: np.random.Generator, span: int, days: NDArray[np.int64]) -> _Factor:
    length = rng.integers(25, 33)
    day, numbers, angles = 0, np.zeros(span), np.zeros(span)
    while day < span:
        this = int(np.clip(length + rng.integers(-3, 4), 22, 38))
        stop = min(span, day + this)
        numbers[day:stop] = np.arange(1, stop - day + 1)
        angles[day:stop] = 2 * np.pi * np.arange(stop - day) / this
        day = stop
    acting = np.cos(angles[days] - rng.uniform(0, 2 * np.pi)) / np.sqrt(0.5) / 2.0
    return _Factor("cycle_day", "cycle_day", "entry", acting, numbers[days], None)


def _per_2sd(value: Array) -> Array:
    return (value - value.mean()) / max(float(value.std()), 1e-9) / 2.0


def _choose_links(rng: np.random.Generator, scenario: Scenario, factors: list[_Factor]) -> dict[tuple[int, int], float]:
    """(factor, outcome) to signed log odds ratio: at most one per cluster and outcome."""
    chosen: dict[tuple[int, int], float] = {}
    taken: set[tuple[int, int]] = set()
    while len(chosen) < scenario.links:
        j, k = int(rng.integers(len(factors))), int(rng.integers(len(OUTCOMES)))
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
    factors: list[_Factor],
    links: dict[tuple[int, int], float],
) -> tuple[dict[str, Array], dict[tuple[str, str], Truth]]:
    entries = len(days)
    made: dict[str, Array] = {}
    truth: dict[tuple[str, str], Truth] = {}
    phi = scenario.autocorrelation
    for k, name in enumerate(OUTCOMES):
        drift = _loaded(rng, phases, 1.04)[days]
        carried = _ar1(rng, (entries, 1), phi)[:, 0] * 0.8
        logistic = rng.logistic(size=entries)
        acting = {j: links[j, k] for j in range(len(factors)) if (j, k) in links}
        base = drift + carried + logistic
        total = base + sum((beta * factors[j].acting for j, beta in acting.items()), np.zeros(entries))
        cut = _scale(rng, name, total)
        made[name] = cut(total)
        for j, beta in acting.items():
            rest = total - beta * factors[j].acting
            binary = factors[j].kind == "binary"
            effect = float(np.mean(cut(rest + beta) - cut(rest))) if binary else float("nan")
            frequent = not binary or 0.2 <= factors[j].recorded.mean() <= 0.65
            common = k >= BINARY_OUTCOMES or made[name].mean() >= 0.2
            truth[factors[j].name, name] = Truth(
                odds_ratio=float(np.round(np.exp(abs(beta)), 3)),
                sign=0 if factors[j].kind == "cycle_day" else int(np.sign(beta)),
                effect=effect,
                clear=bool(frequent and common),
            )
    return made, truth


def _scale(rng: np.random.Generator, name: str, total: Array) -> Callable[[Array], Array]:
    """The map from the latent scale to what is recorded."""
    centre, spread = float(total.mean()), LOGISTIC_SD
    if name in OUTCOMES[:BINARY_OUTCOMES]:
        low, high = (0.06, 0.15) if name == "bleeding" else (0.12, 0.35)
        bar = float(np.quantile(total, 1 - rng.uniform(low, high)))
        return lambda latent: (latent > bar).astype(float)
    if name == "mood_change":
        return lambda latent: np.clip(np.round(1.5 * (latent - centre) / spread), -5, 5)
    if name in ("pain", "cramps"):
        return lambda latent: np.clip(np.round(1.5 + 2.2 * (latent - centre) / spread), 0, 10)
    return lambda latent: np.clip(np.round(4.0 + 2.0 * (latent - centre) / spread), 0, 10)


def _lines(
    rng: np.random.Generator,
    seed: int,
    days: NDArray[np.int64],
    factors: list[_Factor],
    outcomes: dict[str, Array],
) -> list[dict[str, object]]:
    first = date(2024, 1, 1)
    at_entry = [factor for factor in factors if factor.source == "entry"]
    daily = [factor for factor in factors if factor.source == "daily"]
    missing = {factor.name: rng.uniform(0, 0.16) for factor in factors} | {
        name: rng.uniform(0, 0.08) for name in outcomes
    }
    badness = np.mean([(v - v.mean()) / max(float(v.std()), 1e-9) for v in outcomes.values()], axis=0)
    lines: list[dict[str, object]] = [
        {
            "type": "meta",
            "person": f"p{seed:04d}",
            "factors": [{"name": f.name, "kind": f.kind, "source": f.source} for f in factors],
            "outcomes": [
                {"name": name, "kind": "binary" if k < BINARY_OUTCOMES else "ordinal", **_ends(name, k)}
                for k, name in enumerate(OUTCOMES)
            ],
        }
    ]
    at: dict[int, list[int]] = {}
    for i, day in enumerate(days):
        at.setdefault(int(day), []).append(i)
    for day in range(int(days[-1]) + 1):
        when = (first + timedelta(days=day)).isoformat()
        values = {f.name: int(f.recorded[day]) for f in daily if rng.random() > missing[f.name]}
        if values and rng.random() > 0.15:
            lines.append({"type": "checkin", "date": when, "values": values})
        for order, i in enumerate(at.get(day, [])):
            more = 1.0 + 0.5 * (badness[i] > 0.5)
            kept = {f.name: _plain(f, i) for f in at_entry if rng.random() > missing[f.name] * more}
            felt = {name: int(v[i]) for name, v in outcomes.items() if rng.random() > missing[name] * more}
            time = f"{21 + order % 3}:{int(rng.integers(60)):02d}"
            line = {"type": "encounter", "i": i + 1, "date": when, "time": time}
            lines.append(line | {"factors": kept, "outcomes": felt})
    return lines


def _plain(factor: _Factor, i: int) -> float | int:
    value = float(factor.recorded[i])
    return value if factor.kind == "continuous" else int(value)


def _main(rng: np.random.Generator, factors: list[_Factor], truth: dict[tuple[str, str], Truth]) -> dict[str, object]:
    """The outcome with the most links, its true factors and others at random, twelve in all."""
    linked = {outcome: [name for name, other in truth if other == outcome] for outcome in OUTCOMES}
    outcome = max(OUTCOMES, key=lambda name: len(linked[name]))
    others = [factor.name for factor in factors if factor.name not in linked[outcome]]
    drawn = rng.choice(others, size=max(0, SUSPECTS - len(linked[outcome])), replace=False)
    return {"outcome": outcome, "suspects": [*linked[outcome], *(str(name) for name in drawn)][:SUSPECTS]}


def longer(scenario: Scenario, entries: int) -> Scenario:
    """The same life, longer."""
    return replace(scenario, entries=entries)


def _ends(name: str, k: int) -> dict[str, int]:
    if name == "mood_change":
        return {"min": -5, "max": 5}
    return {"min": 0, "max": 1 if k < BINARY_OUTCOMES else 10}
