"""Make every secret new in one crash-safe step: passphrase, identity, recipient, journal key, device tokens, recovery.

Takes the folder and what opens it now. The new files are built beside the old ones and take effect by one rename
(`folder.commit_change`): after a kill at any point exactly one passphrase opens. Waiting letters keep opening, through
the former identities kept in the database. Older copies of the files still open with the old secrets.
"""

import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from aftercare.model.errors import DamagedVault
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault import opening, pairing
from aftercare.vault.connection import (
    check_every_page,
    check_pages_fit,
    open_database,
    rekey,
    told,
    transaction,
    truncate_log,
)
from aftercare.vault.contents import DEVICE, SECRETS, check_digest, read_secrets, written
from aftercare.vault.destroy import destroy_replaced
from aftercare.vault.digest import digest_secret
from aftercare.vault.keys import Keys
from aftercare.vault.migrations import check_version, migrate
from aftercare.vault.passphrase import check_passphrase
from aftercare.vault.rows import Rows


class Recovery(StrEnum):
    """What becomes of the recovery key."""

    KEEP = "keep"
    """The person says its paper is safe (or there is none)."""
    REPLACE = "replace"
    """A new one is made; the old paper opens nothing any more."""
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new keys, and what the person has to be shown: a new recovery key, once, if one was made."""

    keys: Keys = field(repr=False)
    recovery_key: str | None = field(repr=False)


def change_passphrase(folder: Path, old: str, new: str, *, recovery: Recovery, now: datetime) -> Renewed:
    """Make all secrets new. Ends nothing by itself: Conflict while any session has the vault open.

    To replace or withdraw only the recovery key, give the same passphrase twice.
    """
    new = check_passphrase(new)
    files.require_vault(folder)
    with files.alone(folder):
        keys = keyfiles.open_keys(folder, old)
        return _renew(folder, keys, new, recovery=recovery, now=now)


def renew_secrets(folder: Path, keys: Keys, new: str, *, recovery: Recovery, now: datetime) -> Renewed:
    """As `change_passphrase`, with the keys just opened."""
    with files.alone(folder):
        return _renew(folder, keys, check_passphrase(new), recovery=recovery, now=now)


def recover(folder: Path, recovery_key: str, new: str, *, recovery: Recovery, now: datetime) -> Renewed:
    """Open with the recovery key and set a new passphrase; everything else becomes new with it."""
    new = check_passphrase(new)
    files.require_vault(folder)
    with files.alone(folder):
        keys = opening.keys_with_recovery(folder, recovery_key)
        return _renew(folder, keys, new, recovery=recovery, now=now)


def _renew(folder: Path, keys: Keys, passphrase: str, *, recovery: Recovery, now: datetime) -> Renewed:
    _check_and_close(folder, keys)
    recovery_key = keyfiles.new_recovery_key() if recovery is Recovery.REPLACE else None
    new = keyfiles.new_keys(_new_recovery_recipient(keys, recovery, recovery_key))
    place = files.begin_change(folder)
    shutil.copyfile(folder / files.JOURNAL, place / files.JOURNAL)
    (place / files.JOURNAL).chmod(0o600)
    _write_under(place / files.JOURNAL, keys, new)
    keyfiles.write_keys(new, place, passphrase=passphrase, now=now)
    files.write_file(place / Path(files.PAIRED).name, pairing.written(pairing.no_devices()))
    files.commit_change(folder)
    return Renewed(new, recovery_key)


def _check_and_close(folder: Path, keys: Keys) -> None:
    """A damaged journal is never carried over; what a killed session left is destroyed, the log emptied."""
    path = folder / files.JOURNAL
    connection = open_database(path, keys.journal_key)
    try:
        check_version(connection)
        check_every_page(connection, path)
        check_pages_fit(connection)
        migrate(connection, folder, key=keys.journal_key)
        with told():
            check_digest(Rows(connection, digest_secret(keys.journal_key)))
        destroy_replaced(connection)
        if not truncate_log(connection):
            raise DamagedVault("The journal's log could not be emptied. Nothing was changed.", where=files.JOURNAL)
    finally:
        connection.close()


def _write_under(path: Path, keys: Keys, new: Keys) -> None:
    """Rekey the copy, put the new secrets in, forget the devices, and prove that it opens with the new key."""
    connection = open_database(path, keys.journal_key)
    try:
        rekey(connection, new.journal_key)
        rows = Rows(connection, digest_secret(new.journal_key))
        with transaction(connection):
            kept = read_secrets(rows)
            changed = replace(
                kept,
                identity=new.identity,
                recipient=new.recipient,
                recovery=new.recovery,
                former=(kept.identity, *kept.former),
            )
            rows.put_record(SECRETS, written(changed))
            for device in rows.records(DEVICE):
                rows.put_record(DEVICE, None, device)
            rows.begin_digest()
        assert truncate_log(connection), "nobody else can read the copy"
    finally:
        connection.close()
    proof = open_database(path, new.journal_key)
    try:
        check_every_page(proof, path)
        with told():
            check_digest(Rows(proof, digest_secret(new.journal_key)))
    finally:
        proof.close()


def _new_recovery_recipient(keys: Keys, recovery: Recovery, recovery_key: str | None) -> str | None:
    if recovery_key is not None:
        return keyfiles.recipient_of(recovery_key)
    return keys.recovery if recovery is Recovery.KEEP else None
