"""One request, ready for a view: what was posted (token checked), who is in, and the ways to answer.

A view is a plain function from a Visit to a Response: read the form, call one use case, render.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from jinja2 import Environment
from starlette.responses import HTMLResponse, RedirectResponse, Response

from aftercare.usecases.device import has_vault
from aftercare.web.autolock import COUNTDOWN
from aftercare.web.forms import Posted
from aftercare.web.i18n import translations
from aftercare.web.launch import Launch
from aftercare.web.sessions import BrowserSession
from aftercare.web.state import AppState
from aftercare.web.static_files import WORKER_PATH
from aftercare.web.templating import UrlFor, environment
from aftercare.web.times import Times, goes_by_twelve, times_of


class Door(Enum):
    """Who may see a page."""

    OPEN = auto()
    """Anyone in a browser that was opened with the launch address; nothing personal on it."""
    UNLOCKED = auto()
    """Only with the vault open, in the browser that opened it."""


View = Callable[["Visit"], Response]
Refusal = Callable[["Visit", int, str | None], Response]
"""Takes the visit, the status and the sentence that says why (None for a bug of ours)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One line of the site map. `path` is opaque: it must not say what the page is about."""

    name: str
    path: str
    get: View | None = None
    post: View | None = None
    door: Door = Door.OPEN
    own_action: bool = True
    """A request here is the person's doing and puts off the auto-lock."""
    largest: int | None = None
    """Bytes of a posted body, on a page that takes a file; None: no more than any form needs."""
    offline: bool = False
    """May stay on the device, as it looks to everyone: the browser's worker keeps it, rendered as a shell."""
    takes: str | None = None
    """The one content type of a posted body that is no form; it comes to the view as `posted.file`."""
    needs_token: bool = True
    """A form sent here carries its token. False only where a page kept on the device, which has none, must do its
    work, and where another page that managed to send it would gain nothing."""
    refused: Refusal | None = None
    """A person may tell of a danger here: the answer where what was posted is not taken, which says that it was not
    kept and what can't wait all the same. None: the sentence alone will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """See the module docstring."""

    state: AppState
    page: Page
    url_for: UrlFor
    launch_id: str
    session: BrowserSession | None
    posted: Posted = field(default_factory=Posted)
    place: Mapping[str, str] = field(default_factory=dict)
    """The variable parts of the path."""
    pairing: str = field(default="", repr=False)
    """What a paired browser may write with; empty for any other."""
    exit_told: bool = False
    """This browser has shown what Exit does."""
    unfinished: bool = False
    """Screens after something noted in this browser, or a form that was not taken, were not ended with Done."""
    shell: bool = False
    """Rendered to be kept on the device: locked, with no form token, and with nothing of this browser."""

    @property
    def unlocked(self) -> bool:
        """The vault is open and this browser opened it."""
        return self.session is not None and self.state.vault is not None

    @property
    def open_token(self) -> str:
        """Form token for pages that need no vault: it outlives lock and unlock. None in what is kept on a device."""
        if self.shell:
            return ""
        return self.state.launch.sign("form", self.launch_id)

    @property
    def form_token(self) -> str:
        """Form token for this page's own forms."""
        if self.page.door is Door.UNLOCKED and self.session is not None:
            return self.session.form_key
        return self.open_token

    @property
    def times(self) -> Times:
        """How days and hours are said where no journal is open: by our own day."""
        device = self.state.device
        return times_of(device, self.state.now().date(), translations(device.language).gettext)

    @property
    def engine(self) -> Environment:
        """What makes pages in this device's language."""
        device = self.state.device
        return environment(device.language, self.url_for, twelve=goes_by_twelve(device))

    def render(self, template: str, *, status: int = 200, personal: bool = False, **values: object) -> Response:
        """A page. `personal`: it says something of the person although its door is open, so it covers itself too."""
        device = self.state.device
        personal = self.unlocked and (personal or self.page.door is Door.UNLOCKED)
        html = self.engine.get_template(template).render(
            device=device,
            form_token=self.form_token,
            open_token=self.open_token,
            unlocked=self.unlocked,
            personal=personal,
            shell=self.shell,
            leaving=self.state.launch.leaving_sign,
            worker=self.state.launch.prefix + WORKER_PATH if has_vault(self.state.launch.folder) else "",
            idle_seconds=device.auto_lock_minutes * 60,
            countdown=COUNTDOWN,
            **values,
        )
        return HTMLResponse(html, status_code=status)

    def go(self, name: str, **values: str) -> Response:
        """Go on to another page, which is then the one in the browser's history."""
        return RedirectResponse(self.url_for(name, **values), status_code=303)

    def set_cookie(self, response: Response, name: str, value: str) -> None:
        """HttpOnly, SameSite=Strict, for this run of the browser only."""
        set_cookie(response, self.state.launch, name, value)

    def expire_cookie(self, response: Response, name: str) -> None:
        """Take one of our cookies back."""
        self.set_cookie_for(response, name, "", seconds=0)

    def set_cookie_for(self, response: Response, name: str, value: str, *, seconds: int) -> None:
        """The same as `set_cookie`, for so long, also when the browser is closed meanwhile."""
        set_cookie(response, self.state.launch, name, value, seconds=seconds)


def set_cookie(response: Response, launch: Launch, name: str, value: str, *, seconds: int | None = None) -> None:
    """The one way a cookie of ours is set."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=launch.tls,
        path=launch.cookie_path,
    )
