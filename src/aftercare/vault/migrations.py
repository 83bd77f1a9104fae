"""Bring an older journal to this version, one step a version, with a copy kept until it succeeded.

Takes an open database of a vault nobody else has open. A newer journal is refused before anything is written.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import apsw

from aftercare.model.errors import DamagedVault, NewerVault
from aftercare.vault import folder as files
from aftercare.vault.connection import create_database, told, transaction
from aftercare.vault.schema import VERSION

Step = Callable[[apsw.Connection], None]

STEPS: Mapping[int, Step] = {}
"""From version n to n + 1. Version 1 is the first, so there is none yet; the first change of tables adds the first."""

_COPY = "journal.db.before"


def check_version(connection: apsw.Connection) -> int:
    """The version of this journal; NewerVault when this program can't know it."""
    with told():
        version: int = connection.pragma("user_version")
    if version > VERSION:
        raise NewerVault("This journal was written by a newer version of the program. Update it, then try again.")
    if version < 1:
        raise DamagedVault("The journal's file lacks its version. Restore a backup.", where=files.JOURNAL)
    return version


def migrate(
    connection: apsw.Connection,
    folder: Path,
    *,
    key: bytes,
    steps: Mapping[int, Step] = STEPS,
    target: int = VERSION,
) -> None:
    """Take every missing step. On any failure the journal is as it was, and the copy stays beside it.

    All steps are one transaction; a step may change rows only through `Rows`, or compute the digest anew.
    """
    version = connection.pragma("user_version")
    copy = folder / _COPY
    if version < target:
        copy_database(connection, copy, key)
        with transaction(connection):
            for number in range(version, target):
                steps[number](connection)
            connection.pragma("user_version", target)
            with told():
                found = connection.pragma("integrity_check")
            assert found == "ok", "a step left the journal inconsistent"
    remove_copies(folder)


def remove_copies(folder: Path) -> None:
    """Remove the copies of older versions. Called once the newer one has been opened and checked."""
    for name in (_COPY, *(_COPY + side.removeprefix(files.JOURNAL) for side in files.SIDE_FILES)):
        (folder / name).unlink(missing_ok=True)
    files.sync(folder)


def copy_database(connection: apsw.Connection, target: Path, key: bytes) -> None:
    """A consistent copy under the same key. The destination is keyed first: without a key it would be refused."""
    for side in ("", *(name.removeprefix(files.JOURNAL) for name in files.SIDE_FILES)):
        target.with_name(target.name + side).unlink(missing_ok=True)
    copy = create_database(target, key)
    try:
        with told(), copy.backup("main", connection, "main") as copying:
            copying.step(-1)
    finally:
        copy.close()
