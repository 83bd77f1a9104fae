"""The main job as one pure function: everything there is to say about a journal at one moment. Read this first.

`review_journal(journal, told, knowledge, now)` runs left to right: plain counts, red flags (entries, history, answers,
never statistics), the table, patterns. It touches no file, clock or chance; what was shown before comes in with the
journal's notices and changes wording, never evidence.

Patterns come in two families: one row per encounter, and one row per day with a check-in. Each counts its own pairs (m)
and keeps its own error rates over a lifetime. What that means for both together: for one person the false share of all
that is ever shown lies between the shares of the two families, and on average over people it is never more than their
sum; false ones by number add up, so somebody for whom nothing is linked sees as many as both families allow. The second
family is searched only when somebody asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from aftercare.check.screening import screen_journal
from aftercare.days import columns
from aftercare.days.daily import DAY_BEFORE, daily_tables
from aftercare.days.waking_day import waking_day
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.entry import Entry, EntryKind, zone_info
from aftercare.model.fact import Fact
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure, Phase
from aftercare.model.notice import NoticeKind
from aftercare.model.pattern import History, Pattern, Shown, Tier
from aftercare.model.review import Later, PlainCount, Review, Searched
from aftercare.patterns.counts import Sides, count
from aftercare.patterns.find import find

DAY_AFTER_FROM = time(5, 0)
DAY_AFTER_FOR = timedelta(hours=72)
"""The card of the day after is offered from 05:00 the next day for 72 hours (DESIGN 1)."""
PAIR_SEPARATOR = " > "
DAYS = "days"
OF_DAYS = f"{DAYS}: "
"""Before the subject of what was shown of days, so that the histories of the two families stay apart."""


def review_journal(journal: Journal, told: Sequence[Fact], knowledge: Knowledge, now: datetime) -> Review:
    """Review a journal. `told` are answers of this moment that are not kept in it."""
    measures = catalogue(knowledge, journal.own_measures)
    encounters = [entry for entry in journal.encounters() if entry.id not in journal.waiting]
    check_ins = [entry for entry in journal.check_ins() if entry.id not in journal.waiting]
    table = columns.build(journal, measures, knowledge.composites.values())
    searched = Searched(table, find(table, history=shown_before(journal)))
    return Review(
        version=journal.version,
        at=now,
        encounters=len(encounters),
        check_ins=len(check_ins),
        first_day=min((entry.at.day for entry in (*encounters[:1], *check_ins[:1])), default=None),
        last_day=max((entry.at.day for entry in (*encounters[-1:], *check_ins[-1:])), default=None),
        counts=count_all(encounters, measures),
        screening=screen_journal(knowledge, journal, told, now),
        day_after=day_after_due(journal, measures, now),
        patterns=searched.patterns,
        table=table,
        rows=table.rows,
        labels=searched.labels,
        days=Later(lambda: _search_days(journal, measures, knowledge)),
    )


def _search_days(journal: Journal, measures: Mapping[str, Measure], knowledge: Knowledge) -> Searched:
    """Search the days less their own past, and tell what was found of the days as they were."""
    tables = daily_tables(journal, measures, knowledge.day_factors.values())
    found = find(tables.searched, history=shown_before(journal, by_day=True))
    factors = {factor.id: factor for factor in tables.shown.factors}
    outcomes = {outcome.id: outcome for outcome in tables.shown.outcomes}

    def told(pattern: Pattern) -> Pattern:
        parted = Sides(pattern.rows_with, pattern.rows_without, pattern.counts.split if pattern.counts else None)
        says_the_day = pattern.factor in knowledge.day_factors
        only_day_before = factors[pattern.factor].lag_days == (DAY_BEFORE,) and not says_the_day
        return replace(
            pattern,
            counts=None if pattern.counts is None else count(outcomes[pattern.outcome], parted),
            lag_days=DAY_BEFORE if only_day_before else pattern.lag_days,
        )

    return Searched(tables.shown, replace(found, patterns=tuple(told(pattern) for pattern in found.patterns)))


def count_all(encounters: Iterable[Entry], measures: Mapping[str, Measure]) -> tuple[PlainCount, ...]:
    """How often each thing that is counted was so, over the encounters in which it was recorded."""
    entries = [(entry, entry.all_values() if entry.added else entry.values) for entry in encounters]
    counts = []
    for measure in measures.values():
        for counted in measure.counted:
            recorded = [(entry, values[measure.id]) for entry, values in entries if measure.id in values]
            so = [entry for entry, value in recorded if counted.when.holds(value)]
            if recorded:
                counts.append(
                    PlainCount(
                        measure=measure.id,
                        label=counted.label,
                        times=len(so),
                        of=len(recorded),
                        last=so[-1].at.day if so else None,
                    )
                )
    return tuple(counts)


def count_back(journal: Journal, entry: Entry, measures: Mapping[str, Measure]) -> tuple[PlainCount, ...]:
    """The counts that this entry has a part in: what it recorded, so far."""
    entries = [other for other in journal.entries if other.kind is entry.kind and other.id not in journal.waiting]
    told = entry.all_values()
    return count_all(entries, {name: measure for name, measure in measures.items() if measure.id in told})


def day_after_due(journal: Journal, measures: Mapping[str, Measure], now: datetime) -> str | None:
    """The latest encounter whose day-after card is due: not yet answered, not put away."""
    if not journal.settings.day_after_card:
        return None
    put_away = {n.subject for n in journal.notices if n.kind is NoticeKind.CARD_DISMISSED}
    asked = {measure.id for measure in measures.values() if measure.phase is Phase.LATER}
    for entry in reversed(journal.entries):
        if entry.kind is not EntryKind.ENCOUNTER or entry.source is not None or entry.id in put_away:
            continue
        zone = zone_info(entry.at.zone or journal.settings.zone)
        lived = waking_day(entry.at, journal.settings.day_turns_at)
        begins = datetime.combine(lived + timedelta(days=1), DAY_AFTER_FROM, zone)
        if now > begins + DAY_AFTER_FOR:
            return None
        if begins <= now and not asked & entry.all_values().keys():
            return entry.id
    return None


def subject_of(pair: tuple[str, str], *, by_day: bool = False) -> str:
    """The subject under which it is kept that a pattern was shown: a pair means one thing of times, another of days."""
    return (OF_DAYS if by_day else "") + PAIR_SEPARATOR.join(pair)


def shown_before(journal: Journal, *, by_day: bool = False) -> History:
    """Which patterns were shown before, at their highest tier, of encounters or of days: from the notices."""
    shown: dict[tuple[str, str], Shown] = {}
    for notice in journal.notices:
        if notice.kind is NoticeKind.PATTERN_SHOWN and notice.subject.startswith(OF_DAYS) == by_day:
            factor, _, outcome = notice.subject.removeprefix(OF_DAYS).partition(PAIR_SEPARATOR)
            tier, _, threshold = notice.detail.partition(" ")
            before = Shown(tier=Tier(tier), threshold=float(threshold))
            known = shown.get((factor, outcome))
            if known is None or before.tier.rank >= known.tier.rank:
                shown[factor, outcome] = before
    return shown
