"""A form of the open journal that can't be sent: screened, sealed and kept on the phone, or gone on with later."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.journey.conftest import axe_findings
from tests.journey.sealed.writing_phone import (
    CHECK_IN,
    EDIT,
    LETTERS,
    MARKER,
    OPEN_LOG,
    TIMELINE,
    Home,
    answer_all,
    unlock_again,
    until,
    waiting,
)


@pytest.fixture(scope="module", autouse=True)
def opened(browser: BrowserContext, home: Home) -> None:
    """The program is back, and the journal open."""
    home.start()
    page = browser.new_page()
    unlock_again(page, home)
    page.close()


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


def test_save_is_finished_whatever_comes_meanwhile(phone: Page, home: Home) -> None:
    """It had locked elsewhere when Save was tapped, and the phone was put away while that was sent: the answers to
    "is it open" led to the first page, and what was filled in was lost."""
    open_form(phone, home.address + OPEN_LOG)
    saving: list[Route] = []
    asked: list[Route] = []
    phone.route("**/p/128", lambda route: route.abort())  # else it would be delivered before it is counted
    phone.route(lambda address: address.endswith(("/p/5", "/p/6")), lambda route: asked.append(route))
    phone.route("**" + OPEN_LOG, lambda route: saving.append(route) if route.request.method == "POST" else None)
    phone.locator("#pain label").nth(1).click()
    phone.get_by_role("button", name="Save").click()
    put_away_and_look(phone)
    while not saving or len(asked) < 2:
        phone.wait_for_timeout(50)
    for route in asked:
        route.fulfill(json=SHUT)
    phone.wait_for_timeout(200)
    saving[0].fulfill(status=403)
    expect(phone.locator("#steps h1").first).to_be_visible()
    assert waiting(phone) == 1
    phone.unroute_all()
    until(phone, "(await letters.deliver(document.getElementById('waiting').dataset.letterbox)).left === 0")


def test_lock_while_save_is_under_way_covers_the_page_and_keeps_what_was_filled_in(phone: Page, home: Home) -> None:
    """The program could not be reached: the entry is sealed and kept first, and then the first page comes."""
    open_form(phone, home.address + OPEN_LOG)
    saving: list[Route] = []
    phone.route("**" + OPEN_LOG, lambda route: saving.append(route) if route.request.method == "POST" else None)
    phone.route("**/p/1", lambda route: route.abort())
    phone.locator("#pain label").nth(1).click()
    phone.get_by_role("button", name="Save").click()
    phone.get_by_role("button", name="Lock", exact=True).click()
    while not saving:
        phone.wait_for_timeout(50)
    phone.wait_for_timeout(200)
    assert phone.locator("html.covered").count() == 1
    with phone.expect_navigation():
        saving[0].abort()
    until(phone, "await letters.count() <= 1")
    phone.unroute_all()
    unlock_again(phone, home)
    phone.goto(home.address + LETTERS)
    until(phone, "await letters.count() === 0")


SHUT = {"open": False, "left": 0}


def put_away_and_look(page: Page) -> None:
    """To another app and back."""
    for hidden in (True, False):
        page.evaluate(
            "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
            "document.dispatchEvent(new Event('visibilitychange')) }",
            hidden,
        )
