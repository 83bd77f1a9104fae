"""Someone walks in: Exit, Lock, the lock that comes by itself, the cover, and what Back can still show."""

import contextlib
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, Route, StorageState, expect
from tests.journey.conftest import PASSPHRASE, PATIENCE, QUIET, Live, Watch, launch_chromium, start_live, unlock


@pytest.fixture(scope="module")
def live_vault(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    """One program for all of these; each leaves it locked or open, and the next finds out."""
    folder = tmp_path_factory.mktemp("leaving") / "journal"
    shutil.copytree(new_vault, folder)
    running = start_live(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The whole program: only that one has a back-forward cache."""
    browser = launch_chromium(playwright, shutil.which("chromium"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def cookies() -> dict[str, StorageState]:
    """What the phone's browser keeps from one of these to the next."""
    return {}


@pytest.fixture
def open_page(chromium: Browser, live_vault: Live, cookies: dict[str, StorageState]) -> Iterator[Page]:
    """A page of the open journal, on home; unlocked again only where the one before had locked it."""
    seen = Watch(live_vault.address)
    context = chromium.new_context(**QUIET, storage_state=cookies.get("phone"))
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(live_vault.address + "/" if cookies else live_vault.launch_address)
    if page.locator("#phrase").count():
        unlock(page)
    yield page
    cookies["phone"] = context.storage_state()
    context.close()
    seen.check()


def is_locked(page: Page, live: Live) -> bool:
    """Ask the server, as a new visit would."""
    other = page.context.new_page()
    other.goto(live.address + "/")
    found = other.locator("#phrase").count() == 1
    other.close()
    return found


def test_exit_replaces_the_page_by_an_empty_note_and_locks(open_page: Page, live_vault: Live) -> None:
    """One tap; the empty note stands in the page's place in the history, and Back brings nothing personal."""
    open_page.goto(live_vault.address + "/p/20")
    open_page.goto(live_vault.address + "/p/12")
    depth = open_page.evaluate("history.length")
    open_page.get_by_role("button", name="Exit", exact=True).click()
    open_page.wait_for_url("**/p/3")
    assert open_page.evaluate("history.length") == depth
    assert is_locked(open_page, live_vault)
    open_page.go_back()
    open_page.wait_for_selector("#phrase")


def test_shift_three_times_does_the_same(open_page: Page, live_vault: Live) -> None:
    """Within five seconds, with dots as a sign; capitals typed in a field don't count."""
    open_page.goto(live_vault.address + "/p/12")
    open_page.focus("#name")
    for letter in "ABC":
        open_page.keyboard.press(f"Shift+{letter}")
    open_page.wait_for_timeout(100)
    assert open_page.url.endswith("/p/12")
    open_page.keyboard.type("SHIFT shift Shift SHIFT")
    for letter in "abc":
        open_page.keyboard.press("Shift")
        open_page.keyboard.press(letter)
    assert open_page.locator(".taps i").count() == 0
    open_page.keyboard.press("Shift")
    open_page.keyboard.press("Shift")
    assert open_page.locator(".taps i").count() == 2
    open_page.keyboard.press("Shift")
    open_page.wait_for_url("**/p/3")
    assert is_locked(open_page, live_vault)


def test_exit_blanks_the_page_at_once_without_waiting_for_the_server(open_page: Page) -> None:
    """Blank within the very step of the tap, before any request can have been answered."""
    gone, shown = open_page.evaluate(
        "() => { document.getElementById('exit').requestSubmit();"
        "return [document.documentElement.classList.contains('gone'),"
        "[...document.body.children].filter(each => getComputedStyle(each).display !== 'none').length] }"
    )
    assert gone
    assert shown == 0
    open_page.wait_for_url("**/p/3")


@pytest.mark.parametrize("asked", ["/p/6", "/p/5"], ids=["whether somebody is there", "whether it is open"])
def test_an_answer_that_comes_after_exit_leads_nowhere_else(open_page: Page, asked: str) -> None:
    """The tap tells that somebody is there; "locked" was the answer, and the first page took the place of the note."""
    waiting: dict[str, Route] = {}
    open_page.route(lambda address: address.endswith((asked, "/p/3")), lambda route: hold(waiting, route))
    if asked == "/p/5":
        hide(open_page, hidden=True)
        hide(open_page, hidden=False)
        open_page.evaluate("document.getElementById('exit').requestSubmit()")
    else:
        open_page.get_by_role("button", name="Exit", exact=True).click(no_wait_after=True)
    for _ in range(200):
        if len(waiting) == 2:
            break
        open_page.wait_for_timeout(50)
    waiting[asked].fulfill(json={"open": False, "left": 0})
    open_page.wait_for_timeout(200)
    with contextlib.suppress(Error):  # given up, when the page has gone elsewhere
        waiting["/p/3"].continue_()
    open_page.wait_for_url("**/p/3", timeout=5_000)
    open_page.unroute_all()


@pytest.mark.parametrize(("way", "address", "look"), [("lock", "/p/1", "covered"), ("exit", "/p/2", "gone")])
def test_back_in_the_very_step_of_lock_or_exit_finds_it_locked(
    open_page: Page, live_vault: Live, way: str, address: str, look: str
) -> None:
    """Nothing is seen from the tap on, and Back is not ahead of it, although its own request never gets through."""
    open_page.goto(live_vault.address + "/p/27")
    open_page.route("**" + address, lambda route: None)
    is_hidden = open_page.evaluate(
        f"() => {{ document.getElementById('{way}').requestSubmit(); setTimeout(() => history.back(), 0);"
        f"return document.documentElement.classList.contains('{look}')"
        " && !document.getElementById('main').checkVisibility({ visibilityProperty: true }) }"
    )
    assert is_hidden
    expect(open_page.locator("body:not([data-personal])")).to_have_count(1)
    assert is_locked(open_page, live_vault)
    assert not open_page.evaluate("document.cookie"), "the sign was taken back"
    open_page.unroute_all()


def hold(waiting: dict[str, Route], route: Route) -> None:
    """Leave this request without an answer for now, by the end of its address."""
    waiting["/p/" + route.request.url.rpartition("/")[2]] = route


def test_exit_without_script_locks_too(chromium: Browser, live_vault: Live) -> None:
    """A plain form."""
    context = chromium.new_context(**QUIET, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(live_vault.launch_address)
    page.fill("#phrase", PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.wait_for_selector("body[data-personal]")
    page.get_by_role("button", name="Exit", exact=True).click()
    page.wait_for_url("**/p/3")
    assert is_locked(page, live_vault)
    context.close()


def test_lock_in_one_tab_locks_the_other(open_page: Page, live_vault: Live) -> None:
    """The other tab covers itself when it is looked at again, asks, and goes to the unlock page."""
    other = open_page.context.new_page()
    other.goto(live_vault.address + "/p/20")
    hide(other, hidden=True)
    assert other.evaluate("document.documentElement.classList.contains('covered')")
    assert other.locator("main:visible").count() == 0
    open_page.get_by_role("button", name="Lock").click()
    open_page.wait_for_selector("#phrase")
    with contextlib.suppress(Error):  # it may be on its way by itself already
        hide(other, hidden=False)
    other.wait_for_selector("#phrase")


def test_lock_in_one_tab_locks_the_other_at_once(open_page: Page, live_vault: Live) -> None:
    """Two windows side by side: the other one is in sight, and nobody touches it."""
    other = open_page.context.new_page()
    other.goto(live_vault.address + "/p/20")
    open_page.get_by_role("button", name="Lock", exact=True).click()
    other.wait_for_function(
        "document.documentElement.classList.contains('covered') || document.querySelector('#phrase')"
    )
    other.wait_for_selector("#phrase")
    assert is_locked(open_page, live_vault)


def test_exit_in_one_tab_blanks_the_others(open_page: Page, live_vault: Live) -> None:
    """Those of the journal, and those that anyone may read: what the app is about would stand there."""
    mine, library = open_page.context.new_page(), open_page.context.new_page()
    mine.goto(live_vault.address + "/p/20")
    library.goto(live_vault.address + "/p/8")
    open_page.get_by_role("button", name="Exit", exact=True).click()
    for page in (open_page, mine, library):
        page.wait_for_url("**/p/3")
        assert page.locator("textarea").count() == 1
    mine.go_back()
    assert not mine.locator("body[data-personal]").count()


def test_a_page_in_another_browser_goes_within_seconds_of_a_lock(open_page: Page, live_vault: Live) -> None:
    """It is in sight and untouched: it asks every ten seconds. A program that does not answer takes nothing away."""
    open_page.clock.install()
    open_page.goto(live_vault.address + "/p/21")
    open_page.route("**/p/5", lambda route: route.fulfill(status=429))
    open_page.clock.run_for(11_000)
    assert open_page.locator("html.covered").count() == 0
    assert open_page.url.endswith("/p/21"), "no answer is no lock"
    open_page.unroute_all()
    open_page.route("**/p/5", lambda route: route.fulfill(json={"open": False, "left": 0}))
    with open_page.expect_request(live_vault.address + "/"):
        open_page.clock.run_for(11_000)
    open_page.unroute_all()


def test_a_hidden_page_shows_itself_again_once_the_server_confirms(open_page: Page) -> None:
    """And not before."""
    held: list[Route] = []
    open_page.route("**/p/5", lambda route: held.append(route))
    hide(open_page, hidden=True)
    hide(open_page, hidden=False)
    for _ in range(200):
        if held:
            break
        open_page.wait_for_timeout(50)
    assert held, "it never asked"
    assert open_page.evaluate("document.documentElement.classList.contains('covered')")
    for route in held:  # the page's clock may have asked too, and may ask again
        route.continue_()
    open_page.unroute_all()
    open_page.wait_for_selector("html:not(.covered)")


def hide(page: Page, *, hidden: bool) -> None:
    """What the browser does when the tab goes to the back or comes to the front."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )


def test_the_last_thirty_seconds_are_counted_down_and_can_be_put_off(open_page: Page, live_vault: Live) -> None:
    """A bar at the bottom; Stay starts the time anew."""
    open_page.route("**/p/5", lambda route: route.fulfill(json={"open": True, "left": 25}))
    open_page.route("**/p/6", lambda route: route.fulfill(json={"open": True, "left": 300}))
    open_page.clock.install()
    open_page.goto(live_vault.address + "/p/20")
    open_page.clock.run_for(271_000)
    open_page.locator("#soon").wait_for()
    assert "Locks in" in open_page.locator("#soon").inner_text()
    open_page.get_by_role("button", name="Stay").click()
    open_page.locator("#soon").wait_for(state="hidden")
    open_page.unroute_all()


def test_when_the_time_is_up_the_page_goes_to_the_unlock_page(open_page: Page, live_vault: Live) -> None:
    """Believing the server, not its own clock."""
    open_page.route("**/p/5", lambda route: route.fulfill(json={"open": False, "left": 0}))
    open_page.clock.install()
    open_page.goto(live_vault.address + "/p/20")
    with open_page.expect_request(live_vault.address + "/"):
        open_page.clock.run_for(272_000)
    open_page.unroute_all()


class _Kept(http.server.BaseHTTPRequestHandler):
    """A page that a browser may keep whole; it counts how often it came back from the cache."""

    def do_GET(self) -> None:
        script = b"<script>addEventListener('pageshow', e => document.title = String(e.persisted))</script>"
        body = b"<!doctype html><title>x</title><p>kept</p>" + script
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def keeper() -> Iterator[str]:
    """The address of a server whose pages may be kept."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Kept)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_back_forward_cache_is_on_and_brings_no_personal_page_back(
    chromium: Browser, live_vault: Live, keeper: str
) -> None:
    """The control page comes back whole; ours, after locking elsewhere, does not."""
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(keeper + "/one")
    page.goto(keeper + "/two")
    page.evaluate("setTimeout(() => history.back())")
    expect(page).to_have_title("true")
    page.goto(live_vault.launch_address)
    unlock(page)
    page.goto(live_vault.address + "/p/12")
    page.goto(keeper + "/three")
    other = context.new_page()
    other.goto(live_vault.address + "/p/20")
    other.get_by_role("button", name="Lock").click()
    other.wait_for_selector("#phrase")
    page.evaluate("setTimeout(() => history.go(-2))")
    page.wait_for_selector("#phrase")
    context.close()
