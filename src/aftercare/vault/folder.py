"""The vault's folder: its file names, its rights, its locks, and how several files change as one.

Takes paths and sealed bytes. Nothing here sees a key or an entry, and nothing here may ever write one.

Several files are replaced as one step like this: the new ones are written to `.next`, made durable, and `.next` is
renamed to `.ready`. That rename is the moment of change. From then on every process that gets the folder to itself
first moves what is in `.ready` into place (`settle`), however often it is interrupted; before it, `.next` is dropped.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import IO

from aftercare.model.errors import BadFile, Conflict, DamagedVault, DiskFull, NotThere

JOURNAL = "journal.db"
IDENTITY = "identity.age"
JOURNAL_KEY = "journal.key.age"
RECIPIENT = "recipient.txt"
LETTERBOX = "letterbox"
PAIRED = "letterbox/paired.json"
DEVICE = "device.json"
LAN = "lan.pem"
"""The certificate for the home network, and its key: about this machine, not about the person. Never in a backup."""

STAGES = (".next", ".ready", ".backup")
SIDE_FILES = (JOURNAL + "-wal", JOURNAL + "-shm", JOURNAL + "-journal")
_NEXT, _READY, SNAPSHOT = STAGES
HALF = ".half"
_BUSY_WAIT = 5.0
_PIECE = 1024 * 1024


class State(StrEnum):
    """What a folder holds."""

    NOTHING = "nothing"
    VAULT = "vault"
    BROKEN = "broken"
    """Some of the files without which nobody can open it are gone."""


def state(folder: Path) -> State:
    """Whether there is a vault in this folder."""
    there = [any((place / name).exists() for place in (folder, folder / _READY)) for name in _NEEDED]
    if all(there):
        return State.VAULT
    return State.BROKEN if any(there) else State.NOTHING


_NEEDED = (JOURNAL, IDENTITY, JOURNAL_KEY, RECIPIENT)


def require_vault(folder: Path) -> None:
    """Raise NotThere or DamagedVault unless a whole vault is here."""
    found = state(folder)
    if found is State.NOTHING:
        raise NotThere("There is no journal here yet. Start one, or restore a backup.")
    if found is State.BROKEN:
        missing = next(name for name in _NEEDED if not (folder / name).exists())
        raise DamagedVault(
            "This file is missing, and without it the journal can't be opened. Restore a backup.", where=missing
        )


def make_folder(folder: Path) -> None:
    """Make the folder, or take over an empty-of-vault one, so that only its owner can look in."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        make_private_folder(folder / LETTERBOX)
    except PermissionError:
        raise Conflict("This folder belongs to someone else. Choose a folder of your own.") from None
    except (FileExistsError, NotADirectoryError):
        raise Conflict("There is a file where the folder should be. Choose another place.") from None


def make_private_folder(folder: Path) -> None:
    """A folder of mode 0700."""
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)


def tighten(folder: Path) -> None:
    """Set every file of ours to 0600 and every folder to 0700 again: copying about often loosens them.

    What else the person keeps in the folder is theirs, and stays as it is.
    """
    try:
        folder.chmod(0o700)
        for path in _ours_in(folder):
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else 0o600)
    except FileNotFoundError:
        pass  # a letter that was taken in meanwhile
    except OSError:
        raise Conflict("This journal's files belong to someone else. Open it from its owner's account.") from None


