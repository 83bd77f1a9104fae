"""Every page that needs no journal: readable by everyone, in both schemes, on phone and desk, without script too."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journey.conftest import LOOKS, PATIENCE, QUIET, Live, Watch, axe_findings, in_turn, look_at, start_live

MINE = ["I'm crying", "Something hurts", "I'm panicking", "I feel numb", "I didn't want it"]


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is there yet."""
    return tmp_path_factory.mktemp("pages") / "journal"


@pytest.fixture
def live(shared: Live) -> Live:
    """The shared program, for a browser of one's own."""
    return shared


@pytest.fixture
def lone(tmp_path: Path, chromium: Browser) -> Iterator[tuple[Page, Live]]:
    """A program of one's own, which may be changed or ended, and a phone in front of it."""
    running = start_live(tmp_path / "journal")
    seen = Watch(running.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(running.launch_address)
    yield page, running
    context.close()
    running.stop()
    seen.check()


def to_guide(page: Page, address: str, name: str = MINE[0]) -> None:
    """Two taps: Right now, and what is happening."""
    page.goto(address + "/")
    page.get_by_role("link", name="Right now", exact=True).first.click()
    if name not in MINE:
        page.get_by_role("radio", name="For my partner").check()
    page.get_by_role("link", name=name, exact=True).click()


def to_words(page: Page, address: str) -> None:
    """Start, up to the six words."""
    page.goto(address + "/p/4")
    page.goto(address + "/p/15")
    if page.url.endswith("/p/4"):
        page.get_by_role("button", name="I know where Exit is").click()
    page.get_by_role("link", name="Go on").click()
    page.fill("#year", "1990")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector("#words")


def to_wrong_year(page: Page, address: str) -> None:
    """A form with something to mend."""
    page.goto(address + "/p/16")
    page.fill("#year", "1850")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector(".errors")


def plain(path: str) -> Callable[[Page, str], object]:
    """A page by its address."""
    return lambda page, address: page.goto(address + path)


PLACES: dict[str, Callable[[Page, str], object]] = {
    "welcome": plain("/"),
    "explain exit": plain("/p/4"),
    "empty note": plain("/p/3"),
    "promises": plain("/p/7"),
    "library": plain("/p/8"),
    "right now": plain("/p/9"),
    "danger list": to_guide,
    "help by country": plain("/p/11"),
    "settings": plain("/p/12"),
    "start: year": plain("/p/16"),
    "start: words": to_words,
    "start: to mend": to_wrong_year,
    "young": plain("/p/18"),
}


def test_axe_finds_nothing_on_any_page(page: Page, shared: Live) -> None:
    """WCAG 2.2 AA, with best practice; nothing overflows sideways; one neutral title."""
    for number, (name, go) in enumerate(PLACES.items()):
        # Each page is reached in the look the one before was left in, so that every look is walked in, too.
        go(page, shared.address)
        expect(page, name).to_have_title("Notes")
        page.evaluate("document.fonts.ready.then(() => true)")
        for look in rolled(list(LOOKS), number):
            look_at(page, look)
            assert look != in_turn(number) or axe_findings(page) == [], (name, look)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, look)


def rolled(looks: list[str], number: int) -> list[str]:
    """The same looks, beginning with another."""
    start = number % len(looks)
    return looks[start:] + looks[:start]


def test_the_accessibility_check_can_fail(chromium: Browser) -> None:
    """The control: a bad page."""
    page = chromium.new_page()
    page.set_content(
        "<html><body><p style='color:#bbb;background:#fff'>pale</p><a href='/x'></a><img src='x'></body></html>"
    )
    found = " ".join(axe_findings(page))
    for rule in ("color-contrast", "link-name", "image-alt", "document-title"):
        assert rule in found
    page.close()


def test_right_now_leaves_no_trace_in_address_cookies_storage_or_disk(
    page: Page, context: BrowserContext, live: Live
) -> None:
    """Neither what was tapped nor how far one came."""
    cookies = {cookie["name"] for cookie in context.cookies()}
    to_guide(page, live.address, "I didn't want it")
    page.get_by_role("link", name="None of these").click()
    assert page.url.split("#")[0] == live.address + "/p/9"
    assert {cookie["name"] for cookie in context.cookies()} == cookies
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not live.folder.exists()


def test_without_script_every_page_works(chromium: Browser, shared: Live) -> None:
    """Start up to the words, Right now to a step, Exit to the empty note."""
    context = chromium.new_context(**QUIET, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(shared.launch_address)
    to_words(page, shared.address)
    to_guide(page, shared.address, "They are crying")
    page.get_by_role("link", name="None of these").click()
    assert page.locator(".screen:visible h1").inner_text().startswith("Stop, gently")
    page.get_by_role("button", name="Exit", exact=True).click()
    page.wait_for_url("**/p/3")
    assert page.locator("textarea").count() == 1
    context.close()


def test_every_page_shows_exit_and_it_stays_when_scrolling(chromium: Browser, shared: Live) -> None:
    """At the top right, always in reach; except on the empty note."""
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(shared.launch_address)
    for name, go in PLACES.items():
        go(page, shared.address)
        if name == "empty note":
            continue
        page.mouse.wheel(0, 2_000)
        button = page.get_by_role("button", name="Exit", exact=True).bounding_box()
        assert button, name
        assert button["y"] < 60, name
        assert button["x"] + button["width"] > 300, name
        assert button["height"] >= 44, name
    context.close()


def test_settings_change_colours_and_name(lone: tuple[Page, Live]) -> None:
    """By setting, against the system's wish; without a journal they last until the program ends, and leave no file."""
    page, live = lone
    page.goto(live.address + "/p/12")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("radio", name="Dark").check()
    page.fill("#name", "Shopping")
    page.get_by_role("button", name="Keep").click()
    expect(page).to_have_title("Shopping")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert not live.folder.exists()


def test_the_first_page_comes_quickly(page: Page, live: Live) -> None:
    """Rendered from memory; well under a tenth of a second here, and the best of five is the page's own time."""
    taken = []
    for _ in range(5):
        started = time.monotonic()
        page.goto(live.address + "/p/7")
        taken.append(time.monotonic() - started)
    assert min(taken) < 1.0
