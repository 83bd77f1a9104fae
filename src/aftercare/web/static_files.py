"""The few files a page needs besides itself, read once. Only the names found here exist."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from aftercare.web.made_files import made_digest, with_made
from aftercare.web.security.nothing import nothing

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Only these kinds are served; the licence texts beside the fonts are not."""
TEXTS = (".css", ".js", ".json", ".svg", ".webmanifest")
"""Packed for the way. The others are packed in themselves. Pages never are: they hold form tokens."""
FOR_A_YEAR = "private, max-age=31536000, immutable"
STATIC_PATH = "/s/"
WORKER_PATH = "/w.js"
"""The browser's worker: at the root, so that it may answer for every page of ours."""
MANIFEST_PATH = "/m.json"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """File contents by path, and a digest over them all that stands in their address."""

    contents: Mapping[str, bytes]
    digest: str
    _packed: dict[str, bytes] = field(default_factory=dict, repr=False)

    def address(self, name: str) -> str:
        """Where a page finds the file; KeyError for a file that isn't there."""
        assert name in self.contents, name
        return f"{STATIC_PATH}{self.digest}/{name}"

    async def serve(self, request: Request) -> Response:
        """One file. It may be cached: nothing in it is personal, and Lock clears the cache."""
        name = request.path_params["name"]
        if request.method == "POST" or request.path_params["digest"] != self.digest or name not in self.contents:
            return nothing()
        suffix = Path(name).suffix
        headers = {"cache-control": FOR_A_YEAR}
        content = self.contents[name]
        if suffix in TEXTS:
            headers["vary"] = "Accept-Encoding"
            if takes_gzip(request.headers):
                headers["content-encoding"] = "gzip"
                content = self.packed(name)
        return Response(content, media_type=TYPES[suffix], headers=headers)

    def packed(self, name: str) -> bytes:
        """The file by gzip, packed at its first use; no time stands in it, so it is always the same."""
        if name not in self._packed:
            self._packed[name] = gzip.compress(self.contents[name], 9, mtime=0)
        return self._packed[name]


def takes_gzip(headers: Headers) -> bool:
    """Whether the browser said that it can unpack gzip."""
    for part in headers.get("accept-encoding", "").lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() == "gzip":
            return quality.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


@lru_cache(maxsize=1)
def static_files() -> StaticFiles:
    """Read them all."""
    found = sorted(path for path in FOLDER.rglob("*") if path.suffix in TYPES)
    contents = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in found}
    digest = hashlib.sha256(b"\0".join(name.encode() + b"\0" + data for name, data in contents.items()))
    digest.update(made_digest().encode())
    return StaticFiles(with_made(contents), digest.hexdigest()[:12])


@lru_cache(maxsize=1)
def paper_colours() -> dict[str, str]:
    """The colour of the page, light and dark, as the style sheet has it."""
    css = static_files().contents["tokens.css"].decode()
    light, dark = re.findall(r"--paper: (#[0-9a-f]{6})", css)[:2]
    return {"light": light, "dark": dark}
