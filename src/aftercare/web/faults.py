"""What a person sees when something can't be done, and what a developer sees when something broke.

A UserError shows its own sentence. Anything else is a bug: the person reads that it is ours, and standard error gets
the kind of error and the lines of code, never the message or a value, which could hold what they wrote.
"""

import sys
import traceback
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare.model.errors import UserError

ErrorPage = Callable[[Request, int, str | None], Awaitable[Response]]
"""Takes the request, the status and the UserError's sentence (None for a bug)."""


class Faults:
    """Turns exceptions of everything inside into pages."""

    def __init__(self, app: ASGIApp, page: ErrorPage) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except UserError as error:
            response = await self.page(Request(scope), error.status, error.sentence)
        except Exception as error:  # noqa: BLE001  this is the one place where bugs end
            report(error)
            response = await self.page(Request(scope), 500, None)
        else:
            return
        if not started:
            await response(scope, receive, send)


def report(error: BaseException) -> None:
    """Write where it broke, without values."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    sys.stderr.write("\n".join([f"A bug: {type(error).__name__}", *lines, ""]))
    sys.stderr.flush()
