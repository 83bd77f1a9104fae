"""From facts read in words to a level, where there is nothing but words (SAFETY 2, "Words alone").

Takes knowledge, the facts that were read, the person if known, and now; returns the screening, the level, and what
gave it. Pure; reading the words is `freetext`'s. First the highest rule that fired, then the highest floor of the rules
that are open. What holds when neither gives a level (a complaint that keeps on, feelings only, nothing read) is not
decided here: `level` is None then. Must never lower a level for the way something is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aftercare.check.screening import next_questions, screen_facts
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import LEVEL_OF, Fired, Level, OpenRule, Screening
from aftercare.model.fact import Fact
from aftercare.model.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsScreening:
    """What words alone come to."""

    screening: Screening
    level: Level | None
    """None when no rule fired or is open."""
    fired: tuple[Fired, ...]
    """The rules that fired and give the level, most urgent first; empty when a floor gives it."""
    floors: tuple[OpenRule, ...]
    """The open rules whose floor gives the level; empty when a fired rule gives it."""
    questions: tuple[Finding, ...]
    """What to ask next, the decider first."""


def screen_words(knowledge: Knowledge, facts: Iterable[Fact], person: Person | None, now: datetime) -> WordsScreening:
    """Screen facts read in words. They can raise a level, and excuse nothing."""
    screening = screen_facts(knowledge, person, facts, now)
    highest = screening.action
    fired = tuple(rule for rule in screening.fired if rule.action is highest)
    return WordsScreening(
        screening=screening,
        level=None if highest is None else LEVEL_OF[highest],
        fired=fired,
        floors=() if fired else tuple(rule for rule in screening.open if rule.floor is highest),
        questions=next_questions(knowledge, screening),
    )


def is_urgent(screened: WordsScreening) -> bool:
    """Whether help today or now comes before any answer."""
    return screened.level in (Level.EMERGENCY, Level.SAME_DAY)
