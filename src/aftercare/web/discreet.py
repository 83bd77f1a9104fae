"""What never shows itself unbidden: flags and questions about unwanted sex, violence, fear (SAFETY 4). Pure.

A rule may be discreet in itself. A flag is discreet too when a private answer, like the one to *was it wanted?*, is
among the facts that decide it, and a question when such an answer opened its rule: else the page after that answer
would look unlike any other.
"""

from collections.abc import Iterable
from functools import lru_cache

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Fired
from aftercare.model.fact import Status
from aftercare.usecases.after_save import AfterSave, Told


@lru_cache(maxsize=2)
def private_findings(knowledge: Knowledge) -> frozenset[str]:
    """The findings that private measures give."""
    return frozenset(
        given.finding for measure in knowledge.measures.values() if measure.private for given in measure.gives
    )


def is_discreet(knowledge: Knowledge, flag: Fired) -> bool:
    """Whether a flag waits behind the neutral line."""
    private = private_findings(knowledge)
    return knowledge.red_flags[flag.rule].discreet or any(fact.finding in private for fact in flag.deciding)


def discreet_flags(knowledge: Knowledge, flags: Iterable[Fired]) -> tuple[Fired, ...]:
    """Those of the flags that wait behind the neutral line and are not quieted."""
    return tuple(flag for flag in flags if not flag.quieted and is_discreet(knowledge, flag))


def is_discreet_question(knowledge: Knowledge, question: Finding, saved: AfterSave, told: Told) -> bool:
    """Whether only rules that wait behind the neutral line ask it."""
    private = private_findings(knowledge) if _answered_privately(knowledge, saved, told) else frozenset()
    askers = [knowledge.red_flags[rule.rule] for rule in saved.screening.open if question.id in rule.ask]
    return bool(askers) and all(rule.discreet or not private.isdisjoint(rule.core) for rule in askers)


def _answered_privately(knowledge: Knowledge, saved: AfterSave, told: Told) -> bool:
    private = private_findings(knowledge)
    if any(fact.finding in private and fact.status is Status.PRESENT for fact in told):
        return True
    values = saved.entry.all_values()
    return any(
        given.present is not None and given.present.holds(values[name])
        for name, measure in knowledge.measures.items()
        if measure.private and name in values
        for given in measure.gives
    )
