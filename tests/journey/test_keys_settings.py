"""With the keyboard alone, what is set: what is asked, about oneself, a plan, this device and its writing.

Each of these ends where what was set stands, or was taken back.
"""

from playwright.sync_api import Page, expect
from tests.journey.conftest import PASSPHRASE, Live, Watch
from tests.journey.keyboard import (
    MOST_SCREENS,
    SAVE,
    UNDO,
    all_round,
    choose,
    go,
    landed,
    open_page,
    press,
    tab_to,
    unfold,
    write,
)

from aftercare.web.routes import url_for

OPENED = "details[open]"
SCREEN = "#steps"


def from_settings(page: Page, shared: Live, name: str) -> None:
    """From the list of all settings to one of them."""
    open_page(page, shared, "my_settings")
    go(page, f'.settings-list a[href="{url_for(name)}"]')


def test_what_the_form_shows(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "form_choice")
    unfold(hands, "#form-more summary")
    one = f"#form-more {OPENED} select"
    name = hands.locator(one).first.get_attribute("name")
    write(hands, one, "Hid")
    go(hands, SAVE)
    expect(hands.locator(f'[name="{name}"]')).to_have_value("hidden")
    go(hands, '[value="reset"]')
    expect(hands.locator(f'[name="{name}"]')).to_have_value("usual")
    go(hands, UNDO)
    expect(hands.locator(f'[name="{name}"]')).to_have_value("hidden")


def test_a_question_of_ones_own_with_its_words_a_new_name_and_a_rest(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "own_measures")
    write(hands, "#name", "Tea")
    write(hands, "#kind", "One")
    tab_to(hands, "#options")
    for word in ("Mint", "Sage"):
        hands.keyboard.type(word)
        hands.keyboard.press("Enter")
    go(hands, SAVE)
    press(hands, ".errors a", "Enter")
    press(hands, '[name="phase"]', "Space")
    go(hands, SAVE)
    expect(hands.locator("main .card").first).to_contain_text("Mint, Sage")
    write(hands, ".rename .field", "Tea at night")
    go(hands, '[value="rename"]')
    expect(hands.locator("main .card").first).to_contain_text("Tea at night")
    go(hands, '[value="retire"]')
    unfold(hands, "details.fold summary")
    go(hands, '[value="bring_back"]')
    expect(hands.locator('[value="retire"]')).to_be_visible()


def test_about_oneself(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "person")
    unfold(hands, "details.fold:not([open]) > summary")
    press(hands, f"{OPENED} .chip input", "Space")
    go(hands, SAVE)
    expect(hands.locator("main input:checked")).to_have_count(1)
    go(hands, UNDO)
    expect(hands.locator("main input:checked")).to_have_count(0)


def test_question_day_and_time_zone(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "settings")
    press(hands, "#main_outcome", "ArrowDown")
    choose(hands, "day_after_card", "advice_for_two")
    press(hands, "#f-turns", "ArrowDown")
    write(hands, "#f-zone", "Europe/Ber")
    go(hands, SAVE)
    expect(hands.locator("#f-zone")).to_have_value("Europe/Berlin")
    expect(hands.locator("#f-turns")).to_have_value("5")
    expect(hands.locator("#main_outcome")).not_to_have_value("")
    go(hands, UNDO)
    expect(hands.locator("#main_outcome")).to_have_value("")


def test_a_plan_for_heavy_hours_is_written_changed_looked_at_and_removed(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "safety_plan")
    go(hands, "main a.btn.wide")
    write(hands, "#f-what_helps", "The lamp by the window")
    go(hands, SAVE)
    expect(hands.locator("main .note")).to_have_text("The lamp by the window")
    go(hands, "main a.btn.wide")
    write(hands, "#f-people", "My sister")
    go(hands, SAVE)
    expect(hands.locator("main .note")).to_have_count(2)
    unfold(hands, "main details.urgent > summary")
    tab_to(hands, 'main a[href^="tel:"]')
    unfold(hands, "main .in-words > summary")
    go(hands, f'form[action="{url_for("remove_plan")}"] button')
    expect(hands.locator("main .note")).to_have_count(0)
    go(hands, UNDO)
    expect(hands.locator("main .note")).to_have_count(2)


def test_language_hours_and_weeks(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "language")
    press(hands, 'input[name="clock"]', "ArrowRight", "ArrowRight")
    press(hands, 'input[name="week"]', "ArrowRight")
    go(hands, SAVE)
    expect(hands.locator('input[name="clock"][value="12"]')).to_be_checked()
    press(hands, 'input[name="language"]', "ArrowRight")
    go(hands, SAVE)
    expect(hands.locator("html")).to_have_attribute("lang", "de")
    go(hands, UNDO)
    expect(hands.locator("html")).to_have_attribute("lang", "en")


