"""Make the committed vaults anew: `python -m tests.vectors.make_vectors`.

Run only when a version of the vault is added; older folders are frozen and stay as they are.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, VECTORS, entry, sealed

from aftercare.model.person import Person
from aftercare.vault import create_vault, drop_letter, read_recipient
from aftercare.vault import keys as keyfiles
from aftercare.vault.connection import open_database, truncate_log
from aftercare.vault.schema import VERSION

DAMAGED = "journal.db: The journal's file is damaged. Nothing was changed. Restore a backup."
SWAPPED = "This file is not the one this journal was saved with. Put all of the vault's files back from one backup."
NEWER = "This journal was written by a newer version of the program. Update it, then try again."
MIXED = (
    "journal.db: The journal's file mixes older and newer parts, so something in it is missing or old. "
    "Nothing was changed. Restore a backup."
)
PLAIN = "journal.db: This file is not encrypted, so it is not this journal's. Restore a backup."


def main() -> None:
    """Write the current version's folder and the hostile ones made from it."""
    current = VECTORS / CURRENT / "vault"
    if current.exists():
        sys.exit(f"{CURRENT} is frozen. Raise the version first.")
    make_current(current)
    keys = keyfiles.open_keys(current, PASSPHRASE)
    older = (current / "journal.db").read_bytes()

    def tampered(sql: str) -> Callable[[Path], None]:
        return lambda folder: run(folder / "journal.db", keys.journal_key, sql)

    write("damaged_page", "DamagedVault", DAMAGED, {"journal.db": flipped(older, 5 * 4096 + 100)})
    write("damaged_header", "DamagedVault", DAMAGED, {"journal.db": flipped(older, 20)})
    write("truncated", "DamagedVault", DAMAGED, {"journal.db": older[: len(older) // 2 // 4096 * 4096]})
    write("empty_file", "DamagedVault", DAMAGED, {"journal.db": b""})
    write("changed_row", "DamagedVault", MIXED, change=tampered("UPDATE entries SET waiting = 1 WHERE number = 1"))
    write("taken_row", "DamagedVault", MIXED, change=tampered("DELETE FROM entries WHERE number = 2"))
    write("newer_version", "NewerVault", NEWER, change=tampered(f"PRAGMA user_version = {VERSION + 1}"))
    write("plain_database", "DamagedVault", PLAIN, {"journal.db": plain_database()})
    swapped = keyfiles.new_keys(None)
    write(
        "swapped_recipient",
        "DamagedVault",
        "recipient.txt: " + SWAPPED,
        {"recipient.txt": f"{swapped.recipient}\n".encode()},
    )
    other = keyfiles.Keys(keys.identity, keys.recipient, None, swapped.journal_key)
    write(
        "swapped_journal_key",
        "DamagedVault",
        "journal.key.age: " + SWAPPED,
        {"journal.key.age": keyfiles._seal_journal_key(other)},
    )
    stranger = keyfiles._seal_journal_key(swapped)
    write("stranger_journal_key", "DamagedVault", "journal.key.age: " + SWAPPED, {"journal.key.age": stranger})
    missing = "journal.key.age: This file is missing, and without it the journal can't be opened. Restore a backup."
    write("missing_key_file", "DamagedVault", missing, missing=["journal.key.age"])


def make_current(folder: Path) -> None:
    """A small vault: four entries, one of them edited, a device, one waiting letter, a recovery key."""
    created = create_vault(folder, PASSPHRASE, person=Person(birth_year=1990), now=NOW, recovery=True)
    session = created.session
    for number in range(4):
        session.add(entry(note=f"Vector entry {number}.", minutes=number * 60))
    session.pair_device("A phone", NOW)
    session.lock()
    drop_letter(folder, sealed(entry(note="Written while locked.", minutes=600), read_recipient(folder)))
    said = {"opens": True, "recovery_key": created.recovery_key, "entries": 4, "letters": 1}
    (folder.parent / "expected.json").write_text(json.dumps(said, indent=1) + "\n")


def write(
    name: str,
    error: str,
    sentence: str,
    changed: dict[str, bytes] | None = None,
    **how: object,
) -> None:
    """One hostile vault: the files that differ, and what opening it must say."""
    place = VECTORS / name
    shutil.rmtree(place, ignore_errors=True)
    (place / "vault").mkdir(parents=True)
    for file, content in (changed or {}).items():
        (place / "vault" / file).write_bytes(content)
    change = how.get("change")
    if callable(change):
        shutil.copyfile(VECTORS / CURRENT / "vault/journal.db", place / "vault/journal.db")
        change(place / "vault")
    said = {"opens": False, "error": error, "sentence": sentence, "missing": how.get("missing", [])}
    (place / "expected.json").write_text(json.dumps(said, indent=1) + "\n")
    if not any((place / "vault").iterdir()):
        (place / "vault/.keep").touch()


def run(path: Path, key: bytes, sql: str) -> None:
    """Change rows behind the digest's back."""
    connection = open_database(path, key)
    connection.execute(sql)
    assert truncate_log(connection)
    connection.close()


def flipped(content: bytes, offset: int) -> bytes:
    """One bit the other way."""
    return content[:offset] + bytes([content[offset] ^ 1]) + content[offset + 1 :]


def plain_database() -> bytes:
    """A database that anyone can read."""
    plain = apsw.Connection(":memory:")
    plain.execute("CREATE TABLE entries (id)")
    return plain.serialize("main")


if __name__ == "__main__":
    main()
