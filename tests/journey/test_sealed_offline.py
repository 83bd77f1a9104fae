"""On the phone, without the program: noted in four taps, sealed and kept; delivered once when the program is back.

One browser with a folder of its own, so that its files can be searched; the program keeps its port from start to start.
"""

import contextlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from tests.journey.conftest import CHROMIUM_ARGS, PATIENCE, PHONE, SERVE, Live, axe_findings, unlock

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


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("sealed") / "journal"
    shutil.copytree(new_vault, folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = Home(folder, port)
    yield place
    place.stop()


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def errors() -> list[str]:
    """What went wrong in a script of a page."""
    return []


@pytest.fixture(scope="module")
def browser(playwright: Playwright, profile: Path, home: Home, errors: list[str]) -> Iterator[BrowserContext]:
    """A phone that the open journal has let write; the program is then stopped."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        args=CHROMIUM_ARGS,
        viewport=PHONE,
    )
    context.set_default_timeout(PATIENCE)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto(home.start())
    unlock(page)
    page.goto(home.address + DEVICES)
    page.fill("#name", "My phone")
    page.get_by_role("button", name="Let this browser write").click()
    expect(page.get_by_text("This browser may write now")).to_be_visible()
    until(page, "await letters.paired() !== null")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.get_by_role("button", name="Lock").click()
    page.wait_for_selector("#phrase")
    home.stop()
    page.close()
    yield context
    with contextlib.suppress(Exception):
        context.close()


@pytest.fixture
def phone(browser: BrowserContext, errors: list[str]) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(
        "globalThis.askedToStay = 0; const ask = StorageManager.prototype.persist;"
        "StorageManager.prototype.persist = function () { askedToStay += 1; return ask.call(this) }"
    )
    yield page
    page.close()
    seen = errors.copy()
    errors.clear()
    assert seen == []


def four_taps(page: Page) -> None:
    """Tears, now, pain, save: each where it can be seen, without scrolling."""
    taps = [
        page.locator("#tears label").first,
        page.locator("#mood_after label").nth(2),
        page.locator("#pain label").first,
        page.get_by_role("button", name="Save"),
    ]
    for tap in taps:
        box = tap.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE["height"]
        assert page.evaluate("scrollY") == 0
        tap.click()


def waiting(page: Page) -> int:
    return int(page.evaluate(f"async () => {{ {LETTERS_OF_PAGE} return letters.count() }}"))


def open_log(page: Page, home: Home) -> None:
    page.goto(home.address + LOG)
    page.wait_for_load_state()
    expect(page.locator("#form")).to_be_visible()


def test_without_the_program_four_taps_are_sealed_and_kept(phone: Page, browser: BrowserContext, home: Home) -> None:
    browser.set_offline(True)
    open_log(phone, home)
    asked = asked_for(phone)
    four_taps(phone)
    expect(phone.get_by_role("heading", name="Noted.")).to_be_visible()
    assert not [url for url in asked if url.endswith(("/p/135", "words.json"))], "no token, and no words where none are"
    phone.evaluate("async () => { while (askedToStay !== 1) await new Promise((done) => setTimeout(done, 50)) }")
    expect(phone.locator("#waiting")).to_contain_text(WAITING)
    expect(phone.locator("#waiting [data-slot=count]")).to_have_text("1")
    assert axe_findings(phone) == []
    phone.get_by_role("button", name="Deliver now").click()
    expect(phone.locator("#waiting")).to_contain_text("can't be reached from here just now")
    phone.get_by_role("button", name="Done").click()
    expect(phone.get_by_role("heading", name="No connection just now")).to_be_visible()
    expect(phone.locator("#waiting")).to_contain_text(WAITING)
    assert waiting(phone) == 1


def test_what_cannot_wait_is_said_without_the_program_too(phone: Page, home: Home) -> None:
    """In the server's order: the flag, the lines, then noted; nothing of it needs a connection. The numbers of a
    country that was set have its name beside them."""
    open_log(phone, home)
    phone.evaluate("document.getElementById('form').dataset.country = 'AT'")
    phone.locator("#mood_after label").first.click()
    phone.locator("#pain label").nth(9).click()
    with phone.expect_request("**/words.json"):
        phone.locator("#more summary").click()
    phone.fill("#f-note", f"{MARKER} and my chest hurts badly")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("#steps .flag").first).to_contain_text("Get help now")
    expect(phone.locator("#steps .reach").first).to_contain_text("Austria")
    expect(phone.locator("#steps")).to_contain_text("Do now")
    assert axe_findings(phone) == []
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.get_by_role("heading", name="Is that so now?")).to_be_visible()
    expect(phone.locator("q")).to_contain_text("chest hurts")
    phone.get_by_role("button", name="No, not so").click()
    assert "lines" in answer_all(phone)
    expect(phone.locator("#steps")).to_contain_text("Your words were read")
    assert waiting(phone) == 2
    assert phone.evaluate("askedToStay") == 0, "it was asked once"


def asked_for(page: Page) -> list[str]:
    """What the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def answer_all(phone: Page) -> set[str]:
    """No to everything, until it is noted; returns what was asked."""
    seen = set()
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


def test_where_the_rules_are_missing_it_is_kept_all_the_same_and_the_list_is_shown(phone: Page, home: Home) -> None:
    """The file is really gone from the device, and the program can't be asked for it."""
    open_log(phone, home)
    gone = phone.evaluate(
        "async () => { let gone = 0; for (const name of await caches.keys()) { const cache = await caches.open(name);"
        " for (const kept of await cache.keys()) if (kept.url.includes('/made/')) gone += await cache.delete(kept) }"
        " return gone }"
    )
    assert gone > 0
    open_log(phone, home)
    four_taps(phone)
    expect(phone.locator("#steps")).to_contain_text("This could not be looked through here.")
    expect(phone.locator("#steps")).to_contain_text("Chest pain")
    assert waiting(phone) == 3


def test_a_closed_browser_keeps_nothing_that_can_be_read(phone: Page, home: Home, profile: Path) -> None:
    """Ciphertext of one of two lengths; the same search finds what a page does keep."""
    open_log(phone, home)
    kept = phone.evaluate(
        "async () => { const open = indexedDB.open('n'); await new Promise((done) => (open.onsuccess = done));"
        " const ask = open.result.transaction('waiting').objectStore('waiting').getAll();"
        " await new Promise((done) => (ask.onsuccess = done)); open.result.close();"
        " return ask.result.map((one) => [Object.keys(one).sort().join(), one.sealed.length,"
        " String.fromCharCode(...one.sealed.slice(0, 21))]) }"
    )
    assert [(keys, start) for keys, _size, start in kept] == [("kept,sealed", "age-encryption.org/v1")] * 3
    assert len({size for _keys, size, _start in kept}) == 1
    phone.evaluate(
        "async () => { const open = indexedDB.open('control', 1);"
        " open.onupgradeneeded = () => open.result.createObjectStore('all').put('quagmirelike', 'one');"
        " await new Promise((done) => (open.onsuccess = done)); open.result.close() }"
    )
    assert files_with(profile, "quagmirelike")
    assert files_with(profile, MARKER) == []
    assert files_with(profile, 'mood_after":') == []
    phone.evaluate("indexedDB.deleteDatabase('control')")


def files_with(folder: Path, text: str) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            if path.is_file():
                data = path.read_bytes()
                if text.encode() in data or text.encode("utf-16-le") in data:
                    found.append(path.name)
    return found


def test_when_the_program_is_back_they_are_delivered_once_and_wait_there(
    phone: Page, browser: BrowserContext, home: Home
) -> None:
    """Also when an answer got lost and a letter is brought twice; the list names the phone."""
    home.start()
    browser.set_offline(False)
    open_log(phone, home)
    until(phone, "await letters.count() === 0")
    assert home.letters == 3
    twice = next((home.folder / "letterbox").glob("*.age")).read_bytes()
    again = phone.evaluate(
        f"async (bytes) => {{ {LETTERS_OF_PAGE} await letters.keep(new Uint8Array(bytes));"
        " return letters.deliver(document.getElementById('waiting').dataset.letterbox) }",
        list(twice),
    )
    assert again == {"sent": 1, "left": 0, "say": None}
    assert home.letters == 4
    unlock_again(phone, home)
    phone.goto(home.address + LETTERS)
    expect(phone.locator("main")).to_contain_text("My phone")
    keep = phone.get_by_role("button", name="Keep", exact=True)
    assert keep.count() == 2  # the third can't wait, and is looked at first
    keep.first.click()
    phone.goto(home.address + LETTERS)
    assert keep.count() == 1


def unlock_again(page: Page, home: Home) -> None:
    """On a busy machine the program may take so long to answer that the front page comes from the phone."""
    for _ in range(20):
        page.goto(home.address + "/")
        if page.locator("#phrase").count():
            break
    unlock(page)


def open_form(page: Page, address: str) -> None:
    """A form of the open journal, once it has at hand what it needs without the program."""
    page.goto(address)
    page.wait_for_selector("body[data-alone]")


def test_what_the_open_form_cannot_send_is_screened_sealed_and_kept(
    phone: Page, browser: BrowserContext, home: Home
) -> None:
    """With the answers behind More too. Nothing personal stays on the page; it comes in when the program is back."""
    open_form(phone, home.address + OPEN_LOG)
    phone.locator("#mood_after label").first.click()
    phone.locator("#pain label").nth(9).click()
    phone.locator("#more > summary").click()
    phone.fill("#f-note", f"{MARKER} and my chest hurts badly")
    browser.set_offline(True)
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("#steps .flag").first).to_contain_text("Get help now")
    assert axe_findings(phone) == []
    assert phone.evaluate("[document.body.dataset.personal ?? null, document.querySelector('form.entry-form')]") == [
        None,
        None,
    ]
    phone.get_by_role("button", name="I have read this").click()
    phone.get_by_role("button", name="No, not so").click()
    assert "lines" in answer_all(phone)
    expect(phone.locator("#steps")).to_contain_text("Your words were read")
    expect(phone.locator("#waiting [data-slot=count]")).to_have_text("1")
    assert waiting(phone) == 1
    browser.set_offline(False)
    expect(phone.locator("#waiting")).to_be_hidden()
    phone.goto(home.address + LETTERS)
    expect(phone.get_by_text("My phone")).not_to_have_count(0)


