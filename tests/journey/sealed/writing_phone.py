"""A phone that may write, and the program it loses: what the journeys of what is sealed in the page share.

One browser with a folder of its own, so that its files can be searched; the program keeps its port from start to start.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journey.conftest import SERVE, Live, unlock

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


def let_write_and_lock(page: Page, home: Home, name: str) -> None:
    """The open journal lets this browser write, under that name; then it is locked."""
    page.goto(home.address + DEVICES)
    page.fill("#name", name)
    page.get_by_role("button", name="Let this browser write").click()
    expect(page.get_by_text("This browser may write now")).to_be_visible()
    until(page, "await letters.paired() !== null")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.get_by_role("button", name="Lock").click()
    page.wait_for_selector("#phrase")


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
