"""What comes after a save, in this order (SAFETY 2, 4; DESIGN 5): flags that cannot wait; *was it wanted?* for an
encounter with somebody else; *Any of these now?* where the entry calls for it; the questions that open rules leave;
then plain counts.

`told` are answers given since the save that the person has not (yet) asked to keep: they count for this screening and
are forgotten with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from aftercare.check.screening import danger_lines, next_questions, screen_entry
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import DangerLine, Finding
from aftercare.model.assessment import Screening
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.review import PlainCount
from aftercare.review import count_back
from aftercare.vault.session import Session

WANTED = "wanted"
"""The one measure whose answer has its own page and its own keeping (SAFETY 4)."""
WANTED_YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSave:
    """What the page after a save shows."""

    entry: Entry
    screening: Screening
    ask_wanted: bool
    danger_lines: tuple[DangerLine, ...]
    """*Any of these now?*, at most eight; empty when the entry does not call for it or they were answered."""
    questions: tuple[Finding, ...]
    """What open rules ask, most urgent first."""
    unread_words: bool
    """There is free text, which the program cannot read yet: the page shows the danger list (SAFETY 4)."""
    counts: tuple[PlainCount, ...]
