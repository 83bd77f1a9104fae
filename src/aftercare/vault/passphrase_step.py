"""Seal and open with a passphrase, by age's scrypt, in a short-lived process of its own, one at a time.

Takes bytes and a passphrase, returns bytes. The passphrase goes through a pipe, never through an argument, the
environment or a file.
"""

import base64
import json
import re
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

from aftercare.model.errors import DamagedVault, UserError, WrongSecret

LEAST_WORK, MOST_WORK = 17, 20
"""Accepted scrypt work factors (log2 N): 2**17 takes 128 MiB, 2**20 takes 1 GiB."""
_READABLE_WORK = 22
"""Above this opening would take more than 4 GiB: nothing of ours writes it."""
_ATTEMPTS = 4
_SECONDS = 180
_HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_CHILD = Path(__file__).with_name("passphrase_child.py")
_one_at_a_time = threading.Lock()


class Overloaded(UserError):
    """The machine is too busy for the passphrase step just now."""

    status = 503


class _Refused(Exception):
    """What the child said."""


def normal_passphrase(passphrase: str) -> str:
    """The passphrase as it is used: composed Unicode (NFC), no blanks around it."""
    return unicodedata.normalize("NFC", passphrase).strip()


def work_factor(sealed: bytes) -> int | None:
    """The scrypt work factor (log2 N) written in an age header; None when this is no passphrase-sealed age file."""
    found = _HEADER.match(sealed)
    return None if found is None else int(found[1])


def seal_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Seal; again while the work factor read back is outside 17 to 20, since it is chosen by a measurement."""
    for _ in range(_ATTEMPTS):
        sealed = _run("seal", data, passphrase)
        factor = work_factor(sealed)
        assert factor is not None, "age wrote a header we can't read"
        if LEAST_WORK <= factor <= MOST_WORK:
            return sealed
    raise Overloaded("This machine is too busy to lock the keys well just now. Close other programs and try again.")


def open_with_passphrase(sealed: bytes, passphrase: str, *, where: str) -> bytes:
    """Open what `seal_with_passphrase` sealed.

    Raises WrongSecret for another passphrase, DamagedVault (naming `where`) for a file that is not what was sealed,
    and Overloaded when this machine is too slow just now for the work the file asks.
    """
    factor = work_factor(sealed)
    if factor is None or factor > _READABLE_WORK:
        raise DamagedVault("This key file is damaged. Put it back from a backup.", where=where)
    for _ in range(_ATTEMPTS):
        try:
            return _run("open", sealed, passphrase)
        except _Refused as refused:
            reason = str(refused)
        if "xcessive" not in reason:
            break
    else:
        raise Overloaded(
            "Opening needs more work than this machine can do just now. Close other programs and try again; "
            "a vault made on a faster machine may need one with more memory."
        )
    if reason == "Decryption failed":
        raise WrongSecret(
            "That passphrase does not open this journal. Check capital letters and blanks, and try again."
        )
    raise DamagedVault("This key file is damaged. Put it back from a backup.", where=where)


def _run(task: str, data: bytes, passphrase: str) -> bytes:
    asked = {
        "do": task,
        "passphrase": normal_passphrase(passphrase),
        "data": base64.b64encode(data).decode(),
    }
    with _one_at_a_time:
        done = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=json.dumps(asked).encode() + b"\n",
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    if done.returncode != 0:
        raise Overloaded("The passphrase step did not finish: there may be too little memory. Close other programs.")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise _Refused(answer["error"])
    return base64.b64decode(answer["data"])
