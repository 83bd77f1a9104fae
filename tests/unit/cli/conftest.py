"""A committed journal, a passphrase step that remembers, and a terminal in front of both."""

from pathlib import Path

import pytest
from tests.unit.cli.terminal import Terminal
from tests.vectors.vaults import CURRENT, PASSPHRASE, REMEMBERING, copy_vault

from aftercare.cli import passphrases, voice
from aftercare.vault import passphrase_step


@pytest.fixture(autouse=True)
def _quick_and_placed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    # The test process itself stays as it is; that secrets come in only after this is tested for itself.
    monkeypatch.setattr(passphrases, "keep_from_dumps", lambda: None)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The passphrase in a file that only its owner can read."""
    file = tmp_path / "words"
    file.write_text(f"{PASSPHRASE}\n")
    file.chmod(0o600)
    return file


@pytest.fixture
def terminal(tmp_path: Path, secret: Path) -> Terminal:
    """In front of a locked journal that holds four entries and one waiting letter."""
    return Terminal(copy_vault(CURRENT, tmp_path / "vault"), secret)


@pytest.fixture
def nowhere(tmp_path: Path, secret: Path) -> Terminal:
    """In front of an empty place."""
    return Terminal(tmp_path / "empty", secret)


@pytest.fixture
def in_conversation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sits there to be asked."""
    monkeypatch.setattr(voice, "is_conversation", lambda: True)
    monkeypatch.setattr(passphrases, "has_terminal", lambda: True)
