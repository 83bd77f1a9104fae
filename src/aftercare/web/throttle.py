"""How fast passphrases and letters may come. Pure: the time (monotonic seconds) comes in.

Held by the parent, because a worker is replaced at each lock and would forget.
"""

from dataclasses import dataclass, field

FREE_TRIES = 4
"""Slips of the finger cost nothing."""
FIRST_WAIT = 2.0
LONGEST_WAIT = 60.0
"""One try a minute makes guessing hopeless, and a stranger can keep the owner out for a minute at most."""
LETTERS_A_MINUTE = 30


@dataclass(slots=True)
class UnlockThrottle:
    """Counts failed passphrases; lets one try run at a time."""

    failures: int = 0
    not_before: float = 0.0
    running: bool = False

    def begin(self, now: float) -> float:
        """Seconds to wait before a try; 0 means that it has begun."""
        if now < self.not_before:
            return self.not_before - now
        if self.running:
            return 1.0
        self.running = True
        return 0.0

    def end(self, now: float, *, opened: bool) -> None:
        """Note how the try ended."""
        self.running = False
        if opened:
            self.failures, self.not_before = 0, 0.0
            return
        self.failures += 1
        if self.failures >= FREE_TRIES:
            self.not_before = now + min(FIRST_WAIT * 2 ** (self.failures - FREE_TRIES), LONGEST_WAIT)

    def abandoned(self) -> None:
        """The try came to nothing, for instance because the worker died: it counts as neither."""
        self.running = False


@dataclass(slots=True)
class LetterRate:
    """Letters in the last minute, by token."""

    limit: int = LETTERS_A_MINUTE
    _times: dict[str, list[float]] = field(default_factory=dict)

    def allow(self, token: str, now: float) -> bool:
        """Whether one more letter may come under this token."""
        recent = {key: [at for at in times if now - at < 60.0] for key, times in self._times.items()}
        self._times = {key: times for key, times in recent.items() if times}
        times = self._times.setdefault(token, [])
        if len(times) >= self.limit:
            return False
        times.append(now)
        return True
