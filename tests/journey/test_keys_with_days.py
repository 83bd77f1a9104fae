"""With the keyboard alone, in a journal full of days: patterns, older days, the report, files in and out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journey.conftest import PASSPHRASE, Live, start_live
from tests.journey.invented import put
from tests.journey.keyboard import all_round, go, open_page, press, tab_to, unfold, write
from tests.journey.made_patterns import patterned

from aftercare.web.routes import url_for

APPLE = Path(__file__).parents[1] / "samples" / "apple_health" / "synthetic_reproductive_v14.xml"
OWN = "a kettle sings at noon"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One program for all of these."""
    folder = tmp_path_factory.mktemp("keys") / "journal"
    now = datetime.now(UTC)
    put(patterned(now.date()), folder, now)
    running = start_live(folder)
    yield running
    running.stop()


def test_from_the_patterns_to_one_of_them_and_the_entries_behind_it(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "home")
    go(hands, f'.ways a[href="{url_for("patterns")}"]')
    go(hands, '.narrow [aria-pressed="false"]')
    go(hands, ".card-button")
    unfold(hands, "main .in-words > summary")
    unfold(hands, "details.fold > summary")
    go(hands, ".entry-line")


def test_older_days_of_the_timeline(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "timeline")
    go(hands, '[name="before"]')


def test_a_report_up_to_the_file(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "yours")
    go(hands, f'main a[href="{url_for("report")}"]')
    write(hands, "#concern", "So tired on Mondays")
    press(hands, 'input[name="item"]', "Space", "Space")
    go(hands, "#form .btn.wide")
    expect(hands.locator("article")).to_contain_text("So tired on Mondays")
    all_round(hands)
    go(hands, f'a[href="{url_for("seal")}"]')
    write(hands, "#phrase", OWN)
    write(hands, "#again", OWN)
    go(hands, "main .btn.wide")
    saved(hands, ".age")


def test_everything_taken_out_without_a_seal(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "take_out")
    press(hands, 'input[name="private"]', "Space")
    go(hands, "main .btn.wide")
    go(hands, f'a[href="{url_for("plain")}"]')
    write(hands, "#phrase", PASSPHRASE)
    go(hands, "main .btn.wide")
    saved(hands, ".json")


def saved(page: Page, ending: str) -> None:
    """The file that is ready, among the downloads."""
    tab_to(page, f'a[href="{url_for("fetch")}"]')
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(ending)


def test_a_file_is_brought_in_and_taken_back(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "bring_in")
    tab_to(hands, "#f-file")
    with hands.expect_file_chooser() as chooser:
        hands.keyboard.press("Space")
    chooser.value.set_files(APPLE)
    go(hands, "main .btn.wide")
    go(hands, '[name="do"][value="take"]')
    go(hands, f'main form[action="{url_for("bring_in_back")}"] button')
