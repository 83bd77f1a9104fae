"""Without the program: what opens from the phone itself, and what must never lie on it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.journey.conftest import (
    BORN,
    CHROMIUM_ARGS,
    PASSPHRASE,
    PATIENCE,
    PHONE,
    Live,
    axe_findings,
    lasting_port,
    unlock,
)
from tests.journey.light_vault import start_light

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids
from aftercare.model.settings import Device
from aftercare.usecases import device
from aftercare.usecases.letter_in import let_write
from aftercare.web.library_paths import page_number
from aftercare.web.routes import PAGES, url_for
from aftercare.web.visit import Door

SERVE = (
    "import sys, pathlib; from aftercare.web.parent import serve;"
    "serve(port=int(sys.argv[2]), folder=pathlib.Path(sys.argv[1]), open_browser=False)"
)
MARK = "zwetschgenmus"
"""Stands in the journal and nowhere else."""
A_PAGE = f"/p/92/{page_number(page_ids(load_knowledge())[0])}"
KEPT = (
    "async () => { const all = []; for (const name of await caches.keys()) { const cache = await caches.open(name);"
    "for (const request of await cache.keys()) { const answer = await cache.match(request);"
    "const kind = answer.headers.get('content-type') ?? '';"
    "all.push([name, new URL(request.url).pathname, /text/.test(kind) ? await answer.text() : '']) } } return all }"
)
ONLY_VERSION_HAS = (
    "async ([path, words]) => { for (;;) { const names = await caches.keys(); const kept = await caches.match(path);"
    "if (names.length === 1 && kept && (await kept.text()).includes(words)) return true;"
    "await new Promise(done => setTimeout(done, 100)) } }"
)
READY = "() => navigator.serviceWorker.ready.then(() => true)"
FONT = "getComputedStyle(document.body).fontFamily"


def serve_at(folder: Path, port: int) -> Live:
    """The program, at a port of our choosing, so that it can come back where it was."""
    command = [sys.executable, "-c", SERVE, str(folder), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return Live(process, folder, process.stdout.readline().removeprefix("Open ").strip())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Live]]:
    """One program for all of these, on a journal in which MARK stands; a test that ends it starts it again."""
    folder = tmp_path_factory.mktemp("offline") / "journal"
    now = datetime.now(UTC)
    session = start_light(folder, PASSPHRASE, birth_year=BORN, now=now)
    let_write(session, MARK, now)
    session.lock()
    device.save(folder, Device(exit_explained=True))
    running = [serve_at(folder, lasting_port())]
    yield running
    running[0].stop()


@pytest.fixture(scope="module")
def phone(chromium: Browser, shared: list[Live]) -> Iterator[BrowserContext]:
    """A phone that has been here for a while: its worker has taken all it keeps."""
    context = chromium.new_context(viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(shared[0].launch_address)
    unlock(page)
    page.evaluate(READY)
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext, shared: list[Live]) -> Iterator[Page]:
    """A fresh page in front of the open journal."""
    page = phone.new_page()
    page.goto(shared[0].address + "/")
    if page.locator("#phrase").count():
        unlock(page)
    yield page
    page.close()


def paths(page: Page) -> set[str]:
    """What lies in any cache."""
    return {path for _, path, _ in page.evaluate(KEPT)}


def comes_from_the_program(page: Page, live: Live) -> None:
    """It does whenever the program answers at once, which on a busy machine may take some tries."""
    for _ in range(60):
        page.goto(live.address + A_PAGE)
        if "data-shell" not in page.content():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it came from the phone each time")


def test_no_personal_page_ever_lies_in_a_cache(page: Page, shared: list[Live]) -> None:
    """Every page of the open journal is opened; the caches then hold the library, and not one word of the person."""
    address = shared[0].address
    for each in PAGES:
        if each.door is Door.UNLOCKED and each.get is not None and "{" not in each.path:
            page.goto(address + each.path, wait_until="commit")
    page.goto(address + url_for("devices"))
    assert MARK in page.content(), "the control: the word was on a page"
    page.goto(address + "/p/8")
    kept = page.evaluate(KEPT)
    offline = {each.path for each in PAGES if each.offline and "{" not in each.path}
    assert {path for _, path, _ in kept} >= offline | {A_PAGE}
    assert {path for _, path, _ in kept if path.startswith("/p/") and path.count("/") == 2} <= offline
    assert not [path for _, path, text in kept if MARK in text or "data-personal" in text]
    token = page.evaluate("document.body.dataset.token")
    assert token
    assert not [path for _, path, text in kept if token in text]
    assert {name[0] for name, _, _ in kept} == {"n"}


def test_lock_leaves_the_library_on_the_phone(page: Page, shared: list[Live]) -> None:
    """Lock clears what the browser kept of pages shown; the worker's pages stay, and the worker too."""
    before = paths(page)
    page.get_by_role("button", name="Lock").click()
    page.wait_for_selector("#phrase")
    assert paths(page) == before
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 1


