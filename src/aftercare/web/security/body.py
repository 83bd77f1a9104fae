"""Refuses bodies larger than any form of ours, before and while they come in."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare.model.errors import TooLarge

FORM_LIMIT = 256 * 1024
"""Bytes. The longest form holds a note of 10,000 characters and a few hundred short fields."""


class BodyLimit:
    """Raises TooLarge, which the server turns into its page."""

    def __init__(self, app: ASGIApp, larger: Mapping[str, int] = MappingProxyType({})) -> None:
        """`larger`: limits in bytes for the paths that take files."""
        self.app = app
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.larger.get(scope["path"], FORM_LIMIT)
        announced = Request(scope).headers.get("content-length", "0")
        if not announced.isdigit() or int(announced) > limit:
            raise _too_large(limit)
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(limit)
            return message

        await self.app(scope, receive_counted, send)


def _too_large(limit: int) -> TooLarge:
    if limit > FORM_LIMIT:
        return TooLarge(f"Files up to {limit // 2**20} MB fit here. Take a larger one in on the command line.")
    return TooLarge(f"That is more than fits here ({limit // 1024} KiB). Shorten it, please.")
