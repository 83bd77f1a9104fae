"""Every page for data in and out, as a person sees it: readable in both schemes, on phone and desk."""

import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journey.conftest import (
    DESK,
    PASSPHRASE,
    PATIENCE,
    PHONE,
    QUIET,
    Live,
    Watch,
    axe_findings,
    start_live,
    unlock,
)

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.own import NewMeasure
from aftercare.model.entry import Entry, EntryKind, Precision, Source, When
from aftercare.model.journal import ImportRecord
from aftercare.model.measure import Form, Kind
from aftercare.model.notice import Notice, NoticeKind
from aftercare.usecases.own_measures import define_measure, retire_measure
from aftercare.usecases.sample_journal import sample_journal
from aftercare.usecases.unlock import unlock as open_vault
from aftercare.vault import Letter, drop_letter, read_recipient, seal_letter

SAMPLES = Path(__file__).parents[1] / "samples"
OWN_MOODS = SAMPLES / "daylio" / "sample_multiple_moods.csv"
APPLE = SAMPLES / "apple_health" / "synthetic_reproductive_v14.xml"
OTHER = "a kettle sings at noon"


def filled(folder: Path) -> None:
    """Some weeks of an invented person, with letters, devices, own questions, a backup."""
    knowledge, now = load_knowledge(), datetime.now(UTC)
    vault = open_vault(folder, PASSPHRASE, now).session
    made = sample_journal(knowledge.measures, now.date())
    vault.put_own_measures(made.own_measures)
    vault.put_person(made.person)
    record = ImportRecord(
        id="made",
        app="invented",
        at=now,
        file_hash="0" * 64,
        rows_read=1,
        entries_added=1,
        duplicates=0,
        first_day="2025-06-01",
        last_day="2026-11-22",
    )
    lately = made.entries[-60:]
    vault.add_import(record, [replace(e, source=Source(app="invented", import_id="made", row=e.id)) for e in lately])
    define_measure(vault, knowledge, NewMeasure(label="Herbal tea", kind=Kind.YES_NO))
    words = NewMeasure(label="Weather", kind=Kind.CHOICE, form=Form.CHECK_IN, options=("sun", "rain", "fog"))
    retire_measure(vault, define_measure(vault, knowledge, words).id)
    copy = Notice(kind=NoticeKind.BACKUP_MADE, subject="notes-2026-10-01.tar", at=now - timedelta(days=40))
    vault.put_notices((copy,))
    vault.pair_device("Laptop", now)
    vault.lock()
    for hours, values in ((2, {"pain": 9}), (30, {"bleeding_after": 4}), (5, {"tears": 1, "mood_after": 3})):
        leave(folder, now - timedelta(hours=hours), values)
    aside = folder / "letterbox" / "aside"
    aside.mkdir(exist_ok=True)
    (aside / f"{'0' * 32}.age").write_bytes(b"age-encryption.org/v1\n-> X25519 broken")


