"""A person fills in questionnaires in a real browser: help before any score, readable by everyone, script or not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.journey.conftest import Live, axe_findings, in_turn, look_at, unlock

from aftercare.web.routes import url_for

GLAD = "It is good that you said that."


def tick(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f'input[name="{name.replace("beside_", "beside.")}"][value="{value}"]').check(force=True)


def to_form(page: Page, address: str, name: str) -> None:
    page.goto(address + url_for("screeners"))
    page.get_by_role("button", name=f"Fill in the {name}").click()
    page.wait_for_url("**" + url_for("screener"))


def send(page: Page) -> None:
    page.get_by_role("button", name="See what it comes to").click()
    page.wait_for_load_state()


def to_front(page: Page, address: str) -> None:
    page.goto(address + url_for("screeners"))


def to_four(page: Page, address: str) -> None:
    to_form(page, address, "PHQ-4")


def to_at_once(page: Page, address: str) -> None:
    to_form(page, address, "PHQ-9")
    tick(page, phq9_9="1")


def to_mend(page: Page, address: str) -> None:
    to_four(page, address)
    send(page)
    page.wait_for_selector(".errors")


def to_help(page: Page, address: str) -> None:
    to_at_once(page, address)
    send(page)


def to_result(page: Page, address: str) -> None:
    to_four(page, address)
    tick(page, gad7_1="1", gad7_2="2", phq9_1="2", phq9_2="1")
    send(page)


def to_pressing(page: Page, address: str) -> None:
    to_form(page, address, "PHQ-9")
    tick(page, **{f"phq9_{number}": "3" for number in range(1, 9)}, phq9_9="0")
    send(page)


def to_kept(page: Page, address: str) -> None:
    to_result(page, address)
    page.get_by_role("button", name="Keep it in my journal").click()
    page.get_by_text("Kept in your journal.").wait_for()


PLACES: dict[str, Callable[[Page, str], None]] = {
    "front": to_front,
    "form": to_four,
    "help at once": to_at_once,
    "to mend": to_mend,
    "help": to_help,
    "result": to_result,
    "pressing": to_pressing,
    "kept": to_kept,
}


@pytest.mark.parametrize("name", PLACES)
def test_every_page_can_be_read_by_everyone(place: Page, shared: Live, name: str) -> None:
    PLACES[name](place, shared.address)
    look = in_turn(list(PLACES).index(name))
    look_at(place, look)
    assert axe_findings(place) == [], look
    look_at(place, "light-phone")
    assert place.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways on a phone"


def test_the_numbers_come_up_with_the_answer_before_anything_is_sent(plain_place: Page, shared: Live) -> None:
    """Without script, too."""
    to_form(plain_place, shared.address, "PHQ-9")
    shown = plain_place.locator(".at-once:visible")
    expect(shown).to_have_count(0)
    tick(plain_place, phq9_9="1")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Germany")
    tick(plain_place, phq9_9="0")
    expect(shown).to_have_count(0)
    tick(plain_place, beside_suicidal_thoughts="yes")
    expect(shown).to_have_count(1)


def test_without_script_everything_can_be_done(plain_place: Page, shared: Live) -> None:
    to_result(plain_place, shared.address)
    expect(plain_place.get_by_text("6 of 12").or_(plain_place.locator(".score .figure"))).to_contain_text("of 12")
    plain_place.get_by_role("button", name="Don't keep it").click()
    expect(plain_place.get_by_text("Nothing was kept.")).to_be_visible()


def test_by_keyboard_alone(place: Page, shared: Live) -> None:
    to_form(place, shared.address, "PHQ-4")
    place.locator('input[name="gad7_1"]').first.focus()
    place.keyboard.press("ArrowRight")
    place.keyboard.press("Tab")
    place.keyboard.press("Space")
    assert place.locator('input[name="gad7_1"]:checked').get_attribute("value") == "1"
    assert place.locator('input[name="gad7_2"]:checked').get_attribute("value") == "0"


def test_the_page_with_the_numbers_stays_when_the_journal_locks(
    place: Page, phone: BrowserContext, shared: Live
) -> None:
    to_help(place, shared.address)
    other = phone.new_page()
    other.goto(shared.address + url_for("home"))
    other.get_by_role("button", name="Lock").click()
    other.wait_for_selector("#phrase")
    place.bring_to_front()
    expect(place.get_by_role("heading", name=GLAD)).to_be_visible()
    assert "PHQ" not in place.locator("body").inner_text()
    assert "PHQ" not in place.title()
    unlock(other)
    other.close()


def test_no_address_and_no_title_says_what_a_page_is_about(place: Page, shared: Live) -> None:
    titles = set()
    for go in (to_front, to_four, to_help, to_result):
        go(place, shared.address)
        assert place.url.removeprefix(shared.address).startswith("/p/")
        assert place.url.count("?") == 0
        titles.add(place.title())
    assert len(titles) == 1
