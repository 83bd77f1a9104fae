"""Whole jobs with one's own data, in a real browser: bring in, take along, keep safe, get back in, let go."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.journey.conftest import PASSPHRASE, PATIENCE, QUIET, Live, Watch, start_live, unlock

from aftercare.exporters.json_export import read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.report.wording import day_in_words
from aftercare.usecases.export_journal import open_sealed

DAYLIO = Path(__file__).parents[1] / "samples" / "daylio" / "german_mockdata_700days.csv"
APPLE = Path(__file__).parents[1] / "samples" / "apple_health" / "synthetic_reproductive_v14.xml"
OTHER = "a kettle sings at noon"
NEW = "a lantern, a ladder, a loud sea"


def press(page: Page, name: str) -> None:
    """Tap a button."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Tap a link or card."""
    page.get_by_role("link", name=name).first.click()


def menu(page: Page, name: str) -> None:
    """From home to one of the pages for one's data."""
    page.locator(".name").click()
    follow(page, "Your data")
    follow(page, name)


def heading(page: Page) -> str:
    """The page's one large sentence."""
    return page.locator("h1").inner_text()


def lock(page: Page) -> None:
    """Lock, and wait for the locked page."""
    press(page, "Lock")
    page.wait_for_selector("#phrase")


def choose(page: Page, file: Path) -> None:
    """Bring a file in, up to the dry run."""
    menu(page, "Bring in")
    page.set_input_files("#f-file", file)
    press(page, "Look at it")
    page.wait_for_url(re.compile(r"/p/6[234]$"))
    if page.url.endswith("/p/63"):
        press(page, "Go on")
        page.wait_for_url("**/p/64")


def save(page: Page, to: Path) -> Path:
    """Save the file that is ready, under the name it has."""
    with page.expect_download() as waiting:
        follow(page, "Save it")
    target = to / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def seal(page: Page) -> None:
    """Give the file a passphrase of its own."""
    page.fill("#phrase", OTHER)
    page.fill("#again", OTHER)
    press(page, "Make the file")
    page.wait_for_url("**/p/72")


@pytest.fixture
def other(chromium: Browser, tmp_path: Path) -> Iterator[tuple[Page, Live]]:
    """Another machine: an empty program and its browser."""
    running = start_live(tmp_path / "elsewhere")
    seen = Watch(running.address)
    context = chromium.new_context(**QUIET)
    context.set_default_timeout(PATIENCE)
    seen.on(context)
    page = context.new_page()
    page.goto(running.launch_address)
    yield page, running
    context.close()
    running.stop()
    seen.check()


def test_seven_hundred_days_come_in_once_go_to_the_clinician_and_come_back_from_an_export(
    open_page: Page, tmp_path: Path
) -> None:
    """A second import adds nothing; what was taken back comes whole out of the sealed export."""
    page = open_page
    choose(page, DAYLIO)
    new = heading(page)
    press(page, "Take it in")
    page.wait_for_url("**/p/65")
    count = int(heading(page).split()[0])
    assert count >= 700
    assert new == f"{count} new entries"
    choose(page, DAYLIO)
    assert heading(page) == "Nothing new in this file"
    press(page, "All right")

    menu(page, "For the clinician")
    page.fill("#concern", "So tired on Mondays")
    press(page, "See it first")
    assert "So tired on Mondays" in page.locator("article").inner_text()
    follow(page, "Make the file")
    seal(page)
    paper = save(page, tmp_path)
    assert re.fullmatch(r"notes-\d{4}-\d\d-\d\d\.pdf\.age", paper.name)
    assert open_sealed(paper.read_bytes(), OTHER).startswith(b"%PDF")

    menu(page, "Take everything out")
    press(page, "Go on")
    seal(page)
    taken = save(page, tmp_path)
    read = read_export(open_sealed(taken.read_bytes(), OTHER), load_knowledge().measures)
    assert len(read.journal.entries) == count

    menu(page, "Bring in")
    first = read.journal.imports[0].first_day
    assert first is not None
    press(page, f"Take it back daylio {day_in_words(date.fromisoformat(first))}")
    assert "Nothing yet." in page.locator("main").inner_text()
    page.set_input_files("#f-file", taken)
    press(page, "Look at it")
    page.fill("#phrase", OTHER)
    press(page, "Open it")
    assert heading(page) == f"{count} new entries"
    press(page, "Take it in")
    page.wait_for_url("**/p/65")
    assert heading(page) == f"{count} entries taken in"


def test_a_backup_is_put_back_on_another_machine(open_page: Page, other: tuple[Page, Live], tmp_path: Path) -> None:
    """What was logged here opens there with the same passphrase, and nothing less."""
    page, (there, elsewhere) = open_page, other
    follow(page, "Log")
    page.locator("#tears .tile").nth(2).click()
    press(page, "Save")
    page.wait_for_url("**/p/22")
    menu(page, "Backup")
    press(page, "Make a backup")
    archive = save(page, tmp_path)
    follow(there, "Put a backup back")
    there.set_input_files("#f-file", archive)
    there.fill("#phrase", "not the passphrase at all")
    press(there, "Put it back")
    there.wait_for_selector(".errors")
    there.set_input_files("#f-file", archive)
    there.fill("#phrase", PASSPHRASE)
    press(there, "Put it back")
    there.wait_for_selector("text=Welcome back.")
    there.fill("#phrase", PASSPHRASE)
    press(there, "Unlock")
    there.wait_for_url("**/p/4")
    assert heading(there) == "If someone walks in", "on a new device Exit is explained once"
    there.goto(elsewhere.address + "/p/27")
    assert there.locator(".entry-line").count() == 1