def leave(folder: Path, when: datetime, values: dict[str, int]) -> None:
    """What a device wrote while it was locked."""
    at = When(when.replace(tzinfo=None), "UTC", Precision.INSTANT)
    entry = Entry(id=str(uuid.uuid4()), kind=EntryKind.ENCOUNTER, at=at, recorded=when, values=values, note="Words.")
    letter = Letter(id=str(uuid.uuid4()), device=None, content=entry)
    drop_letter(folder, seal_letter(letter, read_recipient(folder)))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    """One program on a filled journal, for all the pages."""
    folder = tmp_path_factory.mktemp("yours") / "journal"
    shutil.copytree(new_vault, folder)
    filled(folder)
    running = start_live(folder)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def page(chromium: Browser, program: Live) -> Iterator[Page]:
    """A phone of someone whose journal is open."""
    seen = Watch(program.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(program.launch_address)
    unlock(page)
    yield page
    context.close()
    seen.check()


def to(path: str) -> Callable[[Page, str], object]:
    """A page by its address."""
    return lambda page, address: page.goto(address + path)


def to_file(file: Path) -> Callable[[Page, str], object]:
    """A file that was just chosen."""

    def go(page: Page, address: str) -> None:
        page.goto(address + "/p/61")
        page.set_input_files("#f-file", file)
        page.get_by_role("button", name="Look at it").click()
        page.wait_for_url(re.compile(r"/p/6[234]$"))

    return go


def to_look(page: Page, address: str) -> None:
    """The dry run of a file with questions."""
    to_file(OWN_MOODS)(page, address)
    for select in page.locator("select").all():
        if select.locator("option").first.inner_text() == "Pick one":
            select.select_option(index=2)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/p/64")


def to_done(page: Page, address: str) -> None:
    """What was taken in."""
    to_file(APPLE)(page, address)
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/p/65")


def to_wrong_file(page: Page, address: str) -> None:
    """A file that is none."""
    page.goto(address + "/p/61")
    page.set_input_files("#f-file", SAMPLES / "LICENSE-MIT.txt")
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector(".errors")


def to_report(page: Page, address: str) -> None:
    """The clinician's page, seen."""
    page.goto(address + "/p/67")
    page.fill("#concern", "Tears that come from nowhere, afterwards.")
    page.fill("#questions", "Is it my hormones?\nWhat can I try first?")
    page.get_by_role("button", name="See it first").click()
    page.wait_for_url("**/p/68")


def to_seal(page: Page, address: str) -> None:
    """The seal."""
    page.goto(address + "/p/69")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/p/70")


def to_plain(page: Page, address: str) -> None:
    """The warning."""
    to_seal(page, address)
    page.get_by_role("link", name="Without a seal").click()


def to_ready(page: Page, address: str) -> None:
    """A file that is ready."""
    page.goto(address + "/p/74")
    page.get_by_role("button", name="Make a backup").click()
    page.wait_for_url("**/p/72")


def to_letter(number: int) -> Callable[[Page, str], object]:
    """One of the letters."""

    def go(page: Page, address: str) -> None:
        page.goto(address + "/p/80")
        page.get_by_role("button", name="Look", exact=True).nth(number).click()
        page.wait_for_url("**/p/81")

    return go


PLACES: dict[str, Callable[[Page, str], object]] = {
    "menu": to("/p/60"),
    "bring in": to("/p/61"),
    "bring in: no such file": to_wrong_file,
    "bring in: questions": to_file(OWN_MOODS),
    "bring in: dry run": to_look,
    "bring in: done": to_done,
    "report": to("/p/67"),
    "report: seen first": to_report,
    "take out": to("/p/69"),
    "seal": to_seal,
    "without a seal": to_plain,
    "ready": to_ready,
    "backup": to("/p/74"),
    "what opens it": to("/p/75"),
    "passphrase": to("/p/76"),
    "recovery": to("/p/77"),
    "devices": to("/p/79"),
    "letters": to("/p/80"),
    "letter of yesterday": to_letter(0),
    "letter of today": to_letter(2),
    "forget": to("/p/82"),
    "own questions": to("/p/88"),
}

FORGET_PIN = """() => new Promise((done, failed) => {
  const request = indexedDB.deleteDatabase("n");
  request.onsuccess = () => done();
  request.onblocked = request.onerror = () => failed(new Error("the pin stays"));
})"""
"""A browser that was let write before it could seal: the program seals for it, a step a page."""


SCHEMES: Iterator[Literal["dark", "light"]] = cycle(("dark", "light"))


def check(page: Page, name: str) -> None:
    """One page at both sizes, the one in the dark, the next in the light."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    scheme = next(SCHEMES)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert axe_findings(page) == [], (name, scheme)
    expect(page, name).to_have_title("Notes")


def test_axe_finds_nothing_and_nothing_overflows_on_any_page(page: Page, program: Live) -> None:
    """WCAG 2.2 AA with best practice, light and dark; one neutral title; no sideways scrolling at any size."""
    for name, go in PLACES.items():
        go(page, program.address)
        check(page, name)


def test_axe_finds_nothing_on_the_pages_of_a_locked_journal(open_page: Page, live_vault: Live) -> None:
    """Unlock, the lost passphrase, starting over, logging while locked with what it asks; then what is forgotten."""
    page, address = open_page, live_vault.address
    page.goto(address + "/p/79")
    page.fill("#name", "Phone")
    page.get_by_role("button", name="Let this browser write").click()
    page.get_by_role("button", name="Lock", exact=True).click()
    page.wait_for_selector("#phrase")
    check(page, "locked")
    for name, path in (("lost passphrase", "/p/85"), ("start over", "/p/83"), ("log while locked", "/p/86")):
        page.goto(address + path)
        check(page, name)
    page.goto(address + "/p/3")
    page.evaluate(FORGET_PIN)
    page.goto(address + "/p/86")
    page.locator("#pain .tile").nth(9).click()
    page.locator("#mood_after .tile").first.click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/p/87")
    for number in range(12):
        check(page, f"while locked, {number}")
        if page.locator("h1").first.inner_text() == "Noted.":
            break
        page.locator("main .btn.wide").first.click()
        page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "Noted."
    page.goto(address + "/p/83")
    page.get_by_role("button", name="Forget everything now").click()
    page.wait_for_selector("text=Forgotten.")
    check(page, "forgotten")
    page.goto(address + "/p/84")
    check(page, "put a backup back")
