"""Back, after Lock and after Exit: what a person who takes the phone can still see. The back-forward cache is on.

`python -m benchmarks.back_bench` opens a journal again and again, each time in two tabs that go through personal pages;
one of them locks or leaves, and in both Back is pressed: once, step by step, from the list of the button, or in a
hurry; at once or a moment later. That is a try each, a hundred in all. The eye (`back_seen`) must see the person's
words on those pages before, and nothing of them from the first Back on. A page of another program must come back from
the cache in each tab, or the try counts as failed. A letter that waits on the phone through all of it arrives whole.
"""

import http.server
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from aftercare.model.settings import Device
from aftercare.usecases import device
from aftercare.web.routes import url_for
from benchmarks import a_day
from benchmarks.a_day import Day, Typed
from benchmarks.back_seen import Sight, Tab, watch
from benchmarks.light_vault import start_light
from benchmarks.program import PASSPHRASE, Hosts, Program, chromium, phone, running, unlock

ROUNDS, TABS = 50, 2
CONTROLS = 3
"""A machine that is busy may be too slow to put a page away: the control may take so many turns."""
ENDS = ("lock", "exit")
"""Every other round locks, every other leaves."""
WALKS = ("once", "step by step", "from the list", "in a hurry")
NOTE, HALF, SEALED = "note of an entry", "note never saved", "note sealed without a network"
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
    walks: Counter[str] = field(default_factory=Counter)
    seen_before: Counter[str] = field(default_factory=Counter)
    """Of each personal page: how often the eye saw the person's words on it while the journal was open."""
    personal: list[str] = field(default_factory=list)
    """A line for each page that showed something of the person, or held it once it had come to rest."""
    kept_whole: int = 0
    """Tries in whose tab the control page came back from the cache."""
    not_kept: Counter[str] = field(default_factory=Counter)
    """Why the others' did not, in the browser's words."""
    looked_at: int = 0
    ours_kept: int = 0
    """Pages of ours that the browser brought back from its cache, covered, to be loaded anew."""
    letters: Counter[int] = field(default_factory=Counter)
    arrived: bool = False
    strangers: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many tries there were."""
        return sum(self.tries.values())

    @property
    def good(self) -> bool:
        """Nothing was shown, the eye could see, the cache was on in each try, and the letter waited and arrived."""
        clean = not self.personal and not self.strangers and self.looked_at >= self.count
        able = self.kept_whole == self.count and set(self.seen_before) == set(VISITS)
        return clean and able and set(self.letters) == {1} and self.arrived


@contextmanager
def keeper() -> Iterator[str]:
    """Another program's page, which a browser may keep whole."""

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
    yield f"http://127.0.0.1:{server.server_address[1]}/kept"
    server.shutdown()
    server.server_close()


def an_entry(day: Day) -> None:
    """The newest, opened from the timeline."""
    day.to("timeline")
    with day.page.expect_navigation():
        day.page.locator(".entry-line").first.click()


def half_filled(day: Day) -> None:
    """A form with words in it that were never saved."""
    day.to("log")
    day.unfold()
    day.page.fill("#f-note", day.typed.words[HALF])


def found(day: Day) -> None:
    """What a search brought."""
    day.to("search")
    day.page.fill("#words", day.typed.words[NOTE])
    day.press("Search")


def report(day: Day) -> None:
    """For the clinician, looked at first."""
    day.to("report")
    day.page.fill("#concern", day.typed.words["concern"])
    day.press("See it first")


def at(name: str) -> Callable[[Day], None]:
    """A page that is there by its address."""
    return lambda day: day.to(name)


VISITS: dict[str, Callable[[Day], None]] = {
    "entry": an_entry,
    "half-filled form": half_filled,
    "search": found,
    "own measures": at("own_measures"),
    "plan for heavy hours": at("safety_plan"),
    "report": report,
}
"""Personal pages, each with a word on it that the person typed."""


