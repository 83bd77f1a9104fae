"""The words of a person's own change, looked through before it can be tried (SAFETY 6). Pure.

Takes the words; returns one kind sentence why not, or None. The rules are data. What they miss is caught by nobody, so
they refuse too much rather than too little; what tells of despair or violence is refused, because that comes first.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from aftercare.check.screening import screen_facts
from aftercare.freetext.read import read
from aftercare.knowledge.experiments import OwnRule
from aftercare.knowledge.load import Knowledge
from aftercare.model.fact import Status
from aftercare.model.review import Sentence

FAR = 4
"""Words that may stand between the parts of a pattern that leaves room."""
ROOM = "..."
SOMETHING_FIRST = Sentence(
    "This sounds like something to look at first. The check and the help lines are open, whatever it is about."
)
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_WORD = re.compile(r"[0-9]+(?:[a-z]+)?|[a-z]+(?:'[a-z]+)?")


def refused(knowledge: Knowledge, change: str) -> Sentence | None:
    """Why a change of one's own can't be an experiment; None: nothing speaks against it."""
    words = _WORD.findall(change.lower().replace("’", "'"))
    for rule in knowledge.experiment_own_rules.values():
        if _asks(rule, words):
            return Sentence(rule.sentence)
    facts = tuple(fact for fact in read(change, knowledge, _ANY_TIME).facts if fact.status is Status.PRESENT)
    flags = screen_facts(knowledge, None, facts, _ANY_TIME).first_screen
    of_despair_or_violence = any(knowledge.findings[fact.finding].discreet for flag in flags for fact in flag.deciding)
    return SOMETHING_FIRST if of_despair_or_violence else None


def _asks(rule: OwnRule, words: Sequence[str]) -> bool:
    left = list(words)
    for pattern in rule.unless:
        left = _without(pattern.split(), left)
    return rule.needs is not any(_found(pattern.split(), left) is not None for pattern in rule.any_of)


def _without(pattern: Sequence[str], words: list[str]) -> list[str]:
    """The words with every place where the pattern stands blanked out."""
    left = list(words)
    while (place := _found(pattern, left)) is not None:
        left[place[0] : place[1]] = [""]
    return left


def _found(pattern: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    """From where to where a pattern stands, the first time."""
    for start in range(len(words)):
        end = _match(pattern, words, start)
        if end is not None:
            return start, end
    return None


def _match(pattern: Sequence[str], words: Sequence[str], at: int) -> int | None:
    if not pattern:
        return at
    if pattern[0] == ROOM:
        ends = (_match(pattern[1:], words, at + gap) for gap in range(FAR + 1) if at + gap <= len(words))
        return next((end for end in ends if end is not None), None)
    if at < len(words) and any(_is(part, words[at]) for part in pattern[0].split("|")):
        return _match(pattern[1:], words, at + 1)
    return None


def _is(part: str, word: str) -> bool:
    if not word:
        return False
    if part.endswith("~"):
        return _nearly_begins(part[:-1], word)
    if part.startswith("*"):
        return word.endswith(part[1:])
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@lru_cache(maxsize=4096)
def _nearly_begins(stem: str, word: str) -> bool:
    """Whether a word begins like a stem, or like it with one letter wrong, missing, too much or swapped."""
    size = len(stem)
    return any(_one_slip(stem, word[:length]) for length in (size - 1, size, size + 1))


def _one_slip(right: str, typed: str) -> bool:
    same = next((at for at, pair in enumerate(zip(right, typed, strict=False)) if pair[0] != pair[1]), None)
    if same is None:
        return abs(len(right) - len(typed)) <= 1
    rest, got = right[same:], typed[same:]
    wrong, missing, extra = rest[1:] == got[1:], rest[1:] == got, rest == got[1:]
    swapped = len(rest) > 1 and rest[1] + rest[0] + rest[2:] == got
    return wrong or missing or extra or swapped
