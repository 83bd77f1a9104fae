"""How every page looks in every mode: axe, nothing cut, nothing scrolling sideways, targets of 48 px, no motion.

`python -m benchmarks looks` walks all pages of the site map: before there is a journal, in an empty one, in one that is
lived in, locked, and in German; then every fixture of every component. On each it goes through the modes. Prints a
line for each mode, then each finding with its page and element; 1 if there is any, if a page was never come to, or if
a check does not find what is wrong on a bad page. The one exception: below 336 px, where seven columns of 48 px don't
fit, the days of a month are as wide as the screen lets them be, and 48 px high.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from playwright.sync_api import Browser, Error, sync_playwright
from tools.picture_components import PLACE, answer

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids
from aftercare.web.gallery.__main__ import PATH as GALLERY
from aftercare.web.library_paths import page_number
from aftercare.web.routes import PAGES
from benchmarks import a_day, looks_places, looks_seen
from benchmarks.a_day import Day, Typed
from benchmarks.looks_calm import TOLD, TRIED, calm_journal, new_passphrase
from benchmarks.looks_modes import MODES, Found, Looker
from benchmarks.looks_places import (
    CHECKS,
    DOWNLOADS,
    GERMAN,
    KEPT,
    OPEN,
    UNSEEN,
    Place,
    by_address,
    in_language,
    lived_in,
    plain,
    press,
)
from benchmarks.program import TALL, chromium, new_journal, running, unlock

SOON = 45_000
"""Milliseconds until a way leads nowhere."""
PARTS_OF_A_PAGE = ("landmark-unique", "heading-order", "page-has-heading-one", "region", "landmark-one-main")
"""What only a whole page can have, and no fixture."""
BAD = """<html><head><style>@keyframes x { to { translate: 9px } } i { animation: x 9s infinite; display: block }
b { display: block; width: 3em; overflow: hidden; white-space: nowrap }</style></head>
<body style="width: 2000px"><p style="color:#bbb;background:#fff">pale</p><button>x</button><b>cut at the side</b>
<i>moves</i><p style="margin-bottom: -1.3em">words under</p><p style="margin-top: 0">words over</p>
<div style="position: fixed; inset: 0"></div></body></html>"""
ALONE = """(anchor) => {
  globalThis.screens ??= new Map([...document.querySelectorAll(".screen[id]")].map((each) => [each.id, each]));
  const at = document.querySelector(".screen[id]");
  if (at.id !== anchor) at.before(screens.get(anchor));
  for (const each of screens.values()) if (each.id !== anchor) each.remove();
  location.hash = anchor;
}"""
FORGET_PIN = """() => new Promise((done, failed) => {
  const request = indexedDB.deleteDatabase("n");
  request.onsuccess = () => done();
  request.onblocked = request.onerror = () => failed(new Error("the pin stays"));
})"""
"""A browser that was let write before it could seal: the program seals for it, a step a page."""


@dataclass
class Walk:
    """Somebody who walks, and looks at each place."""

    day: Day
    looker: Looker

    def to(self, places: Iterable[Place]) -> None:
        """All of them. A way that leads nowhere is told, and the walk goes on."""
        for place in places:
            try:
                place.go(self.day)
                self.looker.look(place.name, thorough=place.thorough)
            except Error as error:
                self.looker.found.lost.append(f"{place.name}: {str(error).splitlines()[0]}")

    def every_screen(self) -> None:
        """Of Right now, each by its anchor. The others are put aside meanwhile: they can't be seen, but take long."""
        self.day.to("right_now")
        for anchor in looks_places.screens(self.day.page):
            self.day.page.evaluate(ALONE, anchor)
            self.looker.look(f"right_now #{anchor}")


