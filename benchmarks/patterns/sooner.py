"""What makes a first answer come sooner (PATTERNS 9b): how an outcome is kept, and days instead of encounters.

One main question with twelve suspects, three of them true (odds ratio 6, 4 and 4), told from the first entry on. Every
variant sees the same lives. A yes-or-no outcome, the same felt thing in four steps, a score beside it, and the mean of
all three are asked at the same looks; and a daily feeling is asked by days and by encounters at the same dates. What is
gained is the share of true links found; what it costs is the share of false ones among all ever shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

import numpy as np

from aftercare.days.composites import Signed, mean_of_ranks
from aftercare.model.pattern import ColumnKind, Factor, Outcome, PatternRole, Table, Tier
from aftercare.patterns.find import find
from benchmarks.patterns.diaries import OWN_PAST, SUSPECTS
from benchmarks.patterns.diaries import _days as encounter_days
from benchmarks.patterns.diaries import _phases as life_phases
from benchmarks.patterns.factors import Array, autoregressive, loaded

ENTRIES = 160
DAYS = 480
EARLY = (40, 60, 80, 120)
DATES = (60, 120, 180, 240, 360)
ODDS_RATIOS = (6.0, 4.0, 4.0)
STEP_SHARES = (0.75, 0.88, 0.95)
"""Below the first of the four steps of tears lie three quarters of the entries."""
SHARED = 0.5
"""Share of the noise that is of the distress itself, the rest of each way of telling it."""
CHECKED_IN = 0.85
OUTCOME = "felt"


@dataclass
class Variant:
    """What was shown by one way of asking: the look at which each suspect was first a lead of a tier or better."""

    name: str
    true: Mapping[str, float]
    first: dict[Tier, dict[str, int]] = field(default_factory=lambda: {tier: {} for tier in Tier})

    def note(self, table: Table, look: int) -> None:
        """Ask once."""
        for pattern in find(table).of(tier=Tier.HUNCH):
            if pattern.role is PatternRole.LEAD:
                for tier in list(Tier)[: pattern.tier.rank]:
                    self.first[tier].setdefault(pattern.factor, look)


def measure(seeds: Sequence[int]) -> Iterator[str]:
    """The two tables, as lines of text."""
    yield from _told("how the outcome is kept, by entries", [by_outcome(seed) for seed in seeds], EARLY)
    yield from _told("days or encounters, by days passed", [by_days(seed) for seed in seeds], DATES)


def by_outcome(seed: int) -> list[Variant]:
    """The four ways to keep one distress, over the same life."""
    rng = np.random.default_rng([20269, seed])
    days = encounter_days(rng, ENTRIES)
    phases = life_phases(rng, int(days[-1]) + 1)[days]
    suspects = [_tag(rng, phases) for _ in range(SUSPECTS)]
    true, acting = _true_links(rng, suspects)
    common = acting + loaded(rng, phases, 1.04) + autoregressive(rng, (ENTRIES, 1), 0.3)[:, 0] * OWN_PAST
    common += np.sqrt(SHARED) * rng.logistic(size=ENTRIES)

    def told() -> Array:
        latent: Array = common + np.sqrt(1 - SHARED) * rng.logistic(size=ENTRIES)
        return latent

    tears, mood, irritability = told(), told(), told()
    steps = np.searchsorted(np.quantile(tears, STEP_SHARES), tears).astype(float)
    scores = np.clip(np.round(4 + 2 * (mood - mood.mean()) / mood.std()), 0, 10)
    cross = np.clip(np.round(4 + 2 * (irritability - irritability.mean()) / irritability.std()), 0, 10)
    ways: dict[str, tuple[ColumnKind, Callable[[int], Sequence[float]]]] = {
        "tears, yes or no": (ColumnKind.BINARY, lambda n: (steps[:n] > 0).astype(float).tolist()),
        "tears in four steps": (ColumnKind.ORDINAL, lambda n: steps[:n].tolist()),
        "a score from 0 to 10": (ColumnKind.ORDINAL, lambda n: scores[:n].tolist()),
        "the mean rank of all three": (ColumnKind.CONTINUOUS, lambda n: _mean_rank((steps, scores, cross), n)),
    }
    variants = [Variant(name, true) for name in ways]
    for n in [*range(16, 60), *range(60, ENTRIES + 1, 2)]:
        for variant, (kind, values) in zip(variants, ways.values(), strict=True):
            outcome = Outcome(id=OUTCOME, kind=kind, values=tuple(values(n)))
            variant.note(_table({name: column[:n] for name, column in enumerate(suspects)}, outcome, n), n)
    return variants


def by_days(seed: int) -> list[Variant]:
    """A daily feeling with daily suspects: told by all days, or by the days of an encounter alone."""
    rng = np.random.default_rng([20270, seed])
    phases = life_phases(rng, DAYS)
    suspects = [_tag(rng, phases) for _ in range(SUSPECTS)]
    true, acting = _true_links(rng, suspects)
    latent = acting + loaded(rng, phases, 1.04) + rng.logistic(size=DAYS)
    latent += autoregressive(rng, (DAYS, 1), 0.5)[:, 0] * OWN_PAST
    felt = np.clip(np.round(5 + 2 * (latent - latent.mean()) / latent.std()), 0, 10)
    checked = rng.random(DAYS) < CHECKED_IN
    met = np.isin(np.arange(DAYS), encounter_days(rng, DAYS // 3))
    variants = {"each day with a check-in": checked, "days of an encounter": checked & met}
    result = [Variant(name, true) for name in variants]
    for day in range(30, DAYS + 1, 6):
        for variant, kept in zip(result, variants.values(), strict=True):
            rows = np.flatnonzero(kept[:day])
            outcome = Outcome(id=OUTCOME, kind=ColumnKind.ORDINAL, values=tuple(felt[rows].tolist()))
            variant.note(_table({name: c[rows] for name, c in enumerate(suspects)}, outcome, len(rows)), day)
    return result


def _tag(rng: np.random.Generator, phases: Array) -> Array:
    """A yes-or-no factor with some past of its own and some of the life's."""
    latent = autoregressive(rng, (len(phases), 1), 0.3)[:, 0]
    latent = latent + (loaded(rng, phases, 0.8) if rng.random() < 0.7 else 0.0)
    tag: Array = (latent > np.quantile(latent, 1 - rng.uniform(0.2, 0.6))).astype(float)
    return tag


