"""What one start of the program fixes for all its workers: addresses, secrets, cookie names, signed tokens.

The parent makes a Launch and hands it to each worker over their private link, never by argument or environment,
where other programs of this machine could read it. Pure: chance comes in as an argument.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

RandomHex = Callable[[int], str]
"""Takes a number of bytes, returns that many random bytes as hex (`secrets.token_hex`)."""

LAUNCH_PATH = "/a/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """One start of the program. `key` signs launch cookies and form tokens and dies with the parent."""

    folder: Path
    host: str
    port: int
    key: str = field(repr=False)
    tls: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """Every `Host` header that is ours: name with port, exactly (DESIGN 11)."""
        names = {self.host, "127.0.0.1", "localhost"} if self.host in ("127.0.0.1", "localhost") else {self.host}
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def origins(self) -> frozenset[str]:
        """Every `Origin` that is ours."""
        scheme = "https" if self.tls else "http"
        return frozenset(f"{scheme}://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """The clean address, as one would type it."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}/"

    @property
    def launch_cookie(self) -> str:
        """Cookies are not kept apart by port, so the port stands in the name; the name says nothing else."""
        return f"{'__Host-' if self.tls else ''}n{self.port}a"

    @property
    def session_cookie(self) -> str:
        """Name of the cookie that stands for an open vault."""
        return f"{'__Host-' if self.tls else ''}n{self.port}b"

    @property
    def device_cookie(self) -> str:
        """Name of the cookie by which a paired browser may leave entries while the vault is locked. It stays."""
        return f"{'__Host-' if self.tls else ''}n{self.port}c"

    def sign(self, purpose: str, text: str) -> str:
        """A keyed digest of `text`; tokens for one purpose are worthless for another."""
        return hmac.new(bytes.fromhex(self.key), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def new_launch_cookie(self, random_hex: RandomHex) -> str:
        """A cookie value that this launch, and no other, will recognise."""
        launch_id = random_hex(16)
        return f"{launch_id}.{self.sign('launch', launch_id)}"

    def launch_id(self, cookie: str | None) -> str | None:
        """The id inside a launch cookie of ours; None for any other value."""
        launch_id, _, signature = (cookie or "").partition(".")
        return launch_id if same(signature, self.sign("launch", launch_id)) else None

    def to_json(self) -> str:
        """For the link between parent and worker."""
        return json.dumps(
            {"folder": str(self.folder), "host": self.host, "port": self.port, "key": self.key, "tls": self.tls}
        )

    @staticmethod
    def from_json(text: str) -> "Launch":
        """The inverse of `to_json`."""
        raw = json.loads(text)
        return Launch(folder=Path(raw["folder"]), host=raw["host"], port=raw["port"], key=raw["key"], tls=raw["tls"])


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
