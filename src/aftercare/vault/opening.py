"""Make a vault, and open one: with the passphrase, or with the recovery key.

Takes the folder, secrets and the moment; returns an open vault. Every check of DESIGN 4 on the way in is here: rights,
a change to finish, keys that belong together, the version, each page, the digest. Never writes before the checks.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import apsw

from aftercare.model.errors import Conflict, DamagedVault, UserError
from aftercare.model.journal import Journal
from aftercare.model.person import Person, check_birth_year
from aftercare.model.settings import Settings
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault import migrations, pairing
from aftercare.vault.connection import (
    check_every_page,
    check_pages_fit,
    create_database,
    open_database,
    told,
    transaction,
    truncate_log,
)
from aftercare.vault.contents import (
    PERSON,
    SECRETS,
    SETTINGS,
    SecretsRecord,
    load_journal,
    read_secrets,
    written,
)
from aftercare.vault.destroy import destroy_replaced
from aftercare.vault.digest import digest_secret
from aftercare.vault.folder import FolderLock
from aftercare.vault.keys import Keys
from aftercare.vault.passphrase import check_passphrase
from aftercare.vault.rows import Rows
from aftercare.vault.schema import TABLES, VERSION


@dataclass(frozen=True, slots=True)
class OpenVault:
    """An open vault: checked, settled, and held together with whoever else has it open."""

    folder: Path
    lock: FolderLock = field(repr=False)
    connection: apsw.Connection = field(repr=False)
    rows: Rows = field(repr=False)
    keys: Keys = field(repr=False)
    secrets: SecretsRecord = field(repr=False)
    journal: Journal = field(repr=False)
    """As it was when `seen` was read."""
    seen: int
    """`data_version`: another one means that another program wrote."""


def create(folder: Path, passphrase: str, *, person: Person, recovery: str | None, now: datetime) -> Keys:
    """Make a vault in an empty place, all of it or nothing. `recovery` is the recovery key to accept, or None."""
    check_passphrase(passphrase)
    check_birth_year(person.birth_year, now.date())
    _refuse_present(folder)
    files.make_folder(folder)
    with files.alone(folder):
        _refuse_present(folder)
        place = files.begin_change(folder)
        keys = keyfiles.new_keys(None if recovery is None else keyfiles.recipient_of(recovery))
        _write_new_journal(place / files.JOURNAL, keys, person)
        keyfiles.write_keys(keys, place, passphrase=passphrase, now=now)
        files.write_file(place / Path(files.PAIRED).name, pairing.written(pairing.no_devices()))
        files.commit_change(folder)
    return keys


def open_with_passphrase(folder: Path, passphrase: str, *, now: datetime) -> OpenVault:
    """Open with the passphrase. WrongSecret, DamagedVault, NewerVault, NotThere, Conflict."""
    with _held(folder) as (lock, is_alone):
        keys = keyfiles.open_keys(folder, passphrase)
        opened = open_with_keys(folder, keys, lock=lock, is_alone=is_alone)
        try:
            keyfiles.seal_again_if_needed(folder, keys, passphrase=passphrase, now=now)
        except UserError:
            opened.connection.close()
            raise
        return opened


def open_just_renewed(folder: Path, keys: Keys) -> OpenVault:
    """Open with keys that were made a moment ago, so that the person need not wait for the passphrase step again."""
    with _held(folder) as (lock, is_alone):
        return open_with_keys(folder, keys, lock=lock, is_alone=is_alone)


def open_with_keys(folder: Path, keys: Keys, *, lock: FolderLock, is_alone: bool) -> OpenVault:
    """Open the database and check it whole. The lock is held shared from here on."""
    path = folder / files.JOURNAL
    connection = open_database(path, keys.journal_key)
    try:
        version = migrations.check_version(connection)
        check_every_page(connection, path)
        check_pages_fit(connection)
        if is_alone:
            migrations.migrate(connection, folder, key=keys.journal_key)
        elif version < VERSION:
            raise Conflict("The journal has to be brought up to date. Lock it everywhere else, then try again.")
        rows = Rows(connection, digest_secret(keys.journal_key))
        with told():
            kept = read_secrets(rows)
            seen = connection.pragma("data_version")
            journal = load_journal(rows, version=1)
        _check_same(keys, kept)
        if is_alone:
            # What a killed session left behind: its replaced and deleted versions, and its log.
            destroy_replaced(connection)
            truncate_log(connection)
        lock.share()
    except BaseException:
        connection.close()
        raise
    return OpenVault(folder, lock, connection, rows, keys, kept, journal, seen)


def keys_with_recovery(folder: Path, recovery_key: str) -> Keys:
    """The keys, by the recovery key: it opens the database key, and the identity is kept in the database.

    Only while holding the folder alone. WrongSecret when the key was replaced, withdrawn or never this vault's.
    """
    journal_key = keyfiles.open_journal_key_with_recovery(folder, recovery_key)
    connection = open_database(folder / files.JOURNAL, journal_key)
    try:
        migrations.check_version(connection)
        with told():
            kept = read_secrets(Rows(connection, digest_secret(journal_key)))
    finally:
        connection.close()
    keys = Keys(kept.identity, kept.recipient, kept.recovery, journal_key)
    if kept.recovery != keyfiles.recipient_of(recovery_key):
        raise DamagedVault(keyfiles.SWAPPED, where=files.JOURNAL_KEY)
    if keyfiles.read_recipient(folder) != kept.recipient:
        raise DamagedVault(keyfiles.SWAPPED, where=files.RECIPIENT)
    return keys


@contextmanager
def _held(folder: Path) -> Iterator[tuple[FolderLock, bool]]:
    files.require_vault(folder)
    lock = FolderLock(folder)
    try:
        is_alone = lock.try_alone()
        if is_alone:
            files.settle(folder)
            files.tighten(folder)
        else:
            lock.share()
        files.require_vault(folder)
        yield lock, is_alone
    except BaseException:
        lock.release()
        raise


def _write_new_journal(path: Path, keys: Keys, person: Person) -> None:
    connection = create_database(path, keys.journal_key)
    rows = Rows(connection, digest_secret(keys.journal_key))
    with transaction(connection):
        connection.execute(TABLES)
        connection.pragma("user_version", VERSION)
        rows.put_record(PERSON, written(person))
        rows.put_record(SETTINGS, written(Settings()))
        kept = SecretsRecord(
            identity=keys.identity,
            recipient=keys.recipient,
            recovery=keys.recovery,
            row_secret=secrets.token_bytes(32).hex(),
        )
        rows.put_record(SECRETS, written(kept))
        rows.begin_digest()
    assert truncate_log(connection), "nobody else can read a journal that is being made"
    connection.close()


def _check_same(keys: Keys, kept: SecretsRecord) -> None:
    if (keys.identity, keys.recipient, keys.recovery) != (kept.identity, kept.recipient, kept.recovery):
        raise DamagedVault(keyfiles.SWAPPED, where=files.IDENTITY)


def _refuse_present(folder: Path) -> None:
    if folder.exists() and files.state(folder) is not files.State.NOTHING:
        raise Conflict("There is a journal in this folder already. Open it, or choose another folder.")
