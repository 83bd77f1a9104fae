"""DEVELOPERS.md names code, tests and commands that are there, and a test for each promise."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8")
PROMISES = [line for line in PAGE.split("## Promises")[1].splitlines() if line.startswith("| ")]
ROWS = [line for line in PROMISES if not line.startswith(("| property", "| ---"))]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
SOURCE = re.compile(r"`((?:[\w]+/)+[\w.]+\.(?:py|js))`")


def test_there_are_promises() -> None:
    """The control for the tests below."""
    assert len(ROWS) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:60].split("|")[0].strip())
def test_each_promise_names_code_and_tests_that_exist(row: str) -> None:
    """A property without its proof, or with a proof that is gone, fails here."""
    _, _property, code, tests, _ = (cell.strip() for cell in row.split("|"))
    named = TEST.findall(tests)
    assert named
    assert len(named) == tests.count("::")
    for path, function in named:
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{function}"
    sources = SOURCE.findall(code)
    assert sources or code == "everywhere"
    for source in sources:
        assert (ROOT / "src" / "aftercare" / source).is_file(), source


def test_every_command_of_make_that_it_names_is_one() -> None:
    """And every module it says to run."""
    verbs = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", PAGE)) <= verbs
    modules = set(re.findall(r"python -m ([\w.]+)", PAGE)) - {"pytest"}
    assert len(modules) >= 5
    for module in modules:
        assert importlib.util.find_spec(module) is not None, module


def test_every_file_it_points_to_is_there() -> None:
    """Links, folders and files in code marks."""
    for target in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"`((?:src|tests|docs|changelog\.d)/[\w/.-]*)`", PAGE.split("## Promises")[0]):
        assert (ROOT / target).exists(), target


def test_every_kind_of_test_has_its_line() -> None:
    """A new folder of tests says what it is for."""
    for folder in (ROOT / "tests").iterdir():
        if folder.is_dir() and folder.name not in ("samples", "__pycache__"):
            assert f"tests/{folder.name}/" in PAGE, folder.name


def test_security_md_gives_no_invented_address() -> None:
    """Only ways that exist: an issue in this repository."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "Open an issue" in text
    assert not re.search(r"[\w.]+@[\w.]+", text)
    assert "http" not in text