def test_how_it_looks_where_it_is_and_what_it_opens_on(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "appearance")
    press(hands, 'input[name="theme"]', "ArrowRight", "ArrowRight")
    write(hands, "#name", "Pad")
    press(hands, 'input[name="icon"]', "ArrowRight")
    press(hands, 'input[name="cover"]', "Space")
    write(hands, "#minutes", "0")
    write(hands, "#country", "Germany")
    go(hands, SAVE)
    expect(hands.locator(".errors")).to_be_focused()
    press(hands, 'input[name="theme"]', "ArrowRight", "ArrowRight")
    write(hands, "#name", "Pad")
    press(hands, 'input[name="cover"]', "Space")
    write(hands, "#minutes", "7")
    write(hands, "#country", "Germany")
    go(hands, SAVE)
    expect(hands.locator("html")).to_have_attribute("data-theme", "dark")
    expect(hands.locator("#country")).to_have_value("DE")
    expect(hands).to_have_title("Pad")
    go(hands, "#lock button")
    all_round(hands)
    go(hands, ".corner a")
    tab_to(hands, f'main a[href="{url_for("services")}"]')
    go(hands, ".corner-tap a")
    unlock(hands)
    from_settings(hands, shared, "appearance")
    press(hands, 'input[name="cover"]', "Space")
    go(hands, SAVE)
    expect(hands.locator('input[name="cover"]')).not_to_be_checked()


def unlock(page: Page) -> None:
    expect(page.locator("#phrase")).to_be_focused()
    page.keyboard.type(PASSPHRASE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    landed(page)


def test_what_is_said_of_exit_of_a_phone_and_of_the_home_screen(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "phone")
    all_round(hands)
    from_settings(hands, shared, "explain_exit")
    all_round(hands)
    go(hands, "main .btn.wide")
    expect(hands.locator("body.home")).to_be_visible()


def test_what_we_promise_part_by_part_with_the_tests(hands: Page, shared: Live) -> None:
    from_settings(hands, shared, "promises")
    press(hands, 'nav a[href="#n3"]', "Enter")
    unfold(hands, "#n3 .proven > summary")
    all_round(hands)


def write_while_locked(page: Page, shared: Live) -> None:
    """The lowest mood, noted and sealed in the page, with the list of what can't wait up to a number to ring."""
    open_page(page, shared, "locked_log")
    page.wait_for_load_state("networkidle")  # what seals is there
    press(page, 'input[name="mood_after"]', "Space")
    press(page, SAVE, "Enter")
    expect(page.locator(f"{SCREEN} #lines")).to_be_visible()
    press(page, f'{SCREEN} input[type="checkbox"]', "Space")
    on(page, f'{SCREEN} [data-do="ticked"]')
    tab_to(page, f'{SCREEN} a[href^="tel:"]')
    for _ in range(MOST_SCREENS):
        if page.locator(f'{SCREEN} [data-do="done"]').count():
            break
        on(page, f'{SCREEN} [data-do="read"], {SCREEN} [data-answer="absent"]')
    go(page, f'{SCREEN} [data-do="done"]')


def on(page: Page, css: str) -> None:
    """To the next screen of the same page, whose words have the focus then."""
    before = page.locator(SCREEN).inner_text()
    press(page, css, "Enter")
    expect(page.locator(SCREEN)).not_to_have_text(before, use_inner_text=True)
    landed(page)


def test_what_could_not_be_delivered_is_tried_again_discarded_and_taken_along(
    hands: Page, shared: Live, seen: Watch
) -> None:
    """The last: it ends in a browser that has forgotten everything."""
    from_settings(hands, shared, "devices")
    write(hands, "#name", "Phone")
    go(hands, ".thumb .btn")
    go(hands, "#lock button")
    hands.route("**" + url_for("letterbox"), lambda route: route.abort())
    write_while_locked(hands, shared)
    expect(hands.locator("#waiting")).to_be_visible()
    press(hands, '[data-do="deliver"]', "Enter")
    expect(hands.locator('#waiting [data-slot="say"]')).not_to_be_empty()
    press(hands, '[data-do="ask"]', "Enter")
    expect(hands.locator('[data-do="keep"]')).to_be_focused()
    press(hands, '[data-do="keep"]', "Enter")
    expect(hands.locator('[data-do="ask"]')).to_be_focused()
    hands.keyboard.press("Enter")
    press(hands, '[data-do="discard"]', "Enter")
    expect(hands.locator("#waiting")).to_be_hidden()
    landed(hands)
    expect(hands.locator("main")).to_be_focused()
    write_while_locked(hands, shared)
    open_page(hands, shared, "forget_device")
    expect(hands.locator("#deliver")).to_be_visible()
    hands.unroute_all()
    press(hands, "#deliver", "Enter")
    hands.wait_for_url("**" + url_for("blank"))
    tab_to(hands, "textarea")
    seen.errors.clear()
