"""A live app on a temporary folder, and a real Chromium that reaches nothing but it.

`live` starts the program as a person would (parent, worker, reserve) and yields its printed address; `page` is a
phone-sized page already let in by the launch address. Anything the browser asks of another host, and any error on its
console, fails the test that caused it.
"""

import contextlib
import re
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from tests.journey.keyboard import by_keys
from tests.journey.light_vault import start_light

from aftercare.model.settings import Device
from aftercare.usecases import device

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
SERVE = (
    "import sys, pathlib; from aftercare.web.parent import serve;"
    "serve(port=0, folder=pathlib.Path(sys.argv[1]), open_browser=False)"
)
QUIET = {"viewport": PHONE, "service_workers": "block"}
"""A phone without the worker, which would fetch the whole library beside every test; `test_offline` has it."""
PATIENCE = 60_000
"""Milliseconds until a step in the browser has failed: some take the passphrase twice, on a machine that is busy with
other tests. On an idle one none takes a tenth of this."""
expect.set_options(timeout=PATIENCE)
PASSPHRASE = "a lamp, a harbour and a mild wind"
BORN = 1990
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
        self.process.wait(PATIENCE / 1000)
        if self.process.stdout is not None:
            self.process.stdout.close()


def start_live(folder: Path, env: Mapping[str, str] | None = None) -> Live:
    """Start the program on `folder` and wait for its address."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Open http://127.0.0.1:"), line
    return Live(process, folder, line.removeprefix("Open ").strip())


def lasting_port() -> int:
    """A free port for a program that comes back to it: none that the system gives to anybody else meanwhile."""
    for _ in range(100):
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """The program, on an empty folder."""
    running = start_live(tmp_path / "journal")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh journal, made once and copied; its passphrase is PASSPHRASE."""
    folder = tmp_path_factory.mktemp("made") / "journal"
    start_light(folder, PASSPHRASE, birth_year=BORN, now=datetime.now(UTC)).lock()
    device.save(folder, Device(exit_explained=True))
    return folder


@pytest.fixture
def live_vault(tmp_path: Path, new_vault: Path) -> Iterator[Live]:
    """The program, on a locked journal."""
    shutil.copytree(new_vault, tmp_path / "journal")
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
    """One browser for the whole run; contexts keep the tests apart.

    The same Chromium without its window, toolbars and menus where it is installed: it takes a third less work. What
    concerns those, Back, a profile on the disk, an installed app, an authority taken in, is tested in the whole one.
    """
    browser = launch_chromium(playwright, shutil.which("chromium-headless-shell") or shutil.which("chromium"))
    yield browser
    browser.close()


def launch_chromium(playwright: Playwright, program: str | None) -> Browser:
    """As it comes, and so that Back may bring a page from the cache."""
    return playwright.chromium.launch(
        executable_path=program,
        headless=True,
        chromium_sandbox=False,
        args=CHROMIUM_ARGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )


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
        told_on_the_page = re.search(r"responded with a status of (403|422|429)", message.text)
        told_by_driver = message.text == "Service Worker registration blocked by Playwright"
        if message.type in ("error", "warning") and not told_on_the_page and not told_by_driver:
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
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    watch.on(context)
    first = context.new_page()
    first.goto(live.launch_address)
    first.close()
    yield context
    context.close()


def unlock(page: Page) -> None:
    """Type the passphrase on the first page."""
    page.fill("#phrase", PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.wait_for_selector("body[data-personal]")
    page.wait_for_load_state()  # scripts are in place from here on


@pytest.fixture
def open_page(chromium: Browser, live_vault: Live) -> Iterator[Page]:
    """A phone-sized page of an open journal, on home; errors and foreign requests fail the test."""
    seen = Watch(live_vault.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(live_vault.launch_address)
    unlock(page)
    yield page
    context.close()
    seen.check()


LOOKS = {f"{scheme}-{size}": (scheme, size) for size in ("phone", "desk") for scheme in ("light", "dark")}
"""Each scheme at each size."""


def in_turn(number: int) -> str:
    """The look in which axe reads a page: pages take turns; `python -m benchmarks looks` reads each in every look."""
    return list(LOOKS)[number % len(LOOKS)]


def look_at(page: Page, look: str) -> None:
    """Show the page as it stands in another scheme and size, with no colour halfway."""
    scheme, size = LOOKS[look]
    page.set_viewport_size(PHONE if size == "phone" else DESK)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => {"
        "for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();"
        "done() }))"
    )


AXE = Axe()
SEEN_AS_IT_STANDS = """() => {
  const key = `${innerWidth} ${location.hash} ${document.documentElement.outerHTML}`;
  const before = (window.readByAxe ??= new Set()).has(key);
  window.readByAxe.add(key);
  return [typeof axe !== "undefined", before];
}"""
FIND = """options => {
  const stuck = [...document.querySelectorAll("body *")].filter(one => getComputedStyle(one).position === "sticky");
  for (const one of stuck) one.style.position = "relative";
  return axe.run(document, options).then(found => {
    for (const one of stuck) {
      one.style.removeProperty("position");
      if (!one.getAttribute("style")) one.removeAttribute("style");
    }
    return found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)]);
  });
}"""
"""What sticks to the window's edge covers by turns all that is scrolled behind it: it is read where it stands."""


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line each; empty is good.

    A page that stands as it did at this width, only in other colours, is read for its colours alone: no other rule can
    find anything new.
    """
    page.wait_for_load_state()
    loaded, only_colours = page.evaluate(SEEN_AS_IT_STANDS)
    if not loaded:
        page.evaluate(AXE.axe_script)
    tags = {"type": "tag", "values": AXE_TAGS}
    rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]} if only_colours else tags
    found = page.evaluate(FIND, {"runOnly": rules, "resultTypes": ["violations"]})
    return [f"{rule}: {html[:160]}" for rule, nodes in found for html in nodes]


@pytest.fixture
def page(context: BrowserContext, live: Live) -> Page:
    """A page of that browser, on the first page."""
    page = context.new_page()
    page.goto(live.address + "/")
    return page


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Path:
    """A fresh journal for all of a file. A file that needs something in it, or none, makes its own."""
    folder = tmp_path_factory.mktemp("shared") / "journal"
    shutil.copytree(new_vault, folder)
    return folder


@pytest.fixture(scope="module")
def shared(shared_folder: Path) -> Iterator[Live]:
    """The one program of a file: each start and each unlocking takes its time."""
    running = start_live(shared_folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def seen(shared: Live) -> Watch:
    """What no page may do."""
    return Watch(shared.address)


@pytest.fixture(scope="module")
def phone(chromium: Browser, shared: Live, seen: Watch) -> Iterator[BrowserContext]:
    """A phone's browser in front of the open journal."""
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(shared.launch_address)
    unlock(page)
    page.close()
    yield context
    context.close()


@pytest.fixture
def place(phone: BrowserContext, seen: Watch) -> Iterator[Page]:
    """A fresh page; errors and foreign requests fail the test."""
    page = phone.new_page()
    yield page
    page.close()
    seen.check()


@pytest.fixture
def hands(place: Page) -> Page:
    """The same, at which only keys are pressed: each press of Tab is looked at (keyboard.py)."""
    by_keys(place)
    return place


@pytest.fixture
def plain_place(chromium: Browser, phone: BrowserContext) -> Iterator[Page]:
    """The same phone with scripts switched off."""
    context = chromium.new_context(**QUIET, java_script_enabled=False, storage_state=phone.storage_state())
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
