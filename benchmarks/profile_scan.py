"""What a browser's profile on the disk gives away: words in any file of it, words about content in what it remembers.

Takes the folder of a Chromium profile, or one around it, and words; returns where each was found. A word is looked for
as UTF-8, as UTF-16, in base64 and as forms are posted, in every way that a file can be read (`profile_files`). A page
that plants words is scanned with the same functions, to prove that they find them. Never writes.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.profile_files import SESSION, raw, readable, values

REMEMBERS = frozenset(
    {
        "DIPS",
        "Favicons",
        "History",
        "Login Data",
        "Login Data For Account",
        "Network Action Predictor",
        "Shortcuts",
        "Top Sites",
        "Web Data",
    }
)
"""SQLite files of what was visited, typed and saved."""
STORES = ("/IndexedDB/", "/Local Storage/", "/Session Storage/", "/Service Worker/Database/", "/File System/")
"""What pages themselves keep; of the kept answers only their cache's name and their addresses are looked at."""
ADDRESS = re.compile(rb"https?://127\.0\.0\.1[\x21-\x7e]*")
CACHED = bytes.fromhex("305c72a71b6dfbfc")
"""How a file of Chromium's simple cache begins; the address of what it keeps comes next, then the answer itself."""
READABLE = re.compile(rb"[\x20-\x7e]{8,}")
WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
"""Numbers by chance, which may hold a short word."""
PERSONAL = re.compile(rb"<body[^>]*\sdata-personal[\s>]")
"""A page of the open journal."""


def forms(word: str) -> tuple[bytes, ...]:
    """All that a word may look like in a file."""
    plain = word.encode()
    inner = []
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        inner.append(coded[(before * 8 + 5) // 6 : len(plain) * 8 // 6])
    posted = {plain.replace(b" ", b"+"), plain.replace(b" ", b"%20")} - {plain}
    return (plain, word.encode("utf-16-le"), word.encode("utf-16-be"), *inner, *posted)


def found(profile: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """For each word that is anywhere: the files it is in, relative to the profile."""
    sought = {word: forms(word) for word in words}
    seen: dict[str, list[str]] = {}
    for path in sorted(profile.rglob("*")):
        name = str(path.relative_to(profile))
        for data in readable(path):
            for word, looks in sought.items():
                if name not in seen.get(word, []) and any(look in data for look in looks):
                    seen.setdefault(word, []).append(name)
    return seen


def history(profile: Path) -> list[str]:
    """Every address, title, term, field, file name and mark on a page that the browser remembers, one line each.

    From what it lists (`REMEMBERS`) and what it would open again (sessions), and every address of this machine in any
    other file of it.
    """
    return [line for path in sorted(profile.rglob("*")) for line in _lines(path)]


def _lines(path: Path) -> Iterator[str]:
    data = raw(path)
    if path.name in REMEMBERS and data:
        yield from (value.decode("utf-8", "replace") for value in values(path))
    elif data.startswith(SESSION):
        for part in readable(path):
            yield from _strings(part)
    elif any(store in str(path) for store in STORES) or path.name == "index.txt":
        for part in readable(path):
            yield from (each.decode() for each in READABLE.findall(part))
    elif data.startswith(CACHED):
        yield data[24 : 24 + int.from_bytes(data[12:16], "little")].decode("utf-8", "replace")
    else:
        for part in readable(path):
            yield from (each.decode() for each in ADDRESS.findall(part))


def _strings(data: bytes) -> Iterator[str]:
    """Runs of letters; wide ones may begin at an odd byte."""
    yield from (each.decode() for each in READABLE.findall(data))
    for start in (data, data[1:]):
        yield from (each.decode("utf-16-le") for each in WIDE.findall(start))


def telling(lines: Iterable[str], words: Iterable[str]) -> list[str]:
    """The lines that carry one of the words as a word."""
    any_word = re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, sorted(words))) + r")(?![a-z])", re.IGNORECASE)
    return sorted({line for line in lines if any_word.search(CHANCE.sub("", line))})


def personal(profile: Path) -> list[str]:
    """Files that hold a page of an open journal, whole or in part, whatever is on it."""
    paths = sorted(profile.rglob("*"))
    return [str(path.relative_to(profile)) for path in paths if any(PERSONAL.search(data) for data in readable(path))]
