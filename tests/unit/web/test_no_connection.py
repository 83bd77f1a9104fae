"""The page in place of one that did not come: what helps in danger stands first, and nothing needs the program."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import shown
from tests.unit.web.test_told_and_not_kept import has_whole_list_and_numbers

import aftercare.web
from aftercare.web.routes import PAGES, url_for

STATIC = Path(aftercare.web.__file__).parent / "static"
KEEPING = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "x-shell": "1"}
DRIVER = """
const store = new Map(process.argv[2] === "yes" ? [["u", "1"]] : []);
globalThis.sessionStorage = { getItem: (key) => store.get(key) ?? null, removeItem: (key) => store.delete(key) };
let press;
const list = { hidden: true, querySelector: () => ({ addEventListener: (_, doing) => { press = doing; } }) };
globalThis.document = { getElementById: () => list };
await import("./lost.js");
const before = list.hidden;
press();
console.log(JSON.stringify([before, list.hidden, store.size]));
"""


@pytest.fixture
def kept(inside: Bench) -> str:
    """The page as the browser keeps it on the device."""
    answer = inside.client.get(url_for("without_opening"), headers=KEEPING)
    assert answer.status_code == 200
    return str(answer.text)


def test_the_signs_of_danger_and_right_now_come_first_then_writing_something_down(kept: str) -> None:
    main = kept.split("<main")[1]
    cards = re.findall(r'<a class="card" href="([^"]+)"><b>([^<]+)', main)
    assert cards[0] == (url_for("right_now") + "#e0", "Signs of danger")
    assert cards[1] == (url_for("right_now"), "Right now")
    assert (url_for("locked_log"), "Write something down") in cards
    offline = {page.path for page in PAGES if page.offline}
    assert {address.split("#")[0] for address, _ in cards} <= offline, "all of them are kept on the device"


def test_the_first_card_leads_to_the_whole_list(inside: Bench) -> None:
    page = inside.client.get(url_for("right_now"), headers=KEEPING).text
    there = page.split('id="e0"')[1].split("</section>")[0]
    assert "Any of these now?" in there
    assert "Chest pain" in there


def test_the_list_with_numbers_waits_in_the_page_for_screens_that_were_lost(kept: str) -> None:
    lost = kept.split('<div id="lost" hidden>')[1].split("</div>\n")[0]
    assert has_whole_list_and_numbers(kept)
    assert "Is one of these so right now?" in lost
    assert "Signs of danger" in shown(kept)


@pytest.mark.parametrize("unfinished", ["yes", "no"])
def test_it_shows_only_where_screens_were_not_ended_and_goes_with_a_tap(tmp_path: Path, unfinished: str) -> None:
    for name in ("lost.js", "unfinished.js"):
        shutil.copy(STATIC / name, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "driver.js").write_text(DRIVER)
    node = shutil.which("node")
    assert node is not None
    said = subprocess.run([node, "driver.js", unfinished], cwd=tmp_path, capture_output=True, text=True, check=True)
    hidden_before = "false" if unfinished == "yes" else "true"
    assert said.stdout.strip() == f"[{hidden_before},true,0]"
