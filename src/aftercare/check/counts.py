"""Findings that follow from counts over entries: pain in three of the last six encounters, low most days for two weeks.

Takes entries with their facts, and the counts of the findings data; returns facts. Counting is allowed to screening,
statistics are not (SAFETY 2). An entry in which the finding is unknown is not counted as one without it. A count that
is not reached says nothing: it leaves the finding unknown, never absent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aftercare.check.remembered import EntrySays
from aftercare.check.triage import bare, closure
from aftercare.knowledge.red_flag import Count
from aftercare.knowledge.rule import Expression, KnownFacts, Truth, Window, evaluate
from aftercare.knowledge.schema import Finding
from aftercare.model.entry import Entry
from aftercare.model.fact import Fact, FactTime, Origin, Status


@dataclass(frozen=True, slots=True)
class Seen:
    """One entry in which a finding is known."""

    entry: Entry
    at: datetime
    present: bool


def count_facts(
    entries: Sequence[EntrySays],
    findings: Mapping[str, Finding],
    composites: Mapping[str, Expression],
    now: datetime,
) -> Iterator[Fact]:
    """A fact for each finding whose count is reached. `entries`: what each says, in time order."""
    looked = _Looked(entries, composites, now)
    for finding in findings.values():
        counted = _counted(finding, looked) if finding.derive is not None else None
        if counted is not None:
            yield Fact(
                finding=finding.id,
                status=Status.PRESENT,
                time=FactTime.USUALLY,
                origin=Origin.JOURNAL,
                at=counted.at,
                entry=counted.entry.id,
            )


def _counted(finding: Finding, looked: "_Looked") -> Seen | None:
    """The newest entry that counts, when one of the counts is reached, or every one where all must be."""
    assert finding.derive is not None
    first: Seen | None = None
    for count in finding.derive.count:
        reached = _reached(count, looked.seen(count))
        if (reached is None) is finding.derive.every:
            return reached
        first = first or reached
    return first


class _Looked:
    """The entries, and what each says of a finding: several counts look at the same."""

    def __init__(self, entries: Sequence[EntrySays], composites: Mapping[str, Expression], now: datetime) -> None:
        self._entries = entries
        self._composites = composites
        self._window = Window(now)
        self._known: dict[int, KnownFacts] = {}
        self._timed: dict[tuple[int, str], Truth] = {}
        self._has_time: dict[str, bool] = {}

    def seen(self, count: Count) -> list[Seen]:
        """The entries the count looks at, newest first."""
        about = closure([count.finding], self._composites)
        since = Window.last(count.within, self._window.until).since
        seen: list[Seen] = []
        for number in range(len(self._entries) - 1, -1, -1):
            one = self._entries[number]
            if since is not None and one.at < since:
                break
            if one.entry.kind != count.of or about.isdisjoint(one.findings):
                continue
            if count.among and self._truth(number, count.among) is not Truth.FIRES:
                continue
            truth = self._truth(number, count.finding)
            if truth is not Truth.OPEN:
                seen.append(Seen(one.entry, one.at, truth is Truth.FIRES))
            if count.last is not None and len(seen) == count.last:
                break
        return seen

    def _truth(self, number: int, finding: str) -> Truth:
        """Remembered with the entry; until the end of this look alone where a time is part of what it is made of."""
        one = self._entries[number]
        timed = self._is_timed(finding)
        found = self._timed.get((number, finding)) if timed else one.truths.get(finding)
        if found is not None:
            return found
        if number not in self._known:
            self._known[number] = KnownFacts.of(one.facts, self._composites)
        truth = evaluate(bare(finding), self._known[number], self._window).truth
        if timed:
            self._timed[number, finding] = truth
        else:
            one.truths[finding] = truth
        return truth

    def _is_timed(self, finding: str) -> bool:
        if finding not in self._has_time:
            parts = closure([finding], self._composites) & self._composites.keys()
            self._has_time[finding] = any(leaf.within for name in parts for leaf in self._composites[name].leaves())
        return self._has_time[finding]


def _reached(count: Count, seen: list[Seen]) -> Seen | None:
    """The newest entry that counts, when there are enough of them."""
    present = [one for one in seen if one.present]
    if count.at_most is not None:
        few = len(seen) >= max(1, count.known) and len(present) <= count.at_most * len(seen)
        return seen[0] if few else None
    if len(present) < count.least:
        return None
    if count.spans is not None and present[0].at - present[-1].at < count.spans.delta:
        return None
    if count.most and 2 * len(present) <= len(seen):
        return None
    if count.share is not None and len(present) < count.share * len(seen):
        return None
    return present[0]
