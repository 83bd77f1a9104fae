"""The sentences a person reads about patterns."""

import re

import numpy as np
import pytest
from tests.unit.patterns.made import NAN, binary, coin, graded, noise, score, table, yes_no

from aftercare.model.pattern import ColumnKind, Factor, Lack, Need, Outcome, Pair, Shown, Tier
from aftercare.patterns import phrases, wording
from aftercare.patterns.find import find
from aftercare.patterns.numbers import amount, bound, one_in_hundred

QUARREL = "a quarrel"


def labelled(column, label, **more):
    return type(column)(**{name: getattr(column, name) for name in column.__slots__} | {"label": label} | more)


def found_of(factors, outcomes, **more):
    one = table(factors, outcomes, **more)
    return find(one), one


def first(factors, outcomes, **more):
    found, one = found_of(factors, outcomes, **more)
    return found.patterns[0], one


def tears_after_quarrel():
    x = coin(120, 1)
    y = np.where(np.random.default_rng(2).random(120) < np.where(x == 1, 0.75, 0.1), 1.0, 0.0)
    return x, y


def test_counts_with_and_without_are_told_beside_each_other():
    x, y = tears_after_quarrel()
    pattern, one = first([labelled(binary("q", x), QUARREL)], [labelled(yes_no("t", y), "Tears")])
    having, other = int(y[x == 1].sum()), int(y[x == 0].sum())
    times, others = int(x.sum()), int((1 - x).sum())
    assert str(wording.headline(pattern, one)) == (
        f"Tears was noted after {having} of {times} times with a quarrel, and after {other} of {others} without."
    )


def test_an_outcome_in_steps_is_counted_by_whether_it_happened_at_all():
    x, y = tears_after_quarrel()
    steps = Outcome(
        id="t",
        kind=ColumnKind.ORDINAL,
        values=tuple((y * 2).tolist()),
        label="Tears",
        steps=("None", "Welled up", "Cried", "Sobbed"),
        happened_above=0.0,
    )
    pattern, one = first([labelled(binary("q", x), QUARREL)], [steps])
    assert str(wording.headline(pattern, one)).startswith(
        f"Tears was noted after {int(y[x == 1].sum())} of {int(x.sum())} times"
    )


def test_little_sleep_is_named_by_the_persons_own_third():
    sleep = np.clip(420 + 60 * noise(200, 1), 60, 700).round(-1)
    pain = np.clip(np.round(5 - (sleep - 420) / 60 * 1.5 + noise(200, 2)), 0, 10)
    factor = labelled(graded("s", sleep, ColumnKind.CONTINUOUS), "Sleep", unit="minutes")
    pattern, one = first([factor], [labelled(score("p", pain), "Pain")])
    text = str(wording.headline(pattern, one))
    assert re.fullmatch(
        r"Pain was \d\.\d on average over \d+ times when Sleep was 6 h \d+ min or less, "
        r"and \d\.\d over \d+ others\.",
        text,
    )


def test_words_of_a_stepped_factor_are_its_own():
    stress = np.random.default_rng(1).integers(0, 5, 200).astype(float)
    pain = np.clip(np.round(2 + stress + noise(200, 2)), 0, 10)
    words = ("not at all", "a little", "somewhat", "a lot", "very much")
    factor = labelled(graded("s", stress), "Stressed", steps=words)
    pattern, one = first([factor], [labelled(score("p", pain), "Pain")])
    assert re.search(r"when Stressed was “(a lot|somewhat)” or more", str(wording.headline(pattern, one)))


def test_the_lowest_word_of_a_scale_stands_without_or_less():
    sleepy = np.random.default_rng(1).choice([0.0, 1.0, 2.0], p=[0.35, 0.35, 0.3], size=200)
    mood = np.clip(np.round(6 - 2 * sleepy + noise(200, 2)), 0, 10)
    factor = labelled(graded("t", sleepy), "Tired", steps=("Not at all", "A little", "Very"))
    pattern, one = first([factor], [labelled(score("m", mood), "Mood")])
    assert "when Tired was “Not at all”, and" in str(wording.headline(pattern, one))


def test_counts_that_point_the_other_way_are_owned_up_to():
    """In the bad half of the diary wine is common and pain high, yet from day to day wine goes with less pain."""
    phase = np.repeat([0.0, 1.0], 150)
    x = (np.random.default_rng(1).random(300) < 0.2 + 0.6 * phase).astype(float)
    y = np.round(3 + 4 * phase - 1.5 * x + noise(300, 2))
    pattern, one = first([labelled(binary("w", x), "Wine")], [labelled(score("p", y), "Pain")])
    assert pattern.pair.direction == -1
    assert pattern.counts.with_factor.mean > pattern.counts.without_factor.mean
    assert str(wording.effect(pattern, one)).startswith("The plain counts mix good and bad times of life")


def test_the_difference_comes_with_its_interval_and_says_what_it_was_compared_with():
    x, y = tears_after_quarrel()
    pattern, one = first([labelled(binary("q", x), QUARREL)], [labelled(yes_no("t", y), "Tears")])
    assert re.fullmatch(
        r"Compared with entries around the same time, Tears was noted about \d\d more times in 100 with a quarrel, "
        r"probably \d\d to \d\d more\.",
        str(wording.effect(pattern, one)),
    )


