"""With the keyboard alone, all that is done in the open journal: from writing down to asking for everything's end.

Where the keyboard goes is looked at in `keyboard`; here stands what a person does with it. Journeys that need a journal
full of days are in `test_keys_with_days`, beginning a journal in `test_keys_start`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.journey.conftest import PASSPHRASE, Live
from tests.journey.keyboard import (
    LAST,
    MOST_SCREENS,
    SAVE,
    UNDO,
    all_round,
    choose,
    go,
    landed,
    open_page,
    past_what_a_save_asks,
    press,
    tab_to,
    unfold,
    write,
)

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.vault import unlock as open_vault
from aftercare.web.routes import url_for

LONG_AGO = datetime.now(UTC) - timedelta(days=9)
REMEMBERED = Entry(
    id="6b1c5f0e-7a52-4c0e-9d38-1f2e3d4c5b6a",
    kind=EntryKind.ENCOUNTER,
    at=When(LONG_AGO.replace(tzinfo=None, second=0, microsecond=0), "UTC", Precision.INSTANT),
    recorded=LONG_AGO,
    values={"mood_after": 2, "pain": 1},
    note="The quiet lantern.",
)
"""What is changed, searched for and brought back, whichever of these runs first."""
ON = 'button[value="on"]'
SHOWN = ".screen:visible"


@pytest.fixture(scope="module")
def shared_folder(shared_folder: Path) -> Path:
    """With something long ago in it."""
    session = open_vault(shared_folder, PASSPHRASE, datetime.now(UTC))
    session.add(REMEMBERED)
    session.lock()
    return shared_folder


FAULTS = {
    "no ring": "<style>a { outline: none }</style>",
    "out of sight": "<p style='position: fixed; inset: 0; margin: 0'></p>",
    "does not come out": "<script>onkeydown = (e) => document.activeElement.id && e.preventDefault()</script>",
    "went round": "<a href='/4' tabindex='1'>four</a>",
    "and never came": "<button tabindex='-1'>more</button>",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_with_a_fault_is_found_out(hands: Page, fault: str) -> None:
    """The control of all that follows."""
    links = "<a href='/1'>one</a> <a href='/2' id='two'>two</a> <a href='/3' id='goal'>three</a>"
    hands.goto(f"data:text/html,{quote(links + FAULTS[fault])}")
    with pytest.raises(AssertionError, match=fault):
        tab_to(hands, "button" if "button" in FAULTS[fault] else "#goal")


def test_an_experiment_from_its_plan_through_a_draw_to_its_end(hands: Page, shared: Live) -> None:
    """Before the danger below: experiments rest once one stands in the journal."""
    open_page(hands, shared, "experiment_new")
    press(hands, 'input[value="lubricant"]', "Space")
    go(hands, ON)
    press(hands, 'input[value="pain less"]', "Space")
    go(hands, ON)
    press(hands, 'input[name="rounds"]', "ArrowDown")
    go(hands, ON)
    go(hands, ON)
    go(hands, "#draw button")
    if not hands.locator("details.drawn[open]").count():
        unfold(hands, "details.drawn summary")
    expect(hands.locator("details.drawn .headline")).to_be_visible()
    go(hands, "#draw form button")
    open_page(hands, shared, "experiment")
    go(hands, '[value="pause"]')
    go(hands, '[value="resume"]')
    unfold(hands, "details:has([value=stop]) > summary")
    go(hands, '[value="stop"]')
    go(hands, "main a.btn.wide")
    all_round(hands)
    go(hands, f'main a[href="{url_for("experiments")}"]')
    go(hands, ".card-button")
    unfold(hands, "details:has([value=delete]) > summary")
    go(hands, '[value="delete"]')
    expect(hands.locator(".card-button")).to_have_count(0)
    go(hands, UNDO)
    expect(hands.locator("details:has([value=delete])")).to_be_visible()


def test_log_with_every_question_in_view_and_what_follows_to_the_end(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "log")
    choose(hands, "tears", "mood_after", "pain")
    unfold(hands, "#more > summary")
    write(hands, "#f-note", "A candle on the sill.")
    go(hands, SAVE)
    past_what_a_save_asks(hands)
    expect(hands.locator(".undo")).to_contain_text("Saved")
    go(hands, LAST)
    expect(hands.locator("body.home")).to_be_visible()


def test_a_danger_after_a_save_up_to_the_number_to_ring(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "log")
    press(hands, 'input[name="mood_after"]', "Space")
    go(hands, SAVE)
    press(hands, 'input[name="line"]', "Space")
    go(hands, '[name="ticked"]')
    write(hands, "[data-pick]", "Germany")
    tab_to(hands, 'a[href="tel:112"]')
    go(hands, '[name="do"][value="read"]')
    past_what_a_save_asks(hands)
    go(hands, LAST)


def test_where_it_hurts_in_the_drawing_and_in_the_list(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "log")
    unfold(hands, "#more > summary")
    part = hands.locator("details.fold:has(.body-map)").last
    if part.get_attribute("open") is None:
        unfold(hands, "#more details.fold:has(.body-map) > summary")
    press(hands, '.region[data-site="chest"]', "Enter", "ArrowRight", "ArrowRight", "ArrowRight")
    tab_to(hands, ".map-off")
    hands.keyboard.press("Escape")
    expect(hands.locator('.region[data-site="chest"]').first).to_be_focused()
    tab_to(hands, '.region[data-site="breast"]')
    unfold(hands, ".map-list > summary")
    expect(hands.get_by_label("Chest", exact=True)).to_have_value("3")
    write(hands, 'select[name$=".flank"]', "6")
    expect(hands.locator('select[name$=".flank"]')).to_have_value("6")
    all_round(hands)


def test_an_entry_is_changed_deleted_and_brought_back(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "timeline")
    lines = hands.locator(".entry-line").count()
    go(hands, ".entry-line.encounter")
    go(hands, f'a[href="{url_for("edit")}"]')
    press(hands, 'input[name="mood_after"]', "ArrowLeft")
    press(hands, 'input[name="pain"]', "Delete")
    expect(hands.locator('input[name="pain"]:checked')).to_have_count(0)
    go(hands, SAVE)
    past_what_a_save_asks(hands)
    open_page(hands, shared, "timeline")
    go(hands, ".entry-line.encounter")
    go(hands, 'form[action$="/31"] button')
    go(hands, "button.danger")
    expect(hands.locator(".entry-line")).to_have_count(lines - 1)
    go(hands, UNDO)
    expect(hands.locator(".entry-line")).to_have_count(lines)


def test_an_earlier_time_and_the_day_after_it(hands: Page, shared: Live) -> None:
    then = datetime.now() - timedelta(hours=40)
    open_page(hands, shared, "log")
    press(hands, 'input[name="when"]', "ArrowRight")
    write(hands, 'input[name="day"]', f"{then:%m%d%Y}")
    write(hands, 'input[name="hour"]', f"{then:%I%M%p}")
    choose(hands, "tears", "mood_after")
    go(hands, SAVE)
    past_what_a_save_asks(hands)
    go(hands, LAST)
    go(hands, '.day-after-card [value="more"]')
    press(hands, "#form input", "Space")
    go(hands, SAVE)


def test_search_in_notes(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "timeline")
    write(hands, "#words", "lantern")
    with hands.expect_navigation():
        hands.keyboard.press("Enter")
    landed(hands)
    expect(hands.locator(".found-count")).to_contain_text("1 entry found")
    press(hands, '[name="only"][value="pain"]', "Space")
    go(hands, '[name="only"][value="pain"]')
    expect(hands.locator(".found-count")).to_contain_text("1 entry found")
    go(hands, ".entry-line")
    expect(hands.locator("main")).to_contain_text("lantern")


def test_check_in(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "check_in")
    choose(hands, "mood")
    go(hands, SAVE)


def to_the_result(page: Page) -> None:
    """Past every question, with none or no."""
    for _ in range(MOST_SCREENS):
        if page.locator('[name="do"][value="keep"]').count():
            return
        go(page, 'main form.thumb button, button[name="none"], button[value="no"]')
    raise AssertionError("it never comes to a result")


def test_check_from_words_to_a_result_that_is_kept(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "my_check")
    write(hands, "#words", "Deep pain during sex")
    go(hands, "main .btn.wide")
    go(hands, '[name="none"]')
    asked = hands.locator("h1").inner_text()
    go(hands, 'button[value="yes"]')
    go(hands, 'form:has([name="do"][value="back"]) button')
    expect(hands.locator("h1")).to_have_text(asked)
    to_the_result(hands)
    unfold(hands, "details.cause:not([open]) > summary")
    go(hands, '[name="do"][value="keep"]')
    go(hands, f'a[href="{url_for("kept_checks")}"]')
    go(hands, ".kept-list .btn")
    unfold(hands, ".told > summary")
    go(hands, '[value="delete"]')
    expect(hands.locator(".kept-list")).to_have_count(0)
    go(hands, UNDO)
    expect(hands.locator(".kept-list li")).to_have_count(1)


def test_check_of_heavy_words_with_whom_to_reach_before_all_else(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "my_check")
    write(hands, "#words", "I want to die")
    go(hands, "main .btn.wide")
    write(hands, "[data-pick]", "Germany")
    tab_to(hands, 'a[href^="tel:"]')
    to_the_result(hands)
    write(hands, ".flag [data-pick]", "Germany")
    tab_to(hands, '.flag a[href^="tel:"]')
    go(hands, '[name="do"][value="away"]')


def test_library_from_the_shelf_to_a_page_and_an_answer(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "library")
    unfold(hands, ".shelves summary")
    go(hands, ".shelves details[open] a")
    unfold(hands, "main details > summary")
    go(hands, '[name="helped"]')
    expect(hands.locator('[name="helped"][value="yes"]')).to_have_attribute("aria-pressed", "true")
    write(hands, "#q", "why do i cry")
    with hands.expect_navigation():
        hands.keyboard.press("Enter")
    landed(hands)


def on(page: Page, css: str) -> None:
    """To another screen of the same page, whose words have the focus then."""
    before = page.locator(f"{SHOWN} h1").inner_text()
    press(page, css, "Enter")
    expect(page.locator(f"{SHOWN} h1")).not_to_have_text(before)
    expect(page.locator(f"{SHOWN} h1")).to_be_focused()


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_right_now_to_its_end(hands: Page, shared: Live, whose: str) -> None:
    open_page(hands, shared, "right_now")
    if whose == "theirs":
        press(hands, "#for-me", "ArrowRight")
        expect(hands.locator(".theirs")).to_be_visible()
    on(hands, f".{whose} a.what")
    on(hands, ".none a")
    if hands.locator(f"{SHOWN} .stop").count():
        hands.keyboard.press("Shift+Tab")
        expect(hands.locator(f"{SHOWN} .stop")).to_be_focused()
        hands.keyboard.press("Space")
        expect(hands.locator(f"{SHOWN} .still")).to_be_visible()
    for _ in range(MOST_SCREENS):
        if hands.locator(f"{SHOWN} {LAST}").count():
            break
        on(hands, ".thumb > a.btn, .thumb .stack > a:last-child")
    go(hands, LAST)


def test_right_now_a_danger_the_number_of_a_country_and_back(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "right_now")
    on(hands, ".mine a.what")
    on(hands, ".dangers a")
    if hands.locator(f"{SHOWN} details.reach:not([open])").count():
        unfold(hands, "details.reach > summary")
    write(hands, ".pick select", "Germany")
    tab_to(hands, 'a[href="tel:112"]')
    on(hands, "[data-back]")


def test_all_settings_and_how_to_install(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "my_settings")
    all_round(hands)
    open_page(hands, shared, "install")
    unfold(hands, "main summary")
    all_round(hands)


def test_the_reminder_is_saved_as_a_file(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "reminder")
    press(hands, 'input[name="every"]', "ArrowRight")
    press(hands, 'input[name="day"]:not(:checked)', "Space")
    tab_to(hands, SAVE)
    with hands.expect_download() as waiting:
        hands.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "calendar.ics"


def test_a_browser_is_let_write_notes_while_locked_and_its_letter_is_kept(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "devices")
    write(hands, "#name", "Phone")
    go(hands, ".thumb .btn")
    go(hands, "#lock button")
    expect(hands.locator("#phrase")).to_be_focused()
    go(hands, f'a[href="{url_for("locked_log")}"]')
    choose(hands, "tears")
    hands.wait_for_load_state("networkidle")  # what seals is there
    press(hands, SAVE, "Enter")
    hands.get_by_role("heading", name="Noted.").wait_for()
    open_page(hands, shared, "front")
    for words in ("not these", PASSPHRASE):
        expect(hands.locator("#phrase")).to_be_focused()
        hands.keyboard.type(words)
        with hands.expect_navigation():
            hands.keyboard.press("Enter")
        landed(hands)
    open_page(hands, shared, "letters")
    go(hands, '[name="do"][value="look"]')
    go(hands, '[name="do"][value="keep"]')


def test_forget_everything_up_to_the_last_question_then_exit(hands: Page, shared: Live) -> None:
    """The last: it ends what the others share."""
    open_page(hands, shared, "yours")
    go(hands, f'main a[href="{url_for("forget")}"]')
    tab_to(hands, "button.alarm")
    go(hands, "a.ghost.wide")
    press(hands, "#exit button", "Enter")
    hands.wait_for_url("**" + url_for("blank"))
    tab_to(hands, "textarea")
