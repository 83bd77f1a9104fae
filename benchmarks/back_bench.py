"""Back, after Lock and after Exit: what a person who takes the phone can still see. The back-forward cache is on.

`python -m benchmarks.back_bench` opens a journal with a word in it, goes through personal pages, locks or leaves, and
goes Back through all of them, a hundred times in turn: at once or a moment later, from the locked page, from a page of
somebody else, and with the lock made in another tab. Each page that shows itself on the way is looked at when the
browser says that it is shown. A page of another program comes back from the cache each time, or the try counts as
failed. A letter that waits on the phone is there before and after.
"""

import http.server
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, sync_playwright

from aftercare.web.routes import url_for
from benchmarks import a_day
from benchmarks.a_day import Day, Typed
from benchmarks.program import Hosts, Program, chromium, new_journal, phone, running, unlock

TRIES = 100
WAYS = ("lock", "exit", "lock in another tab", "exit in another tab")
"""Every other try locks, every other leaves."""
PERSONAL = ("timeline", "calendar", "log", "home")
SAY = "back:"
"""How a page tells the bench what it shows; in the console, which no page of ours writes to."""
SHOWN = """(word) => addEventListener("pageshow", (event) => {
  const body = document.body;
  const open = "personal" in body.dataset && !document.documentElement.classList.contains("covered");
  const seen = body.innerText.includes(word) && !document.documentElement.classList.contains("covered");
  console.debug("back:" + JSON.stringify([event.persisted, open, seen, location.pathname]));
}, true)"""
WAITING = """() => new Promise((done) => {
  const open = indexedDB.open("n");
  open.onsuccess = () => {
    const ask = open.result.transaction("waiting").objectStore("waiting").count();
    ask.onsuccess = () => { open.result.close(); done(ask.result) };
  };
})"""


@dataclass
class Tried:
    """What came of the tries."""

    tries: Counter[str] = field(default_factory=Counter)
    personal: list[str] = field(default_factory=list)
    """A line for each page that showed something of the person."""
    kept_whole: int = 0
    """Tries in which the control page came back from the cache."""
    looked_at: int = 0
    letters: Counter[int] = field(default_factory=Counter)
    strangers: dict[str, int] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Nothing was shown, the cache was on in each try, and the letter was there after each."""
        count = sum(self.tries.values())
        letters = set(self.letters) <= {1}
        return not self.personal and not self.strangers and self.kept_whole == count and letters and self.looked_at > 0


@contextmanager
def keeper() -> Iterator[str]:
    """Another program's pages, which a browser may keep whole."""

    class Kept(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"<!doctype html><title>x</title><p>kept</p>"
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Kept)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@dataclass
class Trying:
    """The phone, and the word that stands on its personal pages."""

    context: BrowserContext
    program: Program
    other: str
    word: str
    chance: random.Random
    tried: Tried = field(default_factory=Tried)
    shown: list[str] = field(default_factory=list)

    def one(self, way: str) -> None:
        """One try, on a page of its own."""
        page = self.context.new_page()
        page.on("console", self._heard)
        self._control(page)
        page.goto(self.program.address + "/")
        if page.locator("#phrase").count():
            unlock(page, self.program)
        visited = self.chance.sample(PERSONAL, 3)
        for name in visited:
            page.goto(self.program.address + url_for(name))
        if "timeline" in visited:
            assert self.shown, "the control: pages say what they show"
        self._leave(page, way)
        self._go_back(page, way, steps=len(visited) + 1)
        self.tried.tries[way.split()[0]] += 1
        self.tried.letters[self._letters(page)] += 1
        page.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.text.startswith(SAY):
            self.shown.append(message.text.removeprefix(SAY))

    def _control(self, page: Page) -> None:
        """The cache is on: another program's page comes back whole."""
        page.goto(self.other + "/one")
        page.goto(self.other + "/two")
        self.shown.clear()
        self._back(page)
        self.tried.kept_whole += any(line.startswith("[true") for line in self.shown)

    def _leave(self, page: Page, way: str) -> None:
        from_page = page
        if "another" in way:
            page.goto(self.other + "/three")
            from_page = self.context.new_page()
            from_page.goto(self.program.address + url_for("home"))
        button = "Exit" if way.startswith("exit") else "Lock"
        if "another" in way:
            with from_page.expect_navigation():
                from_page.get_by_role("button", name=button, exact=True).click()
            from_page.close()
        else:
            from_page.get_by_role("button", name=button, exact=True).click(no_wait_after=True)
            # Somebody quick presses Back before the answer has come; somebody else a moment later.
            time.sleep(self.chance.choice((0.05, 0.2, 0.6)))
        self.shown.clear()

    def _go_back(self, page: Page, way: str, *, steps: int) -> None:
        for _ in range(steps):
            self._back(page)
        seen = [line for line in self.shown if not line.endswith('"/one"]')]
        self.tried.looked_at += len(seen)
        self.tried.personal += [f"{way}: {line}" for line in seen if ",true," in line]
        html = page.content()
        if self.word in html or "data-personal" in html:
            self.tried.personal.append(f"{way}: stands at {page.url.removeprefix(self.program.address)}")

    def _back(self, page: Page) -> None:
        """One step, and until the page that comes has said what it shows."""
        before = len(self.shown)
        page.evaluate("() => { setTimeout(() => history.back(), 0) }")
        for _ in range(40):
            page.wait_for_timeout(25)
            if len(self.shown) > before:
                break

    def _letters(self, page: Page) -> int:
        page.goto(self.program.address + url_for("blank"))
        return int(page.evaluate(WAITING))


