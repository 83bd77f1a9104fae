"""The shape of a sentence on the privacy page: what is promised or can't be, and the tests that prove it.

Plain records, read from `data/privacy/`. A promise without a test is no promise: the linter refuses it, and a test
looks whether each test that is named is there.
"""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """What a sentence is worth."""

    PROMISE = "promise"
    """The program keeps it."""
    LIMIT = "limit"
    """No program can do this, or ours does not."""
    FACT = "fact"
    """How it is, for better or worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyGroup:
    """A part of the page."""

    id: str
    title: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySentence:
    """One sentence or two, in plain words."""

    id: str
    group: str
    standing: Standing
    text: str
    proof: tuple[str, ...] = ()
    """Tests, as `tests/…/test_file.py::test_name`."""
    said: str = ""
    """Why a limit or a fact needs no test. Never for a promise."""
