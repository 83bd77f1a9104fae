"""The shape of a line of the library that may follow an entry: when it fits, what it says, and the page it leads to.

Plain records, read from `data/after_lines/`; `aftercare.usecases.after_line` picks one.
"""

from dataclasses import dataclass

from aftercare.model.measure import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """A value that the entry must have."""

    measure: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterLine:
    """One line."""

    id: str
    fits: tuple[Fits, ...]
    """All of them must hold."""
    text: str
    """One or two sentences."""
    page: str
    """The page of the library that says more."""
    sources: tuple[str, ...]
    reviewed: str | None = None
