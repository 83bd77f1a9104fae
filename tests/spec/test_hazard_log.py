"""The hazard log names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOG = (ROOT / "docs" / "safety" / "hazard-log.md").read_text(encoding="utf-8")
ROWS = [line for line in LOG.splitlines() if re.match(r"\| H\d\d ", line)]


def named_tests(row: str) -> list[tuple[str, str]]:
    """File and function of each test a row names; a bare `::name` is of the file before it."""
    found, path = [], ""
    for named in re.findall(r"`((?:tests/[\w/]+\.py)?(?:::\w+)?)`", row):
        file, _, function = named.partition("::")
        path = file or path
        found.append((path, function))
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:5])
def test_each_hazard_is_proved_by_tests_that_exist(row: str) -> None:
    """A hazard without a proof, or with a proof that is gone, fails here."""
    tests = [(path, function) for path, function in named_tests(row) if path]
    assert tests or "spec cases" in row
    for path, function in tests:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not function or f"def {function}(" in text, function
