"""Right now on a phone: two taps to the list of dangers, the third to the first step; without server or script, too."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journey.conftest import PATIENCE, PHONE, Live, axe_findings

PATH = "/p/9"
ACROSS = 200
"""Milliseconds from the second tap until the list of dangers is there."""
SMALL = ({"width": 320, "height": 640}, {"width": 360, "height": 640})
SHOWN = ".screen:visible"
FIRST = "Breathe out, slowly. You don't have to explain."
WALKED = ("Something hurts", "I didn't want it", "They are crying")
KINDS = ("c0", "d2", "k1", "px")
"""The chooser, a danger, a step, a list of what is better not said."""
TIMED = """async (words) => {
  const link = [...document.querySelectorAll('.screen a')].find(each => each.textContent === words && each.offsetParent)
  const began = performance.now()
  link.click()
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const shown = [...document.querySelectorAll('.screen')].filter(each => each.offsetParent)
  return [performance.now() - began, shown.length, shown[0].querySelector('h1').textContent]
}"""


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing is there yet."""
    return tmp_path_factory.mktemp("now") / "journal"


@pytest.fixture
def live(shared: Live) -> Live:
    return shared


def let_in(chromium: Browser, live: Live, **options: object) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(**{"viewport": PHONE, **options})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(live.launch_address)
    return context, page


def chosen(page: Page, words: str) -> None:
    """Tap what is happening; for the partner's, whom it is about before it."""
    if words.startswith("They"):
        page.get_by_role("radio", name="For my partner").check()
    page.get_by_role("link", name=words, exact=True).click()


def heading(page: Page) -> str:
    return page.locator(f"{SHOWN} h1").inner_text()


def wide(page: Page) -> int:
    """Pixels that hang out sideways."""
    out: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(0, out)


def test_two_taps_to_the_dangers_in_200_ms_and_the_third_to_the_first_step(page: Page, shared: Live) -> None:
    """DESIGN 1. From the second tap on there is no request: the network is off. The clock is the browser's own."""
    page.get_by_role("link", name="Right now", exact=True).first.click()
    page.wait_for_url(f"**{PATH}")
    page.wait_for_load_state()
    page.context.set_offline(True)
    took, shown, words = page.evaluate(TIMED, "I'm crying")
    assert (shown, words) == (1, "First: any of these now?")
    assert took < ACROSS
    took, shown, words = page.evaluate(TIMED, "None of these")
    assert (shown, words) == (1, FIRST)
    assert took < ACROSS
    page.context.set_offline(False)


@pytest.mark.parametrize("size", SMALL, ids=lambda size: str(size["width"]))
def test_the_first_step_and_its_next_fit_on_a_small_phone(page: Page, shared: Live, size: dict[str, int]) -> None:
    """For each of the ten: nothing to scroll, no target under 48 pixels, nothing hanging out sideways."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(shared.address + PATH)
    for letter in "klmnopqrst":
        page.evaluate("anchor => { location.hash = anchor }", f"{letter}1")
        button = page.locator(f"{SHOWN} .thumb .btn").first.bounding_box()
        assert button, letter
        assert button["y"] + button["height"] <= size["height"], letter
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, letter
        small = page.eval_on_selector_all(
            f"header a, header button, {SHOWN} .btn, {SHOWN} .under a, {SHOWN} label",
            "all => all.filter(each => each.getBoundingClientRect().height < 47.5).map(each => each.outerHTML)",
        )
        assert small == [], letter
        assert wide(page) == 0, letter


def test_a_guide_can_be_walked_to_its_end_and_back(page: Page, shared: Live) -> None:
    """The last way on, every time; then the browser's own way back, one screen at a time, to what was tapped first."""
    for words in WALKED:
        page.goto(shared.address + PATH)
        chosen(page, words)
        page.get_by_role("link", name="None of these", exact=True).click()
        trail = [heading(page)]
        for _ in range(25):
            ways = page.locator(f"{SHOWN} .thumb .btn")
            if ways.first.inner_text() == "Done":
                break
            ways.last.click()
            trail.append(heading(page))
        assert page.locator(f"{SHOWN} .thumb .btn").first.inner_text() == "Done", words
        for words_before in reversed(trail[:-1]):
            page.go_back()
            expect(page.locator(f"{SHOWN} h1")).to_have_text(words_before)
            assert page.evaluate("document.activeElement.tagName") == "H1"
        page.go_back()
        assert "any of these" in heading(page)


def test_a_danger_says_whom_to_ring_and_leads_back_to_the_list_one_came_from(page: Page, shared: Live) -> None:
    """A country picked once stands on every screen; leaving the page forgets it."""
    page.goto(shared.address + PATH)
    chosen(page, "They are in pain")
    page.get_by_role("link", name="Chest pain", exact=True).click()
    page.get_by_text("Ring for help").locator("visible=true").click()
    page.locator(f"{SHOWN} select").select_option(label="Australia")
    assert page.locator(f"{SHOWN} [data-country]:visible").count() == 1
    expect(page.locator(f"{SHOWN} .digits:visible")).to_have_text("000")
    page.get_by_role("link", name="Back to the list: something else, too").click()
    expect(page.locator(f"{SHOWN} h1")).to_have_text("First: any of these, for either of you?")
    page.get_by_role("link", name="Thoughts of ending your life", exact=True).click()
    assert "13 11 14" in page.locator(SHOWN).inner_text()
    page.reload()
    assert page.locator(f"{SHOWN} select").input_value() == ""


