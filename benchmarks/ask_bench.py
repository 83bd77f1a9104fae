"""Ask on questions that people might type: how often the right page comes, what is refused, what is warned, how fast.

The tuning questions shaped the search. The first held-back ones were run once, and what they showed was mended, so they
count as tuning since; the second were run once after that. All were written by people who had not seen the index; no
clinician rated them.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from aftercare.knowledge.lint import section_names
from aftercare.knowledge.load import Knowledge, load_knowledge, read_yaml_list
from aftercare.library.frequency import wilson_interval
from aftercare.library.index import build_index
from aftercare.library.pages import page_ids
from aftercare.model.assessment import Level
from aftercare.usecases.ask import Answer, answer
from aftercare.web.library_paths import page_number
from aftercare.web.routes import PAGES, make_app, url_for
from aftercare.web.views import library
from aftercare.web.visit import Visit
from benchmarks.one_worker import worker_state

QUESTIONS = Path(__file__).parent.parent / "tests" / "spec" / "ask"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URGENT = (Level.EMERGENCY, Level.SAME_DAY)
HELP_PAGES = frozenset({"crisis_help", "suicidal_crisis", "sexual_assault", "partner_violence", "unwanted_sex"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set, and what came."""

    record: dict[str, Any]
    given: Answer
    seconds: float

    @property
    def first(self) -> bool:
        """Whether the first page is an accepted one."""
        return any(hit.page in self.record["accept"] for hit in self.given.hits[:1])

    @property
    def listed(self) -> bool:
        """Whether one of the first three is."""
        return any(hit.page in self.record["accept"] for hit in self.given.hits[:3])

    @property
    def warned(self) -> bool:
        """Whether it says to get help now or today."""
        return self.given.level in URGENT

    @property
    def helped(self) -> bool:
        """Whether help is shown: an urgent flag with its help lines, or a page that begins with them."""
        return bool(self.given.urgent) or any(hit.page in HELP_PAGES for hit in self.given.hits)


def run(paths: Iterable[Path], knowledge: Knowledge) -> list[Asked]:
    """Ask every question of the files."""
    build_index(knowledge)
    answer("warm up", knowledge, NOW)
    done = []
    for path in paths:
        for record in read_yaml_list(path):
            started = time.perf_counter()
            given = answer(record["q"], knowledge, NOW)
            done.append(Asked(record, given, time.perf_counter() - started))
    return done


def figures(asked: list[Asked]) -> Iterator[tuple[str, int, int]]:
    """What is measured: name, how often it held, of how many."""
    questions = [one for one in asked if one.record["kind"] == "question"]
    off_topic = [one for one in asked if one.record["kind"] == "off_topic"]
    dangerous = [one for one in asked if one.record["kind"] == "dangerous"]
    crises = [one for one in dangerous if one.record.get("crisis")]
    information = [one for one in questions if one.record.get("information")]
    yield "right page first", sum(one.first for one in questions), len(questions)
    yield "right page among three", sum(one.listed for one in questions), len(questions)
    yield "off-topic refused", sum(not one.given.hits for one in off_topic), len(off_topic)
    yield "dangerous warned", sum(one.warned for one in dangerous), len(dangerous)
    yield "crisis with help", sum(one.helped for one in crises), len(crises)
    yield "information without a level", sum(one.given.level is None for one in information), len(information)


def report(asked: list[Asked]) -> Iterator[str]:
    """The figures as lines, with 95 % Wilson intervals."""
    for name, held, of in figures(asked):
        low, high = wilson_interval(held, of)
        yield f"  {name}: {held} of {of} = {held / of:.1%} (95% {low:.1%} to {high:.1%})"
    times = [one.seconds * 1000 for one in asked]
    yield f"  time: median {median(times):.2f} ms, 99th percentile {quantiles(times, n=100)[98]:.2f} ms"


def loading() -> float:
    """Milliseconds to read every section anew."""
    started = time.perf_counter()
    knowledge = Knowledge()
    for name in section_names():
        getattr(knowledge, name)
    return (time.perf_counter() - started) * 1000


def slowest_page(knowledge: Knowledge) -> float:
    """Milliseconds for the slowest page, second time round as a server gives it."""
    state = worker_state(Path("nowhere"))
    make_app(state)
    page = next(page for page in PAGES if page.name == "library_page")
    times = []
    for page_id in page_ids(knowledge):
        place = {"number": page_number(page_id)}
        visit = Visit(state=state, page=page, url_for=url_for, launch_id="", session=None, place=place)
        library.page(visit)
        started = time.perf_counter()
        library.page(visit)
        times.append((time.perf_counter() - started) * 1000)
    return max(times)


def main() -> None:
    """Print the figures of both sets, and how long knowledge and a page take."""
    print(f"knowledge, every section: {loading():.0f} ms (asked: under 250)")
    knowledge = load_knowledge()
    print(f"library page, composed and rendered, slowest of all: {slowest_page(knowledge):.1f} ms (asked: under 10)")
    for name in ("tuning", "held_back_1", "held_back_2", "held_back_3"):
        paths = sorted(QUESTIONS.glob(f"{name}*.yaml"))
        if paths:
            print(f"Ask, {name} questions:")
            for line in report(run(paths, knowledge)):
                print(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
