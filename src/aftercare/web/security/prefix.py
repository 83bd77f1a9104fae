"""Behind a proxy under a path: takes our part off the front of each path, so that nothing behind it needs to know."""

from starlette.types import ASGIApp, Receive, Scope, Send

from aftercare.web.security.nothing import nothing


class Prefix:
    """`prefix` begins with a slash and ends without; a path that does not begin with it is not ours."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.prefix:
            path: str = scope["path"]
            if not path.startswith(self.prefix + "/"):
                await nothing()(scope, receive, send)
                return
            scope = {**scope, "path": path.removeprefix(self.prefix)}
        await self.app(scope, receive, send)
