"""Every page of the journal and of the sample: readable by everyone, in both schemes, on phone and desk."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journey.conftest import (
    BORN,
    PASSPHRASE,
    PATIENCE,
    QUIET,
    Live,
    Watch,
    axe_findings,
    in_turn,
    look_at,
    start_live,
    unlock,
)
from tests.journey.light_vault import start_light

from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Source
from aftercare.model.journal import ImportRecord
from aftercare.model.settings import Device
from aftercare.usecases import device
from aftercare.usecases.sample_journal import sample_journal
from aftercare.web.routes import url_for

LATEST = 40


def make_full(folder: Path) -> None:
    """A year and a half of an invented person; the latest entries as if logged here."""
    now = datetime.now(UTC)
    made = sample_journal(load_knowledge().measures, now.date())
    session = start_light(folder, PASSPHRASE, birth_year=BORN, now=now)
    session.put_own_measures(made.own_measures)
    session.put_person(made.person)
    session.put_settings(replace(made.settings, zone="UTC"))
    older = [replace(e, source=Source(app="invented", import_id="made", row=e.id)) for e in made.entries[:-LATEST]]
    record = ImportRecord(
        id="made",
        app="invented",
        at=now,
        file_hash="0" * 64,
        rows_read=len(older),
        entries_added=len(older),
        duplicates=0,
    )
    session.add_import(record, older)
    for entry in made.entries[-LATEST:]:
        session.add(entry)
    session.lock()
    device.save(folder, Device(exit_explained=True))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The program on a long journal."""
    folder = tmp_path_factory.mktemp("full") / "journal"
    make_full(folder)
    running = start_live(folder)
    yield running
    running.stop()


@pytest.fixture
def place(chromium: Browser, full: Live) -> Iterator[Page]:
    """A page of the open journal."""
    seen = Watch(full.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(full.launch_address)
    unlock(page)
    yield page
    context.close()
    seen.check()


def plain(name: str) -> Callable[[Page, str], None]:
    """A page by its name."""

    def go(page: Page, address: str) -> None:
        page.goto(address + url_for(name))

    return go


def press(what: Locator) -> None:
    """Press what leads to another page, and be there: looking at once could still see the page before."""
    with what.page.expect_navigation():
        what.click()


def to_entry(page: Page, address: str) -> None:
    page.goto(address + url_for("timeline"))
    press(page.locator(".entry-line.encounter").first)


def to_edit(page: Page, address: str) -> None:
    to_entry(page, address)
    press(page.get_by_role("link", name="Change"))


def to_day_after(page: Page, address: str) -> None:
    to_entry(page, address)
    press(page.get_by_role("button", name="Add how it was the day after"))


def to_pattern(page: Page, address: str) -> None:
    page.goto(address + url_for("patterns"))
    press(page.locator(".card-button").first)


def to_older(page: Page, address: str) -> None:
    page.goto(address + url_for("timeline"))
    press(page.get_by_role("button", name="Earlier days"))


def to_mend(page: Page, address: str) -> None:
    page.goto(address + url_for("log"))
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".errors")


def save_low(page: Page, address: str, *, company: bool) -> None:
    page.goto(address + url_for("log"))
    page.locator('input[name="mood_after"][value="0"]').click()
    if company:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.locator('input[name="company"][value="one"]').click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**" + url_for("after_save"))


def to_wanted(page: Page, address: str) -> None:
    save_low(page, address, company=True)


def to_quiet(page: Page, address: str) -> None:
    save_low(page, address, company=True)
    page.locator('input[name="wanted"][value="no"]').click()
    press(page.get_by_role("button", name="Don't keep it"))
    press(page.get_by_role("button", name="A note for you, when you like"))


def to_list(page: Page, address: str) -> None:
    save_low(page, address, company=False)


def to_flag(page: Page, address: str) -> None:
    save_low(page, address, company=False)
    page.get_by_label("Hard to wake, or hard to breathe").check()
    press(page.get_by_role("button", name="What I ticked"))
    page.get_by_label("Where are you?").first.select_option("DE")


def to_mind(page: Page, address: str) -> None:
    save_low(page, address, company=False)
    page.get_by_label("Thoughts of ending your life").check()
    press(page.get_by_role("button", name="What I ticked"))


def to_question(page: Page, address: str) -> None:
    to_mind(page, address)
    press(page.get_by_role("button", name="I have read this"))


def to_end(page: Page, address: str) -> None:
    page.goto(address + url_for("log"))
    page.locator('input[name="mood_after"][value="3"]').click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="It is noted.").wait_for()


def to_sample_pattern(page: Page, address: str) -> None:
    page.goto(address + url_for("sample_patterns"))
    press(page.locator(".card-button").first)


def to_sample_entry(page: Page, address: str) -> None:
    page.goto(address + url_for("sample_timeline"))
    press(page.locator(".entry-line.encounter").first)


def to_sample_result(page: Page, address: str) -> None:
    page.goto(address + url_for("sample_experiments"))
    press(page.locator(".card-button").last)
    press(page.get_by_role("button", name="See what it came to"))


PLACES: dict[str, Callable[[Page, str], None]] = {
    **{
        name: plain(name)
        for name in ("home", "calendar", "search", "log", "check_in", "timeline", "patterns", "person", "settings")
    },
    **{name: plain(name) for name in ("sample", "sample_timeline", "sample_calendar", "sample_patterns")},
    **{name: plain(name) for name in ("sample_experiment", "sample_report")},
    "to mend": to_mend,
    "older": to_older,
    "entry": to_entry,
    "edit": to_edit,
    "day after": to_day_after,
    "pattern": to_pattern,
    "sample pattern": to_sample_pattern,
    "sample entry": to_sample_entry,
    "sample result": to_sample_result,
    "wanted": to_wanted,
    "quiet": to_quiet,
    "any of these": to_list,
    "emergency": to_flag,
    "mind": to_mind,
    "question": to_question,
    "end": to_end,
}


def test_axe_finds_nothing_on_any_page(place: Page, full: Live) -> None:
    """WCAG 2.2 AA with best practice, everything unfolded; nothing overflows sideways; one neutral title; Lock, Exit
    and at most one main action."""
    looks = ["light-phone", "dark-desk"]
    for number, (name, go) in enumerate(PLACES.items()):
        # Each page is reached in the look the one before was left in: half of them on the phone, half on the desk.
        go(place, full.address)
        place.wait_for_load_state()
        place.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        place.evaluate("document.fonts.ready.then(() => true)")
        expect(place, name).to_have_title("Notes")
        look_at(place, in_turn(number))
        assert axe_findings(place) == [], (name, in_turn(number))
        for look in looks:
            look_at(place, look)
            assert place.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, look)
            assert place.get_by_role("button", name="Exit").is_visible(), (name, look)
            assert place.get_by_role("button", name="Lock", exact=True).is_visible(), (name, look)
            assert place.locator("main .btn.wide:not(.ghost):visible").count() <= 1, (name, look)
        looks.reverse()
