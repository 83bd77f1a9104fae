"""Findings that follow from counts over entries: pain in three of the last six encounters, low most days for two weeks.

Takes entries with their facts, and the counts of the findings data; returns facts. Counting is allowed to screening,
statistics are not (SAFETY 2). An entry in which the finding is unknown is not counted as one without it. A count that
is not reached says nothing: it leaves the finding unknown, never absent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aftercare.check.triage import closure
from aftercare.knowledge.red_flag import Count
from aftercare.knowledge.rule import Expression, KnownFacts, Operator, Truth, Window, evaluate
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
    entries: Sequence[tuple[Entry, datetime, tuple[Fact, ...]]],
    findings: Mapping[str, Finding],
    composites: Mapping[str, Expression],
    now: datetime,
) -> Iterator[Fact]:
    """A fact for each finding whose count is reached. `entries`: entry, its moment and its facts, in time order."""
    for finding in findings.values():
        if finding.derive is None:
            continue
        reached = [_reached(count, _seen(count, entries, composites, now)) for count in finding.derive.count]
        counted = [one for one in reached if one is not None]
        if not counted or (finding.derive.every and len(counted) < len(reached)):
            continue
        yield Fact(
            finding=finding.id,
            status=Status.PRESENT,
            time=FactTime.USUALLY,
            origin=Origin.JOURNAL,
            at=counted[0].at,
            entry=counted[0].entry.id,
        )


def _seen(
    count: Count,
    entries: Sequence[tuple[Entry, datetime, tuple[Fact, ...]]],
    composites: Mapping[str, Expression],
    now: datetime,
) -> list[Seen]:
    """The entries the count looks at, newest first."""
    leaf = Expression(operator=Operator.FINDING, finding=count.finding)
    among = Expression(operator=Operator.FINDING, finding=count.among) if count.among else None
    about = closure([count.finding], composites)
    since = Window.last(count.within, now).since
    seen: list[Seen] = []
    for entry, at, facts in reversed(entries):
        if since is not None and at < since:
            break
        if entry.kind != count.of or not any(fact.finding in about for fact in facts):
            continue
        known = KnownFacts.of(facts, composites)
        if among is not None and evaluate(among, known, Window(now)).truth is not Truth.FIRES:
            continue
        verdict = evaluate(leaf, known, Window(now))
        if verdict.truth is not Truth.OPEN:
            seen.append(Seen(entry, at, verdict.truth is Truth.FIRES))
        if count.last is not None and len(seen) == count.last:
            break
    return seen


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
