"""A day with the app in a real browser, one long walk: each kind of text is typed once, with a word of its own.

Takes a page in front of a locked journal; returns the words that were typed, by what they were typed into. The words
mean nothing and stand nowhere else, so that whoever finds one knows what leaked. Works on a phone and on a journal of
any size.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

from aftercare.web.routes import url_for
from benchmarks.program import Program, unlock

LETTERS = "bcdfghjklmnpqrtvwxz"


@dataclass
class Typed:
    """The words given out so far. `chance` makes them."""

    chance: random.Random
    words: dict[str, str] = field(default_factory=dict)

    def word(self, where: str) -> str:
        """A new one: 14 letters with no vowel in them, so that it is no word of any language."""
        self.words[where] = "q" + "".join(self.chance.choices(LETTERS, k=13))
        return self.words[where]


@dataclass
class Day:
    """Who walks it: a page, the program, and what was typed."""

    page: Page
    program: Program
    typed: Typed

    def to(self, name: str, **place: str) -> None:
        """As by a bookmark."""
        self.page.goto(self.program.address + url_for(name, **place))

    def write(self, css: str, where: str, around: str = "%s") -> None:
        """Type into a field, key by key, as only a person does: what a browser keeps of forms it keeps of these."""
        field_ = self.page.locator(css).first
        field_.press_sequentially(around % self.typed.word(where))

    def press(self, name: str) -> None:
        """Tap a button that leads on."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def tap(self, *answers: tuple[str, str]) -> None:
        """Tap answers of a form."""
        for name, value in answers:
            self.page.locator(f'input[name="{name}"][value="{value}"]').first.click()

    def unfold(self) -> None:
        """Open every fold, to reach what is under it."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


CALM = (("tears", "2"), ("mood_after", "3"), ("pain", "2"))


def log(day: Day) -> None:
    """An encounter with a note, looked at once more, changed."""
    day.to("log")
    day.tap(*CALM)
    day.unfold()
    day.write("#f-note", "note of an entry", "warm and a bit sad, %s, then slept")
    day.press("Save")
    day.to("timeline")
    with day.page.expect_navigation():
        day.page.locator(".entry-line").first.click()
    assert day.typed.words["note of an entry"] in day.page.content()
    with day.page.expect_navigation():
        day.page.get_by_role("link", name="Change").click()
    day.unfold()
    day.write("#f-note", "note of a changed entry", " and later %s")
    day.press("Save changes")


def check_in(day: Day) -> None:
    """Today, in four taps and a note."""
    day.to("check_in")
    day.tap(("mood", "2"), ("energy", "2"), ("stress", "2"))
    day.unfold()
    day.write("#f-note", "note of a check-in")
    day.press("Save")


def half_filled(day: Day) -> None:
    """A form begun and left: handed to the server, then taken back."""
    day.to("log")
    day.unfold()
    with day.page.expect_response("**" + url_for("keep_begun")):
        day.write("#f-note", "note never saved")
    day.to("home")


def to_mend(day: Day) -> None:
    """A form that can't be so: the page comes back with its words."""
    day.to("log")
    day.unfold()
    day.write("#f-note", "note of a form to be mended")
    day.page.locator("#f-cycle_day").fill("400")
    day.press("Save")
    day.page.locator(".errors").wait_for()
    assert day.typed.words["note of a form to be mended"] in day.page.content()


def own_measure(day: Day) -> None:
    """A question of one's own."""
    day.to("own_measures")
    day.write("#name", "own measure")
    day.page.locator('#form input[name="phase"]').first.check(force=True)
    day.press("Add it")
    assert day.page.locator(f'input[value="{day.typed.words["own measure"]}"][id^="r-"]').count()


def search(day: Day) -> None:
    """For something said, and for something else."""
    day.to("search")
    day.page.locator("#words").press_sequentially(day.typed.words["note of an entry"][:9])
    day.press("Search")
    assert day.typed.words["note of an entry"] in day.page.content()
    day.to("search")
    day.write("#words", "search in notes")
    day.press("Search")


def ask(day: Day) -> None:
    """A question in the box that stands on every page, and in the library's."""
    day.to("home")
    day.write("#q", "question", "why do I cry %s afterwards")
    day.press("Ask")
    day.to("library")
    day.write("#q-large", "question in the library", "does it %s pass")
    day.press("Ask")


def check(day: Day) -> None:
    """Told in words, a danger list, some questions, the result; then the words once more."""
    day.to("my_check")
    day.write("#words", "words of a check", "Deep pain during sex for months %s")
    day.press("Go on")
    if day.page.get_by_role("button", name="Use this", exact=True).count():
        day.press("Use this")
    day.press("None of these")
    for _ in range(2):
        if day.page.locator('button[name="answer"]').count():
            with day.page.expect_navigation():
                day.page.locator('button[name="answer"]').nth(1).click()
    day.press("Show what it comes to now")
    assert day.typed.words["words of a check"] in day.page.content()


