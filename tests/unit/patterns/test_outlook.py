"""How many more entries a silent pair would need: a rough range, never a promise."""

import numpy as np
from tests.unit.patterns.made import binary, coin, graded, noise, score, table

from aftercare.model.pattern import ColumnKind, Factor, Tier
from aftercare.patterns.find import find
from aftercare.patterns.outlook import FARTHEST, outlook

NONE = tuple(binary(f"n{i}", coin(60, 100 + i)) for i in range(12))


def linked(entries, strength, seed):
    x = coin(entries, seed, 0.5)
    y = np.clip(np.round(4 + strength * x + noise(entries, seed + 1)), 0, 10)
    others = [binary(f"n{i}", coin(entries, 100 + i + 50 * seed)) for i in range(12)]
    return table([binary("wine", x), *others], [score("pain", y)])


def of(one, factor="wine"):
    found = {each.pair.factor: each for each in outlook(find(one), one)}
    return found.get(factor)


def test_a_pair_with_something_to_it_is_nearer_than_one_without():
    near = of(linked(40, 0.9, 3))
    assert near is not None
    assert near.few is not None
    far = [each for each in outlook(find(linked(40, 0.0, 3)), linked(40, 0.0, 3)) if each.few is None]
    assert len(far) >= 8


def test_what_is_likely_already_or_cannot_be_tested_has_no_outlook():
    strong = linked(120, 2.0, 5)
    assert of(strong) is None
    short = linked(8, 1.0, 5)
    assert outlook(find(short), short) == ()


def test_the_range_is_in_order_and_never_beyond_what_is_counted():
    for seed in range(12):
        one = linked(50, 0.6, seed)
        for each in outlook(find(one), one):
            assert each.many is None or (each.few is not None and each.few <= each.many <= FARTHEST)


def life(seed, entries):
    """A link whose strength is drawn as the range supposes, among others that are none."""
    strength = np.random.default_rng(seed).normal() * 0.5
    x = coin(entries, seed + 5000, 0.5)
    y = np.clip(np.round(5 + 2 * (strength * x + noise(entries, seed + 900))), 0, 10)
    return x, y, [coin(entries, 1000 + i + 50 * seed) for i in range(8)]


def first(count, x, y, others):
    return table(
        [binary("wine", x[:count]), *(binary(f"n{i}", o[:count]) for i, o in enumerate(others))],
        [score("pain", y[:count])],
    )


def test_about_one_in_four_gets_there_sooner_than_the_range_says():
    """Over 50 lives, asked at 40 entries; the range is told for those where it is within reach."""
    sooner = []
    for seed in range(50):
        x, y, others = life(seed, 240)
        told = of(first(40, x, y, others))
        if told is None or told.few is None:
            continue
        before = [n for n in range(45, 40 + told.few, 10) if _likely(find(first(n, x, y, others)))]
        sooner.append(bool(before))
    assert len(sooner) >= 20
    assert 0.05 <= np.mean(sooner) <= 0.45


def _likely(found):
    return any(pattern.factor == "wine" for pattern in found.of(tier=Tier.LIKELY))


def test_a_cycle_has_an_outlook_too():
    days = np.arange(60) * 3.0 % 28 + 1
    cycle = Factor(id="cycle_day", kind=ColumnKind.CYCLE_DAY, columns=(tuple(days),))
    pain = np.clip(np.round(4 + 0.8 * np.cos(2 * np.pi * days / 28) + noise(60, 2)), 0, 10)
    one = table([cycle, graded("depth", noise(60, 9)), *NONE], [score("pain", pain)], cycle_length=28.0)
    assert of(one, "cycle_day") is not None


def test_the_same_table_gives_the_same_ranges():
    one = linked(50, 0.6, 2)
    assert outlook(find(one), one) == outlook(find(one), one)
