"""The second simulator makes the lives the specification describes, and the second scorer counts as it says."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.simulation.independent.independent_diaries import Scenario
from tests.simulation.independent.scorer import on_grid, read_person, score
from tests.simulation.independent.write_diaries import simulate

PAIRS = [("snow", "pain"), ("rain", "pain"), ("wind", "pain"), ("sun", "pain")]


def claim(factor: str, tier: str, *, role: str = "lead", direction: int = 1, effect: float | None = None) -> Any:
    """A claim about pain, with an interval of one point to either side where there is an effect."""
    numbers = {} if effect is None else {"effect": effect, "lo": effect - 1, "hi": effect + 1}
    return {"factor": factor, "outcome": "pain", "tier": tier, "role": role, "direction": direction, **numbers}


def person(folder: Path, looks: dict[int, list[Any]]) -> Any:
    """One life in which only snow acts (by 2 points) and rain comes with it."""
    link = {"factor": "snow", "outcome": "pain", "odds_ratio": 4.0, "sign": 1, "binary": True}
    truth = {"links": [{**link, "clear": True, "effect": 2.0, "size_sd": 0.8}], "proxies": [["rain", "pain"]]}
    meta = {"factors": [{"name": factor} for factor, _ in PAIRS], "outcomes": [{"name": "pain"}]}
    answers = [
        {"n": n, "claims": shown, "no_link": [{"factor": "sun", "outcome": "pain"}] if n == 70 else []}
        for n, shown in looks.items()
    ]
    (folder / "truth").write_text(json.dumps(truth))
    (folder / "diary").write_text(json.dumps(meta))
    (folder / "claims").write_text("".join(json.dumps(answer) + "\n" for answer in answers))
    return read_person(folder / "truth", folder / "claims", folder / "diary", every=False)


def test_the_same_seed_gives_the_same_life_and_another_seed_another() -> None:
    one, again = (simulate(Scenario.STANDARD, 40, 5) for _ in range(2))
    assert one == again
    assert simulate(Scenario.STANDARD, 40, 6).lines != one.lines


def test_a_life_is_as_the_specification_describes_it() -> None:
    life = simulate(Scenario.STANDARD, 150, 3)
    meta, entries = life.lines[0], [line for line in life.lines if line["type"] == "encounter"]
    assert [line["i"] for line in entries] == list(range(1, 151))
    days = [line["date"] for line in life.lines[1:]]
    assert days == sorted(days, key=str)
    assert (len(meta["factors"]), len(meta["outcomes"])) == (40, 8)
    assert len(life.links) == 15
    assert {link.odds_ratio for link in life.links} == {1.5, 2, 3, 4, 6}
    assert life.proxies
    assert not {(link.factor, link.outcome) for link in life.links} & set(life.proxies)
    tears = [line["outcomes"]["tears"] for line in entries if "tears" in line["outcomes"]]
    assert 0.08 <= sum(tears) / len(tears) <= 0.40
    recorded = sum(len(line["factors"]) for line in entries) / (150 * 35)
    assert 0.84 <= recorded < 1


def test_the_suspects_of_a_main_question_hold_the_true_ones_unless_nothing_acts() -> None:
    life = simulate(Scenario.MAIN, 30, 3)
    main: Any = life.lines[0]["main"]
    true = {link.factor for link in life.links if link.outcome == main["outcome"]}
    assert len(main["suspects"]) == 12
    assert len(true) == 4
    assert true <= set(main["suspects"])
    assert simulate(Scenario.MAIN_NULL, 30, 3).links == ()


def test_the_scorer_counts_what_was_ever_shown(tmp_path: Path) -> None:
    """Snow true, rain its companion, wind false and later withdrawn: one in three false, two in three not direct."""
    looks = {
        50: [claim("wind", "likely")],
        60: [claim("snow", "hunch", effect=2.5)],
        70: [claim("snow", "likely", effect=2.8), claim("rain", "likely")],
        80: [claim("snow", "likely", effect=2.4), claim("rain", "likely", role="travels_with")],
    }
    measures = score([person(tmp_path, looks)])
    likely = measures["likely"]
    assert likely["false"]["lifetime_fdr"] == pytest.approx(1 / 3)
    assert likely["false"]["lifetime_fdr_direct"] == pytest.approx(2 / 3)
    assert likely["false"]["person_false_alarm"] == 1
    assert measures["strong"]["false"]["lifetime_fdr"] == 0
    assert likely["power"]["OR 4 clear (1)"] == {40: 0, 60: 0, 80: 1, 120: 1, 250: 1, 400: 1}
    assert measures["hunch"]["power"]["OR 4 clear (1)"][60] == 1
    assert likely["first_showing"] == {
        "intervals": 1,
        "coverage": 1,
        "wrong_sign": 0,
        "exaggeration_median": pytest.approx(1.4),
    }
    assert likely["roles"] == {"direct": 1, "direct_as_lead": 1, "proxies": 1, "moved": 1}
    assert measures["no_large_link"] == {"large_links": 1, "large_ruled_out": 0, "null_ruled_out": pytest.approx(1 / 2)}


def test_a_wrong_sign_and_an_interval_that_misses_are_counted(tmp_path: Path) -> None:
    measures = score([person(tmp_path, {60: [claim("snow", "strong", direction=-1, effect=-2.0)]})])
    shown = measures["strong"]["first_showing"]
    assert (shown["coverage"], shown["wrong_sign"]) == (0, 1)


def test_looks_between_the_points_of_the_grid_do_not_count(tmp_path: Path) -> None:
    assert [n for n in (7, 8, 59, 61, 62, 121, 125, 305, 310, 399, 400) if on_grid(n, 400)] == [
        *(8, 59, 62, 125, 310, 400)
    ]
    measures = score([person(tmp_path, {61: [claim("wind", "likely")], 62: [], 400: []})])
    assert measures["likely"]["false"]["false_per_person"] == 0
