"""Backup: one tar of the folder, letters included; and restoring it, verified.

Takes the folder or an archive. Every secret in the archive is already encrypted, so it needs no key to write; it opens
with the passphrase or recovery key of its day. A restore never overwrites a vault, and refuses an archive that is not
one of ours before it writes a byte of it.
"""

import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from aftercare.model.errors import BadFile, Conflict
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault import opening
from aftercare.vault.connection import open_database, truncate_log
from aftercare.vault.destroy import destroy_replaced
from aftercare.vault.folder import FolderLock
from aftercare.vault.letter import LONGEST_SEALED
from aftercare.vault.letterbox import MOST_LETTERS, letter_files
from aftercare.vault.migrations import copy_database

_SMALL = 256 * 1024
_LARGEST_JOURNAL = 2 * 1024**3
_LIMITS = {
    files.JOURNAL: _LARGEST_JOURNAL,
    files.JOURNAL + "-wal": _LARGEST_JOURNAL,
    files.IDENTITY: _SMALL,
    files.JOURNAL_KEY: _SMALL,
    files.RECIPIENT: _SMALL,
    files.DEVICE: _SMALL,
    files.PAIRED: _SMALL,
}
_LETTER = re.compile(rf"{files.LETTERBOX}/[0-9a-f]{{32}}\.age\Z")
_NOT_OURS = "This is not a whole backup of a journal. Nothing was restored."


def backup_open(opened: opening.OpenVault, target: Path) -> None:
    """Back up an open vault: a consistent snapshot under the same key, then one tar, durably. Mode 0600."""
    _refuse_inside(opened.folder, target)
    snapshot = opened.folder / files.SNAPSHOT
    files.make_private_folder(snapshot)
    try:
        # Letters first: one that another program takes in meanwhile is then in both, and known by its id.
        letters = _copy_letters(opened.folder, snapshot)
        _snapshot_journal(opened, snapshot / files.JOURNAL)
        _write_tar(opened.folder, target, {files.JOURNAL: snapshot / files.JOURNAL, **letters})
    finally:
        files.remove_stage(snapshot)


def backup_locked(folder: Path, target: Path) -> None:
    """Back up a locked vault: needs no passphrase. Conflict while it is open somewhere."""
    _refuse_inside(folder, target)
    files.require_vault(folder)
    with files.alone(folder):
        names = [name for name in (files.JOURNAL, files.JOURNAL + "-wal") if (folder / name).exists()]
        letters = {f"{files.LETTERBOX}/{path.name}": path for path in letter_files(folder)}
        _write_tar(folder, target, {name: folder / name for name in names} | letters)


def restore(
    archive: Path | BinaryIO,
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
) -> None:
    """Put a backup into an empty folder, after proving that it opens with the passphrase or recovery key of its day.

    The archive is a file, or a seekable stream of one. Raises BadFile for an archive that is not ours, WrongSecret or
    DamagedVault for one that does not open; then nothing is left behind.
    """
    assert (passphrase is None) != (recovery_key is None), "one of the two opens it"
    if folder.exists() and files.state(folder) is not files.State.NOTHING:
        raise Conflict("There is a journal in this folder already. Choose an empty folder to restore to.")
    files.make_folder(folder)
    with files.alone(folder):
        place = files.begin_change(folder)
        try:
            _unpack(archive, place)
            _prove(place, passphrase=passphrase, recovery_key=recovery_key)
        except BaseException:
            files.remove_stage(place)
            raise
        _move_letters(place, folder)
        files.commit_change(folder)


def _copy_letters(folder: Path, snapshot: Path) -> dict[str, Path]:
    files.make_private_folder(snapshot / files.LETTERBOX)
    copied = {}
    for path in letter_files(folder):
        name = f"{files.LETTERBOX}/{path.name}"
        shutil.copyfile(path, snapshot / name)
        copied[name] = snapshot / name
    return copied


