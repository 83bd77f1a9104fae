"""Destroy what was replaced or deleted, so that the live files no longer hold it, even for one with the keys.

Takes the open database; each step is verified. What disks, snapshots and backups keep is not in our hands, and said.
"""

import apsw

from aftercare.model.errors import Conflict, DamagedVault
from aftercare.vault.connection import told, transaction, truncate_log


def destroy_undone(connection: apsw.Connection, session: str | None) -> bool:
    """Destroy the kept former versions: one session's, or (None) everybody's. Returns whether there were any.

    Removes the rows, rewrites the search index, rewrites the whole database without free pages, and cuts the
    write-ahead log. Raises Conflict when another program keeps an old state open (the next unlock does it then).
    """
    with told():
        before = _versions_kept(connection, session)
        if before is None:
            return False
        with transaction(connection):
            if session is None:
                connection.execute("DELETE FROM undo")
            else:
                connection.execute("DELETE FROM undo WHERE session = ?", (session,))
            if before:
                connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
        if not before:
            return False
        connection.execute("VACUUM")
        if not truncate_log(connection):
            raise Conflict("Another window or program keeps an older state open. Lock it there.")
    verify_nothing_left(connection, session)
    return True


def verify_nothing_left(connection: apsw.Connection, session: str | None) -> None:
    """Raise unless no former version, no free page, no stray search word and no log is left."""
    with told():
        kept = _versions_kept(connection, session)
        free = connection.pragma("freelist_count")
        stray = connection.execute(
            "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT number FROM entries)"
        ).fetchall()[0][0]
        connection.execute("INSERT INTO words(words) VALUES ('integrity-check')")
        if kept is not None or free or stray or not truncate_log(connection):
            raise DamagedVault("Something deleted could not be removed for good. Lock, open again and look.")


def _versions_kept(connection: apsw.Connection, session: str | None) -> bool | None:
    """None: nothing kept. False: only marks of what was added. True: former versions."""
    found = connection.execute(
        "SELECT max(before IS NOT NULL) FROM undo WHERE ?1 IS NULL OR session = ?1", (session,)
    ).fetchall()[0][0]
    return None if found is None else bool(found)
