"""What a browser's profile on the disk gives away: words in any file of it, and words in its history.

Takes the folder of a Chromium profile and words; returns where each was found. A word is looked for as UTF-8 and as
UTF-16, in the bytes as they lie there and in every gzip and zlib member inflated; cookies are opened with the key that
Chromium uses where the system has no keyring. LevelDB packs blocks with snappy, which leaves a random word whole where
it comes first; a page that plants words is scanned with the same functions, to prove that they find them. Never writes.
"""

import contextlib
import hashlib
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
"""Where a gzip or zlib member may begin."""
INFLATED = 4_000_000
"""Bytes of one member that are looked at."""
HISTORY = (
    ("History", "SELECT url || ' ' || title FROM urls"),
    ("History", "SELECT term FROM keyword_search_terms"),
    ("History", "SELECT current_path || ' ' || target_path || ' ' || tab_url || ' ' || referrer FROM downloads"),
    ("Favicons", "SELECT page_url FROM icon_mapping"),
    ("Top Sites", "SELECT url || ' ' || title FROM top_sites"),
    ("Shortcuts", "SELECT text || ' ' || url || ' ' || contents FROM omni_box_shortcuts"),
    ("Web Data", "SELECT name || ' ' || value FROM autofill"),
)
ADDRESS = re.compile(rb"https?://127\.0\.0\.1[\x21-\x7e]*")


def found(profile: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """For each word that is anywhere: the files it is in, relative to the profile."""
    sought = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    seen: dict[str, list[str]] = {}
    for path in sorted(profile.rglob("*")):
        for data in _readable(path):
            for word, forms in sought.items():
                name = str(path.relative_to(profile))
                if any(form in data for form in forms) and name not in seen.get(word, []):
                    seen.setdefault(word, []).append(name)
    return seen


def history(profile: Path) -> list[str]:
    """Every address, title, search term, download and kept form value that the browser remembers, one line each."""
    lines = [line for path in profile.rglob("*") for line in _rows(path)]
    for folder in ("Sessions", "Visited Links"):
        for path in profile.rglob(f"{folder}*"):
            for file in path.rglob("*") if path.is_dir() else [path]:
                data = _bytes(file)
                lines += [each.decode() for raw in (data, data[::2], data[1::2]) for each in ADDRESS.findall(raw)]
    return lines


def telling(lines: Iterable[str], words: Iterable[str]) -> list[str]:
    """The lines that carry one of the words as a word."""
    any_word = re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, sorted(words))) + r")(?![a-z])", re.IGNORECASE)
    return [line for line in lines if any_word.search(line)]


def _rows(path: Path) -> Iterator[str]:
    for name, query in HISTORY:
        if path.name == name and path.is_file():
            with tempfile.TemporaryDirectory() as place, contextlib.suppress(sqlite3.Error):
                for beside in path.parent.glob(name + "*"):
                    if beside.is_file():
                        shutil.copy(beside, place)
                with contextlib.closing(sqlite3.connect(Path(place, name))) as store:
                    yield from (row[0] for row in store.execute(query) if row[0])


def _readable(path: Path) -> Iterator[bytes]:
    """The file as it lies there, and what is packed or closed with a known key in it."""
    data = _bytes(path)
    if not data:
        return
    yield data
    for start in PACKED.finditer(data):
        with contextlib.suppress(zlib.error):
            wide = 31 if data[start.start()] == 0x1F else 15
            yield zlib.decompressobj(wide).decompress(data[start.start() :], INFLATED)
    if path.name == "Cookies":
        yield from _cookies(path)


def _bytes(path: Path) -> bytes:
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink():
            return path.read_bytes()
    return b""


def _cookies(path: Path) -> Iterator[bytes]:
    """Chromium's fixed key for a system without a keyring (os_crypt_linux.cc, version 10)."""
    key = hashlib.pbkdf2_hmac("sha1", b"peanuts", b"saltysalt", 1, 16)
    with tempfile.TemporaryDirectory() as place, contextlib.suppress(sqlite3.Error):
        for beside in path.parent.glob("Cookies*"):
            shutil.copy(beside, place)
        with contextlib.closing(sqlite3.connect(Path(place, "Cookies"))) as store:
            for (sealed,) in store.execute("SELECT encrypted_value FROM cookies"):
                if sealed[:3] == b"v10":
                    opened = Cipher(algorithms.AES(key), modes.CBC(b" " * 16)).decryptor()
                    yield opened.update(sealed[3:]) + opened.finalize()
