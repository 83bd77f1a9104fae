"""What somebody's words say: both readers of danger, and the library's search, which takes off what is about a page.

Takes a text, knowledge, now, and who writes; returns facts, each with its quote, and how well each page fits. Patterns
are read first; likeness is read where they bring up nothing urgent, and gives way where the text is rather about
something that is no danger. Both give facts; the rules alone give a level. Must never keep the text.
"""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from aftercare.check.words import is_urgent, screen_words
from aftercare.freetext import alike
from aftercare.freetext.read import is_crisis, read
from aftercare.knowledge.load import Knowledge
from aftercare.library import ask as search
from aftercare.library.index import Index, build_index
from aftercare.model.check import Writer
from aftercare.model.fact import Fact, Status

RATHER, RATHER_ELSEWHERE = 0.8, 0.5
"""What takes something off a danger read by likeness: that the text is like a page about something else, or like what
is on no page.
"""
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

    @property
    def present(self) -> tuple[Fact, ...]:
        """The facts that are present."""
        return tuple(fact for fact in self.facts if fact.status is Status.PRESENT)


def get_ready(knowledge: Knowledge) -> None:
    """Build what the first reading needs: a second or two that a person should not wait for.

    Whoever reads meanwhile waits for the one that is being built, rather than building another beside it.
    """
    with _BUILDING:
        build_index(knowledge)
        alike.ready(knowledge)


def read_words(words: str, knowledge: Knowledge, now: datetime, *, writer: Writer = Writer.SELF) -> ReadWords:
    """Read a text of any length in any language. `now` is aware."""
    get_ready(knowledge)
    index = build_index(knowledge)
    scored = search.score(words, index)
    reading = read(words, knowledge, now, writer=writer)
    facts, crisis, information = reading.facts, reading.crisis, reading.information
    if not is_urgent(screen_words(knowledge, facts if reading.present else (), None, now)):
        told = alike.read_alike(words, knowledge, now)
        if told is not None and told.likeness >= _something_else(scored, index, told.rule):
            facts = (*facts, *told.facts)
            crisis = crisis or is_crisis(knowledge, (fact.finding for fact in told.facts))
            information = False
    return ReadWords(
        facts=facts,
        asked=reading.asked,
        information=information,
        crisis=crisis,
        read=reading.read or any(fact.status is Status.PRESENT for fact in facts),
        scored=scored,
    )


def _something_else(scored: search.Scored, index: Index, rule: str) -> float:
    """How much a text is rather about something else than the danger of this rule."""
    return RATHER * search.likeness_to_others(scored, index, rule) + RATHER_ELSEWHERE * scored.elsewhere
