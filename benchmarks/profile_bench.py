"""A browser's profile after a day of use: not one word that was typed, and no address or title that tells anything.

`python -m benchmarks.profile_bench` walks a day (`a_day`) in a Chromium with a profile of its own, then searches every
file of the profile: with the day open, locked with a letter pending, after unlocking and Exit, and with the browser
closed. A page on another port plants words in every place where a browser keeps something; the same search must find
each, or the bench fails.
"""

import http.server
import random
import secrets
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from aftercare.knowledge.load import load_knowledge
from benchmarks import a_day
from benchmarks.a_day import Day, Typed
from benchmarks.profile_scan import found, history, telling
from benchmarks.program import ARGS, PATIENCE, SMALL, TURNED_OFF, Hosts, Program, new_journal, running, unlock

SETTLE = 3_000
"""Milliseconds until Chromium has written what it means to keep: it saves sessions every two and a half seconds."""
BRIEF = (a_day.log, a_day.to_mend, a_day.search, a_day.own_measure, a_day.ask, a_day.pair)
"""Parts of a day in which words are typed, or come back from the program."""
PLANTED = ("local storage", "indexed database", "kept answer", "cookie", "address", "title", "form field", "page text")
TELLING = frozenset(
    {
        "sex",
        "sexual",
        "intercourse",
        "cry",
        "crying",
        "tears",
        "sad",
        "sadness",
        "pain",
        "painful",
        "hurt",
        "ache",
        "bleed",
        "bleeding",
        "blood",
        "orgasm",
        "climax",
        "masturbate",
        "masturbation",
        "vagina",
        "vaginal",
        "vulva",
        "penis",
        "penile",
        "testicle",
        "prostate",
        "anus",
        "anal",
        "pelvic",
        "pelvis",
        "erection",
        "ejaculation",
        "sperm",
        "semen",
        "libido",
        "desire",
        "arousal",
        "dyspareunia",
        "dysphoria",
        "vaginismus",
        "panic",
        "anxiety",
        "depression",
        "suicide",
        "rape",
        "assault",
        "abuse",
        "consent",
        "violence",
        "pregnant",
        "pregnancy",
        "contraception",
        "condom",
        "period",
        "menstrual",
        "infection",
        "thrush",
        "partner",
        "lover",
        "aftercare",
        "intimacy",
        "intimate",
        "mood",
        "danger",
        "emergency",
        "symptom",
        "diagnosis",
        "health",
        "medicine",
        "clinic",
    }
)
"""Words that would say to a stranger what the app is about; the lay names of findings and causes come on top."""


@dataclass
class Seen:
    """What a profile gave away, when it was searched."""

    leaked: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """When searched -> what was typed -> the files it is in."""
    lines: int = 0
    telling: list[str] = field(default_factory=list)
    controls: dict[str, list[str]] = field(default_factory=dict)
    strangers: dict[str, int] = field(default_factory=dict)
    files: int = 0
    typed: int = 0

    @property
    def good(self) -> bool:
        """Nothing leaked, nothing told, and every planted word was found."""
        clean = not any(self.leaked.values()) and not self.telling and not self.strangers
        return clean and all(self.controls.get(where) for where in PLANTED)


def content_words() -> set[str]:
    """Every lay name of a finding, every name of a cause, and the list above."""
    knowledge = load_knowledge()
    names = {finding.lay for finding in knowledge.findings.values()}
    names |= {name for cause in knowledge.causes.values() for name in (cause.name, *cause.also)}
    return {name.lower() for name in names if len(name) > 2} | TELLING


@contextmanager
def planting(words: Mapping[str, str]) -> Iterator[str]:
    """A page, on a port of its own, that keeps a word in every place there is. Yields its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _planter(words))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{words['address']}"
    server.shutdown()
    server.server_close()


def _planter(words: Mapping[str, str]) -> type[http.server.BaseHTTPRequestHandler]:
    # Turned round in the script, so that the page kept in the cache is not what is found for a store.
    turned = {where: f"[...'{word[::-1]}'].reverse().join('')" for where, word in words.items()}
    page = (
        f"<!doctype html><title>{words['title']}</title><p>{words['page text']}</p>"
        "<form method=post action=/sent><input name=told><button>Go</button></form><script>"
        f"localStorage.setItem('k', {turned['local storage']});"
        f"document.cookie = 'c=' + {turned['cookie']} + '; max-age=99999';"
        f"caches.open('c').then(c => c.put('/x', new Response({turned['kept answer']})));"
        "const open = indexedDB.open('d', 1); open.onupgradeneeded = () =>"
        f"open.result.createObjectStore('s').put({turned['indexed database']}, 1)</script>"
    ).encode()

    class Planter(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("cache-control", "max-age=99999")
            self.send_header("content-length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        do_POST = do_GET  # noqa: N815  the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Planter


def plant(page: Page, address: str, words: Mapping[str, str]) -> None:
    """Visit the planting page and fill in its form, key by key."""
    page.goto(address)
    page.locator("input").press_sequentially(words["form field"])
    page.get_by_role("button").click()
    page.wait_for_load_state()


def open_browser(driver: Playwright, profile: Path) -> BrowserContext:
    """A person's Chromium: nothing of what it would keep is switched off, but for reaching out to others."""
    context = driver.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        args=ARGS,
        ignore_default_args=TURNED_OFF,
        viewport={"width": SMALL[0], "height": SMALL[1]},
    )
    context.set_default_timeout(PATIENCE)
    return context


