"""What the linter says of factors of days that can't be told or said."""

import shutil
from pathlib import Path

import pytest

from aftercare.knowledge.lint_day_factors import day_factor_problems
from aftercare.knowledge.load import DATA, Knowledge

SOUND = """- id: orgasm_before
  label: Orgasm before
  concept: orgasm
  when: {measure: orgasm, when: {at_least: 1}}
  present: {name: orgasm before}
"""


def problems(folder: Path, text: str) -> list[str]:
    shutil.copytree(DATA / "measures", folder / "measures")
    (folder / "day_factors").mkdir()
    (folder / "day_factors" / "1.yaml").write_text(text, encoding="utf-8")
    return list(day_factor_problems(Knowledge(folder)))


def test_what_ships_is_sound_and_so_is_a_plain_one(tmp_path: Path) -> None:
    assert list(day_factor_problems(Knowledge())) == []
    assert problems(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: orgasm_before", "id: orgasm", "no measure or composite has it"),
        ("concept: orgasm", "concept: gone", "that of some measure"),
        ("measure: orgasm,", "measure: gone,", "no measure of the encounter"),
        ("measure: orgasm,", "measure: stress,", "no measure of the encounter"),
        ("measure: orgasm,", "measure: mood_next_day,", "no measure of the encounter"),
        ("measure: orgasm,", "measure: worries_after,", "private"),
        ("at_least: 1", "at_least: 9", "can never hold"),
        ("name: orgasm before", "name: Orgasm before.", "begins lower-case"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert any(told in problem for problem in problems(tmp_path, SOUND.replace(old, new)))
