"""Which devices may leave letters: a random address, and a write-only token each, of which only the hash is kept.

Takes the folder; reads and writes `letterbox/paired.json` (plain: an address, random device ids, hashes). Device names
are kept inside the vault.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aftercare.model.errors import DamagedVault
from aftercare.vault import folder as files

_FILE_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a device is given once, over the open vault. It can write letters with it and read nothing."""

    device: str
    address: str
    recipient: str
    """To be pinned by the device: it seals to this and no other."""
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paired:
    """The content of paired.json."""

    address: str
    tokens: Mapping[str, str]
    """Device id to SHA-256 of its token. The token has 256 random bits, so a plain hash is enough."""


def no_devices() -> Paired:
    """A new random address and nobody paired."""
    return Paired(secrets.token_urlsafe(24), {})


def read_paired(folder: Path) -> Paired:
    """Who is paired; DamagedVault when the file is not what we wrote."""
    if not (folder / files.PAIRED).exists():
        return no_devices()
    try:
        read = json.loads(files.read_file(folder / files.PAIRED, limit=_FILE_LIMIT))
        address, tokens = read["address"], read["devices"]
    except (ValueError, KeyError, TypeError):
        address, tokens = None, None
    if not isinstance(address, str) or not isinstance(tokens, dict):
        raise DamagedVault("This file is damaged. Pair your devices again after removing it.", where=files.PAIRED)
    return Paired(address, tokens)


def written(paired: Paired) -> bytes:
    """The content of paired.json."""
    return json.dumps({"address": paired.address, "devices": dict(paired.tokens)}, indent=1).encode() + b"\n"


def add_device(folder: Path, device: str, recipient: str) -> Pairing:
    """Let a device write; its token is shown this once."""
    paired = read_paired(folder)
    token = secrets.token_urlsafe(32)
    tokens = {**paired.tokens, device: _hash(token)}
    files.write_file(folder / files.PAIRED, written(Paired(paired.address, tokens)))
    return Pairing(device, paired.address, recipient, token)


def remove_device(folder: Path, device: str) -> None:
    """Let a device write no more."""
    paired = read_paired(folder)
    tokens = {each: token for each, token in paired.tokens.items() if each != device}
    files.write_file(folder / files.PAIRED, written(Paired(paired.address, tokens)))


def device_of_token(folder: Path, address: str, token: str) -> str | None:
    """The device this token belongs to, if the address is right too; compared in constant time."""
    paired = read_paired(folder)
    hashed = _hash(token)
    right_address = secrets.compare_digest(paired.address.encode(), address.encode())
    found = [device for device, known in paired.tokens.items() if secrets.compare_digest(known, hashed)]
    return found[0] if found and right_address else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