def _ours_in(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in (LETTERBOX, *STAGES) and not path.is_symlink():
            yield path
            yield from path.rglob("*")
        elif path.name in (*_NEEDED, DEVICE, LAN) or path.name.startswith(JOURNAL):
            yield path


def write_file(path: Path, content: bytes, *, stamp: int | None = None) -> None:
    """Put a whole small file in place, as `replacing`. DiskFull or Conflict leave all as it was."""
    try:
        with replacing(path, stamp=stamp) as file:
            file.write(content)
    except OSError as error:
        raise disk_error(error, path.name) from None


def write_stream(path: Path, content: IO[bytes], *, limit: int) -> None:
    """As `write_file`, from a stream of at most `limit` bytes."""
    left = limit
    with replacing(path) as file:
        while piece := content.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise BadFile("This file holds more than it can.", where=path.name)
            file.write(piece)


@contextmanager
def replacing(path: Path, *, stamp: int | None = None) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name durably and at once: old content or new, never half. Mode 0600.

    `stamp` sets its times, in seconds since 1970, before it can be seen under its name. OSError is the caller's.
    """
    beside = path.with_name(f".{path.name}{HALF}")
    try:
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if stamp is not None:
                os.utime(file.fileno(), (stamp, stamp))
            os.fsync(file.fileno())
        beside.replace(path)
        sync(path.parent)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read_file(path: Path, *, limit: int) -> bytes:
    """The content of one of the vault's small files; DamagedVault when it is missing or larger than it can be."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise DamagedVault("This file is missing. Restore a backup.", where=path.name) from None
    except OSError as error:
        raise disk_error(error, path.name) from None
    if len(content) > limit:
        raise DamagedVault("This file is larger than it can be. Restore a backup.", where=path.name)
    return content


def sync(folder: Path) -> None:
    """Make new names in this folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_error(error: OSError, where: str) -> DiskFull | Conflict:
    """A failed read or write of a file, as a sentence."""
    if isinstance(error, PermissionError):
        return Conflict("This file can't be opened with the rights you have here.", where=where)
    return DiskFull(
        "The disk did not take this: it is full or failing. Nothing was changed. Make room, then try again.",
        where=where,
    )


class FolderLock:
    """Held while a vault is open (shared), or while its files change as one (alone). Between processes too.

    The lock is on the folder itself: no lock file is left behind, and the system drops it with the process.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise disk_error(error, folder.name) from None

    def try_alone(self) -> bool:
        """Take the folder alone if nobody has it."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def share(self) -> None:
        """Hold it together with others; Conflict when it is changing and does not become free."""
        deadline = time.monotonic() + _BUSY_WAIT
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Conflict("The journal is being changed just now. Try again in a moment.") from None
                time.sleep(0.02)
            else:
                return

    def release(self) -> None:
        """Let go. Safe to call twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the folder to oneself, settled. Conflict when another program has the journal open."""
    lock = FolderLock(folder)
    try:
        if not lock.try_alone():
            raise Conflict("The journal is open in another window or program. Lock it there, then try again.")
        settle(folder)
        yield
    finally:
        lock.release()


def begin_change(folder: Path) -> Path:
    """A fresh place for the new files. Only while holding the folder alone."""
    place = folder / _NEXT
    remove_stage(place)
    make_private_folder(place)
    return place


def remove_stage(place: Path) -> None:
    """Remove a place for new files, or a snapshot, with what is in it."""
    shutil.rmtree(place, ignore_errors=True)


def commit_change(folder: Path) -> None:
    """All new files take effect at once. The rename is the moment; the rest can be repeated by anyone."""
    place = folder / _NEXT
    for path in place.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    sync(place)
    place.rename(folder / _READY)
    sync(folder)
    settle(folder)


def settle(folder: Path) -> None:
    """Finish a change that was decided, drop one that was not. Only while holding the folder alone."""
    remove_stage(folder / _NEXT)
    remove_stage(folder / SNAPSHOT)
    for half in (*folder.glob(f".*{HALF}"), *folder.glob(f"{LETTERBOX}/.*{HALF}")):
        half.unlink(missing_ok=True)
    ready = folder / _READY
    if not ready.exists():
        return
    make_private_folder(folder / LETTERBOX)
    if (ready / JOURNAL).exists():
        # The old database's log must never be read into the new database.
        for name in SIDE_FILES:
            (folder / name).unlink(missing_ok=True)
        sync(folder)
    for path in sorted(ready.iterdir()):
        target = PAIRED if path.name == Path(PAIRED).name else path.name
        path.replace(folder / target)
    sync(folder / LETTERBOX)
    sync(folder)
    ready.rmdir()
    sync(folder)


def change_is_decided(folder: Path) -> bool:
    """Whether a change waits to be put in place."""
    return (folder / _READY).exists()
