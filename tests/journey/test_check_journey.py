"""A person goes through a check in a real browser: help within three taps, back, again after a lock, on paper."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journey.conftest import PATIENCE, QUIET, Live, Watch, axe_findings, in_turn, look_at, start_live, unlock

from aftercare.web.routes import url_for

PAIN = "Deep pain during sex for months"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    """One program whose journal stays locked."""
    yield from program(tmp_path_factory, new_vault)


@pytest.fixture(scope="module")
def unlocked(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    """One program whose journal is opened."""
    yield from program(tmp_path_factory, new_vault)


def program(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("check") / "journal"
    shutil.copytree(new_vault, folder)
    running = start_live(folder)
    yield running
    running.stop()


def phone(chromium: Browser) -> BrowserContext:
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="module")
def visitor(chromium: Browser, locked: Live) -> Iterator[BrowserContext]:
    """A phone let in by the launch address; nothing is unlocked."""
    context = phone(chromium)
    first = context.new_page()
    first.goto(locked.launch_address)
    first.close()
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, locked: Live) -> Iterator[Page]:
    """A fresh page on the front; errors and foreign requests fail the test."""
    seen = Watch(locked.address)
    seen.on(visitor)
    page = visitor.new_page()
    page.goto(locked.address + "/")
    yield page
    page.close()
    seen.check()


def press(page: Page, name: str) -> None:
    """Tap a button, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def to_start(page: Page) -> None:
    page.get_by_role("link", name="Check", exact=True).first.click()
    page.wait_for_selector("#words")


def to_danger(page: Page, words: str = PAIN) -> None:
    to_start(page)
    page.fill("#words", words)
    press(page, "Go on")


def to_question(page: Page) -> None:
    to_danger(page)
    press(page, "None of these")


def to_result(page: Page) -> None:
    to_question(page)
    press(page, "Show what it comes to now")


def to_emergency(page: Page) -> None:
    to_danger(page)
    press(page, "Chest pain")


def to_despair(page: Page) -> None:
    to_danger(page, "I want to die")


def to_complaints(page: Page) -> None:
    to_danger(page, "asdf qwer zzzz")
    press(page, "None of these")


def to_unread(page: Page) -> None:
    to_complaints(page)
    press(page, "None of these")


PLACES: dict[str, Callable[[Page], None]] = {
    "start": to_start,
    "danger": to_danger,
    "question": to_question,
    "result": to_result,
    "emergency": to_emergency,
    "despair": to_despair,
    "complaints": to_complaints,
    "unread": to_unread,
}


@pytest.mark.parametrize("name", PLACES)
def test_every_page_can_be_read_by_everyone(page: Page, name: str) -> None:
    PLACES[name](page)
    look = in_turn(list(PLACES).index(name))
    look_at(page, look)
    assert axe_findings(page) == [], look
    look_at(page, "light-phone")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways on a phone"
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main summary, main .chip')].filter(e => e.offsetParent"
        " && !e.closest('.answer-it') && e.getBoundingClientRect().height < 43).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_an_emergency_is_three_taps_from_the_front_while_locked(page: Page) -> None:
    page.get_by_role("link", name="Check", exact=True).first.click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Hard to wake, or hard to breathe").click()
    expect(page.locator(".place")).to_have_text("The ambulance number")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Now:")


def test_by_keyboard_alone_with_the_question_in_focus(page: Page) -> None:
    to_question(page)
    first = page.get_by_role("heading", level=1).inner_text()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "yes"
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.get_by_role("heading", level=1).inner_text() != first


def test_back_goes_one_question_back_and_an_answer_then_counts_once(page: Page) -> None:
    to_question(page)
    first = page.get_by_role("heading", level=1).inner_text()
    press(page, "No")
    second = page.get_by_role("heading", level=1).inner_text()
    press(page, "Back")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    press(page, "No")
    expect(page.get_by_role("heading", level=1)).to_have_text(second)
    expect(page.get_by_text("Question 2 of at most 12")).to_be_visible()


def test_without_script_it_goes_through_to_the_result(chromium: Browser, visitor: BrowserContext, locked: Live) -> None:
    context = chromium.new_context(**QUIET, java_script_enabled=False, storage_state=visitor.storage_state())
    context.set_default_timeout(PATIENCE)
    plain = context.new_page()
    plain.goto(locked.address + "/")
    to_result(plain)
    expect(plain.get_by_role("heading", name="What could it be")).to_be_visible()
    plain.goto(locked.address + url_for("check"))
    plain.fill("#words", "I want to die")
    press(plain, "Go on")
    expect(plain.locator("summary", has_text="Germany").first).to_be_visible()
    context.close()


def test_nothing_of_it_stands_in_address_title_cookie_storage_or_disk(page: Page, locked: Live) -> None:
    to_danger(page, "I feel low after sex, zibeline")
    press(page, "None of these")
    assert re.fullmatch(re.escape(locked.address + url_for("check_step")) + r"(\?\d+)?", page.url)
    token = page.locator('input[name="k"]').first.input_value()
    assert token
    assert page.title() == "Notes"
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    cookies = str(page.context.cookies())
    for hidden in (token, "zibeline"):
        assert hidden not in stored + cookies + page.url
    assert not [path for path in locked.folder.rglob("*") if path.is_file() and b"zibeline" in path.read_bytes()]


def test_on_paper_it_is_whole_and_carries_no_address(page: Page, locked: Live) -> None:
    to_result(page)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    made = page.pdf(display_header_footer=False, prefer_css_page_size=True)
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True)
    text = run.stdout.decode()
    for said in ("What could it be", "Made on", "What you told", PAIN, "Not yet reviewed by a clinician.", "Sources"):
        assert said in text, said
    for gone in (locked.address, "Exit", "Ring for help", "Print", "Answer it"):
        assert gone not in text, gone
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) <= 6


def test_begun_with_the_journal_open_it_is_gone_on_with_after_a_lock_and_kept(
    chromium: Browser, unlocked: Live
) -> None:
    seen = Watch(unlocked.address)
    context = phone(chromium)
    seen.on(context)
    page = context.new_page()
    page.goto(unlocked.launch_address)
    unlock(page)
    page.get_by_role("link", name="Check Is it dangerous").click()
    page.fill("#words", PAIN)
    press(page, "Go on")
    press(page, "None of these")
    asked = page.get_by_role("heading", level=1).inner_text()
    press(page, "Lock")
    unlock(page)
    expect(page.get_by_text("Go on with your check")).to_be_visible()
    press(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text(asked)
    press(page, "Show what it comes to now")
    press(page, "Keep it in my journal")
    expect(page.get_by_text("Kept in your journal.")).to_be_visible()
    page.goto(unlocked.address + url_for("home"))
    expect(page.get_by_text("Go on with your check")).to_have_count(0)
    page.goto(unlocked.address + url_for("kept_checks"))
    assert axe_findings(page) == []
    press(page, "Open")
    look_at(page, "dark-desk")
    assert axe_findings(page) == []
    expect(page.get_by_text(PAIN)).to_be_attached()
    context.close()
    seen.check()
