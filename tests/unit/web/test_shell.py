"""What a browser may keep of us, how it gets it, and what must never be among it."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.web.conftest import OWN, TYPED, Bench

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids
from aftercare.model.errors import BadValue
from aftercare.model.settings import ICONS, Device
from aftercare.usecases import device
from aftercare.usecases.start import start
from aftercare.web.routes import PAGES, url_for
from aftercare.web.shell import kept_files, manifest
from aftercare.web.static_files import static_files
from aftercare.web.visit import Door

FETCHED = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
KEEPING = {**FETCHED, "x-shell": "1"}
"""What the browser's worker sends when it takes a page to keep."""
PASSPHRASE = "a lamp, a harbour and a mild wind"


@pytest.fixture
def opened(inside: Bench) -> Bench:
    """An open journal, in this browser."""
    start(
        inside.state.launch.folder, PASSPHRASE, birth_year=1990, recovery=False, now=inside.state.now()
    ).session.lock()
    inside.post("/p/14", phrase=PASSPHRASE)
    assert inside.state.vault is not None
    return inside


def keep(bench: Bench) -> dict[str, object]:
    """What the worker's script says it keeps."""
    script = bench.client.get("/w.js", headers=FETCHED).text
    said: dict[str, object] = json.loads(script.split("const KEEP = ")[1].split(";\n")[0])
    return said


def test_every_page_that_may_stay_holds_nothing_of_a_session(opened: Bench) -> None:
    """With the journal open it is answered as to a stranger: no token, no Lock, nothing of the person, no cookie."""
    launch = opened.state.launch
    session = opened.state.sessions.get(opened.client.cookies[launch.session_cookie])
    assert session is not None
    secrets = {opened.token("/p/20"), session.form_key, session.id, launch.key, launch.sign("form", "")}
    said = keep(opened)
    pages = said["pages"]
    assert isinstance(pages, list)
    for address in pages:
        answer = opened.client.get(address, headers=KEEPING)
        assert answer.status_code == 200, address
        assert answer.headers["x-shell"] == said["version"]
        assert "set-cookie" not in answer.headers
        assert "data-personal" not in answer.text, address
        assert not [secret for secret in secrets if secret in answer.text], address
        assert set(re.findall(r'name="t" value="([^"]*)"', answer.text)) <= {""}, address
        assert f'action="{url_for("lock")}"' not in answer.text, address


def test_the_same_pages_do_hold_a_token_when_a_person_opens_them(opened: Bench) -> None:
    """The control: the test above can fail."""
    token = opened.token("/p/20")
    shown = [opened.client.get(path, headers=OWN).text for path in ("/p/8", "/p/7", "/p/11")]
    assert all(token in html and "Lock</button>" in html for html in shown)


@pytest.mark.parametrize("page", [page for page in PAGES if page.get and not page.offline], ids=lambda page: page.name)
def test_no_other_page_is_ever_given_to_be_kept(inside: Bench, page: object) -> None:
    """An empty 404, whatever the page."""
    path = page.path.replace("{id}", "x")  # type: ignore[attr-defined]
    answer = inside.client.get(path, headers=KEEPING)
    assert (answer.status_code, answer.content) == (404, b"")


def test_no_page_behind_the_passphrase_may_stay() -> None:
    """Also not by a slip in the site map."""
    assert [page.name for page in PAGES if page.offline and page.door is Door.UNLOCKED] == []
    assert {"right_now", "services", "library_page", "blank", "front"} <= {page.name for page in PAGES if page.offline}


def test_taking_pages_to_keep_puts_off_no_lock(opened: Bench) -> None:
    """The worker is not the person."""
    before = opened.state.autolock
    assert before is not None
    opened.clock.move(100)
    left = before.seconds_left(opened.state.reading())
    opened.client.get("/p/8", headers=KEEPING)
    assert before.seconds_left(opened.state.reading()) == left


def test_nothing_can_be_sent_as_the_worker(inside: Bench) -> None:
    """A form with its header is refused before it is read."""
    assert inside.client.post("/p/2", data={}, headers=KEEPING).status_code == 404
    assert inside.leaves == []


def test_another_page_of_the_web_gets_no_kept_page(inside: Bench) -> None:
    """The header alone opens nothing: it still has to be one of our own pages that asks."""
    for site in ("cross-site", "same-site", "none"):
        answer = inside.client.get("/p/8", headers={**KEEPING, "sec-fetch-site": site})
        assert (answer.status_code, answer.content) == (404, b"")


