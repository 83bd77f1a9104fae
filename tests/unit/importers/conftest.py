"""What the importer tests share: the samples, and reading bytes as an import."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftercare.importers.base import Answers, Draft, ImportContext
from aftercare.importers.registry import read_import
from aftercare.knowledge.load import load_knowledge

SAMPLES = Path(__file__).parents[2] / "samples"
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)

Read = Callable[..., Draft]


def context(*, answers: Answers | None = None, known: frozenset[str] = frozenset()) -> ImportContext:
    return ImportContext(
        measures=load_knowledge().measures,
        import_id="import-1",
        now=NOW,
        known_rows={"apple_health": known, "daylio": known},
        answers=answers or Answers(),
    )


@pytest.fixture
def read() -> Read:
    def reading(data: bytes, *, answers: Answers | None = None, known: frozenset[str] = frozenset()) -> Draft:
        return read_import(io.BytesIO(data), context(answers=answers, known=known))

    return reading


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    def pack(members: dict[str, bytes]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return packed.getvalue()

    return pack


def rows_of(draft: Draft) -> frozenset[str]:
    return frozenset(row for entry in draft.entries if entry.source for row in entry.source.row.split(","))
