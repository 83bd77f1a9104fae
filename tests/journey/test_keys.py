"""With the keyboard alone: the pages that one needs in the hand."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journey.conftest import Live, start_live

from aftercare.web.routes import url_for

RING = """() => {
  const at = document.activeElement;
  const parts = [at, at.nextElementSibling, at.closest("label"), at.parentElement].filter(Boolean);
  return parts.some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  });
}"""
PLACE = """() => {
  const order = [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")];
  return order.indexOf(document.activeElement);
}"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    """One program for all of these."""
    folder = tmp_path_factory.mktemp("keys") / "journal"
    shutil.copytree(new_vault, folder)
    running = start_live(folder)
    yield running
    running.stop()


def tab_to(page: Page, css: str) -> None:
    """Press Tab until that has the focus: forward through the page, with a ring that can be seen."""
    before = page.evaluate(PLACE)
    for _ in range(120):
        page.keyboard.press("Tab")
        now = page.evaluate(PLACE)
        assert now >= before or now <= 1, "the focus jumps back in the page"
        before = now
        if page.evaluate("css => document.activeElement.matches(css)", css):
            assert page.evaluate(RING), f"{css} shows no ring"
            return
    raise AssertionError(f"the keyboard never came to {css}")


def enter(page: Page, css: str) -> None:
    """Come there and go on."""
    tab_to(page, css)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, *names: str) -> None:
    """The second answer of each question: Tab into it, Space, one step on."""
    for name in names:
        tab_to(page, f'input[name="{name}"]')
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        expect(page.locator(f'input[name="{name}"]').nth(1)).to_be_checked()


def by_keys_log(page: Page) -> None:
    choose(page, "tears", "mood_after", "pain")
    enter(page, "#form .btn.wide")
    page.wait_for_url("**" + url_for("after_save"))


def by_keys_check_in(page: Page) -> None:
    choose(page, "mood")
    enter(page, "#form .btn.wide")


def by_keys_check(page: Page) -> None:
    tab_to(page, "#words")
    page.keyboard.type("Deep pain during sex")
    enter(page, "main .btn.wide")
    assert page.locator("main h1").count() == 1


def by_keys_right_now(page: Page) -> None:
    page.wait_for_load_state()
    tab_to(page, ".screen a:not(header a)")
    page.keyboard.press("Enter")
    expect(page.locator(".screen:visible h1")).to_be_visible()


def by_keys_calendar(page: Page) -> None:
    enter(page, "table button")


def by_keys_settings(page: Page) -> None:
    tab_to(page, "#main_outcome")
    page.keyboard.press("ArrowDown")
    enter(page, "#form .btn.wide")


WALKS = {
    "log": by_keys_log,
    "check_in": by_keys_check_in,
    "my_check": by_keys_check,
    "right_now": by_keys_right_now,
    "calendar": by_keys_calendar,
    "settings": by_keys_settings,
}


@pytest.mark.parametrize("name", WALKS)
def test_by_keyboard_alone_in_the_order_of_the_page_with_a_ring_that_is_seen(
    place: Page, shared: Live, name: str
) -> None:
    place.goto(shared.address + url_for(name))
    WALKS[name](place)
