"""A person logs in a real browser, on a small phone: four taps, then looks back, puts right, takes away."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect
from tests.journey.conftest import PATIENCE, PHONE, QUIET, Live, Watch, unlock


@pytest.fixture
def open_page(phone: BrowserContext, shared: Live, seen: Watch) -> Iterator[Page]:
    """A fresh page on home; errors and foreign requests fail the test."""
    page = phone.new_page()
    page.goto(shared.address + "/")
    yield page
    page.close()
    seen.check()


@pytest.fixture
def plain_page(chromium: Browser, phone: BrowserContext, shared: Live) -> Iterator[Page]:
    """The same phone with scripts switched off."""
    context = chromium.new_context(**QUIET, java_script_enabled=False, storage_state=phone.storage_state())
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(shared.address + "/")
    yield page
    context.close()


def entries(page: Page) -> Locator:
    """The lines of the timeline, once it is there: counting does not wait for a page by itself."""
    page.locator(".name").click()
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", name="Timeline", level=1)).to_be_visible()
    return page.locator(".entry-line")


def to_log(page: Page) -> None:
    """From home."""
    page.locator(".name").click()
    page.get_by_role("link", name="Log", exact=True).click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()


def tap(page: Page, name: str, value: str) -> Locator:
    """Tap one answer."""
    answer = page.locator(f'input[name="{name}"][value="{value}"]')
    answer.click()
    return answer


def log_calm(page: Page) -> None:
    """A calm entry, saved."""
    to_log(page)
    tap(page, "tears", "0")
    tap(page, "mood_after", "3")
    tap(page, "pain", "0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="It is noted.")).to_be_visible()


def lies_on_screen(page: Page, item: Locator) -> bool:
    """Whether all of it can be seen and tapped without scrolling."""
    box = item.bounding_box()
    assert box is not None
    inside = box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"] and box["x"] + box["width"] <= PHONE["width"]
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    hit = item.evaluate("(element, [x, y]) => element === document.elementFromPoint(x, y)", middle)
    return inside and hit


def test_four_taps_without_scrolling_and_the_answer_comes_at_once(open_page: Page) -> None:
    page = open_page
    before = entries(page).count()
    for _ in range(2):
        to_log(page)
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        save = page.get_by_role("button", name="Save")
        for name, value in (("tears", "2"), ("mood_after", "2"), ("pain", "2")):
            assert lies_on_screen(page, page.locator(f'input[name="{name}"][value="{value}"]')), name
            tap(page, name, value)
        assert lies_on_screen(page, save)
        assert page.evaluate("scrollY") == 0
        asked = pages_asked(page)
        save.click()
        page.wait_for_url("**/p/22")
        page.locator("h1").wait_for()
        assert asked == [("POST", "/p/21"), ("GET", "/p/22")], "one way there, and nothing is waited for"
    expect(entries(page)).to_have_count(before + 2)


def pages_asked(page: Page) -> list[tuple[str, str]]:
    """The pages that this one asks for from now on."""
    asked: list[tuple[str, str]] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            asked.append((request.method, "/" + request.url.split("/", 3)[3]))

    page.once("framenavigated", lambda _: page.remove_listener("request", note))
    page.on("request", note)
    return asked


def test_what_kind_of_tears_is_asked_only_after_tears(open_page: Page) -> None:
    page = open_page
    to_log(page)
    kind = page.get_by_text("Kind of tears")
    expect(kind).to_be_hidden()
    tap(page, "tears", "2")
    expect(kind).to_be_visible()
    tap(page, "tears_kind", "moved")
    tap(page, "tears", "0")
    expect(kind).to_be_hidden()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="It is noted.")).to_be_visible()


def test_a_tap_too_many_is_taken_back_by_tapping_again(open_page: Page) -> None:
    page = open_page
    to_log(page)
    answer = tap(page, "pain", "7")
    expect(answer).to_be_checked()
    answer.click()
    expect(answer).not_to_be_checked()


def test_an_entry_is_dated_back_and_days_stand_in_order(open_page: Page) -> None:
    page = open_page
    log_calm(page)
    to_log(page)
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    page.get_by_role("radio", name="It was earlier").check()
    then = datetime.now() - timedelta(days=3)
    page.get_by_label("Day", exact=True).fill(f"{then:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill("21:45")
    tap(page, "mood_after", "4")
    page.get_by_role("button", name="Save").click()
    lines = entries(page).all_inner_texts()
    assert re.search(r"21:45\s+Good", lines[-1])
    assert not any("21:45" in line for line in lines[:-1])


def test_when_only_the_day_is_known_the_timeline_invents_no_hour(open_page: Page) -> None:
    page = open_page
    to_log(page)
    page.get_by_role("radio", name="It was earlier").check()
    page.get_by_label("I only know the day").check()
    tap(page, "mood_after", "4")
    page.get_by_role("button", name="Save").click()
    expect(entries(page).filter(has_text="Sometime that day")).to_have_count(1)


def test_an_entry_is_changed_left_out_deleted_and_brought_back(open_page: Page) -> None:
    page = open_page
    before = entries(page).count()
    log_calm(page)
    page.get_by_role("button", name="Look at it or change it").click()
    page.get_by_role("link", name="Change").click()
    expect(page.locator('input[name="mood_after"][value="3"]')).to_be_checked()
    tap(page, "mood_after", "1")
    page.get_by_role("button", name="Save changes").click()
    page.get_by_role("button", name="Look at it or change it").click()
    expect(page.locator("main")).to_contain_text("Mood after")
    expect(page.locator("main")).to_contain_text("Low")
    page.get_by_role("button", name="Leave out of patterns").click()
    expect(page.locator(".tag")).to_contain_text("left out of patterns")
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".entry-line")).to_have_count(before)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry-line")).to_have_count(before + 1)
    expect(page.locator(".entry-line").filter(has_text="left out")).to_have_count(1)


def test_undo_on_the_page_after_saving_takes_the_entry_away(open_page: Page) -> None:
    page = open_page
    before = entries(page).count()
    log_calm(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    expect(page.locator(".entry-line")).to_have_count(before)


def test_a_number_that_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(open_page: Page) -> None:
    page = open_page
    to_log(page)
    tap(page, "tears", "0")
    page.locator("#more > summary").click()
    page.get_by_text("Around it", exact=True).click()
    page.locator("#f-cycle_day").fill("400")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Cycle day")
    expect(page.locator("#f-cycle_day")).to_be_visible()
    expect(page.locator("#f-cycle_day")).to_have_value("400")
    expect(page.locator('input[name="tears"][value="0"]')).to_be_checked()
    page.locator("#f-cycle_day").fill("14")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="It is noted.")).to_be_visible()


def test_a_check_in_takes_four_taps(open_page: Page) -> None:
    page = open_page
    page.get_by_role("link", name="Check-in").first.click()
    for name in ("mood", "energy", "stress"):
        tap(page, name, "2")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="It is noted.")).to_be_visible()


def test_everything_works_without_script(plain_page: Page) -> None:
    page = plain_page
    page.get_by_role("link", name="Log", exact=True).click()
    expect(page.get_by_text("Kind of tears")).to_be_visible()
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    for name, value in (("tears", "2"), ("tears_kind", "both"), ("mood_after", "0"), ("pain", "1")):
        page.locator(f'input[name="{name}"][value="{value}"]').check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="None of these").click()
    before = entries(page).count()
    page.locator(".entry-line").filter(has_text="Cried, awful").first.click()
    expect(page.locator("main")).to_contain_text("Both")
    page.get_by_role("link", name="Change").click()
    page.locator('input[name="pain"][value="2"]').check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save changes").click()
    for _ in range(9):
        if page.get_by_role("link", name="Done").count():
            break
        with page.expect_navigation():
            page.locator('[name="none"], [name="answer"][value="skip"]').first.click()
    page.get_by_role("button", name="Look at it or change it").click()
    expect(page.locator("main")).to_contain_text("2 of 10")
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".entry-line")).to_have_count(before - 1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry-line")).to_have_count(before)


def test_an_emergency_shows_the_number_once_the_country_is_picked(open_page: Page) -> None:
    """Below what takes records back: the danger told here would be named by each Undo after it."""
    page = open_page
    to_log(page)
    tap(page, "mood_after", "0")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Hard to wake, or hard to breathe").check()
    page.get_by_role("button", name="What I ticked").click()
    expect(page.get_by_text("Get help now")).to_be_visible()
    expect(page.get_by_role("link", name="112")).to_be_hidden()
    page.get_by_label("Where are you?").select_option("DE")
    number = page.get_by_role("link", name="112")
    expect(number).to_be_visible()
    assert number.get_attribute("href") == "tel:112"
    assert lies_on_screen(page, number)


def test_help_by_country_opens_without_script(plain_page: Page) -> None:
    page = plain_page
    page.get_by_role("link", name="Log", exact=True).click()
    page.locator('input[name="mood_after"][value="0"]').check()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Hard to wake, or hard to breathe").check()
    page.get_by_role("button", name="What I ticked").click()
    page.locator("summary", has_text="Germany").first.click()
    expect(page.get_by_role("link", name="112").first).to_be_visible()


def test_after_lock_and_unlock_everything_is_there(open_page: Page) -> None:
    """The last of these: it ends the session the others share."""
    page = open_page
    before = entries(page).count()
    page.get_by_role("button", name="Lock", exact=True).click()
    page.locator("#phrase").wait_for()
    unlock(page)
    expect(entries(page)).to_have_count(before)