def library(day: Day) -> None:
    """Three pages, the list of names, help by country."""
    day.to("library")
    for number in range(3):
        day.to("library")
        with day.page.expect_navigation():
            day.page.locator("main .cards a.card").nth(number).click()
    day.to("library_names")
    day.to("services")


def look_around(day: Day) -> None:
    """Patterns, one of them if there is any, the calendar and a day in it, experiments, questionnaires."""
    day.to("patterns")
    if day.page.locator(".card-button").count():
        with day.page.expect_navigation():
            day.page.locator(".card-button").first.click()
    day.to("calendar")
    with day.page.expect_navigation():
        day.page.locator("table button").first.click()
    for name in ("experiments", "screeners", "kept_checks", "person", "letters"):
        day.to(name)


def right_now(day: Day) -> None:
    """Two taps to the dangers, the third to the first step."""
    day.to("right_now")
    day.page.get_by_role("link", name="I'm crying", exact=True).click()
    day.page.get_by_role("link", name="None of these", exact=True).locator("visible=true").click()


def plan(day: Day) -> None:
    """For heavy hours: each of its parts."""
    day.to("write_plan")
    for number, each in enumerate(day.page.locator("main textarea").all()):
        each.press_sequentially(day.typed.word(f"plan, part {number + 1}"))
    with day.page.expect_navigation():
        day.page.locator("main form .thumb button").last.click()


def report(day: Day) -> None:
    """For the clinician, seen first, then sealed and saved."""
    day.to("report")
    day.write("#concern", "concern")
    day.write("#questions", "question to the clinician")
    day.press("See it first")
    assert day.typed.words["concern"] in day.page.content()
    with day.page.expect_navigation():
        day.page.get_by_role("link", name="Make the file").first.click()
    secret = day.typed.word("passphrase of a file")
    for css in ("#phrase", "#again"):
        day.page.locator(css).press_sequentially(secret)
    day.press("Make the file")
    with day.page.expect_download() as saved:
        day.page.get_by_role("link", name="Save it").click()
    saved.value.path()


def settings(day: Day) -> None:
    """Kept as they are; this device's too."""
    day.to("settings")
    day.press("Keep")
    day.to("appearance")
    day.press("Keep")


def pair(day: Day) -> None:
    """This browser may write while the journal is locked."""
    day.to("devices")
    day.write("#name", "name of the device")
    day.press("Let this browser write")
    day.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


UNLOCKED: tuple[Callable[[Day], None], ...] = (
    log,
    check_in,
    half_filled,
    to_mend,
    own_measure,
    search,
    ask,
    check,
    library,
    look_around,
    right_now,
    plan,
    report,
    settings,
    pair,
)


def lock(day: Day) -> None:
    """By the button."""
    day.to("home")
    day.page.get_by_role("button", name="Lock", exact=True).click()  # it may go to the first page twice
    day.page.wait_for_selector("#phrase")


def slips(day: Day) -> None:
    """Locked: a wrong passphrase, shown while it is typed; a wrong recovery key."""
    day.page.locator("[data-show=phrase]").check()
    day.write("#phrase", "passphrase that was shown")
    day.press("Unlock")
    day.to("recover")
    day.write("#key", "recovery key")
    day.page.locator("[data-show]").first.check()
    day.write("#phrase", "new passphrase that was shown")
    day.press("Open it")
    day.page.locator(".errors").wait_for()


def sealed_offline(day: Day, context: BrowserContext) -> None:
    """Locked and without a network: an entry with a note, sealed in the browser, answered to the end."""
    context.set_offline(True)
    day.to("locked_log")
    day.page.locator("#form").wait_for()
    day.page.locator("#tears label").first.click()
    day.page.locator("#mood_after label").nth(3).click()
    day.page.locator("#pain label").first.click()
    day.unfold()
    day.write("#f-note", "note sealed without a network")
    day.page.get_by_role("button", name="Save").click()
    for _ in range(20):
        day.page.locator("#steps h1, #steps h2").first.wait_for()
        if day.page.get_by_role("heading", name="Noted.").is_visible():
            break
        further = re.compile("I have read this|None of these|No, not so|Skip|I can't say")
        day.page.get_by_role("button", name=further).first.click()
    day.page.get_by_role("button", name="Done").wait_for()


def walk(day: Day, parts: tuple[Callable[[Day], None], ...] = UNLOCKED) -> None:
    """The whole day, up to the lock with a letter pending."""
    day.page.goto(day.program.launch)
    unlock(day.page, day.program)
    for part in parts:
        part(day)
    lock(day)
    slips(day)
    sealed_offline(day, day.page.context)