def test_another_name_takes_everything_anew(page: Page, shared: list[Live]) -> None:
    """A version is taken whole and takes the old one's place; the phone then shows the new name without us."""
    old = page.evaluate("caches.keys()")
    page.goto(shared[0].address + "/p/12")
    page.fill("#name", "Lists")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url("**/p/12")
    page.evaluate("navigator.serviceWorker.ready.then(worker => worker.update())")
    page.evaluate(ONLY_VERSION_HAS, [A_PAGE, "<title>Lists</title>"])
    assert page.evaluate("caches.keys()") != old
    assert not [path for _, path, text in page.evaluate(KEPT) if "<title>Notes</title>" in text]


def test_without_a_network_the_phone_shows_what_it_keeps(page: Page, phone: BrowserContext, shared: list[Live]) -> None:
    """The page shown came from the phone; a personal one can't."""
    phone.set_offline(True)
    page.goto(shared[0].address + A_PAGE)
    assert "data-shell" in page.content()
    expect(page.locator("main h1")).not_to_have_text("No connection just now")
    page.goto(shared[0].address + "/p/20")
    expect(page.get_by_role("heading", name="No connection just now")).to_be_visible()
    phone.set_offline(False)
    comes_from_the_program(page, shared[0])


def test_with_the_program_gone_right_now_library_and_note_open_in_full_look(page: Page, shared: list[Live]) -> None:
    """Exit works; a question leads to what works without; afterwards the program comes back and so does everything."""
    live = shared[0]
    port = int(live.address.rsplit(":", 1)[1])
    page.goto(live.address + "/p/20")
    live.stop()
    for path, words in (
        ("/p/9", "What is happening?"),
        (A_PAGE, "Library"),
        ("/p/86", ""),
        ("/p/11", "Help by country"),
    ):
        page.goto(live.address + path)
        assert words in page.content(), path
        assert "Atkinson" in page.evaluate(FONT)
        assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    page.goto(live.address + "/p/20")
    expect(page.get_by_role("heading", name="No connection just now")).to_be_visible()
    assert axe_findings(page) == []
    assert MARK not in page.content()
    page.goto(live.address + "/p/8")
    page.fill("#q-large", "does it pass")
    page.locator("#q-large").press("Enter")
    expect(page.get_by_role("heading", name="No connection just now")).to_be_visible()
    page.get_by_role("link", name="Library", exact=False).first.click()
    page.get_by_role("button", name="Exit", exact=True).click()
    page.wait_for_url("**/p/3")
    assert page.locator("textarea").count() == 1
    shared[0] = serve_at(live.folder, port)
    # Started anew, it does not know this browser: the first page says so, the library stays readable.
    page.goto(live.address + A_PAGE)
    assert "data-shell" in page.content()
    page.goto(shared[0].launch_address)
    page.wait_for_selector("#phrase")
    comes_from_the_program(page, shared[0])


def test_it_installs_and_forgetting_the_device_leaves_nothing(
    playwright: Playwright, shared: list[Live], tmp_path: Path
) -> None:
    """The browser's own check finds nothing amiss; afterwards no worker, no kept page and no storage is left."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        args=CHROMIUM_ARGS,
        viewport=PHONE,
    )
    page = context.new_page()
    live = shared[0]
    page.goto(live.launch_address)
    inspector = context.new_cdp_session(page)
    assert inspector.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    told = inspector.send("Page.getAppManifest")
    assert told["errors"] == []
    assert json.loads(told["data"])["start_url"] == "/"
    page.evaluate(READY)
    assert len(paths(page)) > 50
    page.goto(live.address + "/p/133")
    expect(page.locator("#waiting")).to_have_text("No entry waits on this phone.")
    page.evaluate("indexedDB.open('n')")
    page.get_by_role("button", name="Forget this device").click()
    page.wait_for_url("**/p/3")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("indexedDB.databases()") == []
    context.close()
