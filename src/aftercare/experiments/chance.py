"""The chance of a clear answer before an experiment begins, for one person's own ups and downs (PATTERNS 5).

Takes what a person has noted of an outcome so far and a size of change, returns how often a trial of that length would
come out clear if the change did just that: many made-up trials from the person's own values, resampled in runs so that
what hangs together in time stays together (stationary bootstrap: Politis & Romano 1994,
10.1080/01621459.1994.10476870), half of the rounds changed, each analysed as a real one. With fewer than FEWEST values
it goes by a typical spread and says so. Deterministic by seed. It promises nothing of the real trial: the true size is
what nobody knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aftercare.experiments.blocks import Array, Flags
from aftercare.experiments.many import CHANGED, clear_at_end, clear_on_the_way
from aftercare.experiments.randomisation import NEAR
from aftercare.model.experiment import BLOCK, MOST_ROUNDS, OutcomeKind

FEWEST = 8
"""Values from which the person's own are gone by."""
LENGTHS = (24, 40, 60, 80)
TRIALS = 500
"""Made-up trials: the chance is then within 0.04 of what endless ones would give, 19 times in 20."""
REDRAWS = 999
RUN = 8
"""Mean length of a run that is taken over as it stands."""
TYPICAL_SCORE = (0.4, 0.1, 0.3, 0.6, 0.5, 0.2, 0.0, 0.4, 0.7, 0.5, 0.3, 0.9, 0.6, 0.4, 0.1, 0.2)
"""Stands in for a score, as parts of its scale: mean 0.39, standard deviation 0.24, as the simulated scores of
PATTERNS 2. Nobody's figures."""
TYPICAL_YES = (0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0)
"""Stands in for yes or no: yes 7 times in 20 (PATTERNS 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a change to look for: `times` as much as usual (or as often), or `points` more or less."""

    times: float | None = None
    points: float | None = None
    ends: tuple[float, float] = (0.0, 10.0)
    """Smallest and largest value there can be; `times` counts from the smallest. Not used for yes or no."""

    def __post_init__(self) -> None:
        assert (self.times is None) != (self.points is None), "a size is in times or in points"
        assert self.ends[0] < self.ends[1], "a scale has two ends"


HALF = Size(times=0.5)
"""Half as much, half as often."""
THIRD_LESS = Size(times=2 / 3)
THIRD_MORE = Size(times=4 / 3)
HALF_AGAIN = Size(times=1.5)
"""Half as much again."""


class Basis(StrEnum):
    """Whose ups and downs it goes by."""

    OWN = "own"
    TYPICAL = "typical"
    """Too little noted so far; a typical spread stands in."""
    NEVER_VARIES = "never_varies"
    """The outcome was the same every time so far: nothing could come out, whatever is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How often a trial of `rounds` rounds would be clear."""

    rounds: int
    at_end: float
    """p at most P_CLEAR at the planned end."""
    on_the_way: float
    """Any-time evidence of CLEAR or more after one of its blocks: clear enough to stop early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The chances for each length."""

    basis: Basis
    chances: tuple[Chance, ...]


def chance_of_clear_answer(values: Sequence[float], kind: OutcomeKind, rounds: int, *, size: Size, seed: int) -> float:
    """The chance of p at most P_CLEAR at the end of `rounds` rounds (whole blocks of 4, at most 80), from 0 to 1."""
    return outlook(values, kind, lengths=(rounds,), size=size, seed=seed).chances[0].at_end


