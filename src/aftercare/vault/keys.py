"""The vault's keys: one age identity behind the passphrase, one database key sealed to it. docs/vault-format.md.

Takes passphrases and sealed files, returns `Keys`. Never writes a secret that is not sealed, and never puts one into a
message: the values here have no readable repr.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyrage

from aftercare.model.errors import DamagedVault, NewerVault, WrongSecret
from aftercare.vault import folder as files
from aftercare.vault import passphrase_step

FORMAT = 1
_KEY_BYTES = 32
_FILE_LIMIT = 16 * 1024
SWAPPED = "This file is not the one this journal was saved with. Put all of the vault's files back from one backup."


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a vault. `recovery` is the public half of the recovery key, if there is one."""

    identity: str = field(repr=False)
    recipient: str
    recovery: str | None
    journal_key: bytes = field(repr=False)


def new_keys(recovery: str | None) -> Keys:
    """Fresh keys from the system's randomness. `recovery` is a recovery recipient, or None."""
    identity = pyrage.x25519.Identity.generate()
    return Keys(str(identity), str(identity.to_public()), recovery, secrets.token_bytes(_KEY_BYTES))


def new_recovery_key() -> str:
    """A new recovery key to print: whoever finds it reads everything."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(secret: str) -> str:
    """The public half of an identity or a typed recovery key; WrongSecret when it is not a key."""
    try:
        return str(pyrage.x25519.Identity.from_str("".join(secret.split()).upper()).to_public())
    except pyrage.IdentityError:
        raise WrongSecret("That is not a whole recovery key. It begins with AGE-SECRET-KEY-1.") from None


def last_six_match(recovery_key: str, typed: str) -> bool:
    """Whether the person has the key on paper: its last six characters, upper or lower case."""
    return secrets.compare_digest(recovery_key[-6:].upper().encode(), "".join(typed.split()).upper().encode())


def write_keys(keys: Keys, place: Path, *, passphrase: str, now: datetime) -> None:
    """Write identity.age, journal.key.age and recipient.txt into a folder. One to two seconds."""
    sealed = passphrase_step.seal_with_passphrase(_identity_text(keys, now), passphrase)
    files.write_file(place / files.IDENTITY, sealed)
    files.write_file(place / files.JOURNAL_KEY, _seal_journal_key(keys))
    files.write_file(place / files.RECIPIENT, keys.recipient.encode() + b"\n")


def open_keys(folder: Path, passphrase: str) -> Keys:
    """Open the keys and refuse a folder whose files differ from what the identity says of them. One to two seconds.

    Raises WrongSecret, DamagedVault naming the file, NewerVault.
    """
    text = passphrase_step.open_with_passphrase(
        files.read_file(folder / files.IDENTITY, limit=_FILE_LIMIT), passphrase, where=files.IDENTITY
    )
    said, identity = _read_identity(text)
    _check_recipient(folder, said["recipient"])
    if recipient_of(identity) != said["recipient"]:
        raise DamagedVault(SWAPPED, where=files.IDENTITY)
    journal_key = _open_journal_key(folder, identity)
    if journal_key is None or hashlib.sha256(journal_key).hexdigest() != said["journal-key-sha256"]:
        raise DamagedVault(SWAPPED, where=files.JOURNAL_KEY)
    recovery = None if said["recovery"] == "none" else said["recovery"]
    return Keys(identity, said["recipient"], recovery, journal_key)


def open_journal_key_with_recovery(folder: Path, recovery_key: str) -> bytes:
    """The database key, by the recovery key. WrongSecret when it was replaced, withdrawn or never this vault's."""
    recipient_of(recovery_key)
    journal_key = _open_journal_key(folder, "".join(recovery_key.split()).upper())
    if journal_key is None:
        raise WrongSecret("That recovery key does not open this journal. It may have been replaced or withdrawn.")
    return journal_key


def seal_again_if_needed(folder: Path, keys: Keys, *, passphrase: str, now: datetime) -> bool:
    """Seal identity.age anew when its work factor is outside 17 to 20. Returns whether it was."""
    factor = passphrase_step.work_factor(files.read_file(folder / files.IDENTITY, limit=_FILE_LIMIT))
    if factor is not None and passphrase_step.LEAST_WORK <= factor <= passphrase_step.MOST_WORK:
        return False
    sealed = passphrase_step.seal_with_passphrase(_identity_text(keys, now), passphrase)
    files.write_file(folder / files.IDENTITY, sealed)
    return True


def read_recipient(folder: Path) -> str:
    """The public key from recipient.txt: lets anyone seal, nobody open. DamagedVault when it is not one."""
    text = files.read_file(folder / files.RECIPIENT, limit=_FILE_LIMIT).decode("ascii", "replace").strip()
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise DamagedVault("This file is damaged. Put it back from a backup.", where=files.RECIPIENT) from None


def _check_recipient(folder: Path, expected: str) -> None:
    if read_recipient(folder) != expected:
        raise DamagedVault(SWAPPED, where=files.RECIPIENT)


def _identity_text(keys: Keys, now: datetime) -> bytes:
    lines = (
        f"# vault-format: {FORMAT}",
        f"# written: {now.date().isoformat()}",
        f"# recipient: {keys.recipient}",
        f"# recovery: {keys.recovery or 'none'}",
        f"# journal-key-sha256: {hashlib.sha256(keys.journal_key).hexdigest()}",
        keys.identity,
    )
    return "\n".join(lines).encode() + b"\n"


def _read_identity(text: bytes) -> tuple[dict[str, str], str]:
    lines = text.decode("ascii", "replace").splitlines()
    said = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    identities = [line for line in lines if line.startswith("AGE-SECRET-KEY-1")]
    if said.get("vault-format", "").isdigit() and int(said["vault-format"]) > FORMAT:
        raise NewerVault("This journal was written by a newer version of the program. Update it, then try again.")
    if len(identities) != 1 or not {"vault-format", "recipient", "recovery", "journal-key-sha256"} <= said.keys():
        raise DamagedVault("This key file is not one this program wrote. Restore a backup.", where=files.IDENTITY)
    return said, identities[0]


def _seal_journal_key(keys: Keys) -> bytes:
    to = [keys.recipient] if keys.recovery is None else [keys.recipient, keys.recovery]
    sealed: bytes = pyrage.encrypt(
        keys.journal_key.hex().encode() + b"\n", [pyrage.x25519.Recipient.from_str(each) for each in to]
    )
    return sealed


def _open_journal_key(folder: Path, secret: str) -> bytes | None:
    sealed = files.read_file(folder / files.JOURNAL_KEY, limit=_FILE_LIMIT)
    try:
        text = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(secret)])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            return None
        raise DamagedVault("This key file is damaged. Put it back from a backup.", where=files.JOURNAL_KEY) from None
    try:
        key = bytes.fromhex(text.decode("ascii", "replace"))
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None
