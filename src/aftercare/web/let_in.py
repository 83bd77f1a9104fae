"""What lets a browser in: the token of this start, one for the browser that is opened by us, a code for other devices.

Pure: chance and time (monotonic seconds) come in. Held by the parent, so that a code is used up for every worker.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from aftercare.web.launch import same

OPENING_TOKEN_LASTS = 120.0
"""Seconds. The token given to the browser shows up in the list of running programs, so it works once and briefly."""
CODE_LASTS = 600.0
"""Seconds. Long enough to walk to the phone and get over its warning; it works once."""
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No sign that looks like another. Twelve of them are 59 bits: out of reach of guessing within ten minutes."""
_GROUPS, _GROUP = 3, 4

Choice = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Once:
    """A token that works once, until then."""

    token: str = field(repr=False)
    until: float


@dataclass(slots=True)
class LetIn:
    """`lasting` works as long as the program runs; empty where other devices could learn it."""

    lasting: str = field(default="", repr=False)
    _opening: Once | None = None
    _code: Once | None = None

    def opening(self, now: float) -> str:
        """A token for the browser that we open ourselves."""
        self._opening = Once(secrets.token_urlsafe(24), now + OPENING_TOKEN_LASTS)
        return self._opening.token

    def code(self, now: float, choose: Choice = secrets.choice) -> str:
        """A code to be typed or photographed; the one before it holds no more."""
        groups = ["".join(choose(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS)]
        self._code = Once("".join(groups), now + CODE_LASTS)
        return "-".join(groups)

    def redeem(self, token: str, now: float) -> bool:
        """Whether it lets in; then it is used up, unless it is the lasting one."""
        if self.lasting and same(token, self.lasting):
            return True
        if self._opening is not None and same(token, self._opening.token):
            once, self._opening = self._opening, None
            return now < once.until
        typed = "".join(token.lower().replace("-", "").split())
        if self._code is not None and same(typed, self._code.token):
            once, self._code = self._code, None
            return now < once.until
        return False
