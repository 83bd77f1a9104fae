"""No page is the direct answer to a form: browsers write what was posted for it to the disk, to send it again.

Chromium keeps the fields of such a form, notes and passphrases that were shown among them, in the file it restores a
session from, as plain text. So the answer to a form that is a page waits here, in the worker's memory, and the browser
is sent to fetch it by an address that says nothing: the page's own and a number. It goes with lock and exit, and after
some minutes by itself. What was typed is in no address, and only the browser and the session it was made for get it.
"""

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare.web.state import AppState
from aftercare.web.templating import UrlFor

KEPT_FOR = timedelta(minutes=10)
HELD = 24
"""Pages at once, of all browsers: Back and a reload find the latest ones."""
GOES_ALONG = ("set-cookie", "connection", "clear-site-data")
"""Headers that have done their work once the redirect was read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that was made for a form."""

    at: datetime
    whose: tuple[str, str]
    """Launch id and session cookie."""
    response: Response = field(repr=False)


class PostedPages:
    """See the module docstring. Stands within what lets a browser in, around what turns errors into pages."""

    def __init__(self, app: ASGIApp, state: AppState, url_for: UrlFor, heard: frozenset[str]) -> None:
        """`heard`: the paths of forms in which a person may tell of a danger."""
        self.heard = heard
        self.app = app
        self.state = state
        self.url_for = url_for
        self._shown: dict[str, Shown] = {}
        self._number = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "launch_id" not in scope:
            await self.app(scope, receive, send)
        elif scope["method"] == "POST" and _wants_page(scope):
            await self._post(scope, receive, send)
        elif scope["method"] == "GET" and scope["query_string"]:
            await (self._waiting(scope) or self.app)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _post(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold back an answer that is a page; all others go their way as they come."""
        head: list[Message] = []
        body = bytearray()

        async def look(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                head.append(message)
            elif head and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._instead(scope, head[0], bytes(body))(scope, receive, send)
            else:
                await send(message)

        await self.app(scope, receive, look)

    def _instead(self, scope: Scope, head: Message, body: bytes) -> Response:
        raw: MutableSequence[tuple[bytes, bytes]] = head["headers"]
        page = Response(body, status_code=head["status"])
        page.raw_headers = [(name, value) for name, value in raw if name.decode() not in GOES_ALONG]
        if self.state.left and head["status"] < 400:
            page.raw_headers = list(raw)  # all has been said and locked: there is nobody left to ask again
            return page
        gone = "not_kept" if scope["path"] in self.heard else "locked_meanwhile"
        to = self.url_for(gone) if self.state.left else self._hold(scope, page)
        response = RedirectResponse(to, status_code=303)
        response.raw_headers += [(name, value) for name, value in raw if name.decode() in GOES_ALONG]
        return response

    def _hold(self, scope: Scope, page: Response) -> str:
        self._number += 1
        address = f"{scope['path']}?{self._number}"
        self._shown[address] = Shown(self.state.now(), self._whose(scope), page)
        while len(self._shown) > HELD:
            del self._shown[next(iter(self._shown))]
        return self.state.launch.prefix + address

    def _waiting(self, scope: Scope) -> Response | None:
        """The page that this browser was sent to fetch, if it is still held."""
        self.state.lock_if_due()
        if self.state.left:
            self._shown.clear()
        now = self.state.now()
        self._shown = {key: one for key, one in self._shown.items() if now - one.at <= KEPT_FOR}
        found = self._shown.get(f"{scope['path']}?{scope['query_string'].decode('latin-1')}")
        return found.response if found is not None and found.whose == self._whose(scope) else None

    def _whose(self, scope: Scope) -> tuple[str, str]:
        """The session cookie is in it only while it opens something."""
        try:
            cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            cookies = SimpleCookie()
        held = cookies.get(self.state.launch.session_cookie)
        session = self.state.sessions.get(held.value if held is not None else None)
        return scope["launch_id"], "" if session is None else session.id


def _wants_page(scope: Scope) -> bool:
    """A navigation; what scripts ask for says so by other headers."""
    headers = Headers(scope=scope)
    document = headers.get("sec-fetch-dest", "document") == "document"
    return document and "text/html" in headers.get("accept", "")


def _is_page(start: Message) -> bool:
    """HTML, and no redirect."""
    headers = MutableHeaders(raw=list(start["headers"]))
    return not 300 <= start["status"] < 400 and headers.get("content-type", "").startswith("text/html")
