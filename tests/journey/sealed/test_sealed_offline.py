"""On the phone, without the program: noted in four taps, sealed and kept; delivered once when the program is back."""

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.journey.conftest import PHONE, axe_findings, unlock
from tests.journey.sealed.writing_phone import (
    DEVICES,
    FORGET,
    LETTERS,
    LETTERS_OF_PAGE,
    MARKER,
    WAITING,
    Home,
    answer_all,
    let_write_and_lock,
    open_log,
    unlock_again,
    until,
    waiting,
)


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


CHEST = f"{MARKER} and my chest hurts badly"
HINDERED = {
    "no answer": "IDBFactory.prototype.open = () => ({})",
    "no room": "IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') }; null",
    "a time ahead": "const { elements } = document.getElementById('form'); elements.day.max = '';"
    " elements.day.value = '2099-01-01'; elements.only_day.checked = true",
    "too long": "",
}


@pytest.mark.parametrize("hindered", HINDERED)
def test_what_cannot_wait_is_said_where_it_cannot_be_kept(
    phone: Page, browser: BrowserContext, home: Home, hindered: str
) -> None:
    """Above the complaint, and the form stays filled in; loaded anew, the list stands in its place until Done."""
    browser.set_offline(True)
    if hindered == "no answer":
        phone.add_init_script(HINDERED[hindered])
    open_log(phone, home)
    phone.locator("#more summary").click()
    phone.fill("#f-note", CHEST + " \u2603" * (4800 if hindered == "too long" else 1))
    if hindered == "a time ahead":
        phone.locator("label", has_text="It was earlier").click()
    if hindered != "no answer":
        phone.evaluate(HINDERED[hindered])
    phone.get_by_role("button", name="Save").click()
    danger = phone.locator("#log [data-slot=mend]")
    expect(danger.locator(".flag").first).to_contain_text("Get help now")
    text = danger.inner_text()
    assert text.index("Get help now") < text.index("Is one of these so right now?") < text.index(COMPLAINTS[hindered])
    assert phone.locator("#f-note").input_value().startswith(CHEST)
    if hindered == "too long":
        assert axe_findings(phone) == []
        phone.reload()
        expect(phone.get_by_role("heading", name="Is one of these so right now?")).to_be_focused()
        phone.get_by_role("button", name="Done").click()
        open_log(phone, home)


COMPLAINTS = {
    "no answer": "can't keep it just now",
    "no room": "can't keep it just now",
    "a time ahead": "still to come",
    "too long": "Shorten the note",
}


def test_what_cannot_wait_stays_when_the_page_comes_back_or_nobody_is_there(phone: Page, home: Home) -> None:
    """Nothing of what was written is on it then; of a thought of ending one's life the page stays, with its number."""
    open_log(phone, home)
    phone.locator("#more summary").click()
    phone.fill("#f-note", f"{MARKER} I want to kill myself tonight")
    phone.evaluate("document.getElementById('form').dataset.minutes = '0.1'")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("#steps .flag").first).to_contain_text("Get help now")
    phone.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(phone.locator("#steps").get_by_role("button", name="Done")).to_be_visible()
    expect(phone.locator("#steps")).to_contain_text("It is good that you said that.")
    expect(phone.locator("#steps .reach").first).to_be_visible()
    assert MARKER not in phone.content()
    phone.reload()
    expect(phone.get_by_role("heading", name="Is one of these so right now?")).to_be_visible()
    phone.get_by_role("button", name="Done").click()
    phone.wait_for_function("sessionStorage.length === 0")
    phone.evaluate(f"async () => {{ {LETTERS_OF_PAGE} await letters.discard(3) }}")


def test_after_nothing_that_cannot_wait_the_next_is_noted_at_once(phone: Page, home: Home) -> None:
    """Without Done, and after a form that was left to be mended: no list of dangers comes in the form's place."""
    open_log(phone, home)
    four_taps(phone)
    expect(phone.get_by_role("heading", name="Noted.")).to_be_visible()
    open_log(phone, home)
    phone.locator("#mood_after label").nth(2).click()
    phone.locator("label", has_text="It was earlier").click()
    phone.evaluate(HINDERED["a time ahead"])
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("#log [data-slot=mend]")).to_contain_text(COMPLAINTS["a time ahead"])
    assert not phone.get_by_text("Is one of these so right now?").locator("visible=true").count()
    open_log(phone, home)
    expect(phone.locator("#steps")).to_be_hidden()
    phone.evaluate(f"async () => {{ {LETTERS_OF_PAGE} await letters.discard(4) }}")
    assert waiting(phone) == 2


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


def test_a_letter_survives_the_lock_and_a_browser_that_may_write_no_more(phone: Page, home: Home) -> None:
    """It is said why it is not taken; paired anew, it is delivered; or it is given up, when asked twice."""
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
        let_write_and_lock(phone, home, "Lent phone")
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
