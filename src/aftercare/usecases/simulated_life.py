"""A made-up person's days and nights, drawn from one random generator: what sample and benchmark journals are made of.

Takes a plan, a last day and `random.Random`; returns days and encounters as entries. Everything is invented; nobody's
data went in. The links built in, so that a search for patterns has something true to find: tears and a low mood after
nights under six hours and after quarrels, pain with depth and before bleeding, a better next day after being held.
Nothing is linked with alcohol. See docs/sample-journal.md.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from aftercare.model.entry import Addition, Entry, EntryKind, Precision, When
from aftercare.model.measure import Measure, Value

ZONE = "Europe/London"
SHORT_NIGHT = 6 * 60
ENOUGH_SLEEP = 6 * 60 + 45
NOT_AT_ALL, VERY_MUCH = 0, 4
Values = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One made-up day, before anything is recorded of it."""

    on: date
    slept: int
    """Minutes of the night that ended this morning."""
    stress: int
    cycle_day: int
    until_bleeding: int
    bleeding: int
    alcohol: int
    quarrel: bool

    @property
    def short_night(self) -> bool:
        """Whether the night was under six hours."""
        return self.slept < SHORT_NIGHT

    @property
    def before_bleeding(self) -> bool:
        """The last days of the cycle."""
        return self.until_bleeding <= 4


def live(last: date, count: int, chance: random.Random) -> list[Day]:
    """So many days in a row, ending on `last`: good and bad stretches, a cycle of about four weeks."""
    days: list[Day] = []
    stretch, cycle_day, cycle_length = 0.0, chance.randint(1, 28), 28
    for offset in reversed(range(count)):
        if chance.random() < 0.03:
            stretch = chance.uniform(-0.6, 0.9)
        if cycle_day > cycle_length:
            cycle_day, cycle_length = 1, chance.choice((26, 27, 28, 28, 29, 30))
        short = chance.random() < 0.24
        slept = chance.gauss(5.1 * 60, 28) if short else chance.gauss(7.4 * 60, 40)
        stress = _step(1.3 + stretch + (0.5 if short else 0) + chance.gauss(0, 0.8), NOT_AT_ALL, VERY_MUCH)
        days.append(
            Day(
                on=last - timedelta(days=offset),
                slept=min(max(round(slept / 5) * 5, 180), 600),
                stress=stress,
                cycle_day=cycle_day,
                until_bleeding=cycle_length - cycle_day + 1,
                bleeding=(0, 3, 4, 3, 2, 1)[cycle_day] if cycle_day <= 5 else 0,
                alcohol=chance.choices((0, 1, 2), (4, 3, 2))[0],
                quarrel=chance.random() < 0.05 + 0.05 * stress,
            )
        )
        cycle_day += 1
    return days


def check_in(day: Day, chance: random.Random) -> Entry:
    """What the person wrote down that morning."""
    values: Values = {
        "mood": _step(2.7 - 0.3 * (day.stress - 1) - 0.3 * day.short_night + chance.gauss(0, 0.7), 0, 4),
        "energy": _step(2.5 - 0.5 * day.short_night + chance.gauss(0, 0.8), 0, 4),
        "stress": day.stress,
        "sleep_hours": day.slept,
        "menstrual_bleeding": day.bleeding,
    }
    if day.before_bleeding or day.bleeding:
        values["abdominal_cramps"] = _step(chance.gauss(1.2, 0.7), 0, 2)
    written = datetime.combine(day.on, time(6, chance.randrange(60)), UTC)
    at = When(datetime.combine(day.on, time()), None, Precision.DAY)
    return Entry(id=_new_id(chance), kind=EntryKind.DAY, at=at, recorded=written, values=values)


def encounter(day: Day, at: time, chance: random.Random, *, answered_next_day: bool) -> Entry:
    """One encounter of that day, as logged some minutes later, and the day-after answer where there is one."""
    felt = _feel(day, chance)
    values = {**_around(day, felt, chance), **_common(felt, chance), **_more(felt, chance)}
    when = When(datetime.combine(day.on, at), ZONE, Precision.INSTANT)
    recorded = when.instant() + timedelta(minutes=chance.randint(4, 45))
    entry = Entry(id=_new_id(chance), kind=EntryKind.ENCOUNTER, at=when, recorded=recorded, values=values)
    if not answered_next_day:
        return entry
    morning = datetime.combine(day.on + timedelta(days=1), time(8, chance.randrange(60)), UTC)
    return entry.with_addition(Addition(max(morning, recorded), _next_day(felt, chance)))


