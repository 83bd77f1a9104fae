"""How often an experiment is wrong, how often it finds what is there, and how well its interval holds: beside targets.

    python -m benchmarks trials

The targets are judged on the analysis as a person gets it; the table of power on many trials at once (`many`, held to
the analysis by its tests). A naive rule stands beside it: a t-test after every round, stopped when it says p < .05.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from aftercare.experiments.analyse import CLEAR, P_CLEAR, analyse
from aftercare.experiments.blocks import Flags
from aftercare.experiments.chance import HALF, outlook
from aftercare.experiments.many import CHANGED, clear_at_end, clear_on_the_way
from aftercare.model.experiment import BLOCK, Arm, OutcomeKind, Trial
from benchmarks.trials_simulated import Array, Setting, simulate

SCORE, BINARY = OutcomeKind.SCORE, OutcomeKind.BINARY
LENGTHS = (24, 40, 60, 80, 96)
ODDS_RATIOS = (1.0, 3.0, 4.0, 6.0)
REFERENCE = {
    (SCORE, 1.0): ".03/.00 .03/.01 .04/.01 .04/.02 .04/.02",
    (SCORE, 3.0): ".19/.04 .30/.14 .46/.26 .58/.37 .66/.45",
    (SCORE, 4.0): ".24/.06 .44/.22 .61/.41 .76/.57 .83/.67",
    (SCORE, 6.0): ".39/.11 .63/.41 .81/.64 .91/.80 .96/.87",
    (BINARY, 4.0): ".08/.04 .19/.12 .34/.23 .47/.33 .55/.41",
    (BINARY, 6.0): ".12/.06 .30/.21 .48/.36 .64/.50 .73/.59",
}
"""What a plain form of the same method reached (PATTERNS 5)."""
PUBLISHED = 0.05
"""p at the end by which PATTERNS 10 judges."""
FIRST_LOOK = 8
"""Rounds before the naive rule first looks."""


@dataclass(frozen=True)
class Line:
    """One figure beside its target."""

    name: str
    figure: float
    target: float
    at_most: bool

    @property
    def holds(self) -> bool:
        """Whether the target is met."""
        return self.figure <= self.target if self.at_most else self.figure >= self.target

    def text(self) -> str:
        """The line of the table."""
        sign = "<=" if self.at_most else ">="
        return f"  {'ok  ' if self.holds else 'MISS'} {self.name:<66} {self.figure:8.3f}   {sign} {self.target}"


@dataclass(frozen=True)
class Verdict:
    """One trial as analysed."""

    clear: bool
    """p <= .05 at the end."""
    clear_early: bool
    answered: bool
    """Whether the app would speak of a difference, at the end or on the way."""
    covers: bool
    milliseconds: float
    naive: bool
    """Whether the naive rule ever spoke of a difference."""


def judge(setting: Setting, seed: int) -> Verdict:
    """Simulate one trial and analyse it."""
    simulated = simulate(setting, seed)
    started = time.perf_counter()
    result = analyse(simulated.trial)
    taken = 1000 * (time.perf_counter() - started)
    low, high = result.low, result.high
    return Verdict(
        clear=result.p <= PUBLISHED,
        answered=result.p <= P_CLEAR or result.evidence_max >= CLEAR,
        clear_early=result.evidence_max >= CLEAR,
        covers=(low is None or low <= simulated.effect) and (high is None or simulated.effect <= high),
        milliseconds=taken,
        naive=naive_rule(simulated.trial),
    )


def naive_rule(trial: Trial) -> bool:
    """Welch's t-test of all rounds so far after each round: whether it ever says p < .05."""
    values = np.array([one.value for one in trial.rounds], dtype=np.float64)
    changed = np.array([one.arm is Arm.CHANGE for one in trial.rounds])
    return any(_t_test_speaks(values[:n], changed[:n]) for n in range(FIRST_LOOK, len(values) + 1))


def _t_test_speaks(values: Array, changed: Flags) -> bool:
    one, other = values[changed], values[~changed]
    if min(len(one), len(other)) < 2:
        return False
    shares = one.var(ddof=1) / len(one), other.var(ddof=1) / len(other)
    error = sum(shares)
    if error == 0.0:
        return bool(one.mean() != other.mean())
    freedom = error**2 / (shares[0] ** 2 / (len(one) - 1) + shares[1] ** 2 / (len(other) - 1))
    return bool(abs(one.mean() - other.mean()) / error**0.5 > t_point(freedom))


def t_point(freedom: float) -> float:
    """The 97.5 % point of Student's t, by its series in 1/freedom (Abramowitz & Stegun 26.7.5)."""
    z = 1.959963985
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def share(verdicts: Sequence[Verdict], which: str) -> float:
    """Share of trials of which `which` is true."""
    return statistics.fmean(1.0 * getattr(verdict, which) for verdict in verdicts)


