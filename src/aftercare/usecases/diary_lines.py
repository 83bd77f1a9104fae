"""Reads the lines of a diary file (PATTERNS 10) strictly; every refusal names the line and the field.

Takes text lines, yields one `Diary` per person. The same line twice adds nothing, so a file read in twice is the file
read in once. Must never repeat a value of the file in an error.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from aftercare.days.cycle import median_length, start_of
from aftercare.model.errors import BadFile
from aftercare.model.pattern import ColumnKind

LONGEST_NAME = 200
OLDEST, NEWEST = date(1900, 1, 2), date(9998, 12, 31)
NOT_RECORDED = float("nan")
LARGEST = 1e12
LONGEST_CYCLE_DAY = 1000


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter line."""

    date: date
    factors: Mapping[str, float]
    outcomes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Combined:
    """An outcome that the first line asks for besides: the mean of the ranks of others (PATTERNS 9b)."""

    name: str
    parts: tuple[tuple[str, int], ...]
    """Each outcome with its sign: 1 where more of it is more of the whole, else -1."""

    @property
    def least(self) -> int:
        """How many parts must have been recorded in an encounter."""
        return min(2, len(self.parts))


@dataclass(slots=True)
class Diary:
    """One person's diary as read."""

    person: str
    factors: dict[str, ColumnKind]
    daily: frozenset[str]
    """Names of the factors that stand in check-ins."""
    outcomes: dict[str, ColumnKind]
    main_outcome: str | None = None
    """The main question, if the first line names one, with its suspects (none: every factor)."""
    suspects: tuple[str, ...] = ()
    composites: tuple[Combined, ...] = ()
    felt: tuple[str, ...] = ()
    """Daily values that are outcomes where a row is a day (`read_days`)."""
    encounters: list[Encounter] = field(default_factory=list)
    check_ins: dict[date, dict[str, float]] = field(default_factory=dict)

    def check_in(self, day: date, lag: int, name: str) -> float:
        """The check-in value `lag` days before `day`, NaN where there is none."""
        return self.check_ins.get(day - timedelta(days=lag), {}).get(name, NOT_RECORDED)

    def cycle_length(self, count: int) -> float | None:
        """Median length of the cycles known after `count` encounters; None until two are."""
        name = next((n for n, kind in self.factors.items() if kind is ColumnKind.CYCLE_DAY), None)
        if name is None or not count:
            return None
        known = self.encounters[:count]
        if name in self.daily:
            until = known[-1].date
            seen = [(day, values) for day, values in self.check_ins.items() if day <= until]
        else:
            seen = [(encounter.date, dict(encounter.factors)) for encounter in known]
        return median_length(start_of(day, int(values[name])) for day, values in seen if name in values)


