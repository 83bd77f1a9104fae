"""Whether intervals of yes/no factors hold the truth: at an entry fixed beforehand, and at every look of a life.

Takes what the search found, look by look. The truth of a pair without a link is nothing; proxies are left out, since
what they bring along is no one number.
"""

from dataclasses import dataclass, field

from aftercare.model.pattern import Effect, Patterns, Per
from benchmarks.patterns.diaries import Diary

FIXED = (60, 120, 250, 400)
NORMAL = 1.959964
Key = tuple[str, str]
KINDS = ("link", "null")


def wald(effect: Effect) -> tuple[float, float]:
    """The plain 95 % interval, right at one look fixed beforehand."""
    return effect.raw - NORMAL * effect.standard_error, effect.raw + NORMAL * effect.standard_error


@dataclass
class Coverage:
    """Counts of one life, for true links and pairs without one."""

    fixed: dict[str, dict[str, list[int]]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    """Kind to entry to how many plain intervals held, of how many."""
    pairs: dict[str, set[Key]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    wald_missed: dict[str, set[Key]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    """Pairs whose plain interval was ever wrong."""
    always_missed: dict[str, set[Key]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    """The same for the interval that is to hold at all looks at once."""

    def note(self, found: Patterns, diary: Diary, n: int) -> None:
        """One look."""
        for pair in found.pairs:
            effect = pair.effect
            if effect is None or effect.per is not Per.PRESENCE or pair.key in diary.proxies:
                continue
            link = diary.links.get(pair.key)
            truth, kind = (0.0, "null") if link is None else (link.effect, "link")
            if truth != truth:
                continue
            low, high = wald(effect)
            holds = low <= truth <= high
            self.pairs[kind].add(pair.key)
            if not holds:
                self.wald_missed[kind].add(pair.key)
            if not effect.always_low <= truth <= effect.always_high:
                self.always_missed[kind].add(pair.key)
            if n in FIXED:
                counted = self.fixed[kind].setdefault(str(n), [0, 0])
                counted[0] += holds
                counted[1] += 1

    def counts(self) -> dict[str, object]:
        """As plain numbers."""
        return {
            kind: {
                "fixed": self.fixed[kind],
                "pairs": len(self.pairs[kind]),
                "wald_missed": len(self.wald_missed[kind]),
                "always_missed": len(self.always_missed[kind]),
            }
            for kind in KINDS
        }
