"""A browser without a screen, for the benches of the pages: cookies, form tokens, forms, files, and the time of each.

Takes a way to ask the program; walks from page to page by the names of the site map. Every answer to a form is a
redirect to a page (web/posted_pages.py): both are timed, the form and the page it leads to. Never reads what a page
says, but for what its forms hold.
"""

import html
import http.client
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from aftercare.web.routes import url_for

TOKEN = re.compile(r'name="t" value="([^"]*)"')
BETWEEN = "----between-the-parts-of-a-form"
NAVIGATION = {
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
    "accept": "text/html",
}
Fields = Mapping[str, str | Iterable[str]]


@dataclass(frozen=True)
class Answer:
    """One answer, and the milliseconds from the request to its last byte."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ms: float

    @property
    def leads_to(self) -> str:
        """Where a redirect leads; empty for a page."""
        return next((value for name, value in self.headers if name.lower() == "location"), "")

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


Ask = Callable[[str, str, dict[str, str], bytes], Answer]
"""Method, path, headers, body."""


@contextmanager
def asking(address: str) -> Iterator[Ask]:
    """Over one connection that stays open, as a browser's; opened anew where the program closed it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)

    def ask(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        began = time.perf_counter()
        try:
            connection.request(method, path, body or None, headers)
            came = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            connection.close()
            began = time.perf_counter()
            connection.request(method, path, body or None, headers)
            came = connection.getresponse()
        read = came.read()
        return Answer(came.status, tuple(came.getheaders()), read, 1000 * (time.perf_counter() - began))

    yield ask
    connection.close()


@dataclass
class Walker:
    """See the module docstring."""

    ask: Ask
    cookies: dict[str, str] = field(default_factory=dict)
    page: str = ""
    """The page it stands on."""
    at: str = ""
    """Its path."""

    def go(self, path: str) -> Answer:
        """Open an address, and go on to where it leads; the answer is that of the last page alone."""
        answer = self._ask("GET", path)
        for _ in range(5):
            if not answer.leads_to:
                break
            path = urlsplit(answer.leads_to)._replace(scheme="", netloc="").geturl()
            answer = self._ask("GET", path)
        assert answer.status == 200, (path, answer.status)
        self.page, self.at = answer.text, path
        return answer

    def open(self, name: str, **place: str) -> Answer:
        """Open a page of the site map, or the one it leads on to."""
        return self.go(url_for(name, **place))

    def send(self, name: str, fields: Fields, *, file: bytes | None = None) -> Answer:
        """Send a form of the page it stands on, with its token; the answer to the form itself."""
        typed = [("t", self._token(url_for(name)))]
        for key, value in fields.items():
            typed += [(key, value)] if isinstance(value, str) else [(key, one) for one in value]
        body, kind = _encoded(typed, file)
        answer = self._ask("POST", url_for(name), body, {"content-type": kind, "content-length": str(len(body))})
        assert answer.status in (200, 303), (name, answer.status)
        return answer

    def follow(self, answer: Answer) -> Answer:
        """Go where the answer to a form leads."""
        assert answer.leads_to, "every answer to a form leads on"
        return self.go(urlsplit(answer.leads_to)._replace(scheme="", netloc="").geturl())

    def post(self, name: str, file: bytes | None = None, /, **fields: str | Iterable[str]) -> Answer:
        """Send a form and go where it leads; returns the answer to the form."""
        answer = self.send(name, fields, file=file)
        self.follow(answer)
        return answer

    def field(self, name: str) -> str:
        """What a field of the page holds: the first of the name within its main part."""
        found = re.search(rf'name="{re.escape(name)}"[^>]*? value="([^"]*)"', self.page.split("<main", 1)[1])
        assert found is not None, (self.at, name)
        return html.unescape(found[1])

    def _token(self, path: str) -> str:
        """Of the form that leads there; else of the first form of the main part."""
        form = self.page.find(f'action="{path}"')
        token = TOKEN.search(self.page, form if form >= 0 else self.page.find("<main"))
        assert token is not None, (self.at, path)
        return token[1]

    def _ask(self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None) -> Answer:
        sent = {**NAVIGATION, **(more or {})}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.ask(method, path, sent, body)
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        return answer


def _encoded(typed: list[tuple[str, str]], file: bytes | None) -> tuple[bytes, str]:
    """A form as browsers send it; with a file in parts."""
    if file is None:
        return urlencode(typed).encode(), "application/x-www-form-urlencoded"
    parts = [
        f'--{BETWEEN}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in typed
    ]
    head = f'--{BETWEEN}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
    head += "Content-Type: application/octet-stream\r\n\r\n"
    return b"".join([*parts, head.encode(), file, f"\r\n--{BETWEEN}--\r\n".encode()]), (
        f"multipart/form-data; boundary={BETWEEN}"
    )
