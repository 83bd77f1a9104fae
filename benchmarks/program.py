"""The program as a person starts it, and a Chromium in front of it, for the benches of the pages.

Takes a folder; gives a running program and browser contexts. What a page asks of any host is counted, so that a bench
can say that it asked nothing of another one. Never reads what is on a page.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry
from aftercare.model.settings import Device
from aftercare.model.wire import entry_to_json
from aftercare.usecases import device
from aftercare.usecases.start import start
from aftercare.usecases.ten_years import ten_years
from aftercare.vault.rows import EntryRow

PASSPHRASE = "six plain words for the bench"
TALL, SMALL = (360, 740), (360, 640)
PATIENCE = 60_000
"""Milliseconds until a step in the browser has failed."""
MILD = 2
OF_THE_ARC = frozenset({"tears", "mood_before", "mood_during", "mood_after", "mood_next_day", "pain"})
ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND,EXCLUDE 127.0.0.1,EXCLUDE localhost",
]
TURNED_OFF = ["--disable-back-forward-cache", "--enable-automation", "--disable-popup-blocking"]
"""What the driver would otherwise switch in Chromium and a person's has not."""
SERVE = (
    "import sys, pathlib; from aftercare.web.parent import serve;"
    "serve(port=0, folder=pathlib.Path(sys.argv[1]), open_browser=False)"
)


@dataclass(frozen=True)
class Program:
    """A running one. `launch` lets a browser in; `passphrase` opens its journal."""

    folder: Path
    launch: str
    passphrase: str = PASSPHRASE
    pid: int = 0
    """Of the process that was started; those it started itself are below it."""

    @property
    def address(self) -> str:
        """Without the launch token."""
        return self.launch.split("/a/")[0]


@dataclass
class Hosts:
    """How many requests went to which host, in all contexts it was told of."""

    asked: Counter[str] = field(default_factory=Counter)

    def watch(self, context: BrowserContext) -> None:
        """Count from now on; what never leaves the page (data:, about:, blob:) is none."""
        context.on("request", self._count)

    def _count(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "about", "blob"):
            self.asked[f"{address.hostname}:{address.port}"] += 1

    def strangers(self, *own: str) -> dict[str, int]:
        """Requests to any host that is none of our own addresses."""
        ours = {urlsplit(address).netloc for address in own}
        return {host: count for host, count in self.asked.items() if host not in ours}


def new_journal(folder: Path, *, years: bool, calm: bool = False) -> int:
    """A locked journal, with ten years in it or empty; returns the number of entries.

    `calm`: without what says that something must come first, so that experiments do not rest.
    """
    now = datetime.now(UTC)
    session = start(folder, PASSPHRASE, birth_year=1980, recovery=False, now=now).session
    entries = ten_years(catalogue(load_knowledge()), now.date()).entries if years else ()
    if calm:
        entries = tuple(calmed(entry) for entry in entries)
    with session._rows.changing():
        for entry in entries:
            session._rows.insert_entry(entry.id, EntryRow(entry_to_json(entry), waiting=False), entry.note)
    session.lock()
    device.save(folder, Device(exit_explained=True))
    return len(entries)


def calmed(entry: Entry) -> Entry:
    """Without the answers that raise signs of danger, but for tears, mood and pain, which stay mild."""
    measures = load_knowledge().measures
    kept = {
        name: min(value, MILD) if isinstance(value, int) and name in OF_THE_ARC else value
        for name, value in entry.values.items()
        if name in OF_THE_ARC or (name in measures and not measures[name].gives)
    }
    return replace(entry, values=kept, added=())


@contextmanager
def running(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[Program]:
    """The program, until the end of the block."""
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Program(folder, process.stdout.readline().removeprefix("Open ").strip(), passphrase, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE / 1000)
        process.stdout.close()


def chromium(driver: Playwright) -> Browser:
    """As a person's, with the back-forward cache on."""
    return driver.chromium.launch(
        executable_path=shutil.which("chromium"), chromium_sandbox=False, args=ARGS, ignore_default_args=TURNED_OFF
    )


def phone(browser: Browser, size: tuple[int, int] = SMALL) -> BrowserContext:
    """A phone's browser."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    return context


def unlock(page: Page, program: Program) -> None:
    """Type the passphrase on the first page, which is shown."""
    page.fill("#phrase", program.passphrase)
    page.get_by_role("button", name="Unlock").click()
    page.wait_for_selector("body[data-personal]")
    page.wait_for_load_state()
