"""A person tries something on themself in a real browser: plan, draw, log, answer; by keyboard, script or not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journey.conftest import LOOKS, PASSPHRASE, Live, axe_findings, look_at
from tests.journey.lived_experiment import begun, lived, months_before

from aftercare.vault import unlock as open_vault
from aftercare.web.routes import url_for

DAYS = timedelta(days=110)


@pytest.fixture(scope="module")
def shared_folder(shared_folder: Path) -> Path:
    """In it one experiment could not tell and the next one made a difference."""
    session = open_vault(shared_folder, PASSPHRASE, datetime.now(UTC))
    begins = datetime.now(UTC) - DAYS
    months_before(session, begins)
    begun(session, begins, seed="77" * 32)
    ended = lived(session, 24, helps=0)
    begun(session, ended + timedelta(days=1))
    lived(session, 24)
    session.lock()
    return shared_folder


def go(page: Page, live: Live, name: str) -> None:
    page.goto(live.address + url_for(name))


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


NEXT_LOOK = cycle(LOOKS)


def readable(page: Page) -> None:
    """By everyone, each page in the next look, with nothing cut off at the side."""
    look_at(page, next(NEXT_LOOK))
    assert axe_findings(page) == [], page.url
    for look in ("light-phone", "light-desk"):
        look_at(page, look)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, look)
    look_at(page, "light-phone")


def four_taps(page: Page, live: Live, pain: str = "2", more: Callable[[Page], None] = lambda _: None) -> None:
    """Log as one does, and pass what comes after."""
    go(page, live, "log")
    for name, value in (("tears", "0"), ("mood_after", "3"), ("pain", pain)):
        page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)
    more(page)
    tap(page, "Save")


def plan(page: Page, live: Live) -> None:
    """To the last page of the plan."""
    go(page, live, "experiment_new")
    page.get_by_label("Lubricant").check()
    tap(page, "Go on")
    page.locator('input[name="outcome"][value="pain less"]').check()
    tap(page, "Go on")
    page.locator('input[name="rounds"][value="40"]').check()
    tap(page, "Go on")


def stop(page: Page, live: Live) -> None:
    go(page, live, "experiments")
    page.locator("button.card-button").first.click()
    page.get_by_text("Stop it").first.click()
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_text("Stopped.")).to_be_visible()


def test_what_came_of_it_is_told_on_pages_that_everyone_can_read(place: Page, shared: Live) -> None:
    go(place, shared, "home")
    tap(place, "See what it came to")
    expect(place.get_by_role("heading", name="It made a difference, for the better.")).to_be_visible()
    assert place.locator("svg[role=img]").count() == 2
    readable(place)
    go(place, shared, "experiments")
    readable(place)
    place.locator("button.card-button").nth(1).click()
    readable(place)
    place.get_by_role("link", name="See what it came to").click()
    expect(place.get_by_role("heading", name="It could not tell.")).to_be_visible()
    expect(place.get_by_text("A difference of more than")).to_be_visible()


def test_planned_drawn_logged_in_four_taps_and_answered_in_one(place: Page, shared: Live) -> None:
    go(place, shared, "experiment_new")
    readable(place)
    plan(place, shared)
    readable(place)
    place.get_by_role("button", name="Back").click()
    expect(place.locator('input[name="rounds"][value="40"]')).to_be_checked()
    readable(place)
    tap(place, "Go on")
    tap(place, "Begin")
    assert "ubricant" not in place.title() + place.url
    tap(place, "See it")
    expect(place.locator("details.drawn .headline")).to_be_visible()
    readable(place)
    go(place, shared, "home")
    expect(place.locator("details.drawn .headline")).to_be_hidden()
    four_taps(place, shared)
    expect(place.get_by_role("heading", name="Did it go as drawn?")).to_be_visible()
    readable(place)
    tap(place, "Yes")
    expect(place.get_by_role("heading", name="Did it go as drawn?")).to_have_count(0)
    go(place, shared, "home")
    expect(place.get_by_role("heading", name="The next draw")).to_be_visible()
    stop(place, shared)
    readable(place)


def tab_to(page: Page, css: str) -> None:
    """Press Tab until that has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    raise AssertionError(f"the keyboard never came to {css}")


def test_planned_and_drawn_by_keyboard_alone(place: Page, shared: Live) -> None:
    go(place, shared, "experiment_new")
    for css, key in (
        ('input[value="lubricant"]', "Space"),
        ('button[value="on"]', "Enter"),
        ('input[value="pain less"]', "Space"),
        ('button[value="on"]', "Enter"),
        ('input[name="rounds"]', "ArrowDown"),
        ('button[value="on"]', "Enter"),
        ('button[value="on"]', "Enter"),
        ("#draw button", "Enter"),
        ("details.drawn summary", "Enter"),
        ("#draw button", "Enter"),
        ("#draw button", "Enter"),
    ):
        tab_to(place, css)
        if "button" in css:
            with place.expect_navigation():
                place.keyboard.press(key)
        else:
            place.keyboard.press(key)
    expect(place.locator("details.drawn .headline")).to_be_visible()
    stop(place, shared)


def test_without_script_all_of_it_works(plain_place: Page, place: Page, shared: Live) -> None:
    plan(plain_place, shared)
    tap(plain_place, "Begin")
    tap(plain_place, "See it")
    assert plain_place.locator("details.drawn[open]").count() == 1
    tap(plain_place, "Not tonight")
    go(plain_place, shared, "experiment")
    tap(plain_place, "Pause")
    tap(plain_place, "Go on with it")
    tap(plain_place, "See it")
    stop(plain_place, shared)
    tap(plain_place, "Undo")
    expect(plain_place.get_by_role("heading", name="Drawn for the next time")).to_be_visible()
    stop(plain_place, shared)


def test_what_was_not_wanted_leaves_no_word_and_severe_pain_lets_it_rest(place: Page, shared: Live) -> None:
    plan(place, shared)
    tap(place, "Begin")
    tap(place, "See it")
    four_taps(place, shared, more=with_someone)
    place.locator('input[name="wanted"][value="no"]').check(force=True)
    tap(place, "Keep this answer")
    for name in ("after_save", "home", "experiments", "experiment"):
        go(place, shared, name)
        words = place.locator("main").inner_text().lower()
        assert "as drawn" not in words, name
        assert "wanted" not in words, name
    go(place, shared, "after_save")
    tap(place, "None of these")
    tap(place, "Undo")
    go(place, shared, "experiment")
    expect(place.get_by_role("heading", name="Drawn for the next time")).to_be_visible()
    four_taps(place, shared, pain="8")
    go(place, shared, "home")
    expect(place.locator("main")).to_contain_text("The draw rests")
    go(place, shared, "experiment")
    readable(place)
    tap(place, "Go on with it")
    expect(place.get_by_text("Experiments rest for now.")).to_be_visible()
    go(place, shared, "experiment_new")
    expect(place.get_by_role("button", name="Go on")).to_have_count(0)
    readable(place)


def with_someone(page: Page) -> None:
    """Say under "More" that somebody else was there."""
    page.locator("details.more > summary").click()
    company = page.locator('input[name="company"][value="one"]')
    page.locator("details:has(> * input[name=company]) > summary").last.click()
    company.check(force=True)
