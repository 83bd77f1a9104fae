"""What somebody's words say: both readers of danger, and the library's search, which takes off what is about a page.

Takes a text, knowledge, now, and who writes; returns facts, each with its quote, and how well each page fits. Patterns
are read first; likeness adds what it is sure of where they bring up less. Both give facts; the rules alone give a
level. Must never keep the text.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock, Thread

from aftercare.check.screening import screen_facts
from aftercare.freetext import alike
from aftercare.freetext.read import is_crisis, read_understood
from aftercare.freetext.understand import understand
from aftercare.freetext.warm import warm
from aftercare.knowledge.load import Knowledge
from aftercare.library import ask as search
from aftercare.library.index import build_index
from aftercare.model.assessment import Level, Screening
from aftercare.model.check import Writer
from aftercare.model.fact import Fact, Status

EMERGENCY_ENOUGH, URGENT_ENOUGH = 0.36, 0.6
"""The share of likeness that counts: for dangers that are an emergency, and for all that need help the same day or
sooner.
"""
SOOTHED_ENOUGH = 0.8
"""Where the text also says that all is well."""
_BUILDING = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWords:
    """What the words say."""

    facts: tuple[Fact, ...]
    """Read by patterns, then by likeness: present and absent, origin words, each with its quote and time."""
    asked: tuple[str, ...]
    """Findings that the text only asks about, imagines, or tells of a story."""
    information: bool
    """It asks for information and says nothing of anybody's state."""
    crisis: bool
    """It touches despair, violence or unwanted sex, said or asked."""
    read: bool
    """Enough of it was understood; False for gibberish, another language, nothing."""
    scored: search.Scored
    """How well each page of the library fits."""
    screening: Screening
    """What the rules make of the words alone, whoever wrote them."""

    @property
    def present(self) -> tuple[Fact, ...]:
        """The facts that are present."""
        return tuple(fact for fact in self.facts if fact.status is Status.PRESENT)


def get_ready(knowledge: Knowledge, *, fully: bool = False) -> None:
    """Build what the first reading needs: a second or two that a person should not wait for.

    Whoever reads meanwhile waits for the one that is being built, rather than building another beside it. `fully`: for
    many texts, also what is else built when first needed.
    """
    with _BUILDING:
        build_index(knowledge)
        alike.ready(knowledge)
        if fully:
            warm(knowledge)


@lru_cache(maxsize=2)
def get_ready_soon(knowledge: Knowledge) -> None:
    """Build all of it beside what is going on; begun once for each knowledge, however often it is asked for."""
    Thread(target=get_ready, args=(knowledge,), kwargs={"fully": True}, daemon=True).start()


def read_words(words: str, knowledge: Knowledge, now: datetime, *, writer: Writer = Writer.SELF) -> ReadWords:
    """Read a text of any length in any language. `now` is aware."""
    get_ready(knowledge)
    scored = search.score(words, build_index(knowledge))
    understood = understand(words, knowledge)
    reading = read_understood(understood, knowledge, now, writer=writer)
    screening = screen_facts(knowledge, None, reading.facts if reading.present else (), now)
    told = _told(alike.read_alike(understood, knowledge, now), screening.level)
    facts = (*reading.facts, *told)
    if told:
        screening = screen_facts(knowledge, None, facts, now)
    return ReadWords(
        facts=facts,
        asked=reading.asked,
        information=reading.information and not told,
        crisis=reading.crisis or is_crisis(knowledge, (fact.finding for fact in told)),
        read=reading.read,
        scored=scored,
        screening=screening,
    )


def _told(likeness: alike.Likeness, level: Level | None) -> tuple[Fact, ...]:
    """What is read by likeness, where patterns came to less than it brings up."""
    emergency, urgent = likeness.emergency, likeness.urgent
    least = SOOTHED_ENOUGH if likeness.soothed else 0.0
    if level is Level.EMERGENCY:
        return ()
    if emergency is not None and emergency.share >= max(least, EMERGENCY_ENOUGH):
        return emergency.facts
    if level is not Level.SAME_DAY and urgent is not None and urgent.share >= max(least, URGENT_ENOUGH):
        return urgent.facts
    return ()