def searched(driver: Playwright, program: Program, place: Path, typed: Typed, *, whole: bool = True) -> Seen:
    """Walk a day, or the parts of it that type most; search the profile at each of its ends; plant and search again."""
    profile, seen, hosts = place / "profile", Seen(), Hosts()
    context = open_browser(driver, profile)
    hosts.watch(context)
    day = Day(context.pages[0], program, typed)
    search = _searching(day, profile, seen)
    a_day.walk(day, a_day.UNLOCKED if whole else BRIEF)
    search("locked, with a letter pending")
    context.set_offline(False)
    if whole:
        _open_once_more(day)
        search("open, in the middle of an entry")
        _exit(day)
        search("after Exit")
    context.close()
    search("with the browser closed")
    seen.strangers = hosts.strangers(program.address)
    lines = history(profile)
    seen.lines, seen.telling = len(lines), telling(lines, content_words() | set(typed.words.values()))
    seen.files, seen.typed = sum(path.is_file() for path in profile.rglob("*")), len(typed.words)
    _control(driver, profile, seen, typed.chance)
    return seen


def _open_once_more(day: Day) -> None:
    day.page.goto(day.program.address + "/")
    unlock(day.page, day.program)
    a_day.log(day)
    day.to("log")
    day.unfold()
    day.write("#f-note", "note left when somebody walked in")


def _exit(day: Day) -> None:
    day.page.get_by_role("button", name="Exit", exact=True).click()
    day.page.wait_for_url("**/p/3")


def _searching(day: Day, profile: Path, seen: Seen) -> Callable[[str], None]:
    def search(when: str) -> None:
        if not day.page.is_closed():
            day.page.wait_for_timeout(SETTLE)
        files = found(profile, day.typed.words.values())
        seen.leaked[when] = {where: files[word] for where, word in day.typed.words.items() if word in files}

    return search


def _control(driver: Playwright, profile: Path, seen: Seen, chance: random.Random) -> None:
    """In the very same profile, by the very same search."""
    planted = Typed(chance)
    words = {where: planted.word(where) for where in PLANTED}
    with planting(words) as address:
        context = open_browser(driver, profile)
        plant(context.pages[0], address, words)
        context.pages[0].wait_for_timeout(SETTLE)
        context.close()
    files = found(profile, words.values())
    seen.controls = {where: files.get(word, []) for where, word in words.items()}
    remembered = telling(history(profile), words.values())
    for where in ("address", "title"):
        if not any(words[where] in line for line in remembered):
            seen.controls[where] = []


def main() -> int:
    """Print what was found; 1 if anything leaked, or a planted word was not found."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "journal")
        new_journal(folder, years=False)
        typed = Typed(random.Random(secrets.randbits(64)))
        with running(folder) as program, sync_playwright() as driver:
            seen = searched(driver, program, Path(place), typed)
    print(f"{seen.typed} texts typed in a day, {seen.files} files of the profile searched")
    for when, leaked in seen.leaked.items():
        print(f"{when}: {len(leaked)} of them found (promised: none)")
        for what, files in leaked.items():
            print(f"  {what}: {', '.join(files)}")
    print(f"history: {seen.lines} addresses, titles and terms; {len(seen.telling)} tell something (promised: none)")
    for line in seen.telling[:10]:
        print(f"  {line}")
    print(f"requests to other hosts: {sum(seen.strangers.values())} (promised: none)")
    for where, files in seen.controls.items():
        print(f"control, planted as {where}: {'found in ' + ', '.join(files[:3]) if files else 'NOT FOUND'}")
    return 0 if seen.good else 1


if __name__ == "__main__":
    sys.exit(main())
