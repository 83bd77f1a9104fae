"""The page for a clinician, as a value: what the person chose to put on it, and what then stands there.

One page and an appendix. The person picks period and items and sees the page before it becomes a file; the same value
is shown on screen and set into the PDF. Plain words and counts only: nothing here claims more than was written down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aftercare.model.errors import BadValue

LONGEST_TEXT = 600
MOST_QUESTIONS = 8


class Item(StrEnum):
    """What can stand on the report; each can be left off."""

    CONCERN = "concern"
    """The main concern, in the person's own words."""
    ARCS = "arcs"
    FREQUENCIES = "frequencies"
    SCORES = "scores"
    PATTERNS = "patterns"
    EXPERIMENTS = "experiments"
    """What was tried out in an order drawn by chance, and what came of it; only what has ended."""
    RED_FLAGS = "red_flags"
    MEDICINES = "medicines"
    HISTORY = "history"
    SCREENERS = "screeners"
    """Scores of questionnaires, with their dates. Off unless chosen."""
    QUESTIONS = "questions"
    APPENDIX = "appendix"
    """One row for each encounter of the period, and what else was counted."""
    NOTES = "notes"
    """The person's own notes, in the appendix. Off unless chosen."""


USUAL_ITEMS = frozenset(Item) - {Item.NOTES, Item.SCREENERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What the person picked."""

    first: date | None = None
    """First day of the period; None: from the beginning."""
    last: date | None = None
    """Last day of the period; None: up to now."""
    items: frozenset[Item] = USUAL_ITEMS
    concern: str | None = None
    """Replaces, on this report, what the journal keeps as main concern."""
    questions: tuple[str, ...] = ()
    """What the person wants to ask."""
    private: bool = False
    """Also what is private, such as whether it was wanted. Asked separately, never preset (SAFETY 4)."""
    left_out: bool = False
    """Also entries the person keeps out of patterns. Asked separately, never preset (SAFETY 4)."""
    check: str | None = None
    """The id of a kept check; None for none."""
    check_private: bool = False
    """Also what that check has in confidence. Asked separately, never preset (SAFETY 4)."""

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise BadValue("The first day lies after the last; swap them.", where="period")
        if self.concern is not None and len(self.concern) > LONGEST_TEXT:
            raise BadValue(f"Keep the main concern to {LONGEST_TEXT} characters.", where="main concern")
        if len(self.questions) > MOST_QUESTIONS:
            raise BadValue(f"At most {MOST_QUESTIONS} questions fit on the page.", where="questions")
        if any(len(question) > LONGEST_TEXT for question in self.questions):
            raise BadValue(f"Keep each question to {LONGEST_TEXT} characters.", where="questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """A table with a heading row; the first cell of each row heads it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFigure:
    """A picture as SVG, for the screen's colours and for paper, with what it says in words."""

    title: str
    on_screen: str
    on_paper: str
    words: str
    """For those who do not see it."""
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPattern:
    """One pattern, as counted and as estimated."""

    tier: str
    counts: str
    effect: str
    """Difference with its interval, in words; empty where a curve would tell it."""
    besides: tuple[str, ...]
    """What travels with it, and how it stands by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportExperiment:
    """One experiment on oneself that has ended."""

    change: str
    """What was tried against doing as usual."""
    answer: str
    size: str
    """The difference with its interval, or what is ruled out."""
    counts: str
    """When, how many rounds of each side, and how it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFlags:
    """Danger signs: what was asked, what was answered, and what follows from it."""

    raised: tuple[str, ...]
    """One sentence each, most urgent first, beginning with the time in which to act."""
    unanswered: tuple[str, ...]
    """What is still to be asked because something written down leaves it open."""
    answers: ReportTable | None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCause:
    """A possible cause of a kept check, with its reasons as they stood."""

    title: str
    fit: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCheck:
    """A kept check: what it came to and why, what was asked and answered."""

    title: str
    """With its day."""
    words: str
    """The person's own; empty where they are held back or there were none."""
    reasons: tuple[str, ...]
    """Most urgent first, each beginning with the time in which to act."""
    causes: tuple[ReportCause, ...]
    answers: ReportTable | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A label and what was answered."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The page and its appendix. What is None or empty was not chosen, or there was nothing."""

    made: date
    first: date | None
    last: date | None
    encounters: int
    check_ins: int
    sample: bool
    """It shows the sample journal; every page says so."""
    concern: str | None
    arcs: ReportFigure | None
    frequencies: ReportTable | None
    scores: ReportTable | None
    patterns: tuple[ReportPattern, ...]
    patterns_note: str
    ruled_out: tuple[str, ...]
    flags: ReportFlags | None
    medicines: tuple[ReportLine, ...]
    history: tuple[ReportLine, ...]
    screeners: ReportTable | None
    questions: tuple[str, ...]
    room_for_questions: bool
    """Questions were chosen but none is written yet: leave lines to write on."""
    private: ReportTable | None
    appendix: tuple[ReportTable, ...]
    origin: str
    """Who made it, and that no clinician has reviewed it."""
    check: ReportCheck | None = None
    experiments: tuple[ReportExperiment, ...] = ()
    experiments_note: str = ""
    words: Mapping[str, str]
    """Headings and other fixed words, so that the page can be set in another language."""
