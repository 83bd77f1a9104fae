"""House rules a linter does not know: sizes, names, and what must not stand in the repository.

`python -m tools.check_sources` prints each breach with file and line and exits 1 if there is one.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 50
BANNED_NAMES = re.compile(r"(^|_)(utils?|managers?|handlers?|misc|helpers?)(_|\.|$)")
BANNED_TEXT = {
    re.compile(r"index-url|--registry[ =]|\"resolved\":"): "a package registry's address",
    re.compile(r"pypi\.org|files\.pythonhosted|registry\.npmjs"): "a package registry's address",
    re.compile(r"(?<![\w.])/(root|work|home/[a-z]+)/"): "a path of one machine",
}
TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".yaml", ".html", ".css", ".js", ".sh", ".typ", ".json", ".cfg"}


def main() -> int:
    """Check every tracked file; the number of breaches decides the exit code."""
    breaches = [breach for path in tracked_files() for breach in breaches_of(path)]
    for breach in breaches:
        print(breach, file=sys.stderr)
    print(f"house rules: {len(breaches)} breaches")
    return 1 if breaches else 0


def tracked_files() -> Iterator[Path]:
    """Files in the tree that git tracks or would track; all files where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listing.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            yield ROOT / name


def breaches_of(path: Path) -> Iterator[str]:
    """All breaches in one file."""
    name = path.relative_to(ROOT)
    if BANNED_NAMES.search(path.stem):
        yield f"{name}: name a module by its job"
    if path.suffix not in TEXT_SUFFIXES:
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    if path != Path(__file__).resolve():
        yield from _banned_text(name, text)
    if path.suffix == ".py":
        yield from _sizes(name, text)


def _banned_text(name: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what in BANNED_TEXT.items():
            if pattern.search(line):
                yield f"{name}:{number}: {what} does not belong here"


def _sizes(name: Path, text: str) -> Iterator[str]:
    lines = len(text.splitlines())
    if lines > FILE_LINES:
        yield f"{name}: {lines} lines; a file has one job and at most {FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines; a function fits on a screen"
            if BANNED_NAMES.search(node.name):
                yield f"{name}:{node.lineno}: name {node.name} by what it does"


if __name__ == "__main__":
    sys.exit(main())
