"""The folder: rights, whole files or none, one change of many files, and locks between programs."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, PASSPHRASE

from aftercare.model.errors import BadFile, Conflict, DamagedVault, DiskFull, NotThere
from aftercare.vault import folder as files
from aftercare.vault import unlock
from aftercare.vault.session import Session


def test_an_empty_place_a_vault_and_half_a_vault_are_told_apart(folder: Path, tmp_path: Path) -> None:
    """Each with its sentence."""
    with pytest.raises(NotThere, match="Start one"):
        files.require_vault(tmp_path / "nothing")
    files.require_vault(folder)
    (folder / "journal.db").unlink()
    assert files.state(folder) is files.State.BROKEN
    with pytest.raises(DamagedVault, match=r"journal\.db: This file is missing"):
        files.require_vault(folder)


def test_files_are_private_from_the_first_byte(tmp_path: Path) -> None:
    """Whatever the umask."""
    old = os.umask(0)
    try:
        files.make_folder(tmp_path / "vault")
        files.write_file(tmp_path / "vault" / "x", b"content")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "vault" / "letterbox").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "vault" / "x").stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    """Whole or not at all; too long a stream too."""
    path = tmp_path / "x"
    files.write_file(path, b"old")
    with pytest.raises(ZeroDivisionError), files.replacing(path) as file:
        file.write(b"new")
        raise ZeroDivisionError
    with pytest.raises(BadFile), (tmp_path / "x").open("rb") as long:
        files.write_stream(path, long, limit=2)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_link_where_a_file_should_be_written_is_not_followed(tmp_path: Path) -> None:
    """Another local program can't make us write elsewhere."""
    target = tmp_path / "elsewhere"
    target.write_bytes(b"untouched")
    (tmp_path / f".x{files.HALF}").symlink_to(target)
    files.write_file(tmp_path / "x", b"content")
    assert target.read_bytes() == b"untouched"
    assert (tmp_path / "x").read_bytes() == b"content"


def test_a_file_where_the_folder_should_be_gets_a_sentence(tmp_path: Path) -> None:
    """And stays."""
    (tmp_path / "vault").write_text("a file")
    with pytest.raises(Conflict, match="Choose another place"):
        files.make_folder(tmp_path / "vault")


def test_small_files_that_are_missing_or_too_large_get_a_sentence(tmp_path: Path) -> None:
    """Rather than filling the memory."""
    with pytest.raises(DamagedVault, match="missing"):
        files.read_file(tmp_path / "x", limit=10)
    (tmp_path / "x").write_bytes(b"1" * 11)
    with pytest.raises(DamagedVault, match="larger than it can be"):
        files.read_file(tmp_path / "x", limit=10)
    (tmp_path / "x").write_bytes(b"1" * 10)
    assert files.read_file(tmp_path / "x", limit=10) == b"1" * 10


def test_a_failing_disk_and_missing_rights_are_told_apart() -> None:
    """Both with what to do."""
    assert isinstance(files.disk_error(PermissionError(), "x"), Conflict)
    assert isinstance(files.disk_error(OSError(28, "no space"), "x"), DiskFull)


def staged(folder: Path) -> Path:
    """A change of three files, one of them the journal."""
    place = files.begin_change(folder)
    for name in (files.IDENTITY, files.JOURNAL, "paired.json"):
        (place / name).write_bytes(b"new " + name.encode())
    return place


def test_a_change_that_was_not_decided_is_dropped(folder: Path) -> None:
    """And the old files are as they were."""
    before = (folder / files.IDENTITY).read_bytes()
    staged(folder)
    files.settle(folder)
    assert (folder / files.IDENTITY).read_bytes() == before
    assert not (folder / ".next").exists()


@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_a_decided_change_is_finished_wherever_it_was_cut_short(folder: Path, moved: int) -> None:
    """The old database's log goes before the new database comes; paired.json goes to its place."""
    (folder / "journal.db-wal").write_bytes(b"old log")
    place = staged(folder)
    ready = place.rename(folder / ".ready")
    if moved:
        (folder / "journal.db-wal").unlink()
    for path in sorted(ready.iterdir())[:moved]:
        path.replace(folder / ("letterbox/paired.json" if path.name == "paired.json" else path.name))
    assert files.change_is_decided(folder)
    assert files.state(folder) is files.State.VAULT
    files.settle(folder)
    assert (folder / files.IDENTITY).read_bytes() == b"new identity.age"
    assert (folder / files.JOURNAL).read_bytes() == b"new journal.db"
    assert (folder / files.PAIRED).read_bytes() == b"new paired.json"
    assert not (folder / "journal.db-wal").exists()
    assert not files.change_is_decided(folder)


def test_half_written_files_are_cleared_away(folder: Path) -> None:
    """What a kill left, here and in the letterbox."""
    (folder / f".identity.age{files.HALF}").write_bytes(b"half")
    (folder / "letterbox" / f".x.age{files.HALF}").write_bytes(b"half")
    unlock(folder, PASSPHRASE, NOW).lock()
    assert not list(folder.rglob(f"*{files.HALF}"))


def test_only_one_program_may_change_the_files_as_one(folder: Path) -> None:
    """Another one's open vault keeps it waiting, and the other way round; a killed one does not."""
    code = (
        "import sys, time; from pathlib import Path; from aftercare.vault.folder import FolderLock\n"
        "lock = FolderLock(Path(sys.argv[1])); lock.share(); print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(Conflict, match="another window or program"), files.alone(folder):
        pass
    other.kill()
    other.wait()
    other.stdout.close()
    with files.alone(folder):
        lock = files.FolderLock(folder)
        assert not lock.try_alone()
        lock.release()
        lock.release()


def test_opening_waits_a_moment_while_the_files_are_changing_then_says_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than reading half a change."""
    session.lock()
    monkeypatch.setattr(files, "_BUSY_WAIT", 0.1)
    with files.alone(session.folder), pytest.raises(Conflict, match="being changed just now"):
        unlock(session.folder, PASSPHRASE, NOW)


def test_unlocking_leaves_a_persons_other_files_in_the_folder_alone(folder: Path, tmp_path: Path) -> None:
    """Rights are tightened on the vault's own files and on nothing that a link leads to."""
    script, elsewhere = folder / "my-script", tmp_path / "elsewhere"
    for path in (script, elsewhere):
        path.write_bytes(b"")
        path.chmod(0o755)
    (folder / "letterbox" / "link.age").symlink_to(elsewhere)
    (folder / "recipient.txt").chmod(0o644)
    files.tighten(folder)
    assert stat.S_IMODE((folder / "recipient.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE(script.stat().st_mode) == 0o755
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755
