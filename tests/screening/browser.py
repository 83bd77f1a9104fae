"""The scripts that screen in the browser, run in node: one process for a file of tests, a line of JSON to and fro."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.in_node import Node, Plain, as_modules, node_with

import aftercare.web
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.fact import Fact
from aftercare.model.wire import entry_to_object
from aftercare.usecases.after_save import AfterSave
from aftercare.usecases.for_browser import screening_data
from aftercare.usecases.quotes import Quote

SCREEN = Path(aftercare.web.__file__).parent / "static" / "screen"
DRIVER = Path(__file__).with_name("driver.mjs")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ID = "00000000-0000-4000-8000-000000000001"


class Fault(Exception):
    """What a script threw: the page then shows the static danger list."""


class Browser:
    """Asks one thing after another."""

    def __init__(self, process: Node) -> None:
        self._process = process

    def ask(self, doing: str, **what: Any) -> Any:
        """What the script makes of it; Fault where it throws."""
        self.send(doing, **what)
        return self.answer()

    def send(self, doing: str, **what: Any) -> None:
        """Ask, and do something else meanwhile; `answer` must follow."""
        self._process.send(doing, **what)

    def answer(self) -> Any:
        """The answer to what was sent."""
        answer = self._process.line()
        if "fault" in answer:
            raise Fault(f"{answer['fault']}: {answer['say']}")
        return answer.get("is")


@contextmanager
def browser(folder: Path = SCREEN) -> Iterator[Browser]:
    """A node that has loaded the scripts of a folder, and the data of the knowledge that ships."""
    with TemporaryDirectory() as held, node_with(DRIVER, as_modules(folder, Path(held) / "screen")) as process:
        asked = Browser(process)
        asked.ask("data", data=data())
        yield asked


@lru_cache(maxsize=1)
def data() -> Plain:
    """The data in English."""
    return screening_data(knowledge(), str)


def knowledge() -> Knowledge:
    """The knowledge that ships."""
    return load_knowledge()


def encounter(now: datetime, values: Mapping[str, Any] | None = None, note: str | None = None) -> Entry:
    """An encounter written now."""
    at = When(now.replace(tzinfo=None), "UTC", Precision.INSTANT)
    return Entry(id=ID, kind=EntryKind.ENCOUNTER, at=at, recorded=now, values=dict(values or {}), note=note)


def milliseconds(moment: datetime) -> int:
    """Since 1970."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def fact_to_plain(fact: Fact) -> Plain:
    """A fact as the scripts hold it."""
    return {
        "finding": fact.finding,
        "status": fact.status.value,
        "time": fact.time.value,
        "origin": fact.origin.value,
        "at": None if fact.at is None else milliseconds(fact.at),
        "entry": fact.entry,
        "quote": fact.quote,
        "alike": fact.alike,
    }


def asked(entry: Entry, told: Iterable[Fact], now: datetime, read: Iterable[Fact] = ()) -> Plain:
    """What the scripts are given."""
    return {
        "read": [fact_to_plain(fact) for fact in read],
        "entry": entry_to_object(entry),
        "told": [fact_to_plain(fact) for fact in told],
        "now": milliseconds(now),
    }


def outcome(saved: AfterSave) -> Plain:
    """What Python found, in the shape of what the scripts return. The order of facts at one moment says nothing."""
    fired = [
        {
            "rule": flag.rule,
            "action": flag.action.value,
            "within": flag.within,
            "service": flag.service,
            "because": flag.because,
            "doNow": list(flag.do_now),
            "doNot": list(flag.do_not),
            "deciding": in_order(fact_to_plain(fact) for fact in flag.deciding),
        }
        for flag in saved.screening.fired
    ]
    return {
        "fired": fired,
        "firstScreen": [flag.rule for flag in saved.screening.first_screen],
        "open": [
            {"rule": one.rule, "floor": one.floor.value, "ask": list(one.ask), "couldBe": one.could_be.value}
            for one in saved.screening.open
        ],
        "dangerLines": [{"id": line.id, "text": line.text, "gives": list(line.gives)} for line in saved.danger_lines],
        "questions": [{"id": one.id, "question": one.question, "discreet": one.discreet} for one in saved.questions],
        "quotes": [_quote(quote) for quote in saved.quotes],
        "unreadWords": saved.unread_words,
    }


def outcome_there(found: Plain) -> Plain:
    """What the scripts returned, in the same shape."""
    fired = [{**flag, "deciding": in_order(flag["deciding"])} for flag in found["fired"]]
    left = {name: value for name, value in found.items() if name != "entry"}
    return {**left, "fired": fired, "firstScreen": [flag["rule"] for flag in found["firstScreen"]]}


def in_order(facts: Iterable[Plain]) -> list[Plain]:
    """Facts in one order."""
    return sorted(facts, key=lambda fact: json.dumps(fact, sort_keys=True))


def _quote(quote: Quote) -> Plain:
    return {
        "key": quote.key,
        "shown": quote.shown,
        "entry": quote.entry,
        "text": quote.text,
        "rules": list(quote.rules),
        "findings": list(quote.findings),
        "ends": list(quote.ends),
    }
