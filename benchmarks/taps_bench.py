"""Four taps to log, two to the list of dangers, one more to the first instruction: on two sizes of a phone.

`python -m benchmarks.taps_bench` logs online, locked and without a network, at 360x740 and 360x640, and counts what had
to be scrolled; then times Right now by the browser's own clock, from the second tap to the frame that shows the list.
"""

import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from aftercare.web.routes import url_for
from benchmarks import a_day
from benchmarks.a_day import Day, Typed
from benchmarks.program import SMALL, TALL, Hosts, Program, chromium, new_journal, phone, running, unlock

PROMISED = 200
TURNS = 9
FOUR = ('input[name="tears"][value="2"]', 'input[name="mood_after"][value="3"]', 'input[name="pain"][value="2"]')
IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const label = element.closest("label");
  return box.y >= 0 && box.bottom <= innerHeight && box.right <= innerWidth && scrollY === 0
    && (hit === element || (label !== null && label.contains(hit)));
}"""
TIMED = """async (words) => {
  const links = [...document.querySelectorAll(".screen a")];
  const link = links.find((one) => one.textContent.trim() === words && one.offsetParent);
  const began = performance.now();
  link.click();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Logged:
    """One way of logging."""

    where: str
    taps: int
    all_in_sight: bool


def log(page: Page, address: str, where: str) -> Logged:
    """Tap through the form at `address`; each tap where it is, without scrolling."""
    page.goto(address)
    page.wait_for_load_state()
    taps = [page.locator(css) for css in FOUR] + [page.get_by_role("button", name="Save")]
    seen = []
    for tap in taps:
        tap.first.wait_for(state="attached")
        seen.append(bool(tap.first.evaluate(IN_SIGHT)))
        tap.first.click()
    page.wait_for_function(
        "() => !document.querySelector('#form') || document.querySelector('#form').offsetParent === null"
    )
    return Logged(where, len(taps), all(seen))


def logged(context: BrowserContext, program: Program, size: tuple[int, int]) -> list[Logged]:
    """Online; then, on the phone that was let write, locked; then locked and without a network."""
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(program.launch)
    unlock(page, program)
    name = f"{size[0]}x{size[1]}"
    online = log(page, program.address + url_for("log"), f"{name}, online")
    day = Day(page, program, Typed(random.Random(3)))
    a_day.pair(day)
    a_day.lock(day)
    locked = log(page, program.address + url_for("locked_log"), f"{name}, locked")
    context.set_offline(True)
    offline = log(page, program.address + url_for("locked_log"), f"{name}, locked, no network")
    context.set_offline(False)
    return [online, locked, offline]


def right_now(page: Page, program: Program) -> tuple[float, float]:
    """Milliseconds to the danger list after the second tap, and to the first instruction after the third."""
    page.goto(program.address + url_for("front"))
    page.get_by_role("link", name="Right now", exact=True).first.click()
    page.wait_for_url("**" + url_for("right_now"))
    page.wait_for_load_state()
    dangers = page.evaluate(TIMED, "I'm crying")
    return float(dangers), float(page.evaluate(TIMED, "None of these"))


def main() -> int:
    """Print the figures; 1 when a promise is broken."""
    good, hosts = True, Hosts()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        browser = chromium(driver)
        for size in (TALL, SMALL):
            folder = Path(place, f"{size[1]}")
            new_journal(folder, years=False)
            with running(folder) as program:
                context = phone(browser, size)
                hosts.watch(context)
                for one in logged(context, program, size):
                    good &= one.all_in_sight and one.taps == 4
                    print(f"log, {one.where}: {one.taps} taps, {'no' if one.all_in_sight else 'SOME'} scrolling")
                page = context.new_page()
                times = [right_now(page, program) for _ in range(TURNS)]
                dangers, first = (sorted(each)[TURNS // 2] for each in zip(*times, strict=True))
                worst = max(one for one, _ in times)
                good &= dangers < PROMISED and not hosts.strangers(program.address)
                print(
                    f"right now, {size[0]}x{size[1]}: danger list {dangers:.0f} ms after the second tap, slowest "
                    f"{worst:.0f} (promised: {PROMISED}); first instruction {first:.0f} ms after the third"
                )
                context.close()
                hosts.asked.clear()
        browser.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
