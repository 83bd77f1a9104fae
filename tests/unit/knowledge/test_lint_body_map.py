"""What the linter says of a body map with a hole in it, the wrong side, or no room for a finger."""

import shutil
from pathlib import Path

import pytest

from aftercare.knowledge.body_map import Spot
from aftercare.knowledge.lint_body_map import body_map_problems, overlap
from aftercare.knowledge.load import DATA, Knowledge

ANUS = "- id: anus\n  places:\n    - {view: below, spots: [{x: 120, y: 264, rx: 21, ry: 18}], word: Anus}\n"


def problems(folder: Path, old: str, new: str) -> list[str]:
    """What is wrong once `old` reads `new` in the data."""
    shutil.copytree(DATA / "measures", folder / "measures")
    shutil.copytree(DATA / "body_map", folder / "body_map")
    found = 0
    for path in (folder / "body_map").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        found += text.count(old)
        path.write_text(text.replace(old, new), encoding="utf-8")
    assert found, "nothing was changed"
    return list(body_map_problems(Knowledge(folder)))


def test_what_ships_is_sound() -> None:
    assert list(body_map_problems(Knowledge())) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (ANUS, "", "anus: a measure asks about this site"),
        ("- id: anus\n", "- id: elbow\n", "elbow: no measure asks"),
        (ANUS, "- id: anus\n", "give it one, or say `map: none`"),
        (ANUS, "- id: anus\n  map: none\n", "says why"),
        ("view: below, spots: [{x: 120, y: 264", "view: gone, spots: [{x: 120, y: 264", "no drawing gone"),
        ("{x: 120, y: 264, rx: 21, ry: 18}", "{x: 120, y: 300, rx: 21, ry: 18}", "over the edge of below"),
        ("{x: 120, y: 264, rx: 21, ry: 18}", "{x: 120, y: 226, rx: 21, ry: 18}", "in each other's way"),
        ("{x: 168, y: 258,", "{x: 20, y: 258,", "not on the person's own side"),
        ("d: M120 276L120 287", "d: javascript", "no path"),
        ("spots: [{x: 120, y: 264, rx: 21, ry: 18}]", "spots: []", "no spot in below"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert any(told in problem for problem in problems(tmp_path, old, new))


def test_a_site_may_stay_off_the_map_with_a_reason(tmp_path: Path) -> None:
    assert problems(tmp_path, ANUS, "- id: anus\n  map: none\n  reason: Only in the list.\n") == []


def test_targets_that_touch_do_not_overlap_and_those_that_share_ground_do() -> None:
    first = Spot(x=100, y=100, rx=20, ry=20)
    assert not overlap(first, Spot(x=148, y=100, rx=20, ry=20))
    assert overlap(first, Spot(x=147, y=100, rx=20, ry=20))
    assert not overlap(first, Spot(x=100, y=148, rx=5, ry=5))
