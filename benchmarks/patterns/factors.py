"""The factors of a simulated life: tags, scales and amounts of an encounter, daily check-ins, and the cycle.

Each has a latent with a past of its own and, for most, the life phases in it; clusters share a part of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CLUSTERS, CLUSTER_SIZE, TOGETHER = 5, 3, 0.65
"""Groups of factors that come together, and the correlation of their latents."""
RIDING = CLUSTERS - 1
"""The cluster that rides on the daily mood; the first daily factor is that mood."""
DAILY = 6


@dataclass(frozen=True)
class Factor:
    """One factor: how it acts and what is recorded of it."""

    name: str
    kind: str
    source: str
    acting: Array
    """The latent as it acts on each entry, per exposure (binary) or per 2 SD."""
    recorded: Array
    """One per entry, or one per day for daily ones."""
    cluster: int | None


def make_factors(rng: np.random.Generator, count: int, *, days: NDArray[np.int64], phases: Array) -> list[Factor]:
    """`count` factors of a life: the last is the cycle, the six before it come from daily check-ins."""
    span, entries = phases.shape[0], len(days)
    made: list[Factor] = []
    moods = autoregressive(rng, (span, DAILY), 0.5)
    shared = autoregressive(rng, (entries, CLUSTERS), 0.3)
    shared[:, RIDING] = np.sqrt(TOGETHER) * moods[days, 0] + np.sqrt(1 - TOGETHER) * shared[:, RIDING]
    for j in range(count):
        drift = loaded(rng, phases, 0.8) if rng.random() < 0.7 else np.zeros(span)
        daily = j - (count - 1 - DAILY)
        if daily == DAILY:
            made.append(_cycle(rng, span, days))
        elif daily >= 0:
            share = rng.uniform(0.2, 0.8)
            latent = np.sqrt(share) * moods[:, daily] + np.sqrt(1 - share) * rng.normal(size=span) + drift
            made.append(_daily(rng, j, latent, days, cluster=None if daily else RIDING))
        else:
            cluster = j // CLUSTER_SIZE if j < CLUSTERS * CLUSTER_SIZE else None
            share = rng.uniform(0.2, 0.8)
            own = np.sqrt(share) * autoregressive(rng, (entries, 1), 0.5)[:, 0]
            own += np.sqrt(1 - share) * rng.normal(size=entries)
            latent = own if cluster is None else np.sqrt(TOGETHER) * shared[:, cluster] + np.sqrt(1 - TOGETHER) * own
            made.append(_at_entry(rng, j, latent + drift[days], cluster))
    return made


def _at_entry(rng: np.random.Generator, j: int, latent: Array, cluster: int | None) -> Factor:
    if j % 3 != 2 or j >= 24:
        prevalence = rng.uniform(0.08, 0.60)
        value = (latent > np.quantile(latent, 1 - prevalence)).astype(float)
        return Factor(f"tag_{j:02d}", "binary", "entry", value, value, cluster)
    scaled = (latent - latent.mean()) / latent.std()
    if j % 2:
        value = np.clip(np.round(5 + 2 * scaled), 0, 10)
        return Factor(f"scale_{j:02d}", "ordinal", "entry", _per_2sd(value), value, cluster)
    value = np.round(7 + 1.3 * scaled, 1)
    return Factor(f"amount_{j:02d}", "continuous", "entry", _per_2sd(value), value, cluster)


def _daily(rng: np.random.Generator, j: int, latent: Array, days: NDArray[np.int64], *, cluster: int | None) -> Factor:
    value = np.clip(np.round(5 + 2 * (latent - latent.mean()) / latent.std()), 0, 10)
    lag = int(rng.integers(0, 2))
    acting = _per_2sd(value)[np.maximum(days - lag, 0)]
    return Factor(f"daily_{j:02d}", "ordinal", "daily", acting, value, cluster)


def _cycle(rng: np.random.Generator, span: int, days: NDArray[np.int64]) -> Factor:
    length = rng.integers(25, 36)
    day, numbers, angles = -int(rng.integers(0, length)), np.zeros(span), np.zeros(span)
    while day < span:
        this = int(np.clip(length + rng.integers(-3, 4), 22, 38))
        start, stop = max(day, 0), min(span, max(day + this, 0))
        numbers[start:stop] = np.arange(start, stop) - day + 1
        angles[start:stop] = 2 * np.pi * (np.arange(start, stop) - day) / this
        day += this
    acting = np.cos(angles[days] - rng.uniform(0, 2 * np.pi)) / np.sqrt(0.5) / 2.0
    return Factor("cycle_day", "cycle_day", "entry", acting, numbers[days], None)


def _per_2sd(value: Array) -> Array:
    return (value - value.mean()) / max(float(value.std()), 1e-9) / 2.0


def autoregressive(rng: np.random.Generator, shape: tuple[int, int], phi: float) -> Array:
    """Columns of unit variance in which each value keeps `phi` of the one before."""
    noise = rng.normal(size=shape)
    series = np.empty(shape)
    series[0] = noise[0]
    for t in range(1, shape[0]):
        series[t] = phi * series[t - 1] + np.sqrt(1 - phi**2) * noise[t]
    return series


def loaded(rng: np.random.Generator, phases: Array, sd: float) -> Array:
    """The phases in a random direction, `sd` large."""
    weights = rng.normal(size=phases.shape[1])
    return phases @ (sd * weights / np.linalg.norm(weights))
