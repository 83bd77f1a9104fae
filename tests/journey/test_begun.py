"""Begin something, be called away, come back: the half-filled form is still there, once, in a real browser.

Time is let pass for the program alone: a file says by how much its clocks run ahead.
"""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journey.conftest import PATIENCE, QUIET, Live, Watch, axe_findings, look_at, start_live, unlock

from aftercare.model.settings import Device
from aftercare.usecases import device

AHEAD = """
import pathlib, time
_file = pathlib.Path(__file__).with_name("ahead")
_steady, _wall = time.monotonic, time.time

def _ahead():
    try:
        return float(_file.read_text() or 0)
    except (OSError, ValueError):
        return 0.0

time.monotonic = lambda: _steady() + _ahead()
time.time = lambda: _wall() + _ahead()
"""
STEP = 25.0
"""Seconds at a time: less than what passes for sleep."""


@dataclass
class Hours:
    """The program's clocks."""

    file: Path
    ahead: float = 0.0

    def pass_by(self, seconds: float) -> None:
        """Let them run ahead."""
        self.ahead += seconds
        whole = self.file.with_suffix(".new")
        whole.write_text(str(self.ahead))
        whole.replace(self.file)

    def walk_away(self) -> None:
        """A minute in which nobody touches anything, in steps as the program's own ticks see them."""
        for _ in range(3):
            self.pass_by(STEP)
            time.sleep(1.2)


@pytest.fixture(scope="module")
def clocks(tmp_path_factory: pytest.TempPathFactory) -> Hours:
    """Where the program looks for them."""
    folder = tmp_path_factory.mktemp("clocks")
    (folder / "sitecustomize.py").write_text(AHEAD)
    return Hours(folder / "ahead")


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory, new_vault: Path, clocks: Hours) -> Iterator[Live]:
    """The program, locking after a minute."""
    folder = tmp_path_factory.mktemp("begun") / "journal"
    shutil.copytree(new_vault, folder)
    device.save(folder, Device(exit_explained=True, auto_lock_minutes=1))
    running = start_live(folder, {**os.environ, "PYTHONPATH": str(clocks.file.parent)})
    yield running
    running.stop()


@pytest.fixture(scope="module")
def phone(chromium: Browser, hurried: Live) -> Iterator[Page]:
    """A phone in front of the open journal."""
    seen = Watch(hurried.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(hurried.launch_address)
    unlock(page)
    yield page
    context.close()
    seen.check()


def begin(page: Page) -> None:
    """Half a log, with words; the script hands it over a moment later."""
    page.get_by_role("link", name="Log", exact=True).click()
    page.locator('input[name="tears"][value="2"]').click()
    page.locator("#more > summary").click()
    page.locator("#f-note").fill("It began when")
    with page.expect_response("**/p/90") as handed:
        pass
    assert handed.value.json() == {"kept": True, "fits": True}


def log_has_it(page: Page) -> None:
    """The form stands as it was left."""
    expect(page.locator('input[name="tears"][value="2"]')).to_be_checked()
    expect(page.locator("#f-note")).to_have_value("It began when")
    expect(page.get_by_role("radio", name="It was earlier")).to_be_checked()


def come_back(page: Page, live: Live) -> None:
    """What the person finds, and the passphrase."""
    page.goto(live.address + "/")
    page.locator("#phrase").wait_for()
    unlock(page)
    expect(page.get_by_text("You had begun something")).to_be_visible()


def timeline(page: Page, live: Live) -> int:
    """How many entries there are."""
    page.goto(live.address + "/p/27")
    return page.locator(".entry-line").count()


def test_begin_walk_away_unlock_continue_save_one_entry_once(phone: Page, hurried: Live, clocks: Hours) -> None:
    page = phone
    begin(page)
    clocks.walk_away()
    come_back(page, hurried)
    expect(page.locator("main")).not_to_contain_text("It began when")
    look_at(page, "dark-desk")
    assert axe_findings(page) == []
    for look in ("dark-desk", "light-phone"):
        look_at(page, look)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), look
    page.get_by_role("button", name="Continue").click()
    log_has_it(page)
    page.locator('input[name="mood_after"][value="2"]').click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/p/22")
    assert timeline(page, hurried) == 1
    page.goto(hurried.address + "/p/20")
    expect(page.get_by_text("You had begun something")).to_have_count(0)


def test_after_sleep_it_is_there_too_and_can_be_thrown_away(phone: Page, hurried: Live, clocks: Hours) -> None:
    page = phone
    before = timeline(page, hurried)
    page.goto(hurried.address + "/p/20")
    begin(page)
    clocks.pass_by(3_600)
    time.sleep(1.5)
    come_back(page, hurried)
    page.get_by_role("button", name="Throw away").click()
    expect(page.get_by_text("Thrown away.")).to_be_visible()
    expect(page.get_by_text("You had begun something")).to_have_count(0)
    assert timeline(page, hurried) == before


def test_left_on_purpose_it_is_offered_no_more(phone: Page, hurried: Live, clocks: Hours) -> None:
    page = phone
    page.goto(hurried.address + "/p/20")
    begin(page)
    with page.expect_request("**/p/90") as taken_back:
        page.get_by_role("link", name="Cancel").click()
    assert "do=away" in (taken_back.value.post_data or "")
    page.wait_for_url("**/p/20")
    clocks.pass_by(3_600)
    time.sleep(1.5)
    page.goto(hurried.address + "/")
    page.locator("#phrase").wait_for()
    unlock(page)
    expect(page.get_by_text("You had begun something")).to_have_count(0)
