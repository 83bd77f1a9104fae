"""What people would ever be shown, over whole simulated lives with known truth: how much of it is false.

Few people and few looks, seeded; bounds leave room for that. The large version is `benchmarks/patterns/`.
"""

import json
import statistics

import pytest
from benchmarks.patterns.diaries import SCENARIOS, longer, simulate
from benchmarks.patterns.lives import Life, false_shares, look, power

from aftercare.patterns.find import find
from aftercare.usecases import read_diary
from aftercare.usecases.diary_lines import read_diaries

PEOPLE = range(700, 712)
LOOKS = (*range(20, 120, 10), *range(120, 301, 20))
OUTCOME = "pain"


def lives_of(scenario, *, swap=False):
    return [live(scenario, seed, swap=swap) for seed in PEOPLE]


def live(scenario, seed, *, swap):
    diary = simulate(longer(SCENARIOS[scenario], LOOKS[-1]), seed)
    if swap:
        diary = with_the_outcome_of(diary, simulate(longer(SCENARIOS[scenario], LOOKS[-1]), seed + 5000))
    life = Life(diary=diary)
    read = next(iter(read_diaries(json.dumps(line) for line in diary.lines)))
    whole = read_diary.table_of(read)
    for n in LOOKS:
        found = find(whole.first(n, cycle_length=read.cycle_length(n)))
        look(life, read_diary.claims_object(found), n)
        life.pairs = found.pair_count
    return life


def with_the_outcome_of(diary, other):
    """The same diary with one outcome column of somebody else: every pair of that outcome is null."""
    theirs = iter([line["outcomes"].get(OUTCOME) for line in other.lines if line["type"] == "encounter"])
    for line in diary.lines:
        if line["type"] == "encounter":
            value = next(theirs)
            line["outcomes"] = {k: v for k, v in line["outcomes"].items() if k != OUTCOME}
            line["outcomes"] |= {} if value is None else {OUTCOME: value}
    diary.links = {key: truth for key, truth in diary.links.items() if key[1] != OUTCOME}
    diary.proxies = {key for key in diary.proxies if key[1] != OUTCOME}
    return diary


@pytest.fixture(scope="module")
def standard():
    return lives_of("standard")


@pytest.fixture(scope="module")
def null():
    return lives_of("null")


@pytest.mark.parametrize(("tier", "most"), [("hunch", 0.45), ("likely", 0.12), ("strong", 0.05)])
def test_little_of_what_people_with_real_links_are_ever_shown_is_false(standard, tier, most):
    assert sum(len(life.first[tier]) for life in standard) >= 25
    assert false_shares(standard, tier)[0] <= most


def test_few_people_without_any_link_are_ever_shown_a_likely_one(null):
    assert false_shares(null, "likely")[3] <= 4 / len(PEOPLE)
    assert false_shares(null, "strong")[3] <= 1 / len(PEOPLE)
    assert false_shares(null, "hunch")[2] <= 5.0


def test_large_links_are_found_by_250_entries(standard):
    found, count = power(standard, "likely", 6.0, 250)
    assert count >= 20
    assert found >= 0.5
    assert power(standard, "hunch", 4.0, 250)[0] >= 0.45


def test_the_first_interval_shown_holds_the_truth_and_the_sign_is_right(standard):
    first = [showing for life in standard for showing in life.showings["likely"].values()]
    holds = [showing.holds for showing in first if showing.holds is not None]
    assert len(holds) >= 15
    assert statistics.fmean(holds) >= 0.85
    assert all(showing.right_sign in (True, None) for showing in first)


def test_a_large_link_is_hardly_ever_called_absent_and_null_pairs_often_are(standard):
    large = [
        key for life in standard for key, truth in life.diary.links.items() if truth.odds_ratio >= 6.0 and truth.sign
    ]
    wrong = [
        key
        for life in standard
        for key in life.no_link
        if life.diary.links.get(key) and life.diary.links[key].odds_ratio >= 6.0
    ]
    assert len(wrong) <= 0.05 * len(large)
    said = sum(len(life.no_link_last) for life in standard)
    assert said >= 0.2 * sum(life.pairs for life in standard)


def test_an_outcome_column_of_somebody_else_gives_no_likely_claims_about_it():
    swapped = lives_of("standard", swap=True)
    shown = [key for life in swapped for key in life.first["likely"] if key[1] == OUTCOME]
    assert len(shown) <= 1
    assert sum(len(life.first["likely"]) for life in swapped) >= 15
