"""An invented journal of daily check-ins with a pattern of days of every kind in it. The same but for its dates.

Yes or no with yes or no (a quarrel, tears the day after), graded with ordered words (stress, mood the day after), a
score (sex the day before, pain), the cycle (pelvic pain), and one that was shown and has faded (exercise, desire).
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.journal import Journal, entry_order
from aftercare.model.measure import Value
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Person
from aftercare.model.settings import Settings

DAYS = 240
CYCLE = 28
SHOWN_ONCE = "days: exercise > desire"
LAST_LOOK = "4 exercise > desire\n3 quarrel_today > tears_today"


def checked_in(last: date, days: int = DAYS) -> Journal:
    """The journal, its last check-in on `last`, with an encounter every third day or so."""
    chance = random.Random(11)
    entries: list[Entry] = []
    before: dict[str, Value] = {"stress": 2, "quarrel_today": False}
    met = False
    for place in range(days):
        day = last - timedelta(days=days - 1 - place)
        told = _told(place, before, chance, met=met)
        entries.append(_entry(EntryKind.DAY, day, 20, told, chance))
        met = chance.random() < 0.35
        if met:
            entries.append(_entry(EntryKind.ENCOUNTER, day, 22, {"company": "one"}, chance))
        before = told
    first = last - timedelta(days=days)
    return Journal(
        person=Person(birth_year=last.year - 35),
        entries=tuple(sorted(entries, key=entry_order)),
        settings=Settings(zone="UTC"),
        notices=(
            _notice(first, NoticeKind.PATTERN_SHOWN, SHOWN_ONCE, "likely 160"),
            _notice(first, NoticeKind.PATTERNS_SEEN, "days", LAST_LOOK),
        ),
    )


def _told(place: int, before: dict[str, Value], chance: random.Random, *, met: bool) -> dict[str, Value]:
    stress = before["stress"]
    assert isinstance(stress, int)
    cycle_day = place % CYCLE + 1
    told: dict[str, Value] = {
        "stress": chance.randint(0, 4),
        "quarrel_today": chance.random() < 0.4,
        "exercise": chance.choice([0, 20, 40, 60]),
        "mood": _within(3.6 - 0.7 * stress + chance.gauss(0, 0.7), 4),
        "tears_today": chance.random() < (0.7 if before["quarrel_today"] else 0.1),
        "pain_today": _within(5 - 2.5 * met + chance.gauss(0, 1.4), 10),
        "pelvic_pain": _within(1.5 * (cycle_day > 22) + 0.2 + chance.gauss(0, 0.4), 3),
        "desire": _within(1.5 + chance.gauss(0, 0.9), 3),
    }
    return told | ({"period_started": True} if cycle_day == 1 else {})


def _entry(kind: EntryKind, day: date, hour: int, values: dict[str, Value], chance: random.Random) -> Entry:
    at = When(datetime.combine(day, time(hour)), "UTC", Precision.INSTANT)
    recorded = datetime.combine(day, time(hour, 10), UTC)
    return Entry(
        id=str(UUID(int=chance.getrandbits(128), version=4)), kind=kind, at=at, recorded=recorded, values=values
    )


def _notice(day: date, kind: NoticeKind, subject: str, detail: str) -> Notice:
    return Notice(kind=kind, subject=subject, at=datetime.combine(day, time(8), UTC), detail=detail)


def _within(value: float, most: int) -> int:
    return min(max(round(value), 0), most)