def test_while_the_program_answers_saving_is_as_ever(phone: Page, home: Home) -> None:
    """One step in the history, the server's own words for what is to be mended, nothing kept here."""
    open_form(phone, home.address + OPEN_LOG)
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".errors")).to_contain_text("There is nothing to save yet")
    phone.wait_for_selector("body[data-alone]")
    before = phone.evaluate("history.length")
    phone.locator("#pain label").first.click()
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url("**/p/22")
    assert phone.evaluate("history.length") == before + 1
    assert waiting(phone) == 0


def test_half_a_form_is_kept_without_the_program_and_gone_on_with(
    phone: Page, browser: BrowserContext, home: Home
) -> None:
    """The newest takes the older one's place; saved after all, it is offered no more."""
    open_form(phone, home.address + CHECK_IN)
    phone.wait_for_timeout(700)  # the person reads; what seals comes only once something is touched
    browser.set_offline(True)
    phone.locator("input[name=energy]").nth(1).check(force=True)
    until(phone, "await letters.count() === 1")
    first = phone.evaluate(KEPT_KEYS)
    phone.locator("details", has=phone.locator("#f-note")).last.locator("summary").click()
    phone.fill("#f-note", f"{MARKER} half")
    while phone.evaluate(KEPT_KEYS) == first:
        phone.wait_for_timeout(100)
    assert waiting(phone) == 1
    browser.set_offline(False)
    phone.goto(home.address + "/p/20")
    until(phone, "await letters.count() === 0")
    phone.reload()
    expect(phone.get_by_text("You had begun something")).not_to_have_count(0)
    phone.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator("#f-note")).to_have_value(f"{MARKER} half")
    expect(phone.locator("input[name=energy]").nth(1)).to_be_checked()
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url("**/p/22")
    phone.goto(home.address + "/p/20")
    expect(phone.get_by_text("You had begun something")).to_have_count(0)


