"""What is known of each finding, for the order of causes: present, absent or unknown, and the facts that say so.

Takes indexed facts; returns one line for each finding. Screening does not use this: here a "no" read in words counts,
and a finding's opposite says "no" to it, which no red flag may rest on (SAFETY 2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from aftercare.knowledge.rule import Expression, KnownFacts, Operator, Truth, Window, evaluate
from aftercare.knowledge.schema import Finding
from aftercare.model.fact import Fact, FactTime, Status


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one finding."""

    status: Status
    facts: tuple[Fact, ...] = ()


UNKNOWN = Line(Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class KnownFindings:
    """What is known of all findings; those of which nothing is known are left out."""

    lines: Mapping[str, Line]

    def __getitem__(self, finding: str) -> Line:
        return self.lines.get(finding, UNKNOWN)

    def is_present(self, finding: str) -> bool:
        """Whether it is known to be so."""
        return self[finding].status is Status.PRESENT

    def is_absent(self, finding: str) -> bool:
        """Whether it is known not to be so."""
        return self[finding].status is Status.ABSENT

    def with_line(self, finding: str, status: Status) -> "KnownFindings":
        """As if this were known too: for trying out a question."""
        return KnownFindings({**self.lines, finding: Line(status)})


def known_findings(known: KnownFacts, findings: Mapping[str, Finding], now: datetime) -> KnownFindings:
    """Resolve every finding that a fact or a composite of facts speaks of."""
    believed = replace(known, urgent=frozenset())
    names = set(believed.by_finding) | _made_of(set(believed.by_finding), believed.composites)
    lines: dict[str, Line] = {}
    for name in sorted(names):
        leaf = Expression(operator=Operator.FINDING, finding=name, time=FactTime.EVER)
        verdict = evaluate(leaf, believed, Window(now))
        if verdict.truth is Truth.FIRES:
            lines[name] = Line(Status.PRESENT, verdict.deciding)
        elif verdict.truth is Truth.NO:
            lines[name] = Line(Status.ABSENT, _absences(believed, name))
    for name, line in list(lines.items()):
        if line.status is Status.PRESENT and name in findings:
            for other in findings[name].opposite:
                lines.setdefault(other, Line(Status.ABSENT, line.facts))
    return KnownFindings(lines)


def _made_of(names: set[str], composites: Mapping[str, Expression]) -> set[str]:
    """The composites that have one of these in them, however deep."""
    found: set[str] = set()
    while True:
        more = {
            name
            for name, expression in composites.items()
            if name not in found and not (names | found).isdisjoint(expression.findings())
        }
        if not more:
            return found
        found |= more


def _absences(known: KnownFacts, name: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in known.by_finding.get(name, ()) if fact.status is Status.ABSENT)


def origin_quotes(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The person's own words among these facts, each once."""
    return tuple(dict.fromkeys(fact.quote for fact in facts if fact.quote))
