"""What is only seen in a journal in which nothing has to come first: something to try, and what is kept, quiet or new.

Takes a `Day` before that journal, unlocked. The ways go by fields and their values, never by words, so that they lead
the same way in every language.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from aftercare.knowledge.load import load_knowledge
from aftercare.model.settings import Device
from aftercare.usecases import device
from aftercare.usecases.sample_journal import sample_journal
from aftercare.usecases.start import start
from aftercare.web.routes import url_for
from benchmarks.a_day import Day
from benchmarks.looks_places import KEPT_CHECK, Go, Place, first, press
from benchmarks.program import PASSPHRASE, calmed

FURTHER = 9
"""Pages after a save, at most."""
NEW = "six other words for the bench"


def calm_journal(folder: Path) -> None:
    """A locked journal with calm months in it: mild answers, no experiment, and no sign of danger."""
    now, knowledge = datetime.now(UTC), load_knowledge()
    made = sample_journal(knowledge.measures, now.date())
    session = start(folder, PASSPHRASE, birth_year=1990, recovery=True, now=now).session
    session.put_settings(replace(made.settings, zone="UTC"))
    for entry in made.entries:
        session.add(replace(calmed(entry), note=None))
    session.lock()
    device.save(folder, Device(exit_explained=True))


def planned(steps: int) -> Go:
    """Something to try, so many steps into the plan."""

    def go(day: Day) -> None:
        day.to("experiment_new")
        for _ in range(steps):
            day.page.locator("main input[type=radio]").first.check()
            press(day.page.locator('main button[value="on"]').first)

    return go


def begun(day: Day) -> None:
    """It runs."""
    planned(3)(day)
    press(day.page.locator("#begin button[value=on]"))


def drawn(day: Day) -> None:
    """The next draw, looked at."""
    day.to("experiment")
    press(day.page.locator("#draw form:has(input[value=reveal]) button"))
    day.unfold()


def saved(day: Day, *answers: tuple[str, str]) -> None:
    """An entry, and the first page after it."""
    day.to("log")
    day.unfold()
    day.tap(*answers)
    press(day.page.locator("#form .thumb button"))


def passed(day: Day) -> None:
    """On through what comes after a save, with no to each question, to the page on which it is noted."""
    page = day.page
    for _ in range(FURTHER):
        if page.locator("main input[name=step]").count():
            return
        ways = "[name=none], [name=answer][value=no], [name=keep][value=no], [name=do][value=read]"
        press(page.locator("main button").and_(page.locator(ways)).first)
    raise AssertionError("the pages after a save have no end")


def as_drawn(day: Day) -> None:
    """Logged with something drawn: did it go so?"""
    saved(day, ("tears", "0"), ("mood_after", "3"), ("pain", "0"))
    passed(day)


def paused(day: Day) -> None:
    """It rests."""
    day.to("experiment")
    press(day.page.locator("button[value=pause]"))


def stopped(day: Day) -> None:
    """It has ended, so that another one can begin."""
    day.to("experiment")
    day.unfold()
    press(day.page.locator("button[value=stop]"))


def kept_check(day: Day) -> None:
    """A check that ended up in the journal, opened again."""
    day.to("my_check")
    day.page.fill("#words", "Deep pain during sex for months")
    press(day.page.locator("main form:has(#words) .thumb button").first)
    keep, ways = (
        day.page.locator('main button[value="keep"]'),
        ("[value=enough]", "[name=none]", ".thumb button", ".answers button"),
    )
    for _ in range(FURTHER):
        if keep.count():
            break
        press(next(on for on in (day.page.locator(f"main {way}") for way in ways) if on.count()).first)
    press(keep)
    first("kept_checks", KEPT_CHECK)(day)


def taken_back(day: Day) -> None:
    """A strong pain was noted, and taken back: is it still so?"""
    saved(day, ("pain", "9"))
    passed(day)
    press(day.page.locator("main .undo button"))


def not_wanted(day: Day) -> None:
    """Said after saving; the page behind the neutral line."""
    saved(day, ("tears", "2"), ("company", "one"))
    day.page.locator('input[name="wanted"][value="no"]').check(force=True)
    press(day.page.locator('button[name="keep"][value="yes"]'))
    press(day.page.locator(f'form[action="{url_for("quiet")}"] button').first)


def new_passphrase(day: Day) -> None:
    """Changed; what opens with the old one is told."""
    day.to("passphrase")
    day.page.locator("#which-own").check(force=True)
    for css, words in (("#old", PASSPHRASE), ("#phrase", NEW), ("#again", NEW)):
        day.page.fill(css, words)
    lost = day.page.locator('input[name="paper"][value="lost"]')
    if lost.count():
        lost.check(force=True)
    press(day.page.locator("form:has(#old) .thumb button"))


TRIED: tuple[Place, ...] = (
    Place("experiment: what", planned(0)),
    Place("experiment: outcome", planned(1)),
    Place("experiment: length", planned(2)),
    Place("experiment: begin", planned(3)),
    Place("experiment: running", begun),
    Place("experiment: drawn", drawn),
    Place("experiment: how it stands", lambda day: day.to("experiment")),
    Place("experiment: as drawn?", as_drawn),
    Place("experiment: paused", paused),
    Place("home: an experiment rests", lambda day: day.to("home")),
    Place("experiment: stopped", stopped),
)
"""While nothing comes first."""
TOLD: tuple[Place, ...] = (
    Place("kept check", kept_check),
    Place("taken back", taken_back),
    Place("quiet", not_wanted),
    Place("private", lambda day: day.to("private")),
)
"""Experiments rest from here on."""