KEPT_KEYS = (
    "async () => { const open = indexedDB.open('n'); await new Promise((done) => (open.onsuccess = done));"
    " const ask = open.result.transaction('waiting').objectStore('waiting').getAllKeys();"
    " await new Promise((done) => (ask.onsuccess = done)); open.result.close(); return ask.result }"
)


def test_a_change_that_cannot_be_sent_is_kept_as_begun(phone: Page, browser: BrowserContext, home: Home) -> None:
    """A letter never changes an entry: the change waits as a form, and what it says is looked through all the same."""
    phone.goto(home.address + TIMELINE)
    phone.locator(".entry-line.encounter").first.click()
    open_form(phone, home.address + EDIT)
    phone.locator("#pain label").nth(8).click()
    browser.set_offline(True)
    phone.get_by_role("button", name="Save changes").click()
    answer_all(phone)
    expect(phone.get_by_role("heading", name="Kept as you left it.")).to_be_visible()
    assert waiting(phone) == 1
    browser.set_offline(False)
    until(phone, "await letters.count() === 0")
    phone.goto(home.address + "/p/20")
    expect(phone.get_by_text("A change to an entry")).not_to_have_count(0)


def test_a_full_box_is_said_in_one_sentence_and_all_stays(phone: Page, home: Home) -> None:
    """By the program itself: the box is really full."""
    phone.goto(home.address + "/")
    phone.get_by_role("button", name="Lock").click()
    phone.wait_for_selector("#phrase")
    box = home.folder / "letterbox"
    for number in range(500):
        (box / f"{number:032x}.age").touch()
    seal = "new TextEncoder().encode('age-encryption.org/v1\\n-> X25519 nothing that opens\\n')"
    phone.evaluate(f"async () => {{ {LETTERS_OF_PAGE} await letters.keep({seal}) }}")
    phone.get_by_role("button", name="Deliver now").click()
    expect(phone.locator("#waiting [data-slot=say]")).to_have_text(
        "The journal can take no more until it is unlocked once. What you wrote stays on this phone."
    )
    assert waiting(phone) == 1
    for path in box.glob("*.age"):
        path.unlink()
    phone.evaluate(f"async () => {{ {LETTERS_OF_PAGE} await letters.discardAll() }}")


