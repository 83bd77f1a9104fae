"""With script off, in the open journal, up to the very end: a log with a danger in it, a check that is kept, Right now.

The rest is proven beside its own journeys: changing and taking back an entry in `test_journal_log`, a check while
locked in `test_check_journey`, the library in `test_library_journey`, the numbers of Right now in
`test_right_now_journey`.
"""

import pytest
from playwright.sync_api import Page, expect
from tests.journey.conftest import Live

from aftercare.web.routes import url_for

SHOWN = ".screen:visible"
MOST_SCREENS = 25
NOTED = "It is noted."


def answer(page: Page, css: str) -> None:
    """Tap it, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(css).first.click()


def test_a_check_goes_from_words_to_a_result_that_is_kept(plain_place: Page, shared: Live) -> None:
    page = plain_place
    page.goto(shared.address + url_for("my_check"))
    page.fill("#words", "Deep pain during sex for months")
    answer(page, "main .btn.wide")
    for _ in range(MOST_SCREENS):
        if page.locator('[name="do"][value="keep"]').count():
            break
        answer(page, 'button[name="none"], button[name="answer"][value="no"]')
    expect(page.get_by_text("Made on")).to_be_visible()
    answer(page, '[name="do"][value="keep"]')
    expect(page.get_by_text("Kept in your journal.")).to_be_visible()


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_right_now_goes_to_its_end_and_on_to_the_log(plain_place: Page, shared: Live, whose: str) -> None:
    page = plain_place
    page.goto(shared.address + url_for("right_now"))
    if whose == "theirs":
        page.get_by_role("radio", name="For my partner").check()
    page.locator(f".{whose} a.what").first.click()
    page.locator(f"{SHOWN} .none a").click()
    for _ in range(MOST_SCREENS):
        assert page.locator(SHOWN).count() == 1
        if page.locator(f"{SHOWN} .offer a").count():
            break
        before = page.url
        page.locator(f"{SHOWN} .thumb .btn").last.click()
        assert page.url != before
    page.locator(f"{SHOWN} .offer a").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()


def test_the_breath_of_right_now_can_be_stopped(plain_place: Page, shared: Live) -> None:
    plain_place.goto(f"{shared.address}{url_for('right_now')}#k1")
    circle = plain_place.locator(f"{SHOWN} .pacer span").first
    expect(circle).to_be_visible()
    plain_place.get_by_role("checkbox", name="Stop the circle").press("Space")
    expect(circle).to_be_hidden()
    expect(plain_place.locator(f"{SHOWN} .still")).to_have_text("In for 4. Out for 6.")


def test_a_log_whose_danger_is_said_is_followed_by_help_and_comes_to_its_end(plain_place: Page, shared: Live) -> None:
    """The last: what it says stands in the journal from then on."""
    page = plain_place
    page.goto(shared.address + url_for("log"))
    page.locator('input[name="mood_after"][value="0"]').check()
    answer(page, "#form .btn.wide")
    page.get_by_label("Hard to wake, or hard to breathe").check()
    answer(page, '[name="ticked"]')
    expect(page.locator(".flag .place")).to_have_text("The ambulance number")
    for _ in range(MOST_SCREENS):
        if page.get_by_role("heading", name=NOTED).count():
            break
        answer(page, '[name="do"][value="read"], [name="none"], [name="answer"][value="skip"]')
    expect(page.get_by_role("heading", name=NOTED)).to_be_visible()
    expect(page.get_by_text("This still stands.")).to_be_visible()
