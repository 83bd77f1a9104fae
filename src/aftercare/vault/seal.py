"""Seal bytes that leave the vault (exports, studies), and open them again. age only, nothing of our own.

Takes bytes, returns bytes. Writes no file.
"""

from collections.abc import Sequence

import pyrage

from aftercare.model.errors import BadFile, BadValue
from aftercare.vault import passphrase_step
from aftercare.vault.passphrase import check_passphrase


def seal_to(recipient: str, data: bytes) -> bytes:
    """Seal to a public key: the vault's own, or one that somebody gave. BadValue when it is not a key."""
    try:
        key = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError:
        raise BadValue("That is not a public age key. It begins with age1.", where="recipient") from None
    sealed: bytes = pyrage.encrypt(data, [key])
    return sealed


def seal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Seal under a passphrase that passes the same rules as the vault's. One to two seconds."""
    return passphrase_step.seal_with_passphrase(data, check_passphrase(passphrase))


def open_with_passphrase(sealed: bytes, passphrase: str) -> bytes:
    """Open what was sealed under a passphrase. WrongSecret or DamagedVault. One to two seconds."""
    return passphrase_step.open_with_passphrase(sealed, passphrase, where="sealed file")


def open_with_identities(sealed: bytes, identities: Sequence[str]) -> bytes:
    """Open what was sealed to one of these identities; BadFile when it was not, or is damaged."""
    try:
        opened: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(each) for each in identities])
    except pyrage.DecryptError:
        raise BadFile("This file was not sealed for this journal, or it is damaged.") from None
    return opened
