"""The pages that need more than an address, each brought its state as a person brings it, and every form's own time.

Takes a running program and a Walker in front of it; gives times by page and by form. A page that is the answer to a
form is made when the form is sent: the form's time is the page's. The work of the program's processes is measured
beside the time on the clock, because on a machine that does other things the clock says little. Never reads what is on
a page but for what its forms hold.
"""

import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids
from aftercare.web.library_paths import page_number
from aftercare.web.routes import PAGES
from benchmarks.program import Program, new_journal, running
from benchmarks.walker import Answer, Walker, asking

TIMES, SAVES = 9, 5
DAYLIO = Path(__file__).parents[1] / "tests" / "samples" / "daylio" / "german_mockdata_700days.csv"
OTHER = "a kettle sings at noon"
"""A passphrase for a file."""
NEW = "six other words for the bench"
CALM = {"tears": "0", "mood_after": "3", "pain": "0"}
NAMES = {page.path: page.name for page in PAGES}
LEAD_ON = frozenset({"guide", "write_down"})
"""They only ever lead on to another page."""
SLOW_ON_PURPOSE = frozenset(
    {"unlock", "start_words", "passphrase", "recovery", "recover", "restore", "seal", "plain", "bring_in_open"}
)
"""Forms that work a passphrase: about a second each, for whoever guesses as for the person (DESIGN 11)."""


@dataclass
class Times:
    """Of one page or form: milliseconds on the clock, and of work in the program's processes."""

    name: str
    form: bool
    clock: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        """In the middle."""
        return statistics.median(self.clock)

    @property
    def worked(self) -> float:
        """In the middle."""
        return statistics.median(self.work)


def work_of(pid: int) -> float:
    """Milliseconds that this process and those it started have been on a processor (Linux)."""
    total, waiting = 0.0, [pid]
    while waiting:
        one = Path("/proc", str(waiting.pop()), "task")
        for task in one.glob("*"):
            try:
                total += int((task / "schedstat").read_text().split()[0]) / 1e6
                waiting += map(int, (task / "children").read_text().split())
            except (FileNotFoundError, ProcessLookupError):
                continue
    return total


@dataclass
class Meter:
    """Walks, and remembers how long each step took."""

    walker: Walker
    pid: int
    found: dict[tuple[str, bool], Times] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)

    def page(self, name: str, times: int = TIMES, **place: str) -> None:
        """Open a page some times; it must be there, and be that page."""
        for _ in range(times):
            self._keep(name, form=False, did=lambda: self.walker.open(name, **place))
        at = urlsplit(self.walker.at).path
        assert NAMES.get(at, name if place else "") == name, f"{name} leads on to {NAMES.get(at)}"

    def form(self, name: str, file: bytes | None = None, /, **fields: str | Iterable[str]) -> None:
        """Send a form, once, and stand on the page it leads to."""
        answer = self._keep(name, form=True, did=lambda: self.walker.send(name, fields, file=file))
        assert answer.leads_to, f"{name} was answered with a page at once"
        to = urlsplit(answer.leads_to)
        if to.query or to.path not in NAMES:
            self.walker.follow(answer)
        else:
            self._keep(NAMES[to.path], form=False, did=lambda: self.walker.follow(answer))

    def _keep(self, name: str, *, form: bool, did: Callable[[], Answer]) -> Answer:
        before = work_of(self.pid)
        answer = did()
        worked = work_of(self.pid) - before
        if not form:
            name = NAMES.get(urlsplit(self.walker.at).path, name)
        times = self.found.setdefault((name, form), Times(name, form))
        times.clock.append(answer.ms)
        times.work.append(worked)
        return answer

    @contextmanager
    def scene(self, name: str) -> Iterator[None]:
        """What could not be walked is told at the end, with where it stopped."""
        try:
            yield
        except AssertionError as error:
            self.missed[name] = str(error)


def walked(place: Path) -> dict[str, Meter]:
    """The three walks: in ten years, in ten years in which nothing must come first, and from the very beginning."""
    walks: dict[str, Callable[[Meter, Program], None]] = {
        "ten years": walk_open,
        "ten calm years": walk_experiments,
        "no journal yet": walk_start,
    }
    meters = {}
    for name, walk in walks.items():
        folder = place / name.replace(" ", "-")
        if walk is not walk_start:
            new_journal(folder, years=True, calm=walk is walk_experiments)
        with running(folder) as program, asking(program.address) as ask:
            meters[name] = meter = Meter(Walker(ask), program.pid)
            meter.walker.go(urlsplit(program.launch).path)
            with meter.scene(name):
                walk(meter, program)
    return meters