@dataclass
class Trying:
    """The phone, and what was typed into the journal."""

    context: BrowserContext
    program: Program
    other: str
    typed: Typed
    chance: random.Random
    tried: Tried = field(default_factory=Tried)

    def round(self, number: int) -> None:
        """Two tabs with personal pages behind them, one of them locks or leaves, Back in both."""
        end, turn = ENDS[number % 2], number // 2
        first, second = (self._tab() for _ in range(TABS))
        self._open(first.page)
        for tab in (first, second):
            self._go_through(tab)
        if self.chance.random() < 0.5:
            second.page.goto(self.other + "?3")
        tabs = [(first, f"{end}, same tab"), (second, f"{end}, other tab")]
        if self.chance.random() < 0.5:
            tabs.reverse()
        self._leave(first.page, end)
        for place, (tab, where) in enumerate(tabs):
            walk = WALKS[(turn + place) % len(WALKS)]
            self._try(tab, f"{where}, {walk}", walk)
            self.tried.tries[end] += 1
            self.tried.walks[walk] += 1
        first.page.goto(self.program.address + url_for("front"))
        self._judge([first.stands()], f"{end}, afterwards")
        first.page.goto(self.program.address + url_for("blank"))
        self.tried.letters[int(first.page.evaluate(WAITING))] += 1
        for tab in (first, second):
            tab.page.close()

    def _tab(self) -> Tab:
        """A new one, whose cache is shown to be on: another program's page comes back whole."""
        tab = Tab(self.context.new_page(), list(self.typed.words.values()))
        tab.page.goto(self.other + "?1")
        for _ in range(CONTROLS):
            tab.page.goto(self.other + "?2")
            if any(sight.from_cache for sight in tab.back()):
                self.tried.kept_whole += 1
                break
        else:
            self.tried.not_kept[" / ".join(tab.reasons) or "the browser says nothing"] += 1
        return tab

    def _open(self, page: Page) -> None:
        """Unlock, once the program is there again: until then the first page may be the one kept on the phone."""
        while not page.locator("#phrase").count():
            page.goto(self.program.address + "/")
        unlock(page, self.program)

    def _go_through(self, tab: Tab) -> None:
        day = Day(tab.page, self.program, self.typed)
        for name in self.chance.sample(sorted(VISITS), 3):
            VISITS[name](day)
            sight = tab.stands()
            assert sight.is_open, name
            assert sight.words, name
            self.tried.seen_before[name] += 1

    def _leave(self, page: Page, end: str) -> None:
        """By the button; somebody quick presses Back before the answer has come, somebody else a moment later."""
        if end == "exit" and self.chance.random() < 0.5:
            for _ in range(3):
                page.keyboard.press("Shift")
        else:
            page.get_by_role("button", name=end.capitalize(), exact=True).click(no_wait_after=True)
        time.sleep(self.chance.choice((0.0, 0.05, 0.2, 1.0)))

    def _try(self, tab: Tab, how: str, walk: str) -> None:
        if walk == "once":
            sights = tab.back()
        elif walk == "step by step":
            sights = [sight for _ in range(tab.entries()[0]) for sight in tab.back()]
        elif walk == "from the list":
            sights = tab.back(self.chance.choice((2, 3)))
        else:
            sights = tab.hurry_back(3, [self.chance.uniform(0, 0.08) for _ in range(3)])
        self._judge(sights, how)
        for entry in tab.entries()[1]:
            told = f"{entry['title']} {entry['url']}"
            if any(word in told for word in tab.typed):
                self.tried.personal.append(f"{how}: in the tab's history")

    def _judge(self, sights: list[Sight], how: str) -> None:
        for sight in sights:
            at_rest = sight.kind == "rest"
            self.tried.looked_at += at_rest
            ours = sight.address.startswith(self.program.address)
            self.tried.ours_kept += sight.from_cache and ours
            titled = ours and sight.title not in ("", Device().shown_name)
            if sight.personal or titled or (at_rest and sight.held):
                path = sight.address.removeprefix(self.program.address)
                words = len(sight.words) or len(sight.held)
                self.tried.personal.append(f"{how}: {sight.kind} {path}, open: {sight.is_open}, words: {words}")


