"""When an open vault locks by itself. Pure: readings of the two clocks come in.

Idle for the time set; open for 8 hours in all; or the machine slept, which shows as the two clocks drifting apart
or as a tick that comes far too late.
"""

from dataclasses import dataclass

LONGEST_OPEN = 8 * 3600.0
SLEEP_GAP = 30.0
"""Seconds by which the wall clock runs ahead, or a tick comes late, before we call it sleep."""
COUNTDOWN = 30
"""The last seconds, shown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment, in seconds: the monotonic one (may stand still in sleep) and the wall clock."""

    steady: float
    wall: float


@dataclass(slots=True)
class AutoLock:
    """One open session of the vault."""

    idle: float
    """Seconds without the person's own action."""
    opened: Reading
    last_action: Reading
    last_tick: Reading

    @classmethod
    def starting(cls, now: Reading, *, idle: float) -> "AutoLock":
        """The vault has just been opened."""
        return cls(idle=idle, opened=now, last_action=now, last_tick=now)

    def acted(self, now: Reading) -> None:
        """The person did something themself."""
        self.last_action = now

    def due(self, now: Reading) -> bool:
        """Whether to lock now; call it about once a second."""
        late = now.steady - self.last_tick.steady
        drift = (now.wall - self.last_tick.wall) - late
        self.last_tick = now
        return late > SLEEP_GAP or abs(drift) > SLEEP_GAP or self.seconds_left(now) <= 0

    def seconds_left(self, now: Reading) -> float:
        """Seconds until it locks if nothing happens."""
        idle_left = self.idle - (now.steady - self.last_action.steady)
        open_left = LONGEST_OPEN - (now.steady - self.opened.steady)
        return max(0.0, min(idle_left, open_left))