def _snapshot_journal(opened: opening.OpenVault, path: Path) -> None:
    copy_database(opened.connection, path, opened.keys.journal_key)
    snapshot = open_database(path, opened.keys.journal_key)
    try:
        # Nothing of what was replaced or deleted is carried away.
        destroy_replaced(snapshot)
        assert truncate_log(snapshot), "nobody else can read the snapshot"
    finally:
        snapshot.close()


def _write_tar(folder: Path, target: Path, content: dict[str, Path]) -> None:
    optional = {name: folder / name for name in (files.DEVICE, files.PAIRED) if (folder / name).exists()}
    # The files no restore does without stand last: an archive cut off anywhere lacks one, and is refused.
    needed = {name: folder / name for name in (files.IDENTITY, files.JOURNAL_KEY, files.RECIPIENT)}
    members = optional | content | needed
    try:
        with files.replacing(target) as file, tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, path in members.items():
                _add(tar, name, path)
    except OSError as error:
        raise files.disk_error(error, target.name) from None


def _add(tar: tarfile.TarFile, name: str, path: Path) -> None:
    # Names and lengths only: no owner, no times, so that a backup tells nothing about the machine.
    member = tarfile.TarInfo(name)
    member.mode = 0o600
    with path.open("rb") as file:
        member.size = path.stat().st_size
        tar.addfile(member, file)


def _unpack(archive: Path | BinaryIO, place: Path) -> None:
    name = archive.name if isinstance(archive, Path) else None
    try:
        with _opened_tar(archive) as tar:
            seen = set()
            for member, limit in _checked(tar):
                content = tar.extractfile(member)
                assert content is not None, "regular files have content"
                (place / member.name).parent.mkdir(mode=0o700, exist_ok=True)
                files.write_stream(place / member.name, content, limit=limit)
                seen.add(member.name)
    except (tarfile.TarError, EOFError, UnicodeError):
        raise BadFile(_NOT_OURS, where=name) from None
    except FileNotFoundError:
        raise BadFile("There is no such file.", where=name) from None
    except OSError as error:
        raise files.disk_error(error, name or "backup") from None
    if not seen >= {files.JOURNAL, files.IDENTITY, files.JOURNAL_KEY, files.RECIPIENT}:
        raise BadFile(_NOT_OURS, where=name)


def _opened_tar(archive: Path | BinaryIO) -> tarfile.TarFile:
    if isinstance(archive, Path):
        return tarfile.open(archive, mode="r:")
    return tarfile.open(fileobj=archive, mode="r:")


def _checked(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, int]]:
    """Members by an exact list of names: no path, link, device, double or oversized file gets past."""
    seen: set[str] = set()
    for member in tar:
        limit = LONGEST_SEALED if _LETTER.match(member.name) else _LIMITS.get(member.name, -1)
        ours = member.isreg() and member.name not in seen and 0 <= member.size <= limit
        if not ours or len(seen) > MOST_LETTERS + len(_LIMITS):
            raise BadFile(_NOT_OURS, where=PurePosixPath(str(tar.name)).name if tar.name else None)
        seen.add(member.name)
        yield member, limit


def _prove(place: Path, *, passphrase: str | None, recovery_key: str | None) -> None:
    if passphrase is not None:
        keys = keyfiles.open_keys(place, passphrase)
    else:
        assert recovery_key is not None
        keys = opening.keys_with_recovery(place, recovery_key)
    lock = FolderLock(place)
    try:
        opening.open_with_keys(place, keys, lock=lock, is_alone=True).connection.close()
    finally:
        lock.release()


def _move_letters(place: Path, folder: Path) -> None:
    for path in letter_files(place):
        path.replace(folder / files.LETTERBOX / path.name)
    paired = place / files.PAIRED
    if paired.exists():
        paired.replace(place / paired.name)
    files.remove_stage(place / files.LETTERBOX)


def _refuse_inside(folder: Path, target: Path) -> None:
    if target.resolve().is_relative_to(folder.resolve()):
        raise Conflict("Keep the backup somewhere else than in the journal's own folder.")