def test_a_cycle_names_its_high_and_low_day():
    day = np.arange(400) * 3 % 28 + 1
    y = np.round(5 + 2 * np.cos(2 * np.pi * (day - 4) / 28) + noise(400, 3))
    factor = Factor(id="c", kind=ColumnKind.CYCLE_DAY, columns=(tuple(day.astype(float).tolist()),), label="Cycle day")
    pattern, one = first([factor], [labelled(score("p", y), "Cramps")], cycle_length=28.0)
    text = str(wording.headline(pattern, one))
    assert text == "Cramps goes with the day of your cycle: highest around day 4, lowest around day 18."
    assert wording.effect(pattern, one) is None


@pytest.mark.parametrize(
    ("tier", "words"), [(Tier.HUNCH, "about 7 in 10"), (Tier.LIKELY, "about 95"), (Tier.STRONG, "about 98")]
)
def test_each_tier_says_how_often_it_holds_up(tier, words):
    assert words in str(wording.meaning(tier))


def test_what_comes_along_is_told_under_the_lead_and_by_itself():
    x = coin(300, 1)
    y = np.round(4 + 2.5 * x + noise(300, 101))
    along = np.where(np.random.default_rng(9).random(300) < 0.8, x, 1 - x)
    found, one = found_of(
        [labelled(binary("a", x), "Late night"), labelled(binary("b", along), "Wine")], [score("p", y)]
    )
    lead, follower = found.patterns
    assert [str(s) for s in wording.companions(lead, one)] == [
        "Probably not Wine: it comes along with Late night, and on its own it shows nothing."
    ]
    assert [str(s) for s in wording.companions(follower, one)] == [
        "Wine comes along with Late night; on its own it shows nothing."
    ]


def test_factors_that_cannot_be_told_apart_are_told_together():
    x = coin(200, 1)
    found, one = found_of([binary("a", x), binary("b", x)], [score("p", np.round(4 + 2 * x + noise(200, 3)))])
    assert "cannot tell them apart" in str(wording.companions(found.patterns[0], one)[0])


def test_a_faded_pattern_says_so():
    x = coin(200, 1)
    one = table([binary("a", x)], [score("p", np.round(4 + 2 * noise(200, 3)))])
    history = {("a", "p"): Shown(tier=Tier.LIKELY, threshold=160.0)}
    assert "has faded" in str(wording.standing(find(one, history=history).patterns[0]))


@pytest.mark.parametrize("lack", list(Lack))
@pytest.mark.parametrize("more", [1, 3])
def test_every_lack_has_a_sentence_with_how_many_more(lack, more):
    one = table([labelled(binary("q", [1.0]), QUARREL)], [labelled(yes_no("t", [1.0]), "Tears")])
    pair = Pair(factor="q", outcome="t", needs=(Need(lack=lack, more=more),))
    (sentence,) = wording.needs(pair, one)
    assert f"eeds {more} more entr{'y' if more == 1 else 'ies'}" in str(sentence)
    assert QUARREL in str(sentence) or "Tears" in str(sentence)


def test_what_is_ruled_out_is_a_large_link_and_never_any_effect():
    factors = [labelled(binary("h", coin(500, 1, 0.5)), "Hat")]
    found, one = found_of(factors, [labelled(score("p", np.round(5 + 2 * noise(500, 2))), "Pain")])
    text = str(wording.no_large_link(found.pairs[0], one))
    assert text == "No large link between Hat and Pain: any difference is probably smaller than 1.0 points."
    yes = np.random.default_rng(5).random(500) < 0.3
    found, one = found_of(factors, [labelled(yes_no("t", yes), "Tears")])
    assert str(wording.no_large_link(found.pairs[0], one)).endswith("smaller than 23 times in 100.")


def test_a_pair_that_was_not_tested_is_never_called_unlinked():
    found, one = found_of([binary("h", [1.0] * 30)], [score("p", noise(30, 1).round())])
    with pytest.raises(AssertionError):
        wording.no_large_link(found.pairs[0], one)


def test_no_sentence_speaks_of_causes():
    texts = [str(wording.CAUTION), str(wording.USUAL_NEED), *(str(wording.meaning(tier)) for tier in Tier)]
    tables = [value for module in (wording, phrases) for value in vars(module).values() if type(value) is dict]
    told = [text for one in tables for text in one.values()]
    assert len(told) > 40
    texts += [str(text) for text in told]
    assert not [text for text in texts if re.search(r"caus|because|leads to|due to|correlat", text, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("value", "more", "text"),
    [
        (1.44, {}, "+1.4 points"),
        (-0.04, {}, "0.0 points"),
        (-1.0, {"steps": ("a", "b")}, "\N{MINUS SIGN}1.0 steps"),
        (-95.0, {"unit": "minutes"}, "\N{MINUS SIGN}1 h 35 min"),
    ],
)
def test_differences_carry_sign_and_unit(value, more, text):
    outcome = Outcome(id="o", kind=ColumnKind.ORDINAL, values=(NAN,), **more)
    assert amount(value, outcome, signed=True) == text


def test_bounds_and_shares_read_plainly():
    hours = Factor(id="f", kind=ColumnKind.CONTINUOUS, columns=((NAN,),), unit="minutes")
    cups = Factor(id="f", kind=ColumnKind.CONTINUOUS, columns=((NAN,),), unit="cups")
    assert [bound(45.0, hours), bound(360.0, hours), bound(2.0, cups)] == ["45 min", "6 h", "2 cups"]
    assert [one_in_hundred(0.304), one_in_hundred(-0.05), one_in_hundred(0.001)] == ["+30", "\N{MINUS SIGN}5", "0"]
