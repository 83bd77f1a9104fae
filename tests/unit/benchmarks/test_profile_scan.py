"""The search of a browser's profile finds a word wherever a browser may have put it, packed, cut or closed."""

import base64
import gzip
import hashlib
import sqlite3
from pathlib import Path

import pytest
from benchmarks.profile_files import LOG_BLOCK, TABLE_MAGIC, Torn, log_records, readable, snappy, table_blocks
from benchmarks.profile_scan import found, history, personal, telling
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

WORD = "qfzwdjrrxlvqhp"


def closed(plain: bytes) -> bytes:
    """As Chromium closes a value where the system has no keyring."""
    key = hashlib.pbkdf2_hmac("sha1", b"peanuts", b"saltysalt", 1, 16)
    pad = 16 - len(plain) % 16
    seal = Cipher(algorithms.AES(key), modes.CBC(b" " * 16)).encryptor()
    return b"v10" + seal.update(plain + bytes([pad]) * pad) + seal.finalize()


def session(*commands: bytes) -> bytes:
    """A session file of closed commands."""
    return b"SNSS" + bytes(4) + b"".join(len(each).to_bytes(4, "little") + each for each in commands)


def literal(text: bytes) -> bytes:
    """A literal of snappy."""
    return bytes([(len(text) - 1) << 2]) + text


def log(*parts: tuple[int, bytes]) -> bytes:
    """Fragments of LevelDB records: kind and bytes."""
    return b"".join(bytes(4) + len(part).to_bytes(2, "little") + bytes([kind]) + part for kind, part in parts)


def test_snappy_puts_copies_back() -> None:
    """A word that was taken apart is whole again; a copy may reach into itself; what follows is left alone."""
    packed = bytes([20]) + literal(b"qfzwdj") + bytes([(6 - 4) << 2 | 1, 6]) + bytes([7 << 2 | 2, 1, 0]) + b"more"
    assert snappy(packed) == b"qfzwdjqfzwdj" + b"j" * 8
    assert snappy(bytes([70, 60 << 2, 69]) + b"a" * 70) == b"a" * 70
    with pytest.raises(Torn):
        snappy(bytes([9, 5 << 2 | 2, 200, 0]))


def test_a_record_cut_by_the_border_of_a_block_is_whole() -> None:
    """Seven bytes stand in the middle of the word there."""
    first = b"x" * (LOG_BLOCK - 14 - 5) + WORD[:5].encode()
    data = log((1, b"small"), (2, first[: LOG_BLOCK - 12 - 7]))
    rest = first[LOG_BLOCK - 12 - 7 :] + WORD[5:].encode()
    data += log((4, rest), (1, b"last"))
    assert len(log((1, b"small"), (2, first[: LOG_BLOCK - 12 - 7]))) == LOG_BLOCK
    small, large, last = log_records(data)
    assert (small, last) == (b"small", b"last")
    assert large.endswith(WORD.encode())


def test_a_table_gives_its_packed_blocks() -> None:
    """A word that stands in no byte of the file as it is."""
    entry = bytes([0, 1, len(WORD)]) + b"k" + WORD.encode()
    block = entry + bytes(4) + (1).to_bytes(4, "little")
    cut = 9
    packed = bytes([len(block)]) + literal(block[:cut]) + literal(block[cut:])
    body = packed + b"\1" + bytes(4)
    handle = bytes([0, len(packed)])
    index = bytes([0, 1, 2]) + b"k" + handle + bytes(4) + (1).to_bytes(4, "little")
    foot = (bytes([0, 0]) + bytes([len(body), len(index)])).ljust(40, b"\0") + TABLE_MAGIC
    data = body + index + b"\0" + bytes(4) + foot
    assert WORD.encode() not in data
    assert any(WORD.encode() in each for each in table_blocks(data))


@pytest.mark.parametrize(
    "data",
    [
        WORD.encode(),
        b"odd" + WORD.encode("utf-16-le"),
        gzip.compress(b"page " + WORD.encode()),
        b"head" + gzip.compress(WORD.encode()) + b"tail",
        base64.b64encode(b"12" + WORD.encode()),
        session(closed(WORD.encode("utf-16-le"))),
    ],
    ids=["plain", "wide", "gzip", "gzip in a file", "base64", "closed session"],
)
def test_a_word_is_found_in_every_look_it_may_have(tmp_path: Path, data: bytes) -> None:
    """In a file of any name; a word that is nowhere is not."""
    (tmp_path / "Sessions").mkdir()
    (tmp_path / "Sessions" / "Tabs_1").write_bytes(data)
    assert found(tmp_path, [WORD, "qnowhere"]) == {WORD: ["Sessions/Tabs_1"]}


def test_a_phrase_is_found_as_forms_are_posted(tmp_path: Path) -> None:
    """With a plus for each space."""
    (tmp_path / "post").write_bytes(b"phrase=six+plain+words&t=1")
    assert found(tmp_path, ["six plain words"]) == {"six plain words": ["post"]}


def test_every_table_of_every_database_is_read_and_closed_values_opened(tmp_path: Path) -> None:
    """Whatever they are called; also what still stands in the log beside the file."""
    with sqlite3.connect(tmp_path / "Store") as store:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute('CREATE TABLE "any table" (a, b)')
        store.execute('INSERT INTO "any table" VALUES (?, ?)', (closed(WORD.encode()), 7))
        store.commit()
        assert any(WORD.encode() in each for each in readable(tmp_path / "Store"))
    store.close()


def test_what_a_browser_remembers_is_read_for_words_about_content(tmp_path: Path) -> None:
    """Titles, marks on pages and names of fields in a session; addresses in any file; numbers by chance are none."""
    (tmp_path / "Session_1").write_bytes(
        b"SNSS" + "xx #pain_then>div\0 c0ffee00-0bdd-4bdd-8bdd-000000000000".encode("utf-16-le")
    )
    (tmp_path / "Preferences").write_bytes(b'{"a": "http://127.0.0.1:1/p/2#sad", "media_access": "no abuse"}')
    told = telling(history(tmp_path), {"pain", "bdd", "sad", "abuse"})
    assert [line.strip() for line in told] == ['http://127.0.0.1:1/p/2#sad",', "xx #pain_then>div"]


def test_a_page_of_the_open_journal_is_known_by_its_mark(tmp_path: Path) -> None:
    """Packed as it came, too; a page for everyone is none."""
    (tmp_path / "a").write_bytes(
        gzip.compress(b'<body class="home" data-worker="/w.js" data-personal data-idle="300">')
    )
    (tmp_path / "b").write_bytes(b'<body class="library" data-shell>')
    assert personal(tmp_path) == ["a"]
