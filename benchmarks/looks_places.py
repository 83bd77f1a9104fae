"""Every page of the program as somebody comes to see it, in the order of the walk: new, lived in, locked, in German.

A place is a name and the way to it. Takes a `Day` (a page and the program before it); leaves the page on the place.
The journal is that of the sample's invented person, with what only a journal in use has: letters, a device, a file
brought in, a form begun. Never a word of a real one.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from playwright.sync_api import Locator, Page

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.own import NewMeasure
from aftercare.model.entry import Entry, EntryKind, Precision, Source, When
from aftercare.model.journal import ImportRecord
from aftercare.model.measure import Form, Kind
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.settings import Device
from aftercare.usecases import device
from aftercare.usecases.begun import Begun, BegunForm, leave_begun, seal_begun
from aftercare.usecases.own_measures import define_measure, retire_measure
from aftercare.usecases.sample_journal import sample_journal
from aftercare.usecases.start import start
from aftercare.vault import Letter, drop_letter, read_recipient, seal_letter
from aftercare.web.routes import PAGES
from benchmarks.a_day import Day
from benchmarks.program import PASSPHRASE

Go = Callable[[Day], object]
LATEST = 60
"""Entries as if logged here; the older ones came in with a file."""
DOWNLOADS = frozenset({"fetch", "authority"})
"""Files, no pages."""
UNSEEN = {
    "guide": "leads to Right now",
    "fresh_token": "is read by a script",
    "timeline_older": "leads to the timeline",
    "write_down": "leads to the form",
}
"""Pages of the site map that show nothing of their own, and why."""


@dataclass(frozen=True)
class Place:
    """Somewhere to look. Not `thorough`: one of many of a kind, whose colours are those of the others."""

    name: str
    go: Go
    thorough: bool = True


def lived_in(folder: Path) -> None:
    """A locked journal with months in it, letters before the door, and two forms begun."""
    now, knowledge = datetime.now(UTC), load_knowledge()
    made = sample_journal(knowledge.measures, now.date())
    session = start(folder, PASSPHRASE, birth_year=1990, recovery=False, now=now).session
    session.put_own_measures(made.own_measures)
    session.put_person(made.person)
    session.put_settings(replace(made.settings, zone="UTC"))
    session.put_experiments(made.experiments)
    older = [replace(one, source=Source(app="invented", import_id="made", row=one.id)) for one in made.entries]
    session.add_import(_record(now, len(older)), older[:-LATEST])
    for entry in made.entries[-LATEST:]:
        session.add(entry)
    define_measure(session, knowledge, NewMeasure(label="Herbal tea", kind=Kind.YES_NO))
    weather = NewMeasure(label="Weather", kind=Kind.CHOICE, form=Form.CHECK_IN, options=("sun", "rain", "fog"))
    retire_measure(session, define_measure(session, knowledge, weather).id)
    session.put_notices(
        [Notice(kind=NoticeKind.BACKUP_MADE, subject="notes-2026-10-01.tar", at=now - timedelta(days=40))]
    )
    session.pair_device("Laptop", now)
    for form in (BegunForm.LOG, BegunForm.CHECK_IN):
        begun = Begun(form=form, kept=now - timedelta(minutes=20), fields={form.id_field: _id(), "f-note": "So far"})
        leave_begun(folder, seal_begun(session, begun, _id()))
    session.lock()
    for hours, values in ((2, {"pain": 9}), (30, {"bleeding_after": 4}), (5, {"tears": 1, "mood_after": 3})):
        _leave(folder, now - timedelta(hours=hours), values)
    aside = folder / "letterbox" / "aside"
    aside.mkdir(exist_ok=True)
    (aside / f"{'0' * 32}.age").write_bytes(b"age-encryption.org/v1\n-> X25519 broken")
    device.save(folder, Device(exit_explained=True))


def _record(now: datetime, count: int) -> ImportRecord:
    days = {"first_day": "2025-06-01", "last_day": "2026-11-22"}
    return ImportRecord(
        id="made",
        app="invented",
        at=now,
        file_hash="0" * 64,
        rows_read=count,
        entries_added=count,
        duplicates=0,
        **days,
    )


def _leave(folder: Path, when: datetime, values: Mapping[str, int]) -> None:
    """What a device wrote while the journal was locked."""
    at = When(when.replace(tzinfo=None), "UTC", Precision.INSTANT)
    entry = Entry(id=_id(), kind=EntryKind.ENCOUNTER, at=at, recorded=when, values=values, note="Words.")
    drop_letter(folder, seal_letter(Letter(id=_id(), device=None, content=entry), read_recipient(folder)))


def _id() -> str:
    return str(uuid.uuid4())


def plain(name: str, **values: str) -> Place:
    """A page by its address."""
    label = name + "".join(f" {value}" for value in values.values())
    return Place(label, lambda day: day.to(name, **values), thorough=not values)


def by_address() -> list[Place]:
    """Every page of the site map that a browser can open by its address: complete by construction."""
    names = [page.name for page in PAGES if page.get is not None and "{" not in page.path]
    return [plain(name) for name in names if name not in DOWNLOADS | UNSEEN.keys()]


def press(what: Locator) -> None:
    """Press what leads to another page, and be there."""
    with what.page.expect_navigation():
        what.click()


def first(name: str, css: str) -> Go:
    """From a page, the first of those."""

    def go(day: Day) -> None:
        day.to(name)
        press(day.page.locator(css).first)

    return go


def then(go: Go, *buttons: str) -> Go:
    """Go on by these."""

    def further(day: Day) -> None:
        go(day)
        for name in buttons:
            press(day.page.get_by_role("button", name=name).or_(day.page.get_by_role("link", name=name)).first)

    return further


def to_mend(name: str, button: str, **fields: str) -> Go:
    """A form that can't be so."""

    def go(day: Day) -> None:
        day.to(name)
        day.unfold()
        for css, value in fields.items():
            day.page.fill(f"#{css}", value)
        day.page.get_by_role("button", name=button, exact=True).first.click()
        day.page.wait_for_selector(".errors")

    return go


