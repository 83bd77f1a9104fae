"""A phone that may write, and the program it loses: for the journeys of what is sealed in the page.

One browser with a folder of its own, so that its files can be searched; the program keeps its port from start to start.
"""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright
from tests.journey.conftest import CHROMIUM_ARGS, PATIENCE, PHONE, lasting_port, unlock
from tests.journey.sealed.writing_phone import Home, let_write_and_lock


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("sealed") / "journal"
    shutil.copytree(new_vault, folder)
    place = Home(folder, lasting_port())
    yield place
    place.stop()


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def errors() -> list[str]:
    """What went wrong in a script of a page."""
    return []


@pytest.fixture(scope="module")
def browser(playwright: Playwright, profile: Path, home: Home, errors: list[str]) -> Iterator[BrowserContext]:
    """A phone that the open journal has let write; the program is then stopped."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        args=CHROMIUM_ARGS,
        viewport=PHONE,
    )
    context.set_default_timeout(PATIENCE)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto(home.start())
    unlock(page)
    let_write_and_lock(page, home, "My phone")
    home.stop()
    page.close()
    yield context
    with contextlib.suppress(Exception):
        context.close()


@pytest.fixture
def phone(browser: BrowserContext, errors: list[str]) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(
        "globalThis.askedToStay = 0; const ask = StorageManager.prototype.persist;"
        "StorageManager.prototype.persist = function () { askedToStay += 1; return ask.call(this) }"
    )
    yield page
    page.close()
    seen = errors.copy()
    errors.clear()
    assert seen == []
