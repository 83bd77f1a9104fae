"""How fast and how heavy each page is with ten years of journal; when home can be used on a slow phone.

`python -m benchmarks.pages_bench` opens a journal of ten years, brings what state it can (an entry, a pattern and a day
chosen, a question, a check, a report), and fetches every page of the site map that can be fetched, over one connection
that stays open. The time is the whole way, measured at the client; nothing is subtracted. The weight of a page is what
it and everything it loads weighs as sent: scripts and styles packed, pages never. Then home is opened in Chromium with
the processor slowed four times. Last, the pages that need more than an address are brought their state as a person
brings it (pages_walk.py), and every form is timed with them.
"""

import gzip
import http.client
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from aftercare.web.routes import PAGES, url_for
from benchmarks.pages_walk import LEAD_ON, SLOW_ON_PURPOSE, Meter, walked
from benchmarks.program import Hosts, Program, chromium, new_journal, phone, running, unlock

TIMES = 9
PROMISED_MS, PROMISED_KB, PROMISED_HOME = 20, 150, 1_000
SLOWER = 4
DOWNLOADS = frozenset({"fetch", "authority"})
"""Files, no pages."""
SEALING = "sealing/age.js"
FIRST_PAGE = {"library_page": "1"}
"""A value for the variable part of a path."""
READY = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [page.responseEnd, paint ? paint.startTime : NaN, page.domInteractive, page.domContentLoadedEventEnd];
}"""


@dataclass(frozen=True)
class Weighed:
    """One page as sent."""

    name: str
    ms: float
    html: int
    packed: int
    """Bytes of the page, were it packed."""
    files: int
    seals: bool

    @property
    def kilobytes(self) -> float:
        """Of all of it, the page itself packed as the promise says."""
        return (self.packed + self.files) / 1000


def addresses() -> dict[str, str]:
    """Every page of the site map that a browser can open by its address: complete by construction."""
    return {
        page.name: url_for(page.name, **({"number": FIRST_PAGE[page.name]} if "{" in page.path else {}))
        for page in PAGES
        if page.get is not None and page.name not in DOWNLOADS
    }


def bring_state(page: Page, program: Program) -> None:
    """So that pages which show what was chosen have something to show."""
    to = program.address

    def press(css: str) -> None:
        with page.expect_navigation():
            page.locator(css).first.click()

    page.goto(to + url_for("timeline"))
    press(".entry-line.encounter")
    page.goto(to + url_for("patterns"))
    press(".card-button")
    page.goto(to + url_for("my_check"))
    page.fill("#words", "Deep pain during sex for months")
    press("form .btn.wide")
    page.goto(to + url_for("report"))
    page.fill("#concern", "Tears that come from nowhere")
    press("form .btn.wide")
    page.goto(to + url_for("library"))
    page.fill("#q-large", "why do I cry")
    press("form[role=search] button")
    page.goto(to + url_for("calendar"))
    press("table button")
    page.goto(to + url_for("timeline"))
    press(".pages button")


@contextmanager
def kept_open(program: Program) -> Iterator[http.client.HTTPConnection]:
    """A connection of the same browser, as far as the program can tell: its cookies go with each request."""
    connection = http.client.HTTPConnection(urlsplit(program.address).netloc, timeout=60)
    yield connection
    connection.close()


def timed(connection: http.client.HTTPConnection, headers: dict[str, str], path: str) -> tuple[float, int, bytes]:
    """Milliseconds from the request to the last byte; status; body."""
    began = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    return 1000 * (time.perf_counter() - began), answer.status, body


def weigh(context: BrowserContext, program: Program, names: dict[str, str]) -> tuple[list[Weighed], list[str]]:
    """Each page that is there; and the names of those that lead on, because nothing was brought for them."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    headers = {
        "Cookie": cookies,
        "Sec-Fetch-Site": "same-origin",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
        "Accept": "text/html",
    }
    found, leading = [], []
    with kept_open(program) as connection:
        for name, path in names.items():
            tries = [timed(connection, headers, path) for _ in range(TIMES)]
            _, status, body = tries[-1]
            if status != 200:
                leading.append(name)
                continue
            files, seals = _loads(context, program, path)
            packed = len(gzip.compress(body, 9))
            middle = statistics.median(took for took, _, _ in tries)
            found.append(Weighed(name, middle, len(body), packed, files, seals))
    return found, leading


def _loads(context: BrowserContext, program: Program, path: str) -> tuple[int, bool]:
    """Bytes of every file the page loads, as they come over the wire, in a browser that has none of them yet."""
    page, sizes, seals = context.new_page(), [], []
    inspector = context.new_cdp_session(page)
    inspector.send("Network.enable")
    inspector.send("Network.setCacheDisabled", {"cacheDisabled": True})
    inspector.send("Network.setBypassServiceWorker", {"bypass": True})
    asked: dict[str, str] = {}
    inspector.on("Network.responseReceived", lambda told: asked.update({told["requestId"]: told["response"]["url"]}))

    def loaded(told: dict[str, object]) -> None:
        address = asked.get(str(told["requestId"]), "")
        if "/s/" in address:
            sizes.append(int(str(told["encodedDataLength"])))
            seals.append(SEALING in address)

    inspector.on("Network.loadingFinished", loaded)
    page.goto(program.address + path)
    page.wait_for_load_state("load")
    page.close()
    return sum(sizes), any(seals)


