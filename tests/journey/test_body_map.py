"""A person says where it hurt by tapping drawings: on a small phone, by keyboard alone, and without script."""

from playwright.sync_api import Locator, Page, expect
from tests.journey.conftest import PHONE, Live, axe_findings, look_at

NARROW = {"width": 320, "height": 640}
TOUCH = 48


def to_map(page: Page, shared: Live) -> Locator:
    """From home to the drawings in the log."""
    page.goto(shared.address + "/")
    page.get_by_role("link", name="Log", exact=True).click()
    page.locator("#more > summary").click()
    group = page.locator("details.fold", has=page.locator(".body-map")).last
    if group.get_attribute("open") is None:
        group.locator("> summary").click()
    return page.locator(".body-map")


def place_called(drawn: Locator, name: str) -> Locator:
    """A region of the drawing that is open, by what a screen reader says."""
    return drawn.locator("details[open]").get_by_role("button", name=name, exact=True)


def number(page: Page, score: int) -> Locator:
    """One of the numbers that came up under the drawing."""
    return page.locator(".map-score").get_by_role("radio", name=str(score), exact=True)


def in_list(page: Page, label: str) -> Locator:
    """A place's field in the list."""
    return page.get_by_role("combobox", name=label, exact=True)


def tap_middle(page: Page, region: Locator) -> None:
    """A finger on the middle of its first target."""
    target = region.locator(".target").first
    target.scroll_into_view_if_needed()
    target.click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("How was it?")


def test_a_tap_and_a_number_are_saved_and_seen_on_the_entry(place: Page, shared: Live) -> None:
    """The place says its score at once, the list says the same, and the entry shows the picture."""
    drawn = to_map(place, shared)
    tap_middle(place, place_called(drawn, "Low belly, right"))
    number(place, 4).click()
    expect(place_called(drawn, "Low belly, right, 4 of 10")).to_be_visible()
    expect(drawn.get_by_role("status")).to_have_text("Low belly, right, 4 of 10")
    drawn.get_by_text("Back", exact=True).click()
    tap_middle(place, place_called(drawn, "Lower back"))
    number(place, 7).click()
    drawn.get_by_text("All places as a list").click()
    expect(in_list(place, "Low belly, right")).to_have_value("4")
    expect(in_list(place, "Lower back")).to_have_value("7")
    save(place)
    place.goto(shared.address + "/")
    place.get_by_role("link", name="Timeline").click()
    place.locator(".entry-line").first.click()
    picture = place.get_by_role("img", name="Where it hurt")
    expect(picture).to_be_visible()
    expect(picture.locator(".mark text")).to_have_text(["4", "7"])
    expect(place.get_by_text("Low belly, right 4, lower back 7", exact=True)).to_be_visible()


def test_the_same_number_again_takes_it_off_and_the_list_moves_the_drawing(place: Page, shared: Live) -> None:
    drawn = to_map(place, shared)
    tap_middle(place, place_called(drawn, "Chest"))
    three = number(place, 3)
    three.click()
    expect(three).to_be_checked()
    three.click()
    expect(place_called(drawn, "Chest")).to_be_visible()
    drawn.get_by_text("All places as a list").click()
    expect(in_list(place, "Chest")).to_have_value("")
    in_list(place, "Chest").select_option("9")
    expect(place_called(drawn, "Chest, 9 of 10")).to_be_visible()
    expect(drawn.locator(".region[data-score='9'] .dot").first).to_have_attribute("r", "16.2")


def test_everything_works_by_keyboard_alone(place: Page, shared: Live) -> None:
    """Enter on a place leads to its numbers, arrows move through them, Escape leads back to the place."""
    drawn = to_map(place, shared)
    place_called(drawn, "Head").focus()
    for _ in range(2):
        place.keyboard.press("Tab")
    place.keyboard.press("Shift+Tab")
    expect(place_called(drawn, "Neck or throat")).to_be_focused()
    place.keyboard.press("Enter")
    for _ in range(5):
        place.keyboard.press("ArrowRight")
    expect(number(place, 5)).to_be_focused()
    place.keyboard.press("ArrowLeft")
    place.keyboard.press("Escape")
    expect(place_called(drawn, "Neck or throat, 4 of 10")).to_be_focused()
    assert drawn.locator("select[name$='.neck']").input_value() == "4"


def test_every_place_can_be_hit_on_the_narrowest_phone(place: Page, shared: Live) -> None:
    """Each target is 48 px or more, and what lies under its middle is its own place."""
    place.set_viewport_size(NARROW)
    drawn = to_map(place, shared)
    for name in drawn.locator(".map-view > summary b").all_inner_texts():
        view = drawn.locator("details.map-view", has_text=name).first
        if view.get_attribute("open") is None:
            view.locator("summary").click()
        for target in view.locator(".target").all():
            target.scroll_into_view_if_needed()
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= TOUCH - 0.1, (name, box)
        assert view.evaluate(HIT_ELSEWHERE) == [], name
    assert place.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    place.set_viewport_size(PHONE)


HIT_ELSEWHERE = """view => [...view.querySelectorAll('.target')].filter(target => {
  target.scrollIntoView({ block: 'center' });
  const box = target.getBoundingClientRect();
  const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return under?.closest('.region') !== target.closest('.region');
}).map(target => target.closest('.region').dataset.site)"""


def test_axe_finds_nothing_with_the_numbers_open_in_light_and_dark(place: Page, shared: Live) -> None:
    drawn = to_map(place, shared)
    tap_middle(place, place_called(drawn, "Bladder"))
    number(place, 8).click()
    for look in ("light-phone", "dark-desk"):
        look_at(place, look)
        assert axe_findings(place) == [], look
    place.set_viewport_size(PHONE)


def test_a_check_takes_a_tapped_place_for_an_answer(place: Page, shared: Live) -> None:
    """Severe pain low in the belly, shown on the drawing, is told as the list would tell it."""
    place.goto(shared.address + "/")
    place.get_by_role("link", name="Check", exact=True).first.click()
    place.get_by_text("Or show where it hurts").click()
    drawn = place.locator(".body-map")
    tap_middle(place, place_called(drawn, "Low belly, middle"))
    number(place, 8).click()
    assert drawn.locator("select[name$='.low_belly_middle']").input_value() == "8"
    place.get_by_role("button", name="Go on", exact=True).last.click()
    expect(place.get_by_role("heading", level=1)).not_to_have_text("What is it about?")


def test_without_script_a_place_in_the_drawing_leads_to_its_field(plain_place: Page, place: Page, shared: Live) -> None:
    """And its address says nothing."""
    plain_place.goto(shared.address + "/")
    drawn = to_map(plain_place, shared)
    drawn.get_by_role("link", name="Chest", exact=True).locator(".target").click()
    field = in_list(plain_place, "Chest")
    expect(field).to_be_in_viewport()
    assert "chest" not in plain_place.url
    field.select_option("6")
    save(plain_place)
