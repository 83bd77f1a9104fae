"""Patterns of days in a real browser: chosen beside times, read on the phone and on the desk, also without script."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journey.conftest import QUIET, Live, Watch, axe_findings, look_at, start_live, unlock
from tests.journey.invented import put
from tests.journey.made_days import checked_in

from aftercare.web.routes import url_for


@pytest.fixture
def days_live(tmp_path: Path) -> Iterator[Live]:
    """The program on a journal of check-ins."""
    now, folder = datetime.now(UTC), tmp_path / "journal"
    put(checked_in(now.date()), folder, now)
    running = start_live(folder)
    yield running
    running.stop()


def read(page: Page, look: str) -> None:
    """Nothing for axe to find, unfolded, and nothing that runs out of the window."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    expect(page).to_have_title("Notes")
    look_at(page, look)
    assert axe_findings(page) == [], look
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look


def test_days_are_chosen_beside_times_and_stay_chosen_also_without_script(chromium: Browser, days_live: Live) -> None:
    seen = Watch(days_live.address)
    context = chromium.new_context(**QUIET)
    seen.on(context)
    page = context.new_page()
    page.goto(days_live.launch_address)
    unlock(page)
    patterns = days_live.address + url_for("patterns")
    page.goto(patterns)
    expect(page.get_by_role("button", name="Times", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Days", exact=True).click()
    expect(page.get_by_text("From 240 days.")).to_be_visible()
    assert page.url == patterns
    read(page, "light-phone")
    page.locator(".card-button", has_text="Tears came apart from sex on").click()
    expect(page.get_by_role("heading", name="The days behind it")).to_be_visible()
    read(page, "dark-desk")

    bare = chromium.new_context(**QUIET, java_script_enabled=False, storage_state=context.storage_state())
    plain = bare.new_page()
    plain.goto(patterns)
    expect(plain.get_by_role("button", name="Days", exact=True)).to_have_attribute("aria-pressed", "true")
    plain.get_by_role("button", name="Pelvic pain", exact=True).click()
    expect(plain.locator(".card-button")).to_have_count(1)
    plain.get_by_role("button", name="Times", exact=True).click()
    expect(plain.get_by_text("From 240 days.")).to_have_count(0)
    assert plain.url == patterns
    for each in (bare, context):
        each.close()
    seen.check()