def home_on_a_slow_phone(browser: Browser, program: Program, storage: BrowserContext, *, cold: bool) -> list[float]:
    """Milliseconds until the first paint, until it takes a tap, and until the page that a tap leads to is asked for."""
    context = browser.new_context(storage_state=storage.storage_state(), viewport={"width": 360, "height": 740})
    page = context.new_page()
    inspector = context.new_cdp_session(page)
    inspector.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if not cold:
        page.goto(program.address + url_for("home"))
        page.goto(program.address + url_for("promises"))
    answered: list[Response] = []
    page.on("response", lambda answer: answered.append(answer))
    page.goto(program.address + url_for("home"), wait_until="domcontentloaded")
    began = time.perf_counter()
    page.evaluate("document.querySelector('details summary, main a')?.focus()")
    tapped = 1000 * (time.perf_counter() - began)
    page.wait_for_load_state("load")
    _, paint, interactive, ready = page.evaluate(READY)
    context.close()
    return [paint, interactive, ready, tapped]


def main() -> int:
    """Print the figures; 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        folder = Path(place, "journal")
        entries = new_journal(folder, years=True)
        with running(folder) as program:
            browser, hosts = chromium(driver), Hosts()
            context = phone(browser)
            hosts.watch(context)
            page = context.new_page()
            page.goto(program.launch)
            locked, _ = weigh(context, program, addresses())
            page.goto(program.address + "/")
            unlock(page, program)
            bring_state(page, program)
            opened, leading = weigh(context, program, addresses())
            homes = {
                kind: [home_on_a_slow_phone(browser, program, context, cold=kind == "cold") for _ in range(5)]
                for kind in ("cold", "warm")
            }
            browser.close()
        meters = walked(Path(place))
    names = {one.name for one in opened}
    weighed = opened + [one for one in locked if one.name not in names]
    there = {one.name for one in weighed} | {times.name for meter in meters.values() for times in meter.found.values()}
    good = _print(entries, weighed, [name for name in leading if name not in there | LEAD_ON], homes)
    return 0 if _print_walks(meters) and good else 1


def _print(entries: int, weighed: list[Weighed], leading: list[str], homes: dict[str, list[list[float]]]) -> bool:
    slow, heavy = sorted(weighed, key=lambda one: -one.ms), sorted(weighed, key=lambda one: -one.kilobytes)
    late = [one for one in weighed if one.ms > PROMISED_MS]
    large = [one for one in weighed if one.kilobytes > PROMISED_KB and not one.seals]
    print(f"journal of {entries} entries; {len(weighed)} pages, each fetched {TIMES} times over one connection")
    middle = statistics.median(one.ms for one in weighed)
    print(f"time, median of all: {middle:.1f} ms; {len(late)} above {PROMISED_MS} ms (promised: none)")
    for one in slow[:10]:
        print(f"  {one.name}: {one.ms:.1f} ms")
    print(f"weight: {len(large)} above {PROMISED_KB} KB (promised: none); the heaviest, page packed + files as sent:")
    for one in heavy[:10]:
        script = ", with the sealing script" if one.seals else ""
        print(f"  {one.name}: {one.kilobytes:.0f} KB (page {one.html / 1000:.0f} KB as sent){script}")
    print(f"the sealing script is on: {', '.join(sorted(one.name for one in weighed if one.seals)) or 'none'}")
    print(f"not there without more state, and not measured: {', '.join(leading) or 'none'}")
    good = not late and not large
    for kind, rounds in homes.items():
        paint, interactive, ready, tapped = (statistics.median(each) for each in zip(*rounds, strict=True))
        good &= ready < PROMISED_HOME
        print(
            f"home, processor {SLOWER} times slower, {kind}: first paint {paint:.0f} ms, interactive "
            f"{interactive:.0f} ms, scripts in place {ready:.0f} ms (promised: {PROMISED_HOME}), "
            f"then a first touch is answered in {tapped:.0f} ms"
        )
    return good


def _print_walks(meters: dict[str, Meter]) -> bool:
    """On the clock, as promised; of work beside it, for a machine that does other things too."""
    good = True
    for name, meter in meters.items():
        pages = [times for times in meter.found.values() if not times.form]
        forms = [times for times in meter.found.values() if times.form and times.name not in SLOW_ON_PURPOSE]
        late = [times for times in pages if times.ms > PROMISED_MS]
        good &= not late and not meter.missed
        print(f"walked, {name}: {len(pages)} pages, {len(late)} above {PROMISED_MS} ms; {len(forms)} forms")
        for kind, those in (("page", pages), ("form", forms)):
            for times in sorted(those, key=lambda one: -one.ms)[:12]:
                print(
                    f"  {kind} {times.name}: {times.ms:.1f} ms, of work {times.worked:.1f} "
                    f"(first {times.clock[0]:.1f}, of work {times.work[0]:.1f}; {len(times.clock)} times)"
                )
        for scene, why in meter.missed.items():
            print(f"  not walked: {scene}: {why}")
    return good


if __name__ == "__main__":
    sys.exit(main())
