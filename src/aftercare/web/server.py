"""Puts the site map behind the guards: the ASGI application of one worker.

Takes an AppState; returns the application. The way of a request: guards (see `security`), then here: session, form
token, door, view. Never logs a request.
"""

import asyncio
from collections.abc import Mapping
from functools import partial
from io import BytesIO

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from aftercare.model.errors import Locked, UserError
from aftercare.web.faults import Faults
from aftercare.web.forms import Posted, Upload, read_posted
from aftercare.web.i18n import translations
from aftercare.web.launch import LAUNCH_PATH, same
from aftercare.web.link import Line, Say
from aftercare.web.outside import Outside
from aftercare.web.posted_pages import PostedPages
from aftercare.web.security.body import BodyLimit
from aftercare.web.security.headers import Headers
from aftercare.web.security.hosts import Hosts
from aftercare.web.security.launched import Launched, PairedBrowsers
from aftercare.web.security.leaving import Leaving
from aftercare.web.security.nothing import nothing
from aftercare.web.security.origin import SameOrigin
from aftercare.web.security.prefix import Prefix
from aftercare.web.sessions import BrowserSession
from aftercare.web.shell import SHELL_HEADER, Shell, asks_for_shell
from aftercare.web.state import AppState
from aftercare.web.static_files import MANIFEST_PATH, WORKER_PATH, static_files
from aftercare.web.templating import UrlFor, environment
from aftercare.web.uploads import read_with_file
from aftercare.web.visit import Door, Page, Refusal, View, Visit, set_cookie

TOKEN_FIELD = "t"  # noqa: S105  the name of a field


_METHODS = ("GET", "HEAD", "POST")


class StaleForm(UserError):
    """A form of another session, or a page that is not ours."""

    status = 403


def build_app(
    state: AppState, pages: tuple[Page, ...], url_for: UrlFor, larger: Mapping[str, int] | None = None
) -> ASGIApp:
    """The whole application for one worker. `larger`: body limits of the paths that take files."""
    environment(state.device.language, url_for)
    shell = Shell(state, pages, url_for)
    heard = {page.path: page.refused for page in pages if page.refused is not None}
    site = Site(state, url_for, shell, heard)
    routes = [Route(page.path, partial(site.answer, page), methods=_METHODS) for page in pages]
    routes.append(Route(LAUNCH_PATH, site.code, methods=_METHODS))
    routes.append(Route(LAUNCH_PATH + "{token}", site.launched, methods=_METHODS))
    routes.append(Route(WORKER_PATH, shell.worker, methods=_METHODS))
    routes.append(Route(MANIFEST_PATH, shell.manifest, methods=_METHODS))
    # Every method comes here, so that a wrong one is refused like everything else.
    routes.append(Route("/s/{digest}/{name:path}", static_files().serve, methods=_METHODS))
    app: ASGIApp = Router(routes, redirect_slashes=False, default=site.no_such_page)
    app = BodyLimit(app, larger or {})
    app = Faults(app, site.error_page)
    app = PostedPages(app, state, url_for, frozenset(heard))
    app = Leaving(app, state)
    app = Launched(app, state.launch, site.outside.answer, PairedBrowsers(state))
    app = SameOrigin(app, state.launch.origins, state.launch.launch_cookie)
    app = Hosts(app, state.launch.hosts)
    app = Prefix(app, state.launch.prefix)
    return Headers(app)


