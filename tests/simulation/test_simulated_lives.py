"""The lives by which the figures are made are what they are said to be, and the simpler rules are computed rightly."""

import json
import statistics

import numpy as np
import pytest
from benchmarks.patterns.asked import OURS, Question, grid, live, people
from benchmarks.patterns.diaries import OUTCOMES, SCENARIOS, longer, simulate
from benchmarks.patterns.lasso import chosen_by_lasso
from benchmarks.patterns.significance import fisher_p, step_up, student_p
from benchmarks.patterns.summary import summarise

SEEDS = range(500, 505)


@pytest.fixture(scope="module")
def diaries():
    return [simulate(longer(SCENARIOS["main question"], 300), seed) for seed in SEEDS]


def recorded(diary, section, name):
    lines = [line for line in diary.lines if line["type"] == "encounter"]
    return [line[section].get(name) for line in lines]


def test_the_same_number_gives_the_same_life(diaries):
    again = simulate(longer(SCENARIOS["main question"], 300), SEEDS[0])
    assert json.dumps(again.lines) == json.dumps(diaries[0].lines)
    assert again.links.keys() == diaries[0].links.keys()


def test_a_main_question_changes_nothing_in_the_life(diaries):
    plain = simulate(longer(SCENARIOS["standard"], 300), SEEDS[0])
    assert plain.lines[1:] == diaries[0].lines[1:]
    main = diaries[0].lines[0]["main"]
    assert len(set(main["suspects"])) == 12
    assert {factor for factor, outcome in plain.links if outcome == main["outcome"]} <= set(main["suspects"])


def test_how_often_things_happen_and_go_missing_is_as_told(diaries):
    for diary in diaries:
        for name, low, high in (("tears", 0.10, 0.38), ("bleeding", 0.04, 0.18)):
            kept = [value for value in recorded(diary, "outcomes", name) if value is not None]
            assert low <= statistics.fmean(kept) <= high
        for name in ("pain", "cramps"):
            kept = [value for value in recorded(diary, "outcomes", name) if value is not None]
            assert 0.25 <= kept.count(0) / len(kept) <= 0.70
        for factor in diary.lines[0]["factors"]:
            if factor["kind"] == "binary":
                kept = [value for value in recorded(diary, "factors", factor["name"]) if value is not None]
                assert 0.04 <= statistics.fmean(kept) <= 0.66
                assert 1 - len(kept) / 300 <= 0.16 + 0.07


def test_one_cluster_rides_on_the_daily_mood(diaries):
    together = {kind: [] for kind in ("riding", "other")}
    for diary in diaries:
        mood = {line["date"]: line["values"].get("daily_33") for line in diary.lines if line["type"] == "checkin"}
        for name, kind in (("tag_12", "riding"), ("tag_13", "riding"), ("tag_24", "other"), ("tag_25", "other")):
            pairs = [
                (mood[line["date"]], line["factors"][name])
                for line in diary.lines
                if line["type"] == "encounter" and name in line["factors"] and mood.get(line["date"]) is not None
            ]
            together[kind].append(np.corrcoef(np.array(pairs).T)[0, 1])
    assert statistics.fmean(together["riding"]) > 0.2
    assert abs(statistics.fmean(together["other"])) < 0.2


def test_every_life_with_links_has_one_of_the_cycle_and_null_lives_have_none(diaries):
    for diary in diaries:
        assert len(diary.links) == 15
        assert any(factor == "cycle_day" for factor, _ in diary.links)
        assert not diary.links.keys() & diary.proxies
    assert not simulate(longer(SCENARIOS["null"], 60), 1).links


def test_p_values_are_those_of_the_books():
    assert student_p(np.array([2.228, 12.706]), np.array([10.0, 1.0])) == pytest.approx([0.05, 0.05], abs=1e-4)
    lady_tasting_tea = fisher_p(*(np.array([[n]]) for n in (3, 4, 4, 8)))
    assert lady_tasting_tea[0, 0] == pytest.approx(34 / 70)


def test_the_step_up_rejects_what_the_paper_of_1995_rejects():
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert step_up(np.array([*p, np.nan]), 0.05).sum() == 4


def test_the_lasso_keeps_what_is_there_and_little_else():
    rng = np.random.default_rng(4)
    x = rng.normal(size=(150, 12))
    y = np.column_stack([x[:, 3] - x[:, 7] + rng.normal(size=150), rng.normal(size=150)])
    x[::9, 3] = np.nan
    least, within_one = chosen_by_lasso(x, y)
    assert least[[3, 7], 0].all()
    assert within_one[[3, 7], 0].all()
    assert within_one[:, 0].sum() <= 4
    assert within_one[:, 1].sum() <= 1


def test_a_life_kept_is_the_life_that_was_asked(tmp_path):
    question = Question("standard", OURS, people("first", 1)[0], entries=30, folder=tmp_path)
    asked, kept = live(question), live(question)
    assert summarise([kept]) == summarise([asked])
    assert kept.pairs == 40 * len(OUTCOMES)
    assert kept.entries == grid(30)[-1] == 30
