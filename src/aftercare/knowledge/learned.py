"""What was learnt from the told texts: how much each trait of a text speaks for each told danger, and for none.

Written by `tools.learn_told`, never by hand. Takes the file; returns its numbers, and the fingerprint of the data they
were learnt from, so that a check can tell when they must be learnt anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aftercare.knowledge.condition import LayWord
from aftercare.knowledge.lexicon import Told

FILE = Path(__file__).parent / "learned.json"
TENTHS = 10
"""Numbers are kept as whole tenths: finer ones change no answer."""
NO_DANGER = ""
"""The group that stands for no danger."""
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A linear model: what a text's traits come to for each group (multinomial logistic regression)."""

    fingerprint: str
    groups: tuple[str, ...]
    """Ids of told records; the first is `NO_DANGER`."""
    start: tuple[int, ...]
    """What each group has before any trait is seen, in tenths."""
    weights: Mapping[str, tuple[int, ...]]
    """By trait: group and tenths in turn; groups that are left out have 0."""


@lru_cache(maxsize=1)
def read_learned(path: Path = FILE) -> Learned:
    """Read the file, once."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    return Learned(
        fingerprint=plain["fingerprint"],
        groups=tuple(plain["groups"]),
        start=tuple(plain["start"]),
        weights={trait: tuple(numbers) for trait, numbers in plain["weights"].items()},
    )


def learned_as_text(learned: Learned) -> str:
    """The file's text: one line for each trait, so that a change can be looked at."""
    lines = [f"{json.dumps(trait)}: {json.dumps(list(numbers))}" for trait, numbers in sorted(learned.weights.items())]
    head = (
        f'"fingerprint": {json.dumps(learned.fingerprint)},\n"groups": {json.dumps(list(learned.groups))},\n'
        f'"start": {json.dumps(list(learned.start))},\n"weights": '
    )
    return "{" + head + "{\n" + ",\n".join(lines) + "\n}}\n"


def everyday_asks(told: Mapping[str, Told], asks: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Questions that tell no danger: those of the pages that twins name, and those that no page answers."""
    pages = dict.fromkeys((*(page for record in told.values() for page in record.asks_of), ELSEWHERE))
    return tuple(ask for page in pages if page in asks for ask in asks[page])


def fingerprint_of(told: Mapping[str, Told], everyday: Iterable[str], words: Iterable[LayWord], lexicon: str) -> str:
    """What the numbers are learnt from, in short. `lexicon` is the digest of its files: patterns make traits too."""
    plain = [
        [[record.id, record.rule, record.action, list(record.texts)] for record in told.values()],
        list(everyday),
        [[word.id, list(word.say)] for word in words],
        lexicon,
    ]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=True).encode()).hexdigest()