def letter_pending(context: BrowserContext, browser: Browser, day: Day) -> None:
    """A journal with words in it; then an entry sealed on the phone, which from now on may write no more.

    So it reaches the program in every try, and still has to keep its letter.
    """
    day.page.goto(day.program.launch)
    unlock(day.page, day.program)
    for part in (a_day.log, a_day.own_measure, a_day.plan, a_day.pair, a_day.lock):
        part(day)
    a_day.sealed_offline(day, context)
    another = phone(browser)
    elsewhere = Day(another.new_page(), day.program, day.typed)
    elsewhere.page.goto(day.program.launch)
    unlock(elsewhere.page, day.program)
    elsewhere.to("devices")
    with elsewhere.page.expect_navigation():
        elsewhere.page.locator('button[name="revoke"]').click()
    a_day.lock(elsewhere)
    another.close()
    context.set_offline(False)
    day.page.close()


def arrives(day: Day) -> bool:
    """Let write again, the phone brings its letter, and the open journal shows its words."""
    while not day.page.locator("#phrase").count():
        day.to("front")
    unlock(day.page, day.program)
    a_day.pair(day)
    day.to("home")
    while day.page.evaluate(WAITING):
        day.page.wait_for_timeout(50)
    day.to("letters")
    day.press("Look")
    return day.typed.words[SEALED] in day.page.content()


def tried(browser: Browser, program: Program, rounds: int, chance: random.Random) -> Tried:
    """All of them."""
    context, typed, hosts = phone(browser), Typed(chance), Hosts()
    hosts.watch(context)
    for where in (HALF, "concern"):
        typed.word(where)
    letter_pending(context, browser, Day(context.new_page(), program, typed))
    with keeper() as other:
        watch(context, list(typed.words.values()))
        trying = Trying(context, program, other, typed, chance)
        for number in range(rounds):
            trying.round(number)
        trying.tried.strangers = hosts.strangers(program.address, other.removesuffix("/kept"))
    trying.tried.arrived = arrives(Day(context.new_page(), program, typed))
    context.close()
    return trying.tried


def main() -> int:
    """Print what was seen; 1 if anything personal was, or the control failed."""
    began = time.monotonic()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "journal")
        start_light(folder, PASSPHRASE, birth_year=1980, now=datetime.now(UTC)).lock()
        device.save(folder, Device(exit_explained=True))
        with running(folder) as program, sync_playwright() as driver:
            browser = chromium(driver)
            seen = tried(browser, program, rounds, random.Random(5))
            browser.close()
    told = ", ".join(f"{count} after {end}" for end, count in seen.tries.items())
    walks = ", ".join(f"{count} {walk}" for walk, count in seen.walks.items())
    print(f"back: {seen.count} tries ({told}; {walks}) in {time.monotonic() - began:.0f} s")
    before = ", ".join(f"{name} {count}" for name, count in seen.seen_before.items())
    print(f"words seen on personal pages before: {before}")
    print(f"showed something personal: {len(seen.personal)} of {seen.looked_at} pages looked at (promised: none)")
    for line in seen.personal[:10]:
        print(f"  {line}")
    print(f"control page came back from the cache: {seen.kept_whole} of {seen.count}; pages of ours: {seen.ours_kept}")
    for reasons, times in seen.not_kept.items():
        print(f"  not {times} times: {reasons}")
    letters = ", ".join(f"{held} in {times} rounds" for held, times in seen.letters.items())
    print(f"letters on the phone after lock or exit: {letters} (promised: 1 in all)")
    print(f"the letter arrived whole at last: {'yes' if seen.arrived else 'NO'}")
    print(f"requests to other hosts: {sum(seen.strangers.values())} (promised: none)")
    return 0 if seen.good else 1


if __name__ == "__main__":
    sys.exit(main())