def test_the_worker_keeps_the_whole_library_and_every_file_of_the_pages(inside: Bench) -> None:
    """So that each kept page opens in its full look."""
    said = keep(inside)
    assert {url_for("library_page", number=number_of(page)) for page in page_ids(load_knowledge())} <= set(
        said["pages"]
    )
    for address in said["pages"]:
        html = inside.client.get(address, headers=KEEPING).text
        used = set(re.findall(r'(?:href|src)="(/s/[^"]+)"', html))
        assert {each for each in used if not each.endswith(".png")} <= set(said["files"]), address
    assert all(inside.client.get(address, headers=FETCHED).status_code == 200 for address in said["files"])


def number_of(page_id: str) -> str:
    from aftercare.web.library_paths import page_number

    return page_number(page_id)


def test_another_look_or_name_makes_another_version(inside: Bench) -> None:
    """Kept pages show name, colours and language, so all of them are taken anew; and the same ones stay the same."""
    first = keep(inside)["version"]
    assert keep(inside)["version"] == first
    seen = {first}
    for change in ({"shown_name": "List"}, {"theme": "dark"}, {"country": "DE"}, {"icon": "dots"}, {"cover": True}):
        inside.state.device = replace(Device(), **change)
        seen.add(keep(inside)["version"])
    assert len(seen) == 6


def test_worker_and_manifest_are_asked_for_anew_each_time(inside: Bench) -> None:
    """`no-cache`; a POST, or a browser that was not let in, gets nothing."""
    for path, kind in (("/w.js", "text/javascript"), ("/m.json", "application/manifest+json")):
        answer = inside.client.get(path, headers=FETCHED)
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["content-type"].startswith(kind)
        assert inside.client.post(path, headers=FETCHED).status_code == 404
    inside.client.cookies.clear()
    assert inside.client.get("/w.js", headers=FETCHED).status_code == 404


def test_the_manifest_says_the_name_and_icon_the_person_chose() -> None:
    """And only neutral words; every icon is there in the size it claims."""
    told = manifest(Device(shown_name="Lists", icon="sheet", theme="dark"), url_for)
    assert (told["name"], told["short_name"], told["id"], told["start_url"]) == ("Lists", "Lists", "/", "/")
    assert told["display"] == "standalone"
    assert told["background_color"] == told["theme_color"] == "#1d1821"
    icons = told["icons"]
    assert isinstance(icons, list)
    assert [(icon["sizes"], icon["purpose"]) for icon in icons] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    shortcuts = told["shortcuts"]
    assert isinstance(shortcuts, list)
    assert [(each["name"], each["url"]) for each in shortcuts] == [("Write", "/p/86"), ("Now", "/p/9")]
    for icon in [*icons, *(icon for each in shortcuts for icon in each["icons"])]:
        picture = static_files().contents[icon["src"].split("/", 3)[3]]
        width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
        assert f"{width}x{height}" == icon["sizes"], icon["src"]
        assert "sheet" in icon["src"] or "-96" in icon["src"]


def test_each_icon_has_its_sign_and_all_its_sizes() -> None:
    """A tab's, the home screen's, one for systems that cut their own shape, one for iOS."""
    for icon in ICONS:
        for kind in (".svg", "-192.png", "-512.png", "-mask.png", "-180.png"):
            assert f"icons/{icon}{kind}" in static_files().contents
    with pytest.raises(BadValue, match="icon"):
        Device(icon="heart")


