"""Whether a text of ours shares a run of words with a text it was written about: facts carry over, sentences do not.

The articles are not ours to keep here, so the check runs only where their texts are at hand: `python -m
aftercare.knowledge.lint --articles FOLDER` reads every .txt and .md file of that folder.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

RUN = 6
"""So many words in a row are a sentence taken over rather than a fact."""
QUOTED = frozenset(
    {"never", "cases", "also", "asks", "title", "names", "where", "authors", "url", "doi", "sample", "sources", "keys"}
)
"""Keys of names, quotes and addresses, which must be the same."""
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def article_runs(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Every run of words in the articles."""
    return frozenset(run for text in texts for run in _runs(text))


def has_articles(folder: Path) -> bool:
    """Whether there is any text to compare with."""
    return bool(_paths(folder))


def read_articles(folder: Path) -> frozenset[tuple[str, ...]]:
    """The runs of all article texts in a folder; empty when there is none."""
    return article_runs(path.read_text(encoding="utf-8", errors="replace") for path in _paths(folder))


def _paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))


def copied_problems(name: str, record: object, runs: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """One sentence for each text of a record that shares a run with an article."""
    label = record.get("id", "?") if isinstance(record, dict) else "?"
    for text in _texts(record):
        shared = next((run for run in _runs(text) if run in runs), None)
        if shared is not None:
            yield f"{name}, {label}: “{' '.join(shared)}” stands in an article word for word; say it in our words."


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in QUOTED:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