def _true_links(rng: np.random.Generator, suspects: Sequence[Array]) -> tuple[dict[str, float], Array]:
    """The first three suspects act; the names of which and how strongly, and their sum."""
    signs = rng.choice([-1.0, 1.0], size=len(ODDS_RATIOS))
    acting = sum(
        (sign * np.log(ratio) * suspects[j] for j, (sign, ratio) in enumerate(zip(signs, ODDS_RATIOS, strict=True))),
        np.zeros(len(suspects[0])),
    )
    return {f"s{j}": ratio for j, ratio in enumerate(ODDS_RATIOS)}, acting


def _mean_rank(parts: Sequence[Array], n: int) -> Sequence[float]:
    return mean_of_ranks([Signed((part[:n].tolist(),), 1) for part in parts], 2, n)


def _table(suspects: Mapping[int, Array], outcome: Outcome, n: int) -> Table:
    factors = tuple(
        Factor(id=f"s{j}", kind=ColumnKind.BINARY, columns=(tuple(column.tolist()),)) for j, column in suspects.items()
    )
    table = Table(rows=tuple(map(str, range(n))), factors=factors, outcomes=(outcome,), main_outcome=OUTCOME)
    return replace(table, suspects=tuple(factor.id for factor in factors))


def _told(title: str, people: Sequence[Sequence[Variant]], looks: Sequence[int]) -> Iterator[str]:
    yield f"Sooner: {title} ({len(people)} people)"
    yield f"  {'':28}{'':8}" + "".join(f"{look:>7}" for look in looks) + "   false share of all ever shown"
    for place, first in enumerate(people[0]):
        of_way = [variants[place] for variants in people]
        for tier in (Tier.HUNCH, Tier.LIKELY):
            for ratio in sorted(set(ODDS_RATIOS)):
                shares = [_found(of_way, tier, ratio, look) for look in looks]
                row = "".join(f"{share:7.2f}" for share in shares)
                yield f"  {first.name:28}{tier.value:8}{row}   {_false(of_way, tier):.3f}   OR {ratio:g}"


def _found(lives: Sequence[Variant], tier: Tier, ratio: float, look: int) -> float:
    return fmean(
        life.first[tier].get(name, look + 1) <= look
        for life in lives
        for name, odds_ratio in life.true.items()
        if odds_ratio == ratio
    )


def _false(lives: Sequence[Variant], tier: Tier) -> float:
    return fmean(
        sum(name not in life.true for name in life.first[tier]) / max(len(life.first[tier]), 1) for life in lives
    )
