"""The certificate that is kept, for parent, worker and pages. Standard library only: the parent stays small.

`obtain` starts the process that makes or reads it. `tls_context` turns its text into what the worker serves with,
through pipes, so that its key is in no other file.
"""

import hashlib
import json
import os
import re
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from aftercare.model.errors import UserError
from aftercare.model.reach import OnTheNetwork

WARN = timedelta(days=30)
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", re.DOTALL)
_KEY = re.compile(r"-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kept:
    """What serves one name."""

    pem: str = field(repr=False)
    """The served key, its certificate, the authority's certificate."""
    until: datetime
    new: bool = False

    @property
    def authority(self) -> bytes:
        """The authority's certificate (DER), for a phone to install. There is no key to it any more."""
        return ssl.PEM_cert_to_DER_cert(_CERTIFICATE.findall(self.pem)[-1])

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the authority, in pairs, as phones show it."""
        return hashlib.sha256(self.authority).digest().hex(" ").upper()

    def context(self, *_: object) -> ssl.SSLContext:
        """What the worker serves with; the server's toolkit asks for it in its own words."""
        return tls_context(self.pem)

    def runs_out_soon(self, today: date) -> bool:
        """Whether the person should know by now."""
        return self.until.date() - today <= WARN


def obtain(folder: Path, reach: OnTheNetwork) -> Kept:
    """The certificate for this name, kept or made new. Raises UserError where the folder can't take it."""
    way = "renew" if reach.renew else "keep"
    command = [sys.executable, "-P", "-m", "aftercare.web.authority.child", str(folder), reach.name, way]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False, text=True)
    if done.returncode != 0:
        raise UserError("The certificate could not be made. Install the program anew and try again.")
    said = json.loads(done.stdout)
    if "error" in said:
        raise UserError(said["error"])
    return Kept(said["pem"], datetime.fromisoformat(said["until"]), said["new"])


def tls_context(pem: str) -> ssl.SSLContext:
    """TLS 1.2 or newer, with this certificate and key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with ExitStack() as pipes:
        chain = pipes.enter_context(_as_file("".join(_CERTIFICATE.findall(pem))))
        key = pipes.enter_context(_as_file("".join(_KEY.findall(pem))))
        context.load_cert_chain(chain, key)
    return context


@contextmanager
def _as_file(text: str) -> Iterator[str]:
    """A name under which the text can be read once, without a file: the toolkit takes names only."""
    reading, writing = os.pipe()
    try:
        writer = threading.Thread(target=_write, args=(writing, text.encode()), daemon=True)
        writer.start()
        yield f"/dev/fd/{reading}"
    finally:
        os.close(reading)
        writer.join()


def _write(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as pipe:
        pipe.write(content)
