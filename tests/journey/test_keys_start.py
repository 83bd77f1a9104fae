"""With the keyboard alone, before there is a journal: the sample, reading; then to one's own and its lock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journey.conftest import PATIENCE, QUIET, Live, Watch
from tests.journey.keyboard import all_round, go, landed, open_page, press, tab_to, unfold, write

from aftercare.web.routes import url_for

PRIMARY = "main .btn.wide"


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is there yet."""
    return tmp_path_factory.mktemp("keys") / "journal"


@pytest.fixture(scope="module")
def phone(chromium: Browser, shared: Live, seen: Watch) -> Iterator[BrowserContext]:
    """A phone's browser, let in, with nothing to unlock."""
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(shared.launch_address)
    page.close()
    yield context
    context.close()


def test_the_sample_from_home_to_an_entry_a_day_a_pattern_and_an_experiment(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "front")
    go(hands, f'main a[href="{url_for("sample")}"]')
    go(hands, f'.ways a[href="{url_for("sample_timeline")}"]')
    go(hands, ".entry-line.encounter")
    go(hands, f'main a.btn[href="{url_for("sample_timeline")}"]')
    go(hands, f'main a[href="{url_for("sample_calendar")}"]')
    go(hands, "button.step")
    go(hands, ".day-cell.filled")
    go(hands, f'.ways a[href="{url_for("sample_patterns")}"]')
    go(hands, ".card-button")
    unfold(hands, "details.fold > summary")
    open_page(hands, shared, "sample_experiments")
    go(hands, ".card-button.soft")
    go(hands, '.thumb [name="experiment"]')
    go(hands, f'main a[href="{url_for("sample_report")}"]')
    all_round(hands)


def test_reading_by_name_and_help_of_a_country(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "library")
    go(hands, f'main a[href="{url_for("library_names")}"]')
    press(hands, "nav.letters a:last-child", "Enter")
    go(hands, "section:last-of-type li a")
    go(hands, f'.end a[href="{url_for("services")}"]')
    unfold(hands, 'main details:has(a[href^="tel:"]) > summary')
    tab_to(hands, 'main details[open] a[href^="tel:"]')


def test_under_eighteen_to_someone_to_talk_to(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "start_age")
    write(hands, "#year", "2015")
    go(hands, PRIMARY)
    expect(hands.locator("h1")).to_contain_text("until you are 18")
    go(hands, PRIMARY)
    tab_to(hands, "main summary")


def test_from_the_first_page_to_the_words_the_paper_and_the_lock(hands: Page, shared: Live) -> None:
    """The last: from here on there is a journal."""
    page = hands
    page.goto(shared.address + url_for("front"))
    all_round(page)
    go(page, PRIMARY)
    if page.url.endswith(url_for("explain_exit")):
        go(page, PRIMARY)
    go(page, PRIMARY)
    write(page, "#year", "1850")
    go(page, PRIMARY)
    expect(page.locator(".errors")).to_be_focused()
    press(page, "#year", "ControlOrMeta+a")
    page.keyboard.type("1990")
    go(page, PRIMARY)
    go(page, ".btn.text")
    words = " ".join(page.locator("#words li").all_inner_texts())
    write(page, "#phrase", words)
    press(page, "[data-show]", "Space")
    expect(page.locator("#phrase")).to_have_attribute("type", "text")
    press(page, '[name="paper"]', "Space")
    go(page, PRIMARY)
    write(page, "#last", page.locator("#key").inner_text()[-6:])
    go(page, PRIMARY)
    go(page, "#lock button")
    expect(page.locator("#phrase")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-personal]")
    landed(page)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**" + url_for("blank"))