def evenings(days: Sequence[Day], count: int, chance: random.Random) -> Iterator[tuple[Day, time]]:
    """When the encounters are: exactly `count`, most in the evening, now and then two on one day; in time order."""
    twice = sorted(chance.sample(range(len(days)), count // 25))
    once = sorted(chance.sample(range(len(days)), count - len(twice)))
    for index in once:
        yield days[index], time(chance.choice((20, 21, 21, 22, 22, 22, 23)), chance.randrange(60))
    for index in twice:
        yield days[index], time(chance.choice((9, 10, 15)), chance.randrange(60))


def fitted(entry: Entry, measures: Mapping[str, Measure]) -> Entry:
    """The entry with each value in the form its measure stores; BadValue when one does not fit."""

    def fit(values: Mapping[str, Value]) -> Values:
        return {measure: measures[measure].check(value) for measure, value in values.items()}

    added = tuple(replace(addition, values=fit(addition.values)) for addition in entry.added)
    return replace(entry, values=fit(entry.values), added=added)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Felt:
    """How one encounter went, before it is rounded to what a form asks."""

    alone: bool
    distress: float
    """0 is none; from about 1 tears come."""
    pain: int
    depth: int
    dryness: int
    lubricant: bool
    held: bool
    moved: bool
    closeness: int


def _feel(day: Day, chance: random.Random) -> _Felt:
    alone = chance.random() < 0.16
    quarrel = day.quarrel and not alone
    unslept = min(max((ENOUGH_SLEEP - day.slept) / 75, 0.0), 1.3)
    distress = 1.1 * unslept + 0.8 * quarrel + 0.08 * (day.stress - 1) + chance.gauss(-0.2, 0.48)
    depth = 0 if alone else chance.choices((0, 1, 2, 3), (2, 3, 4, 3))[0]
    lubricant = chance.random() < 0.45
    dryness = _step(chance.gauss(0.9, 0.8) - 0.5 * lubricant, 0, 3)
    sore = 3.6 * (depth == 3) + 0.9 * (depth == 2) + 1.0 * day.before_bleeding + 0.4 * dryness
    closeness = _step(2.6 - 0.9 * quarrel + chance.gauss(0, 0.8), 0, 4)
    return _Felt(
        alone=alone,
        distress=distress,
        pain=_step(sore + chance.gauss(-0.6, 1.1), 0, 6),
        depth=depth,
        dryness=dryness,
        lubricant=lubricant,
        held=not alone and chance.random() < 0.55,
        moved=closeness >= 3 and distress < 0.4 and chance.random() < 0.12,
        closeness=closeness,
    )


def _common(felt: _Felt, chance: random.Random) -> Values:
    """The four taps, and the row on tears."""
    cried = felt.distress > 0.75
    tears = min(3, 1 + int((felt.distress - 0.75) / 0.55)) if cried else int(felt.moved)
    values: Values = {
        "tears": tears,
        "mood_after": _step(3.3 - 1.3 * max(0.0, felt.distress) - 0.12 * felt.pain + chance.gauss(0, 0.45), 0, 4),
    }
    if chance.random() < 0.75:
        values["mood_before"] = _step(chance.gauss(2.8, 0.7), 0, 4)
    if chance.random() < 0.96:
        values["pain"] = felt.pain
    if tears:
        upset = chance.choices(("upset", "both", "unsure"), (8, 1, 2))[0]
        values["tears_kind"] = upset if cried else "moved"
    return values


def _more(felt: _Felt, chance: random.Random) -> Values:
    """What stands under "more" about body and mind."""
    values: Values = {"company": "alone" if felt.alone else "one"}
    if chance.random() < 0.6:
        values["mood_during"] = _step(3.4 - 0.2 * felt.pain + chance.gauss(0, 0.5), 0, 4)
    if chance.random() < 0.8:
        values |= {"depth": felt.depth, "dryness": felt.dryness, "lubricant": felt.lubricant}
    if felt.pain >= 3:
        values["pain_sites"] = {"vagina_deep" if felt.depth >= 2 else "vagina_entrance": felt.pain}
        values["pain_moments"] = ("deep",) if felt.depth >= 2 else ("entry",)
    if felt.distress > 0.75 and chance.random() < 0.7:
        values["feelings"] = tuple(chance.sample(("sad", "empty", "anxious", "lonely", "overwhelmed"), 2))
        values["how_soon"] = chance.choice((1, 1, 2))
        values["how_long"] = chance.choice((10, 15, 20, 20, 30, 45))
        values["what_helped"] = ("being_held",) if felt.held else (chance.choice(("time_alone", "slow_breathing")),)
    elif chance.random() < 0.4:
        values["feelings"] = tuple(chance.sample(("calm", "close", "happy", "relieved", "playful"), 2))
    if not felt.alone:
        values |= {"held_after": felt.held, "talked_after": chance.random() < 0.5}
        if chance.random() < 0.7:
            values["wanted"] = "yes"
    return values


def _around(day: Day, felt: _Felt, chance: random.Random) -> Values:
    """What stands under "more" about the day."""
    values: Values = {}
    if chance.random() < 0.95:
        values["alcohol"] = day.alcohol
    if chance.random() < 0.75:
        values["tired_before"] = _step(1.2 + 1.0 * day.short_night + chance.gauss(0, 0.75), 0, 4)
    if not felt.alone and chance.random() < 0.9:
        values |= {"quarrel": day.quarrel, "closeness": felt.closeness}
    return values


def _next_day(felt: _Felt, chance: random.Random) -> Values:
    better = 2.7 + 0.6 * felt.held - 0.5 * max(0.0, felt.distress)
    values: Values = {
        "mood_next_day": _step(better + chance.gauss(0, 0.55), 0, 4),
        "low_next_day": _step(0.7 * felt.distress - 0.4 * felt.held + chance.gauss(0, 0.5), 0, 3),
    }
    if felt.pain >= 4:
        values["pain_next_day"] = _step(felt.pain / 3 + chance.gauss(0, 0.6), 0, 3)
    return values


def _step(value: float, lowest: int, highest: int) -> int:
    return min(max(round(value), lowest), highest)


def _new_id(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