def saved(*answers: tuple[str, str]) -> Go:
    """After Save."""

    def go(day: Day) -> None:
        day.to("log")
        day.unfold()
        day.tap(*answers)
        press(day.page.get_by_role("button", name="Save"))

    return go


def ticked(label: str, *buttons: str) -> Go:
    """A danger that was ticked after Save."""

    def go(day: Day) -> None:
        saved(("mood_after", "0"))(day)
        day.page.get_by_label(label).check()
        press(day.page.get_by_role("button", name="What I ticked"))
        for name in buttons:
            press(day.page.get_by_role("button", name=name))

    return go


def checked(words: str, *buttons: str, name: str = "my_check") -> Go:
    """Into a check, told in words."""

    def go(day: Day) -> None:
        day.to(name)
        day.page.fill("#words", words)
        for button in ("Go on", *buttons):
            press(day.page.get_by_role("button", name=button, exact=True))
            from_journal = day.page.get_by_role("button", name="Use this", exact=True)
            if from_journal.count():
                press(from_journal)

    return go


def screener(name: str, answers: Mapping[str, str], *, send: bool = True) -> Go:
    """A questionnaire, filled in."""

    def go(day: Day) -> None:
        day.to("screeners")
        press(day.page.get_by_role("button", name=f"Fill in the {name}"))
        day.tap(*answers.items())
        if send:
            press(day.page.get_by_role("button", name="See what it comes to"))

    return go


def stopped(day: Day) -> None:
    """What was tried is stopped, so that something else can be."""
    day.to("experiments")
    for number in range(day.page.locator(".card-button").count()):
        day.to("experiments")
        press(day.page.locator(".card-button").nth(number))
        day.unfold()
        if day.page.get_by_role("button", name="Stop it").count():
            press(day.page.get_by_role("button", name="Stop it"))
            return


