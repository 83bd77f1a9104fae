"""The page on web security names a test for each promise, and each of them exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "web-security.md").read_text()
NAMED = re.findall(r"`((?:tests/journey/)?test_\w+\.py)::(test_\w+)`", PAGE)


def test_every_test_that_the_page_names_exists() -> None:
    """A promise without its test is no promise."""
    assert len(NAMED) > 30
    for file, name in NAMED:
        path = ROOT / file if "/" in file else ROOT / "tests" / "unit" / "web" / file
        assert f"def {name}(" in path.read_text(), f"{file}::{name}"


def test_every_promise_in_a_table_names_a_test() -> None:
    """No row is left open."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| promise"))]
    for row in rows:
        assert "::test_" in row, row


def test_every_guard_stands_on_the_page() -> None:
    """A new guard has to be described."""
    for path in (ROOT / "src" / "aftercare" / "web" / "security").glob("*.py"):
        if path.name not in ("__init__.py", "nothing.py"):
            assert f"web/security/{path.name}" in PAGE, path.name
