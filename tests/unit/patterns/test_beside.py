"""What stands beside a pattern in words: the day, the phase, the wider range, what is ruled out, what is apart."""

import numpy as np
import pytest
from tests.unit.patterns.made import binary, coin, graded, noise, score, table, yes_no

from aftercare.model.pattern import ColumnKind, Factor, Pair
from aftercare.patterns import beside, wording
from aftercare.patterns.find import find
from aftercare.patterns.outlook import Outlook

PAIR = Pair(factor="wine", outcome="pain")


def of_cycle(peak, length=28.0):
    days = np.arange(240) * 3.0 % length + 1
    cycle = Factor(id="cycle_day", kind=ColumnKind.CYCLE_DAY, columns=(tuple(days),))
    pain = np.clip(np.round(4 + 3 * np.cos(2 * np.pi * (days - peak) / length) + noise(240, 2)), 0, 10)
    one = table([cycle], [score("pain", pain)], cycle_length=length)
    return find(one).patterns[0], one


@pytest.mark.parametrize(
    ("peak", "phase"),
    [
        (2, "the first days of bleeding"),
        (8, "the days after bleeding"),
        (14, "the middle of the cycle"),
        (19, "the days after the middle"),
        (25, "the week before bleeding"),
    ],
)
def test_the_phase_of_the_highest_day_is_named(peak, phase):
    pattern, one = of_cycle(peak)
    text = str(beside.phase(pattern, one))
    assert text.endswith(f": {phase}.")
    assert text.startswith("Highest from about day ")
    assert beside.always(pattern, one) is None
    assert "Between its lowest and its highest day" in str(beside.swing(pattern, one))


def test_the_day_before_is_said_in_words_and_in_the_title():
    stress = np.random.default_rng(1).integers(0, 5, 201).astype(float)
    own_day, before = stress[1:], stress[:-1]
    factor = Factor(
        id="stress", kind=ColumnKind.ORDINAL, columns=(tuple(own_day), tuple(before)), lag_days=(0, 1), label="Stress"
    )
    one = table([factor], [score("pain", np.clip(np.round(2 + before + noise(200, 3)), 0, 10))])
    (pattern,) = find(one).patterns
    assert pattern.lag_days == 1
    assert str(beside.lag(pattern)) == "This comes from your check-in of the day before, not from the last one."
    assert " the day before goes with " in str(wording.title(pattern, one))
    assert "highest third" in str(beside.split(pattern, one))


def test_the_wider_range_holds_the_shown_one_and_a_share_stays_a_share():
    x = coin(120, 1)
    y = np.where(np.random.default_rng(2).random(120) < np.where(x == 1, 0.8, 0.1), 1.0, 0.0)
    one = table([binary("q", x)], [yes_no("t", y)])
    (pattern,) = find(one).patterns
    text = str(beside.always(pattern, one))
    low, high = (int(part) for part in text.removeprefix("From ").removesuffix(" times in 100.").split(" to "))
    assert pattern.pair.effect is not None
    assert low <= 100 * pattern.pair.effect.low
    assert 100 * pattern.pair.effect.high <= high <= 100
    assert beside.lag(pattern) is None
    assert beside.split(pattern, one) is None


@pytest.mark.parametrize(
    ("few", "many", "words"),
    [
        (40, 80, "about 40 to 80 more entries"),
        (40, 40, "about 40 more entries"),
        (60, None, "at least about 60 more entries, perhaps never"),
        (None, None, "more than 200 more entries, perhaps never"),
    ],
)
def test_further_entries_are_a_range_and_never_a_promise(few, many, words):
    assert str(beside.further(Outlook(pair=PAIR, few=few, many=many))) == words
    sentence = str(beside.until_likely(Outlook(pair=PAIR, few=few, many=many)))
    assert sentence.endswith("It may also fade.")


def test_what_is_ruled_out_is_named_once_with_its_size_and_never_as_no_effect():
    noises = [binary(f"n{i}", coin(400, i)) for i in range(14)]
    one = table(noises, [score("pain", np.clip(np.round(5 + 2 * noise(400, 77)), 0, 10))])
    pairs = find(one).no_large_link
    assert len(pairs) > 10
    text = str(beside.ruled_out(pairs, one, most=8))
    assert text.startswith("No large link with n0, ")
    assert f"and {len(pairs) - 8} others. Any difference is probably smaller than " in text
    assert "others" not in str(beside.ruled_out(pairs[:9], one, most=8))
    assert "no effect" not in text


def test_early_on_only_a_very_large_link_is_ruled_out():
    one = table(
        [binary(f"n{i}", coin(60, i, 0.5)) for i in range(8)],
        [score("pain", np.clip(np.round(5 + 2 * noise(60, 7)), 0, 10))],
    )
    found = find(one)
    assert len(found.no_very_large_link) > len(found.no_large_link)
    assert all(pair.very_large == pytest.approx(1.6 * pair.large) for pair in found.pairs)
    assert str(beside.ruled_out_early(found.no_very_large_link[:2], one)).startswith("No very large link with n")


def test_a_very_large_link_is_never_ruled_out_when_there_is_one():
    for seed in range(20):
        x = coin(80, seed, 0.5)
        y = np.clip(np.round(5 + 2.5 * x + noise(80, seed + 50)), 0, 10)
        one = table([binary("wine", x)], [score("pain", y)])
        assert not find(one).no_very_large_link


def test_two_that_cannot_be_told_apart_are_one_sentence():
    x = coin(200, 3, 0.5)
    twin = np.where(np.random.default_rng(4).random(200) < 0.03, 1 - x, x)
    y = np.clip(np.round(4 + 2 * np.maximum(x, twin) + noise(200, 5)), 0, 10)
    one = table([binary("held", x), binary("talked", twin), graded("depth", noise(200, 6))], [score("pain", y)])
    patterns = [pattern for pattern in find(one).patterns if pattern.role.value == "entangled"]
    assert len(patterns) == 2
    assert str(beside.apart(patterns, one)) == (
        "Held or talked: your entries cannot tell them apart yet. One of them goes with pain, or both do."
    )
