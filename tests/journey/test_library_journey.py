"""Reading and asking as a person does, on a phone, journal locked: browse, read, ask from any page, with and without
script; readable by everyone, and nothing leaves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journey.conftest import (
    PATIENCE,
    PHONE,
    QUIET,
    Live,
    Watch,
    axe_findings,
    in_turn,
    look_at,
    unlock,
)

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import library_page, page_title
from aftercare.web.library_paths import page_number
from aftercare.web.routes import url_for

KNOWLEDGE = load_knowledge()
TEARS, CRAMPS = page_title(KNOWLEDGE, "crying_after_sex"), page_title(KNOWLEDGE, "orgasm_cramps")
DANGER = "sudden chest pain and i cannot breathe after sex"
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def live(shared: Live) -> Live:
    """The shared program, for a browser of one's own."""
    return shared


def by_name(name: str) -> Callable[[Page, str], object]:
    """A page by its name."""
    return lambda page, address: page.goto(address + url_for(name))


def by_id(page_id: str) -> Callable[[Page, str], object]:
    """A page of the library."""
    return lambda page, address: page.goto(address + url_for("library_page", number=page_number(page_id)))


def asking(question: str) -> Callable[[Page, str], object]:
    """The answer to a question asked on the shelves."""

    def go(page: Page, address: str) -> None:
        page.goto(address + url_for("library"))
        ask(page, question)

    return go


def ask(page: Page, question: str) -> None:
    """Type into the box of this page and press Enter."""
    with page.expect_navigation():
        box = page.get_by_role("search").get_by_role("textbox")
        box.fill(question)
        box.press("Enter")


PLACES: dict[str, Callable[[Page, str], object]] = {
    "shelves": by_name("library"),
    "a to z": by_name("library_names"),
    "a cause": by_id("orgasm_cramps"),
    "a dangerous cause": by_id("ectopic_pregnancy"),
    "a page with help first": by_id("sexual_assault"),
    "a topic": by_id("crying_after_sex"),
    "how common": by_id("how_common"),
    "an answer": asking("why do i cry after sex"),
    "an answer to danger": asking(DANGER),
    "an answer to despair": asking("i want to kill myself"),
    "no answer": asking("best pizza in naples"),
}


def test_axe_finds_nothing_on_shelves_pages_and_answers(page: Page, shared: Live) -> None:
    """WCAG 2.2 AA with best practice, all unfolded, light and dark, phone and desk in turn; one neutral title."""
    for number, (name, go) in enumerate(PLACES.items()):
        go(page, shared.address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.evaluate("document.fonts.ready.then(() => true)")
        expect(page, name).to_have_title("Notes")
        look = in_turn(number)
        look_at(page, look)
        assert axe_findings(page) == [], (name, look)
        for look in ("light-phone", "light-desk"):
            look_at(page, look)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, look)


