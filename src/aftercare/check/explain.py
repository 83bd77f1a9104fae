"""Says why: what speaks for and against each cause, from which answer, words or entry, and what would settle it.

Takes a ranked cause and what is known; returns what is shown. Every sentence comes from the data, with its sources.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aftercare.check.known import KnownFindings, origin_quotes
from aftercare.check.questions import is_askable
from aftercare.check.rank import LIKE_PAGE, Counted, Ranked
from aftercare.knowledge.load import Knowledge
from aftercare.model.check import FindingLine, PossibleCause, Reason, Subject
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.translatable import for_translation

LIKE_OTHERS = for_translation("Your words are like what other people write about this.")
LIKE_DANGER = for_translation("Your words are like those of others who needed help for this.")
"""Where nothing was said as such: nobody is told that they said it (SAFETY 6)."""
SAYS_LIKENESS = 0.25
"""From this likeness on it is said that the words are like others'."""
MOST_SETTLES = 3
OWN_WORDING = "judgement"


def possible_cause(knowledge: Knowledge, ranked: Ranked, known: KnownFindings, subject: Subject) -> PossibleCause:
    """A cause as it is shown."""
    counted = ranked.counted
    speaks_for = _each_said_once(_reason(one, known) for one in counted if one.value > 0)
    if ranked.likeness >= SAYS_LIKENESS:
        speaks_for.append(_like_others(ranked.likeness))
    return PossibleCause(
        id=ranked.cause.id,
        name=ranked.cause.name,
        title=ranked.cause.title,
        fit=ranked.fit,
        speaks_for=tuple(speaks_for),
        speaks_against=tuple(_reason(one, known) for one in counted if one.value < 0),
        settles=_settles(knowledge, ranked, known, subject),
        score=ranked.score,
    )


def _each_said_once(reasons: Iterable[Reason]) -> list[Reason]:
    """One sentence is not given twice as a reason."""
    return list({reason.text: reason for reason in reversed(list(reasons))}.values())[::-1]


def finding_lines(
    knowledge: Knowledge, known: KnownFindings, told: Sequence[Fact], urgent: frozenset[str]
) -> tuple[FindingLine, ...]:
    """Every finding that was told or follows from what was told, in the order of the data."""
    direct: dict[str, list[Fact]] = {}
    for fact in told:
        direct.setdefault(fact.finding, []).append(fact)
    from_journal = any(fact.origin is Origin.JOURNAL for fact in told)
    lines = []
    for name, finding in knowledge.findings.items():
        line = known[name]
        facts = tuple(fact for fact in line.facts if fact.finding == name) or tuple(direct.get(name, ()))
        unsure = name in direct and line.status is Status.UNKNOWN
        if line.status is Status.UNKNOWN and not unsure:
            continue
        lines.append(
            FindingLine(
                id=name,
                lay=finding.lay,
                status=line.status,
                facts=tuple(_as_said(fact, from_journal=from_journal) for fact in facts or line.facts),
                confirm=_to_confirm(name, line.status, facts, urgent),
                discreet=finding.discreet,
            )
        )
    return tuple(lines)


def _as_said(fact: Fact, *, from_journal: bool) -> Fact:
    """What follows from words or answers counts as weakly as the journal, but is shown as what it was said in."""
    if fact.origin is not Origin.JOURNAL or fact.entry is not None:
        return fact
    if fact.quote is not None:
        return replace(fact, origin=Origin.WORDS)
    return fact if from_journal else replace(fact, origin=Origin.ANSWER)


def _to_confirm(name: str, status: Status, facts: Iterable[Fact], urgent: frozenset[str]) -> bool:
    """A "no" that only words say, where a red flag hangs on it."""
    origins = {fact.origin for fact in facts if fact.status is Status.ABSENT}
    return status is Status.ABSENT and origins == {Origin.WORDS} and name in urgent


def _reason(counted: Counted, known: KnownFindings) -> Reason:
    facts = known[counted.weighs.finding].facts
    present = known.is_present(counted.weighs.finding)
    said = counted.weighs.because if present else counted.weighs.if_not
    return Reason(
        text=LIKE_DANGER if facts and all(fact.alike for fact in facts) else said,
        finding=counted.weighs.finding,
        origins=tuple(origin for origin in Origin if any(fact.origin is origin for fact in facts)),
        quotes=origin_quotes(facts),
        entries=tuple(dict.fromkeys(fact.entry for fact in facts if fact.entry)),
        sources=counted.weighs.sources,
        counts=counted.value,
    )


def _like_others(likeness: float) -> Reason:
    return Reason(
        text=LIKE_OTHERS,
        finding="",
        origins=(Origin.WORDS,),
        quotes=(),
        entries=(),
        sources=(OWN_WORDING,),
        counts=LIKE_PAGE * likeness,
    )


def _settles(knowledge: Knowledge, ranked: Ranked, known: KnownFindings, subject: Subject) -> tuple[str, ...]:
    """What is not known yet and would say the most about it."""
    open_ones = [
        one
        for one in ranked.weights.weighs
        if known[one.finding].status is Status.UNKNOWN and is_askable(knowledge.findings[one.finding], subject)
    ]
    open_ones.sort(key=lambda one: (-max(abs(one.when_present), abs(one.when_absent)), one.finding))
    return tuple(one.finding for one in open_ones[:MOST_SETTLES])
