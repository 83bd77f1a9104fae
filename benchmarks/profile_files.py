"""Every way to read one file of a browser's profile: as it lies there, and whatever is packed or closed in it.

Takes a path; yields bytes: the file itself; the records of a LevelDB, put together over the borders of its blocks and
with snappy undone; the values of an SQLite file with what its log still holds; what Chromium closed with the key it
uses where the system has no keyring, session files too; and each gzip and zlib member in any of these. Never writes to
the profile. Formats: leveldb `doc/log_format.md` and `doc/table_format.md`, snappy `format_description.txt`, Chromium
`os_crypt_linux.cc` (version 10) and `components/sessions/core/command_storage_backend.cc`.
"""

import contextlib
import hashlib
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

GZIPPED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
"""Where a gzip or zlib member may begin."""
INFLATED = 4_000_000
"""Bytes of one member that are looked at."""
LOG_BLOCK, LOG_HEAD = 32_768, 7
TABLE_FOOT, TABLE_MAGIC = 48, bytes.fromhex("57fb808b247547db")
WRAPPED = b"\xff\x11\x02"
"""How Chromium marks a value of an IndexedDB that it has packed with snappy by itself."""
CLOSED = b"v10"
SESSION = b"SNSS"


class Torn(Exception):
    """A part that is not what it should be: cut off while it was written, or something else altogether."""


def readable(path: Path) -> Iterator[bytes]:
    """The file, and all that is in it. An empty one, or one that has gone meanwhile, yields nothing."""
    data = raw(path)
    if not data:
        return
    for each in (data, *_unfolded(path, data)):
        yield each
        yield from _inflated(each)


def raw(path: Path) -> bytes:
    """As it lies there; nothing for links, folders and what cannot be read."""
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink():
            return path.read_bytes()
    return b""


def _unfolded(path: Path, data: bytes) -> Iterator[bytes]:
    if data.startswith(b"SQLite format 3\0"):
        for value in values(path):
            yield value
            if value.startswith(CLOSED):
                yield opened(value)
    elif data.startswith(SESSION):
        yield from session_commands(data)
    elif path.suffix == ".log" or path.name.startswith("MANIFEST-"):
        yield from _records_of(data)
    elif data[-8:] == TABLE_MAGIC:
        yield from table_blocks(data)


def _records_of(data: bytes) -> Iterator[bytes]:
    for record in log_records(data):
        yield record
        yield from unwrapped(record)


def _inflated(data: bytes) -> Iterator[bytes]:
    for start in GZIPPED.finditer(data):
        with contextlib.suppress(zlib.error):
            wide = 31 if data[start.start()] == 0x1F else 15
            yield zlib.decompressobj(wide).decompress(data[start.start() :], INFLATED)


def log_records(data: bytes) -> Iterator[bytes]:
    """Records of a LevelDB log: a record that crosses blocks is cut by a head of seven bytes in each."""
    parts: list[bytes] = []
    at = 0
    while at + LOG_HEAD <= len(data):
        left = LOG_BLOCK - at % LOG_BLOCK
        size, kind = int.from_bytes(data[at + 4 : at + 6], "little"), data[at + 6]
        if left < LOG_HEAD or kind == 0:
            at += left
            continue
        part = data[at + LOG_HEAD : at + LOG_HEAD + size]
        at += LOG_HEAD + size
        parts = [part] if kind in (1, 2) else [*parts, part]
        if kind in (1, 4):
            yield b"".join(parts)


def table_blocks(data: bytes) -> Iterator[bytes]:
    """Blocks of a LevelDB table, unpacked: whole, and each entry with its key put together again."""
    foot = data[-TABLE_FOOT:]
    _, _, at = _handle(foot, 0)
    offset, size, _ = _handle(foot, at)
    index = _block(data, offset, size)
    for _, handle in _entries(index):
        with contextlib.suppress(Torn, IndexError):
            block = _block(data, *_handle(handle, 0)[:2])
            yield block
            for key, value in _entries(block):
                yield key + b"\n" + value
                yield from unwrapped(value)


def _handle(data: bytes, at: int) -> tuple[int, int, int]:
    offset, at = _number(data, at)
    size, at = _number(data, at)
    return offset, size, at


