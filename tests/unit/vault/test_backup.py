"""Backup and restore: one file, opens with the secrets of its day, never overwrites, refuses what is not ours."""

import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, PASSPHRASE, entry, recovery_key

from aftercare.model.errors import BadFile, Conflict, DamagedVault, DiskFull, WrongSecret
from aftercare.model.notice import NoticeKind
from aftercare.vault import backup, backup_locked, restore, state, unlock, waiting
from aftercare.vault.folder import State
from aftercare.vault.renew import Recovery, change_passphrase
from aftercare.vault.session import Session


@pytest.fixture
def made(session: Session, tmp_path: Path) -> Path:
    """A backup of the open vault."""
    session.backup(tmp_path / "kept.tar", NOW)
    return tmp_path / "kept.tar"


def test_a_backup_restores_whole(session: Session, tmp_path: Path) -> None:
    """Entries, waiting letters, devices and settings, as they were when it was made."""
    one = entry(note="in the backup")
    session.add(one)
    session.backup(tmp_path / "kept.tar", NOW)
    session.add(entry(note="after it"))
    restore(tmp_path / "kept.tar", tmp_path / "again", passphrase=PASSPHRASE)
    restored = unlock(tmp_path / "again", PASSPHRASE, NOW)
    assert len(restored.journal.entries) == 5
    assert restored.search("backup")
    assert waiting(tmp_path / "again").letters == 1
    assert len(restored.take_letters().entries) == 1
    assert [device.name for device in restored.devices()] == ["A phone"]
    restored.lock()


def test_a_locked_vault_is_backed_up_without_the_passphrase(folder: Path, tmp_path: Path) -> None:
    """So that it can be done by a timer. Not while it is open: then the open one does it."""
    backup_locked(folder, tmp_path / "kept.tar")
    restore(tmp_path / "kept.tar", tmp_path / "again", recovery_key=recovery_key())
    restored = unlock(tmp_path / "again", PASSPHRASE, NOW)
    assert len(restored.journal.entries) == 4
    restored.lock()
    session = unlock(folder, PASSPHRASE, NOW)
    with pytest.raises(Conflict, match="is open"):
        backup_locked(folder, tmp_path / "other.tar")
    session.lock()


def test_a_vault_killed_in_the_middle_of_a_session_is_backed_up_with_its_log(folder: Path, tmp_path: Path) -> None:
    """What was acknowledged but not yet moved into the database is in the backup too."""
    session = unlock(folder, PASSPHRASE, NOW)
    session.add(entry(note="acknowledged"))
    log = (folder / "journal.db-wal").read_bytes()
    database = (folder / "journal.db").read_bytes()
    session.lock()
    (folder / "journal.db").write_bytes(database)
    (folder / "journal.db-wal").write_bytes(log)
    backup_locked(folder, tmp_path / "kept.tar")
    restore(tmp_path / "kept.tar", tmp_path / "again", passphrase=PASSPHRASE)
    restored = unlock(tmp_path / "again", PASSPHRASE, NOW)
    assert restored.search("acknowledged")
    restored.lock()


def test_a_backup_is_remembered_and_private(session: Session, made: Path) -> None:
    """Listed in the vault with its place; nobody else can read the file; no owner and no time in it."""
    notice = session.journal.notices[-1]
    assert (notice.kind, notice.subject) == (NoticeKind.BACKUP_MADE, str(made))
    assert made.stat().st_mode & 0o777 == 0o600
    with tarfile.open(made) as tar:
        assert all((member.uid, member.mtime, member.uname) == (0, 0, "") for member in tar)
        assert b"Vector entry" not in made.read_bytes()


def test_what_can_be_undone_here_is_not_carried_away(session: Session, tmp_path: Path) -> None:
    """A deleted entry is not in the backup."""
    one = entry(note="zanzibar")
    session.add(one)
    session.change(replace(one, note="mended"))
    session.delete(one.id)
    session.backup(tmp_path / "kept.tar", NOW)
    session.undo()
    restore(tmp_path / "kept.tar", tmp_path / "again", passphrase=PASSPHRASE)
    restored = unlock(tmp_path / "again", PASSPHRASE, NOW)
    assert len(restored.journal.entries) == 4
    content = restored._opened.connection.serialize("main")
    assert b"zanzibar" not in content
    assert b"Vector entry" in content
    restored.lock()


def test_a_backup_opens_with_the_passphrase_of_its_day(session: Session, made: Path, tmp_path: Path) -> None:
    """Not with the one chosen later; the page on changing it says so."""
    session.lock()
    change_passphrase(session.folder, PASSPHRASE, "chosen after it", recovery=Recovery.REPLACE, now=NOW)
    with pytest.raises(WrongSecret):
        restore(made, tmp_path / "again", passphrase="chosen after it")
    assert state(tmp_path / "again") is State.NOTHING
    restore(made, tmp_path / "again", recovery_key=recovery_key())
    assert state(tmp_path / "again") is State.VAULT


