"""What a browser reads that was not let in: one neutral page, or the empty 404.

One thing is answered more fully: a form with what a person noted, sent by a page of ours that an earlier start of the
program let in. Nothing of it is read or kept; that it was not, and the list of dangers with numbers, are said (SAFETY 2
and 4). Only a browser that still shows a cookie of ours gets that, so that the address alone tells nobody what is here.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from aftercare.web.danger_said import static_list
from aftercare.web.i18n import translations
from aftercare.web.launch import LAUNCH_PATH
from aftercare.web.security.nothing import nothing
from aftercare.web.state import AppState
from aftercare.web.templating import UrlFor, environment
from aftercare.web.visit import set_cookie

NOT_KEPT = "not_kept"


class Outside:
    """`heard`: the paths of forms in which a person may tell of a danger."""

    def __init__(self, state: AppState, url_for: UrlFor, heard: frozenset[str]) -> None:
        self.state = state
        self.url_for = url_for
        self.heard = heard

    def answer(self, request: Request) -> Response:
        """Whatever it asks for."""
        launch, method = self.state.launch, request.method
        if method == "POST" and request.scope["path"] in self.heard and self._was_let_in(request):
            # The page is fetched by an address, so that the browser has no form to keep with it.
            response = RedirectResponse(self.url_for(NOT_KEPT), status_code=303)
            set_cookie(response, launch, launch.unfinished_cookie, "1")
            return response
        if method != "GET" or request.headers.get("sec-fetch-dest") != "document":
            return nothing()
        there = self.url_for(NOT_KEPT).removeprefix(launch.prefix)
        if request.scope["path"] == there and launch.unfinished_cookie in request.cookies:
            return self._unheard()
        return self.page()

    def page(self, *, wrong: bool = False) -> Response:
        """What a person reads who typed the address. `wrong`: the code they gave doesn't hold."""
        device = self.state.device
        if not self.state.launch.outside:
            return PlainTextResponse(self._way_in() + "\n", status_code=403)
        template = environment(device.language, self.url_for).get_template("code.html")
        address = self.state.launch.prefix + LAUNCH_PATH
        return HTMLResponse(template.render(device=device, address=address, wrong=wrong), status_code=403)

    def _unheard(self) -> Response:
        device = self.state.device
        template = environment(device.language, self.url_for).get_template("not_heard.html")
        said = static_list(device.country)
        return HTMLResponse(template.render(device=device, way_in=self._way_in(), **said), status_code=403)

    def _way_in(self) -> str:
        return translations(self.state.device.language).gettext(
            "Start the program again, or open the address it printed when it started."
        )

    def _was_let_in(self, request: Request) -> bool:
        """By an earlier start. Nothing is opened by it: a browser that never was has none of these."""
        launch = self.state.launch
        return launch.launch_cookie in request.cookies or launch.device_cookie in request.cookies
