"""What a browser may keep of us: the worker's script, the list of pages and files it keeps, and the manifest.

Takes the site map and the device's settings; returns the script and the manifest. A page that may be kept is marked
`offline` in the site map; the worker asks for it with SHELL_HEADER and gets it as everybody would see it, so that
nothing of a session can lie in a browser's cache. Nothing here reads a session or the vault.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids
from aftercare.model.settings import Device
from aftercare.web.i18n import translations
from aftercare.web.library_paths import page_number
from aftercare.web.made_files import made_languages, screening_name
from aftercare.web.security.nothing import nothing
from aftercare.web.state import AppState
from aftercare.web.static_files import STATIC_PATH, paper_colours, static_files
from aftercare.web.templating import UrlFor
from aftercare.web.visit import Page

SHELL_HEADER = "x-shell"
"""Only the worker sends it, with 1: a page from elsewhere can't add a header to what it asks of us. Our answer says in
it of which version the page is."""
PACKAGE = Path(__file__).parents[1]
WORKER_SOURCE = Path(__file__).with_name("shell_worker.js")
READ = (".py", ".html", ".js", ".css", ".yaml", ".json", ".mo", ".svg", ".png", ".woff2")
NOT_KEPT = (".png", ".webmanifest")
"""The system fetches icons itself when it installs; no page shows them."""
DIGITS = 12


def asks_for_shell(request: Request) -> bool:
    """Whether this is the worker, asking for a page to keep."""
    return request.headers.get(SHELL_HEADER) == "1"


class Shell:
    """See the module docstring; one for each worker process."""

    def __init__(self, state: AppState, pages: tuple[Page, ...], url_for: UrlFor) -> None:
        self.state = state
        self.pages = pages
        self.url_for = url_for

    def version(self) -> str:
        """A digest over all that a kept page is made of: program, knowledge, words, and this device's settings."""
        return _version(program_digest(), self.state.device)

    async def worker(self, request: Request) -> Response:
        """The worker's script. A changed version makes it another script, which is how a browser notices."""
        if request.method == "POST":
            return nothing()
        script = await run_in_threadpool(self.script)
        return Response(script, media_type="text/javascript", headers={"cache-control": "no-cache"})

    def script(self) -> str:
        """What to keep, then how."""
        prefix = self.state.launch.prefix
        keep = {
            "version": self.version(),
            "pages": [address for page in self.pages if page.offline for address in self._addresses(page)],
            "files": [prefix + address for address in kept_files(self.state.device.language)],
            "static": prefix + STATIC_PATH,
            "front": self.url_for("front"),
            "none": self.url_for("without_opening"),
        }
        return f"const KEEP = {json.dumps(keep)};\n{WORKER_SOURCE.read_text(encoding='utf-8')}"

    def _addresses(self, page: Page) -> Iterator[str]:
        if "{number}" in page.path:
            for page_id in page_ids(load_knowledge()):
                yield self.url_for(page.name, number=page_number(page_id))
        else:
            yield self.url_for(page.name)

    async def manifest(self, request: Request) -> Response:
        """What the system is told when the app is installed."""
        if request.method == "POST":
            return nothing()
        told = json.dumps(manifest(self.state.device, self.url_for), ensure_ascii=False)
        return Response(told, media_type="application/manifest+json", headers={"cache-control": "no-cache"})


def kept_files(language: str) -> list[str]:
    """The addresses of all files that pages in this language use."""
    files, other = static_files(), set(map(screening_name, made_languages())) - {screening_name(language)}
    return [files.address(name) for name in files.contents if Path(name).suffix not in NOT_KEPT and name not in other]


def manifest(device: Device, url_for: UrlFor) -> dict[str, object]:
    """Name, icons and shortcuts: all as neutral as the person has chosen them."""
    _ = translations(device.language).gettext
    root = url_for("front")
    address = _addresses_under(root)
    paper = paper_colours()["dark" if device.theme == "dark" else "light"]
    sizes = (("192", "192x192", "any"), ("512", "512x512", "any"), ("mask", "512x512", "maskable"))
    return {
        "id": root,
        "name": device.shown_name,
        "short_name": device.shown_name,
        "lang": device.language,
        "start_url": root,
        "scope": root,
        "display": "standalone",
        "theme_color": paper,
        "background_color": paper,
        "icons": [
            {"src": address(f"icons/{device.icon}-{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
            for name, size, purpose in sizes
        ],
        "shortcuts": [
            {
                "name": name,
                "url": url_for(page),
                "icons": [{"src": address(f"icons/{sign}-96.png"), "sizes": "96x96", "type": "image/png"}],
            }
            for name, page, sign in ((_("Write"), "locked_log", "write"), (_("Now"), "right_now", "now"))
        ],
    }


def _addresses_under(root: str) -> Callable[[str], str]:
    return lambda name: root.removesuffix("/") + static_files().address(name)


@lru_cache(maxsize=4)
def _version(program: str, device: Device) -> str:
    return hashlib.sha256(f"{program}\n{device!r}".encode()).hexdigest()[:DIGITS]


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Over every file of the program and its knowledge: whatever changes, kept pages are taken anew."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.suffix in READ):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
