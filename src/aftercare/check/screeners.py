"""What the answers to a screener come to: total, halves, band, the facts for screening, and its course over time.

Pure. A missing answer means no total: nothing is filled in. But what was answered is counted as "at least", because a
sum that already reaches a cut can only grow: a finding is never lost by leaving a question open. A low score makes no
red flag absent that something else raised; a screener opens, delays and lowers nothing (SAFETY 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from aftercare.check.facts import moment_of
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.screener import Band, Half, Screener
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.measure import Value

WHICH = "screener"
"""The measure that says which screener an entry is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfScore:
    """One half, counted."""

    half: Half
    sum: int
    """Of what was answered."""
    complete: bool
    highest: int

    @property
    def positive(self) -> bool | None:
        """Whether it reaches its cut; None where a missing answer could still change that."""
        return _reaches(self.sum, self.half.positive, complete=self.complete)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A screener, counted."""

    screener: Screener
    answered: int
    at_least: int
    """The sum of what was answered."""
    total: int | None
    """None unless every question was answered."""
    band: Band | None
    halves: tuple[HalfScore, ...]

    @property
    def positive(self) -> bool | None:
        """Whether the usual cut is reached; None where there is none, or a missing answer could still change that."""
        cut = self.screener.positive
        return None if cut is None else _reaches(self.at_least, cut, complete=self.total is not None)

    @property
    def opens(self) -> tuple[str, ...]:
        """The longer screeners that are offered next."""
        return tuple(one.half.opens for one in self.halves if one.positive and one.half.opens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One time a screener was filled in."""

    entry: str
    day: date
    score: Score
    change: int | None
    """Against the total before; None for the first, and where either has no total."""


def score_of(screener: Screener, values: Mapping[str, Value]) -> Score:
    """Count the answers. A value that is no whole number in range counts as not answered."""
    highest = len(screener.answers) - 1
    told = {
        name: value for name in screener.measures if type(value := values.get(name)) is int and 0 <= value <= highest
    }
    whole = len(told) == len(screener.items)
    at_least = sum(told.values())
    return Score(
        screener=screener,
        answered=len(told),
        at_least=at_least,
        total=at_least if whole else None,
        band=band_of(screener, at_least) if whole else None,
        halves=tuple(_half_score(half, told, highest) for half in screener.halves),
    )


def band_of(screener: Screener, total: int) -> Band:
    """The band a total lies in."""
    return next(band for band in reversed(screener.bands) if total >= band.least)


def screener_of(entry: Entry, screeners: Mapping[str, Screener]) -> Screener | None:
    """Which screener an entry is; None for other entries."""
    which = entry.value(WHICH) if entry.kind is EntryKind.SCREENER else None
    return screeners.get(which) if isinstance(which, str) else None


def facts_of_screener(
    entry: Entry, screeners: Mapping[str, Screener], findings: Mapping[str, Finding]
) -> tuple[Fact, ...]:
    """What its total says about findings: present as soon as the cut is reached, absent only with every answer."""
    screener = screener_of(entry, screeners)
    if screener is None:
        return ()
    score = score_of(screener, entry.all_values())
    facts = []
    for given in screener.gives:
        reached = _reaches(score.at_least, given.least, complete=score.total is not None)
        if reached is not None and given.finding in findings:
            facts.append(
                Fact(
                    finding=given.finding,
                    status=Status.PRESENT if reached else Status.ABSENT,
                    time=FactTime.THIS_TIME,
                    origin=Origin.JOURNAL,
                    at=moment_of(entry),
                    entry=entry.id,
                )
            )
    return tuple(facts)


def trend(screener: Screener, entries: Iterable[Entry]) -> tuple[Point, ...]:
    """Every time it was filled in, oldest first, each with its change against the total before."""
    points: list[Point] = []
    before: int | None = None
    ours = {screener.id: screener}
    for entry in sorted(
        (one for one in entries if screener_of(one, ours)), key=lambda one: (one.at.local, one.recorded)
    ):
        score = score_of(screener, entry.all_values())
        change = None if score.total is None or before is None else score.total - before
        points.append(Point(entry=entry.id, day=entry.at.day, score=score, change=change))
        before = before if score.total is None else score.total
    return tuple(points)


def in_short(entry: Entry, screeners: Mapping[str, Screener]) -> str:
    """An entry in a line: "PHQ-9: 12 of 27, moderate"."""
    screener = screener_of(entry, screeners)
    if screener is None:
        return "Questionnaire"
    score = score_of(screener, entry.all_values())
    if score.total is None or score.band is None:
        return f"{screener.name}, {score.answered} of {len(screener.items)} answered"
    return f"{screener.name}: {score.total} of {screener.highest}, {score.band.name.lower()}"


def _half_score(half: Half, told: Mapping[str, int], highest: int) -> HalfScore:
    answered = [told[name] for name in half.items if name in told]
    return HalfScore(
        half=half,
        sum=sum(answered),
        complete=len(answered) == len(half.items),
        highest=highest * len(half.items),
    )


def _reaches(at_least: int, cut: int, *, complete: bool) -> bool | None:
    if at_least >= cut:
        return True
    return False if complete else None
