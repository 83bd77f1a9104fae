"""A copy of the committed vault for each test, and a passphrase step that remembers, so that tests stay fast."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault

from aftercare.vault import passphrase_step, unlock
from aftercare.vault.session import Session


@pytest.fixture(autouse=True)
def _remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A locked vault: four entries, one paired phone, one waiting letter, a recovery key."""
    return copy_vault(CURRENT, tmp_path / "vault")


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    """The same, open."""
    opened = unlock(folder, PASSPHRASE, NOW)
    yield opened
    opened.lock()
