"""The scripts that read notes in the browser, run in node: one process, a line of JSON to and fro."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.in_node import Node, Plain, as_modules, node_with

import aftercare.web
from aftercare.freetext.read import Reading, read
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.fact import Fact
from aftercare.usecases.for_browser_words import reading_data

SCREEN = Path(aftercare.web.__file__).parent / "static" / "screen"
DRIVER = Path(__file__).with_name("driver.mjs")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


class Reader:
    """Asks one thing after another."""

    def __init__(self, process: Node) -> None:
        self._process = process

    def ask(self, doing: str, **what: Any) -> Any:
        """What the scripts make of it."""
        self._process.send(doing, **what)
        return self.answer()

    def answer(self) -> Any:
        """The answer to what was sent."""
        answer = self._process.line()
        assert "fault" not in answer, answer["fault"]
        return answer.get("is")

    def read_both(self, texts: Sequence[str]) -> tuple[list[list[Plain]], list[list[Plain]]]:
        """The facts of each text: read here, and read there."""
        self._process.send("read", texts=texts, now=milliseconds(NOW))
        here = [facts_here(text) for text in texts]
        understood = [is_understood_here(text) for text in texts]
        there = self.answer()
        assert all(one["read"] for one in there)
        differ = [text for text, one, so in zip(texts, there, understood, strict=True) if one["understood"] is not so]
        assert not differ, (len(differ), differ[:5])
        return here, [in_milliseconds(one["facts"]) for one in there]


@contextmanager
def reader(folder: Path = SCREEN) -> Iterator[Reader]:
    """A node that has loaded the scripts of a folder, and the words of the knowledge that ships."""
    with TemporaryDirectory() as held, node_with(DRIVER, as_modules(folder, Path(held) / "screen")) as process:
        asked = Reader(process)
        assert asked.ask("words", words=words()) is True
        yield asked


@lru_cache(maxsize=1)
def words() -> Plain:
    """What the browser reads with."""
    return reading_data(knowledge())


def knowledge() -> Knowledge:
    """The knowledge that ships."""
    return load_knowledge()


def milliseconds(moment: datetime) -> int:
    """Since 1970."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


@cache
def facts_here(text: str) -> list[Plain]:
    """What Python reads, in the shape of what the scripts return, the time in whole milliseconds."""
    return [_plain(fact) for fact in _read_here(text).facts]


def is_understood_here(text: str) -> bool:
    """Whether Python took enough of it for English."""
    return _read_here(text).read


@cache
def _read_here(text: str) -> Reading:
    return read(text, knowledge(), NOW)


def in_milliseconds(facts: Iterable[Plain]) -> list[Plain]:
    """A part of a millisecond is as good as none."""
    return [{**fact, "at": round(fact["at"])} for fact in facts]


def _plain(fact: Fact) -> Plain:
    assert fact.at is not None
    return {
        "origin": fact.origin.value,
        "entry": fact.entry,
        "alike": fact.alike,
        "finding": fact.finding,
        "status": fact.status.value,
        "time": fact.time.value,
        "at": round((fact.at - EPOCH) / timedelta(milliseconds=1)),
        "quote": fact.quote,
    }