def read_diaries(lines: Iterable[str]) -> Iterator[Diary]:
    """Yield the diaries in `lines`, each begun by its meta line."""
    reading: _Reading | None = None
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        line = _Line(number, _object(text, number))
        kind = line.text("type")
        if kind == "meta":
            fresh = _Reading.begin(line)
            if reading is not None and reading.diary.person != fresh.diary.person:
                yield reading.diary
                reading = fresh
            elif reading is None:
                reading = fresh
            elif reading.meta != line.read:
                raise line.bad("type", "A second, different first line for the same person; keep one of them")
        elif reading is None:
            raise line.bad("type", "The file must begin with its meta line")
        elif kind == "checkin":
            reading.add_check_in(line)
        elif kind == "encounter":
            reading.add_encounter(line)
        else:
            raise line.bad("type", "A line is of type meta, checkin or encounter")
    if reading is None:
        raise BadFile("The file is empty; it must begin with its meta line.", where="line 1")
    yield reading.diary


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, its number, and how to complain about it."""

    number: int
    read: Mapping[str, Any]

    def bad(self, name: str, sentence: str) -> BadFile:
        return BadFile(f"{sentence}.", where=f"line {self.number}, {name[:LONGEST_NAME]}")

    def text(self, name: str) -> str:
        value = self.read.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
            raise self.bad(name, f"This must be a text of 1 to {LONGEST_NAME} characters")
        return value

    def day(self) -> date:
        try:
            day = date.fromisoformat(self.text("date"))
        except ValueError:
            raise self.bad("date", "Give a date as year-month-day, like 2026-03-09") from None
        if not OLDEST <= day <= NEWEST:
            raise self.bad("date", f"Give a date from {OLDEST.year} to {NEWEST.year}")
        return day

    def mapping(self, name: str) -> Mapping[str, Any]:
        value = self.read.get(name, {})
        if not isinstance(value, Mapping):
            raise self.bad(name, "This must be an object with one value for each name")
        return value


@dataclass(slots=True)
class _Reading:
    """A diary being read, with what was seen so that nothing counts twice."""

    meta: Mapping[str, Any]
    diary: Diary
    ranges: Mapping[str, tuple[float, float]]
    seen: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    last: date = date.min

    @classmethod
    def begin(cls, line: _Line) -> "_Reading":
        factors = _columns(line, "factors")
        outcomes = _columns(line, "outcomes")
        for name, (kind, _) in outcomes.items():
            if kind is ColumnKind.CYCLE_DAY:
                raise line.bad(f"outcomes.{name}", "A day of the cycle can be a factor, not an outcome")
        diary = Diary(
            person=line.text("person"),
            factors={name: kind for name, (kind, _) in factors.items()},
            daily=frozenset(name for name, (_, read) in factors.items() if read.get("source") == "daily"),
            outcomes={name: kind for name, (kind, _) in outcomes.items()},
        )
        diary.composites = _composites(line, diary)
        diary.felt = _felt(line, diary)
        diary.main_outcome, diary.suspects = _main(line, diary)
        ranges = {name: _range(line, name, read) for name, (_, read) in outcomes.items()}
        return cls(meta=line.read, diary=diary, ranges=ranges)

    def add_check_in(self, line: _Line) -> None:
        day = line.day()
        daily = {name: kind for name, kind in self.diary.factors.items() if name in self.diary.daily}
        values = _values(line, "values", daily)
        if self.diary.check_ins.setdefault(day, values) != values:
            raise line.bad("date", "There is a different check-in for this day already; keep one of them")

    def add_encounter(self, line: _Line) -> None:
        if self._doubled(line):
            return
        day = line.day()
        if day < self.last:
            raise line.bad("date", "Encounters must stand in the order of their time; sort the file")
        self.last = day
        at_entry = {name: kind for name, kind in self.diary.factors.items() if name not in self.diary.daily}
        outcomes = _values(line, "outcomes", self.diary.outcomes)
        for name, value in outcomes.items():
            low, high = self.ranges[name]
            if not low <= value <= high:
                raise line.bad(f"outcomes.{name}", "This lies outside the range of the first line")
        factors = _values(line, "factors", at_entry)
        self.diary.encounters.append(Encounter(date=day, factors=factors, outcomes=outcomes))

    def _doubled(self, line: _Line) -> bool:
        """The same encounter again: by all it says, whatever its number if it has a time."""
        telling = {key: value for key, value in line.read.items() if key != "i" or "time" not in line.read}
        key = json.dumps(telling, sort_keys=True)
        number = line.read.get("i")
        if key in self.seen:
            return True
        if isinstance(number, int) and number in self.numbers:
            raise line.bad("i", "Two different encounters have the same number; give each its own")
        self.seen.add(key)
        if isinstance(number, int):
            self.numbers.add(number)
        return False


def _object(text: str, number: int) -> Mapping[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFile("This line is not readable as JSON.", where=f"line {number}") from None
    if not isinstance(read, Mapping):
        raise BadFile("A line must be one JSON object.", where=f"line {number}")
    return read


def _columns(line: _Line, section: str) -> dict[str, tuple[ColumnKind, Mapping[str, Any]]]:
    listed = line.read.get(section)
    if not isinstance(listed, list):
        raise line.bad(section, "This must be a list of columns, each with name and kind")
    columns: dict[str, tuple[ColumnKind, Mapping[str, Any]]] = {}
    for place, read in enumerate(listed, start=1):
        where = f"{section}, column {place}"
        if not isinstance(read, Mapping) or not isinstance(read.get("name"), str):
            raise line.bad(where, "A column needs a name and a kind")
        if read.get("kind") not in list(ColumnKind):
            raise line.bad(where, f"The kind is one of {', '.join(ColumnKind)}")
        if read["name"] in columns or not 0 < len(read["name"]) <= LONGEST_NAME:
            raise line.bad(where, f"Each column needs its own name of 1 to {LONGEST_NAME} characters")
        columns[read["name"]] = (ColumnKind(read["kind"]), read)
    return columns


def _main(line: _Line, diary: Diary) -> tuple[str | None, tuple[str, ...]]:
    main = line.mapping("main")
    if not main:
        return None, ()
    outcome, suspects = main.get("outcome"), main.get("suspects", [])
    if outcome not in [*diary.outcomes, *(composite.name for composite in diary.composites), *diary.felt]:
        raise line.bad("main.outcome", "The main question names one of the outcomes")
    if not isinstance(suspects, list) or not all(
        isinstance(suspect, str) and suspect in diary.factors for suspect in suspects
    ):
        raise line.bad("main.suspects", "The suspects are a list of factors of this line")
    assert isinstance(outcome, str), "it is among the names of outcomes"
    return outcome, tuple(suspects)


def _felt(line: _Line, diary: Diary) -> tuple[str, ...]:
    listed = line.mapping("days").get("outcomes", [])
    kinds = {name: kind for name, kind in diary.factors.items() if name in diary.daily}
    fits = isinstance(listed, list) and all(
        isinstance(name, str) and kinds.get(name, ColumnKind.CYCLE_DAY) is not ColumnKind.CYCLE_DAY for name in listed
    )
    if not fits or len(set(listed)) != len(listed):
        raise line.bad("days.outcomes", "The outcomes of days are a list of daily factors of this line")
    return tuple(listed)


def _composites(line: _Line, diary: Diary) -> tuple[Combined, ...]:
    listed = line.read.get("composites", [])
    if not isinstance(listed, list):
        raise line.bad("composites", "This must be a list, each with a name and its parts")
    made: list[Combined] = []
    for place, read in enumerate(listed, start=1):
        where = f"composites, number {place}"
        name = read.get("name") if isinstance(read, Mapping) else None
        taken = {*diary.outcomes, *(composite.name for composite in made)}
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME or name in taken:
            raise line.bad(where, f"It needs its own name of 1 to {LONGEST_NAME} characters")
        made.append(Combined(name, _parts(line, where, read.get("parts"), diary)))
    return tuple(made)


def _parts(line: _Line, where: str, listed: Any, diary: Diary) -> tuple[tuple[str, int], ...]:
    parts: dict[str, int] = {}
    for read in listed if isinstance(listed, list) else []:
        outcome, sign = (read.get("outcome"), read.get("sign", 1)) if isinstance(read, Mapping) else (None, 1)
        if outcome not in list(diary.outcomes) or outcome in parts or sign not in (1, -1) or isinstance(sign, bool):
            raise line.bad(where, "A part is an outcome of this line, named once, with the sign 1 or -1")
        parts[outcome] = int(sign)
    if not parts:
        raise line.bad(where, "It needs a list of parts")
    return tuple(parts.items())


def _range(line: _Line, name: str, read: Mapping[str, Any]) -> tuple[float, float]:
    ends = read.get("min"), read.get("max")
    low, high = (-math.inf if ends[0] is None else ends[0]), (math.inf if ends[1] is None else ends[1])
    if not all(isinstance(end, int | float) and not math.isnan(end) for end in (low, high)) or low > high:
        raise line.bad(f"outcomes.{name}", "The range needs two numbers, min not above max")
    return float(low), float(high)


def _values(line: _Line, section: str, kinds: Mapping[str, ColumnKind]) -> dict[str, float]:
    values: dict[str, float] = {}
    for name, value in line.mapping(section).items():
        where = f"{section}.{name}"
        if name not in kinds:
            raise line.bad(where, "The first line does not list this name for this kind of line")
        if value is None:
            continue
        if not isinstance(value, bool | int | float) or not abs(value) <= LARGEST:
            raise line.bad(where, "This must be a number, or be left out where nothing was recorded")
        if not _FITS[kinds[name]](float(value)):
            raise line.bad(where, _WANTED[kinds[name]])
        values[name] = float(value)
    return values


_FITS: Mapping[ColumnKind, Callable[[float], bool]] = {
    ColumnKind.BINARY: lambda value: value in (0.0, 1.0),
    ColumnKind.ORDINAL: lambda _: True,
    ColumnKind.CONTINUOUS: lambda _: True,
    ColumnKind.CYCLE_DAY: lambda value: value >= 1 and value <= LONGEST_CYCLE_DAY and value.is_integer(),
}
_WANTED: Mapping[ColumnKind, str] = {
    ColumnKind.BINARY: "A yes-or-no value is 0 or 1",
    ColumnKind.CYCLE_DAY: "A day of the cycle is a whole number, 1 being the first day of bleeding",
}
