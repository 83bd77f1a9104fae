"""The few files a page needs besides itself, read once. Only the names found here exist."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from aftercare.web.security.nothing import nothing

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
"""Only these kinds are served; the licence texts beside the fonts are not."""
FOR_A_YEAR = "private, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """File contents by path, and a digest over them all that stands in their address."""

    contents: dict[str, bytes]
    digest: str

    def address(self, name: str) -> str:
        """Where a page finds the file; KeyError for a file that isn't there."""
        assert name in self.contents, name
        return f"/s/{self.digest}/{name}"

    async def serve(self, request: Request) -> Response:
        """One file. It may be cached: nothing in it is personal, and Lock clears the cache."""
        name = request.path_params["name"]
        if request.method == "POST" or request.path_params["digest"] != self.digest or name not in self.contents:
            return nothing()
        kind = TYPES[Path(name).suffix]
        return Response(self.contents[name], media_type=kind, headers={"cache-control": FOR_A_YEAR})


@lru_cache(maxsize=1)
def static_files() -> StaticFiles:
    """Read them all."""
    found = sorted(path for path in FOLDER.rglob("*") if path.suffix in TYPES)
    contents = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in found}
    digest = hashlib.sha256(b"\0".join(name.encode() + b"\0" + data for name, data in contents.items()))
    return StaticFiles(contents, digest.hexdigest()[:12])
