"""The settings as a person uses them, by keyboard: found, changed, taken back; every page readable in both schemes."""

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.journey.conftest import Live, axe_findings, in_turn, look_at
from tests.unit.web.calendar_lines import component, text

from aftercare.web.routes import url_for

PAGES = ("my_settings", "form_choice", "language", "reminder", "appearance", "settings", "person")


def press(page: Page, role: str, name: str) -> None:
    """Reach a link or button as the keyboard does, and press it."""
    one = page.get_by_role(role, name=name, exact=role == "button").first  # type: ignore[arg-type]
    one.focus()
    expect(one).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_a_question_is_hidden_and_brought_back_without_a_mouse(place: Page, shared: Live) -> None:
    place.goto(shared.address + url_for("home"))
    press(place, "link", "Settings")
    expect(place.get_by_role("heading", name="This journal")).to_be_visible()
    press(place, "link", "What the form shows")
    fold = place.locator("summary", has_text="During")
    fold.focus()
    place.keyboard.press("Enter")
    choice = place.get_by_label("Dryness", exact=True)
    choice.focus()
    place.keyboard.type("Hid")
    expect(choice).to_have_value("hidden")
    press(place, "button", "Keep")
    expect(place.get_by_role("status")).to_contain_text("Kept.")
    place.goto(shared.address + url_for("log"))
    assert place.locator("[name=dryness]").count() == 0
    place.goto(shared.address + url_for("form_choice"))
    press(place, "button", "Put everything back")
    press(place, "button", "Undo")
    expect(place.get_by_role("status")).to_contain_text("Taken back.")
    assert place.locator("[name='at.dryness']").input_value() == "hidden"


def test_the_clock_changes_on_the_next_page_and_back_by_undo(place: Page, shared: Live) -> None:
    place.goto(shared.address + url_for("language"))
    choice = place.get_by_role("radio", name="9:30 pm", exact=True)
    choice.focus()
    place.keyboard.press("Space")
    press(place, "button", "Keep")
    expect(place.get_by_role("status")).to_contain_text("Kept.")
    place.goto(shared.address + url_for("my_settings"))
    expect(place.get_by_role("link", name="Language and time")).to_contain_text("12 hours")
    place.goto(shared.address + url_for("language"))
    place.get_by_role("radio", name="21:30", exact=True).focus()
    place.keyboard.press("Space")
    press(place, "button", "Keep")
    expect(place.get_by_role("status")).to_contain_text("Kept.")
    press(place, "button", "Undo")
    expect(place.get_by_role("radio", name="9:30 pm", exact=True)).to_be_checked()


def test_the_reminder_is_saved_by_the_browser_under_a_neutral_name(place: Page, shared: Live) -> None:
    place.goto(shared.address + url_for("reminder"))
    place.get_by_label("Words in the calendar").fill("Water the fern; then tea")
    with place.expect_download() as waiting:
        place.get_by_role("button", name="Take the file").press("Enter")
    assert waiting.value.suggested_filename == "calendar.ics"
    _, _, ((_, told, _),) = component(Path(waiting.value.path()).read_bytes())
    assert text(told["SUMMARY"][0]) == "Water the fern; then tea"
    assert place.url == shared.address + url_for("reminder")


def test_every_page_of_the_settings_is_readable_on_phone_and_desk(place: Page, shared: Live) -> None:
    for number, name in enumerate(PAGES):
        place.goto(shared.address + url_for(name))
        place.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        look_at(place, in_turn(number))
        assert axe_findings(place) == [], (name, in_turn(number))
        for look in ("light-phone", "light-desk"):
            look_at(place, look)
            assert place.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, look)
