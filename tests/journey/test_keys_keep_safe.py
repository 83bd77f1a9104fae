"""With the keyboard alone, what keeps a journal and what ends it: copies, secrets, paper, forgetting.

One journal from its first backup to the last, each of these going on where the one before it ended.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.journey.conftest import PASSPHRASE, PATIENCE, Live, start_live
from tests.journey.keyboard import go, landed, open_page, press, tab_to, write

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.vault import unlock as open_vault
from aftercare.web.routes import url_for

PRIMARY = "main .btn.wide"
NEW = "a lantern, a ladder, a loud sea"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
NOTED = Entry(
    id="0f7e2c55-52a4-4d0c-8f5b-6a1d5f4b7c11",
    kind=EntryKind.ENCOUNTER,
    at=When(YESTERDAY.replace(tzinfo=None, second=0, microsecond=0), "UTC", Precision.INSTANT),
    recorded=YESTERDAY,
    values={"mood_after": 2},
)
"""By this the journal is known again when its copy is back."""


LIGHT = """
from aftercare.vault import passphrase_step
from benchmarks.light_vault import _run as light

real = passphrase_step._run
passphrase_step._run = lambda do, *secret: (light if do == "seal" else real)(do, *secret)
"""
"""For the program's own processes: what is made new is sealed with the least work, as the journals of tests are."""


@dataclass
class Paper:
    """What lies outside the program: a file on another disk, a key on paper."""

    copy: Path
    key: str = ""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[Live]:
    """One program for all of these, which spares itself work."""
    session = open_vault(shared_folder, PASSPHRASE, datetime.now(UTC))
    session.add(NOTED)
    session.lock()
    light = tmp_path_factory.mktemp("light")
    (light / "sitecustomize.py").write_text(LIGHT)
    here = Path(__file__).parents[2]
    path = os.pathsep.join(map(str, (light, here, here / "src")))
    running = start_live(shared_folder, {**os.environ, "PYTHONPATH": path})
    yield running
    running.stop()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return Paper(tmp_path_factory.mktemp("disk") / "copy.tar")


@pytest.fixture(autouse=True)
def patience(phone: BrowserContext) -> None:
    """Several passphrase steps in one, each slow on purpose."""
    phone.set_default_navigation_timeout(3 * PATIENCE)


def lock(page: Page) -> None:
    go(page, "#lock button")
    expect(page.locator("#phrase")).to_be_focused()
    let_it_end(page)


def let_it_end(page: Page) -> None:
    """The process that held the journal ends within a quarter second, and its connections with it: what is asked for in
    that very moment meets a closed one, and nobody is as quick as these keys."""
    page.wait_for_timeout(500)


def unlock(page: Page, words: str) -> None:
    expect(page.locator("#phrase")).to_be_focused()
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    landed(page)


