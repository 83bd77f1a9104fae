"""The letterbox: sealed letters that wait in files until the vault is opened. Nothing here can read one.

Takes sealed bytes and tokens, never a key. While locked, this and `device` are all that touch the folder.
"""

import secrets
import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aftercare.model.errors import BadValue, TooLarge, UserError
from aftercare.vault import folder as files
from aftercare.vault.letter import LONGEST_SEALED, SEALED_START
from aftercare.vault.pairing import device_of_token

MOST_LETTERS = 500
MOST_BYTES = 8 * 1024 * 1024
MOST_A_MINUTE = 30
_ASIDE = "aside"
_CONSTANT_TIME = 946684800
"""File times say nothing: all are the first of January 2000."""


class LetterboxFull(UserError):
    """No letter fits until the vault is opened; the device keeps its own."""

    status = 507


class TooManyLetters(UserError):
    """More letters in a minute than a person writes."""

    status = 429


class NotPaired(UserError):
    """The address or token is not one that may leave letters."""

    status = 404


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one without the keys can see: how many letters wait, and how many were set aside."""

    letters: int
    size: int
    aside: int


_dropping = threading.Lock()


def drop_letter(folder: Path, sealed: bytes) -> None:
    """Keep a sealed letter, durably before returning. LetterboxFull, TooLarge or BadValue leave all as it was."""
    if len(sealed) > LONGEST_SEALED:
        raise TooLarge("This letter is too long.")
    if not sealed.startswith(SEALED_START):
        raise BadValue("This is not a sealed letter.")
    box = folder / files.LETTERBOX
    with _dropping:
        there = waiting(folder)
        if there.letters + 1 > MOST_LETTERS or there.size + len(sealed) > MOST_BYTES:
            raise LetterboxFull("No more can be kept until the journal is unlocked. What you wrote stays on this page.")
        path = box / f"{secrets.token_hex(16)}.age"
        files.write_file(path, sealed, stamp=_CONSTANT_TIME)


class LetterSlot:
    """Where paired devices push letters in: address, token, pace. One for the life of a serving process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recent: dict[str, deque[datetime]] = {}

    def push(self, address: str, token: str, sealed: bytes, *, now: datetime) -> None:
        """Keep a letter from a paired device. NotPaired, TooManyLetters, or as `drop_letter`."""
        device = device_of_token(self._folder, address, token)
        if device is None:
            raise NotPaired("This device may not leave letters here. Pair it again.")
        recent = self._recent.setdefault(device, deque())
        while recent and recent[0] <= now - timedelta(minutes=1):
            recent.popleft()
        if len(recent) >= MOST_A_MINUTE:
            raise TooManyLetters("That is a lot at once. It stays on this device; try again in a minute.")
        recent.append(now)
        drop_letter(self._folder, sealed)


def waiting(folder: Path) -> Waiting:
    """How many letters wait and how large they are."""
    sizes = [path.stat().st_size for path in letter_files(folder)]
    return Waiting(len(sizes), sum(sizes), len(aside_files(folder)))


def letter_files(folder: Path) -> tuple[Path, ...]:
    """The letters that wait, in the order of their random names."""
    return _age_files(folder / files.LETTERBOX)


def aside_files(folder: Path) -> tuple[Path, ...]:
    """The letters that did not open."""
    return _age_files(folder / files.LETTERBOX / _ASIDE)


def read_letter(path: Path) -> bytes:
    """A sealed letter's bytes, no more than a letter can have and one."""
    with path.open("rb") as file:
        return file.read(LONGEST_SEALED + 1)


def set_aside(folder: Path, path: Path) -> None:
    """Move a letter that can't be taken in out of the others' way."""
    aside = folder / files.LETTERBOX / _ASIDE
    files.make_private_folder(aside)
    path.replace(aside / path.name)
    files.sync(aside)
    files.sync(path.parent)


def remove_letter(path: Path) -> None:
    """Remove a letter that is taken in (or given up)."""
    path.unlink(missing_ok=True)
    files.sync(path.parent)


def _age_files(place: Path) -> tuple[Path, ...]:
    if not place.is_dir():
        return ()
    return tuple(sorted(path for path in place.glob("*.age") if path.is_file() and not path.is_symlink()))
