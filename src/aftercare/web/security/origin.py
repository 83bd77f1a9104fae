"""Lets in what our own pages ask for, and people who type or follow an address; nothing that another page starts."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from aftercare.web.launch import LAUNCH_PATH
from aftercare.web.security.nothing import nothing

SAFE = ("GET", "HEAD")


class SameOrigin:
    """DESIGN 11: other than top-level navigations, a request needs `Sec-Fetch-Site: same-origin`.

    Where a browser does not send that header: an exact `Origin`, or for a GET our launch cookie (which is
    SameSite=Strict), or the launch address itself, whose token is the proof.
    """

    def __init__(self, app: ASGIApp, origins: frozenset[str], cookie: str) -> None:
        self.app = app
        self.origins = origins
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._allowed(Request(scope)):
            await nothing()(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _allowed(self, request: Request) -> bool:
        site = request.headers.get("sec-fetch-site")
        if request.method not in (*SAFE, "POST"):
            return False
        if site is not None:
            return site == "same-origin" or _top_level(request)
        origin = request.headers.get("origin")
        if origin is not None:
            return origin in self.origins
        if request.method not in SAFE:
            return False
        return self.cookie in request.cookies or request.url.path.startswith(LAUNCH_PATH)


def _top_level(request: Request) -> bool:
    """A person going to a page in a tab: a GET navigation into a document, not into a frame."""
    return (
        request.method in SAFE
        and request.headers.get("sec-fetch-mode") == "navigate"
        and request.headers.get("sec-fetch-dest") == "document"
    )