def test_a_restore_never_overwrites_a_vault(session: Session, made: Path) -> None:
    """It needs an empty folder."""
    with pytest.raises(Conflict, match="empty folder"):
        restore(made, session.folder, passphrase=PASSPHRASE)


def test_a_backup_into_the_vaults_own_folder_is_refused(session: Session) -> None:
    """It would be lost together with it."""
    with pytest.raises(Conflict, match="somewhere else"):
        session.backup(session.folder / "kept.tar", NOW)


def test_a_backup_that_can_not_be_written_is_told_and_not_remembered(session: Session, tmp_path: Path) -> None:
    """No folder there, say."""
    with pytest.raises(DiskFull):
        session.backup(tmp_path / "no such folder" / "kept.tar", NOW)
    assert session.journal.notices == ()
    assert not list(session.folder.glob(".backup"))


def _with(made: Path, to: Path, *extra: tarfile.TarInfo, drop: str = "") -> Path:
    with tarfile.open(made) as old, tarfile.open(to, "w") as new:
        for member in old:
            if member.name != drop:
                new.addfile(member, old.extractfile(member))
        for member in extra:
            new.addfile(member, io.BytesIO(b"x" * member.size))
    return to


def _member(name: str, kind: bytes = tarfile.REGTYPE, size: int = 1, link: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.size, member.linkname = kind, size if kind == tarfile.REGTYPE else 0, link
    return member


@pytest.mark.parametrize(
    "member",
    [
        _member("../outside"),
        _member("/etc/outside"),
        _member("letterbox/../../outside"),
        _member("letterbox/" + "a" * 32 + ".age/../../../outside"),
        _member("something.else"),
        _member("letterbox/" + "a" * 32 + ".age", size=99_999),
        _member("device.json", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        _member("device.json", kind=tarfile.LNKTYPE, link="identity.age"),
        _member("device.json", kind=tarfile.CHRTYPE),
        _member("device.json", kind=tarfile.DIRTYPE),
        _member("identity.age"),
        _member("device.json", size=1_000_000),
    ],
    ids=lambda member: f"{member.name[:24]}-{member.type!r}-{member.size}",
)
def test_an_archive_that_reaches_outside_or_smuggles_is_refused(
    made: Path, tmp_path: Path, member: tarfile.TarInfo
) -> None:
    """Paths, links, devices, doubles, oversize: nothing is restored and nothing written elsewhere."""
    hostile = _with(made, tmp_path / "hostile.tar", member)
    with pytest.raises(BadFile, match="Nothing was restored"):
        restore(hostile, tmp_path / "a" / "b" / "again", passphrase=PASSPHRASE)
    assert not list(tmp_path.rglob("outside"))
    assert state(tmp_path / "a" / "b" / "again") is State.NOTHING
    assert not list((tmp_path / "a" / "b" / "again").glob(".*"))


@pytest.mark.parametrize("missing", ["journal.db", "identity.age", "journal.key.age", "recipient.txt"])
def test_half_a_backup_is_refused(made: Path, tmp_path: Path, missing: str) -> None:
    """With the same sentence."""
    half = _with(made, tmp_path / "half.tar", drop=missing)
    with pytest.raises(BadFile, match="not a whole backup"):
        restore(half, tmp_path / "again", passphrase=PASSPHRASE)


def test_a_cut_off_backup_is_refused(made: Path, tmp_path: Path) -> None:
    """Wherever the copy broke off, also between two files: never a journal without its letters."""
    content = made.read_bytes()
    with tarfile.open(made) as tar:
        members = tar.getmembers()
    cuts = {0, 10, *(m.offset for m in members), *(m.offset_data for m in members), members[-1].offset_data + 5}
    for number, cut in enumerate(sorted(cuts)):
        (tmp_path / "cut.tar").write_bytes(content[:cut])
        with pytest.raises(BadFile):
            restore(tmp_path / "cut.tar", tmp_path / str(number), passphrase=PASSPHRASE)
        assert state(tmp_path / str(number)) is State.NOTHING
    assert len(cuts) > 12


def test_a_damaged_backup_is_refused(made: Path, tmp_path: Path) -> None:
    """One bit in the journal inside it."""
    content = bytearray(made.read_bytes())
    content[30_000] ^= 1
    (tmp_path / "damaged.tar").write_bytes(content)
    with pytest.raises(DamagedVault):
        restore(tmp_path / "damaged.tar", tmp_path / "again", passphrase=PASSPHRASE)
    assert state(tmp_path / "again") is State.NOTHING


def test_no_such_file(tmp_path: Path) -> None:
    """Gets its sentence."""
    with pytest.raises(BadFile, match="no such file"):
        restore(tmp_path / "none.tar", tmp_path / "again", passphrase=PASSPHRASE)
    assert backup._LIMITS["journal.db"] > 10**9
