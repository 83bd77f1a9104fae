"""Only the browser that was opened with the launch address gets in; other programs and users of the machine don't."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from aftercare.web.launch import LAUNCH_PATH, Launch
from aftercare.web.security.nothing import nothing


def _asks_to_be_let_in(scope: Scope) -> bool:
    """The launch address itself and nothing below it; only a GET, since it uses up a token."""
    path: str = scope["path"]
    token = path.removeprefix(LAUNCH_PATH)
    return scope["method"] == "GET" and path.startswith(LAUNCH_PATH) and token != "" and "/" not in token


class Launched:
    """Asks for the launch cookie and puts its id into `scope["launch_id"]`.

    Without it, a person who typed the address reads one neutral sentence; anything else gets the empty 404.
    """

    def __init__(self, app: ASGIApp, launch: Launch, sentence: str) -> None:
        self.app = app
        self.launch = launch
        self.sentence = sentence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _asks_to_be_let_in(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        launch_id = self.launch.launch_id(request.cookies.get(self.launch.launch_cookie))
        if launch_id is not None:
            scope["launch_id"] = launch_id
            await self.app(scope, receive, send)
        elif request.headers.get("sec-fetch-dest") == "document" and request.method == "GET":
            await PlainTextResponse(self.sentence + "\n", status_code=403)(scope, receive, send)
        else:
            await nothing()(scope, receive, send)