def test_files_come_packed_to_a_browser_that_unpacks_them(inside: Bench) -> None:
    """Always the same bytes; the answer says that it depends on the browser; fonts are not packed again."""
    address = static_files().address("base.css")
    plain = inside.client.get(address, headers={**FETCHED, "accept-encoding": "identity"})
    packed = inside.client.get(address, headers={**FETCHED, "accept-encoding": "br, gzip;q=0.8"})
    assert plain.content == packed.content == static_files().contents["base.css"]
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert static_files().packed("base.css") == gzip.compress(plain.content, 9, mtime=0)
    refused = inside.client.get(address, headers={**FETCHED, "accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in refused.headers
    font = next(name for name in static_files().contents if name.endswith(".woff2"))
    assert "content-encoding" not in inside.client.get(static_files().address(font), headers=FETCHED).headers


def test_pages_are_never_packed(opened: Bench) -> None:
    """They hold form tokens, whose length of packing would say something about them."""
    answer = opened.client.get("/p/20", headers={**OWN, "accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers


def test_exit_locks_also_from_a_page_that_was_kept(opened: Bench) -> None:
    """Such a page has no form token. Only our own pages may ask; another site's form is refused as ever."""
    strange = opened.client.post("/p/2", data={"t": ""}, headers={**TYPED, "sec-fetch-site": "cross-site"})
    assert strange.status_code == 404
    assert opened.state.vault is not None
    answer = opened.client.post("/p/2", data={"t": ""}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/3")
    assert opened.state.vault is None


def test_a_kept_page_gets_the_token_of_this_browser_when_the_program_answers(inside: Bench) -> None:
    """The same that stands in its pages, and no other."""
    assert inside.client.get("/p/135", headers=FETCHED).json() == {"t": inside.token("/")}


def with_cover(bench: Bench) -> Bench:
    """Lock, and set *cover* as a person would."""
    made = start(bench.state.launch.folder, PASSPHRASE, birth_year=1990, recovery=False, now=bench.state.now())
    made.session.lock()
    bench.post("/p/12", theme="auto", name="Notes", minutes="5", cover="yes")
    assert device.load(bench.state.launch.folder).cover
    return bench


def test_with_cover_the_locked_app_opens_on_an_empty_note(inside: Bench) -> None:
    """No sign of a passphrase; one tap with a neutral name leads on, the next to the passphrase."""
    bench = with_cover(inside)
    note = bench.client.get("/", headers=TYPED).text
    assert "<textarea" in note
    assert not re.search(r"passphrase|Exit|Unlock|Right now|Library|password", note)
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', note) == [("/p/134", "More")]
    behind = bench.client.get("/p/134", headers=OWN).text
    assert f'href="{url_for("right_now")}"' in behind
    assert f'href="{url_for("library")}"' in behind
    assert "passphrase" not in re.sub(r"<p class=\"lead\">.*?</p>", "", behind)
    assert re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', behind) == [("/p/14", "More")]
    assert 'id="phrase"' in bench.client.get("/p/14", headers=OWN).text


def test_with_cover_the_kept_first_page_is_the_note_too(inside: Bench) -> None:
    """Without, it is the page that says what works without the program."""
    assert "No connection" in inside.client.get("/", headers=KEEPING).text
    assert "<textarea" in with_cover(inside).client.get("/", headers=KEEPING).text


def test_with_cover_an_open_journal_opens_as_ever(opened: Bench) -> None:
    """The note pad stands before a locked one only."""
    opened.state.device = replace(opened.state.device, cover=True)
    assert opened.client.get("/", headers=OWN).headers["location"] == url_for("home")


def test_cover_is_off_until_it_is_wanted_and_can_be_taken_back(inside: Bench) -> None:
    """Unticked is off."""
    assert not Device().cover
    bench = with_cover(inside)
    form = {"t": bench.token("/p/7"), "theme": "auto", "name": "Notes", "minutes": "5"}
    bench.client.post("/p/12", data=form, headers=OWN)
    assert not bench.state.device.cover


def test_forgetting_this_device_expires_its_cookie_and_locks(opened: Bench) -> None:
    """Also without script; the journal stays, and other devices keep theirs."""
    launch = opened.state.launch
    opened.client.cookies.set(launch.device_cookie, "address.token")
    answer = opened.client.post("/p/133", data={"t": opened.token("/p/133")}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/3")
    expired = [line for line in answer.headers.get_list("set-cookie") if "Max-Age=0" in line]
    assert {line.split("=")[0] for line in expired} == {
        launch.device_cookie,
        launch.session_cookie,
        launch.told_cookie,
        launch.unfinished_cookie,
    }
    assert opened.state.vault is None
    assert device.has_vault(launch.folder)
    assert "storage" not in answer.headers.get("clear-site-data", "")


def test_without_script_it_says_what_it_could_not_do(inside: Bench) -> None:
    """In a noscript of its own."""
    html = inside.client.get("/p/133", headers=OWN).text
    assert "clear the data of this address" in html.split("<noscript>")[1].split("</noscript>")[0]


def test_the_install_page_says_so_where_a_browser_would_not_install(inside: Bench) -> None:
    """Over plain HTTP on a home network nothing can be installed; on this machine it can."""
    assert "can't install" not in inside.client.get("/p/132", headers=OWN).text


def test_kept_files_are_no_more_than_pages_need() -> None:
    """Icons are the system's to fetch."""
    assert not [address for address in kept_files("en") if Path(address).suffix == ".png"]


def test_worker_only_where_there_is_a_journal(inside: Bench) -> None:
    """Who only looks around leaves no trace; a page tells its script which it is."""
    assert 'data-worker=""' in inside.client.get("/p/7", headers=OWN).text
    start(
        inside.state.launch.folder, PASSPHRASE, birth_year=1990, recovery=False, now=inside.state.now()
    ).session.lock()
    assert 'data-worker="/w.js"' in inside.client.get("/p/7", headers=OWN).text
