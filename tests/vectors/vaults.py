"""Vault folders for tests: the committed ones, entries to put into them, and a passphrase step that remembers.

`tests/vectors/` holds small vaults of every version and hostile ones; `expected.json` beside each says what opening it
must say. Their secrets are written here on purpose: they protect nothing.
"""

import json
import secrets
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aftercare.model.entry import Entry, EntryKind, Precision, Source, When
from aftercare.model.measure import Value
from aftercare.vault import passphrase_step
from aftercare.vault.letter import Draft, Letter, seal_letter

VECTORS = Path(__file__).parent
NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
PASSPHRASE = "six plain words for the tests"
CURRENT = "version_1"


@dataclass(frozen=True)
class Expected:
    """What opening a committed vault must come to."""

    opens: bool
    error: str | None
    sentence: str | None


def expected(name: str) -> Expected:
    """What `expected.json` beside the vault says."""
    read = json.loads((VECTORS / name / "expected.json").read_text())
    return Expected(read["opens"], read.get("error"), read.get("sentence"))


def names() -> list[str]:
    """All committed vaults."""
    return sorted(path.parent.name for path in VECTORS.glob("*/expected.json"))


def copy_vault(name: str, to: Path) -> Path:
    """A copy to work in. A hostile vault holds only the files in which it differs from the current one."""
    shutil.copytree(VECTORS / CURRENT / "vault", to)
    if name != CURRENT:
        shutil.copytree(VECTORS / name / "vault", to, dirs_exist_ok=True)
    for gone in json.loads((VECTORS / name / "expected.json").read_text()).get("missing", []):
        (to / gone).unlink()
    return to


def recovery_key() -> str:
    """The recovery key of the current committed vault."""
    return str(json.loads((VECTORS / CURRENT / "expected.json").read_text())["recovery_key"])


def entry(
    values: Mapping[str, Value] | None = None,
    *,
    note: str | None = None,
    source: Source | None = None,
    minutes: int = 0,
) -> Entry:
    """An encounter logged on a winter evening, `minutes` later."""
    return Entry(
        id=str(uuid.uuid4()),
        kind=EntryKind.ENCOUNTER,
        at=When(datetime(2026, 11, 20, 21, 40) + timedelta(minutes=minutes), "Europe/Berlin", Precision.INSTANT),
        recorded=NOW + timedelta(minutes=minutes),
        values={"tears": 2, "mood_now": 1} if values is None else values,
        note=note,
        source=source,
    )


def letter(content: Entry | Draft, device: str | None = None) -> Letter:
    """A letter with a random number."""
    return Letter(id=str(uuid.uuid4()), device=device, content=content)


def sealed(content: Entry | Draft, recipient: str) -> bytes:
    """The same, sealed."""
    return seal_letter(letter(content), recipient)


class RememberingStep:
    """Stands for the passphrase process in tests: what it seals it remembers; a committed file it opens for real, once.

    The program itself has no switch that makes the passphrase step weaker; tests replace the one function that starts
    the process. The real process is tested in test_passphrase_step, and in the journeys.
    """

    def __init__(self) -> None:
        self._real = passphrase_step._run
        self._sealed: dict[bytes, tuple[bytes, str]] = {}
        self._opened: dict[tuple[bytes, str], bytes | Exception] = {}

    def __call__(self, task: str, data: bytes, passphrase: str) -> bytes:
        if task == "seal":
            return self._seal(data, passphrase)
        if data in self._sealed:
            content, right = self._sealed[data]
            if passphrase_step.normal_passphrase(passphrase) == right:
                return content
            raise passphrase_step._Refused("Decryption failed")
        return self._open(data, passphrase)

    def _seal(self, data: bytes, passphrase: str) -> bytes:
        blob = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 18\n" + secrets.token_bytes(200)
        self._sealed[blob] = (data, passphrase_step.normal_passphrase(passphrase))
        return blob

    def _open(self, data: bytes, passphrase: str) -> bytes:
        key = (data, passphrase)
        if key not in self._opened:
            try:
                self._opened[key] = self._real("open", data, passphrase)
            except passphrase_step._Refused as refused:
                self._opened[key] = refused
        found = self._opened[key]
        if isinstance(found, Exception):
            raise found
        return found


REMEMBERING = RememberingStep()
