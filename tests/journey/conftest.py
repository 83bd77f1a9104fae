"""A live app on a temporary folder, and a real Chromium that reaches nothing but it.

`live` starts the program as a person would (parent, worker, reserve) and yields its printed address; `page` is a
phone-sized page already let in by the launch address. Anything the browser asks of another host, and any error on its
console, fails the test that caused it.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, sync_playwright

CHROMIUM_ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost",
]
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
SERVE = "import sys, pathlib; from aftercare.web.parent import serve; serve(port=0, folder=pathlib.Path(sys.argv[1]), open_browser=False)"


@dataclass
class Live:
    """A running program."""

    process: subprocess.Popen[str]
    folder: Path
    launch_address: str

    @property
    def address(self) -> str:
        """Without the launch token."""
        return self.launch_address.split("/a/")[0]

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        self.process.terminate()
        self.process.wait(10)


def start_live(folder: Path) -> Live:
    """Start the program on `folder` and wait for its address."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Open http://127.0.0.1:"), line
    return Live(process, folder, line.removeprefix("Open ").strip())


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """The program, on an empty folder."""
    running = start_live(tmp_path / "journal")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One driver for the whole run."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One browser for the whole run; contexts keep the tests apart."""
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), headless=True, chromium_sandbox=False, args=CHROMIUM_ARGS
    )
    yield browser
    browser.close()


@dataclass
class Watch:
    """What a page did that it must not do."""

    own: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> None:
        """Look at every page of this context."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:", "about:")):
            self.strangers.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def check(self) -> None:
        """Fail with what was seen."""
        assert self.strangers == []
        assert self.errors == []


@pytest.fixture
def watch(live: Live) -> Iterator[Watch]:
    """Checked when the test ends; a test that expects an error clears `watch.errors` itself."""
    seen = Watch(live.address)
    yield seen
    seen.check()


@pytest.fixture
def context(chromium: Browser, live: Live, watch: Watch) -> Iterator[BrowserContext]:
    """A phone's browser, let in by the launch address."""
    context = chromium.new_context(viewport=PHONE)
    context.set_default_timeout(15_000)
    watch.on(context)
    first = context.new_page()
    first.goto(live.launch_address)
    first.close()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, live: Live) -> Page:
    """A page of that browser, on the first page."""
    page = context.new_page()
    page.goto(live.address + "/")
    return page
