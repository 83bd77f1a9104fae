"""A browser's profile after a day of use: not one word that was typed, and no address or title that tells anything.

`python -m benchmarks.profile_bench` walks a day (`a_day`) and an evening in a Chromium with a profile of its own, then
searches every file of the profile, of its home and of its temporary folder: locked with a letter pending, with its tabs
restored after it was closed, in the middle of an entry, after Exit, closed, and started again. A page on another port
plants words in every place where a browser keeps something; the same search must find each, in the files where it
belongs, or the bench fails.
"""

import fnmatch
import os
import random
import secrets
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, Response, sync_playwright

from aftercare.knowledge.load import load_knowledge
from benchmarks import a_day, an_evening
from benchmarks.a_day import Day, Typed
from benchmarks.profile_control import EXPECTED, plant, planting
from benchmarks.profile_scan import found, history, personal, telling
from benchmarks.profile_watch import Watch
from benchmarks.program import ARGS, PATIENCE, SMALL, TURNED_OFF, Hosts, Program, new_journal, running

SETTLE = 12_000
"""Milliseconds until Chromium has written what it means to keep: sessions after two and a half seconds, stores of pages
after five, what it remembers and prefers after ten."""
READ = {"", "gzip", "identity"}
"""Encodings of answers that the search can undo."""
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
class Moment:
    """What the disk gave away at one time."""

    leaked: dict[str, list[str]]
    """What was typed -> the files it is in."""
    personal: list[str]
    telling: list[str]
    lines: int
    files: int
    size: int


@dataclass
class Seen:
    """What a day gave away."""

    moments: dict[str, Moment] = field(default_factory=dict)
    controls: dict[str, list[str]] = field(default_factory=dict)
    """Place -> files that a word was planted in and not found in; empty is good."""
    control_page: bool = False
    strangers: dict[str, int] = field(default_factory=dict)
    encodings: set[str] = field(default_factory=set)
    taken: list[str] = field(default_factory=list)
    """Names of files that were saved."""
    restored: int = 0
    typed: int = 0

    @property
    def good(self) -> bool:
        """Nothing leaked, nothing told, nothing unreadable, and every planted word found where it belongs."""
        clean = not any(one.leaked or one.personal or one.telling for one in self.moments.values())
        sharp = self.control_page and self.controls.keys() == EXPECTED.keys() and not any(self.controls.values())
        return clean and sharp and not self.strangers and self.encodings <= READ and self.restored > 0


def content_words() -> set[str]:
    """Every lay name of a finding, every name of a cause, and the list above."""
    knowledge = load_knowledge()
    names = {finding.lay for finding in knowledge.findings.values()}
    names |= {name for cause in knowledge.causes.values() for name in (cause.name, *cause.also)}
    return {name.lower() for name in names if len(name) > 2} | TELLING


def open_browser(driver: Playwright, profile: Path, *more: str) -> BrowserContext:
    """A person's Chromium: nothing of what it would keep is switched off, but for reaching out to others."""
    context = driver.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        args=[*ARGS, *more],
        ignore_default_args=TURNED_OFF,
        viewport={"width": SMALL[0], "height": SMALL[1]},
    )
    context.set_default_timeout(PATIENCE)
    return context


@dataclass
class Search:
    """The walk through a day with one profile, and what was seen so far."""

    driver: Playwright
    place: Path
    day: Day
    seen: Seen = field(default_factory=Seen)
    hosts: Hosts = field(default_factory=Hosts)
    others: list[str] = field(default_factory=list)
    """Addresses of further programs of ours."""

    @property
    def profile(self) -> Path:
        """Of the browser."""
        return self.place / "profile"

    def watch(self, context: BrowserContext) -> None:
        """Look at all that is asked and answered."""
        self.hosts.watch(context)
        context.on("response", self._answered)
        for page in context.pages:
            page.on("download", lambda taken: self.seen.taken.append(taken.suggested_filename))
        self.day.page = context.pages[0]

    def _answered(self, response: Response) -> None:
        self.seen.encodings.add(response.headers.get("content-encoding", ""))

    def search(self, when: str) -> None:
        """Everything there is on the disk now, after a while if the browser is open."""
        if not self.day.page.is_closed():
            self.day.page.wait_for_timeout(SETTLE)
        typed = self.day.typed.words
        files, lines = found(self.place, typed.values()), [*history(self.place), *self.seen.taken]
        sizes = [path.stat().st_size for path in self.place.rglob("*") if path.is_file()]
        self.seen.moments[when] = Moment(
            leaked={where: files[word] for where, word in typed.items() if word in files},
            personal=personal(self.place),
            telling=telling(lines, content_words()),
            lines=len(lines),
            files=len(sizes),
            size=sum(sizes),
        )

    def restart(self, when: str) -> BrowserContext:
        """With the tabs that were open; nothing of the day is on them."""
        context = open_browser(self.driver, self.profile, "--restore-last-session")
        self.watch(context)
        self.day.page.wait_for_timeout(SETTLE)
        for page in context.pages:
            if page.url.startswith(self.day.program.address):
                self.seen.restored += 1
                text = page.content()
                assert "data-personal" not in text, when
                assert not any(word in text for word in self.day.typed.words.values()), when
        self.search(when)
        return context


