"""Forget everything: keys first, then files, nothing asked; what can't be reached is listed."""

from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, PASSPHRASE, entry

from aftercare.model.errors import Conflict, Locked, NotThere
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.settings import Device
from aftercare.vault import forget, forget_everything, state, unlock, write_device
from aftercare.vault.folder import State
from aftercare.vault.session import Session


def test_nothing_is_left(folder: Path) -> None:
    """Locked, without a passphrase: the whole folder goes."""
    write_device(folder, Device(country="DE"))
    forget_everything(folder)
    assert not folder.exists()
    forget_everything(folder)


def test_an_open_vault_lists_what_it_can_not_reach(session: Session, tmp_path: Path) -> None:
    """Backups, exports, paired devices and the paper with the recovery key."""
    session.add(entry())
    session.backup(tmp_path / "kept.tar", NOW)
    exported = Notice(kind=NoticeKind.EXPORT_MADE, subject="notes.age", at=NOW)
    session.put_notices((*session.journal.notices, exported))
    rest = session.forget()
    assert [notice.subject for notice in rest.backups] == [str(tmp_path / "kept.tar")]
    assert rest.exports == (exported,)
    assert [device.name for device in rest.devices] == ["A phone"]
    assert rest.paper
    assert not session.folder.exists()
    with pytest.raises(Locked):
        session.add(entry())


def test_the_keys_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut short anywhere after that, nobody can open what is left; doing it again finishes."""

    class Killed(BaseException):
        pass

    def killed(*_arguments: object, **_options: object) -> None:
        raise Killed

    monkeypatch.setattr(forget.shutil, "rmtree", killed)
    with pytest.raises(Killed):
        forget_everything(folder)
    monkeypatch.undo()
    assert not (folder / "identity.age").exists()
    assert not (folder / "journal.key.age").exists()
    assert (folder / "journal.db").exists()
    assert state(folder) is State.BROKEN
    forget_everything(folder)
    assert not folder.exists()


def test_other_files_in_the_folder_stay(folder: Path) -> None:
    """Only what the vault put there is removed."""
    (folder / "my own letter.txt").write_text("mine")
    (folder / ".hidden").write_text("mine too")
    forget_everything(folder)
    assert sorted(path.name for path in folder.iterdir()) == [".hidden", "my own letter.txt"]
    assert state(folder) is State.NOTHING


def test_another_open_program_can_not_save_into_what_was_forgotten(folder: Path) -> None:
    """It says so instead of acknowledging."""
    session = unlock(folder, PASSPHRASE, NOW)
    forget_everything(folder)
    with pytest.raises(Locked, match="replaced or removed"):
        session.add(entry())
    with pytest.raises((NotThere, Conflict)):
        unlock(folder, PASSPHRASE, NOW)