def outlook(
    values: Sequence[float], kind: OutcomeKind, *, size: Size, seed: int, lengths: Sequence[int] = LENGTHS
) -> Outlook:
    """The chances for several lengths at once, from the same made-up trials. `values`: oldest first.

    About a fifth of a second for all four.
    """
    assert all(rounds % BLOCK == 0 and 0 < rounds <= MOST_ROUNDS for rounds in lengths), "whole blocks, at most 80"
    own = np.array(values, dtype=np.float64)
    if len(own) >= FEWEST and own.min() == own.max():
        nothing = tuple(Chance(rounds=rounds, at_end=0.0, on_the_way=0.0) for rounds in lengths)
        return Outlook(basis=Basis.NEVER_VARIES, chances=nothing)
    basis = Basis.OWN if len(own) >= FEWEST else Basis.TYPICAL
    source = np.random.default_rng(seed)
    usual = _resampled(source, own if basis is Basis.OWN else _typical(kind, size))
    blocks = usual.shape[1] // BLOCK
    made = _draws(source, TRIALS, blocks)
    others = _draws(source, REDRAWS, blocks)
    with_change = _binary(source, usual, size) if kind is OutcomeKind.BINARY else _score(source, usual, size)
    noted = np.where(made, with_change.reshape(made.shape), usual.reshape(made.shape))
    at_end, on_the_way = clear_at_end(noted, made, others), clear_on_the_way(noted, made)
    return Outlook(
        basis=basis,
        chances=tuple(
            Chance(
                rounds=rounds,
                at_end=float(at_end[:, rounds // BLOCK - 1].mean()),
                on_the_way=float(on_the_way[:, rounds // BLOCK - 1].mean()),
            )
            for rounds in lengths
        ),
    )


def _typical(kind: OutcomeKind, size: Size) -> Array:
    if kind is OutcomeKind.BINARY:
        return np.array(TYPICAL_YES, dtype=np.float64)
    low, high = size.ends
    spread: Array = low + (high - low) * np.array(TYPICAL_SCORE)
    # A scale of a few steps is noted in whole steps.
    return np.rint(spread) if high - low >= 2 else spread


def _resampled(source: np.random.Generator, values: Array) -> Array:
    """Made-up courses, TRIALS by MOST_ROUNDS: runs of geometric length, mean RUN, from anywhere, round in a circle."""
    starts = source.integers(len(values), size=(TRIALS, MOST_ROUNDS))
    begins = source.random((TRIALS, MOST_ROUNDS)) < 1 / RUN
    begins[:, 0] = True
    place = np.arange(MOST_ROUNDS)
    since = np.maximum.accumulate(np.where(begins, place, 0), axis=1)
    resampled: Array = values[(np.take_along_axis(starts, since, axis=1) + place - since) % len(values)]
    return resampled


def _draws(source: np.random.Generator, number: int, blocks: int) -> Flags:
    """Which rounds are of the change, `number` by blocks by BLOCK: orders as likely as those of the real draw."""
    drawn: Flags = CHANGED[source.integers(len(CHANGED), size=(number, blocks))]
    return drawn


def _score(source: np.random.Generator, usual: Array, size: Size) -> Array:
    """What would have been noted on each round with the change; in whole steps where the person notes whole steps."""
    low, high = size.ends
    wanted = usual + size.points if size.points is not None else low + (size.times or 0.0) * (usual - low)
    if np.all(usual == np.round(usual)):
        # Up or down by chance, so that the mean is the one wanted.
        wanted = np.floor(wanted + source.random(wanted.shape))
    # Nobody's values are changed by the ends, only what the change would make of them.
    limited: Array = np.clip(wanted, min(low, float(usual.min())), max(high, float(usual.max())))
    return limited


def _binary(source: np.random.Generator, usual: Array, size: Size) -> Array:
    """The same for yes or no: so many of the answers turned that *yes* has its new share."""
    share = float(usual.mean())
    wanted = share + size.points if size.points is not None else share * (size.times or 0.0)
    wanted = min(1.0, max(0.0, wanted))
    luck = source.random(usual.shape)
    if wanted <= share:
        return np.where((usual == 1.0) & (luck < (share - wanted) / max(share, NEAR)), 0.0, usual)
    return np.where((usual == 0.0) & (luck < (wanted - share) / max(1.0 - share, NEAR)), 1.0, usual)