def test_a_letter_survives_the_lock_and_a_browser_that_may_write_no_more(phone: Page, home: Home) -> None:
    """It is said why it is not taken; paired anew, it is delivered; or it is given up, when asked twice."""
    unlock_again(phone, home)
    phone.goto(home.address + DEVICES)
    phone.evaluate(f"async () => {{ {LETTERS_OF_PAGE} await letters.keep(new Uint8Array([1, 2, 3])) }}")
    phone.get_by_role("button", name="Lock").click()
    phone.wait_for_selector("#phrase")
    expect(phone.locator("#waiting")).to_be_visible()
    expect(phone.locator("#waiting [data-slot=say]")).to_contain_text("not a sealed letter")
    assert waiting(phone) == 1
    unlock(phone)
    phone.goto(home.address + DEVICES)
    phone.get_by_role("button", name="May write no more").click()
    until(phone, "await letters.paired() === null")
    phone.goto(home.address + "/")
    phone.get_by_role("button", name="Deliver now").click()
    expect(phone.locator("#waiting [data-slot=say]")).to_contain_text("let this browser write again")
    phone.locator("#waiting").get_by_role("button", name="Discard").click()
    phone.get_by_role("button", name="No, keep it").click()
    assert waiting(phone) == 1
    phone.locator("#waiting").get_by_role("button", name="Discard").click()
    phone.get_by_role("button", name="Yes, discard").click()
    expect(phone.locator("#waiting")).to_be_hidden()
    assert waiting(phone) == 0


LEFT_HERE = "async () => [(await caches.keys()).length, (await indexedDB.databases()).length]"


def test_this_device_is_forgotten_only_after_its_letters_are_delivered_or_given_up(
    phone: Page, browser: BrowserContext, home: Home
) -> None:
    """Out of reach nothing is forgotten by the way that delivers; then it delivers; then, with another, it gives up."""
    for give_up in (False, True):
        phone.goto(home.address + DEVICES)
        if phone.locator("#name").count() == 0:
            unlock_again(phone, home)
            phone.goto(home.address + DEVICES)
        phone.fill("#name", "Lent phone")
        phone.get_by_role("button", name="Let this browser write").click()
        expect(phone.get_by_text("This browser may write now")).to_be_visible()
        until(phone, "await letters.paired() !== null")
        phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        phone.get_by_role("button", name="Lock").click()
        phone.wait_for_selector("#phrase")
        before = home.letters
        open_log(phone, home)
        browser.set_offline(True)
        phone.locator("#pain label").first.click()
        phone.get_by_role("button", name="Save").click()
        expect(phone.get_by_role("heading", name="Noted.")).to_be_visible()
        phone.goto(home.address + FORGET)
        expect(phone.get_by_text("One entry is kept on this phone")).to_be_visible()
        if give_up:
            browser.set_offline(False)
            phone.get_by_role("button", name="Give them up and forget").click()
        else:
            phone.get_by_role("button", name="Deliver them, then forget").click()
            expect(phone.get_by_role("alert")).to_contain_text("Not all could be delivered, so nothing was forgotten")
            browser.set_offline(False)
            phone.get_by_role("button", name="Deliver them, then forget").click()
        phone.wait_for_url("**/p/3")
        assert home.letters == before + int(not give_up)
        assert phone.evaluate(LEFT_HERE) == [0, 0]