def drawn_words(page: Page) -> list[str]:
    """The six words the page offers, once they stand there."""
    page.wait_for_selector("#words li")
    return page.locator("#words li").all_inner_texts()


def test_a_changed_passphrase_shuts_the_old_one_out_and_the_paper_opens_when_it_is_lost(
    open_page: Page, live_vault: Live
) -> None:
    """A recovery key first; then a new passphrase with its paper kept safe; then the passphrase lost."""
    page = open_page
    menu(page, "Passphrase and recovery key")
    follow(page, "Make a recovery key")
    page.fill("#phrase", PASSPHRASE)
    press(page, "Make a recovery key")
    follow(page, "Show the recovery key")
    key = page.locator("#key").inner_text()
    page.emulate_media(media="print")
    assert page.locator("h1").is_hidden()
    assert page.locator("#key").is_visible()
    page.emulate_media(media="screen")
    page.fill("#last", key[-6:])
    press(page, "It is on paper")

    follow(page, "Your data")
    follow(page, "Passphrase and recovery key")
    follow(page, "Change the passphrase")
    page.fill("#old", PASSPHRASE)
    page.get_by_role("radio", name="One of my own").check()
    page.fill("#phrase", NEW)
    page.fill("#again", NEW)
    page.get_by_role("radio", name="Yes, keep it").check()
    press(page, "Change it")
    page.wait_for_url("**/p/78", timeout=3 * PATIENCE)  # several passphrase steps, slow on purpose
    assert heading(page) == "The passphrase is new."
    lock(page)
    page.fill("#phrase", PASSPHRASE)
    press(page, "Unlock")
    page.wait_for_selector("#wrong")

    follow(page, "I lost the passphrase")
    words = drawn_words(page)
    page.fill("#key", key.lower())
    page.fill("#phrase", " ".join(words))
    page.get_by_role("radio", name="No, make a new one").check()
    press(page, "Open it")
    page.wait_for_selector("#last")
    fresh = page.locator("#key").inner_text()
    assert fresh != key
    page.fill("#last", fresh[-6:])
    press(page, "It is on paper")
    page.wait_for_url("**/p/20")
    lock(page)
    page.fill("#phrase", " ".join(words))
    press(page, "Unlock")
    page.wait_for_selector("body[data-personal]")


def test_a_paired_browser_logs_while_locked_and_keeps_it_after_unlocking(open_page: Page, live_vault: Live) -> None:
    """Four taps without the passphrase; sealed on the disk; then listed, looked at, kept."""
    page = open_page
    menu(page, "Devices that may write")
    page.fill("#name", "Phone")
    press(page, "Let this browser write")
    assert "this browser" in page.locator("main").inner_text()
    lock(page)
    follow(page, "Log without unlocking")
    page.locator("#tears .tile").nth(2).click()
    page.locator("#mood_after .tile").nth(2).click()
    page.locator("#pain .tile").first.click()
    press(page, "Save")
    page.get_by_role("heading", name="Noted.").wait_for()
    assert "cried" not in page.locator("main").inner_text().lower()
    press(page, "Done")
    page.wait_for_selector("#phrase")
    letters = list((live_vault.folder / "letterbox").glob("*.age"))
    assert len(letters) == 1
    assert letters[0].read_bytes().startswith(b"age-encryption.org/v1")
    unlock(page)
    menu(page, "Written while locked")
    assert "from Phone" in page.locator("main").inner_text()
    press(page, "Look")
    assert "Cried" in page.locator("main").inner_text()
    press(page, "Keep")
    page.wait_for_url("**/p/22")
    menu(page, "Written while locked")
    assert "Nothing waits." in page.locator("main").inner_text()


def test_forgetting_everything_takes_one_tap_and_leaves_no_file(open_page: Page, live_vault: Live) -> None:
    """What is out of reach is listed before and after; then the first page is that of someone new, its name too."""
    page = open_page
    page.goto(live_vault.address + "/p/12")
    page.fill("#name", "Pad")
    press(page, "Keep")
    lock(page)
    assert page.title() == "Pad"
    unlock(page)
    menu(page, "Forget everything")
    assert "What it can't reach" in page.locator("main").inner_text()
    press(page, "Forget everything now")
    page.wait_for_selector("text=Forgotten.")
    assert not live_vault.folder.exists()
    follow(page, "Go to the first page")
    page.wait_for_selector("text=For what comes after.")
    assert page.title() == "Notes"
    page.goto(live_vault.address + "/p/60")
    assert "For what comes after." in page.locator("main").inner_text()


def test_without_script_a_file_comes_in_and_all_of_it_goes_out(
    chromium: Browser, live_vault: Live, tmp_path: Path
) -> None:
    """Nothing here needs script."""
    context = chromium.new_context(**QUIET, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(live_vault.launch_address)
    page.fill("#phrase", PASSPHRASE)
    press(page, "Unlock")
    choose(page, APPLE)
    press(page, "Take it in")
    count = int(heading(page).removesuffix(" entries taken in"))
    assert count > 0
    menu(page, "Take everything out")
    press(page, "Go on")
    follow(page, "Without a seal")
    page.fill("#phrase", PASSPHRASE)
    press(page, "Make it without a seal")
    taken = save(page, tmp_path)
    assert re.fullmatch(r"notes-\d{4}-\d\d-\d\d\.json", taken.name)
    assert len(read_export(taken.read_bytes(), load_knowledge().measures).journal.entries) == count
    context.close()
