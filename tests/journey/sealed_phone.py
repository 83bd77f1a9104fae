"""A phone that may write, and the program it loses: what the journeys of what is sealed in the page share.

One browser with a folder of its own, so that its files can be searched; the program keeps its port from start to start.
"""

import contextlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from tests.journey.conftest import CHROMIUM_ARGS, PATIENCE, PHONE, SERVE, Live, unlock

MARKER = "zanzibarlike"
"""Stands in what is noted; and in nothing that a browser keeps."""
LOG, DEVICES, LETTERS, FORGET = "/p/86", "/p/79", "/p/80", "/p/133"
OPEN_LOG, CHECK_IN, EDIT, TIMELINE = "/p/21", "/p/24", "/p/30", "/p/27"
WAITING = "Kept on this phone, not yet in the journal"


LETTERS_OF_PAGE = (
    "const script = [...document.scripts].find((one) => one.src.includes('/s/')).src;"
    "const letters = await import(`${script.match(/.*\\/s\\/[^/]+\\//)[0]}sealing/letters.js`);"
)
"""The page's own module for what waits."""


def until(page: Page, condition: str) -> None:
    """Wait for what the page's module says, on the page that is coming."""
    page.locator('script[src*="/s/"]').first.wait_for(state="attached")
    page.evaluate(
        f"async () => {{ {LETTERS_OF_PAGE} while (!({condition})) await new Promise((done) => setTimeout(done, 50)) }}"
    )


@dataclass
class Home:
    """The program's place: a folder and a port."""

    folder: Path
    port: int
    live: Live | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> str:
        """Returns the address that lets a browser in."""
        serve = SERVE.replace("port=0", f"port={self.port}")
        process = subprocess.Popen([sys.executable, "-c", serve, str(self.folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        line = process.stdout.readline().removeprefix("Open ").strip()
        self.live = Live(process, self.folder, line)
        return line

    def stop(self) -> None:
        if self.live is not None:
            self.live.stop()
        self.live = None

    @property
    def letters(self) -> int:
        return len(list((self.folder / "letterbox").glob("*.age")))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("sealed") / "journal"
    shutil.copytree(new_vault, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = Home(folder, port)
    yield place
    place.stop()


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def errors() -> list[str]:
    """What went wrong in a script of a page."""
    return []


@pytest.fixture(scope="module")
def browser(playwright: Playwright, profile: Path, home: Home, errors: list[str]) -> Iterator[BrowserContext]:
    """A phone that the open journal has let write; the program is then stopped."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        args=CHROMIUM_ARGS,
        viewport=PHONE,
    )
    context.set_default_timeout(PATIENCE)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto(home.start())
    unlock(page)
    page.goto(home.address + DEVICES)
    page.fill("#name", "My phone")
    page.get_by_role("button", name="Let this browser write").click()
    expect(page.get_by_text("This browser may write now")).to_be_visible()
    until(page, "await letters.paired() !== null")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.get_by_role("button", name="Lock").click()
    page.wait_for_selector("#phrase")
    home.stop()
    page.close()
    yield context
    with contextlib.suppress(Exception):
        context.close()


@pytest.fixture
def phone(browser: BrowserContext, errors: list[str]) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(
        "globalThis.askedToStay = 0; const ask = StorageManager.prototype.persist;"
        "StorageManager.prototype.persist = function () { askedToStay += 1; return ask.call(this) }"
    )
    yield page
    page.close()
    seen = errors.copy()
    errors.clear()
    assert seen == []


def waiting(page: Page) -> int:
    return int(page.evaluate(f"async () => {{ {LETTERS_OF_PAGE} return letters.count() }}"))


def open_log(page: Page, home: Home) -> None:
    page.goto(home.address + LOG)
    page.wait_for_load_state()
    expect(page.locator("#form")).to_be_visible()


def answer_all(phone: Page) -> set[str]:
    """No to everything, until it is noted; returns what was asked."""
    seen = set()
    phone.locator("#steps h1").first.wait_for()
    for _step in range(20):
        if phone.locator("#steps [data-do=done]").count():
            break
        if phone.locator("#lines").count():
            seen.add("lines")
            phone.get_by_role("button", name="What I ticked").click()
            expect(phone.get_by_role("alert")).to_contain_text("Tick what is so")
            phone.get_by_role("button", name="None of these").click()
        elif phone.get_by_role("button", name="I have read this").count():
            phone.get_by_role("button", name="I have read this").click()
        elif phone.locator("[data-so]").count():
            phone.get_by_role("button", name="No, not so").click()
        else:
            phone.locator("[data-answer=absent]").click()
    return seen


def unlock_again(page: Page, home: Home) -> None:
    """On a busy machine the program may take so long to answer that the front page comes from the phone."""
    for _ in range(20):
        page.goto(home.address + "/")
        if page.locator("#phrase").count():
            break
    unlock(page)
