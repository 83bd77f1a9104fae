"""A journal whose passphrase step is as light as we accept, so that what unlocks often spends its time on the app.

age chooses the work of its passphrase step by a measurement, up to sixteen times what we accept at least. This writes
the same file with the least work (2**17), by the age v1 format, so that what unlocks it is the program as it is.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from aftercare.usecases import start
from aftercare.vault import Session, passphrase_step

_CHUNK = 64 * 1024
_LABEL = b"age-encryption.org/v1"


def start_light(folder: Path, passphrase: str, *, birth_year: int, now: datetime) -> Session:
    """A new, open journal in `folder`, whose passphrase opens it with the least work."""
    with patch.object(passphrase_step, "_run", _run):
        return start.start(folder, passphrase, birth_year=birth_year, recovery=False, now=now).session


def _run(do: str, data: bytes, passphrase: str) -> bytes:
    assert do == "seal", "a new journal opens nothing"
    sealed = _sealed(data, passphrase.encode(), passphrase_step.LEAST_WORK)
    assert pyrage.passphrase.decrypt(sealed, passphrase) == data
    return sealed


def _sealed(plain: bytes, passphrase: bytes, factor: int) -> bytes:
    """age v1 with one scrypt stanza (C2SP age.md)."""
    assert len(plain) <= _CHUNK, "an identity fits into one chunk"
    salt, file_key, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    wrap = hashlib.scrypt(passphrase, salt=_LABEL + b"/scrypt" + salt, n=2**factor, r=8, p=1, maxmem=2**28, dklen=32)
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    header = _LABEL + b"\n-> scrypt " + _base64(salt) + b" %d\n" % factor + _base64(body) + b"\n---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\x01", plain, None)
    return header + b" " + _base64(mac) + b"\n" + nonce + payload


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 for one block (RFC 5869)."""
    taken = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(taken, info + b"\x01", "sha256")


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