def write_key_down(page: Page) -> str:
    """The recovery key, as it stands on the page that is to be copied."""
    key = page.locator("#key").inner_text()
    write(page, "#last", "ABCDEF")
    go(page, PRIMARY)
    press(page, ".errors a", "Enter")
    expect(page.locator("#last")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(key[-6:])
    go(page, PRIMARY)
    expect(page.locator("body.home")).to_be_visible()
    return key


def test_a_backup_is_made_and_saved(hands: Page, shared: Live, paper: Paper) -> None:
    open_page(hands, shared, "yours")
    go(hands, f'main a[href="{url_for("backup")}"]')
    go(hands, PRIMARY)
    tab_to(hands, f'a[href="{url_for("fetch")}"]')
    with hands.expect_download() as waiting:
        hands.keyboard.press("Enter")
    waiting.value.save_as(paper.copy)
    go(hands, "main a.btn.ghost.wide")
    open_page(hands, shared, "backup")
    expect(hands.locator("main .file-name")).to_have_text(waiting.value.suggested_filename)


def test_a_recovery_key_is_made_and_written_down(hands: Page, shared: Live, paper: Paper) -> None:
    open_page(hands, shared, "secrets")
    go(hands, f'main a[href="{url_for("recovery")}"]')
    write(hands, "#phrase", "not these")
    go(hands, PRIMARY)
    write(hands, "#phrase", PASSPHRASE)
    go(hands, PRIMARY)
    go(hands, PRIMARY)
    paper.key = write_key_down(hands)
    open_page(hands, shared, "secrets")
    expect(hands.locator("main")).to_contain_text("There is one, on paper.")


def test_the_passphrase_is_changed_and_the_new_one_opens(hands: Page, shared: Live) -> None:
    open_page(hands, shared, "secrets")
    go(hands, f'main a[href="{url_for("passphrase")}"]')
    before = hands.locator("#words").inner_text()
    go(hands, '[name="other"]')
    expect(hands.locator("#words")).not_to_have_text(before)
    asked: list[Route] = []
    hands.route("**" + url_for("stay"), lambda route: asked.append(route))
    write(hands, "#old", PASSPHRASE)
    press(hands, "#which-words", "ArrowRight")
    write(hands, "#phrase", NEW)
    press(hands, '[data-show="phrase"]', "Space")
    expect(hands.locator("#phrase")).to_have_value(NEW)
    write(hands, "#again", NEW)
    press(hands, '[name="paper"]', "Space")
    tab_to(hands, PRIMARY)
    hear_meanwhile_that_it_is_locked(hands, asked)
    landed(hands)
    expect(hands.locator("h1")).to_have_text("The passphrase is new.")
    go(hands, PRIMARY)
    lock(hands)
    unlock(hands, NEW)
    expect(hands.locator("body.home")).to_be_visible()


def hear_meanwhile_that_it_is_locked(page: Page, asked: list[Route]) -> None:
    """Enter; and while all is made new, what the page asked at its first key is answered: the journal is not open."""
    sent: list[Route] = []
    page.route("**" + url_for("passphrase"), lambda route: sent.append(route))
    with page.expect_request("**" + url_for("passphrase")):
        page.keyboard.press("Enter")
    with page.expect_response("**" + url_for("stay")):
        asked.pop().fulfill(json={"open": False, "left": 0})
    with page.expect_navigation():
        sent.pop().continue_()
    page.unroute_all()


def test_the_passphrase_is_lost_and_the_paper_opens(hands: Page, shared: Live, paper: Paper) -> None:
    open_page(hands, shared, "home")
    lock(hands)
    go(hands, f'a[href="{url_for("recover")}"]')
    go(hands, '[name="other"]')
    words = " ".join(hands.locator("#words li").all_inner_texts())
    write(hands, "#key", paper.key)
    write(hands, "#phrase", words)
    press(hands, '[name="paper"]', "Space", "ArrowRight")
    go(hands, PRIMARY)
    paper.key = write_key_down(hands)
    open_page(hands, shared, "timeline")
    expect(hands.locator(".entry-line")).to_have_count(1)


def test_everything_is_forgotten_and_the_backup_brought_back(hands: Page, shared: Live, paper: Paper) -> None:
    open_page(hands, shared, "yours")
    go(hands, f'main a[href="{url_for("forget")}"]')
    go(hands, "button.alarm")
    let_it_end(hands)
    expect(hands.locator("h1")).to_have_text("Forgotten.")
    assert not shared.folder.exists()
    go(hands, PRIMARY)
    go(hands, f'main a[href="{url_for("restore")}"]')
    choose_copy(hands, paper)
    write(hands, "#phrase", "not these")
    go(hands, PRIMARY)
    choose_copy(hands, paper)
    press(hands, '[name="with"]', "ArrowRight", "ArrowLeft")
    write(hands, "#phrase", PASSPHRASE)
    go(hands, PRIMARY)
    unlock(hands, PASSPHRASE)
    open_page(hands, shared, "timeline")
    expect(hands.locator(".entry-line")).to_have_count(1)


def choose_copy(page: Page, paper: Paper) -> None:
    tab_to(page, "#f-file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(paper.copy)


def test_with_passphrase_and_paper_lost_it_is_begun_anew(hands: Page, shared: Live) -> None:
    """The last: it ends what the others share."""
    open_page(hands, shared, "home")
    lock(hands)
    go(hands, f'a[href="{url_for("recover")}"]')
    go(hands, f'main a[href="{url_for("forget_locked")}"]')
    go(hands, "button.alarm")
    let_it_end(hands)
    go(hands, PRIMARY)
    tab_to(hands, f'a[href="{url_for("start")}"]')
