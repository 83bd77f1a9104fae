"""A person who has a keyboard and no pointer: Tab to a thing, Space, arrows, Enter.

Takes a page that went through `by_keys`. Each press of Tab is looked at, in the page (`keyboard.js`): the focus goes on
in the order of the page, and what has it shows a ring and can be seen. Never clicks, focuses or scrolls by itself.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from aftercare.web.routes import url_for

if TYPE_CHECKING:
    from tests.journey.conftest import Live

SAVE = "#form .btn.wide"
UNDO = ".undo button"
LAST = '.thumb a.btn.wide[href^="/"]'
"""The way out of the last screen: the only one that leaves the page."""
MOST_SCREENS = 25
WATCH = Path(__file__).with_name("keyboard.js")
MORE = 24
"""Presses of Tab beyond those that were counted: a part that scrolls can have the focus, too, and a date has
it for each of its parts."""


def by_keys(page: Page) -> None:
    """Look at every press of Tab on what this page opens."""
    page.add_init_script(path=WATCH)


def open_page(page: Page, shared: "Live", name: str) -> None:
    """A page by its address, as from a bookmark."""
    page.goto(shared.address + url_for(name))


def tab_to(page: Page, css: str) -> None:
    """Press Tab until that has the focus: on through the page, each stop in sight and with a ring."""
    presses = page.evaluate("css => keys.way(css)", css)
    assert presses is not None, f"nothing on {page.url} is {css}"
    for press in range(presses + MORE):
        if press >= presses:
            there, round_again, faults = page.evaluate("css => keys.at(css)", css)
            assert faults == [], f"on the way to {css}: {faults}"
            if there:
                return
            assert not round_again, f"the keyboard went round the page and never came to {css}"
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to {css}")


def go(page: Page, css: str, key: str = "Enter") -> None:
    """Come there and go on to the next page, on which the focus is at the start or at what is to be read first."""
    tab_to(page, css)
    with page.expect_navigation():
        page.keyboard.press(key)
    landed(page)


def landed(page: Page) -> None:
    """The focus is not lost in the middle of the page."""
    where = page.evaluate("keys.landed()")
    assert where == "", f"on {page.url} the focus is {where}"


def press(page: Page, css: str, *pressed: str) -> None:
    """Come there and press these keys."""
    tab_to(page, css)
    for key in pressed:
        page.keyboard.press(key)


def unfold(page: Page, css: str) -> None:
    """Open what folds away, by its summary."""
    press(page, css, "Enter")
    assert page.evaluate("document.activeElement.parentElement.open"), f"{css} stays shut"


def write(page: Page, css: str, words: str) -> None:
    """Come there and type."""
    tab_to(page, css)
    page.keyboard.type(words)


def choose(page: Page, *names: str) -> None:
    """The second answer of each question: Space, then one step on."""
    for name in names:
        press(page, f'input[name="{name}"]', "Space", "ArrowRight")
        expect(page.locator(f'input[name="{name}"]').nth(1)).to_be_checked()


def past_what_a_save_asks(page: Page) -> None:
    """With none, no and skip, up to the page that says it is noted."""
    for _ in range(MOST_SCREENS):
        if page.locator(LAST).count():
            return
        asked = next(
            css
            for css in ('[name="do"][value="read"]', '[name="none"]', '[value="skip"]', '[value="no"]')
            if page.locator(css).count()
        )
        go(page, f"main {asked}")
    raise AssertionError("it never comes to an end")


def all_round(page: Page) -> int:
    """Tab through the whole page and round again: it holds the focus nowhere, and leaves nothing out."""
    count: int = page.evaluate("keys.way('body'), keys.count()")
    for presses in range(count + MORE):
        if presses >= count and page.evaluate("keys.round && !keys.unvisited().length"):
            break
        page.keyboard.press("Tab")
    faults, unvisited = page.evaluate("[keys.faults.splice(0), keys.unvisited()]")
    assert faults == [], f"all round: {faults}"
    assert unvisited == [], f"the keyboard never came to {unvisited}"
    return count
