"""Steps that take a passphrase: slowed by the parent, which outlives every worker, whatever page asks."""

import math
from collections.abc import Callable
from typing import TypeVar

from aftercare.model.errors import UserError, WrongSecret
from aftercare.web.link import Line, Say
from aftercare.web.visit import Visit

R = TypeVar("R")


class TooManyTries(UserError):
    """Too many wrong passphrases in a row."""

    status = 429


def with_secret(visit: Visit, step: Callable[[], R]) -> R:
    """Do a step that proves a passphrase or key. TooManyTries before it, or whatever the step raises."""
    parent = visit.state.parent
    wait = parent.ask(Line(Say.TRY))
    if wait is None or wait:
        raise TooManyTries(f"Too many tries. Wait {math.ceil(float(wait or 1))} seconds, then try again.")
    right: bool | None = None
    try:
        result = step()
        right = True
        return result
    except WrongSecret:
        right = False
        raise
    finally:
        parent.tell(Line(Say.TRIED, right))
