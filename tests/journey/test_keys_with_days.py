"""With the keyboard alone, in a journal full of days: patterns and what is looked at, single days and entries.

Also a questionnaire, what is for this person only, the report, files in and out.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journey.conftest import PASSPHRASE, Live
from tests.journey.invented import put
from tests.journey.keyboard import (
    LAST,
    SAVE,
    UNDO,
    all_round,
    choose,
    go,
    open_page,
    past_what_a_save_asks,
    press,
    tab_to,
    unfold,
    write,
)
from tests.journey.made_patterns import patterned

from aftercare.web.routes import url_for

APPLE = Path(__file__).parents[1] / "samples" / "apple_health" / "synthetic_reproductive_v14.xml"
PRIMARY = "main .btn.wide"
SCORE = "#questions .btn.wide"
OWN = "a kettle sings at noon"


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Full of days."""
    folder = tmp_path_factory.mktemp("keys") / "journal"
    now = datetime.now(UTC)
    put(patterned(now.date()), folder, now)
    return folder


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


def test_what_is_looked_at_and_watched(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "my_settings")
    go(hands, f'main a[href="{url_for("looked_at")}"]')
    press(hands, "#outcome", "ArrowDown")
    unfold(hands, "#suspects > summary")
    press(hands, '[name="suspect"]', "Space")
    go(hands, '[value="ask"]')
    expect(hands.locator('[name="suspect"]:checked')).to_have_count(1)
    press(hands, "#watch-factor", "ArrowDown")
    press(hands, "#watch-outcome", "ArrowDown")
    go(hands, '[value="watch"]')
    expect(hands.locator('[value="unwatch"]')).to_have_count(1)
    go(hands, '[value="unwatch"]')
    go(hands, UNDO)
    expect(hands.locator('[value="unwatch"]')).to_have_count(1)
    unfold(hands, "details:has([value=out]) > summary")
    out = hands.locator('[value="out"]').count()
    go(hands, '[value="out"]')
    expect(hands.locator('[value="out"]')).to_have_count(out - 1)
    if not hands.locator("details[open]:has([value=in])").count():
        unfold(hands, "details:has([value=in]) > summary")
    go(hands, '[value="in"]')
    expect(hands.locator('[value="out"]')).to_have_count(out)


def test_a_month_back_a_day_and_something_added_to_it(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "timeline")
    go(hands, f'main a[href="{url_for("calendar")}"]')
    this = hands.locator("h1").inner_text()
    go(hands, "button.step")
    expect(hands.locator("h1")).not_to_have_text(this)
    write(hands, "#month", this[0:3])
    go(hands, ".to-month button")
    go(hands, "button.step")
    go(hands, ".day-cell.filled")
    lines = hands.locator(".entry-line").count()
    go(hands, '[value="check_in"]')
    choose(hands, "mood")
    go(hands, SAVE)
    past_what_a_save_asks(hands)
    go(hands, LAST)
    open_page(hands, shared, "calendar_day")
    expect(hands.locator(".entry-line")).to_have_count(lines + 1)
    expect(hands.locator("main")).to_contain_text("Check-in")


def test_an_entry_left_out_counted_again_and_told_of_the_day_after(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "timeline")
    go(hands, ".entry-line.encounter")
    go(hands, '[value="out"]')
    expect(hands.locator('[value="in"]')).to_be_visible()
    go(hands, UNDO)
    expect(hands.locator('[value="out"]')).to_be_visible()
    go(hands, f'form[action="{url_for("day_after_of")}"] button')
    press(hands, "#form input", "Space")
    go(hands, SAVE)
    past_what_a_save_asks(hands)
    go(hands, LAST)
    expect(hands.locator("body.home")).to_be_visible()


def test_a_questionnaire_with_help_before_its_score_and_the_score_kept(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "screeners")
    go(hands, '[value="phq9"]')
    go(hands, SCORE)
    press(hands, ".errors a", "Enter")
    press(hands, 'input[name="phq9_1"]', "Space", "ArrowRight")
    press(hands, 'input[name="phq9_9"]', "Space", "ArrowRight")
    write(hands, ".at-once.by-item [data-pick]", "Germany")
    tab_to(hands, '.at-once.by-item a[href^="tel:"]')
    go(hands, SCORE)
    write(hands, ".flag [data-pick]", "Germany")
    tab_to(hands, '.flag a[href^="tel:"]')
    press(hands, '.screener-form [name^="beside."]', "Space", "ArrowRight")
    go(hands, ".screener-form button")
    for _ in range(2):
        if hands.locator(f'.thumb a[href="{url_for("screener_result")}"]').count():
            go(hands, f'.thumb a[href="{url_for("screener_result")}"]')
    go(hands, '[value="keep"]')
    go(hands, ".thumb a")
    go(hands, UNDO)
    tab_to(hands, ".flag [data-pick]")
    go(hands, PRIMARY)
    expect(hands.locator("main")).to_contain_text("Once you keep a score")


def test_what_was_not_wanted_and_the_page_for_this_person_only(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "log")
    choose(hands, "tears")
    unfold(hands, "#more > summary")
    fold = "#more details.fold:has([name=company]):not([open]) > summary"
    if hands.locator(fold).count():
        unfold(hands, fold)
    press(hands, 'input[name="company"]', "Space")
    go(hands, SAVE)
    press(hands, 'input[name="wanted"]', "ArrowDown", "ArrowDown")
    expect(hands.locator('input[name="wanted"][value="no"]')).to_be_checked()
    go(hands, '[name="keep"]')
    past_what_a_save_asks(hands)
    go(hands, ".neutral button")
    write(hands, ".reach [data-pick]", "Germany")
    tab_to(hands, '.reach a[href^="tel:"]')
    go(hands, PRIMARY)
    past_what_a_save_asks(hands)
    go(hands, LAST)
    go(hands, ".neutral-line a")
    go(hands, PRIMARY)
    expect(hands.locator("body.home")).to_be_visible()


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
