"""Locks before anything is answered to a browser that has said Exit or Lock, whichever of its requests comes first.

Exit and Lock send their own request without waiting, and somebody may press Back in the same moment: then the page
from before could be asked for first. So the page also leaves a sign in a cookie, which stands on every request from
that very step on. Takes the application behind it; the sign opens nothing and is taken back with the first answer.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare.web.state import AppState
from aftercare.web.views.leaving import CLEAR_CACHE
from aftercare.web.visit import set_cookie


class Leaving:
    """See the module docstring."""

    def __init__(self, app: ASGIApp, state: AppState) -> None:
        self.app = app
        self.state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cookies = Request(scope).cookies if scope["type"] == "http" else {}
        launch = self.state.launch
        if launch.leaving_cookie not in cookies:
            await self.app(scope, receive, send)
            return
        if self.state.sessions.get(cookies.get(launch.session_cookie)) is None:
            await self.app(scope, receive, self._taking_back(send, locked=False))
            return
        try:
            await run_in_threadpool(self.state.lock)
            await self.app(scope, receive, self._taking_back(send, locked=True))
        finally:
            self.state.leave()

    def _taking_back(self, send: Send, *, locked: bool) -> Send:
        carrier, launch = Response(), self.state.launch
        for name in (launch.leaving_cookie, launch.session_cookie) if locked else (launch.leaving_cookie,):
            set_cookie(carrier, launch, name, "", seconds=0)

        async def send_and_take_back(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for cookie in carrier.headers.getlist("set-cookie"):
                    headers.append("set-cookie", cookie)
                if locked:
                    headers["connection"] = "close"
                    headers["clear-site-data"] = CLEAR_CACHE
            await send(message)

        return send_and_take_back
