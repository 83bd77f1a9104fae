"""Patterns in a real browser: the list, one outcome alone, every kind of pattern, what is looked at."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journey.conftest import (
    PATIENCE,
    QUIET,
    Live,
    Watch,
    axe_findings,
    look_at,
    start_live,
    unlock,
)
from tests.journey.invented import put
from tests.journey.made_patterns import patterned

from aftercare.web.routes import url_for

NARROW = {"width": 360, "height": 740}
TOO_SMALL_OR_CUT = """() => [...document.querySelectorAll('svg.chart text')].map(each => {
  const inside = each.getBoundingClientRect(), all = each.ownerSVGElement.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a;
  return [each.textContent, size, inside.left - all.left, all.right - inside.right];
}).filter(([, size, left, right]) => size > 0 && (size < 12 || left < -1 || right < -1))"""


def make(folder: Path) -> None:
    """A pattern of every kind, and a last look before some of them."""
    now = datetime.now(UTC)
    put(patterned(now.date()), folder, now)


@pytest.fixture(scope="module")
def patterned_live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The program on that journal."""
    folder = tmp_path_factory.mktemp("patterned") / "journal"
    make(folder)
    running = start_live(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def place(chromium: Browser, patterned_live: Live) -> Iterator[Page]:
    """A page of the open journal, opened once: taking the passphrase is slow on purpose."""
    seen = Watch(patterned_live.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(patterned_live.launch_address)
    unlock(page)
    yield page
    context.close()
    seen.check()


def press(what: Locator) -> None:
    with what.page.expect_navigation():
        what.click()


LOOKS_BOTH = ("light-phone", "dark-desk")


def read(page: Page, name: str, looks: tuple[str, ...] = LOOKS_BOTH) -> None:
    """Nothing for axe to find, unfolded, on the phone in the light and on the desk in the dark; nothing cut off."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate("document.fonts.ready.then(() => true)")
    expect(page, name).to_have_title("Notes")
    for look in looks:
        look_at(page, look)
        assert axe_findings(page) == [], (name, look)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, look)
    page.set_viewport_size(NARROW)
    assert page.evaluate(TOO_SMALL_OR_CUT) == [], name


KINDS = {
    "yes or no": "Tears came again by the next day after",
    "graded and a score": "Pain was",
    "the cycle": "Cramps go with the day of your cycle",
    "a day's check-in": "Mood afterwards was",
    "faded": "Pain the next day was",
}


def test_the_list_says_what_changed_and_every_kind_of_pattern_can_be_read(place: Page, patterned_live: Live) -> None:
    patterns = patterned_live.address + url_for("patterns")
    place.goto(patterns)
    expect(place.get_by_role("heading", name="Since you last looked")).to_be_visible()
    read(place, "the list")
    for number, (name, headline) in enumerate(KINDS.items()):
        place.goto(patterns)
        press(place.locator(".card-button", has_text=headline).first)
        expect(place.locator("svg.chart").first, name).to_be_visible()
        read(place, name, (LOOKS_BOTH[number % 2],))


def test_what_cannot_be_told_apart_leads_to_each_part_and_to_an_experiment(place: Page, patterned_live: Live) -> None:
    patterns = patterned_live.address + url_for("patterns")
    place.goto(patterns)
    card = place.locator(".card.apart")
    expect(card).to_contain_text("your entries cannot tell them apart yet")
    press(card.get_by_role("button", name="Holding each other"))
    expect(place.get_by_text("An experiment could.")).to_be_visible()
    read(place, "apart")
    place.goto(patterns)
    press(place.locator(".card.apart").get_by_role("button", name="Try one of them out"))
    assert place.url.removeprefix(patterned_live.address) in (url_for("experiment_new"), url_for("experiments"))


def test_one_outcome_is_looked_at_alone_also_without_script(
    chromium: Browser, place: Page, patterned_live: Live
) -> None:
    let_in = place.context.storage_state()
    context = chromium.new_context(**QUIET, java_script_enabled=False, storage_state=let_in)
    page = context.new_page()
    page.goto(patterned_live.address + url_for("patterns"))
    page.get_by_role("button", name="Cramps", exact=True).click()
    assert page.url == patterned_live.address + url_for("patterns")
    expect(page.get_by_role("button", name="Cramps", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card-button")).to_have_count(1)
    page.get_by_role("button", name="All", exact=True).click()
    assert page.locator(".card-button").count() > 1
    context.close()


def test_what_is_looked_at_can_be_read_and_changed(place: Page, patterned_live: Live) -> None:
    place.goto(patterned_live.address + url_for("looked_at"))
    read(place, "looked at")
    place.get_by_label("What matters most to you?").select_option(label="Pain")
    place.get_by_role("checkbox", name="Depth").check()
    press(place.get_by_role("button", name="Keep"))
    expect(place.get_by_role("status")).to_contain_text("Kept. It counts from now on.")
    place.get_by_label("Does this").select_option(label="Quarrel")
    place.get_by_label("go with this?").select_option(label="Cramps")
    press(place.get_by_role("button", name="Watch it"))
    press(place.get_by_role("button", name="Take off: Quarrel"))
    place.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    press(place.get_by_role("button", name="Take out: Alcohol"))
    expect(place.get_by_role("status")).to_contain_text("Taken out.")
    place.goto(patterned_live.address + url_for("patterns"))
    expect(place.get_by_role("heading", name="Your main question: pain")).to_be_visible()
    place.goto(patterned_live.address + url_for("sample_patterns"))
    press(place.locator(".card-button").first)
    read(place, "sample")