def walk_open(meter: Meter, program: Program) -> None:
    """Everything of an open journal but experiments, and what others read without one."""
    meter.walker.open("front")
    meter.form("unlock", phrase=program.passphrase)
    for scene in (_saves, _discreet, _taken_back, _screener, _my_check, _report_and_words, _take_along, _bring_in):
        with meter.scene(scene.__name__.strip("_")):
            scene(meter)
    with meter.scene("library pages"):
        for page in page_ids(load_knowledge()):
            meter.page("library_page", 1, number=page_number(page))
    with meter.scene("sample"):
        _sample(meter)
    with meter.scene("check without a journal"):
        _check(meter)
    with meter.scene("locked"):
        _locked(meter, program)
    with meter.scene("renewed"):
        meter.walker.open("passphrase")
        meter.form("passphrase", old=program.passphrase, which="own", phrase=NEW, again=NEW, paper="keep")
        meter.page("renewed")


def _log(meter: Meter, **answers: str) -> str:
    """One entry; returns its id."""
    meter.walker.open("log")
    meter.form("log", id=meter.walker.field("id"), when="now", **answers)
    return meter.walker.field("entry")


def _saves(meter: Meter) -> None:
    for _ in range(SAVES):
        _log(meter, **CALM)
    _log(meter, **CALM, note="We talked for a long while")
    meter.page("after_save")
    for mood in ("2", "3", "2"):
        meter.walker.open("check_in")
        meter.form("check_in", id=meter.walker.field("id"), when="now", mood=mood)
    meter.page("home")


def _discreet(meter: Meter) -> None:
    entry = _log(meter, tears="2", partnered="partner")
    meter.form("after_save", entry=entry, do="wanted", wanted="no", keep="yes")
    meter.form("quiet", entry=entry)
    meter.page("quiet")
    meter.page("private")


def _taken_back(meter: Meter) -> None:
    walker, entry = meter.walker, _log(meter, pain="9")
    for _ in range(9):
        main = walker.page.split("<main", 1)[1]
        if 'name="step"' in main:
            break
        if 'name="finding"' in main:
            meter.form("after_save", entry=entry, do="question", finding=walker.field("finding"), answer="no")
        else:
            meter.form("after_save", entry=entry, do="danger" if 'name="line"' in main else "read", none="yes")
    meter.form("undo", step=walker.field("step"))
    meter.page("taken_back")


def _screener(meter: Meter) -> None:
    walker = meter.walker
    meter.page("screeners")
    meter.form("screeners", screener="phq4")
    meter.page("screener")
    names = dict.fromkeys(re.findall(r'type="radio" name="([^"]+)"', walker.page), "0")
    meter.form("screener", **names)
    meter.page("screener_result")
    meter.form("screener_result", do="keep")


def _my_check(meter: Meter) -> None:
    walker = meter.walker
    walker.open("my_check")
    meter.form("my_check", words="Deep pain during sex for months")
    _to_result(meter, "my_check_step")
    meter.page("my_check_step")
    meter.form("my_check_step", do="keep")
    meter.page("kept_checks")
    meter.form("kept_checks", check=walker.field("check"))
    meter.page("kept_check")


def _check(meter: Meter) -> None:
    """By a browser that opened no journal."""
    walker, launch = meter.walker, next(name for name in meter.walker.cookies if name.endswith("a"))
    other = replace(meter, walker=Walker(walker.ask, {launch: walker.cookies[launch]}))
    other.walker.open("check")
    other.form("check", words="Deep pain during sex for months")
    _to_result(other, "check_step")


def _to_result(meter: Meter, step: str) -> None:
    """Through the danger list and the questions: each answered with no."""
    walker = meter.walker
    for _ in range(20):
        main = walker.page.split("<main", 1)[1]
        carried = {name: walker.field(name) for name in ("k", "at") if f'name="{name}"' in main}
        if 'name="answer"' in main:
            meter.form(step, **carried, do="question", finding=walker.field("finding"), answer="no")
        elif 'value="danger"' in main:
            meter.form(step, **carried, do="danger", none="yes")
        elif 'value="journal"' in main and 'name="still.' in main:
            meter.form(step, **carried, do="journal")
        else:
            return


def _report_and_words(meter: Meter) -> None:
    walker = meter.walker
    walker.open("report")
    items = re.findall(r'name="item" value="([^"]*)"', walker.page)
    for concern in ("Tears that come from nowhere", "Pain that stays"):
        walker.open("report")
        meter.form("report", concern=concern, item=items)
    walker.open("search")
    meter.form("search", words="talked")
    walker.open("library")
    meter.form("ask", q="why do I cry")
    entry = _log(meter, **CALM)
    walker.open("timeline")
    meter.form("entry", entry=entry)
    meter.page("edit")
    walker.open("patterns")
    meter.form("patterns", factor=walker.field("factor"), outcome=walker.field("outcome"))
    meter.page("pattern")
    walker.open("patterns")
    meter.form("patterns_of", rows="days")


