"""What one start of the program fixes for all its workers: addresses, secrets, cookie names, signed tokens.

The parent makes a Launch and hands it to each worker over their private link, never by argument or environment,
where other programs of this machine could read it. Pure: chance comes in as an argument.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aftercare.model.reach import HTTPS, LOOPBACK
from aftercare.web.authority.kept import Kept

RandomHex = Callable[[int], str]
"""Takes a number of bytes, returns that many random bytes as hex (`secrets.token_hex`)."""

LAUNCH_PATH = "/a/"
_HTTP = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """One start of the program. `key` signs launch cookies and form tokens and dies with the parent."""

    folder: Path
    host: str
    port: int
    """As browsers see it: behind a proxy it is the proxy's."""
    key: str = field(repr=False)
    tls: bool = False
    prefix: str = ""
    """What stands before every path of ours when a proxy serves us under one of its own; no slash at its end."""
    kept: Kept | None = None
    """The certificate that the worker serves with on the home network."""

    @property
    def outside(self) -> bool:
        """Whether other devices reach it: then a browser is let in by a code that works once."""
        return self.host not in LOOPBACK

    @property
    def hosts(self) -> frozenset[str]:
        """Every `Host` header that is ours: name with port, exactly (DESIGN 11); browsers leave a usual port out."""
        names = {self.host} if self.outside else {self.host, *LOOPBACK}
        usual = self.port == (HTTPS if self.tls else _HTTP)
        return frozenset(name if usual else f"{name}:{self.port}" for name in names)

    @property
    def origins(self) -> frozenset[str]:
        """Every `Origin` that is ours."""
        scheme = "https" if self.tls else "http"
        return frozenset(f"{scheme}://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """The clean address, as one would type it."""
        usual = self.port == (HTTPS if self.tls else _HTTP)
        port = "" if usual else f":{self.port}"
        return f"{'https' if self.tls else 'http'}://{self.host}{port}{self.prefix}/"

    @property
    def cookie_path(self) -> str:
        """Cookies go to our own paths only."""
        return f"{self.prefix}/"

    @property
    def launch_cookie(self) -> str:
        """Cookies are not kept apart by port, so the port stands in the name; the name says nothing else."""
        return self._cookie("a")

    @property
    def session_cookie(self) -> str:
        """Name of the cookie that stands for an open vault."""
        return self._cookie("b")

    @property
    def device_cookie(self) -> str:
        """Name of the cookie by which a paired browser may leave entries while the vault is locked. It stays."""
        return self._cookie("c")

    @property
    def told_cookie(self) -> str:
        """Name of the cookie that says that this browser showed what Exit does. It stays, and says nothing else."""
        return self._cookie("d")

    @property
    def unfinished_cookie(self) -> str:
        """Name of the cookie that says that screens after something noted here were not ended, and nothing else."""
        return self._cookie("e")

    @property
    def leaving_cookie(self) -> str:
        """Name of the cookie that a page writes when Exit or Lock is asked for, so that no request is ahead of it."""
        return self._cookie("f")

    @property
    def leaving_sign(self) -> str:
        """That cookie as a script writes it: for this run of the browser, sent to our own paths only."""
        secure = "; Secure" if self.tls else ""
        return f"{self.leaving_cookie}=1; Path={self.cookie_path}; SameSite=Strict{secure}"

    def _cookie(self, letter: str) -> str:
        """Browsers take `__Host-` only for a whole name; under a path of it, `__Secure-` is the strictest there is."""
        strict = "" if not self.tls else "__Secure-" if self.prefix else "__Host-"
        return f"{strict}n{self.port}{letter}"

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
        kept = self.kept and {"pem": self.kept.pem, "until": self.kept.until.isoformat(), "new": self.kept.new}
        plain = {name: getattr(self, name) for name in ("host", "port", "key", "tls", "prefix")}
        return json.dumps({"folder": str(self.folder), "kept": kept, **plain})

    @staticmethod
    def from_json(text: str) -> "Launch":
        """The inverse of `to_json`."""
        raw = json.loads(text)
        folder, kept = Path(raw.pop("folder")), raw.pop("kept")
        if kept is not None:
            kept = Kept(kept["pem"], datetime.fromisoformat(kept["until"]), kept["new"])
        return Launch(folder=folder, kept=kept, **raw)


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