def searched(driver: Playwright, program: Program, place: Path, typed: Typed) -> Seen:
    """Walk a day; search the disk at each of its ends; plant words and search for them."""
    (place / "profile").mkdir()
    watch = Watch(place / "profile", place / "overwritten")
    watch.start()
    context = open_browser(driver, place / "profile")
    typed.words["passphrase of the journal"] = program.passphrase
    search = Search(driver, place, Day(context.pages[0], program, typed))
    search.watch(context)
    try:
        _walk(search, context)
    finally:
        watch.stop()
    search.seen.strangers = search.hosts.strangers(program.address, *search.others)
    search.seen.typed = len(typed.words)
    _control(search)
    return search.seen


def _walk(search: Search, context: BrowserContext) -> None:
    day = search.day
    _begin_another(search)
    an_evening.first_unlock(day)
    for part in (*a_day.UNLOCKED, *an_evening.EVENING):
        part(day)
    a_day.lock(day)
    a_day.slips(day)
    an_evening.ask_locked(day)
    a_day.sealed_offline(day, context)
    an_evening.locked_draft(day)
    search.search("locked, with a letter pending and half of another")
    context.close()
    context = search.restart("closed and started again, its tabs restored")
    an_evening.again(day)
    an_evening.cut_off(day, context)
    a_day.log(day)
    day.to("log")
    day.unfold()
    day.write("#f-note", "note left when somebody walked in")
    search.search("open, in the middle of an entry")
    day.page.get_by_role("button", name="Exit", exact=True).click()
    day.page.wait_for_url("**/p/3")
    an_evening.empty_note(day)
    search.search("after Exit")
    context.close()
    search.search("after Exit, closed")
    search.restart("after Exit, closed and started again").close()


def _begin_another(search: Search) -> None:
    """In the same browser, from its first page on."""
    with running(search.place / "another journal") as other:
        search.others.append(other.address)
        an_evening.new_journal(Day(search.day.page, other, search.day.typed))
        search.day.page.goto("about:blank")


def _control(search: Search) -> None:
    """In the very same profile, by the very same search."""
    planted = Typed(search.day.typed.chance)
    words = {where: planted.word(where) for where in EXPECTED}
    with planting(words) as address:
        context = open_browser(search.driver, search.profile)
        plant(context.pages[0], address, words)
        context.pages[0].wait_for_timeout(SETTLE)
        context.close()
    files = found(search.place, words.values())
    for where, expected in EXPECTED.items():
        names = files.get(words[where], [])
        search.seen.controls[where] = [each for each in expected if not fnmatch.filter(names, each)]
    told = telling(history(search.place), words.values())
    for where in ("address", "title", "mark on the page", "choice that was tapped"):
        search.seen.controls[where] += [] if any(words[where] in line for line in told) else ["what it remembers"]
    search.seen.control_page = bool(personal(search.place))


def main() -> int:
    """Print what was found; 1 if anything leaked, or a planted word was not found."""
    with tempfile.TemporaryDirectory() as folder:
        place = _own_home(Path(folder))
        new_journal(place / "journal", years=False)
        typed = Typed(random.Random(secrets.randbits(64)))
        with running(place / "journal") as program, sync_playwright() as driver:
            seen = searched(driver, program, place, typed)
    print(f"{seen.typed} texts typed in a day")
    for when, moment in seen.moments.items():
        _tell(when, moment)
    print(f"names of files taken: {', '.join(seen.taken)}")
    print(f"tabs restored: {seen.restored}, nothing personal on them")
    print(f"requests to other hosts: {sum(seen.strangers.values())} (promised: none)")
    print(f"encodings of answers: {', '.join(sorted(each or 'none' for each in seen.encodings))}")
    missed = {where: places for where, places in seen.controls.items() if places}
    print(f"control: {len(seen.controls) - len(missed)} of {len(EXPECTED)} planted words found where they belong")
    for where, places in missed.items():
        print(f"  {where}: NOT FOUND in {', '.join(places)}")
    print(f"control, a personal page: {'found' if seen.control_page else 'NOT FOUND'}")
    return 0 if seen.good else 1


def _own_home(place: Path) -> Path:
    """What the program and the browser write beside the profile is searched, too."""
    for name, folder in (("HOME", "home"), ("TMPDIR", "temporary")):
        (place / folder).mkdir()
        os.environ[name] = str(place / folder)
    tempfile.tempdir = None
    return place


def _tell(when: str, moment: Moment) -> None:
    counts = f"{moment.files} files, {moment.size / 1e6:.1f} MB, {moment.lines} lines remembered"
    print(f"{when}: {counts}")
    pages, lines = len(moment.personal), len(moment.telling)
    print(f"  {len(moment.leaked)} texts, {pages} personal pages, {lines} telling lines found (promised: none)")
    for what, files in moment.leaked.items():
        print(f"  {what}: {', '.join(files[:4])}")
    for line in (*moment.personal[:10], *moment.telling[:20]):
        print(f"  {line[:200]}")


if __name__ == "__main__":
    sys.exit(main())