def test_nothing_overflows_on_the_narrowest_phone_and_every_target_is_large_enough(page: Page, shared: Live) -> None:
    """320 pixels wide; buttons, boxes and stand-alone links 44 high, marks of sources in a text 24 (WCAG 2.5.8)."""
    page.set_viewport_size(NARROW)
    for name, go in PLACES.items():
        go(page, shared.address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        small = page.evaluate(
            """() => [...document.querySelectorAll('main button, main .links a, main .letters a, main .btn,'
                 + ' main summary, [role=search] input:not([type=hidden]), [role=search] button')]
                 .map(each => [each.getBoundingClientRect(), each.textContent.trim().slice(0, 40)])
                 .filter(([box]) => box.width && (box.height < 44 || box.width < 44))
                 .map(([box, text]) => `${text}: ${Math.round(box.width)}x${Math.round(box.height)}`)"""
        )
        assert small == [], name
        marks = page.evaluate(
            """() => [...document.querySelectorAll('.marks a')].map(each => each.getBoundingClientRect())
                 .filter(box => box.width && (box.height < 24 || box.width < 24)).length"""
        )
        assert marks == 0, name


def test_a_page_is_found_by_what_one_notices_by_the_part_of_the_body_and_from_a_to_z(page: Page, shared: Live) -> None:
    """From the first page: the library, then one of three ways, then the page."""
    page.locator("footer").get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("heading", name="By what you notice").wait_for()
    for region in ("By what you notice", "By part of the body"):
        page.goto(shared.address + url_for("library"))
        shelf = page.get_by_role("region", name=region).locator("details").filter(has_text=CRAMPS).first
        shelf.locator("summary").click()
        shelf.get_by_role("link", name=CRAMPS, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(CRAMPS)
    page.locator("footer").get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("link", name="A to Z").click()
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="D", exact=True).click()
    page.get_by_role("link", name="Dysorgasmia", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CRAMPS)


def test_a_page_can_be_read_to_its_sources_and_on_to_the_next(page: Page, shared: Live) -> None:
    """A mark leads to its source, unfolded; Read on leads to a neighbour; back leads back."""
    by_id("crying_after_sex")(page, shared.address)
    shown = library_page(KNOWLEDGE, "crying_after_sex")
    assert page.get_by_text(shown.summary[:60]).is_visible()
    assert page.get_by_text("Not yet reviewed by a clinician.").first.is_visible()
    assert page.locator("figure svg").first.is_visible()
    mark = page.locator(".part .marks a").first
    target = mark.get_attribute("href") or ""
    mark.click()
    source = page.locator(target)
    assert source.is_visible()
    assert shown.sources[int(target.removeprefix("#s")) - 1].title in source.inner_text()
    there = page.url
    page.get_by_role("heading", name="Read on").locator("..").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(page_title(KNOWLEDGE, shown.related[0]))
    page.go_back()
    assert page.url.split("#")[0] == there.split("#")[0]


@pytest.mark.parametrize("place", ["front", "services", "promises", "library", "library_names"])
def test_from_any_page_a_question_leads_to_the_page_that_answers(page: Page, shared: Live, place: str) -> None:
    """The question stands nowhere afterwards: not in the address, the title, the box, or the page."""
    page.goto(shared.address + url_for(place))
    ask(page, "why do i cry after sex zebrafinch")
    expect(page.get_by_role("heading", level=1)).to_have_text(TEARS)
    assert page.url == shared.address + url_for("ask")
    assert page.title() == "Notes"
    assert "zebrafinch" not in page.content()
    assert page.get_by_role("search").get_by_role("textbox").input_value() == ""
    page.get_by_role("link", name="Read the page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TEARS)
    page.go_back()
    assert page.url == shared.address + url_for("ask")
    assert page.get_by_role("link", name="Read the page").is_visible()
    assert "zebrafinch" not in page.content()


def test_who_asks_in_danger_sees_the_number_first(page: Page, shared: Live) -> None:
    """On the first screen, before any page, and without scrolling."""
    asking(DANGER)(page, shared.address)
    call = page.locator(".flag").get_by_text("112").first
    box = call.bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"]
    order = page.evaluate("document.querySelector('main').innerText")
    assert order.index("112") < order.lower().index("do now") < order.index("Read the page")
    assert page.get_by_role("heading", level=1).count() == 1


def test_who_asks_in_despair_is_never_told_that_there_is_nothing(page: Page, shared: Live) -> None:
    asking("i want to kill myself")(page, shared.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("It is good that you said that.")
    assert page.get_by_text("Nothing on that here").count() == 0


def test_on_something_else_there_is_nothing_and_a_way_on(page: Page, shared: Live) -> None:
    asking("best pizza in naples")(page, shared.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing on that here")
    page.get_by_role("link", name="Look by what you notice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Library")


def test_the_box_comes_after_the_page_and_exit_stays_first(page: Page, shared: Live) -> None:
    """By keyboard: skip link, name, Exit, the page, then the box; Shift three times still leaves from the box."""
    by_id("orgasm_cramps")(page, shared.address)
    order = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
             .map(each => each.closest('#exit') ? 'exit' : each.closest('[role=search]') ? 'box'
               : each.closest('main') ? 'main' : each.closest('footer') ? 'end' : 'top')
             .filter((each, place, all) => each !== all[place - 1])"""
    )
    assert order == ["top", "exit", "main", "box", "end"]
    page.get_by_role("search").get_by_role("textbox").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**" + url_for("blank"))


def test_reading_and_asking_leave_nothing_in_the_browser(page: Page, context: BrowserContext, shared: Live) -> None:
    """No cookie of its own, no storage; addresses of numbers only."""
    cookies = {cookie["name"] for cookie in context.cookies()}
    asking("why do i cry after sex")(page, shared.address)
    page.get_by_role("link", name="Read the page").click()
    assert {cookie["name"] for cookie in context.cookies()} == cookies
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("/^[/][p][/][0-9]+[/][0-9]+$/.test(location.pathname) && !location.search")


def test_without_script_one_can_browse_read_and_ask(chromium: Browser, shared: Live) -> None:
    context = chromium.new_context(**QUIET, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    seen = Watch(shared.address)
    seen.on(context)
    page = context.new_page()
    page.goto(shared.launch_address)
    page.goto(shared.address + url_for("library"))
    shelf = page.get_by_role("region", name="By what you notice").locator("details").filter(has_text=CRAMPS).first
    shelf.locator("summary").click()
    shelf.get_by_role("link", name=CRAMPS, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CRAMPS)
    page.get_by_role("search").get_by_role("textbox").fill("why do i cry after sex")
    page.get_by_role("search").get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TEARS)
    context.close()
    seen.check()


def test_what_helped_comes_first_once_unlocked_and_is_gone_when_locked(page: Page, shared: Live) -> None:
    """The rating is asked of the person whose journal is open, and shown to nobody else."""
    by_id("orgasm_cramps")(page, shared.address)
    assert page.get_by_text("Was this helpful?").count() == 0
    page.goto(shared.address + "/")
    unlock(page)
    by_id("orgasm_cramps")(page, shared.address)
    with page.expect_navigation():
        page.get_by_role("button", name="Yes", exact=True).click()
    assert page.get_by_role("button", name="Yes", exact=True).get_attribute("aria-pressed") == "true"
    look_at(page, "dark-phone")
    assert axe_findings(page) == []
    page.goto(shared.address + url_for("library"))
    assert page.locator("body[data-personal]").count() == 1
    first = page.locator("main section h2").first
    assert first.inner_text() == "Helped you before"
    assert axe_findings(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Lock", exact=True).click()
    page.goto(shared.address + url_for("library"))
    assert page.get_by_text("Helped you before").count() == 0
