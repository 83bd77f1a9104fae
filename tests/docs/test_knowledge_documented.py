"""docs/knowledge.md names folders, shapes, commands and fields that are there, and its example runs."""

import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from aftercare.knowledge.condition import PageCase
from aftercare.knowledge.evidence import Figure, Sureness, Verdict
from aftercare.knowledge.lint import section_names
from aftercare.knowledge.load import DATA, load_knowledge
from aftercare.model.records import from_object

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| `\w+/`", line)]
EXPLAINED_ELSEWHERE = {"measures", "findings", "services", "red_flags", "danger_list", "right_now"}
"""Folders that DEVELOPERS.md and the hazard log speak of."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_folder_of_data_is_explained() -> None:
    """A new kind of record has its line."""
    named = {name for row in ROWS for name in re.findall(r"`(\w+)/`", row)}
    folders = {path.name for path in DATA.iterdir() if any(path.rglob("*.yaml"))}
    assert folders - EXPLAINED_ELSEWHERE <= named
    assert named <= {"body_map", "lexicon", *section_names()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("`")[1])
def test_the_shape_it_names_is_where_it_says(row: str) -> None:
    shapes = re.findall(r"`([A-Z]\w+)`", row)
    module = import_module("aftercare.knowledge." + re.findall(r"`(\w+)\.py`", row)[0])
    assert shapes
    for shape in shapes:
        assert hasattr(module, shape)


def test_the_examples_of_records_are_read_as_records() -> None:
    figure, case, reviewed = (yaml.safe_load(block) for block in blocks("yaml"))
    assert from_object(Figure, figure[0]) == load_knowledge().figures["tears_ever_bird"]
    assert from_object(PageCase, case["cases"][0]).comes == "first"
    assert re.fullmatch(r"[^,]+, \d{4}-\d\d-\d\d", reviewed["reviewed"])


def test_the_example_in_python_runs_and_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks("python")
    exec(compile(example, "docs/knowledge.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "None"
    assert printed[-1].endswith(" pages")
    assert printed[-2].endswith("None")


def test_words_for_how_sure_and_verdicts_are_the_ones_there_are() -> None:
    """All of them, and no other."""
    verdicts = re.search(r"\(`agrees`[^)]*\)", PAGE)
    assert verdicts is not None
    assert set(re.findall(r"`(\w+)`", verdicts[0])) == set(Verdict)
    how_sure = PAGE.split("**How sure**")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)` \(", how_sure)) == set(Sureness)


def test_every_file_and_link_it_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
    for target in re.findall(r"`((?:src|tests)/[\w/.]+)`", PAGE):
        assert (ROOT / target).exists(), target


def test_it_is_reached_from_the_pages_that_newcomers_read_first() -> None:
    for name in ("README.md", "DEVELOPERS.md"):
        assert "(docs/knowledge.md)" in (ROOT / name).read_text(encoding="utf-8"), name


def test_the_sections_of_knowledge_are_known_to_this_page_or_elsewhere() -> None:
    """The control: what the loader reads is what the folders hold."""
    read = {name for name in section_names() if (DATA / name).is_dir()}
    assert {"causes", "topics", "claims", "figures", "evidence", "sources"} <= read
