"""Answers only to its own name and port, so that a foreign name resolved to this machine reaches nothing."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from aftercare.web.security.nothing import nothing


class Hosts:
    """`allowed` are whole `Host` headers: name and port, compared exactly."""

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self.app = app
        self.allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            hosts = Request(scope).headers.getlist("host")
            if len(hosts) != 1 or hosts[0] not in self.allowed:
                await nothing()(scope, receive, send)
                return
        await self.app(scope, receive, send)
