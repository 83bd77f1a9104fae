"""The library's line after a save, over many entries: the same as when every entry is gone through from the first."""

import random
from datetime import timedelta

from tests.unit.check.saves import KNOWLEDGE, entry, journal

from aftercare.knowledge.after_line import AfterLine
from aftercare.model.assessment import Screening
from aftercare.model.entry import Entry
from aftercare.usecases.after_line import _fitting, _next, line_after
from aftercare.usecases.after_save import AfterSave

CALM = Screening(fired=(), open=())


def from_the_first(entries: list[Entry]) -> AfterLine | None:
    shown: AfterLine | None = None
    for number, one in enumerate(entries):
        shown = _next(_fitting(KNOWLEDGE, one), shown, number)
    return shown


def test_the_line_is_the_one_that_follows_from_all_entries_before_it() -> None:
    """Some fit several lines, some one, some none; so the one shown last matters."""
    chance = random.Random(7)
    for _ in range(20):
        entries = [
            entry(
                {
                    "tears": chance.choice((0, 0, 2)),
                    "pain": chance.choice((0, 0, 3)),
                    "mood_after": chance.randrange(5),
                },
                timedelta(days=60 - number),
                number=number + 1,
            )
            for number in range(40)
        ]
        saved = AfterSave(
            entry=entries[-1],
            screening=CALM,
            ask_wanted=False,
            danger_lines=(),
            questions=(),
            unread_words=False,
            counts=(),
        )
        assert line_after(journal(*entries), KNOWLEDGE, saved) == from_the_first(entries)
