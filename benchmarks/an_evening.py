"""What else is typed in a journal, for the searches of a browser's profile: the text fields that a day (`a_day`) leaves
out, in the open journal, locked, and where a journal is made.

Takes a `Day`; types words that stand nowhere else. Fields that only take numbers or days have no such words: what a
browser keeps of them is found by its marks of a form that was kept.
"""

import re

from playwright.sync_api import BrowserContext

from benchmarks.a_day import Day
from benchmarks.program import unlock

FOREIGN = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n2024-03-01,March 1,Friday,8:00 pm,good,{one},,{two}\n"
)


def about_me(day: Day) -> None:
    """Every first answer of every question about oneself."""
    day.to("person")
    day.unfold()
    for group in day.page.locator("#form .question").all():
        tick = group.locator("input[type=radio], input[type=checkbox]").locator("visible=true")
        if tick.count():
            tick.first.click()
    day.press("Keep")


def own_words_for_answers(day: Day) -> None:
    """A question of one's own with its answers, named anew; then answered in a log."""
    day.to("own_measures")
    day.write("#name", "own measure with words")
    day.page.select_option("#kind", "choice")
    day.write("#options", "answer of an own measure")
    day.page.keyboard.press("Enter")
    day.write("#options", "another answer of an own measure")
    day.page.select_option("#where", "check_in")
    day.press("Add it")
    name = day.page.locator("form.rename input[name=label]").first
    name.fill("")
    name.press_sequentially(day.typed.word("new name of an own measure"))
    day.press("Rename")
    day.to("check_in")
    day.unfold()
    day.page.locator(f'input[value="{day.typed.words["answer of an own measure"]}"]').first.click()
    day.press("Save")


def own_change(day: Day) -> None:
    """An experiment with a change in one's own words."""
    day.to("experiment_new")
    own = day.page.locator('input[name="template"][value="own"]')
    own.first.click()
    day.write("#own-change", "own change of an experiment", "Half an hour of %s first")
    day.page.locator('input[name="agreed"]').click()
    day.press("Go on")


def bring_in(day: Day) -> None:
    """A file with a name and words of its own; looked at and taken in."""
    day.to("bring_in")
    name = day.typed.word("name of a file brought in")
    words = FOREIGN.format(one=day.typed.word("word in a file"), two=day.typed.word("note in a file"))
    day.page.set_input_files("#f-file", {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": words.encode()})
    day.press("Look at it")
    if day.page.get_by_role("button", name="Take it in", exact=True).count():
        day.press("Take it in")


def day_after(day: Day) -> None:
    """Of the latest time."""
    day.to("timeline")
    with day.page.expect_navigation():
        day.page.locator(".entry-line").first.click()
    ahead = day.page.locator("form[action$='/p/26'] button")
    if ahead.count():
        with day.page.expect_navigation():
            ahead.first.click()
        day.page.locator("#form input[type=radio]").first.click()
        day.press("Save")


def screener(day: Day) -> None:
    """The first answer of every question of a questionnaire."""
    day.to("screeners")
    with day.page.expect_navigation():
        day.page.locator("main form button[name=screener]").first.click()
    for group in day.page.locator("#questions .tiles").all():
        group.locator("input").nth(1).click()
    day.press("See what it comes to")


def other_passphrase(day: Day) -> None:
    """Asked for with the wrong old one, so that the journal keeps its own: typed, and shown while it is typed."""
    day.to("passphrase")
    day.page.locator("label:has(#which-own)").click()
    day.write("#old", "old passphrase, not the right one")
    day.page.locator("[data-show=old]").first.check()
    secret = day.typed.word("new passphrase of the journal")
    day.page.locator("#phrase").press_sequentially(secret)
    day.page.locator("[data-show=phrase]").first.check()
    day.page.locator("#again").press_sequentially(secret)
    day.press("Change it")


def reminder(day: Day) -> None:
    """Words for a calendar, that are not for everybody after all."""
    day.to("reminder")
    day.page.locator("#f-words").fill("")
    day.write("#f-words", "words of a reminder")


EVENING = (about_me, own_words_for_answers, own_change, bring_in, day_after, screener, other_passphrase, reminder)


def cut_off(day: Day, context: BrowserContext) -> None:
    """The program is out of reach while the journal is open: a form half filled, kept here; then one that is saved."""
    day.to("log")
    day.page.wait_for_selector("body[data-alone]")
    day.unfold()
    context.set_offline(True)
    day.write("#f-note", "half a form, out of reach", "slowly %s and")
    day.page.wait_for_timeout(3_000)
    day.page.get_by_role("button", name="Save").click()
    done = re.compile("I have read this|None of these|No, not so|Skip|I can't say")
    for _ in range(20):
        day.page.locator("#steps h1, #steps h2").first.wait_for()
        if day.page.get_by_role("heading", name="Noted.").is_visible():
            break
        day.page.get_by_role("button", name=done).first.click()
    context.set_offline(False)


def locked_draft(day: Day) -> None:
    """Locked: a form half filled, left as it is, on the page that stayed on the device."""
    day.page.get_by_role("button", name="Done").click()
    day.to("locked_log")
    day.page.locator("#form").wait_for()
    day.page.locator("#tears label").first.click()
    day.unfold()
    day.write("#f-note", "half a form while locked")


def ask_locked(day: Day) -> None:
    """A check and a question without a journal open."""
    day.to("check")
    day.write("#words", "words of a check while locked", "It burns %s when I go")
    day.press("Go on")
    day.to("library")
    day.write("#q-large", "question while locked", "is %s normal")
    day.press("Ask")


def empty_note(day: Day) -> None:
    """On the empty page behind Exit."""
    day.write("textarea", "words on the empty page")


def new_journal(day: Day) -> None:
    """A journal made in the browser: a passphrase of one's own, shown; the key on paper; its last signs typed."""
    day.page.goto(day.program.launch)
    day.to("start_age")
    day.page.locator("#year").press_sequentially("1981")
    day.press("Go on")
    for number, word in enumerate(day.page.locator("#words li").all_inner_texts()):
        day.typed.words[f"drawn word {number + 1}"] = word
    drawn = " ".join(day.typed.words.pop(f"drawn word {number}") for number in range(1, 7))
    day.typed.words["six words drawn"] = drawn
    day.page.locator("#phrase").press_sequentially(drawn)
    day.page.locator("[data-show=phrase]").first.check()
    day.page.locator('input[name="paper"]').check()
    day.press("Make my journal")
    day.press("I know where Exit is")
    key = day.page.locator("#key").inner_text().split()
    day.typed.words["recovery key"] = " ".join(key)
    day.page.locator("#last").press_sequentially("".join(key).replace("-", "")[-6:])
    day.press("It is on paper")


def first_unlock(day: Day) -> None:
    """As after the program was started."""
    day.page.goto(day.program.launch)
    unlock(day.page, day.program)


def again(day: Day) -> None:
    """Unlocked once more."""
    day.to("unlock")
    unlock(day.page, day.program)