@contextmanager
def walker(
    browser: Browser, folder: Path, found: Found, *, worker: Literal["allow", "block"] = "block"
) -> Iterator[Walk]:
    """In front of the program on this folder, let in."""
    with running(folder) as program:
        context = browser.new_context(viewport={"width": TALL[0], "height": TALL[1]}, service_workers=worker)
        context.set_default_timeout(SOON)
        page = context.new_page()
        page.goto(program.launch)
        yield Walk(Day(page, program, Typed(Random(1))), Looker(page, context.new_cdp_session(page), found))
        context.close()


def german(places: Iterable[Place]) -> list[Place]:
    """The same in German: with other words, in the same colours."""
    return [Place(f"{place.name}, in German", place.go, thorough=False) for place in places]


def new_person(browser: Browser, folder: Path, found: Found) -> None:
    """Before there is a journal; making it; then all of its pages with nothing in them."""
    with walker(browser, folder, found) as walk:
        day = walk.day
        walk.to(by_address())
        walk.every_screen()
        walk.to(plain("library_page", number=page_number(page)) for page in page_ids(load_knowledge()))
        walk.to([Place("start: to mend", looks_places.to_mend("start_age", "Go on", year="1850"))])
        walk.to(CHECKS)
        day.to("explain_exit")
        day.press("I know where Exit is")
        walk.to([Place("start: about", lambda day: day.to("start"))])
        in_language(day, "de")
        walk.to(german(by_address()))
        in_language(day, "en")
        day.to("start_age")
        day.page.fill("#year", "1990")
        day.press("Go on")
        walk.looker.look("start: words")
        day.page.locator('[name="paper"]').check()
        day.page.fill("#phrase", " ".join(day.page.locator(".words li").all_inner_texts()))
        day.press("Make my journal")
        walk.looker.look("start: paper")
        last = day.page.locator(".key").first.inner_text().strip()[-6:]
        day.page.fill("#last", last)
        press(day.page.locator("form:has(#last) button"))
        walk.to([*by_address(), *KEPT])


def somebody(browser: Browser, folder: Path, found: Found) -> None:
    """A journal that is lived in: each page by its address, each state by the way to it, each form's answer."""
    lived_in(folder)
    with walker(browser, folder, found) as walk:
        unlock(walk.day.page, walk.day.program)
        walk.to([plain("home"), *OPEN, *by_address()])
        in_language(walk.day, "de")
        walk.to(Place(f"{place.name}, in German", place.go) for place in map(plain, GERMAN))
        walk.to(german(by_address()))
        walk.every_screen()


def calm(browser: Browser, folder: Path, found: Found) -> None:
    """A journal in which nothing comes first: something to try, what is kept, taken back or not wanted, new secrets."""
    calm_journal(folder)
    with walker(browser, folder, found) as walk:
        unlock(walk.day.page, walk.day.program)
        walk.to([plain("home"), *TRIED])
        in_language(walk.day, "de")
        walk.to(german([*TRIED, *TOLD]))
        in_language(walk.day, "en")
        walk.to([*TOLD, Place("renewed", new_passphrase)])
        in_language(walk.day, "de")
        walk.to(german([plain("renewed")]))


def locked(browser: Browser, folder: Path, found: Found) -> None:
    """What stands before the door: noting something there, in the browser and by the program; what is forgotten."""
    new_journal(folder, years=False)
    with walker(browser, folder, found, worker="allow") as walk:
        unlock(walk.day.page, walk.day.program)
        a_day.pair(walk.day)
        walk.looker.look("devices: paired")
        a_day.lock(walk.day)
        walk.to(by_address())
        _noted(walk, "noted while locked, in the browser")
    with walker(browser, folder, found) as walk:
        unlock(walk.day.page, walk.day.program)
        walk.day.to("devices")
        walk.day.page.fill("#name", "Tablet")
        walk.day.press("Let this browser write")
        a_day.lock(walk.day)
        walk.day.to("blank")
        walk.day.page.evaluate(FORGET_PIN)
        _noted(walk, "noted while locked, by the program")
        walk.day.to("forget_locked")
        walk.day.press("Forget everything now")
        walk.looker.look("forgotten")


