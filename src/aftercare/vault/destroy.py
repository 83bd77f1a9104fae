"""Destroy what was replaced or deleted, so that the live files no longer hold it, even for one with the keys.

Takes the open database; each step is verified. What disks, snapshots and backups keep is not in our hands, and said.
"""

import apsw

from aftercare.model.errors import Conflict, DamagedVault
from aftercare.vault.connection import told, transaction, truncate_log


def is_due(connection: apsw.Connection) -> bool:
    """Whether something was replaced or deleted since the last time (also by a session that was killed)."""
    with told():
        found = connection.execute("SELECT 1 FROM meta WHERE name = 'destroy_due'").fetchone()
    return found is not None


def destroy_replaced(connection: apsw.Connection) -> bool:
    """Destroy former versions for good, if any are due. Returns whether there were any.

    Deleting overwrote them already (secure_delete, FTS5 secure-delete); now the search index is written anew, the
    whole database is rewritten without free pages, and the write-ahead log is cut. Raises Conflict when another program
    keeps an old state open; then it stays due.
    """
    if not is_due(connection):
        return False
    with told():
        connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
        connection.execute("VACUUM")
    _verify_nothing_left(connection)
    with transaction(connection):
        connection.execute("DELETE FROM meta WHERE name = 'destroy_due'")
    return True


def _verify_nothing_left(connection: apsw.Connection) -> None:
    """Raise unless no free page, no stray search word and no log is left."""
    if not truncate_log(connection):
        raise Conflict("Another window or program keeps an older state open. Lock it there.")
    with told():
        free = connection.pragma("freelist_count")
        stray = "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT number FROM entries)"
        strays = connection.execute(stray).fetchall()[0][0]
        # Raises when the index holds a word that no note holds.
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    if free or strays:
        raise DamagedVault("Something deleted could not be removed for good. Lock, open again and look.")
