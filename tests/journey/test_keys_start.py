"""With the keyboard alone, from the first page to a journal of one's own: its words, its paper, its lock."""

from playwright.sync_api import Page, expect
from tests.journey.conftest import Live
from tests.journey.keyboard import all_round, by_keys, go, landed, press, write

from aftercare.web.routes import url_for

PRIMARY = "main .btn.wide"


def test_from_the_first_page_to_the_words_the_paper_and_the_lock(page: Page, live: Live) -> None:
    by_keys(page)
    page.goto(live.address + url_for("front"))
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
