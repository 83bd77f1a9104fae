"""Opens an import file, plain or zipped, without ever unpacking it to disk.

Takes a seekable binary stream; returns its members as guarded streams. It refuses what could hurt: zip bombs, paths
that lead out, zips within zips, encrypted members, and anything beyond the limits. Names inside a zip are never used
to decide what a member is, nor as paths.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from aftercare.model.errors import BadFile, TooLarge

FILE_LIMIT = 4 * 2**30
"""Bytes of the file as given."""
MEMBER_LIMIT = 16 * 2**30
"""Bytes of one member once unpacked."""
MEMBERS_LIMIT = 200_000
RATIO_LIMIT = 300
"""Unpacked to packed; health exports stay near 30, bombs begin at 1,000."""
RATIO_FREE = 10 * 2**20
"""Below this size the ratio says nothing."""
HEAD_SIZE = 256 * 1024
HEADS_READ = 40
_ZIP_MAGIC = b"PK\x03\x04"
_EMPTY_ZIP_MAGIC = b"PK\x05\x06"
_UNZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """One readable part of an import file."""

    size: int
    open: Callable[[], BinaryIO]

    def head(self) -> bytes:
        """Its first bytes, enough to recognise a format."""
        with self.open() as stream:
            return stream.read(HEAD_SIZE)


class GuardedReader(io.RawIOBase):
    """Reads a member, stops at the limit, and turns a damaged zip into a sentence."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes; TooLarge beyond the limit, BadFile when the packed data is damaged."""
        wanted = self._left + 1 if size < 0 else min(size, self._left + 1)
        try:
            chunk = self._stream.read(wanted)
        except _UNZIP_ERRORS:
            raise BadFile("This file is damaged and cannot be unpacked; export it again.") from None
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLarge("This file holds more than can be taken in at once.")
        return chunk

    def close(self) -> None:
        """Close the stream below too."""
        self._stream.close()
        super().close()


def file_hash(stream: BinaryIO) -> str:
    """SHA-256 of the whole file, in hexadecimal; the stream stands at its start afterwards."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(2**20):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def open_members(stream: BinaryIO) -> Iterator[Member]:
    """The members worth looking at, XML and tables first, biggest first; BadFile or TooLarge when refused."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise BadFile("This file is empty.")
    if size > FILE_LIMIT:
        raise TooLarge(f"This file is bigger than {FILE_LIMIT // 2**30} GB.")
    magic = stream.read(4)
    stream.seek(0)
    if magic in (_ZIP_MAGIC, _EMPTY_ZIP_MAGIC):
        yield from _zip_members(stream)
    else:
        yield Member(size, lambda: _guarded(_from_start(stream), FILE_LIMIT))


def _zip_members(stream: BinaryIO) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(stream)
        listed = archive.infolist()
    except _UNZIP_ERRORS:
        raise BadFile("This zip file is damaged; export it again.") from None
    if len(listed) > MEMBERS_LIMIT:
        raise TooLarge("This zip file holds more files than can be looked at.")
    for info in listed:
        _refuse_dangerous(info)
    files = [info for info in listed if not info.is_dir() and not _is_side_file(info.filename)]
    if not files:
        raise BadFile("There is nothing in this zip file.")
    if all(info.filename.lower().endswith(".zip") for info in files):
        raise BadFile("This is a zip file inside a zip file; unpack the outer one, then choose the inner one.")
    files.sort(key=lambda info: (not info.filename.lower().endswith((".xml", ".csv")), -info.file_size))
    for info in files[:HEADS_READ]:
        yield _zip_member(archive, info)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    def opened() -> BinaryIO:
        try:
            return _guarded(cast(BinaryIO, archive.open(info)), MEMBER_LIMIT)
        except _UNZIP_ERRORS:
            raise BadFile("This zip file is damaged; export it again.") from None

    return Member(info.file_size, opened)


def _refuse_dangerous(info: zipfile.ZipInfo) -> None:
    parts = info.filename.replace("\\", "/").split("/")
    if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        raise BadFile("This zip file holds a path that leads out of it; it is not read.")
    if info.flag_bits & 0x1:
        raise BadFile("This zip file is locked with a password; unpack it first, then choose the unpacked file.")
    if info.file_size > MEMBER_LIMIT:
        raise TooLarge("This zip file holds a file that is too big to read.")
    if info.file_size > RATIO_FREE and info.file_size > RATIO_LIMIT * max(info.compress_size, 1):
        raise TooLarge("This zip file unpacks to far more than it should; it is not read.")


def _is_side_file(name: str) -> bool:
    """Files that a Mac adds beside the real ones."""
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith("._")


def _from_start(stream: BinaryIO) -> BinaryIO:
    stream.seek(0)
    return cast(BinaryIO, _Borrowed(stream))


class _Borrowed(io.RawIOBase):
    """The caller's own stream, which is the caller's to close."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


def _guarded(stream: BinaryIO, limit: int) -> BinaryIO:
    return cast(BinaryIO, GuardedReader(stream, limit))