def _block(data: bytes, offset: int, size: int) -> bytes:
    body, kind = data[offset : offset + size], data[offset + size]
    return snappy(body) if kind == 1 else body


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys share their beginning with the one before."""
    end = len(block) - 4 - 4 * int.from_bytes(block[-4:], "little")
    at, key = 0, b""
    while at < end:
        shared, at = _number(block, at)
        own, at = _number(block, at)
        size, at = _number(block, at)
        key = key[:shared] + block[at : at + own]
        yield key, block[at + own : at + own + size]
        at += own + size


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A varint and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def unwrapped(data: bytes) -> Iterator[bytes]:
    """Values of an IndexedDB that were packed on their own. In a log they stand among others, their end unmarked."""
    at = data.find(WRAPPED)
    while at >= 0:
        with contextlib.suppress(Torn, IndexError):
            yield snappy(data[at + len(WRAPPED) :])
        at = data.find(WRAPPED, at + 1)


def snappy(data: bytes) -> bytes:
    """Unpacked; what follows the end is left alone. Torn if it is not snappy."""
    size, at = _number(data, 0)
    if size > INFLATED:
        raise Torn
    out = bytearray()
    while len(out) < size:
        tag = data[at]
        length, offset, at = _literal(data, at) if tag & 3 == 0 else _copy(data, at)
        if offset == 0:
            out += data[at : at + length]
            at += length
        elif offset > len(out):
            raise Torn
        else:
            start = len(out) - offset
            for each in range(length):
                out.append(out[start + each])
    return bytes(out)


def _literal(data: bytes, at: int) -> tuple[int, int, int]:
    size = data[at] >> 2
    more = max(0, size - 59)
    length = int.from_bytes(data[at + 1 : at + 1 + more], "little") if more else size
    return length + 1, 0, at + 1 + more


def _copy(data: bytes, at: int) -> tuple[int, int, int]:
    tag = data[at]
    if tag & 3 == 1:
        length, wide = ((tag >> 2) & 7) + 4, 1
        offset = (tag >> 5) << 8 | data[at + 1]
    else:
        length, wide = (tag >> 2) + 1, 2 if tag & 3 == 2 else 4
        offset = int.from_bytes(data[at + 1 : at + 1 + wide], "little")
    if offset == 0:
        raise Torn
    return length, offset, at + 1 + wide


def values(path: Path) -> Iterator[bytes]:
    """Every text and every blob in every table, with what the log beside the file adds; nothing is asked by name."""
    with tempfile.TemporaryDirectory() as place:
        for beside in path.parent.glob(path.name + "*"):
            with contextlib.suppress(OSError):
                shutil.copy(beside, place)
        with contextlib.closing(sqlite3.connect(Path(place, path.name))) as store:
            for table in _tables(store):
                with contextlib.suppress(sqlite3.Error):
                    for row in store.execute(f"SELECT * FROM {table}"):
                        yield from (one.encode() if isinstance(one, str) else one for one in row if _holds(one))


def _tables(store: sqlite3.Connection) -> list[str]:
    with contextlib.suppress(sqlite3.Error):
        named = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return ['"' + name.replace('"', '""') + '"' for (name,) in named]
    return []


def _holds(value: object) -> bool:
    return isinstance(value, str | bytes) and bool(value)


def session_commands(data: bytes) -> Iterator[bytes]:
    """Commands of a session file that is closed: a length in four bytes, then the sealed command."""
    at = 8
    while at + 4 < len(data) and data[at + 4 : at + 4 + len(CLOSED)] == CLOSED:
        size = int.from_bytes(data[at : at + 4], "little")
        yield opened(data[at + 4 : at + 4 + size])
        at += 4 + size


@cache
def _key() -> algorithms.AES:
    return algorithms.AES(hashlib.pbkdf2_hmac("sha1", b"peanuts", b"saltysalt", 1, 16))


def opened(sealed: bytes) -> bytes:
    """What Chromium closed with its fixed key; nothing if it used another."""
    body = sealed[len(CLOSED) :]
    if len(body) % 16:
        return b""
    plain = Cipher(_key(), modes.CBC(b" " * 16)).decryptor()
    return plain.update(body) + plain.finalize()