def size_lines(name: str, verdicts: Sequence[Verdict]) -> Iterable[Line]:
    """No difference: how often one is claimed."""
    yield Line(f"{name}, no difference: p <= .05 at the end", share(verdicts, "clear"), 0.065, True)
    yield Line(f"{name}, no difference: evidence ever >= 20", share(verdicts, "clear_early"), 0.05, True)
    yield Line(f"{name}, no difference: either answers in the app", share(verdicts, "answered"), 0.05, True)
    yield Line(f"{name}, no difference: interval holds the truth", share(verdicts, "covers"), 0.91, False)


def power_lines(name: str, verdicts: Sequence[Verdict], at_end: float, early: float) -> Iterable[Line]:
    """A difference: how often it is found."""
    yield Line(f"{name}: p <= .05 at the end", share(verdicts, "clear"), at_end, False)
    yield Line(f"{name}: evidence ever >= 20", share(verdicts, "clear_early"), early, False)
    yield Line(f"{name}: interval holds the truth", share(verdicts, "covers"), 0.91, False)


def verdicts_of_many(kind: OutcomeKind, odds_ratio: float, trials: int, *, first_seed: int) -> tuple[Array, Array]:
    """Shares clear at the end and at any look, for each length, from the same trials of the greatest length."""
    setting = Setting(kind, odds_ratio, max(LENGTHS))
    rounds = [simulate(setting, first_seed + number).trial.rounds for number in range(trials)]
    shape = (trials, max(LENGTHS) // BLOCK, BLOCK)
    noted = np.array([[one.value for one in each] for each in rounds], dtype=np.float64).reshape(shape)
    made = np.array([[one.arm is Arm.CHANGE for one in each] for each in rounds]).reshape(shape)
    others = CHANGED[np.random.default_rng(first_seed).integers(len(CHANGED), size=(1999, shape[1]))]
    last_blocks = [rounds // BLOCK - 1 for rounds in LENGTHS]
    at_end, early = clear_at_end(noted, made, others), clear_on_the_way(noted, made)
    return at_end.mean(axis=0)[last_blocks], early.mean(axis=0)[last_blocks]


def row(kind: OutcomeKind, odds_ratio: float, trials: int, first_seed: int) -> str:
    """A line of the table of power."""
    at_end, early = verdicts_of_many(kind, odds_ratio, trials, first_seed=first_seed)
    cells = [f"{end:.2f}/{any_time:.2f}" for end, any_time in zip(at_end, early, strict=True)]
    return "  " + f"{kind.value:<7} OR {odds_ratio:g}" + " " * 26 + "  ".join(cells)


def chance_line() -> Line:
    """How long a person waits for the chances."""
    started = time.perf_counter()
    outlook([float(value) for value in (4, 6, 3, 7, 5, 5, 2, 8, 6, 4)], SCORE, size=HALF, seed=1)
    return Line("seconds for the chance of a clear answer, four lengths", time.perf_counter() - started, 1.0, True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--trials", type=int, default=500, help="trials for the targets and each row of the table")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    told = parser.parse_args(arguments)
    seeds = range(told.seed, told.seed + told.trials)
    nothing, six, four = Setting(SCORE, 1.0, 60), Setting(SCORE, 6.0, 60), Setting(SCORE, 4.0, 80)
    yes_or_no = replace(nothing, kind=BINARY)
    yes_or_no_six = replace(six, kind=BINARY)
    with ProcessPoolExecutor(told.jobs) as pool:

        def verdicts(setting: Setting) -> list[Verdict]:
            return list(pool.map(partial(judge, setting), seeds, chunksize=10))

        print(f"Trials: {told.trials} for each figure, seeds from {told.seed}")
        without, with_six = verdicts(nothing), verdicts(six)
        lines = [
            *size_lines("score, 60 rounds", without),
            *size_lines("yes or no, 60 rounds", verdicts(yes_or_no)),
            *power_lines("score, OR 6, 60 rounds", with_six, 0.70, 0.50),
            *power_lines("score, OR 4, 80 rounds", verdicts(four), 0.65, 0.45),
            Line(
                "yes or no, OR 6, 60 rounds: interval holds the truth",
                share(verdicts(yes_or_no_six), "covers"),
                0.91,
                False,
            ),
            Line(
                "milliseconds for one analysis, 60 rounds, median",
                statistics.median(v.milliseconds for v in with_six),
                250.0,
                True,
            ),
            chance_line(),
        ]
        for line in lines:
            print(line.text(), flush=True)
        print("  the naive rule, looked at after every round:")
        print(f"    no difference, 60 rounds: claims one in {share(without, 'naive'):.2f}")
        print(f"    OR 6, 60 rounds: claims one in {share(with_six, 'naive'):.2f}")
        print("  clear at the end / any-time, by rounds   " + "  ".join(f"{n:>9}" for n in LENGTHS))
        kinds = [(kind, odds_ratio) for kind in (SCORE, BINARY) for odds_ratio in ODDS_RATIOS]
        rows = pool.map(row, *zip(*kinds, strict=True), [told.trials] * len(kinds), [told.seed] * len(kinds))
        for made, key in zip(rows, kinds, strict=True):
            print(f"{made}   {'reference ' + REFERENCE[key] if key in REFERENCE else ''}", flush=True)


if __name__ == "__main__":
    main()
