"""What the linter says of composites that can't be counted or said."""

import shutil
from pathlib import Path

import pytest

from aftercare.knowledge.lint_composites import composite_problems
from aftercare.knowledge.load import DATA, Knowledge

SOUND = """- id: bad_after
  label: Bad after
  help: Put together from tears and mood.
  phase: after
  parts:
    - {measure: tears, sign: 1}
    - {measure: mood_after, sign: -1, since: mood_before}
  least: 2
  spoken: {name: bad, more: worse, less: better}
"""


def problems(folder: Path, text: str) -> list[str]:
    shutil.copytree(DATA / "measures", folder / "measures")
    (folder / "composites").mkdir()
    (folder / "composites" / "1.yaml").write_text(text, encoding="utf-8")
    return list(composite_problems(Knowledge(folder)))


def test_what_ships_is_sound_and_so_is_a_plain_one(tmp_path: Path) -> None:
    assert list(composite_problems(Knowledge())) == []
    assert problems(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: bad_after", "id: tears", "no measure has it"),
        ("help: Put together from tears and mood.", "help: some", "a help that is a sentence"),
        ("measure: tears,", "measure: gone,", "no measure gone"),
        ("measure: tears,", "measure: feelings,", "no outcome that can be ranked"),
        ("measure: tears,", "measure: tears_next_day,", "of another phase"),
        ("since: mood_before", "since: gone", "no measure gone"),
        ("since: mood_before", "since: stress_before", "does not tell the same thing"),
        ("{measure: tears, sign: 1}", "{measure: tears, sign: 1, lowest_when: {measure: x, when: {equals: 1}}}", "x."),
        ("name: bad", "name: Bad.", "begins lower-case"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert any(told in problem for problem in problems(tmp_path, SOUND.replace(old, new)))