def test_the_breath_can_be_stopped_and_begun_again(page: Page, shared: Live) -> None:
    """By a tap or by the space bar; in its place stand words."""
    page.goto(f"{shared.address}{PATH}#k1")
    lungs = page.locator(f"{SHOWN} .lungs")
    moves = "each => getComputedStyle(each).animationName !== 'none'"
    still = page.locator(f"{SHOWN} .still")
    assert lungs.evaluate(moves)
    page.locator(f"{SHOWN} .breath > label").click()
    assert not lungs.evaluate(moves)
    assert still.bounding_box()["height"] > 20  # type: ignore[index]
    page.get_by_role("checkbox", name="Stop the circle").press("Space")
    assert lungs.evaluate(moves)
    expect(still).to_have_text("In for 4. Out for 6.")


def test_reduced_motion_stills_the_circle(chromium: Browser, shared: Live) -> None:
    """The breath is then words; otherwise it moves (the control)."""
    for motion, moving in (("reduce", False), ("no-preference", True)):
        context, page = let_in(chromium, shared, reduced_motion=motion)
        page.goto(f"{shared.address}{PATH}#k1")
        name = page.locator(f"{SHOWN} .lungs").evaluate("each => getComputedStyle(each).animationName")
        assert (name != "none") == moving
        height = page.locator(f"{SHOWN} .still").bounding_box()["height"]  # type: ignore[index]
        assert (height > 20) != moving
        context.close()


def test_by_keyboard_alone_from_the_first_page_to_the_second_step(page: Page, shared: Live) -> None:
    """Tab and Enter; each screen begins at its own words, and Tab goes on from there."""
    page.goto(shared.address + "/")
    tab_to(page, "Right now")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PATH}")
    for words in ("I'm crying", "None of these", "Next"):
        tab_to(page, words)
        page.keyboard.press("Enter")
    expect(page.locator(f"{SHOWN} h1")).to_have_text("Stop touching for now, if you like.")
    assert page.evaluate("document.activeElement.textContent") == "Stop touching for now, if you like."


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the one with these words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(words)


def test_without_script_the_same_three_taps_and_every_number(chromium: Browser, shared: Live) -> None:
    """Also what is better not said, and the way back by the browser."""
    context, page = let_in(chromium, shared, java_script_enabled=False)
    page.get_by_role("link", name="Right now", exact=True).first.click()
    chosen(page, "They are crying")
    page.get_by_role("link", name="None of these", exact=True).click()
    expect(page.locator(f"{SHOWN} h1")).to_have_text("Stop, gently. Say that you are stopping.")
    page.get_by_role("link", name="Better not said").click()
    assert "We've stopped." in page.locator(SHOWN).inner_text()
    page.go_back()
    page.get_by_role("link", name="Something hurts, or feels wrong").click()
    page.get_by_role("link", name="Chest pain", exact=True).click()
    page.get_by_text("Ring for help").locator("visible=true").click()
    assert page.locator(f"{SHOWN} [data-country]:visible").count() >= 18
    assert page.locator(f"{SHOWN} select").count() == 0
    context.close()


def test_axe_finds_nothing_on_any_kind_of_screen(page: Page, shared: Live) -> None:
    """Each kind as it is shown, folds open. It is dark in every look."""
    page.goto(shared.address + PATH)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for anchor in KINDS:
        page.evaluate("anchor => { location.hash = anchor }", anchor)
        assert page.locator(SHOWN).count() == 1, anchor
        assert axe_findings(page) == [], anchor
    looks_well_everywhere(page)


def looks_well_everywhere(page: Page) -> None:
    """At 320 pixels, and there with twice the text too, no screen hangs out sideways."""
    anchors = page.eval_on_selector_all(".screen", "all => all.map(each => each.id)")
    measure = """anchors => anchors.filter(anchor => {
      location.hash = anchor
      return document.documentElement.scrollWidth > innerWidth
    })"""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(measure, anchors) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(measure, anchors) == []


def test_forced_colours_keep_lines_and_circle(chromium: Browser, shared: Live) -> None:
    """Where the system picks the colours, the list has an edge and the circle is drawn."""
    context, page = let_in(chromium, shared, forced_colors="active")
    page.goto(f"{shared.address}{PATH}#k0")
    edge = page.locator(f"{SHOWN} .dangers").evaluate("each => getComputedStyle(each).borderTopWidth")
    assert float(edge.removesuffix("px")) >= 1
    page.goto(f"{shared.address}{PATH}#k1")
    fill, stroke = page.locator(f"{SHOWN} .outer").evaluate(
        "each => [getComputedStyle(each).fill, getComputedStyle(each).stroke]"
    )
    assert fill != stroke
    context.close()


def test_the_sign_in_the_header_is_there_at_every_width_and_scrolls_with_nothing(page: Page, shared: Live) -> None:
    """48 pixels, beside Exit; its words are read out where only the sign is seen."""
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(shared.address + "/p/7")
        page.mouse.wheel(0, 2_000)
        sign = page.get_by_role("banner").get_by_role("link", name="Right now", exact=True).bounding_box()
        leave = page.get_by_role("button", name="Exit", exact=True).bounding_box()
        assert sign
        assert leave
        assert min(sign["width"], sign["height"]) >= 48, width
        assert 0 <= sign["y"] < 60, width
        assert sign["x"] + sign["width"] <= leave["x"], width
        assert wide(page) == 0, width