def _noted(walk: Walk, name: str) -> None:
    """Noted without opening, and all that is asked after it."""
    page = walk.day.page
    walk.day.to("locked_log")
    page.locator("#form").wait_for()
    walk.day.tap(("pain", "9"), ("mood_after", "0"))
    page.get_by_role("button", name="Save").click()
    on = re.compile("I have read this|None of these|No, not so|Skip|I can't say|Go on|Done")
    for number in range(20):
        page.locator("#steps h1, main:not(:has(#steps)) h1").locator("visible=true").first.wait_for()
        walk.looker.look(f"{name}, {number}")
        if page.get_by_role("heading", name="Noted.").is_visible():
            return
        page.get_by_role("button", name=on).locator("visible=true").first.click()
        page.wait_for_timeout(300)


def gallery(browser: Browser, _: Path, found: Found) -> None:
    """Every fixture of every component, on one page."""
    page = browser.new_context().new_page()
    page.route("**/*", answer)
    page.goto(PLACE + GALLERY)
    Looker(page, page.context.new_cdp_session(page), found).look("gallery", less=PARTS_OF_A_PAGE)
    page.context.close()


WALKS = {"gallery": gallery, "new": new_person, "lived": somebody, "calm": calm, "locked": locked}


def blind(browser: Browser) -> list[str]:
    """The control: the checks that find nothing on a bad page."""
    page = browser.new_page()
    page.set_content(BAD)
    checks: dict[str, Callable[[], list[str]]] = {
        "color-contrast": lambda: looks_seen.axe(page, colours_only=True),
        "document-title": lambda: looks_seen.axe(page),
        "scrolls sideways": lambda: looks_seen.cut(page),
        "cut at the side": lambda: looks_seen.cut(page),
        "text lies over text": lambda: looks_seen.over(page),
        "px: <button>": lambda: looks_seen.small(page),
        "behind what sticks": lambda: looks_seen.covered(page),
        "moves (x)": lambda: looks_seen.moving(page),
    }
    nothing = [name for name, check in checks.items() if not any(name in line for line in check())]
    page.close()
    return nothing


def main(chosen: list[str]) -> int:
    """Print what was found; 1 if anything was. Name walks to go only on those."""
    began, found = time.monotonic(), Found()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        browser = chromium(driver)
        without_sight = blind(browser)
        for name in chosen or WALKS:
            try:
                WALKS[name](browser, Path(place, name), found)
            except Error as error:
                found.lost.append(f"the rest of {name}: {str(error).splitlines()[0]}")
        browser.close()
    never = {page.name for page in PAGES if page.get is not None} - found.been - DOWNLOADS - UNSEEN.keys()
    return _print(found, [] if chosen else sorted(never), without_sight, time.monotonic() - began)


def _print(found: Found, never: list[str], without_sight: list[str], seconds: float) -> int:
    for mode in MODES:
        wrong = found.wrong[mode.name]
        what = ", ".join(mode.checks)
        print(f"{mode.name} ({what}): {found.looked[mode.name]} pages, {len(wrong)} findings (promised: none)")
        for lines in _alike(wrong):
            names = list(dict.fromkeys(name for line in lines for name in wrong[line]))
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            like = f" (and {len(lines) - 1} like it)" if len(lines) > 1 else ""
            print(f"  {', '.join(names[:3])}{more}: {lines[0]}{like}")
    print(f"pages of the site map never come to: {', '.join(never) or 'none'}")
    print(f"ways that led nowhere: {len(found.lost)}")
    for line in found.lost:
        print(f"  {line}")
    print(f"checks that find nothing on a bad page: {', '.join(without_sight) or 'none'}; {seconds:.0f} s in all")
    return 1 if any(found.wrong.values()) or never or found.lost or without_sight else 0


def _alike(lines: Iterable[str]) -> list[list[str]]:
    """Those that differ in numbers alone stand together."""
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(re.sub(r"[0-9.]+", "0", re.sub(r'"[^"]*[0-9][^"]*"', "", line))[:90], []).append(line)
    return list(groups.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