def brought(name: str, text: str, *buttons: str) -> Go:
    """A file that was chosen to be brought in."""

    def go(day: Day) -> None:
        day.to("bring_in")
        day.page.set_input_files("#f-file", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
        press(day.page.get_by_role("button", name="Look at it"))
        for button in buttons:
            for select in day.page.locator("select").all():
                if select.locator("option").first.inner_text() == "Pick one":
                    select.select_option(index=2)
            press(day.page.get_by_role("button", name=button))

    return go


def sealed_file(day: Day) -> None:
    """A backup asks for what opens it."""
    day.to("bring_in")
    day.page.set_input_files(
        "#f-file",
        {"name": "x.age", "mimeType": "application/octet-stream", "buffer": b"age-encryption.org/v1\n-> scrypt"},
    )
    press(day.page.get_by_role("button", name="Look at it"))


DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-11-02,November 2,Monday,21:30,rad,sport | a walk by the long river,,\n"
    "2026-11-03,November 3,Tuesday,21:30,awful,sport,,Slept badly\n"
    "2026-11-04,November 4,Wednesday,21:30,my own word,reading,,\n"
)
CLUE = "date,value\n"
at_check = partial(checked, name="check")
PAIN, LOW = "Deep pain during sex for months", (("mood_after", "0"), ("company", "one"))
KEPT_CHECK = "main form:has(input[name=check]) button:not([name])"
ALL_BAD = {f"phq9_{number}": "3" for number in range(1, 9)} | {"phq9_9": "0"}
FOUR = {"gad7_1": "1", "gad7_2": "2", "phq9_1": "2", "phq9_2": "1"}
CHECKS: tuple[Place, ...] = (
    Place("check: danger", at_check(PAIN)),
    Place("check: question", at_check(PAIN, "None of these")),
    Place("check: result", at_check(PAIN, "None of these", "Show what it comes to now")),
    Place("check: emergency", at_check(PAIN, "Chest pain")),
    Place("check: despair", at_check("I want to die")),
    Place("check: complaints", at_check("asdf qwer zzzz", "None of these")),
)
"""Before there is a journal that could answer some of it."""
KEPT: tuple[Place, ...] = (
    Place("check: kept", checked(PAIN, "None of these", "Show what it comes to now", "Keep it in my journal")),
    Place("kept check", first("kept_checks", KEPT_CHECK)),
)
OPEN: tuple[Place, ...] = (
    Place("check: what the journal knows", checked(PAIN)),
    Place("home: the first of day", lambda day: day.to("home")),
    Place("entry", first("timeline", ".entry-line.encounter")),
    Place("entry: a day", first("timeline", ".entry-line.day")),
    Place("edit", then(first("timeline", ".entry-line.encounter"), "Change")),
    Place("day after", then(first("timeline", ".entry-line.encounter"), "Add how it was the day after")),
    Place("timeline: earlier", first("timeline", ".pages button")),
    Place("calendar: a day", first("calendar", "table button")),
    Place("calendar: the month before", first("calendar", ".turn button")),
    Place("pattern", first("patterns", ".card-button")),
    Place("log: to mend", to_mend("log", "Save", **{"f-cycle_day": "400"})),
    Place("wanted", saved(*LOW)),
    Place("danger list after Save", saved(("mood_after", "0"))),
    Place("danger ticked", ticked("Hard to wake, or hard to breathe")),
    Place("danger of the mind", ticked("Thoughts of ending your life")),
    Place("question after a danger", ticked("Thoughts of ending your life", "I have read this")),
    Place("saved", saved(("mood_after", "3"))),
    Place("questionnaire", screener("PHQ-4", {}, send=False)),
    Place("questionnaire: at once", screener("PHQ-9", {"phq9_9": "1"}, send=False)),
    Place("questionnaire: help", screener("PHQ-9", {"phq9_9": "1"})),
    Place("questionnaire: result", screener("PHQ-4", FOUR)),
    Place("questionnaire: pressing", screener("PHQ-9", ALL_BAD)),
    Place("questionnaire: kept", then(screener("PHQ-4", FOUR), "Keep it in my journal")),
    Place("experiment: stopped", stopped),
    Place("experiment: rests", lambda day: day.to("experiment_new")),
    Place("experiment: ended", lambda day: (day.to("experiments"), press(day.page.locator(".card-button").last))),
    Place(
        "experiment: result",
        lambda day: (
            day.to("experiments"),
            press(day.page.locator(".card-button").last),
            press(day.page.get_by_role("link", name="See what it came to")),
        ),
    ),
    Place("search: found", lambda day: (day.to("search"), day.page.fill("#words", "slept"), day.press("Search"))),
    Place("search: nothing", lambda day: (day.to("search"), day.page.fill("#words", "zzzz"), day.press("Search"))),
    Place(
        "library: answer", lambda day: (day.to("library"), day.page.fill("#q-large", "why do I cry"), day.press("Ask"))
    ),
    Place("library: no answer", lambda day: (day.to("library"), day.page.fill("#q-large", "zzzz"), day.press("Ask"))),
    Place(
        "report: seen", lambda day: (day.to("report"), day.page.fill("#concern", "Tears."), day.press("See it first"))
    ),
    Place("take out: seal", then(lambda day: day.to("take_out"), "Go on")),
    Place("take out: plain", then(lambda day: day.to("take_out"), "Go on", "Without a seal")),
    Place("backup: ready", then(lambda day: day.to("backup"), "Make a backup")),
    Place("letter", then(lambda day: day.to("letters"), "Look")),
    Place("bring in: no such file", brought("x.txt", "nothing")),
    Place("bring in: questions", brought("daylio.csv", DAYLIO)),
    Place("bring in: looked at", brought("daylio.csv", DAYLIO, "Go on")),
    Place("bring in: done", brought("daylio.csv", DAYLIO, "Go on", "Take it in")),
    Place("bring in: sealed", sealed_file),
    Place(
        "begun: gone on with",
        lambda day: (day.to("home"), day.unfold(), press(day.page.locator('button[value="continue"]').first)),
    ),
    Place("plan: to write", lambda day: day.to("write_plan")),
    Place(
        "plan",
        lambda day: (
            day.to("write_plan"),
            day.page.locator("main textarea").first.fill("A walk"),
            press(day.page.locator("main form .thumb button").last),
        ),
    ),
    Place("undo", then(lambda day: day.to("settings"), "Keep")),
    Place("sample: pattern", first("sample_patterns", ".card-button")),
    Place("sample: entry", first("sample_timeline", ".entry-line.encounter")),
    Place("sample: day", first("sample_calendar", "table button")),
    Place(
        "sample: experiment", lambda day: (day.to("sample_experiments"), press(day.page.locator(".card-button").last))
    ),
    Place(
        "sample: result",
        lambda day: (
            day.to("sample_experiments"),
            press(day.page.locator(".card-button").last),
            press(day.page.get_by_role("button", name="See what it came to")),
        ),
    ),
)
GERMAN = ("home", "log", "check_in", "right_now", "settings", "all_settings", "my_settings", "front")


def in_language(day: Day, language: str) -> None:
    """The language of this device, changed as a person does."""
    day.to("language")
    day.page.locator(f'input[name="language"][value="{language}"]').click()
    press(day.page.locator("#form .btn.wide"))


def screens(page: Page) -> list[str]:
    """The anchors of all that Right now can show; the page is there."""
    found: list[str] = page.eval_on_selector_all(".screen[id]", "all => all.map(each => each.id)")
    return found


def names_of(path: str) -> set[str]:
    """The pages of the site map that are at this path."""
    return {page.name for page in PAGES if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", page.path), path)}
