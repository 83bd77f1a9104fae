"""Only the browser that was opened with the launch address gets in, or one that the journal knows.

Other programs and users of the machine don't, nor other people on the network.
"""

from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aftercare.model.errors import UserError
from aftercare.usecases.letter_in import writer_of
from aftercare.web.launch import LAUNCH_PATH, Launch
from aftercare.web.state import AppState
from aftercare.web.static_files import static_files
from aftercare.web.throttle import LetterRate
from aftercare.web.visit import set_cookie

OUTSIDE_STYLE = "code.css"
"""The one file that the page which asks for a code needs."""


class Outsider(Protocol):
    """Answers a browser that was not let in."""

    def __call__(self, request: Request) -> Response:
        """It says nothing of what is here."""


class PairedBrowsers:
    """Browsers that may write while the journal is locked: the folder knows them, whenever the program was started."""

    def __init__(self, state: AppState) -> None:
        self.state = state
        # Tokens have 256 random bits; this only keeps a stranger from making us read the folder without end.
        self._tries = LetterRate()

    def knows(self, request: Request) -> bool:
        """Whether it shows a token whose hash is in the folder. Compared in constant time, a few times a minute."""
        pairing = request.cookies.get(self.state.launch.device_cookie)
        peer = request.client.host if request.client else ""
        if not pairing or not self._tries.allow(peer, self.state.reading().steady):
            return False
        try:
            return writer_of(self.state.launch.folder, pairing) is not None
        except UserError:  # the list of devices is damaged: the launch address still lets in
            return False


class Launched:
    """Asks for the launch cookie and puts its id into `scope["launch_id"]`; a paired browser is given a fresh one.

    Without it, a person who typed the address reads one neutral page; anything else gets the empty 404, but for the
    form of one of our pages that this start no longer knows (see `outside`).
    """

    def __init__(self, app: ASGIApp, launch: Launch, outsider: Outsider, paired: PairedBrowsers) -> None:
        self.app = app
        self.launch = launch
        self.outsider = outsider
        self.paired = paired
        self.style = static_files().address(OUTSIDE_STYLE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._asks_to_be_let_in(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        launch_id = self.launch.launch_id(request.cookies.get(self.launch.launch_cookie))
        if launch_id is not None:
            scope["launch_id"] = launch_id
            await self.app(scope, receive, send)
        elif await run_in_threadpool(self.paired.knows, request):
            # The same for all that a page asks at once: another each time would outdate the form that came before it.
            known = self.launch.sign("paired", request.cookies[self.launch.device_cookie])
            fresh = self.launch.new_launch_cookie(lambda size: known[: 2 * size])
            scope["launch_id"] = self.launch.launch_id(fresh)
            await self.app(scope, receive, self._giving(fresh, send))
        else:
            answer = await run_in_threadpool(self.outsider, request)
            await answer(scope, receive, send)

    def _asks_to_be_let_in(self, scope: Scope) -> bool:
        """The launch address itself and nothing below it; only a GET, since it uses up a token. Or a typed code."""
        path, method = scope["path"], scope["method"]
        if self.launch.outside and (method, path) in (("POST", LAUNCH_PATH), ("GET", self.style)):
            return True
        token = path.removeprefix(LAUNCH_PATH)
        return method == "GET" and path.startswith(LAUNCH_PATH) and token != "" and "/" not in token

    def _giving(self, cookie: str, send: Send) -> Send:
        """Send the answer with the fresh launch cookie beside its own."""
        carrier = Response()
        set_cookie(carrier, self.launch, self.launch.launch_cookie, cookie)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", carrier.headers["set-cookie"])
            await send(message)

        return send_with_cookie
