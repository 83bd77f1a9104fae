"""Committed vaults of every version open; hostile ones are refused with their sentence and stay untouched."""

import hashlib
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, copy_vault, expected, names

from aftercare.model import errors
from aftercare.model.errors import UserError
from aftercare.vault import unlock

HOSTILE = [name for name in names() if not expected(name).opens]


def test_there_are_hostile_vaults() -> None:
    """The list below is not empty by accident."""
    assert len(HOSTILE) >= 10


def test_a_vault_of_this_version_opens_whole(tmp_path: Path) -> None:
    """Entries, the waiting letter, the device and the recovery key are all there."""
    session = unlock(copy_vault(CURRENT, tmp_path / "vault"), PASSPHRASE, NOW)
    assert [entry.note for entry in session.journal.entries] == [f"Vector entry {n}." for n in range(4)]
    assert session.journal.person.birth_year == 1990
    assert [device.name for device in session.devices()] == ["A phone"]
    assert session.has_recovery
    taken = session.take_letters()
    assert [entry.note for entry in taken.entries] == ["Written while locked."]
    assert session.lock()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_vault_that_is_not_as_saved_is_refused(name: str, tmp_path: Path) -> None:
    """With the sentence written beside it, and without a byte of it changed."""
    folder = copy_vault(name, tmp_path / "vault")
    before = _contents(folder)
    with pytest.raises(UserError) as refused:
        unlock(folder, PASSPHRASE, NOW)
    assert type(refused.value) is getattr(errors, str(expected(name).error))
    assert str(refused.value) == expected(name).sentence
    assert _contents(folder) == before


def _contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_size and not path.name.endswith("-shm")
    }
