"""The facts screening works on: what a journal, a person and this check's answers say about findings (SAFETY 1, 2).

Takes journal, told answers, knowledge and now; returns facts with their time and origin. A value gives a fact only
where its measure says so (`gives`); what is not given stays unknown. Must never read a statistic or make an unknown
absent.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aftercare.knowledge.rule import Operator
from aftercare.knowledge.schema import Finding
from aftercare.model.entry import Addition, Entry, Precision
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.measure import Gives, Measure, Organ, Value
from aftercare.model.person import Person
from aftercare.model.settings import Settings

GivesByMeasure = Mapping[str, tuple[Gives, ...]]
_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
UNKNOWN_ZONE_SLACK = timedelta(hours=14)
"""A local time without a zone can lie this much later in UTC (the westernmost zones are twelve hours behind)."""


def gives_by_measure(measures: Mapping[str, Measure]) -> GivesByMeasure:
    """The measures whose values say something about findings, retired ones too: old entries still count."""
    return {name: measure.gives for name, measure in measures.items() if measure.gives}


def facts_of_entry(entry: Entry, gives: GivesByMeasure, findings: Mapping[str, Finding]) -> tuple[Fact, ...]:
    """The facts of one entry. Values added later have the time of their addition."""
    facts = list(_facts_of_values(entry.values, gives, findings, moment_of(entry), entry.id))
    for addition in entry.added:
        facts.extend(_facts_of_values(addition.values, gives, findings, _moment_of_addition(addition), entry.id))
    return tuple(facts)


def moment_of(entry: Entry) -> datetime:
    """The latest moment the entry can be about (UTC): a warning may last too long, never end too soon."""
    instant = entry.at.instant()
    if entry.at.precision is Precision.INSTANT:
        return instant
    slack = UNKNOWN_ZONE_SLACK if entry.at.precision is Precision.LOCAL else timedelta(days=1) + UNKNOWN_ZONE_SLACK
    return max(instant, min(instant + slack, entry.recorded))


def earliest_moment_of(entry: Entry) -> datetime:
    """The earliest moment the entry can be about (UTC): a window for help is told short rather than long."""
    instant = entry.at.instant()
    return instant if entry.at.precision is Precision.INSTANT else instant - UNKNOWN_ZONE_SLACK


def facts_of_person(
    person: Person, settings: Settings, gives: GivesByMeasure, findings: Mapping[str, Finding]
) -> tuple[Fact, ...]:
    """What the person said of themselves, each with the time it was said; age and organs come with `derived_facts`."""
    facts: list[Fact] = []
    for name, dated in person.answers.items():
        facts.extend(_facts_of_values({name: dated.value}, gives, findings, dated.recorded, None))
    for finding, says in (
        ("pregnancy_matters", settings.pregnancy_matters),
        ("infection_matters", settings.infection_matters),
    ):
        if says is not None:
            status = Status.PRESENT if says else Status.ABSENT
            facts.append(Fact(finding=finding, status=status, time=FactTime.EVER, origin=Origin.JOURNAL))
    return tuple(facts)


def derived_facts(person: Person, findings: Mapping[str, Finding], now: datetime) -> Iterator[Fact]:
    """What follows from age and organs. Only the year of birth is kept: an age that may fit counts as fitting."""
    oldest = now.year - person.birth_year
    return derive_facts(findings, youngest=oldest - 1, oldest=oldest, organs=person.organs)


def derive_facts(
    findings: Mapping[str, Finding], *, youngest: int | None, oldest: int | None, organs: frozenset[Organ] | None
) -> Iterator[Fact]:
    """What follows from an age between `youngest` and `oldest` years, and from organs. The unknown gives nothing."""
    for finding in findings.values():
        derive = finding.derive
        if derive is None:
            continue
        holds: bool | None = None
        if derive.ages is not None and youngest is not None and oldest is not None:
            holds = oldest >= derive.ages.least and youngest <= derive.ages.most
        elif derive.organ is not None and organs is not None:
            holds = derive.organ in organs
        elif derive.needs is not None and organs is not None and derive.needs not in organs:
            holds = False
        elif derive.lacks is not None and organs is not None:
            holds = derive.lacks not in organs
        if holds is not None:
            yield Fact(finding=finding.id, status=Status.PRESENT if holds else Status.ABSENT, origin=Origin.JOURNAL)


def settle(facts: Iterable[Fact], findings: Mapping[str, Finding], now: datetime) -> tuple[Fact, ...]:
    """Give each fact the time of its finding: history is of any time, a state stands while it lasts, then is unknown.

    Of history and states only what was said last counts, because one answer replaces the other; "not sure" replaces
    nothing and is about its own time only, so that it is asked again another time.
    """
    return settle_meant(with_consequences(facts, findings), findings, now)


def settle_meant(meant: Iterable[Fact], findings: Mapping[str, Finding], now: datetime) -> tuple[Fact, ...]:
    """`settle` for facts to which `with_consequences` has already added what they mean."""
    dated: list[Fact] = []
    standing: dict[str, Fact] = {}
    for fact in meant:
        finding = findings.get(fact.finding)
        passing = finding is None or (finding.time is not FactTime.EVER and finding.lasts is None)
        if finding is None or passing or fact.status is Status.UNKNOWN:
            dated.append(fact)
            continue
        if finding.lasts is not None and fact.at is not None and fact.at < now - finding.lasts.delta:
            continue
        earlier = standing.get(fact.finding)
        if earlier is None or _is_newer(fact, earlier):
            standing[fact.finding] = fact
    for name, fact in standing.items():
        time = FactTime.EVER if findings[name].time is FactTime.EVER else fact.time
        dated.append(replace(fact, at=None, time=time))
    return tuple(dated)


def with_consequences(facts: Iterable[Fact], findings: Mapping[str, Finding]) -> Iterator[Fact]:
    """The facts, and what an answer means for other findings: "no, I can't be pregnant" is a stated no.

    A denied finding is absent by the journal only, so that it never cancels a finding that is present.
    """
    for fact in facts:
        yield fact
        finding = findings.get(fact.finding)
        if finding is None:
            continue
        if finding.no_means and fact.status is Status.ABSENT and fact.origin is Origin.ANSWER:
            meant = replace(fact, finding=finding.no_means, status=Status.PRESENT)
            yield meant
            yield from _denied(meant, findings)
        if fact.status is Status.PRESENT:
            yield from _denied(fact, findings)
        if fact.status is Status.ABSENT and fact.origin is Origin.ANSWER:
            yield from _parts_absent(fact, findings)


def _denied(fact: Fact, findings: Mapping[str, Finding]) -> Iterator[Fact]:
    for name in findings[fact.finding].denies:
        yield replace(fact, finding=name, status=Status.ABSENT, origin=Origin.JOURNAL)


def _parts_absent(fact: Fact, findings: Mapping[str, Finding]) -> Iterator[Fact]:
    """A "no" to "any of these?" is a "no" to each."""
    derive = findings[fact.finding].derive if fact.finding in findings else None
    if derive is None or derive.when is None or derive.when.operator is not Operator.ANY:
        return
    for part in derive.when.parts:
        if part.operator is Operator.FINDING:
            absent = replace(fact, finding=part.finding, origin=Origin.JOURNAL)
            yield absent
            yield from _parts_absent(absent, findings)


def _is_newer(fact: Fact, earlier: Fact) -> bool:
    return _standing(fact) > _standing(earlier)


def _standing(fact: Fact) -> tuple[datetime, bool]:
    """What was said last stands; at one time yes before no."""
    return (fact.at or _LONG_AGO, fact.status is Status.PRESENT)


def _moment_of_addition(addition: Addition) -> datetime:
    return addition.recorded.astimezone(UTC)


def _facts_of_values(
    values: Mapping[str, Value],
    gives: GivesByMeasure,
    findings: Mapping[str, Finding],
    at: datetime,
    entry: str | None,
) -> Iterator[Fact]:
    time = FactTime.NOW if entry is None else FactTime.THIS_TIME
    for name in gives.keys() & values.keys():
        for given in gives[name]:
            status = _status(given, values[name])
            if status is not None and given.finding in findings:
                yield Fact(
                    finding=given.finding,
                    status=status,
                    time=FactTime.EVER if findings[given.finding].time is FactTime.EVER else time,
                    origin=Origin.JOURNAL,
                    at=at,
                    entry=entry,
                )


def _status(given: Gives, value: Value) -> Status | None:
    if given.present is not None and given.present.holds(value):
        return Status.PRESENT
    if given.absent is not None and given.absent.holds(value):
        return Status.ABSENT
    return None