def _take_along(meter: Meter) -> None:
    """The whole journal in a file, sealed; then that file brought in again."""
    walker = meter.walker
    walker.open("take_out")
    meter.form("take_out", private="yes", left_out="yes")
    meter.page("seal")
    meter.form("seal", phrase=OTHER, again=OTHER)
    meter.page("ready")
    sealed = walker.ask("GET", "/p/73", _as_browser(walker), b"").body
    walker.open("bring_in")
    meter.form("bring_in", sealed)
    meter.page("bring_in_open")
    meter.form("bring_in_open", phrase=OTHER)


def _as_browser(walker: Walker) -> dict[str, str]:
    cookies = "; ".join(f"{name}={value}" for name, value in walker.cookies.items())
    return {"cookie": cookies, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}


def _bring_in(meter: Meter) -> None:
    walker = meter.walker
    walker.open("bring_in")
    meter.form("bring_in", DAYLIO.read_bytes())
    meter.page("bring_in_ask")
    meter.form("bring_in_ask", do="suggest", **_guesses(walker.page))
    meter.form("bring_in_ask", do="go", **_guesses(walker.page))
    meter.page("bring_in_look")
    meter.form("bring_in_look", do="take")
    meter.page("bring_in_done")
    walker.open("bring_in")
    meter.form("bring_in_back", **{"import": walker.field("import")})


def _guesses(page: str) -> dict[str, str]:
    """What is suggested for each question; else its first answer."""
    found: dict[str, str] = {}
    for name, options in re.findall(r'<select class="field" id="(q[^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]+)" selected', options) or re.search(r'value="([^"]+)"', options)
        if chosen is not None:
            found[name] = chosen[1]
    return found


def _sample(meter: Meter) -> None:
    walker = meter.walker
    for name in ("sample", "sample_timeline", "sample_patterns", "sample_calendar", "sample_experiments"):
        meter.page(name)
    walker.open("sample_timeline")
    meter.form("sample_entry", entry=walker.field("entry"))
    walker.open("sample_patterns")
    meter.form("sample_pattern", factor=walker.field("factor"), outcome=walker.field("outcome"))
    walker.open("sample_calendar")
    meter.form("sample_day", day=_buttons(walker.page, "day")[0])
    walker.open("sample_experiments")
    for one in _buttons(walker.page, "experiment"):
        meter.form("sample_experiment", experiment=one)
        if _buttons(walker.page, "experiment"):
            meter.form("sample_result", experiment=one)
        walker.open("sample_experiments")
    meter.page("sample_report")


def _buttons(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', page.split("<main", 1)[1])


def _locked(meter: Meter, program: Program) -> None:
    """A paired browser notes something while locked, and opens the journal again."""
    walker = meter.walker
    walker.open("devices")
    meter.form("devices", device="Laptop")
    walker.open("home")
    meter.form("lock")
    walker.open("front")
    meter.page("locked_log")
    meter.form("locked_log", id=walker.field("id"), when="now", **CALM, note="Said while it was locked")
    meter.page("locked_step")
    meter.form("locked_step", do="done")
    walker.open("front")
    meter.form("unlock", phrase=program.passphrase)
    meter.page("home")
    meter.page("letters")
    meter.form("letters", do="look", entry=walker.field("entry"))
    meter.page("letter_look")


def walk_experiments(meter: Meter, program: Program) -> None:
    """From what to try to the result, in a journal in which nothing must come first."""
    walker = meter.walker
    walker.open("front")
    meter.form("unlock", phrase=program.passphrase)
    meter.page("experiment_new")
    meter.form("experiment_new", template="holding", do="on")
    meter.page("experiment_outcome")
    meter.form("experiment_outcome", outcome=walker.field("outcome"), do="on")
    meter.page("experiment_length")
    meter.form("experiment_length", rounds=walker.field("rounds"), do="on")
    meter.page("experiment_begin")
    meter.form("experiment_begin", do="on")
    meter.page("home")
    for _ in range(SAVES):
        walker.open("home")
        meter.form("experiment_draw", do="reveal", page="home")
        _log(meter, **CALM, partnered="partner")
    meter.page("after_save")
    meter.page("experiments")
    meter.page("experiment")
    meter.form("experiment_act", do="pause")
    meter.form("experiment_act", do="resume")
    meter.form("experiment_act", do="stop")
    meter.page("experiment_result")
    meter.page("experiments")


def walk_start(meter: Meter, _program: Program) -> None:
    """The first minutes of a person, in an empty folder."""
    for name in ("front", "restore", "young", "explain_exit"):
        meter.page(name)
    meter.form("explain_exit")
    for name in ("start", "start_age"):
        meter.page(name)
    meter.form("start_age", year=str(datetime.now(UTC).year - 40))
    meter.page("start_words")
    meter.form("start_words", which="own", phrase=OTHER, again=OTHER, paper="yes")
    meter.page("start_paper")
