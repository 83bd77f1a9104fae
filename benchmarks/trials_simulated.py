"""Simulated self-experiments with known truth: the outcomes of PATTERNS 2, the draw of the app.

An outcome drifts with life phases, keeps some of its own past, is moved by other causes, and is written down as a score
from 0 to 10 or as yes or no. The change multiplies the odds of every worse value by one number. Seeded.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aftercare.experiments.draw import arm
from aftercare.model.experiment import BLOCK, Arm, OutcomeKind, Round, Trial

Array = NDArray[np.float64]
DRIFT = 1.04
"""Standard deviation of the part that follows life phases, on the logit scale."""
OWN_PAST, CARRIED = 0.8, 0.3
"""Standard deviation of the part that carries over, and how much of it does from one encounter to the next."""
OTHER_CAUSES = 1.0
"""Standard deviation of all that else acts on the outcome; set so that the power is that of PATTERNS 5."""
LOGISTIC_SD = np.pi / np.sqrt(3.0)
PHASE_DAYS = 170
USUAL_GAP = 3.0
BASE_RATE = 0.35


@dataclass(frozen=True)
class Setting:
    """What kind of trial."""

    kind: OutcomeKind
    odds_ratio: float
    rounds: int
    base_rate: float = BASE_RATE
    """Of a yes-or-no outcome without the change."""


@dataclass(frozen=True)
class Simulated:
    """A trial and what is true of it."""

    trial: Trial
    effect: float
    """Mean over its rounds of the outcome with minus without the change, all else as it was."""


def simulate(setting: Setting, seed: int) -> Simulated:
    """One trial of whole blocks."""
    rng = np.random.default_rng([seed, setting.rounds, round(100 * setting.odds_ratio)])
    secret = rng.bytes(32).hex()
    arms = [arm(secret, place) for place in range(setting.rounds)]
    changed = np.array([each is Arm.CHANGE for each in arms], dtype=np.float64)
    without = latent(rng, setting.rounds)
    beta = float(np.log(setting.odds_ratio)) * (-1.0 if rng.random() < 0.5 else 1.0)
    written = _Recorder(rng, setting)
    values = written(without + beta * changed)
    rounds = tuple(
        Round(block=place // BLOCK, arm=each, value=float(value))
        for place, (each, value) in enumerate(zip(arms, values, strict=True))
    )
    effect = float(np.mean(written(without + beta) - written(without)))
    return Simulated(trial=Trial(kind=setting.kind, rounds=rounds), effect=effect)


def latent(rng: np.random.Generator, rounds: int) -> Array:
    """The outcome on the logit scale without the change: phases, own past, other causes, and pure chance."""
    days = np.cumsum(rng.gamma(1.6, USUAL_GAP / 1.6, rounds))
    carried = np.empty(rounds)
    carried[0] = rng.normal()
    for place in range(1, rounds):
        carried[place] = CARRIED * carried[place - 1] + np.sqrt(1 - CARRIED**2) * rng.normal()
    causes = rng.normal(0, OTHER_CAUSES, rounds)
    made: Array = DRIFT * _phases(rng, days) + OWN_PAST * carried + causes + rng.logistic(size=rounds)
    return made


def _phases(rng: np.random.Generator, days: Array) -> Array:
    """Steps (six in ten) and ramps of about PHASE_DAYS, and a slow trend, at the given days."""
    corners, levels = [0.0], [float(rng.normal())]
    while corners[-1] < days[-1]:
        end, target = corners[-1] + max(20.0, rng.exponential(PHASE_DAYS)), float(rng.normal())
        if rng.random() < 0.6:
            corners += [corners[-1] + 1e-6, end]
            levels += [target, target]
        else:
            corners.append(end)
            levels.append(target)
    trend = rng.normal(0, 0.5) * np.linspace(-1, 1, len(days))
    course: Array = np.interp(days, corners, levels) + trend
    return course


class _Recorder:
    """How one person writes the outcome down: a fixed map from the logit scale."""

    def __init__(self, rng: np.random.Generator, setting: Setting) -> None:
        self.kind = setting.kind
        typical = _typical()
        self.bar = float(np.quantile(typical, 1 - setting.base_rate))
        self.has_floor = rng.random() < 0.4
        self.none = float(np.quantile(typical, rng.uniform(0.35, 0.6)))

    def __call__(self, on_logits: Array) -> Array:
        if self.kind is OutcomeKind.BINARY:
            return (on_logits > self.bar).astype(np.float64)
        if self.has_floor:
            steps = np.clip(np.ceil(2.2 * (on_logits - self.none) / LOGISTIC_SD), 1, 10)
            return np.where(on_logits <= self.none, 0.0, steps)
        centred: Array = np.clip(np.round(4.0 + 2.0 * on_logits / LOGISTIC_SD), 0, 10)
        return centred


@cache
def _typical() -> Array:
    """Latent values of many people, for quantiles."""
    rng = np.random.default_rng(1)
    return np.concatenate([latent(rng, 80) for _ in range(100)])