def letter_pending(context: BrowserContext, program: Program, typed: Typed) -> None:
    """An entry with a word on the timeline; then one sealed on the phone, which finds no way to the program."""
    page = context.new_page()
    page.goto(program.launch)
    unlock(page, program)
    day = Day(page, program, typed)
    a_day.log(day)
    a_day.pair(day)
    context.route("**" + url_for("letterbox"), lambda route: route.abort())
    a_day.lock(day)
    a_day.sealed_offline(day, context)
    context.set_offline(False)
    page.close()


def tried(context: BrowserContext, program: Program, tries: int, chance: random.Random) -> Tried:
    """All of them. The search word is that of an entry that was logged on the way."""
    typed, hosts = Typed(chance), Hosts()
    hosts.watch(context)
    letter_pending(context, program, typed)
    word = typed.words["note of an entry"]
    with keeper() as other:
        context.add_init_script(f"({SHOWN})('{word}')")
        trying = Trying(context, program, other, word, chance)
        for number in range(tries):
            trying.one(WAYS[number % len(WAYS)])
        trying.tried.strangers = hosts.strangers(program.address, other)
    return trying.tried


def main() -> int:
    """Print what was seen; 1 if anything personal was, or the control failed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "journal")
        new_journal(folder, years=False)
        with running(folder) as program, sync_playwright() as driver:
            browser = chromium(driver)
            seen = tried(phone(browser), program, TRIES, random.Random(5))
            browser.close()
    told = ", ".join(f"{count} after {way}" for way, count in seen.tries.items())
    count = sum(seen.tries.values())
    print(f"back: {count} tries ({told}), {seen.looked_at} pages shown on the way")
    print(f"showed something personal: {len(seen.personal)} (promised: none)")
    for line in seen.personal[:10]:
        print(f"  {line}")
    print(f"control page came back from the cache: {seen.kept_whole} of {count}")
    letters = ", ".join(f"{held} in {times} tries" for held, times in seen.letters.items())
    print(f"letters waiting on the phone afterwards: {letters} (promised: 1 in all)")
    print(f"requests to other hosts: {sum(seen.strangers.values())} (promised: none)")
    return 0 if seen.good else 1


if __name__ == "__main__":
    sys.exit(main())
