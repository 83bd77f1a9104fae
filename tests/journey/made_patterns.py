"""An invented journal with one pattern of every kind in it, for looking at their pages. The same but for its dates.

Yes or no with yes or no (a quarrel, tears the next day), graded with a score (depth, pain), the cycle (cramps), the day
before (stress, mood afterwards), two that cannot be told apart (holding, talking; closeness the next day), one that was
shown and has faded (alcohol, pain the next day), and a measure of one's own in minutes.
"""

import random
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from aftercare.model.entry import Addition, Entry, EntryKind, Precision, When
from aftercare.model.journal import Journal, entry_order
from aftercare.model.measure import Value
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Person
from aftercare.model.settings import Settings

TIMES = 200
EVERY = 2
"""Days from one encounter to the next."""
CYCLE = 28
SHOWN_ONCE = "alcohol > pain_next_day"
LAST_LOOK = "3 quarrel > tears_next_day\n4 alcohol > pain_next_day\n5 depth > pain"


def patterned(last: date) -> Journal:
    """The journal, its last encounter the day before `last`."""
    chance = random.Random(7)
    first = last - timedelta(days=EVERY * TIMES)
    stressed = [chance.randint(0, 4) for _ in range(EVERY * TIMES + 1)]
    check_ins = [_check_in(first + timedelta(days=i), level, chance) for i, level in enumerate(stressed)]
    encounters = [_encounter(i, first, stressed, chance) for i in range(TIMES)]
    return Journal(
        person=Person(birth_year=last.year - 35),
        entries=tuple(sorted((*check_ins, *encounters), key=entry_order)),
        settings=Settings(zone="UTC", main_outcome="tears_next_day"),
        notices=(
            _notice(first, NoticeKind.PATTERN_SHOWN, SHOWN_ONCE, "likely 160"),
            _notice(first, NoticeKind.PATTERNS_SEEN, "", LAST_LOOK),
        ),
    )


def _notice(day: date, kind: NoticeKind, subject: str, detail: str) -> Notice:
    return Notice(kind=kind, subject=subject, at=datetime.combine(day, time(8), UTC), detail=detail)


def _check_in(day: date, stress: int, chance: random.Random) -> Entry:
    at = When(datetime.combine(day, time()), None, Precision.DAY)
    written = datetime.combine(day, time(7), UTC)
    return Entry(id=_id(chance), kind=EntryKind.DAY, at=at, recorded=written, values={"stress": stress})


def _encounter(place: int, first: date, stressed: list[int], chance: random.Random) -> Entry:
    days = EVERY * place + 1
    day = first + timedelta(days=days)
    cycle_day = days % CYCLE + 1
    quarrel, depth, held = chance.random() < 0.4, chance.randint(0, 3), chance.random() < 0.5
    talked = held if chance.random() < 0.96 else not held
    values: dict[str, Value] = {
        "quarrel": quarrel,
        "depth": depth,
        "held_after": held,
        "talked_after": talked,
        "alcohol": chance.randint(0, 2),
        "cycle_day": cycle_day,
        "pain": _within(1 + 1.6 * depth + chance.gauss(0, 1.2), 10),
        "cramps": _within(1.4 * (cycle_day > 22) + 0.3 + chance.gauss(0, 0.5), 3),
        "mood_after": _within(3.6 - 0.8 * stressed[days - 1] + chance.gauss(0, 0.6), 4),
    }
    at = When(datetime.combine(day, time(22)), "UTC", Precision.INSTANT)
    recorded = datetime.combine(day, time(22, 20), UTC)
    entry = Entry(id=_id(chance), kind=EntryKind.ENCOUNTER, at=at, recorded=recorded, values=values)
    later: dict[str, Value] = {
        "tears_next_day": chance.random() < (0.65 if quarrel else 0.12),
        "close_next_day": _within(1 + 1.1 * (held or talked) + chance.gauss(0, 0.8), 4),
        "pain_next_day": _within(1 + chance.gauss(0, 1.4), 10),
    }
    return entry.with_addition(Addition(recorded + timedelta(hours=10), later))


def _within(value: float, most: int) -> int:
    return min(max(round(value), 0), most)


def _id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