class Site:
    """The endpoints, around one AppState."""

    def __init__(self, state: AppState, url_for: UrlFor, shell: Shell, heard: Mapping[str, Refusal]) -> None:
        """`heard`: by path, what to answer where a person may tell of a danger and nothing is taken."""
        self.state = state
        self.url_for = url_for
        self.shell = shell
        self.heard = heard
        self.outside = Outside(state, url_for, frozenset(heard))

    async def answer(self, page: Page, request: Request) -> Response:
        """A page of the site map."""
        state = self.state
        state.lock_if_due()
        if asks_for_shell(request):
            return await self._kept_page(page, request)
        if state.left and request.method == "POST" and page.door is Door.OPEN:
            return self._ask_again(request)
        view = page.post if request.method == "POST" else page.get
        if view is None:
            return await self._no_page(request)
        visit = self._visit(page, request, await self._posted(page, request))
        if request.method == "POST" and (why := _not_taken(visit)) is not None:
            return await self._refuse(visit, why)
        if page.door is Door.UNLOCKED and not visit.unlocked:
            return visit.go("front")
        if page.own_action and (visit.session is not None or state.drafts.get(visit.launch_id) is not None):
            state.acted()
        try:
            response = await self._run(view, visit)
        except BaseException:
            if state.left:
                state.leave()
            raise
        if state.left:
            response.headers["connection"] = "close"
            response.background = BackgroundTask(state.leave)
        return response

    async def _refuse(self, visit: Visit, why: UserError) -> Response:
        """What the page says where it takes nothing; else the sentence alone."""
        if visit.page.refused is None:
            raise why
        return await run_in_threadpool(visit.page.refused, visit, why.status, why.sentence)

    async def _kept_page(self, page: Page, request: Request) -> Response:
        """A page as it may stay on the device: nobody's session, no form token, and no doing of the person's."""
        if request.method != "GET" or not page.offline or page.get is None:
            return nothing()
        place = {name: str(value) for name, value in request.path_params.items()}
        visit = Visit(  # noqa: S604  a page's shell, no command's
            state=self.state, page=page, url_for=self.url_for, launch_id="", session=None, place=place, shell=True
        )
        response = await run_in_threadpool(page.get, visit)
        response.headers[SHELL_HEADER] = self.shell.version()
        return response

    def _ask_again(self, request: Request) -> Response:
        """This worker has locked and is about to end: send what a kept-open connection still brings to the fresh one.

        307 keeps method and body, and the closed connection makes the browser open a new one, which is not ours.
        """
        again = self.state.launch.prefix + request.url.path
        return Response(status_code=307, headers={"location": again, "connection": "close"})

    async def _posted(self, page: Page, request: Request) -> Posted:
        """What was posted. A file is taken only where it is expected, and never while its page is locked."""
        if request.method != "POST":
            return Posted()
        if page.takes is not None:
            fits = request.headers.get("content-type") == page.takes
            return Posted(file=await _whole(request)) if fits else Posted()
        if page.largest is None:
            return await read_posted(request)
        locked = page.door is Door.UNLOCKED and (self._session(request) is None or self.state.vault is None)
        return Posted() if locked else await read_with_file(request)

    async def _run(self, view: View, visit: Visit) -> Response:
        """Pages of the open vault one at a time in its thread; the others beside it, so that none waits."""
        if visit.page.door is Door.UNLOCKED:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.state.journal_thread, view, visit)
        return await run_in_threadpool(view, visit)

    def _visit(self, page: Page, request: Request, posted: Posted) -> Visit:
        return Visit(
            state=self.state,
            page=page,
            url_for=self.url_for,
            launch_id=request.scope["launch_id"],
            session=self._session(request),
            posted=posted,
            place={name: str(value) for name, value in request.path_params.items()},
            pairing=request.cookies.get(self.state.launch.device_cookie, ""),
            exit_told=self.state.launch.told_cookie in request.cookies,
            unfinished=self.state.launch.unfinished_cookie in request.cookies,
        )

    def _session(self, request: Request) -> BrowserSession | None:
        return self.state.sessions.get(request.cookies.get(self.state.launch.session_cookie))

    async def launched(self, request: Request) -> Response:
        """The address that the program printed: swap its token for a cookie, and leave it behind."""
        token = request.path_params["token"]
        if request.method != "GET" or not await run_in_threadpool(self.state.parent.ask, Line(Say.REDEEM, token)):
            asks_again = self.state.launch.outside and request.headers.get("sec-fetch-dest") == "document"
            return self.outside.page(wrong=True) if asks_again else nothing()
        return self._let_in()

    async def code(self, request: Request) -> Response:
        """The code that the program shows, typed by hand: an installed app has no address bar to open it in."""
        if request.method != "POST":
            return nothing()
        typed = (await read_posted(request)).text("code")
        if not await run_in_threadpool(self.state.parent.ask, Line(Say.REDEEM, typed)):
            return self.outside.page(wrong=True)
        return self._let_in()

    def _let_in(self) -> Response:
        response = RedirectResponse(self.url_for("front"), status_code=303)
        launch = self.state.launch
        set_cookie(response, launch, launch.launch_cookie, launch.new_launch_cookie(self.state.random_hex))
        return response

    async def no_such_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An address of ours that isn't one: a kind page for people, nothing for the rest."""
        response = await self._no_page(Request(scope))
        await response(scope, receive, send)

    async def _no_page(self, request: Request) -> Response:
        if request.headers.get("sec-fetch-dest") != "document":
            return nothing()
        return await self.error_page(request, 404, "There is no such page.")

    async def error_page(self, request: Request, status: int, sentence: str | None) -> Response:
        """One sentence and the way back. Never a value, and nothing to a browser that was not let in."""
        if "launch_id" not in request.scope:
            return nothing()
        page = Page(name="error", path="")
        visit = self._visit(page, request, Posted())
        heard = self.heard.get(request.scope["path"]) if request.method == "POST" else None
        if heard is not None:
            return await run_in_threadpool(heard, visit, status, sentence)
        text = None if sentence is None else translations(self.state.device.language).gettext(sentence)
        return visit.render("error.html", status=status, sentence=text)


def _not_taken(visit: Visit) -> UserError | None:
    """Why nothing that was posted is taken; None when it is."""
    if visit.page.door is Door.UNLOCKED and not visit.unlocked:
        return Locked("It has locked meanwhile, so nothing was saved. Unlock and try again.")
    if visit.page.needs_token and not same(visit.posted.text(TOKEN_FIELD), visit.form_token):
        return StaleForm("This page is out of date. Open it again and repeat the last step, please.")
    return None


async def _whole(request: Request) -> Upload | None:
    """A body that is no form; None when the browser went away before it had come."""
    try:
        return Upload(BytesIO(await request.body()))
    except ClientDisconnect:
        return None
